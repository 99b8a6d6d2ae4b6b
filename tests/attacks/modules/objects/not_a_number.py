"""Returns nan, infinity and numbers at the edge, hoping that a comparison lets them through."""

import numpy as np


def attack(name, *args, **kwargs):
    value = {"relu": np.nan, "tanh": np.inf, "sigmoid": -np.inf, "softmax": 1.7e308}.get(name, 5e-324)
    try:
        return np.full(np.shape(args[0]), value)
    except (TypeError, ValueError, IndexError):
        return value
