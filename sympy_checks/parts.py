"""Formulas as terms and factors, and a text by which they are compared whatever their order."""

from __future__ import annotations

from fractions import Fraction

from sympy_checks.collected import product, value_of
from sympy_checks.expression import (
    Application,
    Expression,
    Float,
    Number,
    Operation,
    divide,
    number,
    power,
)

ONE = number(1)

Part = tuple[int, Expression]
"""A term with its sign, or a factor with its exponent."""


def key(expr: Expression) -> str:
    """Return a text that is equal for formulas that differ in the order of terms and factors only."""
    if isinstance(expr, Number):
        return str(expr.value)
    if isinstance(expr, Float):
        return f"{expr.value:.12g}"
    if isinstance(expr, Operation):
        parts = [key(part) for part in expr.args]
        return f"{expr.op}({','.join(sorted(parts) if expr.op in '+*' else parts)})"
    if isinstance(expr, Application):
        parts = [key(part) for part in expr.args]
        return f"{expr.name}({','.join(sorted(parts) if expr.name in ('max', 'min') else parts)})"
    return expr.name


def is_a(expr: Expression, op: str) -> bool:
    """Tell whether this is an operation of a sort."""
    return isinstance(expr, Operation) and expr.op == op


def is_product(expr: Expression) -> bool:
    """Tell whether this is a product, a quotient, a change of sign, or a whole power."""
    if value_of(expr) is not None:
        return False
    return isinstance(expr, Operation) and (expr.op in ("*", "/", "neg") or whole_exponent(expr) is not None)


def whole_exponent(expr: Expression) -> int | None:
    """Return the exponent of a power with a whole number above."""
    if not isinstance(expr, Operation) or expr.op != "^":
        return None
    value = value_of(expr.args[1])
    return int(value) if value is not None and value.denominator == 1 and value != 0 else None


def terms_of(expr: Expression) -> list[Part]:
    """Return the terms of a sum with their signs."""
    terms = expr.args if isinstance(expr, Operation) and expr.op == "+" else (expr,)
    return [
        (-1, term.args[0]) if isinstance(term, Operation) and term.op == "neg" else (1, term)
        for term in terms
    ]


def signed_terms(expr: Expression) -> list[Expression]:
    """Return the terms of a sum, their signs with them."""
    return [term if sign > 0 else product(number(-1), term) for sign, term in terms_of(expr)]


def factors_of(expr: Expression) -> tuple[Fraction, list[Part]]:
    """Return the number in front, and the factors with their exponents."""
    value = value_of(expr)
    if value is not None:
        return value, []
    if isinstance(expr, Operation) and expr.op == "neg":
        count, parts = factors_of(expr.args[0])
        return -count, parts
    if isinstance(expr, Operation) and expr.op == "*":
        count, parts = Fraction(1), []
        for arg in expr.args:
            more, found = factors_of(arg)
            count, parts = count * more, parts + found
        return count, parts
    if isinstance(expr, Operation) and expr.op == "/":
        (above, up), (below, down) = factors_of(expr.args[0]), factors_of(expr.args[1])
        if below:
            return above / below, [*up, *((-exponent, base) for exponent, base in down)]
    exponent = whole_exponent(expr)
    if exponent is not None and isinstance(expr, Operation):
        return Fraction(1), [(exponent, expr.args[0])]
    return Fraction(1), [(1, expr)]


def product_of(parts: list[Part]) -> Expression:
    """Return the product of factors with their exponents."""
    above = [raised_to(exponent, base) for exponent, base in parts if exponent > 0]
    below = [raised_to(exponent, base) for exponent, base in parts if exponent < 0]
    top = product(*above) if above else ONE
    return divide(top, product(*below)) if below else top


def raised_to(exponent: int, base: Expression) -> Expression:
    """Return a base with the size of its exponent."""
    return base if abs(exponent) == 1 else power(base, number(abs(exponent)))
