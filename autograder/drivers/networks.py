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
    misfit = _misfit(made, X.shape[1])
    if misfit:
        return misfit
    W1, b1, W2, b2 = (np.asarray(item, dtype=float) for item in made)
    rectified = np.maximum(X.dot(W1) + b1, 0.0)
    return (rectified.dot(W2) + b2)[:, 0]


@driver
def first_hidden_unit(parameters: Callable[[], Any], inputs: int) -> Any:
    """Return what `parameters()` returns, cut to one hidden unit: the form does not depend on how many.

    Whole numbers come back as floats, since nobody asked for a type of number; lists stay lists. Parameters
    that do not fit together come back as a text that says which.
    """
    made = parameters()
    misfit = _misfit(made, inputs)
    if misfit:
        return misfit if isinstance(made, (tuple, list)) else made
    cuts: tuple[Any, ...] = (np.s_[:, :1], np.s_[:1], np.s_[:1], np.s_[:])
    parts = [_cut(item, cut) for item, cut in zip(made, cuts, strict=True)]
    return tuple(parts) if isinstance(made, tuple) else parts


def _misfit(made: Any, inputs: int) -> str | None:
    if not isinstance(made, (tuple, list)) or len(made) != 4:
        return "not the four W1, b1, W2, b2"
    shapes = [np.shape(item) for item in made]
    units = shapes[0][1] if len(shapes[0]) == 2 else 0
    due = [(inputs, units or "H"), (units or "H",), (units or "H", 1), (1,)]
    for name, shape, right in zip(("W1", "b1", "W2", "b2"), shapes, due, strict=True):
        if shape != right:
            return f"{name} is {shape}, not {right}".replace("'", "")
    return None


def _cut(item: Any, cut: Any) -> Any:
    part = np.asarray(item, dtype=float)[cut]
    return part if isinstance(item, np.ndarray) else part.tolist()
