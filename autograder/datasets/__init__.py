"""Four real data sets, split into two parts: digits, wine, iris, breast cancer.

They are scikit-learn's, kept here as text, so that neither a student nor a worker needs a download or another
package. A call asks for a part by name, `data("digits", "X_train", seed=3)` in `autograder.plain`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np

from autograder.plain_values import Data

SETS = ("digits", "wine", "iris", "breast_cancer")
PARTS = ("X_train", "y_train", "X_test", "y_test", "raw_X_train", "raw_X_test")
TEST_SHARE = 5  # every fifth example is kept for the test
_LEVEL = {mark: float(level) for level, mark in enumerate("0123456789abcdefg")}


@cache
def load(name: str) -> tuple[np.ndarray, np.ndarray]:
    """Return all examples of a set, X (N, D) in float64 and y (N,) whole numbers, both read-only."""
    if name not in SETS:
        message = f"{name!r} is no data set; there are {', '.join(SETS)}"
        raise KeyError(message)
    text = (Path(__file__).parent / f"{name}.txt").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if not line.startswith("#")]
    table = np.array([_pixels(row) if name == "digits" else _numbers(row) for row in rows])
    X, y = table[:, 1:].copy(), table[:, 0].astype(np.int64)
    X.setflags(write=False)
    y.setflags(write=False)
    return X, y


def load_all() -> None:
    """Read every set into memory, for a process that will not be able to read files later."""
    for name in SETS:
        load(name)


def split(name: str, seed: int = 0) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return (X_train, y_train, X_test, y_test), as measured, in an order that depends on the seed.

    A fifth of the examples is the test part. The arrays are fresh copies.

    Raises:
        KeyError: there is no set of this name.
    """
    X, y = load(name)
    # RandomState promises the same order in every NumPy version
    order = np.random.RandomState(seed).permutation(len(y))
    test, train = np.split(order, [len(y) // TEST_SHARE])
    return X[train], y[train], X[test], y[test]


def part_of(asked: Data) -> np.ndarray:
    """Return what a call asks for; raises KeyError for an unknown set or part."""
    if asked.part not in PARTS:
        message = f"{asked.part!r} is no part of a data set; there are {', '.join(PARTS)}"
        raise KeyError(message)
    X_train, y_train, X_test, y_test = split(asked.name, asked.seed)
    train = asked.part.endswith("train")
    found = y_train if train else y_test
    if "X" in asked.part:
        found = X_train if train else X_test
        if not asked.part.startswith("raw"):
            found = _scaled(found, X_train)
        found = found[:, list(asked.columns)] if asked.columns else found
    return np.ascontiguousarray(found[: asked.rows] if asked.rows else found)


def _scaled(rows: np.ndarray, like: np.ndarray) -> np.ndarray:
    spread = np.sqrt(np.var(like, axis=0))
    return np.asarray((rows - np.average(like, axis=0)) / np.where(spread > 0, spread, 1.0))


def _numbers(row: str) -> list[float]:
    return [float(number) for number in row.split(",")]


def _pixels(row: str) -> list[float]:
    label, pixels = row.split(" ")
    return [float(label), *(_LEVEL[mark] for mark in pixels)]
