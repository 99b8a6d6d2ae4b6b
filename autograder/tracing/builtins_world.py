"""Builtins that let traced numbers through."""

from __future__ import annotations

import builtins
from collections.abc import Callable
from functools import reduce
from types import ModuleType
from typing import Any

import numpy as np

from autograder.tracing.array import TArray, is_traced, refusal
from autograder.tracing.elementwise import FUNCTIONS
from autograder.tracing.math_world import cmath_facade, math_facade, statistics_facade
from autograder.tracing.numpy_world import numpy_facade
from autograder.tracing.scalar import Tracer
from autograder.tracing.types_world import Float, Int, is_instance, type_of


def _extreme(real: Callable[..., Any], name: str) -> Callable[..., Any]:
    function = FUNCTIONS[name]

    def extreme(*args: Any, **kwargs: Any) -> Any:
        if kwargs:
            return real(*args, **kwargs)
        values = list(args[0]) if len(args) == 1 else list(args)
        if not any(type(item) is Tracer for item in values):
            return real(values)
        if any(isinstance(item, TArray) and item.size != 1 for item in values):
            return real(values)
        return reduce(function, [item.item() if isinstance(item, TArray) else item for item in values])

    return extreme


def _is_subclass(kind: Any, other: Any) -> bool:
    others = other if isinstance(other, tuple) else (other,)
    return any(issubclass(kind, item) for item in others)


def _complex(*args: Any, **kwargs: Any) -> Any:
    if is_traced((args, kwargs)):
        raise refusal((args, kwargs), "computes with complex numbers")
    return complex(*args, **kwargs)


_ahead: list[ModuleType] = []


def make_ahead() -> None:
    """Make the builtins of one world before it is asked for: once, for all the children that are forked."""
    module = world_builtins(vars(builtins))
    facade = module.__dict__["__import__"].facades["numpy"]
    for name in set(np.__all__).intersection(vars(np)):
        # A facade makes what it is asked for, once.
        getattr(facade, name)
    _ahead.append(module)


def builtins_ahead() -> ModuleType | None:
    """Return builtins that were made ahead, for a submission that has left its own as they were."""
    return _ahead.pop() if _ahead else None


def _facades() -> dict[str, ModuleType]:
    numpy, linalg = numpy_facade()
    return {
        "numpy": numpy,
        "numpy.linalg": linalg,
        "math": math_facade(),
        "numpy.random": numpy.random,
        "cmath": cmath_facade(),
        "statistics": statistics_facade(),
    }


class Importer:
    """`__import__` of the traced world."""

    def __init__(self, real: Callable[..., Any]) -> None:
        self.real = real
        self.facades = _facades()

    def __call__(
        self,
        name: str,
        globals: Any = None,  # noqa: A002 - the names that `__import__` has
        locals: Any = None,  # noqa: A002
        fromlist: Any = (),
        level: int = 0,
    ) -> Any:
        """Return a facade, or what the real one imports."""
        if level == 0 and name in self.facades:
            return self.facades[name if fromlist else name.partition(".")[0]]
        found = self.real(name, globals, locals, fromlist, level)
        if level == 0 and name.startswith("numpy.") and not fromlist:
            return self.facades["numpy"]
        return found


def world_builtins(names: dict[str, Any]) -> ModuleType:
    """Return a builtins module for the traced world, from the names of the student's own."""
    module = ModuleType("builtins")
    module.__dict__.update(names)
    module.__dict__.update(
        float=Float,
        int=Int,
        complex=_complex,
        isinstance=is_instance,
        issubclass=_is_subclass,
        type=type_of,
        max=_extreme(max, "maximum"),
        min=_extreme(min, "minimum"),
        __import__=Importer(names["__import__"]),
    )
    return module
