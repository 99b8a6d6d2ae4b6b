"""NumPy's functions on traced numbers: the implementations register themselves here by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.tracing.array import (
    OBJECT,
    TArray,
    _kind,
    adopted,
    first_tracer,
    has_tracer,
    is_traced,
    lowered,
    plain,
    refusal,
    wrapped,
)

Function = Callable[..., Any]
SPECIAL: dict[str, Function] = {}
# Also for constants: they return their argument, write into it, or call the student's function.
ALWAYS: set[str] = set()
_MOVING = """reshape transpose permute_dims matrix_transpose swapaxes moveaxis rollaxis squeeze expand_dims
    ravel concatenate concat stack vstack hstack dstack column_stack block split array_split hsplit vsplit
    dsplit unstack tile repeat roll flip fliplr flipud rot90 broadcast_to broadcast_arrays meshgrid take
    take_along_axis diag diagonal diagflat tril triu trace append insert delete pad resize dot vdot
    inner tensordot einsum kron outer cross cumsum cumprod cumulative_sum cumulative_prod diff ediff1d
    convolve sort argsort multi_dot matrix_power fill_diagonal put_along_axis"""
_OF_ARRAYS = """concatenate concat stack vstack hstack dstack column_stack block multi_dot"""
_ASKING = """shape ndim size iterable shares_memory may_share_memory iscomplexobj isrealobj
    broadcast_shapes array_repr array_str array2string set_printoptions printoptions"""
STRUCTURAL = frozenset(_MOVING.split())
_SEQUENCES = frozenset(_OF_ARRAYS.split())
_PASSED_ON = frozenset(_ASKING.split())


def register(*names: str, always: bool = False) -> Callable[[Function], Function]:
    """Register an implementation under the names that NumPy has for it."""

    def keep(function: Function) -> Function:
        SPECIAL.update(dict.fromkeys(names, function))
        if always:
            ALWAYS.update(names)
        return function

    return keep


def find_real(name: str) -> Any:
    """Return NumPy's own function of that name."""
    found = getattr(np, name, None)
    return found if found is not None else getattr(np.linalg, name)


def call_function(name: str, *args: Any, **kwargs: Any) -> Any:
    """Call a NumPy function of the traced world by its name."""
    if name in ALWAYS:
        return SPECIAL[name](*args, **kwargs)
    if name in _PASSED_ON:
        # Not through NumPy's dispatch: it would come back here.
        real = find_real(name)
        return getattr(real, "_implementation", real)(*args, **kwargs)
    if not is_traced((args, kwargs)):
        return adopted(find_real(name)(*args, **kwargs))
    if name in STRUCTURAL:
        return _structural(name, args, kwargs)
    if first_tracer([args, kwargs]) is None:
        with np.errstate(all="ignore"):
            return adopted(find_real(name)(*lowered(args), **lowered(kwargs)))
    if name in SPECIAL:
        return SPECIAL[name](*args, **kwargs)
    raise refusal((args, kwargs), f"uses NumPy's {name}, which cannot be followed")


def wrapped_all(value: Any) -> Any:
    """Return object arrays as arrays of the traced world, also inside of tuples and lists."""
    if isinstance(value, np.ndarray) and value.dtype == OBJECT and not isinstance(value, TArray):
        return wrapped(value, _kind(value))
    if type(value) in (list, tuple):
        return type(value)(wrapped_all(item) for item in value)
    return adopted(value)


def _structural(name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """Let NumPy itself work: with objects it moves, adds and multiplies what it is given."""
    out = kwargs.pop("out", None)
    kwargs.pop("dtype", None)
    bare = [_bare(name, item) for item in args]
    result = wrapped_all(find_real(name)(*bare, **{key: _bare(name, item) for key, item in kwargs.items()}))
    if out is None:
        return result
    out[...] = result
    return out


def _bare(name: str, value: Any) -> Any:
    if not is_traced(value):
        return value
    if type(value) in (list, tuple) and name in _SEQUENCES:
        return [_bare("", item) for item in value]
    array = plain(value)
    if isinstance(value, TArray) and value.kind_of.kind in "iub" and not has_tracer(array):
        return lowered(value)  # it may be an index or an axis
    return array


TArray.function = staticmethod(call_function)
