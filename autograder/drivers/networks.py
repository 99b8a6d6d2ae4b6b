"""Running a network that a student wrote down, so that any right one passes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.drivers.registry import driver


@driver
def relu_network(parameters: Callable[[], Any], X: Any) -> Any:
    """Outputs of the ReLU network with one output that `parameters()` describes.

    Args:
        parameters: the student's function; returns (W1, b1, W2, b2).
        X: inputs, shape (N, D).

    Returns:
        Outputs, shape (N,). Parameters that do not fit together come back as a text that says which.
    """
    made = parameters()
    if not isinstance(made, (tuple, list)) or len(made) != 4:
        return "not the four W1, b1, W2, b2"
    W1, b1, W2, b2 = (np.asarray(item, dtype=float) for item in made)
    units = W1.shape[-1] if W1.ndim else 0
    due = {"W1": (X.shape[1], units), "b1": (units,), "W2": (units, 1), "b2": (1,)}
    for (name, shape), item in zip(due.items(), (W1, b1, W2, b2), strict=True):
        if item.shape != shape:
            return f"{name} is {item.shape}, not {shape}"
    rectified = np.maximum(X.dot(W1) + b1, 0.0)
    return (rectified.dot(W2) + b2)[:, 0]


@driver
def first_hidden_unit(parameters: Callable[[], Any]) -> Any:
    """Return what `parameters()` returns, cut to one hidden unit: the form does not depend on how many.

    Whole numbers come back as floats: nobody asked for a type of number.
    """
    made = parameters()
    if not isinstance(made, (tuple, list)) or len(made) != 4:
        return made
    cuts = (np.s_[:, :1], np.s_[:1], np.s_[:1], np.s_[:])
    return type(made)(_cut(item, cut) for item, cut in zip(made, cuts, strict=True))


def _cut(item: Any, cut: Any) -> Any:
    if not isinstance(item, np.ndarray) or item.dtype.kind not in "iuf" or not item.ndim:
        return item
    return (item[cut] if item.ndim > 1 or cut != np.s_[:, :1] else item).astype(np.float64)
