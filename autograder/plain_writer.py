"""Values to trees."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from autograder.plain_values import (
    DTYPES,
    MAX_BYTES,
    MAX_DEPTH,
    MAX_NODES,
    MAX_PAIRS,
    NAMES,
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
    elements,
    too_much,
)


class Writer:
    """Writes one value; counts nodes against the limit."""

    def __init__(self, *, raw: bool) -> None:
        self.raw = raw
        self.nodes = 0

    def write(self, value: Any, depth: int) -> Tree:
        """Return the tree; raises `PlainError`."""
        self.nodes += 1
        if depth > MAX_DEPTH or self.nodes > MAX_NODES:
            raise PlainError(too_much(depth))
        kind = type(value)
        if value is None or kind in (bool, str):
            return value
        if kind is float:
            return _float_tree(value)
        if kind is int:
            return value if -(2**63) <= value < 2**63 else {"int": hex(checked_int(value))}
        if kind is np.ndarray and value.dtype in NAMES:
            return self._write_array(value)
        if kind is list:
            return [self.write(item, depth + 1) for item in value]
        if isinstance(value, dict):
            return {"dict": self._write_pairs(dict(dict.items(value)), depth)}
        return self._write_special(value, depth)

    def _write_pairs(self, value: dict[Any, Any], depth: int) -> list[list[Tree]]:
        if len(value) > MAX_PAIRS:
            raise PlainError(TOO_MANY_PAIRS)
        self.nodes += len(value)
        return [[checked_key(_bare(key)), self.write(item, depth + 1)] for key, item in value.items()]

    def _write_special(self, value: Any, depth: int) -> Tree:
        if isinstance(value, Seed):
            return {"seed": value.seed}
        if isinstance(value, Data):
            return _data_tree(value)
        if isinstance(value, NamedFunction):
            parameters = {key: self.write(item, depth + 1) for key, item in value.parameters.items()}
            return {"function": value.name, "with": parameters}
        if isinstance(value, Laid):
            return {**self.write(value.array, depth), "layout": value.layout}
        if isinstance(value, Other):
            self.nodes += 1
            return {"other": value.type, "text": value.text}
        if isinstance(value, tuple):
            return {"tuple": [self.write(item, depth + 1) for item in value]}
        if isinstance(value, np.generic) and value.dtype in NAMES:
            return {"scalar": self.write(value.item(), depth + 1), "dtype": NAMES[value.dtype]}
        if isinstance(value, complex):
            self.nodes += 1
            return {"complex": [_float_tree(value.real), _float_tree(value.imag)]}
        if isinstance(value, np.ndarray) and value.dtype.name in DTYPES:
            return self._write_array(np.asarray(value, dtype=DTYPES[value.dtype.name]))
        message = f"{type(value).__name__} is not plain data"
        raise PlainError(message)

    def _write_array(self, array: np.ndarray) -> Tree:
        if self.raw or array.dtype.kind == "c":
            self.nodes += 3 + array.ndim
            return raw_tree(array)
        check_shape(array.shape, array.dtype)
        self.nodes += elements(array.shape)
        if self.nodes > MAX_NODES:
            raise PlainError(too_much(0))
        return {"array": _nested(array.tolist()), "dtype": NAMES[array.dtype], **_empty_shape(array)}


def raw_tree(array: np.ndarray) -> Tree:
    """Return an array of one of our dtypes as a tree that holds its bytes; raises `PlainError`."""
    if not 0 < array.nbytes <= MAX_BYTES:
        check_shape(array.shape, array.dtype)
    return {"bytes": array.tobytes(), "dtype": NAMES[array.dtype], "shape": list(array.shape)}


def _bare(key: Any) -> Any:
    """Return a NumPy key as Python's: the two are equal, and no dict holds both."""
    return key.item() if isinstance(key, (np.integer, np.bool_, np.str_)) else key


def _float_tree(value: float) -> Tree:
    return value if math.isfinite(value) else {"float": str(value)}


def _nested(data: Any) -> Any:
    if isinstance(data, list):
        return [_nested(item) for item in data]
    return str(data) if isinstance(data, float) and not math.isfinite(data) else data


def _empty_shape(array: np.ndarray) -> dict[str, list[int]]:
    return {"shape": list(array.shape)} if array.size == 0 else {}


def _data_tree(value: Data) -> Tree:
    few: dict[str, Tree] = {"rows": value.rows} if value.rows else {}
    some: dict[str, Tree] = {"columns": list(value.columns)} if value.columns else {}
    return {"data": value.name, "part": value.part, "seed": value.seed, **few, **some}
