"""Numerical derivatives with an error estimate: central differences, Richardson extrapolation, kinks flagged.

Each entry of the result knows how far it can be trusted, so that a verdict never rests on a fixed threshold.

Source: Richardson 1911; the choice of the best tableau entry follows Ridders 1982, with the noise of f
measured from its third and fourth differences as in Moré and Wild 2011.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np

LEVELS = 8  # steps s/8, s/32, ... s/8/4**7
COLUMNS = 4
_ROUGH = 2  # the level whose step is 1/128
NOISE_SPACING = 2.0**-30
EPS = float(np.finfo(float).eps)
_STEPS = 2.0**-3 * 4.0 ** -np.arange(LEVELS)
_NEAR = NOISE_SPACING * np.arange(-3, 4)
_OFFSETS = [0.0, *_STEPS.tolist(), *(-_STEPS).tolist(), *_NEAR.tolist()]

Along = Callable[[float], np.ndarray]


class Estimate(NamedTuple):
    """A numerical derivative, entry by entry.

    `low` and `high` are the one-sided slopes at a kink (equal to `value` elsewhere). `rough` is the slope
    over 1/128 of the size of the argument to each side: not `value` where f has fine teeth.
    """

    value: np.ndarray
    error: np.ndarray
    kink: np.ndarray
    low: np.ndarray
    high: np.ndarray
    rough: np.ndarray


def elementwise_derivative(f: Callable[[np.ndarray], np.ndarray], x: np.ndarray) -> Estimate:
    """Differentiate a function that acts on each entry: df/dx, same shape as `x`, vectorised."""
    x = np.asarray(x, dtype=float)
    scale = _scale(x)
    return _estimate(lambda offset: np.asarray(f(x + offset * scale), dtype=float), scale)


def moved_together(x: np.ndarray) -> Iterator[np.ndarray]:
    """Yield the points at which `elementwise_derivative` looks, in its order."""
    x = np.asarray(x, dtype=float)
    scale = _scale(x)
    yield from (x + offset * scale for offset in _OFFSETS)


def gradient(f: Callable[[np.ndarray], float], x: np.ndarray) -> Estimate:
    """Differentiate a scalar function with respect to every entry of `x`, same shape as `x`."""
    x = np.asarray(x, dtype=float)
    scale = _scale(x)

    def along(offset: float) -> np.ndarray:
        values = np.empty(x.size)
        for i in range(x.size):
            values[i] = f(_moved(x, i, offset * scale.flat[i]))
        return values.reshape(x.shape)

    return _estimate(along, scale)


def moved_one_by_one(x: np.ndarray) -> Iterator[np.ndarray]:
    """Yield the points at which `gradient` looks, in its order."""
    x = np.asarray(x, dtype=float)
    scale = _scale(x)
    yield from (_moved(x, i, offset * scale.flat[i]) for offset in _OFFSETS for i in range(x.size))


def _moved(x: np.ndarray, i: int, way: float) -> np.ndarray:
    moved = x.copy()
    moved.flat[i] += way
    return moved


def _scale(x: np.ndarray) -> np.ndarray:
    """Return the power of two near max(1, |x|): it makes x + h exact."""
    exponent: np.ndarray = np.round(np.log2(np.maximum(1.0, np.abs(x))))
    return np.asarray(np.exp2(exponent))


def _estimate(along: Along, scale: np.ndarray) -> Estimate:
    with np.errstate(all="ignore"):
        centre = along(0.0)
        right = np.stack([along(float(h)) for h in _STEPS])
        left = np.stack([along(-float(h)) for h in _STEPS])
        # an odd function is tiny at 0 but not at +-h: each step has the rounding of its own values
        noise = np.maximum(_noise(along, centre), 2 * EPS * np.maximum(np.abs(right), np.abs(left)))
        h = _STEPS.reshape(-1, *[1] * scale.ndim) * scale
        central = (right - left) / (2 * h)
        value, error = _best(central, noise / h)
        kink = _kink(right + left - 2 * centre, h, noise)
        one_sided = np.stack([(right[-1] - centre) / h[-1], (centre - left[-1]) / h[-1]])
    low, high = (np.where(kink, bound, value) for bound in (one_sided.min(axis=0), one_sided.max(axis=0)))
    return Estimate(value, error, kink, low, high, central[_ROUGH])


def _noise(along: Along, centre: np.ndarray) -> np.ndarray:
    """Estimate the rounding noise of f from differences at a spacing where only noise is left."""
    samples = np.stack([along(float(offset)) for offset in _NEAR])
    third = np.abs(np.diff(samples, 3, axis=0)).max(axis=0) / np.sqrt(20.0)
    fourth = np.abs(np.diff(samples, 4, axis=0)).max(axis=0) / np.sqrt(70.0)
    return np.asarray(np.maximum(2 * EPS * np.abs(centre), 3 * np.maximum(third, fourth)))


def _best(central: np.ndarray, noise: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the tableau entry with the smallest error bound that agrees with the smallest step."""
    finest, spread = central[-1], 4 * noise[-1] + np.abs(central[-1] - central[-2])
    best, bound = finest.copy(), spread.copy()
    previous = central
    for column in range(1, COLUMNS):
        factor = 16.0**column
        current = previous[1:] + (previous[1:] - previous[:-1]) / (factor - 1)
        inner = noise[column:]
        error = np.maximum(np.abs(current - previous[1:]), np.abs(current - previous[:-1])) + inner
        error = np.where(np.abs(current - finest) <= spread + inner, error, np.inf)
        row = np.nanargmin(np.where(np.isnan(error), np.inf, error), axis=0)
        candidate, candidate_error = (np.take_along_axis(t, row[None], axis=0)[0] for t in (current, error))
        better = candidate_error < bound
        best, bound = np.where(better, candidate, best), np.where(better, candidate_error, bound)
        previous = current
    return best, bound


def _kink(second: np.ndarray, h: np.ndarray, noise: np.ndarray) -> np.ndarray:
    """Flag entries whose second difference over h fails to shrink threefold over the three finest steps."""
    jump = np.abs(second) / h
    shrinks = (3 * jump[1:] <= jump[:-1]) | (jump[1:] <= 8 * noise[1:] / h[1:])
    return np.asarray(~np.all(shrinks[-3:], axis=0) | ~np.isfinite(jump[-3:]).all(axis=0))
