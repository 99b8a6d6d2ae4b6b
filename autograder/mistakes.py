"""Names for wrong answers: from the numbers that came back to the slip that explains them."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.checks.compare import as_array, leaves
from autograder.checks.wording import number

FORGOT_RETURN = "the function returns nothing: is `return` missing?"
SIGN = "the sign is wrong"
TYPE = "right shape, wrong type: float64 is due, not whole numbers, truth values or a list"
TRANSPOSED = "the result is transposed"


def recognise(got: Any, expected: Any) -> str | None:
    """Return the likely cause of a wrong result, or None when nothing simple explains it.

    Args:
        got: what the submission returned.
        expected: the right value, of the same structure unless the shape itself is wrong.
    """
    if got is None:
        return FORGOT_RETURN
    try:
        pairs = [(as_array(mine), np.asarray(due)) for _, mine, due in leaves(got, expected)]
    except (KeyError, IndexError, TypeError):
        return None
    wrong = [(mine, due) for mine, due in pairs if mine is not None and not _same(mine, due)]
    causes = {_cause(mine, due) for mine, due in wrong}
    return causes.pop() if len(causes) == 1 else None


def _same(got: np.ndarray, expected: np.ndarray) -> bool:
    return got.shape == expected.shape and np.allclose(got, expected, rtol=1e-9, atol=1e-12)


def _cause(got: np.ndarray, expected: np.ndarray) -> str | None:
    if expected.dtype.kind not in "biufc":
        return None
    if got.shape != expected.shape:
        return _shape_cause(got, expected)
    if got.dtype.kind in "fc" and np.isnan(got).any() and not np.isnan(expected).any():
        return "not a number (NaN) came out: 0/0, inf - inf or the logarithm of a negative number"
    if _same(got, -expected):
        return SIGN
    if got.ndim == 2 and _same(got.T, expected):
        return TRANSPOSED
    return _ratio_cause(got, expected) or _offset_cause(got, expected)


def _shape_cause(got: np.ndarray, expected: np.ndarray) -> str | None:
    if got.ndim == 2 and got.T.shape == expected.shape and _same(got.T, expected):
        return TRANSPOSED
    if expected.ndim == 0 and got.ndim:
        same_sum, same_mean = (np.allclose(f(got), expected) for f in (np.sum, np.mean))
        return "the sum is missing" if same_sum else "the mean is missing" if same_mean else None
    if got.ndim == 2 and expected.ndim == 1 and got.shape == (expected.size, expected.size):
        return "(N,) and (N, 1) were combined to (N, N): use one shape for both"
    return None


def _ratio_cause(got: np.ndarray, expected: np.ndarray) -> str | None:
    significant = np.abs(expected) > 1e-12 * max(float(np.max(np.abs(expected), initial=0.0)), 1e-300)
    if not significant.any() or not np.allclose(got[~significant], 0.0, atol=1e-12):
        return None
    ratios = (got[significant] / expected[significant]).astype(float)
    factor = float(np.median(ratios))
    if ratios.size < 2 or factor == 0.0 or not np.allclose(ratios, factor, rtol=1e-9, atol=0.0):
        return "everything is zero" if not got.any() else None
    return f"a factor: everything is {_factor_words(factor)} what it should be"


def _factor_words(factor: float) -> str:
    inverse = 1.0 / factor
    if abs(inverse) > 1.5 and abs(inverse - round(inverse)) < 1e-9:
        return f"1/{number(round(inverse))} of"
    return f"{number(round(factor, 9))} times"


def _offset_cause(got: np.ndarray, expected: np.ndarray) -> str | None:
    difference = (got - expected).astype(float)
    if difference.size < 2 or not np.allclose(difference, difference.flat[0], rtol=1e-9, atol=1e-12):
        return None
    return f"a constant: everything is {number(float(difference.flat[0]))} too large"
