"""A trusted network for judging training runs: its scores, its loss, and the slopes of its loss.

Parameters are a dict "W1", "b1", "W2", "b2", ...; ReLU between the layers, scores out. Slopes are taken with
a complex step (Squire and Trapp 1998): exact to rounding, and no backward pass that could be copied.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from autograder.datasets import part_of
from autograder.plain import Data, Laid

Params = dict[str, np.ndarray]
_TINY = 1e-100


def array_of(argument: Any) -> np.ndarray:
    """Return an array argument of a call as the submission gets it."""
    if isinstance(argument, Data):
        return part_of(argument)
    return np.asarray(argument.array if isinstance(argument, Laid) else argument)


def shapes_of(sizes: Sequence[int]) -> dict[str, tuple[int, ...]]:
    """Return the shape of each parameter of a network with these layer sizes, the inputs first."""
    shapes: dict[str, tuple[int, ...]] = {}
    for layer, (inputs, units) in enumerate(itertools.pairwise(sizes), start=1):
        shapes |= {f"W{layer}": (inputs, units), f"b{layer}": (units,)}
    return shapes


def scores(X: np.ndarray, params: Mapping[str, np.ndarray], *, open_at_zero: bool = False) -> np.ndarray:
    """Return the scores of the last layer; parameters may carry a common leading axis, biases (..., 1, K).

    `open_at_zero` lets a unit pass its input's slope on where that input is exactly 0.
    """
    flow: np.ndarray = X
    last = len(params) // 2
    for layer in range(1, last + 1):
        flow = np.matmul(flow, params[f"W{layer}"]) + params[f"b{layer}"]
        if layer < last:
            flow = np.where(flow.real >= 0 if open_at_zero else flow.real > 0, flow, 0)
    return flow


def losses_of(values: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Return the mean cross-entropy of softmax(values) with labels y, for each leading index."""
    peak = values.real.max(axis=-1, keepdims=True)
    partition = np.log(np.exp(values - peak).sum(axis=-1))
    own = np.take_along_axis(values - peak, np.broadcast_to(y[:, None], (*values.shape[:-1], 1)), axis=-1)
    return np.asarray((partition - own[..., 0]).mean(axis=-1))


def hits(values: np.ndarray, y: np.ndarray) -> float:
    """Return the share of rows whose largest score is that of the label; the first maximum wins."""
    return float(np.mean(np.argmax(values, axis=-1) == y))


def slopes(X: np.ndarray, y: np.ndarray, params: Params, *, open_at_zero: bool = False) -> Params:
    """Return the derivative of the mean loss with respect to every parameter."""
    count = sum(item.size for item in params.values())
    nudged, first = {}, 0
    for name, item in params.items():
        nudge = np.zeros((count, item.size), dtype=complex)
        nudge[first + np.arange(item.size), np.arange(item.size)] = _TINY * 1j
        shape = item.shape if item.ndim == 2 else (1, item.size)
        nudged[name] = (item.ravel() + nudge).reshape(count, *shape)
        first += item.size
    flat = losses_of(scores(X, nudged, open_at_zero=open_at_zero), y).imag / _TINY
    ends = np.cumsum([item.size for item in params.values()])[:-1]
    parts = zip(params.items(), np.split(flat, ends), strict=True)
    return {name: part.reshape(item.shape) for (name, item), part in parts}


def stepped(params: Params, past: Sequence[Params], optimizer: str, lr: float) -> Params:
    """Return the parameters after the next step, from all gradients so far (the newest last).

    Momentum is a sum of the gradients with weights 0.9 ** age. Adam's corrected averages are weighted means
    of the gradients and of their squares, with weights 0.9 ** age and 0.999 ** age.
    """
    ages = np.arange(len(past))[::-1]
    moves = {}
    for name in params:
        known = np.stack([gradients[name] for gradients in past])
        match optimizer:
            case "adam":
                root = np.sqrt(_mean(known**2, 0.999**ages))
                moves[name] = _mean(known, 0.9**ages) / (root + 1e-8)
            case "momentum":
                moves[name] = np.tensordot(0.9**ages, known, axes=1)
            case _:
                moves[name] = known[-1]
    return {name: params[name] - lr * moves[name] for name in params}


def _mean(values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    return np.asarray(np.tensordot(weights / weights.sum(), values, axes=1))
