"""Names for wrong answers: from the numbers that came back to the slip that explains them."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.checks.compare import as_array, leaves
from autograder.checks.wording import number

FORGOT_RETURN = "the function returns nothing: is `return` missing?"
SIGN = "the sign is wrong"
TRUNCATED = "the fractions are cut off: the result array holds whole numbers (zeros_like(z) of an int array)"
NOT_FLOAT = "right shape, wrong type: float64 is due, not whole numbers or truth values"
NOT_ARRAY = "right numbers, wrong type: a NumPy array is due, not a list"
NOT_TUPLE = "a tuple is due, not a list"
STACKED = "a tuple is due, not an array"
TYPES = (NOT_FLOAT, NOT_ARRAY, NOT_TUPLE, STACKED)
TRANSPOSED = "the result is transposed"
COMPLEMENT = "it is 1 minus what it should be"

_FACTOR, _CONSTANT = "off by a factor", "off by a constant"
_RIGHT_SO_FAR = "the entries are right, but "
_OTHER_LENGTH = f"{_RIGHT_SO_FAR}there are too many or too few: when does it stop?"
_KNOWN_FACTORS = tuple(f"{_FACTOR}: {words} what it should be" for words in ("2 times", "1/2 of"))


def recognise(got: Any, expected: Any) -> str | None:
    """Return the likely cause of a wrong result, or None when nothing simple explains it.

    Args:
        got: what the submission returned.
        expected: the right value, of the same structure unless the shape itself is wrong.
    """
    with np.errstate(all="ignore"):
        return _recognised(got, expected)


def without_numbers(cause: str) -> str:
    """Return a recognised cause as it may be told of a hidden check: a factor could spell a hidden input."""
    if cause in _KNOWN_FACTORS:
        return cause
    kind = cause.partition(": ")[0]
    if kind in (_FACTOR, _CONSTANT):
        return kind
    return _OTHER_LENGTH if cause.startswith(_RIGHT_SO_FAR) else cause


def _recognised(got: Any, expected: Any) -> str | None:
    if got is None:
        return FORGOT_RETURN
    try:
        pairs = [(as_array(mine), np.asarray(due)) for _, mine, due in leaves(got, expected)]
    except (KeyError, IndexError, TypeError):
        return None
    real = [
        (mine, due)
        for mine, due in pairs
        if mine is not None and mine.dtype.kind != "c" and due.dtype.kind in "biufc"
    ]
    wrong = [(mine, due) for mine, due in real if not _same(mine, due)]
    causes = {_cause(mine, due) for mine, due in wrong}
    return causes.pop() if len(causes) == 1 and None not in causes else _joint_cause(wrong)


def _joint_cause(wrong: list[tuple[np.ndarray, np.ndarray]]) -> str | None:
    """Look at all wrong parts as one: a single number says little alone, beside a vector it does."""
    fitting = all(mine.shape == due.shape and due.dtype.kind in "biufc" for mine, due in wrong)
    if len(wrong) < 2 or not fitting:
        return None
    mine, due = (np.concatenate([np.ravel(pair[side]) for pair in wrong]) for side in (0, 1))
    return _cause(mine, due)


def _same(got: np.ndarray, expected: np.ndarray) -> bool:
    if got.shape != expected.shape or expected.dtype.kind not in "biufc":
        return False
    return np.allclose(got, expected, rtol=1e-9, atol=1e-12)


def _cause(got: np.ndarray, expected: np.ndarray) -> str | None:
    if expected.dtype.kind not in "biufc":
        return None
    if got.shape != expected.shape:
        return _shape_cause(got, expected)
    if expected.dtype.kind == "b":
        return None  # truth values have no sign and no factor
    if got.dtype.kind in "fc" and np.isnan(got).any() and not np.isnan(expected).any():
        return "not a number (NaN) came out: 0/0, inf/inf, inf - inf or the logarithm of a negative number"
    if _same(got, -expected):
        return SIGN
    if got.ndim == 2 and _same(got.T, expected):
        return TRANSPOSED
    if not got.any():
        return "it is zero everywhere"
    if _truncated(got, expected):
        return TRUNCATED
    return _ratio_cause(got, expected) or _offset_cause(got, expected) or _complement_cause(got, expected)


def _complement_cause(got: np.ndarray, expected: np.ndarray) -> str | None:
    inside = expected.size > 1 and bool(np.all((expected > 0) & (expected < 1)))
    return COMPLEMENT if inside and _same(got, 1.0 - expected) else None


def _truncated(got: np.ndarray, expected: np.ndarray) -> bool:
    """Tell whether the fractions were cut off, as writing into an array of whole numbers does."""
    cut = np.trunc(expected) if expected.dtype.kind == "f" else expected
    return got.size > 1 and bool(np.array_equal(got, cut)) and not bool(np.array_equal(cut, expected))


def _shape_cause(got: np.ndarray, expected: np.ndarray) -> str | None:
    if got.ndim == 2 and got.T.shape == expected.shape and _same(got.T, expected):
        return TRANSPOSED
    if expected.ndim == 0 and got.size:
        same_sum, same_mean = (np.allclose(f(got), expected) for f in (np.sum, np.mean))
        return "the sum is missing" if same_sum else "the mean is missing" if same_mean else None
    if got.ndim == expected.ndim >= 1 and got.shape[1:] == expected.shape[1:]:
        return _length_cause(got, expected)
    if got.ndim == 2 and expected.ndim == 1 and got.shape == (expected.size, expected.size):
        return "(N,) and (N, 1) were combined to (N, N): use one shape for both"
    return None


def _length_cause(got: np.ndarray, expected: np.ndarray) -> str | None:
    """Compare two runs of different length: where they start alike, one ends too late or too early."""
    shared = min(len(got), len(expected))
    if shared < 2:
        return None
    if np.all(got == got[0]) and not np.all(expected == expected[0]):
        return "all rows are the same: append a copy of the array, not the array that changes"
    if np.allclose(got[:shared], expected[:shared]):
        return f"{_RIGHT_SO_FAR}there are {len(got)} and {len(expected)} are due: when does it stop?"
    got, expected = got + 0.0, expected + 0.0  # truth values have no difference
    move, due = got[1] - got[0], expected[1] - expected[0]
    return SIGN if np.allclose(move, -due) and np.allclose(got[0], expected[0]) else None


def _ratio_cause(got: np.ndarray, expected: np.ndarray) -> str | None:
    significant = np.abs(expected) > 1e-12 * max(float(np.max(np.abs(expected), initial=0.0)), 1e-300)
    if not significant.any() or not np.allclose(got[~significant], 0.0, atol=1e-12):
        return None
    ratios = (got[significant] / expected[significant]).astype(float)
    factor = float(np.median(ratios))
    if (
        ratios.size < 2
        or not 1e-12 < abs(factor) < 1e12
        or not np.allclose(ratios, factor, rtol=1e-9, atol=0.0)
    ):
        return "it is zero everywhere" if not got.any() else None
    return f"{_FACTOR}: {_factor_words(factor)} what it should be"


def _factor_words(factor: float) -> str:
    inverse = 1.0 / factor
    if abs(inverse) > 1.5 and abs(inverse - round(inverse)) < 1e-9:
        return f"{'-' if inverse < 0 else ''}1/{number(abs(round(inverse)))} of"
    return f"{number(factor, 6 if abs(abs(factor) - 1) > 1e-5 else 12)} times"


def _offset_cause(got: np.ndarray, expected: np.ndarray) -> str | None:
    difference = (got - expected).astype(float)
    if difference.size < 2 or not np.allclose(difference, difference.flat[0], rtol=1e-9, atol=1e-12):
        return None
    constant = float(difference.flat[0])
    return f"{_CONSTANT}: {number(abs(constant))} too {'large' if constant > 0 else 'small'}"
