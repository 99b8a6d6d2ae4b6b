"""`float`, `int`, `np.float64` and their kin for the traced world: types that let traced numbers through."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.tracing.array import TArray, is_traced, plain
from autograder.tracing.masked import Masked
from autograder.tracing.scalar import BOOL, FLOAT, Tracer, boolean_of, number_of, whole


def _float(value: Any) -> Any:
    if isinstance(value, (TArray, Masked)):
        value = _single(value)
    return number_of(value) if type(value) is Tracer else float(value)


def _int(value: Any) -> Any:
    if isinstance(value, (TArray, Masked)):
        value = _single(value)
    return whole(value) if type(value) is Tracer else int(value)


def _float64(value: Any) -> Any:
    if isinstance(value, np.ndarray) and value.ndim:
        return value.astype(FLOAT)
    return (
        number_of(_single(value) if isinstance(value, np.ndarray) else value)
        if is_traced(value)
        else np.float64(value)
    )


def _int64(value: Any) -> Any:
    if isinstance(value, np.ndarray) and value.ndim:
        return value.astype(np.int64)
    return _int(value) if is_traced(value) else np.int64(value)


def _truth(value: Any) -> Any:
    if isinstance(value, np.ndarray) and value.ndim:
        return value.astype(BOOL)
    return boolean_of(_single(value) if isinstance(value, np.ndarray) else value)


def _single(value: Any) -> Any:
    if np.size(value) != 1:
        message = "only length-1 arrays can be converted to Python scalars"
        raise TypeError(message)
    return plain(value).item()


class _Type(type):
    """A type whose call lets traced numbers through, and that says they are its own."""

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        real, convert = _REAL[cls.__name__]
        if len(args) == 1 and not kwargs and is_traced(args[0]):
            return convert(args[0])
        return real(*args, **kwargs)

    def __instancecheck__(cls, value: Any) -> bool:
        return stands_for(value, _REAL[cls.__name__][0])

    def __subclasscheck__(cls, other: type) -> bool:
        return issubclass(real_type(other), _REAL[cls.__name__][0])

    def __eq__(cls, other: object) -> bool:
        return other is cls or other is _REAL[cls.__name__][0]

    def __hash__(cls) -> int:
        return hash(_REAL[cls.__name__][0])


_REAL: dict[str, tuple[Any, Callable[[Any], Any]]] = {
    "float": (float, _float),
    "int": (int, _int),
    "float64": (np.float64, _float64),
    "int64": (np.int64, _int64),
    "bool": (np.bool_, _truth),
}
Float = _Type("float", (float,), {"dtype": FLOAT})
Int = _Type("int", (int,), {"dtype": np.dtype(np.int64)})
Float64 = _Type("float64", (np.float64,), {})
Int64 = _Type("int64", (np.int64,), {})
Bool = _Type("bool", (np.generic,), {"dtype": BOOL})
NUMPY_TYPES = {
    **dict.fromkeys(["float64", "double", "float_"], Float64),
    **dict.fromkeys(["int64", "int_", "intp", "int32", "long"], Int64),
    **dict.fromkeys(["bool_", "bool"], Bool),
}


def real_type(kind: Any) -> Any:
    """Return the type that a type of the traced world stands for."""
    return _REAL[kind.__name__][0] if type(kind) is _Type else kind


def stands_for(value: Any, kind: Any) -> bool:
    """Do what `isinstance` does."""
    if isinstance(kind, tuple):
        return any(stands_for(value, item) for item in kind)
    if type(value) is Tracer:
        if value.boolean:
            return issubclass(np.bool_, kind) if isinstance(kind, type) else isinstance(np.True_, kind)
        if kind is int or kind is np.int64:
            return value.place in value.recorder.whole
        return isinstance(np.float64(0.0), kind)
    if type(value) is Masked:
        return isinstance(_EXAMPLE, kind)
    return isinstance(value, kind)


_EXAMPLE = np.zeros(1)


def type_of(*args: Any) -> Any:
    """Do what `type` does."""
    if len(args) == 1 and type(args[0]) is Tracer:
        return Bool if args[0].boolean else Float
    if len(args) == 1 and isinstance(args[0], (TArray, Masked)):
        return np.ndarray
    if len(args) == 1 and type(args[0]) in _BACK:
        return _BACK[type(args[0])]
    return type(*args)


_BACK: dict[type, Any] = {float: Float, int: Int, np.float64: Float64, np.int64: Int64}


def is_instance(value: Any, kind: Any) -> bool:
    """Do what `isinstance` does, for types of the traced world as well."""
    if isinstance(kind, tuple):
        return any(is_instance(value, item) for item in kind)
    return stands_for(value, real_type(kind)) if isinstance(kind, type) else isinstance(value, kind)
