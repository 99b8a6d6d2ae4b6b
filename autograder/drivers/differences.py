"""Watching a numerical derivative: the order of its error, and what it does to x on the way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.drivers.registry import driver


@driver
def error_ratio(
    scheme: Callable[..., Any],
    f: Callable[..., Any],
    derivative: Callable[..., Any],
    x: Any,
    steps: tuple[float, float],
) -> float:
    """Return how many times smaller the error of `scheme(f, x, h)` gets from the first step to the second.

    The error is the largest over x; without any error the ratio is not finite.
    """
    due = np.asarray(derivative(x), dtype=float)
    first, second = (np.max(np.abs(np.asarray(scheme(f, x, h), dtype=float) - due)) for h in steps)
    with np.errstate(all="ignore"):
        return float(np.divide(first, second))


@driver
def watched_point(function: Callable[..., Any], f: Callable[..., Any], x: Any) -> dict[str, Any]:
    """Return `function(f, x)` with what f was given, and whether x was still itself each time f ran."""
    before = np.array(x)
    points: set[str] = set()
    changed = []

    def watched(point: Any) -> Any:
        points.add(_kind(point))
        changed.append(not np.array_equal(before, x))
        return f(point)

    result = function(watched, x)
    return {
        "result": result,
        "f is given": ", ".join(sorted(points)),
        "x while f runs": "changed" if any(changed) else "unchanged",
    }


def _kind(point: Any) -> str:
    array = np.asarray(point)
    return f"{array.dtype} of shape {array.shape}" if array.ndim else f"{array.dtype}, a single number"
