"""Trees to values; a tree may be hostile."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from autograder.plain_values import (
    DTYPES,
    MAX_AXES,
    MAX_BITS,
    MAX_BYTES,
    MAX_DEPTH,
    MAX_NODES,
    MAX_PAIRS,
    SPECIAL,
    TOO_MANY_BITS,
    TOO_MANY_PAIRS,
    Data,
    Laid,
    NamedFunction,
    Other,
    PlainError,
    Seed,
    Tree,
    check_shape,
    checked_int,
    checked_key,
    too_much,
)

_ARRAY = frozenset(["dtype", "shape", "layout"])
_TAGS: dict[str, frozenset[str]] = {
    "tuple": frozenset(),
    "dict": frozenset(),
    "float": frozenset(),
    "int": frozenset(),
    "complex": frozenset(),
    "seed": frozenset(),
    "data": frozenset(["part", "seed", "rows", "columns"]),
    "function": frozenset(["with"]),
    "other": frozenset(["text"]),
    "scalar": frozenset(["dtype"]),
    "array": _ARRAY,
    "bytes": _ARRAY,
}
"""What may stand beside each tag; anything else would be nested as deep as one likes, and never looked at."""


class Reader:
    """Reads one tree; counts nodes and bytes against the limits."""

    def __init__(self) -> None:
        self.nodes = 0
        self.bytes = 0

    def read(self, tree: Tree, depth: int) -> Any:
        """Return the value; raises `PlainError`."""
        self.nodes += 1
        if depth > MAX_DEPTH or self.nodes > MAX_NODES:
            raise PlainError(too_much(depth))
        kind = type(tree)
        if kind is float or tree is None or kind is str or kind is bool:
            return tree
        if kind is int:
            return checked_int(tree)
        if kind is list:
            return [self.read(item, depth + 1) for item in tree]
        if kind is dict and set(map(type, tree)) == {str}:
            return self._read_tagged(tree, depth)
        message = f"{type(tree).__name__} is no tree of plain data"
        raise PlainError(message)

    def _read_tagged(self, tree: dict[str, Any], depth: int) -> Any:
        tag = next(iter(tree))
        reader = getattr(self, f"_read_{tag}", None) if tag in _TAGS else None
        if reader is None:
            message = f"unknown tag {tag[:20]!r} in plain data"
            raise PlainError(message)
        if len(tree) > 1 and not _TAGS[tag].issuperset(list(tree)[1:]):
            message = f"unknown keys beside {tag} in plain data"
            raise PlainError(message)
        try:
            return reader(tree, depth)
        except PlainError:
            raise
        except (KeyError, TypeError, ValueError, OverflowError) as problem:
            message = f"malformed {tag} in plain data: {problem}"
            raise PlainError(message) from None

    def _read_tuple(self, tree: dict[str, Any], depth: int) -> tuple[Any, ...]:
        return tuple(self.read(item, depth + 1) for item in _list(tree["tuple"]))

    def _read_dict(self, tree: dict[str, Any], depth: int) -> dict[Any, Any]:
        pairs = _list(tree["dict"])
        if len(pairs) > MAX_PAIRS:
            raise PlainError(TOO_MANY_PAIRS)
        result = {}
        for key, item in map(_list, pairs):
            result[checked_key(key)] = self.read(item, depth + 1)
        if len(result) < len(pairs):
            message = "the keys of a dict must differ, one is there twice"
            raise PlainError(message)
        return result

    def _read_float(self, tree: dict[str, Any], _depth: int) -> float:
        return SPECIAL[tree["float"]]

    def _read_int(self, tree: dict[str, Any], _depth: int) -> int:
        digits = _text(tree["int"])
        if len(digits) > MAX_BITS // 4 + len("-0x"):
            raise PlainError(TOO_MANY_BITS)
        return checked_int(int(digits, 16))

    def _read_complex(self, tree: dict[str, Any], depth: int) -> complex:
        real, imag = (self.read(part, depth + 1) for part in _list(tree["complex"]))
        return complex(real, imag)

    def _read_seed(self, tree: dict[str, Any], _depth: int) -> Seed:
        return Seed(int(tree["seed"]))

    def _read_data(self, tree: dict[str, Any], _depth: int) -> Data:
        columns = tuple(_whole(item) for item in _list(tree.get("columns", [])))
        seed, rows = _whole(tree["seed"]), _whole(tree.get("rows", 0))
        return Data(_text(tree["data"]), _text(tree["part"]), seed, rows, columns)

    def _read_function(self, tree: dict[str, Any], depth: int) -> NamedFunction:
        given = tree["with"]
        if not isinstance(given, dict):
            message = f"parameters must have names, this is a {type(given).__name__}"
            raise PlainError(message)
        parameters = {_text(key): self.read(item, depth + 1) for key, item in given.items()}
        return NamedFunction(_text(tree["function"]), parameters)

    def _read_other(self, tree: dict[str, Any], _depth: int) -> Other:
        return Other(_text(tree["other"])[:80], _text(tree["text"])[:200])

    def _read_scalar(self, tree: dict[str, Any], depth: int) -> np.generic:
        value = self.read(tree["scalar"], depth + 1)
        if not isinstance(value, (bool, int, float, complex)):
            message = f"a scalar must be a number, not {type(value).__name__}"
            raise PlainError(message)
        with np.errstate(all="ignore"):
            return _dtype(tree).type(value)  # type: ignore[no-any-return]

    def _read_array(self, tree: dict[str, Any], _depth: int) -> np.ndarray | Laid:
        data = _list(tree["array"]) if isinstance(tree["array"], list) else tree["array"]
        self.nodes += _count(data, 0)
        if self.nodes > MAX_NODES:
            raise PlainError(too_much(0))
        with np.errstate(all="ignore"):
            array = np.array(_numbers(data), dtype=_dtype(tree))
        check_shape(array.shape, array.dtype)
        array = array.reshape(_shape(tree, array.dtype)) if "shape" in tree else array
        return Laid(array, _text(tree["layout"])) if "layout" in tree else array

    def _read_bytes(self, tree: dict[str, Any], _depth: int) -> np.ndarray | Laid:
        data, dtype = tree["bytes"], _dtype(tree)
        shape = _shape(tree, dtype)
        self.bytes += len(data)
        if not isinstance(data, bytes) or self.bytes > MAX_BYTES:
            message = "an array on the wire is too large or malformed"
            raise PlainError(message)
        if math.prod(shape) * dtype.itemsize != len(data):
            message = f"an array of shape {tuple(shape)} does not have {len(data)} bytes"
            raise PlainError(message)
        array = np.frombuffer(data, dtype=dtype).reshape(shape).copy()
        return Laid(array, _text(tree["layout"])) if "layout" in tree else array


def is_simple(tree: Tree) -> bool:
    """Say whether a tree is nothing, a number, a truth value or one raw array, and can be read; most are."""
    if type(tree) is float or tree is None or type(tree) is bool:
        return True
    if type(tree) is not dict or len(tree) not in (2, 3):
        return False
    tag = next(iter(tree))
    if len(tree) == 2:
        return tag == "scalar" and type(tree[tag]) is float and tree.get("dtype") == "float64"
    if tag != "bytes":
        return False
    data, name, shape = tree.get("bytes"), tree.get("dtype"), tree.get("shape")
    if type(data) is not bytes or type(name) is not str or type(shape) is not list or len(shape) > MAX_AXES:
        return False
    if not set(map(type, shape)) <= {int} or min(shape, default=1) < 1 or len(data) > MAX_BYTES:
        return False
    return name in DTYPES and math.prod(shape) * DTYPES[name].itemsize == len(data)


def _shape(tree: dict[str, Any], dtype: np.dtype) -> tuple[int, ...]:
    lengths = _list(tree["shape"])
    if len(lengths) > MAX_AXES or not set(map(type, lengths)) <= {int} or min(lengths, default=0) < 0:
        message = f"a shape must be at most {MAX_AXES} lengths"
        raise PlainError(message)
    check_shape(tuple(lengths), dtype)
    return tuple(lengths)


def _numbers(data: Any) -> Any:
    if isinstance(data, list):
        return [_numbers(item) for item in data]
    return SPECIAL[data] if isinstance(data, str) else data


def _count(data: Any, depth: int) -> int:
    if depth > 32:
        raise PlainError(too_much(MAX_DEPTH + 1))
    return max(1, sum([_count(item, depth + 1) for item in data])) if isinstance(data, list) else 1


def _dtype(tree: dict[str, Any]) -> np.dtype:
    name = _text(tree["dtype"])
    if name not in DTYPES:
        message = f"dtype {name[:20]!r} is not one of the plain ones"
        raise PlainError(message)
    return DTYPES[name]


def _text(value: Any) -> str:
    if type(value) is not str:
        message = f"a text is due here, not {type(value).__name__}"
        raise PlainError(message)
    return value


def _whole(value: Any) -> int:
    if type(value) is not int or not 0 <= value < 2**31:
        message = f"a whole number from 0 to 2**31 is due here, not {str(value)[:20]}"
        raise PlainError(message)
    return value


def _list(value: Any) -> list[Any]:
    if type(value) is not list:
        message = f"a list is due here, not {type(value).__name__}"
        raise PlainError(message)
    return value
