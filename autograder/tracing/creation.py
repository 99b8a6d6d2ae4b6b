"""Making arrays."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.tracing.array import (
    TArray,
    adopted,
    array_of,
    converted,
    is_traced,
    settled,
)
from autograder.tracing.functions import call_function, register
from autograder.tracing.scalar import Tracer


def kind_of(value: Any) -> np.dtype[Any]:
    """Return the dtype that something has in the traced world."""
    found = getattr(value, "dtype", None)
    return found if isinstance(found, np.dtype) else array_of(value).dtype


@register("result_type", "promote_types", "common_type", always=True)
def result_type(*values: Any) -> np.dtype[Any]:
    """Return the dtype that values have together."""
    return np.result_type(*(kind_of(value) if is_traced(value) else value for value in values))


@register("array", always=True)
def array(value: Any, dtype: Any = None, *, copy: bool | None = True, ndmin: int = 0, **_options: Any) -> Any:
    """Do what `np.array` does."""
    made = asarray(value, dtype) if not copy else array_of(value, dtype)
    return made.reshape((1,) * (ndmin - made.ndim) + made.shape) if made.ndim < ndmin else made


@register(
    "asarray",
    "asanyarray",
    "ascontiguousarray",
    "asfortranarray",
    "asarray_chkfinite",
    "require",
    always=True,
)
def asarray(value: Any, dtype: Any = None, *_more: Any, **_options: Any) -> Any:
    """Do what `np.asarray` does."""
    if isinstance(value, TArray) and (dtype is None or np.dtype(dtype) == value.dtype):
        return value
    return array_of(value, dtype)


@register("copy", always=True)
def copy(value: Any, **_options: Any) -> Any:
    """Do what `np.copy` does."""
    return array_of(value)


@register("astype", always=True)
def astype(value: Any, dtype: Any, **_options: Any) -> Any:
    """Do what `np.astype` does."""
    return converted(array_of(value), np.dtype(dtype))


@register("atleast_1d", always=True)
def atleast_1d(*values: Any) -> Any:
    """Do what `np.atleast_1d` does."""
    made = [array(value, copy=False, ndmin=1) for value in values]
    return made[0] if len(made) == 1 else tuple(made)


@register("atleast_2d", always=True)
def atleast_2d(*values: Any) -> Any:
    """Do what `np.atleast_2d` does."""
    made = [array(value, copy=False, ndmin=2) for value in values]
    return made[0] if len(made) == 1 else tuple(made)


@register("full", always=True)
def full(shape: Any, fill_value: Any, dtype: Any = None, **_options: Any) -> Any:
    """Do what `np.full` does."""
    made = adopted(np.zeros(settled(shape), dtype if dtype is not None else kind_of(fill_value)))
    made[...] = fill_value
    return made


@register("full_like", always=True)
def full_like(like: Any, fill_value: Any, dtype: Any = None, *, shape: Any = None, **_options: Any) -> Any:
    """Do what `np.full_like` does."""
    return full(
        np.shape(like) if shape is None else shape, fill_value, kind_of(like) if dtype is None else dtype
    )


@register("zeros_like", always=True)
def zeros_like(like: Any, dtype: Any = None, **options: Any) -> Any:
    """Do what `np.zeros_like` does."""
    return full_like(like, 0, dtype, **_shape_only(options))


@register("ones_like", always=True)
def ones_like(like: Any, dtype: Any = None, **options: Any) -> Any:
    """Do what `np.ones_like` does."""
    return full_like(like, 1, dtype, **_shape_only(options))


@register("empty", always=True)
def empty(shape: Any, dtype: Any = float, **_options: Any) -> Any:
    """Do what `np.empty` does; entries that are read before they are written are undefined."""
    kind = np.dtype(dtype)
    return full(shape, np.nan if kind.kind == "f" else 0, kind)


@register("empty_like", always=True)
def empty_like(like: Any, dtype: Any = None, **options: Any) -> Any:
    """Do what `np.empty_like` does."""
    kind = kind_of(like) if dtype is None else np.dtype(dtype)
    return full_like(like, np.nan if kind.kind == "f" else 0, kind, **_shape_only(options))


@register("isscalar", always=True)
def isscalar(value: Any) -> bool:
    """Do what `np.isscalar` does."""
    return type(value) is Tracer or np.isscalar(value)


@register("fromiter", always=True)
def fromiter(values: Any, dtype: Any = None, *_more: Any, **_options: Any) -> Any:
    """Do what `np.fromiter` does."""
    return array_of(list(values), dtype)


@register("bincount")
def bincount(x: Any, weights: Any = None, minlength: int = 0) -> Any:
    """Do what `np.bincount` does, with traced weights."""
    places = settled(array_of(x))
    made = adopted(np.zeros(max(minlength, int(places.max()) + 1 if places.size else 0)))
    call_function("ufunc_at", "add", made, places, 1 if weights is None else weights)
    return made


def _shape_only(options: dict[str, Any]) -> dict[str, Any]:
    return {"shape": options["shape"]} if options.get("shape") is not None else {}
