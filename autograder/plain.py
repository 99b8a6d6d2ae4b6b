"""Plain data: the only kind of value that crosses a border (spec file, worker, record).

A *value* is what student code sees: numbers, arrays, tuples, lists, dicts, strings. A *tree* is the same
value in terms of JSON or msgpack, with one-key tags for what those formats lack:

    {"array": [[1.0, 2.0]], "dtype": "float64"}     written by hand or in a spec (layout: "C", "F", "strided")
    {"bytes": b"...", "dtype": "float64", "shape": [1, 2]}  the same, raw, on the wire
    {"scalar": 0.5, "dtype": "float64"}              a NumPy scalar
    {"tuple": [...]}  {"dict": [[key, value], ...]}  {"float": "nan"}  {"int": "10000…"}
    {"seed": 7}                                      numpy.random.default_rng(7)
    {"function": "square", "with": {...}}            a trusted function of `autograder.objectives`
    {"data": "digits", "part": "X_train", "seed": 3} a part of a data set of `autograder.datasets`
    {"other": "Tensor", "text": "Tensor(…)"}         an outcome that is no plain data (never an argument)

Reading a tree never runs code, and checks depth, size and dtype before it allocates.
"""

from __future__ import annotations

from typing import Any

from autograder.plain_reader import Reader, is_simple
from autograder.plain_values import (
    DTYPES,
    MAX_BITS,
    MAX_BYTES,
    MAX_DEPTH,
    MAX_NODES,
    MAX_PAIRS,
    Data,
    Laid,
    NamedFunction,
    Other,
    PlainError,
    Seed,
    Tree,
)
from autograder.plain_writer import Writer

__all__ = [
    "DTYPES",
    "MAX_BITS",
    "MAX_BYTES",
    "MAX_DEPTH",
    "MAX_NODES",
    "MAX_PAIRS",
    "Data",
    "Laid",
    "NamedFunction",
    "Other",
    "PlainError",
    "Seed",
    "Tree",
    "data",
    "from_tree",
    "is_simple",
    "named",
    "to_tree",
]


def named(name: str, **parameters: Any) -> NamedFunction:
    """Author's shorthand for a trusted callable: `named("quadratic", curvature=2.0)`."""
    return NamedFunction(name, parameters)


def data(name: str, part: str, seed: int = 0, *, rows: int = 0, columns: tuple[int, ...] = ()) -> Data:
    """Author's shorthand for a part of a real data set: `data("digits", "X_train", seed=3)`."""
    return Data(name, part, seed, rows, columns)


def to_tree(value: Any, *, raw: bool = False) -> Tree:
    """Write a value as a tree; `raw` keeps arrays as bytes (for msgpack)."""
    return Writer(raw=raw).write(value, 0)


def from_tree(tree: Tree) -> Any:
    """Read a value from a tree that may be hostile; raises `PlainError`."""
    return Reader().read(tree, 0)
