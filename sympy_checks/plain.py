"""Expressions in Python notation, which `parse` reads back to the same tree."""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction
from functools import lru_cache

from sympy_checks.expression import (
    RELATIONS,
    Application,
    Constant,
    Expression,
    Float,
    Number,
    Operation,
    Symbol,
)
from sympy_checks.precedence import ATOM, LEVELS, POWER, PRODUCT, sum_of

_READABLE = 24
_SIXTEEN = Context(prec=16, Emax=10**9, Emin=-(10**9))


def plain(expr: Expression) -> str:
    """Return the formula in Python notation.

    Example:
        >>> from sympy_checks.parse import parse
        >>> plain(parse("-2x^3/(1 - x)", ["x"]))
        '-2*x**3/(1 - x)'
    """
    if isinstance(expr, Number):
        return decimal(expr.value)
    if isinstance(expr, Float):
        return repr(expr.value)
    if isinstance(expr, Symbol | Constant):
        return expr.name
    if isinstance(expr, Application):
        return _application(expr)
    return _operation(expr)


def _application(expr: Application) -> str:
    if expr.name in RELATIONS:
        left, right = (plain(arg) for arg in expr.args)
        return f"{left} {RELATIONS[expr.name]} {right}"
    if expr.name in ("and", "or"):
        return f" {expr.name} ".join(f"({plain(arg)})" for arg in expr.args)
    if expr.name == "not":
        return f"not ({plain(expr.args[0])})"
    return f"{expr.name}({', '.join(plain(arg) for arg in expr.args)})"


def _operation(expr: Operation) -> str:
    first, *rest = expr.args
    if expr.op == "neg":
        return f"-{_at_least(first, PRODUCT)}"
    if expr.op == "+":
        return sum_of(expr.args, _at_least)
    if expr.op == "*":
        return "*".join([_at_least(first, PRODUCT), *(_at_least(factor, POWER) for factor in rest)])
    if expr.op == "/":
        return f"{_at_least(first, PRODUCT)}/{_at_least(rest[0], POWER)}"
    return f"{_at_least(first, ATOM)}**{_at_least(rest[0], ATOM)}"


def _at_least(expr: Expression, level: int) -> str:
    return plain(expr) if _level(expr) >= level else f"({plain(expr)})"


def _level(expr: Expression) -> int:
    if isinstance(expr, Operation):
        return LEVELS[expr.op]
    if isinstance(expr, Number | Float) and not set("e/").isdisjoint(plain(expr)):
        return PRODUCT
    return ATOM


def scientific(value: Number | Float) -> tuple[str, int | None]:
    """Return the digits of a number, and the power of ten beside them: 2.5e-7 as "2.5" and -7."""
    text = repr(value.value) if isinstance(value, Float) else readable(value.value)
    digits, _, shift = text.partition("e")
    return digits.removesuffix(".0"), int(shift) if shift else None


def decimal(value: Fraction) -> str:
    """Return an exact decimal, or a quotient where there is none."""
    shift = 0
    rest = value.denominator
    while rest > 1 and shift < 1100 and (value * 10**shift).denominator != 1:
        shift += 1
    scaled = value * 10**shift
    if scaled.denominator != 1:
        return f"{value.numerator}/{value.denominator}"
    return _digits(str(scaled.numerator), shift)


@lru_cache(maxsize=1024)
def readable(value: Fraction) -> str:
    """Return a decimal as one reads it: exact where that is short, else with 16 digits."""
    exact = decimal(value)
    if len(exact) <= _READABLE:
        return exact
    rounded = _SIXTEEN.divide(Decimal(value.numerator), Decimal(value.denominator))
    return str(rounded.normalize(_SIXTEEN)).lower().replace("e+", "e")


def _digits(digits: str, shift: int) -> str:
    if shift == 0:
        short = digits.rstrip("0")
        return digits if len(digits) <= 20 else f"{short}e{len(digits) - len(short)}"
    if shift > 20:
        return f"{digits}e-{shift}"
    digits = digits.rjust(shift + 1, "0")
    return f"{digits[:-shift]}.{digits[-shift:]}"
