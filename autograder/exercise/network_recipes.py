"""Inputs for small networks that are differentiated by hand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from autograder.exercise.recipes import draw

Params = dict[str, np.ndarray]


def relu_params(x: np.ndarray, seed: int, alive: Sequence[bool] = (True, False, True)) -> Params:
    """Return W1, b1, W2, b2 of a network with one output whose hidden units are alive or dead at `x` as told.

    Every pre-activation lies at least 0.3 from the kink. An input of whole numbers gets whole parameters.
    """
    units, whole = len(alive), x.dtype.kind == "i"
    W1, W2 = draw(seed, x.size, units), draw(seed + 1, units, 1)
    target = (0.3 + np.abs(draw(seed + 2, units))) * np.where(alive, 1.0, -1.0)
    if whole:
        W1, W2 = (np.where(W < 0, np.floor(W), np.ceil(W)) for W in (W1, W2))
        target = np.where(alive, np.ceil(target), np.floor(target))
    b1 = np.round(target - x @ W1, 3)
    parts = {"W1": W1, "b1": b1, "W2": W2, "b2": np.ceil(draw(seed + 3, 1)) if whole else draw(seed + 3, 1)}
    return {key: part.astype(np.int64) for key, part in parts.items()} if whole else parts


def laid(params: Params, how: str) -> dict[str, object]:
    """Return the parameters in another memory layout (see `autograder.plain.Laid`)."""
    from autograder.plain import Laid

    return {key: Laid(part, how) for key, part in params.items()}
