"""Returns objects that lie about their class, even to isinstance."""

import numpy as np


class Lie:
    __class__ = property(lambda self: np.ndarray)
    dtype, shape, ndim, size, nbytes, flags = np.dtype(float), (), 0, 1, 8, {}
    tobytes = lambda self: b"x" * 7


class Meta(type):
    __instancecheck__ = __subclasscheck__ = lambda *_: True
    __name__ = property(lambda self: 1 / 0)


class Odd(metaclass=Meta):
    pass


def attack(name, *args, **kwargs):
    return Odd() if name == "relu" else Lie()
