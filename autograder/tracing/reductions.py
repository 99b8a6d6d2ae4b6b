"""Sums, means, extremes and norms, and the methods of ufuncs."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.tracing.array import _kind, adopted, array_of, plain, settled, wrapped
from autograder.tracing.elementwise import (
    ELEMENTWISE,
    FUNCTIONS,
    boolean_over,
    choose_over,
    number_over,
)
from autograder.tracing.functions import register

Axis = int | tuple[int, ...] | None
_NEUTRAL = {"add": 0.0, "multiply": 1.0, "logical_or": False, "logical_and": True}
_NEUTRAL |= {"maximum": -np.inf, "minimum": np.inf}
_ABSENT = object()


def _as_array(value: Any) -> np.ndarray:
    return np.asarray(value, dtype=object)


def finished(value: Any) -> Any:
    """Return a bare result as the traced world has it."""
    return wrapped(value, _kind(value)) if isinstance(value, np.ndarray) else value


@register("ufunc_reduce", always=True)
def reduce(
    name: str,
    array: Any,
    axis: Axis = 0,
    dtype: Any = None,
    out: Any = None,
    keepdims: bool = False,  # noqa: FBT001, FBT002 - NumPy's own signature
    initial: Any = _ABSENT,
    where: Any = True,  # noqa: FBT002
) -> Any:
    """Do what `ufunc.reduce` does."""
    bare = plain(array)
    if name in ("add", "multiply"):
        bare = _as_array(number_over(bare))
    elif name.startswith("logical"):
        bare = _as_array(boolean_over(bare))
    if where is not True:
        bare = _as_array(choose_over(plain(where), bare, _NEUTRAL[name]))
    over = ELEMENTWISE[name].over
    bare = bare.reshape(1) if bare.ndim == 0 else bare
    result = over.reduce(bare, axis=axis, keepdims=keepdims) if bare.size else _NEUTRAL[name]
    if initial is not _ABSENT and initial is not None:
        result = over(initial, result)
    result = finished(result)
    if out is not None:
        out[...] = result
        return out
    return result if dtype is None or np.dtype(dtype).kind == "f" else array_of(result, dtype)


@register("ufunc_accumulate", always=True)
def accumulate(name: str, array: Any, axis: int = 0, **_options: Any) -> Any:
    """Do what `ufunc.accumulate` does."""
    return finished(ELEMENTWISE[name].over.accumulate(plain(array), axis=axis))


@register("ufunc_outer", always=True)
def outer(name: str, one: Any, other: Any, **_options: Any) -> Any:
    """Do what `ufunc.outer` does."""
    return finished(ELEMENTWISE[name].over.outer(plain(one), plain(other)))


@register("ufunc_reduceat", always=True)
def reduceat(name: str, array: Any, places: Any, axis: int = 0, **_options: Any) -> Any:
    """Do what `ufunc.reduceat` does."""
    return finished(ELEMENTWISE[name].over.reduceat(plain(array), settled(places), axis=axis))


@register("ufunc_at", always=True)
def at(name: str, array: Any, key: Any, values: Any = None) -> None:
    """Do what `ufunc.at` does: entries that are named twice are worked on twice."""
    places = np.arange(array.size).reshape(array.shape)[settled(key)]
    function, bare = FUNCTIONS[name], array.reshape(-1)
    given = None if values is None else np.broadcast_to(plain(values), np.shape(places)).reshape(-1)
    for count, place in enumerate(np.ravel(places)):
        index = np.unravel_index(place, array.shape)
        array[index] = function(bare[place]) if given is None else function(bare[place], given[count])
        bare = array.reshape(-1)


@register("sum", "nansum")
def total(array: Any, axis: Axis = None, dtype: Any = None, out: Any = None, **options: Any) -> Any:
    """Add up."""
    return reduce("add", array, axis, dtype, out, **options)


@register("prod", "nanprod")
def product(array: Any, axis: Axis = None, dtype: Any = None, out: Any = None, **options: Any) -> Any:
    """Multiply up."""
    return reduce("multiply", array, axis, dtype, out, **options)


@register("max", "amax", "nanmax")
def largest(array: Any, axis: Axis = None, out: Any = None, **options: Any) -> Any:
    """Return the largest."""
    return reduce("maximum", array, axis, None, out, **options)


@register("min", "amin", "nanmin")
def smallest(array: Any, axis: Axis = None, out: Any = None, **options: Any) -> Any:
    """Return the smallest."""
    return reduce("minimum", array, axis, None, out, **options)


@register("ptp")
def spread(array: Any, axis: Axis = None, **options: Any) -> Any:
    """Return largest less smallest."""
    return largest(array, axis, **options) - smallest(array, axis, **options)


@register("any")
def some(array: Any, axis: Axis = None, out: Any = None, **options: Any) -> Any:
    """Return whether one of them is true."""
    return reduce("logical_or", array, axis, None, out, **options)


@register("all")
def every(array: Any, axis: Axis = None, out: Any = None, **options: Any) -> Any:
    """Return whether all of them are true."""
    return reduce("logical_and", array, axis, None, out, **options)


@register("count_nonzero")
def count_nonzero(array: Any, axis: Axis = None, **options: Any) -> Any:
    """Count what is not 0."""
    return reduce("add", _as_array(boolean_over(plain(array))), axis, **options)


@register("mean", "nanmean")
def mean(
    array: Any,
    axis: Axis = None,
    dtype: Any = None,
    out: Any = None,
    where: Any = True,  # noqa: FBT002
    **options: Any,
) -> Any:
    """Return the mean."""
    count = _count(plain(array).shape, axis) if where is True else total(where, axis, **options)
    result = total(array, axis, dtype, where=where, **options) / count
    if out is not None:
        out[...] = result
        return out
    return result


@register("average")
def average(array: Any, axis: Axis = None, weights: Any = None, **options: Any) -> Any:
    """Return the weighted mean."""
    if weights is None:
        return mean(array, axis, **options)
    array, weights = array_of(array), array_of(weights)
    if weights.shape != array.shape and isinstance(axis, int):
        weights = weights.reshape([-1 if place == axis % array.ndim else 1 for place in range(array.ndim)])
    scale = (
        total(array * 0 + weights, axis, **options) if weights.shape != array.shape else total(weights, axis)
    )
    return total(array * weights, axis, **options) / scale


@register("var", "nanvar")
def variance(
    array: Any, axis: Axis = None, dtype: Any = None, out: Any = None, ddof: int = 0, **options: Any
) -> Any:
    """Return the mean square of the distances from the mean."""
    array = array_of(array)
    distance = array - mean(array, axis, keepdims=True)
    count = _count(array.shape, axis) - options.pop("correction", ddof)
    return total(distance * distance, axis, dtype, out, **options) / count


@register("std", "nanstd")
def deviation(
    array: Any, axis: Axis = None, dtype: Any = None, out: Any = None, ddof: int = 0, **options: Any
) -> Any:
    """Return the root of the variance."""
    return np.sqrt(variance(array, axis, dtype, out, ddof, **options))


@register("norm", "vector_norm")
def norm(x: Any, ord: Any = None, axis: Axis = None, keepdims: bool = False) -> Any:  # noqa: A002, FBT001, FBT002
    """Return the norm of vectors, or the Frobenius norm of a matrix."""
    array = array_of(x)
    if ord in (None, "fro", 2) and (ord != 2 or axis is not None or array.ndim == 1):
        return np.sqrt(total(array * array, axis, keepdims=keepdims))
    if array.ndim != 1 and not isinstance(axis, int):
        message = f"the norm of order {ord} of a matrix cannot be followed"
        raise array.item(0).recorder.refuse(message)
    if ord in (np.inf, -np.inf):
        return (largest if ord > 0 else smallest)(np.abs(array), axis, keepdims=keepdims)
    if ord == 1:
        return total(np.abs(array), axis, keepdims=keepdims)
    return total(np.abs(array) ** ord, axis, keepdims=keepdims) ** (1 / ord)


@register("argmax", "nanargmax")
def argmax(array: Any, axis: int | None = None, out: Any = None, *, keepdims: bool = False) -> Any:
    """Return where the largest is, asking for the truth of each comparison."""
    return _first_best(plain(array), axis, keepdims, largest_first=True)


@register("argmin", "nanargmin")
def argmin(array: Any, axis: int | None = None, out: Any = None, *, keepdims: bool = False) -> Any:
    """Return where the smallest is, asking for the truth of each comparison."""
    return _first_best(plain(array), axis, keepdims, largest_first=False)


def _first_best(bare: np.ndarray, axis: int | None, keepdims: bool, *, largest_first: bool) -> Any:  # noqa: FBT001
    lanes = np.moveaxis(bare, axis, -1) if axis is not None else bare.reshape(-1)
    found = np.empty(lanes.shape[:-1], dtype=np.int64)
    for index in np.ndindex(lanes.shape[:-1]):
        lane, best = lanes[index], 0
        for place in range(1, len(lane)):
            if lane[place] > lane[best] if largest_first else lane[place] < lane[best]:
                best = place
        found[index] = best
    if keepdims:
        found = found.reshape([1] * bare.ndim) if axis is None else np.expand_dims(found, axis)
    return adopted(found) if found.ndim else np.int64(found[()])


@register("nonzero", always=True)
def nonzero(array: Any) -> Any:
    """Return where an array is not 0, asking for the truth of each entry."""
    bare = np.asarray(boolean_over(plain(array)), dtype=object)
    truth = np.array([bool(entry) for entry in bare.reshape(-1)], dtype=bool).reshape(bare.shape)
    return adopted(np.nonzero(np.atleast_1d(truth)))


@register("flatnonzero", always=True)
def flatnonzero(array: Any) -> Any:
    """Return where the flat array is not 0."""
    return nonzero(plain(array).reshape(-1))[0]


@register("argwhere", always=True)
def argwhere(array: Any) -> Any:
    """Return the indices of what is not 0, one in each row."""
    return adopted(np.transpose([np.asarray(place.tolist(), dtype=np.int64) for place in nonzero(array)]))


def _count(shape: tuple[int, ...], axis: Axis) -> int:
    axes = range(len(shape)) if axis is None else (axis,) if isinstance(axis, int) else axis
    return int(np.prod([shape[place] for place in axes], dtype=np.int64))
