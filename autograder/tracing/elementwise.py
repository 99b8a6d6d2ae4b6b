"""NumPy's element-wise functions on single numbers, traced or not, by the name of the ufunc."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from autograder.tracing.scalar import Tracer, boolean_of, number_of, operate

Scalar = Callable[..., Any]


class Elementwise(NamedTuple):
    """A function of numbers, and the same over object arrays."""

    function: Scalar
    over: np.ufunc
    boolean: bool


_DIRECT = {
    "add": "add",
    "subtract": "sub",
    "multiply": "mul",
    "divide": "div",
    "floor_divide": "floordiv",
    "remainder": "mod",
    "power": "pow",
    "float_power": "pow",
    "negative": "neg",
    "absolute": "abs",
    "fabs": "abs",
    "sign": "sign",
    "exp": "exp",
    "expm1": "expm1",
    "log": "log",
    "log1p": "log1p",
    "sqrt": "sqrt",
    "cbrt": "cbrt",
    "floor": "floor",
    "ceil": "ceil",
    "trunc": "trunc",
    "rint": "rint",
    "sin": "sin",
    "cos": "cos",
    "tan": "tan",
    "arcsin": "asin",
    "arccos": "acos",
    "arctan": "atan",
    "sinh": "sinh",
    "cosh": "cosh",
    "tanh": "tanh",
    "arcsinh": "asinh",
    "arccosh": "acosh",
    "arctanh": "atanh",
    "maximum": "max",
    "minimum": "min",
    "fmax": "max",
    "fmin": "min",
    "logaddexp": "logaddexp",
    "arctan2": "atan2",
    "less": "lt",
    "less_equal": "le",
    "equal": "eq",
    "not_equal": "ne",
    "logical_and": "and",
    "logical_or": "or",
    "logical_not": "not",
    "isnan": "isnan",
    "isinf": "isinf",
    "logical_xor": "ne",
    "bitwise_and": "and",
    "bitwise_or": "or",
    "bitwise_xor": "ne",
    "invert": "not",
}
_RELATIONS = """less less_equal greater greater_equal equal not_equal logical_and logical_or logical_not
    logical_xor isnan isinf isfinite signbit"""


def _lifted(name: str, kind: str) -> Scalar:
    real = getattr(np, name)

    def function(*arguments: Any) -> Any:
        for item in arguments:
            if type(item) is Tracer:
                return operate(kind, *arguments)
        return real(*arguments)

    return function


def _written(name: str, formula: Scalar) -> Scalar:
    real = getattr(np, name)

    def function(*arguments: Any) -> Any:
        for item in arguments:
            if type(item) is Tracer:
                return formula(*arguments)
        return real(*arguments)

    return function


def choose(condition: Any, one: Any, other: Any) -> Any:
    """Return one number or the other."""
    if type(condition) is not Tracer:
        return one if condition else other
    return operate("where", boolean_of(condition), one, other)


def copysign(size: Any, sign: Any) -> Any:
    """Return |size| with the other's sign; the sign of 0 is taken to be plus."""
    return choose(sign < 0, -abs(size), abs(size))


def heaviside(x: Any, middle: Any) -> Any:
    """0 left of 0, 1 right of it."""
    return choose(x < 0, 0.0, choose(x == 0, middle, 1.0))


def fmod(x: Any, y: Any) -> Any:
    """Return the remainder with the sign of x."""
    return x - y * FUNCTIONS["trunc"](x / y)


def _base(base: int) -> Scalar:
    return lambda x: operate("log", x) / operate_constant(x, "log", base)


def operate_constant(like: Tracer, kind: str, value: Any) -> Any:
    """Return an operation on a constant as a node of its own: log(2), exactly."""
    recorder = like.recorder
    return Tracer(recorder, recorder.node(kind, recorder.constant(value)))


def _hypot(x: Any, y: Any) -> Any:
    return FUNCTIONS["sqrt"](x * x + y * y)


def _logaddexp2(x: Any, y: Any) -> Any:
    return FUNCTIONS["log2"](2**x + 2**y)


_WRITTEN: dict[str, Scalar] = {
    "greater": lambda a, b: operate("lt", b, a),
    "greater_equal": lambda a, b: operate("le", b, a),
    "positive": lambda x: x,
    "conjugate": lambda x: x,
    "square": lambda x: x * x,
    "reciprocal": lambda x: 1 / x,
    "exp2": lambda x: 2**x,
    "log2": _base(2),
    "log10": _base(10),
    "hypot": _hypot,
    "logaddexp2": _logaddexp2,
    "copysign": copysign,
    "heaviside": heaviside,
    "fmod": fmod,
    "signbit": lambda x: x < 0,
    "isfinite": lambda x: operate("not", operate("or", operate("isnan", x), operate("isinf", x))),
    "deg2rad": lambda x: x * (math.pi / 180),
    "radians": lambda x: x * (math.pi / 180),
    "rad2deg": lambda x: x * (180 / math.pi),
    "degrees": lambda x: x * (180 / math.pi),
}

FUNCTIONS: dict[str, Scalar] = {
    **{name: _lifted(name, kind) for name, kind in _DIRECT.items()},
    **{name: _written(name, formula) for name, formula in _WRITTEN.items()},
}
ELEMENTWISE: dict[str, Elementwise] = {
    name: Elementwise(
        function,
        np.frompyfunc(function, getattr(np, name).nin, 1, identity=None),
        name in _RELATIONS.split(),
    )
    for name, function in FUNCTIONS.items()
}
choose_over = np.frompyfunc(choose, 3, 1)
number_over = np.frompyfunc(number_of, 1, 1)
boolean_over = np.frompyfunc(boolean_of, 1, 1)
