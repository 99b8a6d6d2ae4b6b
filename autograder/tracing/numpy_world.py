"""`numpy` as the traced world sees it."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import numpy as np

from autograder.tracing import choosing, creation, reductions
from autograder.tracing.array import (
    adopted,
    array_of,
    first_tracer,
    is_traced,
    lowered,
    refusal,
)
from autograder.tracing.functions import ALWAYS, call_function
from autograder.tracing.loops import Nditer, Vectorize, frompyfunc
from autograder.tracing.masked import Masked
from autograder.tracing.random_world import default_rng
from autograder.tracing.types_world import NUMPY_TYPES
from autograder.tracing.ufuncs import call_ufunc

# Importing them registers their functions.
_REGISTERED = (choosing, creation, reductions)
_PARTS = frozenset(["random", "testing", "fft", "polynomial"])


class Ufunc:
    """A ufunc that records when it meets traced numbers."""

    def __init__(self, real: np.ufunc) -> None:
        self._real = real
        self.__name__ = real.__name__
        self.__doc__ = real.__doc__
        self.nin, self.nout, self.identity = real.nin, real.nout, real.identity

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Do what the ufunc does."""
        return self._do("__call__", args, kwargs)

    def reduce(self, *args: Any, **kwargs: Any) -> Any:
        """Do what `ufunc.reduce` does."""
        return self._do("reduce", args, kwargs)

    def accumulate(self, *args: Any, **kwargs: Any) -> Any:
        """Do what `ufunc.accumulate` does."""
        return self._do("accumulate", args, kwargs)

    def outer(self, *args: Any, **kwargs: Any) -> Any:
        """Do what `ufunc.outer` does."""
        return self._do("outer", args, kwargs)

    def reduceat(self, *args: Any, **kwargs: Any) -> Any:
        """Do what `ufunc.reduceat` does."""
        return self._do("reduceat", args, kwargs)

    def at(self, *args: Any) -> None:
        """Do what `ufunc.at` does."""
        call_function("ufunc_at", self.__name__, *args)

    def _do(self, method: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        if not is_traced((args, kwargs)):
            return adopted(getattr(self._real, method)(*args, **kwargs))
        # Lists are no operands that record.
        args = tuple(
            array_of(item) if type(item) in (list, tuple) and is_traced(item) else item for item in args
        )
        if method == "__call__" and len(args) > self.nin:
            kwargs["out"] = args[self.nin :]
            args = args[: self.nin]
        kwargs.pop("dtype", None) if method == "__call__" else None
        kwargs.pop("casting", None)
        for item in args:
            if type(item) is Masked:
                return item.__array_ufunc__(self._real, method, *args, **kwargs)
        return call_ufunc(self._real, method, *args, **kwargs)

    def __repr__(self) -> str:
        return repr(self._real)


class Joined:
    """`np.r_` and `np.c_`."""

    def __init__(self, real: Any, function: str) -> None:
        self._real, self._function = real, function

    def __getitem__(self, key: Any) -> Any:
        parts = key if isinstance(key, tuple) else (key,)
        if not is_traced(parts):
            return adopted(self._real[key])
        pieces = [part if is_traced(part) else self[part] for part in parts]
        return call_function(self._function, [call_function("atleast_1d", piece) for piece in pieces])


class Facade(ModuleType):
    """A module that passes ordinary values on to the real one."""

    def __init__(self, real: ModuleType, names: dict[str, Any]) -> None:
        super().__init__(real.__name__, real.__doc__)
        self.__dict__.update(names)
        self.__dict__["_real"] = real
        for name in ("__file__", "__path__", "__version__"):
            if hasattr(real, name):
                self.__dict__[name] = getattr(real, name)

    def __getattr__(self, name: str) -> Any:
        if name == "__all__":
            return [item for item in dir(self.__dict__["_real"]) if not item.startswith("_")]
        value = _facade_of(name, getattr(self.__dict__["_real"], name))
        self.__dict__[name] = value
        return value

    def __dir__(self) -> list[str]:
        return sorted({*dir(self.__dict__["_real"]), *self.__dict__})


class Part(Facade):
    """A part of NumPy that works with constants only."""

    def __getattr__(self, name: str) -> Any:
        value = getattr(self.__dict__["_real"], name)
        if isinstance(value, (ModuleType, type)) or not callable(value) or name == "shuffle":
            return value
        self.__dict__[name] = found = _for_constants(name, value)
        return found


def _for_constants(name: str, real: Any) -> Any:
    def function(*args: Any, **kwargs: Any) -> Any:
        if first_tracer([args, kwargs]) is not None:
            raise refusal((args, kwargs), f"uses NumPy's {name}, which cannot be followed")
        return adopted(real(*lowered(args), **lowered(kwargs)))

    return function


def _facade_of(name: str, value: Any) -> Any:
    if isinstance(value, np.ufunc):
        return Ufunc(value)
    if isinstance(value, ModuleType) and name in _PARTS:
        return Part(value, {"default_rng": default_rng} if name == "random" else {})
    if isinstance(value, (ModuleType, type)) or not callable(value):
        return value
    return _function(name, value)


def _function(name: str, real: Any) -> Any:
    def function(*args: Any, **kwargs: Any) -> Any:
        if name not in ALWAYS and not is_traced((args, kwargs)):
            return adopted(real(*args, **kwargs))
        return call_function(name, *args, **kwargs)

    function.__name__ = function.__qualname__ = name
    function.__doc__ = getattr(real, "__doc__", None)
    return function


def numpy_facade() -> tuple[ModuleType, ModuleType]:
    """Return the traced world's `numpy` and `numpy.linalg`."""
    linalg = Facade(np.linalg, {})
    joined = {"r_": Joined(np.r_, "concatenate"), "c_": Joined(np.c_, "column_stack")}
    names = {**joined, "vectorize": Vectorize, "frompyfunc": frompyfunc, "nditer": Nditer, "linalg": linalg}
    return Facade(np, {**NUMPY_TYPES, **names}), linalg
