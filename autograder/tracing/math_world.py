"""`math`, `cmath` and `statistics` as the traced world sees them."""

from __future__ import annotations

import cmath
import functools
import math
import operator
import statistics
from collections.abc import Callable
from types import ModuleType
from typing import Any

from autograder.tracing.array import TArray, is_traced, refusal
from autograder.tracing.elementwise import FUNCTIONS
from autograder.tracing.numpy_world import Facade
from autograder.tracing.scalar import Tracer, operate, whole

Function = Callable[..., Any]
_SAME = """exp expm1 log1p log2 log10 exp2 cbrt sqrt tanh sinh cosh sin cos tan fabs copysign isnan isinf
    isfinite fmod"""
_OF_SEVERAL = frozenset(["fsum", "prod", "dist", "sumprod"])
_OTHER_NAME = {
    "asin": "arcsin",
    "acos": "arccos",
    "atan": "arctan",
    "asinh": "arcsinh",
    "acosh": "arccosh",
    "atanh": "arctanh",
    "atan2": "arctan2",
    "pow": "power",
    "degrees": "degrees",
    "radians": "radians",
}


def _log(x: Any, base: Any = None) -> Any:
    natural = FUNCTIONS["log"]
    return natural(x) if base is None else natural(x) / natural(base)


def _total(values: Any) -> Any:
    return functools.reduce(operator.add, values)


def _product(values: Any, *, start: Any = 1) -> Any:
    return functools.reduce(operator.mul, values, start)


def _hypot(*sides: Any) -> Any:
    return FUNCTIONS["sqrt"](_total([side * side for side in sides]))


def _distance(p: Any, q: Any) -> Any:
    return _hypot(*(a - b for a, b in zip(p, q, strict=True)))


def _sum_of_products(p: Any, q: Any) -> Any:
    return _total([a * b for a, b in zip(p, q, strict=True)])


def _is_close(a: Any, b: Any, *, rel_tol: float = 1e-09, abs_tol: float = 0.0) -> Any:
    larger = FUNCTIONS["maximum"](abs(a), abs(b))
    return abs(a - b) <= FUNCTIONS["maximum"](rel_tol * larger, abs_tol)


_WRITTEN: dict[str, Function] = {
    **{name: FUNCTIONS[{"fabs": "absolute"}.get(name, name)] for name in _SAME.split()},
    **{name: FUNCTIONS[other] for name, other in _OTHER_NAME.items()},
    "log": _log,
    "erf": lambda x: operate("erf", x) if type(x) is Tracer else math.erf(x),
    "erfc": lambda x: operate("erfc", x) if type(x) is Tracer else math.erfc(x),
    "floor": lambda x: operate("floor", x) if type(x) is Tracer else math.floor(x),
    "ceil": lambda x: operate("ceil", x) if type(x) is Tracer else math.ceil(x),
    "trunc": whole,
    "fsum": _total,
    "prod": _product,
    "hypot": _hypot,
    "dist": _distance,
    "sumprod": _sum_of_products,
    "isclose": _is_close,
}


def math_facade() -> ModuleType:
    """Return the traced world's `math`."""
    return Facade(math, {name: _guarded(name, getattr(math, name)) for name in _functions(math)})


def cmath_facade() -> ModuleType:
    """Return the traced world's `cmath`: nothing of it can be followed."""
    return Facade(cmath, {name: _refusing(getattr(cmath, name)) for name in _functions(cmath)})


def statistics_facade() -> ModuleType:
    """Return the traced world's `statistics`."""
    names = {name: _refusing(getattr(statistics, name)) for name in ("median", "stdev", "variance", "pstdev")}
    mean = _either(statistics.mean, lambda values: _total(list(values)) / len(list(values)))
    return Facade(statistics, {**names, "NormalDist": NormalDist, "mean": mean, "fmean": mean})


class NormalDist(statistics.NormalDist):
    """The normal distribution, with traced arguments of `cdf` and `pdf`."""

    def cdf(self, x: Any) -> Any:
        """Return the distribution function."""
        if not is_traced(x):
            return super().cdf(x)
        return 0.5 * (1.0 + operate("erf", (x - self.mean) / (self.stdev * math.sqrt(2.0))))

    def pdf(self, x: Any) -> Any:
        """Return the density."""
        if not is_traced(x):
            return super().pdf(x)
        distance = x - self.mean
        height = math.sqrt(math.tau * self.variance)
        return operate("exp", distance * distance / (-2.0 * self.variance)) / height


def _functions(module: ModuleType) -> list[str]:
    return [name for name in dir(module) if not name.startswith("_") and callable(getattr(module, name))]


def _guarded(name: str, real: Function) -> Function:
    written = _WRITTEN.get(name)
    if written is None:
        return _refusing(real)

    @functools.wraps(real)
    def function(*args: Any, **kwargs: Any) -> Any:
        if not is_traced((args, kwargs)):
            return real(*args, **kwargs)
        return written(*(list(item) if name in _OF_SEVERAL else _number(item) for item in args), **kwargs)

    return function


def _number(value: Any) -> Any:
    if isinstance(value, TArray):
        if value.size != 1:
            message = "only 0-dimensional arrays can be converted to Python scalars"
            raise TypeError(message)
        value = value.item()
    return value


def _refusing(real: Function) -> Function:
    @functools.wraps(real)
    def function(*args: Any, **kwargs: Any) -> Any:
        if is_traced((args, kwargs)):
            raise refusal((args, kwargs), f"uses {real.__module__}.{real.__name__}, which cannot be followed")
        return real(*args, **kwargs)

    return function


def _either(real: Function, traced: Function) -> Function:
    return lambda values: traced(list(values)) if is_traced(list(values)) else real(values)
