"""Sums, products, quotients and powers with their numbers collected and the field's functions recognised.

Every step keeps the value wherever there is one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from sympy_checks.expression import (
    Application,
    Constant,
    Expression,
    Number,
    Operation,
    Operator,
    add,
    apply,
    children,
    divide,
    identical,
    is_decimal,
    multiply,
    negate,
    number,
    power,
)


def value_of(expr: Expression) -> Fraction | None:
    """Return the number that a tree of numbers is, or None."""
    if isinstance(expr, Number):
        return expr.value
    if isinstance(expr, Operation) and expr.op in ("neg", "/"):
        parts = [value_of(arg) for arg in expr.args]
        if expr.op == "neg":
            return None if parts[0] is None else -parts[0]
        above, below = parts
        return above / below if above is not None and below else None
    return None


def is_number(expr: Expression, value: int | Fraction) -> bool:
    """Tell whether a tree is this number."""
    return value_of(expr) == value


def total(*terms: Expression) -> Expression:
    """Return a sum with its numbers and equal terms collected."""
    found: list[tuple[Expression, Fraction]] = []
    for term in _terms(terms):
        count, rest = _counted(term)
        for place, (other, before) in enumerate(found):
            if identical(other, rest):
                found[place] = other, before + count
                break
        else:
            found.append((rest, count))
    left = [_times(count, rest) for rest, count in found if count]
    return add(*left) if left else number(0)


def _terms(terms: tuple[Expression, ...]) -> list[Expression]:
    flat: list[Expression] = []
    for term in terms:
        flat.extend(_terms(term.args) if isinstance(term, Operation) and term.op == "+" else [term])
    return flat


def _counted(term: Expression) -> tuple[Fraction, Expression]:
    """Split a term into a number and what it counts; a mere number counts 1."""
    value = value_of(term)
    if value is not None:
        return value, Number(Fraction(1))
    if isinstance(term, Operation) and term.op == "neg":
        count, rest = _counted(term.args[0])
        return -count, rest
    if isinstance(term, Operation) and term.op == "*":
        number_before = value_of(term.args[0])
        if number_before is not None:
            return number_before, multiply(*term.args[1:])
    return Fraction(1), term


def _times(count: Fraction, rest: Expression) -> Expression:
    if count < 0:
        return negate(_times(-count, rest))
    if is_number(rest, 1):
        return number(count)
    if count == 1:
        return rest
    if isinstance(rest, Operation) and rest.op == "/":
        return quotient(product(number(count), rest.args[0]), rest.args[1])
    if count.numerator == 1 and not is_decimal(count):
        return divide(rest, number(count.denominator))
    return multiply(number(count), rest)


def product(*factors: Expression) -> Expression:
    """Return a product: its numbers in front, its sign outside, equal factors as a power."""
    count = Fraction(1)
    above: list[tuple[Expression, Fraction]] = []
    below: list[Expression] = []
    for factor in _factors(factors):
        sign, bare = _unsigned(factor)
        value = value_of(bare)
        count *= sign * (1 if value is None else value)
        if value is not None:
            continue
        if isinstance(bare, Operation) and bare.op == "/" and (not below or is_number(bare.args[0], 1)):
            below.append(bare.args[1])
            bare = bare.args[0]
            if is_number(bare, 1):
                continue
        _collect(above, bare)
    if not count:
        return number(0)
    rest = [_raised(base, exponent) for base, exponent in above if exponent]
    body = multiply(*rest) if rest else number(1)
    if below:
        return quotient(_times(count, body), product(*below))
    return _times(count, body)


def _collect(found: list[tuple[Expression, Fraction]], factor: Expression) -> None:
    base, exponent = factor, Fraction(1)
    if isinstance(factor, Operation) and factor.op == "^":
        value = value_of(factor.args[1])
        if value is not None and value.denominator == 1 and value > 0:
            base, exponent = factor.args[0], value
    for place, (other, before) in enumerate(found):
        if identical(other, base):
            found[place] = other, before + exponent
            return
    found.append((base, exponent))


def _raised(base: Expression, exponent: Fraction) -> Expression:
    return base if exponent == 1 else power(base, number(exponent))


def _factors(factors: tuple[Expression, ...]) -> list[Expression]:
    flat: list[Expression] = []
    for factor in factors:
        flat.extend(_factors(factor.args) if isinstance(factor, Operation) and factor.op == "*" else [factor])
    return flat


def _unsigned(expr: Expression) -> tuple[int, Expression]:
    sign = 1
    while isinstance(expr, Operation) and expr.op == "neg":
        sign, expr = -sign, expr.args[0]
    return sign, expr


def minus(value: Expression) -> Expression:
    """Return the value with its sign changed; a sign that is there goes away."""
    sign, bare = _unsigned(value)
    if sign < 0:
        return bare
    return bare if is_number(bare, 0) else negate(bare)


def quotient(above: Expression, below: Expression) -> Expression:
    """Return a quotient, with its sign outside and the field's functions recognised."""
    up, over = _unsigned(above)
    down, under = _unsigned(below)
    result = _quotient(over, under)
    return result if up * down > 0 else minus(result)


def _quotient(above: Expression, below: Expression) -> Expression:
    up, down = value_of(above), value_of(below)
    if down == 1 or (up == 0 and down != 0):
        return above
    if up is not None and down:
        return number(up / down)
    if identical(above, below):
        return number(1)
    folded = _sigmoid(above, below) or _tanh(above, below)
    if folded is not None:
        return folded
    if isinstance(above, Operation) and above.op == "/":
        return divide(above.args[0], product(above.args[1], below))
    return _by_number(above, down) if down else divide(above, below)


def _by_number(above: Expression, down: Fraction) -> Expression:
    count, rest = _counted(above)
    share = count / down
    if abs(share) == 1 or (count != 1 and is_decimal(share)):
        return _times(share, rest)
    if down.denominator != 1:
        return divide(above, number(down))
    return divide(_times(Fraction(share.numerator), rest), number(share.denominator))


def raised(base: Expression, exponent: Expression) -> Expression:
    """Return a power; a power of e is written exp."""
    value = value_of(exponent)
    if value == 1:
        return base
    if value == 0:
        return number(1)
    if base == Constant("e"):
        return apply("exp", exponent)
    if value == Fraction(1, 2):
        return apply("sqrt", base)
    own = value_of(base)
    if (
        own is not None
        and value is not None
        and value.denominator == 1
        and 0 < value <= 8
        and abs(own) < 1000
    ):
        return number(own ** int(value))
    return power(base, exponent)


def exponent_of(expr: Expression) -> Expression | None:
    """Return u of exp(u)."""
    return expr.args[0] if isinstance(expr, Application) and expr.name == "exp" else None


def _one_plus_exp(expr: Expression) -> Expression | None:
    """Return u of 1 + exp(u)."""
    if not isinstance(expr, Operation) or expr.op != "+" or len(expr.args) != 2:
        return None
    for one, other in (expr.args, expr.args[::-1]):
        if is_number(one, 1) and exponent_of(other) is not None:
            return exponent_of(other)
    return None


def _sigmoid(above: Expression, below: Expression) -> Expression | None:
    inner = _one_plus_exp(below)
    if inner is None:
        return None
    up = exponent_of(above)
    if up is not None and identical(up, inner):
        return apply("sigma", inner)
    # 1/(1 + exp(-u)) is σ(u); 1/(1 + exp(u)) is left alone unless the sign is there to go away.
    if isinstance(inner, Operation) and inner.op == "neg":
        return product(above, apply("sigma", inner.args[0]))
    return apply("sigma", minus(inner)) if is_number(above, 1) else None


def _tanh(above: Expression, below: Expression) -> Expression | None:
    """Recognise (exp(u) − exp(−u))/(exp(u) + exp(−u)) and (exp(2u) − 1)/(exp(2u) + 1)."""
    if not all(
        isinstance(side, Operation) and side.op == "+" and len(side.args) == 2 for side in (above, below)
    ):
        return None
    first, last = children(above)
    sign, last = _unsigned(last)
    if sign > 0 or not _same_two(first, last, children(below)):
        return None
    up = exponent_of(first)
    if up is None:
        return None
    down = exponent_of(last)
    if down is not None and identical(minus(up), down):
        return apply("tanh", up)
    return apply("tanh", quotient(up, number(2))) if is_number(last, 1) else None


def _same_two(first: Expression, last: Expression, pair: tuple[Expression, ...]) -> bool:
    return (identical(first, pair[0]) and identical(last, pair[1])) or (
        identical(first, pair[1]) and identical(last, pair[0])
    )


OPERATIONS: Mapping[Operator, Callable[..., Expression]] = {
    "+": total,
    "*": product,
    "neg": minus,
    "/": quotient,
    "^": raised,
}
"""The tidy form of each operation."""
