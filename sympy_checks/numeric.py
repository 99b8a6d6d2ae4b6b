"""Values of an expression in float64: closures over NumPy, built from our own tree, no code generated."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import reduce
from typing import Any

import numpy as np
import numpy.typing as npt

from sympy_checks.expression import (
    Application,
    Constant,
    Expression,
    Float,
    Number,
    Operation,
    Symbol,
    children,
    postorder,
)
from sympy_checks.work import Work, scanning

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


def _sigma(x: Array) -> Array:
    small = np.exp(-np.abs(x))
    return np.where(x < 0, small, 1.0) / (1.0 + small)


def _softplus(x: Array) -> Array:
    return np.maximum(x, 0.0) + np.log1p(np.exp(-np.abs(x)))


def _where(condition: Array, then: Array, otherwise: Array) -> Array:
    # A condition of something without a value has none either: it is NaN then.
    return np.where(np.isnan(condition), np.nan, np.where(condition != 0, then, otherwise))


def _relation(compare: Callable[[Array, Array], Any]) -> Callable[[Array, Array], Array]:
    return lambda a, b: np.where(np.isnan(a) | np.isnan(b), np.nan, compare(a, b))


_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "exp": np.exp,
    "log": np.log,
    "sqrt": np.sqrt,
    "sin": np.sin,
    "cos": np.cos,
    "atan": np.arctan,
    "sinh": np.sinh,
    "cosh": np.cosh,
    "tanh": np.tanh,
    "atanh": np.arctanh,
    "log1p": np.log1p,
    "expm1": np.expm1,
    "floor": np.floor,
    "erf": _erf,
    "abs": np.abs,
    "sign": np.sign,
    "heaviside": _heaviside,
    "relu": lambda x: np.maximum(x, 0.0),
    "sigma": _sigma,
    "softplus": _softplus,
    "Phi": lambda x: 0.5 * (1.0 + _erf(x / math.sqrt(2.0))),
    "max": lambda *args: reduce(np.maximum, args),
    "min": lambda *args: reduce(np.minimum, args),
    "where": _where,
    "lt": _relation(np.less),
    "le": _relation(np.less_equal),
    "gt": _relation(np.greater),
    "ge": _relation(np.greater_equal),
    "eq": _relation(np.equal),
    "ne": _relation(np.not_equal),
    "and": lambda *args: reduce(np.multiply, args),
    "or": lambda *args: reduce(np.maximum, args),
    "not": lambda a: 1.0 - a,
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
    together = to_numpy_together(expr)
    return lambda values: together(values)[0]


def to_numpy_together(*exprs: Expression) -> Callable[[Values], list[Array]]:
    """Return a function that evaluates several formulas; parts that they share are computed once."""
    order = postorder(*exprs)
    index = {id(node): place for place, node in enumerate(order)}
    steps = [_instruction(node, index) for node in order]
    outputs = [index[id(expr)] for expr in exprs]

    def value(values: Values) -> list[Array]:
        # Once the memory holds a value for each step, a step reads those before it.
        memory: list[Any] = []
        with np.errstate(all="ignore"):
            for function, places in steps:
                memory.append(function(values) if places is None else function(*[memory[p] for p in places]))
        return [np.asarray(memory[place], dtype=np.float64) for place in outputs]

    return value


class Evaluation:
    """Values of many formulas at the same points; parts that are remembered are not computed again.

    `values` holds an array of one shape for each symbol, `work` counts what is computed.
    """

    def __init__(self, values: Values, work: Work) -> None:
        self.values, self.work = values, work
        self.shape = next(iter(values.values())).shape if values else (1,)
        self.known: dict[int, tuple[Expression, Any]] = {}

    def remember(self, *exprs: Expression) -> None:
        """Keep the values of formulas and of all their parts, where all symbols have one."""
        for expr in exprs:
            found = self._computed(expr) or {}
            self.known |= found

    def __call__(self, expr: Expression) -> Array | None:
        """Return the value, or None where a symbol has none."""
        found = self._computed(expr)
        if found is None:
            return None
        _, value = found[id(expr)] if found else self.known[id(expr)]
        return np.broadcast_to(np.asarray(value, dtype=np.float64), self.shape)

    def _computed(self, expr: Expression) -> dict[int, tuple[Expression, Any]] | None:
        """Return the value of each part that is not remembered; None where a symbol has none."""
        order = self._new(expr)
        if any(isinstance(node, Symbol) and node.name not in self.values for node in order):
            return None
        self.work.spend(scanning(order, math.prod(self.shape)))
        found: dict[int, tuple[Expression, Any]] = {}
        with np.errstate(all="ignore"):
            for inner in order:
                parts = [(found.get(id(part)) or self.known[id(part)])[1] for part in children(inner)]
                found[id(inner)] = inner, self._value(inner, parts)
        return found

    def _value(self, node: Expression, parts: list[Any]) -> Any:
        if isinstance(node, Operation | Application):
            return _function(node)(*parts)
        return self.values[node.name] if isinstance(node, Symbol) else _constant(node)

    def _new(self, expr: Expression) -> list[Expression]:
        """Return the parts that are not remembered, each once, after its own parts."""
        order: dict[int, Expression] = {}
        stack = [expr]
        while stack:
            node = stack[-1]
            missing = [
                part for part in children(node) if id(part) not in order and id(part) not in self.known
            ]
            if missing:
                stack.extend(reversed(missing))
                continue
            stack.pop()
            if id(node) not in self.known:
                order[id(node)] = node
        return list(order.values())


def _instruction(node: Expression, index: Mapping[int, int]) -> tuple[Callable[..., Any], list[int] | None]:
    if isinstance(node, Symbol):
        name = node.name
        return (lambda values: values[name]), None
    if isinstance(node, Number | Constant | Float):
        constant = _constant(node)
        return (lambda _: constant), None
    return _function(node), [index[id(part)] for part in node.args]


def _function(node: Operation | Application) -> Callable[..., Any]:
    return _FUNCTIONS[node.name if isinstance(node, Application) else node.op]


def _constant(node: Number | Constant | Float) -> Array:
    return np.asarray(_float(node))


def _float(expr: Number | Constant | Float) -> float:
    if isinstance(expr, Constant):
        return CONSTANTS[expr.name]
    if isinstance(expr, Float):
        return expr.value
    try:
        return float(expr.value)
    except OverflowError:
        return math.inf
