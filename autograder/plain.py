"""Plain data: the only kind of value that crosses a border (spec file, worker, record).

A *value* is what student code sees: numbers, arrays, tuples, lists, dicts, strings. A *tree* is the same
value in terms of JSON or msgpack, with one-key tags for what those formats lack:

    {"array": [[1.0, 2.0]], "dtype": "float64"}     written by hand or in a spec (layout: "C", "F", "strided")
    {"bytes": b"...", "dtype": "float64", "shape": [1, 2]}  the same, raw, on the wire
    {"scalar": 0.5, "dtype": "float64"}              a NumPy scalar
    {"tuple": [...]}  {"dict": [[key, value], ...]}  {"float": "nan"}  {"int": "10000…"}
    {"seed": 7}                                      numpy.random.default_rng(7)
    {"function": "square", "with": {...}}            a trusted function of `autograder.objectives`
    {"other": "Tensor", "text": "Tensor(…)"}         an outcome that is no plain data (never an argument)

Reading a tree never runs code, and checks depth, size and dtype before it allocates.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np

Tree = Any

MAX_DEPTH = 20
MAX_NODES = 200_000
MAX_BYTES = 64 * 1024 * 1024
_NUMBERS = "int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32 float64 complex64 complex128"
DTYPES = frozenset(["bool", *_NUMBERS.split()])
_SPECIAL = {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}


class Seed(NamedTuple):
    """Asks for a fresh `numpy.random.default_rng(seed)` as argument."""

    seed: int


class NamedFunction(NamedTuple):
    """Asks for a trusted callable of `autograder.objectives`, with its parameters."""

    name: str
    parameters: dict[str, Any]


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


def named(name: str, **parameters: Any) -> NamedFunction:
    """Author's shorthand for a trusted callable: `named("quadratic", curvature=2.0)`."""
    return NamedFunction(name, parameters)


def to_tree(value: Any, *, raw: bool = False) -> Tree:
    """Write a value as a tree; `raw` keeps arrays as bytes (for msgpack)."""
    return _Writer(raw=raw).write(value, 0)


def from_tree(tree: Tree) -> Any:
    """Read a value from a tree that may be hostile; raises `PlainError`."""
    return _Reader().read(tree, 0)


class _Writer:
    def __init__(self, *, raw: bool) -> None:
        self.raw = raw
        self.nodes = 0

    def write(self, value: Any, depth: int) -> Tree:
        self.nodes += 1
        if depth > MAX_DEPTH or self.nodes > MAX_NODES:
            raise PlainError(_too_much(depth))
        kind = type(value)
        if value is None or kind in (bool, str):
            return value
        if kind is float:
            return _float_tree(value)
        if kind is int:
            return value if -(2**63) <= value < 2**63 else {"int": _big_int(value)}
        if kind is list:
            return [self.write(item, depth + 1) for item in value]
        if kind is dict:
            pairs = [[self.write(k, depth + 1), self.write(v, depth + 1)] for k, v in value.items()]
            return {"dict": pairs}
        return self.write_special(value, depth)

    def write_special(self, value: Any, depth: int) -> Tree:
        if isinstance(value, Seed):
            return {"seed": value.seed}
        if isinstance(value, NamedFunction):
            parameters = {key: self.write(item, depth + 1) for key, item in value.parameters.items()}
            return {"function": value.name, "with": parameters}
        if isinstance(value, Laid):
            return {**self.write(value.array, depth), "layout": value.layout}
        if isinstance(value, Other):
            return {"other": value.type, "text": value.text}
        if isinstance(value, tuple):
            return {"tuple": [self.write(item, depth + 1) for item in value]}
        if isinstance(value, np.generic) and value.dtype.name in DTYPES:
            return {"scalar": self.write(value.item(), depth + 1), "dtype": value.dtype.name}
        if isinstance(value, complex):
            return {"complex": [_float_tree(value.real), _float_tree(value.imag)]}
        if isinstance(value, np.ndarray) and value.dtype.name in DTYPES:
            return self.write_array(np.asarray(value))
        message = f"{type(value).__name__} is not plain data"
        raise PlainError(message)

    def write_array(self, array: np.ndarray) -> Tree:
        if array.nbytes > MAX_BYTES:
            message = f"an array may have at most {MAX_BYTES} bytes, this one has {array.nbytes}"
            raise PlainError(message)
        if self.raw or array.dtype.kind == "c":
            data = np.ascontiguousarray(array).tobytes()
            return {"bytes": data, "dtype": array.dtype.name, "shape": list(array.shape)}
        self.nodes += array.size
        return {"array": _nested(array.tolist()), "dtype": array.dtype.name, **_empty_shape(array)}


class _Reader:
    def __init__(self) -> None:
        self.nodes = 0
        self.bytes = 0

    def read(self, tree: Tree, depth: int) -> Any:
        self.nodes += 1
        if depth > MAX_DEPTH or self.nodes > MAX_NODES:
            raise PlainError(_too_much(depth))
        if tree is None or isinstance(tree, (bool, int, float, str)):
            return tree
        if isinstance(tree, list):
            return [self.read(item, depth + 1) for item in tree]
        if isinstance(tree, dict) and tree and all(isinstance(key, str) for key in tree):
            return self.read_tagged(tree, depth)
        message = f"{type(tree).__name__} is no tree of plain data"
        raise PlainError(message)

    def read_tagged(self, tree: dict[str, Any], depth: int) -> Any:
        tag = next(iter(tree))
        reader = getattr(self, f"read_{tag}", None) if tag in _TAGS else None
        if reader is None:
            message = f"unknown tag {tag[:20]!r} in plain data"
            raise PlainError(message)
        try:
            return reader(tree, depth)
        except PlainError:
            raise
        except (KeyError, TypeError, ValueError, OverflowError) as problem:
            message = f"malformed {tag} in plain data: {problem}"
            raise PlainError(message) from None

    def read_tuple(self, tree: dict[str, Any], depth: int) -> tuple[Any, ...]:
        return tuple(self.read(item, depth + 1) for item in _list(tree["tuple"]))

    def read_dict(self, tree: dict[str, Any], depth: int) -> dict[Any, Any]:
        pairs = [_list(pair) for pair in _list(tree["dict"])]
        return {self.read(key, depth + 1): self.read(item, depth + 1) for key, item in pairs}

    def read_float(self, tree: dict[str, Any], _depth: int) -> float:
        return _SPECIAL[tree["float"]]

    def read_int(self, tree: dict[str, Any], _depth: int) -> int:
        return int(str(tree["int"])[:4000], 16)

    def read_complex(self, tree: dict[str, Any], depth: int) -> complex:
        real, imag = (self.read(part, depth + 1) for part in _list(tree["complex"]))
        return complex(real, imag)

    def read_seed(self, tree: dict[str, Any], _depth: int) -> Seed:
        return Seed(int(tree["seed"]))

    def read_function(self, tree: dict[str, Any], depth: int) -> NamedFunction:
        parameters = {str(key): self.read(item, depth + 1) for key, item in dict(tree["with"]).items()}
        return NamedFunction(str(tree["function"]), parameters)

    def read_other(self, tree: dict[str, Any], _depth: int) -> Other:
        return Other(str(tree["other"])[:80], str(tree["text"])[:200])

    def read_scalar(self, tree: dict[str, Any], depth: int) -> np.generic:
        value = self.read(tree["scalar"], depth + 1)
        if not isinstance(value, (bool, int, float, complex)):
            message = f"a scalar must be a number, not {type(value).__name__}"
            raise PlainError(message)
        return np.dtype(_dtype(tree)).type(value)  # type: ignore[no-any-return]

    def read_array(self, tree: dict[str, Any], _depth: int) -> np.ndarray | Laid:
        data = _list(tree["array"]) if isinstance(tree["array"], list) else tree["array"]
        self.nodes += _count(data, 0)
        if self.nodes > MAX_NODES:
            raise PlainError(_too_much(0))
        array = np.array(_numbers(data), dtype=_dtype(tree))
        array = array.reshape(tree["shape"]) if "shape" in tree else array
        return Laid(array, str(tree["layout"])) if "layout" in tree else array

    def read_bytes(self, tree: dict[str, Any], _depth: int) -> np.ndarray:
        shape = [int(length) for length in _list(tree["shape"])]
        data, dtype = tree["bytes"], np.dtype(_dtype(tree))
        self.bytes += len(data)
        if (
            not isinstance(data, bytes)
            or self.bytes > MAX_BYTES
            or len(shape) > 32
            or min(shape, default=0) < 0
        ):
            message = "an array on the wire is too large or malformed"
            raise PlainError(message)
        if math.prod(shape) * dtype.itemsize != len(data):
            message = f"an array of shape {tuple(shape)} does not have {len(data)} bytes"
            raise PlainError(message)
        return np.frombuffer(data, dtype=dtype).reshape(shape).copy()


_TAGS = frozenset(
    ["tuple", "dict", "float", "int", "complex", "seed", "function", "other", "scalar", "array", "bytes"],
)


def _too_much(depth: int) -> str:
    what = f"deeper than {MAX_DEPTH}" if depth > MAX_DEPTH else f"larger than {MAX_NODES} nodes"
    return f"plain data must not be {what}"


def _big_int(value: int) -> str:
    if value.bit_length() > 15_000:
        message = f"an integer may have at most 15000 bits, this one has {value.bit_length()}"
        raise PlainError(message)
    return hex(value)


def _float_tree(value: float) -> Tree:
    return value if math.isfinite(value) else {"float": str(value)}


def _nested(data: Any) -> Any:
    if isinstance(data, list):
        return [_nested(item) for item in data]
    return str(data) if isinstance(data, float) and not math.isfinite(data) else data


def _empty_shape(array: np.ndarray) -> dict[str, list[int]]:
    return {"shape": list(array.shape)} if array.size == 0 else {}


def _numbers(data: Any) -> Any:
    if isinstance(data, list):
        return [_numbers(item) for item in data]
    return _SPECIAL[data] if isinstance(data, str) else data


def _count(data: Any, depth: int) -> int:
    if depth > 32:
        raise PlainError(_too_much(MAX_DEPTH + 1))
    return sum(_count(item, depth + 1) for item in data) if isinstance(data, list) else 1


def _dtype(tree: dict[str, Any]) -> str:
    name = tree["dtype"]
    if name not in DTYPES:
        message = f"dtype {str(name)[:20]!r} is not one of the plain ones"
        raise PlainError(message)
    return str(name)


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        message = f"a list is due here, not {type(value).__name__}"
        raise PlainError(message)
    return value
