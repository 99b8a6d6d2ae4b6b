"""Choosing between values, and writing where a condition holds."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.tracing.array import (
    TArray,
    _kind,
    array_of,
    coerced,
    is_mask,
    plain,
    refusal,
    settled,
    wrapped,
)
from autograder.tracing.creation import zeros_like
from autograder.tracing.elementwise import choose_over
from autograder.tracing.functions import call_function, register
from autograder.tracing.scalar import Tracer, rounded
from autograder.tracing.ufuncs import call_ufunc


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


@register("real", "real_if_close")
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
def put(a: Any, ind: Any, v: Any, mode: Any = "raise") -> None:
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
    return call_function(
        "take", a if axis is not None else array_of(a).reshape(-1), np.flatnonzero(key), axis=axis or 0
    )


def _array(bare: Any) -> Any:
    made = np.empty(np.shape(bare), dtype=object)
    made[...] = bare
    return wrapped(made, _kind(made))


def _operand(value: Any) -> Any:
    return value if isinstance(value, (Tracer, TArray, int, float, np.generic)) else array_of(value)


def _ufunc(name: str, *inputs: Any) -> Any:
    masked = any(hasattr(type(item), "settled_array") for item in inputs)
    return getattr(np, name)(*inputs) if masked else call_ufunc(getattr(np, name), "__call__", *inputs)
