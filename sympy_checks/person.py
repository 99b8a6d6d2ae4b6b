"""A formula as a person would write it: numbers collected, 1/(1 + exp(−z)) as σ(z), the rest as it stands.

Only steps that keep the value wherever there is one, and that make the formula shorter; sums are not
multiplied out and fractions not brought together, so the student finds their own structure again.
"""

from __future__ import annotations

from sympy_checks.collected import OPERATIONS, exponent_of, is_number, minus, total
from sympy_checks.constants import named
from sympy_checks.expression import (
    Application,
    Expression,
    Float,
    Operation,
    apply,
    children,
    identical,
    negate,
    number,
    postorder,
    rebuild,
)

MAX_PARTS = 4000
"""Larger formulas are left as they are: nobody reads them."""


def simplify(expr: Expression) -> Expression:
    """Return the formula as a person would write it.

    Example:
        >>> from sympy_checks.parse import parse
        >>> from sympy_checks.plain import plain
        >>> plain(simplify(parse("2*3*x*(1/(1 + exp(-1*x))) + 0", ["x"])))
        '6*x*sigma(x)'
    """
    nodes = postorder(expr)
    if len(nodes) > MAX_PARTS:
        return expr
    new: dict[int, Expression] = {}
    for node in nodes:
        parts = tuple(new[id(part)] for part in children(node))
        kept = all(part is old for part, old in zip(parts, children(node), strict=True))
        new[id(node)] = _tidy(node if kept else rebuild(node, parts))
    return new[id(expr)]


def _tidy(expr: Expression) -> Expression:
    if isinstance(expr, Float):
        return named(expr)
    if isinstance(expr, Operation):
        return OPERATIONS[expr.op](*expr.args)
    return _application(expr) if isinstance(expr, Application) else expr


def _application(expr: Application) -> Expression:
    if expr.name == "where":
        return _choice(*expr.args)
    (x, *_) = expr.args
    if expr.name == "log1p":
        return apply("log", total(number(1), x))
    if expr.name == "expm1":
        return total(apply("exp", x), number(-1))
    if expr.name == "exp" and is_number(x, 0):
        return number(1)
    if expr.name == "log" and (is_number(x, 1) or exponent_of(x) is not None):
        return number(0) if is_number(x, 1) else children(x)[0]
    if expr.name in ("max", "min") and all(identical(x, other) for other in expr.args):
        return x
    if expr.name == "relu":
        return apply("max", x, number(0))
    return expr


_ORDERED = {"gt": "max", "ge": "max", "lt": "min", "le": "min"}


def _choice(condition: Expression, then: Expression, otherwise: Expression) -> Expression:
    """Return a value for both cases where they agree, else max, min or the absolute value where it is one."""
    if identical(then, otherwise):
        return then
    if isinstance(condition, Application) and condition.name in _ORDERED:
        left, right = condition.args
        name = _ORDERED[condition.name]
        if identical(then, left) and identical(otherwise, right):
            return apply(name, left, right)
        if identical(then, right) and identical(otherwise, left):
            return apply("min" if name == "max" else "max", left, right)
        if is_number(right, 0) and identical(minus(then), otherwise):
            return _absolute(name, left, then, otherwise) or apply("where", condition, then, otherwise)
    return apply("where", condition, then, otherwise)


def _absolute(name: str, x: Expression, then: Expression, otherwise: Expression) -> Expression | None:
    bigger, smaller = (then, otherwise) if name == "max" else (otherwise, then)
    if identical(bigger, x):
        return apply("abs", x)
    return negate(apply("abs", x)) if identical(smaller, x) else None
