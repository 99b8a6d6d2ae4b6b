"""Making arrays, and choosing between values."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.tracing.array import (
    TArray,
    _kind,
    adopted,
    array_of,
    call_ufunc,
    coerced,
    converted,
    is_mask,
    plain,
    refusal,
    settled,
    wrapped,
)
from autograder.tracing.elementwise import choose_over, erf_over
from autograder.tracing.functions import call_function, register
from autograder.tracing.scalar import Tracer, rounded


def kind_of(value: Any) -> np.dtype[Any]:
    """Return the dtype that something has in the traced world."""
    found = getattr(value, "dtype", None)
    return found if isinstance(found, np.dtype) else array_of(value).dtype


@register("array", always=True)
def array(value: Any, dtype: Any = None, *, copy: bool | None = True, ndmin: int = 0, **_options: Any) -> Any:
    """Do what `np.array` does."""
    made = asarray(value, dtype) if not copy else array_of(value, dtype)
    return made.reshape((1,) * (ndmin - made.ndim) + made.shape) if made.ndim < ndmin else made


@register("asarray", "asanyarray", "ascontiguousarray", "asfortranarray", "asarray_chkfinite", "require", always=True)
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
    return full(np.shape(like) if shape is None else shape, fill_value, kind_of(like) if dtype is None else dtype)


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


@register("fromiter", always=True)
def fromiter(values: Any, dtype: Any = None, *_more: Any, **_options: Any) -> Any:
    """Do what `np.fromiter` does."""
    return array_of(list(values), dtype)


@register("where", always=True)
def where(condition: Any, *choices: Any) -> Any:
    """Do what `np.where` does."""
    if not choices:
        return call_function("nonzero", condition)
    bare = choose_over(plain(condition), *map(plain, choices))
    return _array(bare)


@register("select", always=True)
def select(conditions: Any, choices: Any, default: Any = 0) -> Any:
    """Do what `np.select` does."""
    result = array_of(default)
    for condition, choice in reversed(list(zip(conditions, choices, strict=True))):
        result = where(condition, choice, result)
    shape = np.broadcast_shapes(*(np.shape(item) for item in (*conditions, *choices)))
    return result if result.shape == shape else _array(np.broadcast_to(plain(result), shape).copy())


@register("piecewise", always=True)
def piecewise(x: Any, conditions: Any, functions: Any, *args: Any, **kwargs: Any) -> Any:
    """Do what `np.piecewise` does."""
    x = array_of(x)
    made = zeros_like(x)
    single = is_mask(conditions) or isinstance(conditions, (bool, np.bool_, np.ndarray))
    masks = [conditions] if single and np.ndim(conditions) == x.ndim else list(conditions)
    masks = [array_of(mask, bool) for mask in masks]
    if len(functions) == len(masks) + 1:
        rest = masks[0]
        for mask in masks[1:]:
            rest = rest | mask
        masks.append(array_of(~rest, bool))
    for mask, function in zip(masks, functions, strict=True):
        made[mask] = function(x[mask], *args, **kwargs) if callable(function) else function
    return made


@register("choose")
def choose(places: Any, choices: Any, **_options: Any) -> Any:
    """Do what `np.choose` does, with two choices or with known places."""
    if len(choices) == 2:
        return where(places, choices[1], choices[0])
    return call_function("choose", settled(places), choices)


@register("clip", always=True)
def clip(a: Any, a_min: Any = None, a_max: Any = None, out: Any = None, **options: Any) -> Any:
    """Do what `np.clip` does."""
    low, high = options.get("min", a_min), options.get("max", a_max)
    result = a if isinstance(a, (TArray, Tracer)) or hasattr(a, "settled_array") else array_of(a)
    if low is not None:
        result = _ufunc("maximum", result, low)
    if high is not None:
        result = _ufunc("minimum", result, high)
    if out is not None:
        out[...] = result
        return out
    return result


@register("nan_to_num")
def nan_to_num(x: Any, copy: bool = True, nan: Any = 0.0, **_options: Any) -> Any:  # noqa: FBT001, FBT002
    """Do what `np.nan_to_num` does; infinities are not met by traced numbers."""
    return where(_ufunc("isnan", array_of(x)), nan, x)


@register("round", "around", "round_")
def round_(a: Any, decimals: int = 0, out: Any = None) -> Any:
    """Do what `np.round` does."""
    result = np.frompyfunc(lambda entry: rounded(entry, decimals), 1, 1)(plain(a))
    result = wrapped(result) if isinstance(result, np.ndarray) else result
    if out is not None:
        out[...] = result
        return out
    return result


@register("fix")
def fix(x: Any, **_options: Any) -> Any:
    """Do what `np.fix` does."""
    return _ufunc("trunc", x)


@register("real", "real_if_close", "nan_to_zero")
def real(x: Any, **_options: Any) -> Any:
    """Return the number itself."""
    return x


@register("isclose")
def isclose(a: Any, b: Any, rtol: float = 1e-05, atol: float = 1e-08, **_options: Any) -> Any:
    """Do what `np.isclose` does."""
    a, b = _operand(a), _operand(b)
    return abs(a - b) <= atol + rtol * abs(b)


@register("allclose")
def allclose(a: Any, b: Any, rtol: float = 1e-05, atol: float = 1e-08, **_options: Any) -> Any:
    """Do what `np.allclose` does."""
    return call_function("all", isclose(a, b, rtol, atol))


@register("array_equal")
def array_equal(a: Any, b: Any, **_options: Any) -> Any:
    """Do what `np.array_equal` does."""
    return np.shape(a) == np.shape(b) and call_function("all", _operand(a) == _operand(b))


@register("interp")
def interp(x: Any, xp: Any, fp: Any, left: Any = None, right: Any = None, **_options: Any) -> Any:
    """Do what `np.interp` does, between places that are known."""
    xs, ys = list(array_of(xp)), list(array_of(fp))
    x = _operand(x)
    result = where(x > xs[-1], ys[-1] if right is None else right, ys[-1])
    for place in reversed(range(len(xs) - 1)):
        slope = (ys[place + 1] - ys[place]) / (xs[place + 1] - xs[place])
        result = where(x < xs[place + 1], slope * (x - xs[place]) + ys[place], result)
    result = where(x < xs[0], ys[0] if left is None else left, result)
    return result[()]


@register("polyval")
def polyval(p: Any, x: Any) -> Any:
    """Do what `np.polyval` does."""
    result = 0 * x
    for coefficient in p:
        result = result * x + coefficient
    return result


@register("trapezoid", "trapz")
def trapezoid(y: Any, x: Any = None, dx: Any = 1.0, axis: int = -1) -> Any:
    """Do what `np.trapezoid` does along the last axis."""
    y = array_of(y)
    width = dx if x is None else call_function("diff", array_of(x))
    if axis not in (-1, y.ndim - 1):
        raise refusal((y, x), "uses NumPy's trapezoid along another axis than the last")
    return call_function("sum", width * (y[..., 1:] + y[..., :-1]) / 2, axis=-1)


@register("copyto", always=True)
def copyto(dst: Any, src: Any, casting: str = "same_kind", where: Any = True) -> None:  # noqa: FBT002
    """Do what `np.copyto` does."""
    if where is True:
        dst[...] = src
    else:
        bare = choose_over(plain(where), plain(src), plain(dst))
        dst[...] = np.asarray(bare, dtype=object).view(TArray)


@register("putmask", always=True)
def putmask(a: Any, mask: Any, values: Any) -> None:
    """Do what `np.putmask` does: values in the array's own places, repeated when there are too few."""
    given = plain(values).reshape(-1)
    spread = np.resize(given, a.shape) if given.size != 1 else given.reshape(())
    copyto(a, wrapped(spread), where=mask)


@register("place", always=True)
def place(arr: Any, mask: Any, vals: Any) -> None:
    """Do what `np.place` does."""
    given = plain(vals)
    if given.size == 1:
        copyto(arr, wrapped(given.reshape(())), where=mask)
    else:
        key = settled(array_of(mask, bool))
        arr[key] = wrapped(np.resize(given, int(key.sum())))


@register("put", always=True)
def put(a: Any, ind: Any, v: Any, mode: str = "raise") -> None:
    """Do what `np.put` does."""
    if is_mask(ind):
        raise refusal((a, ind), "uses NumPy's put with a condition")
    np.put(plain(a), settled(ind), np.asarray(coerced(array_of(v), a.dtype), dtype=object), mode=mode)


@register("extract", always=True)
def extract(condition: Any, arr: Any) -> Any:
    """Do what `np.extract` does."""
    return array_of(arr)[array_of(condition, bool)]


@register("compress")
def compress(condition: Any, a: Any, axis: int | None = None, **_options: Any) -> Any:
    """Do what `np.compress` does."""
    key = settled(array_of(condition, bool))
    return call_function("take", a if axis is not None else array_of(a).reshape(-1), np.flatnonzero(key), axis=axis or 0)


@register("bincount")
def bincount(x: Any, weights: Any = None, minlength: int = 0) -> Any:
    """Do what `np.bincount` does, with traced weights."""
    places = settled(array_of(x))
    made = adopted(np.zeros(max(minlength, int(places.max()) + 1 if places.size else 0)))
    call_function("ufunc_at", "add", made, places, 1 if weights is None else weights)
    return made


@register("erf", always=True)
def erf(x: Any) -> Any:
    """Return the error function."""
    result = erf_over(plain(x))
    return wrapped(result) if isinstance(result, np.ndarray) else result


def _array(bare: Any) -> Any:
    made = np.empty(np.shape(bare), dtype=object)
    made[...] = bare
    return wrapped(made, _kind(made))


def _operand(value: Any) -> Any:
    return value if isinstance(value, (Tracer, TArray, int, float, np.generic)) else array_of(value)


def _ufunc(name: str, *inputs: Any) -> Any:
    masked = any(hasattr(type(item), "settled_array") for item in inputs)
    return getattr(np, name)(*inputs) if masked else call_ufunc(getattr(np, name), "__call__", *inputs)


def _shape_only(options: dict[str, Any]) -> dict[str, Any]:
    return {"shape": options["shape"]} if options.get("shape") is not None else {}


