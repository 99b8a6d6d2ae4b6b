"""Values of an expression in float64: closures over NumPy, built from our own tree, no code generated."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import reduce

import numpy as np
import numpy.typing as npt

from sympy_checks.expression import Application, Constant, Expression, Number, Symbol

Array = npt.NDArray[np.float64]
Values = Mapping[str, Array]
Closure = Callable[[Values], Array]

CONSTANTS = {"e": math.e, "pi": math.pi}

_erf_each = np.frompyfunc(math.erf, 1, 1)


def _erf(x: Array) -> Array:
    return np.asarray(_erf_each(x), dtype=np.float64)


def _heaviside(x: Array) -> Array:
    # At the jump no value is the right one, so there is none.
    return np.heaviside(x, np.nan)


_FUNCTIONS: dict[str, Callable[..., Array]] = {
    "exp": np.exp,
    "log": np.log,
    "sqrt": np.sqrt,
    "sin": np.sin,
    "cos": np.cos,
    "atan": np.arctan,
    "sinh": np.sinh,
    "cosh": np.cosh,
    "tanh": np.tanh,
    "erf": _erf,
    "abs": np.abs,
    "sign": np.sign,
    "heaviside": _heaviside,
    "relu": lambda x: np.maximum(x, 0.0),
    "sigma": lambda x: np.exp(-np.logaddexp(0.0, -x)),
    "softplus": lambda x: np.logaddexp(0.0, x),
    "Phi": lambda x: 0.5 * (1.0 + _erf(x / math.sqrt(2.0))),
    "max": lambda *args: reduce(np.maximum, args),
    "min": lambda *args: reduce(np.minimum, args),
    "+": lambda *args: reduce(np.add, args),
    "*": lambda *args: reduce(np.multiply, args),
    "/": np.divide,
    "^": np.power,
    "neg": np.negative,
}


def to_numpy(expr: Expression) -> Closure:
    """Return a function from symbol values (arrays of one shape) to the value.

    Where the formula has no real value the result is NaN or infinite; nothing is raised and nothing warns.
    """
    inner = _closure(expr)

    def value(values: Values) -> Array:
        with np.errstate(all="ignore"):
            return np.asarray(inner(values), dtype=np.float64)

    return value


def _closure(expr: Expression) -> Closure:
    if isinstance(expr, Symbol):
        name = expr.name
        return lambda values: values[name]
    if isinstance(expr, Number | Constant):
        constant = np.asarray(_float(expr))
        return lambda _: constant
    function = _FUNCTIONS[expr.name if isinstance(expr, Application) else expr.op]
    args = [_closure(arg) for arg in expr.args]
    if len(args) == 1:
        only = args[0]
        return lambda values: function(only(values))
    return lambda values: function(*(arg(values) for arg in args))


def _float(expr: Number | Constant) -> float:
    if isinstance(expr, Constant):
        return CONSTANTS[expr.name]
    try:
        return float(expr.value)
    except OverflowError:
        return math.inf
