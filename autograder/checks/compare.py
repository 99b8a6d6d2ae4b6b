"""Comparing results: structure first, then the worst entry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from autograder.checks.wording import describe, keys

Path = tuple[Any, ...]


class Worst(NamedTuple):
    """The entry with the largest error relative to its tolerance."""

    path: Path
    entry: tuple[int, ...]
    got: Any
    expected: Any


def structure_mismatch(got: Any, expected: Any, names: Sequence[str] = ()) -> str | None:
    """Return what differs in kind, length, keys or shape (not in value), or None.

    Lists count as arrays here, and an array with the right parts as a tuple: the wrong kind costs the type
    check, not the values'.
    `names` are what the parts of a tuple are called.
    """
    return _mismatch(got, expected, "the result", names)


def _mismatch(got: Any, expected: Any, name: str, names: Sequence[str] = ()) -> str | None:
    if isinstance(expected, (tuple, list)) and not _numeric(expected):
        return _sequence_mismatch(got, expected, name, names)
    if isinstance(expected, dict):
        return _dict_mismatch(got, expected, name)
    if isinstance(expected, (np.ndarray, np.generic, int, float, complex, tuple, list)):
        return _shape_mismatch(got, expected, name)
    if type(got) is not type(expected):
        return f"{name} is {describe(got)}, expected {describe(expected)}"
    return None


def _numeric(value: Any) -> bool:
    return isinstance(value, list) and as_array(value) is not None


def _sequence_mismatch(got: Any, expected: Any, name: str, names: Sequence[str]) -> str | None:
    stacked = isinstance(got, np.ndarray) and got.ndim > 0
    misfit = f"{name} is {describe(got)}, expected {describe(expected)}"
    if not (isinstance(got, (tuple, list)) or stacked) or len(got) != len(expected):
        return misfit
    called = names if len(names) == len(expected) else [f"{name}[{i}]" for i in range(len(expected))]
    parts = (_mismatch(*part) for part in zip(got, expected, called, strict=True))
    problem = next((part for part in parts if part), None)
    return misfit if problem and stacked else problem


def _dict_mismatch(got: Any, expected: dict[Any, Any], name: str) -> str | None:
    if not isinstance(got, dict):
        return f"{name} is {describe(got)}, expected {describe(expected)}"
    missing = [key for key in expected if key not in got]
    if missing:
        return f"{name} lacks the key {missing[0]!r}; it has {keys(got)}"
    parts = (_mismatch(got[key], item, f"{name}[{key!r}]") for key, item in expected.items())
    return next((part for part in parts if part), None)


def _shape_mismatch(got: Any, expected: Any, name: str) -> str | None:
    array = as_array(got)
    if array is None:
        return f"{name} is {describe(got)}, expected {describe(np.asarray(expected))}"
    if array.dtype.kind == "c" and np.asarray(expected).dtype.kind != "c":
        return f"{name} holds complex numbers, real ones are due"
    due = np.shape(expected)
    if array.shape != due:
        return f"{name} has shape {array.shape}, expected {shape_words(due)}"
    return None


def shape_words(shape: tuple[int, ...]) -> str:
    """Return a shape in words; the empty one is "a single number"."""
    return f"shape {shape}" if shape else "a single number"


def as_array(value: Any) -> np.ndarray | None:
    """Return numbers as an array, or None for anything that is no rectangular block of numbers."""
    if value is None or isinstance(value, (str, dict)):
        return None
    try:
        array = np.asarray(value)
    except (ValueError, TypeError):
        return None
    return array if array.dtype.kind in "biufc" else None


def leaves(got: Any, expected: Any, path: Path = ()) -> Iterator[tuple[Path, Any, Any]]:
    """Walk two values of the same structure, yielding (path, got, expected) for arrays and atoms."""
    if isinstance(expected, dict):
        for key, item in expected.items():
            yield from leaves(got[key], item, (*path, key))
    elif isinstance(expected, (tuple, list)) and not _numeric(expected):
        for index, item in enumerate(expected):
            yield from leaves(got[index], item, (*path, index))
    else:
        yield path, got, expected


def worst_difference(got: Any, expected: Any, rtol: float, atol: float) -> Worst | None:
    """Return the worst entry beyond |got - expected| <= rtol*|expected| + atol*max|expected|, or None."""
    worst, excess = None, 1.0
    for path, mine, due in leaves(got, expected):
        array, wanted = as_array(mine), as_array(due)
        # texts and nothing, and integers that no dtype holds: of `due` too, where it is the submission's own
        if array is None or wanted is None:
            if (array is None) is not (wanted is None) or mine != due:
                return Worst(path, (), mine, due)
            continue
        ratio = _excess(array, wanted, rtol, atol)
        if ratio.size and float(ratio.max()) > excess:
            entry = tuple(int(i) for i in np.unravel_index(int(ratio.argmax()), ratio.shape))
            excess = float(ratio.max())
            worst = Worst(path, entry, array[entry], wanted[entry])
    return worst


def _excess(got: np.ndarray, expected: np.ndarray, rtol: float, atol: float) -> np.ndarray:
    """Error as a multiple of the tolerance; NaN beside a number is infinite, equal infinities are 0."""
    with np.errstate(all="ignore"):
        got, expected = (item.astype(float) if item.dtype.kind == "b" else item for item in (got, expected))
        finite = expected[np.isfinite(expected)]
        # where everything is 0 there is no scale: what float64 cannot show beside 1 is no error
        scale = float(np.max(np.abs(finite), initial=0.0)) or 1.0
        tolerance = rtol * np.abs(expected) + atol * scale + np.finfo(float).tiny
        ratio = np.abs(got - expected) / tolerance
        same = (got == expected) | (np.isnan(got) & np.isnan(expected))
        return np.where(same, 0.0, np.where(np.isfinite(ratio), ratio, np.inf))
