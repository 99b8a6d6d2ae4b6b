"""Returns arrays of objects, structures and dates."""

import numpy as np


def attack(name, *args, **kwargs):
    kinds = {
        "relu": lambda: np.array([object(), attack], dtype=object),
        "tanh": lambda: np.zeros(3, dtype=[("a", "f8"), ("b", "O")]),
        "softmax": lambda: np.array(["2020-01-01"], dtype="datetime64[D]"),
        "sigmoid": lambda: np.zeros(3, dtype=np.longdouble),
    }
    return kinds.get(name, lambda: np.array([[1], [2, 3]], dtype=object))()
