"""A formula as a person would write it: numbers collected, 1/(1 + exp(−z)) as σ(z), the rest as it stands.

Only steps that keep the value wherever there is one, and that make the formula shorter; sums are not
multiplied out and fractions not brought together, so the student finds their own structure again.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from functools import cache

from sympy_checks.expression import (
    Application,
    Constant,
    Expression,
    Float,
    Number,
    Operation,
    add,
    apply,
    children,
    divide,
    identical,
    is_decimal,
    multiply,
    negate,
    number,
    postorder,
    power,
    rebuild,
)

MAX_PARTS = 4000
"""Larger formulas are left as they are: nobody reads them."""

_ROUNDED = 1e-14
"""A float so near to a short decimal or a simple fraction is shown as that: 1 - 0.9 as 0.1."""


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
        return _named(expr)
    if isinstance(expr, Operation):
        return _OPERATIONS[expr.op](*expr.args)
    return _application(expr) if isinstance(expr, Application) else expr


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


_OPERATIONS: dict[str, Callable[..., Expression]] = {
    "+": total,
    "*": product,
    "neg": minus,
    "/": quotient,
    "^": raised,
}


def _exponent(expr: Expression) -> Expression | None:
    """Return u of exp(u)."""
    return expr.args[0] if isinstance(expr, Application) and expr.name == "exp" else None


def _one_plus_exp(expr: Expression) -> Expression | None:
    """Return u of 1 + exp(u)."""
    if not isinstance(expr, Operation) or expr.op != "+" or len(expr.args) != 2:
        return None
    for one, other in (expr.args, expr.args[::-1]):
        if is_number(one, 1) and _exponent(other) is not None:
            return _exponent(other)
    return None


def _sigmoid(above: Expression, below: Expression) -> Expression | None:
    inner = _one_plus_exp(below)
    if inner is None:
        return None
    up = _exponent(above)
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
    up = _exponent(first)
    if up is None:
        return None
    down = _exponent(last)
    if down is not None and identical(minus(up), down):
        return apply("tanh", up)
    return apply("tanh", quotient(up, number(2))) if is_number(last, 1) else None


def _same_two(first: Expression, last: Expression, pair: tuple[Expression, ...]) -> bool:
    return (identical(first, pair[0]) and identical(last, pair[1])) or (
        identical(first, pair[1]) and identical(last, pair[0])
    )


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
    if expr.name == "log" and (is_number(x, 1) or _exponent(x) is not None):
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


def _named(expr: Float) -> Expression:
    for value, written in _constants():
        if abs(value - expr.value) <= max(expr.radius, math.ulp(value)):
            return written
    for digits in range(8):
        decimal = Fraction(f"{expr.value:.{digits}e}")
        if abs(float(decimal) - expr.value) <= _ROUNDED * expr.value:
            return number(decimal)
    simple = Fraction(expr.value).limit_denominator(64)
    return number(simple) if abs(float(simple) - expr.value) <= _ROUNDED * expr.value else expr
