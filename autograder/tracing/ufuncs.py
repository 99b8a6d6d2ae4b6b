"""What a ufunc does when it meets traced numbers."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.tracing.array import (
    TArray,
    _kind,
    adopted,
    first_tracer,
    lowered,
    plain,
    refusal,
    wrapped,
)
from autograder.tracing.elementwise import ELEMENTWISE, choose_over
from autograder.tracing.scalar import BOOL, Tracer


def call_ufunc(ufunc: Any, method: str, *inputs: Any, **options: Any) -> Any:
    """Do what a ufunc does, on traced numbers and arrays of them."""
    out, where = options.pop("out", None), options.pop("where", True)
    if any(hasattr(type(item), "settled_array") for item in inputs):
        return NotImplemented
    name = ufunc.__name__
    if first_tracer(list(inputs)) is None and where is True:
        with np.errstate(all="ignore"):
            result = adopted(getattr(ufunc, method)(*lowered(list(inputs)), **options))
    elif method == "at":
        return TArray.function("ufunc_at", name, *inputs)
    elif name == "matmul" and method == "__call__":
        result = wrapped(np.matmul(plain(inputs[0]), plain(inputs[1])))
    elif name == "divmod" and method == "__call__":
        return inputs[0] // inputs[1], inputs[0] % inputs[1]
    elif name not in ELEMENTWISE:
        raise refusal(inputs, f"np.{name} cannot be followed")
    elif method == "__call__":
        result = _called(name, inputs)
    else:
        options["where"] = where
        result, where = TArray.function(f"ufunc_{method}", name, *inputs, **options), True
    return _stored(result, out, where, inputs)


def _called(name: str, inputs: tuple[Any, ...]) -> Any:
    entry = ELEMENTWISE[name]
    if not any(isinstance(item, (np.ndarray, list, tuple)) for item in inputs):
        return entry.function(*inputs)
    arrays = [plain(item) for item in inputs]
    result = entry.over(*arrays)
    if not isinstance(result, np.ndarray):
        return result
    return wrapped(result, BOOL if entry.boolean else _kind(result))


def _stored(result: Any, out: Any, where: Any, inputs: tuple[Any, ...]) -> Any:
    target = out[0] if isinstance(out, tuple) else out
    if where is not True:
        before = target if target is not None else np.float64(np.nan)
        result = wrapped(choose_over(plain(where), plain(result), plain(before)))
    if target is None:
        return result
    if type(target) is np.ndarray and first_tracer(result) is not None:
        raise refusal((result, inputs), "writes into an array that was not made in its own code")
    target[...] = lowered(result) if type(target) is np.ndarray else result
    return target


Tracer.ufunc = staticmethod(call_ufunc)
