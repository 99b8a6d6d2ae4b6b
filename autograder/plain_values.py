"""What plain data is made of: marks for special arguments, and the limits on everything."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np

Tree = Any

MAX_DEPTH = 20
MAX_NODES = 200_000
MAX_BYTES = 64 * 1024 * 1024
MAX_BITS = 4000
MAX_PAIRS = 1000
MAX_AXES = 32
_MAX_KEY = 2**60
_NUMBERS = "int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32 float64 complex64 complex128"
DTYPES = {name: np.dtype(name) for name in ["bool", *_NUMBERS.split()]}
NAMES = {dtype: name for name, dtype in DTYPES.items()}
"""Names by dtype, for arrays in this machine's byte order: `dtype.name` is slow to work out."""
SPECIAL = {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}
TOO_MANY_BITS = f"an integer may have at most {MAX_BITS} bits"
TOO_MANY_PAIRS = f"a dict may have at most {MAX_PAIRS} pairs"


class Seed(NamedTuple):
    """Asks for a fresh `numpy.random.default_rng(seed)` as argument."""

    seed: int


class NamedFunction(NamedTuple):
    """Asks for a trusted callable of `autograder.objectives`, with its parameters."""

    name: str
    parameters: dict[str, Any]


class Data(NamedTuple):
    """Asks for a part of a real data set of `autograder.datasets`: "X_train", "y_train", "X_test", ...

    The measurements of "X_..." are standardized with the training part's numbers, those of "raw_X_..." are
    not. `rows` takes the first ones only, `columns` some measurements only.
    """

    name: str
    part: str
    seed: int = 0
    rows: int = 0
    columns: tuple[int, ...] = ()


class Laid(NamedTuple):
    """An array argument in an unusual memory layout: "F", "strided" or "readonly"."""

    array: np.ndarray
    layout: str


class Other(NamedTuple):
    """What came back was no plain data; `text` is a short, untrusted description."""

    type: str
    text: str


class PlainError(ValueError):
    """A tree or a value that is not plain data."""


def too_much(depth: int) -> str:
    """Return the rule that a tree or a value breaks."""
    what = f"deeper than {MAX_DEPTH}" if depth > MAX_DEPTH else f"larger than {MAX_NODES} nodes"
    return f"plain data must not be {what}"


def checked_int(value: int) -> int:
    """Return an integer that is short enough."""
    if value.bit_length() > MAX_BITS:
        raise PlainError(TOO_MANY_BITS)
    return value


def checked_key(key: Any) -> Any:
    """Return a key of a dict; longer integers may all have one hash, and be compared with each other."""
    if type(key) in (str, bool) or (type(key) is int and abs(key) < _MAX_KEY):
        return key
    message = f"a key of a dict must be a text or an integer below 2**60, this one is a {type(key).__name__}"
    raise PlainError(message)


def check_shape(shape: tuple[int, ...], dtype: np.dtype) -> None:
    """Refuse an array that is too large; one without elements too, since others would loop over its rows."""
    if elements(shape) * dtype.itemsize > MAX_BYTES:
        message = f"an array may have at most {MAX_BYTES} bytes, one of shape {shape} is too large"
        raise PlainError(message)


def elements(shape: tuple[int, ...]) -> int:
    """Return how much an array weighs; an empty axis counts as one."""
    return math.prod([max(1, length) for length in shape])
