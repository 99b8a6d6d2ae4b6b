"""Constants that code holds as floats, in the way they are written: 0.7071067811865475 as 1/sqrt(2)."""

from __future__ import annotations

import math
from fractions import Fraction
from functools import cache

from sympy_checks.expression import Constant, Expression, Float, apply, divide, multiply, number

_ROUNDED = 1e-14
"""A float so near to a short decimal or a simple fraction is shown as that: 1 - 0.9 as 0.1."""


@cache
def _constants() -> tuple[tuple[float, Expression], ...]:
    """Return constants that code holds as floats, with the way they are written."""
    two, pi = number(2), Constant("pi")
    one = number(1)
    root2, root_pi, root_2pi = apply("sqrt", two), apply("sqrt", pi), apply("sqrt", multiply(two, pi))
    return (
        (1 / math.sqrt(2), divide(one, root2)),
        (math.sqrt(2), root2),
        (math.sqrt(2 / math.pi), apply("sqrt", divide(two, pi))),
        (math.sqrt(2 * math.pi), root_2pi),
        (1 / math.sqrt(2 * math.pi), divide(one, root_2pi)),
        (2 / math.sqrt(math.pi), divide(two, root_pi)),
        (1 / math.sqrt(math.pi), divide(one, root_pi)),
        (math.sqrt(math.pi), root_pi),
        (math.sqrt(3), apply("sqrt", number(3))),
        (math.log(2), apply("log", two)),
        (math.pi, pi),
        (2 * math.pi, multiply(two, pi)),
        (math.pi / 2, divide(pi, two)),
        (math.e, Constant("e")),
    )


def named(expr: Float) -> Expression:
    """Return a known constant, a short decimal or a simple fraction within rounding, else the float."""
    for value, written in _constants():
        if abs(value - expr.value) <= max(expr.radius, math.ulp(value)):
            return written
    for digits in range(8):
        decimal = Fraction(f"{expr.value:.{digits}e}")
        if abs(float(decimal) - expr.value) <= _ROUNDED * expr.value:
            return number(decimal)
    simple = Fraction(expr.value).limit_denominator(64)
    return number(simple) if abs(float(simple) - expr.value) <= _ROUNDED * expr.value else expr
