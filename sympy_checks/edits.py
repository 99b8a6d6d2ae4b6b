"""Single edits of a typed formula: one sign, factor, constant, exponent, name or bracket changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from sympy_checks.expression import (
    FUNCTIONS,
    Application,
    Constant,
    Expression,
    Number,
    Operation,
    Symbol,
    add,
    apply,
    children,
    divide,
    free_symbols,
    is_condition,
    multiply,
    number,
    power,
    rebuild,
    substitute,
)
from sympy_checks.person import minus, product, value_of
from sympy_checks.pretty import pretty

_FAMILIES = (
    ("sin", "cos"),
    ("sinh", "cosh", "tanh"),
    ("sigma", "tanh", "softplus", "Phi", "relu"),
    ("exp", "log"),
    ("max", "min"),
    ("abs", "relu"),
    ("erf", "Phi"),
)
_CONSTANTS = tuple(Fraction(text) for text in ("0", "1", "2", "3", "4", "1/2", "1/4"))


class Edit(NamedTuple):
    """The formula after the edit, what was wrong before, and how likely that is (small is likely)."""

    tree: Expression
    message: str
    rank: int


@dataclass(frozen=True)
class Words:
    """What edits may bring in: symbols, and functions and their arguments that stand in the right formula."""

    symbols: Sequence[str]
    functions: Sequence[str]
    arguments: Sequence[Expression] = ()


def edits(expr: Expression, words: Words) -> Iterator[Edit]:
    """Yield the formula with one edit, at every place."""
    for edit in _here(expr, words):
        yield edit
    parts = children(expr)
    for place, part in enumerate(parts):
        for edit in edits(part, words):
            changed = (*parts[:place], edit.tree, *parts[place + 1 :])
            yield edit._replace(tree=rebuild(expr, changed))


def swaps(expr: Expression, words: Words) -> Iterator[Edit]:
    """Yield the formula with one name replaced everywhere."""
    for name in sorted(free_symbols(expr)):
        for other in _others(name, words):
            message = f"{pretty(Symbol(name))} where {pretty(other)} belongs"
            yield Edit(substitute(expr, {name: other}), message, 1)


def _here(expr: Expression, words: Words) -> Iterator[Edit]:
    if isinstance(expr, Number):
        yield from _constant(expr)
    elif isinstance(expr, Symbol):
        yield from _symbol(expr, words)
    elif isinstance(expr, Application):
        yield from _function(expr, words)
    elif isinstance(expr, Operation):
        yield from _OPERATIONS[expr.op](expr, words)


def _wrong(found: Expression, due: Expression) -> str:
    return f"{pretty(found)} where {pretty(due)} belongs"


def _constant(expr: Number) -> Iterator[Edit]:
    near = (expr.value + 1, abs(expr.value - 1), 2 * expr.value, expr.value / 2)
    for value in dict.fromkeys([*_CONSTANTS, *near]):
        if value != expr.value:
            yield Edit(number(value), _wrong(expr, number(value)), 4)


def _others(name: str, words: Words) -> Iterator[Expression]:
    yield from (Symbol(other) for other in words.symbols if other != name)
    for function in words.functions:
        if FUNCTIONS.get(function) == (1, 1):
            yield apply(function, Symbol(name))
    yield from (argument for argument in words.arguments if name in free_symbols(argument))


def _symbol(expr: Symbol, words: Words) -> Iterator[Edit]:
    for other in _others(expr.name, words):
        yield Edit(other, _wrong(expr, other), 3)
    yield from _squared(expr)
    yield from _with_factor(expr, words)


def _squared(expr: Expression) -> Iterator[Edit]:
    yield Edit(power(expr, number(2)), f"the square of {pretty(expr)} is missing", 3)


def _with_factor(expr: Expression, words: Words) -> Iterator[Edit]:
    for name in words.symbols:
        factor = Symbol(name)
        yield Edit(multiply(factor, expr), f"a factor {pretty(factor)} is missing at {pretty(expr)}", 5)
        yield Edit(divide(expr, factor), f"a division by {pretty(factor)} is missing at {pretty(expr)}", 6)
    for value in (number(2), number(Fraction(1, 2))):
        yield Edit(product(value, expr), f"a factor {pretty(value)} is missing at {pretty(expr)}", 6)


def _comparison(expr: Application) -> Iterator[Edit]:
    """Yield a comparison the other way round; what else a condition holds is no number."""
    opposite = {"lt": "gt", "gt": "lt", "le": "ge", "ge": "le"}.get(expr.name)
    if opposite is not None:
        due = apply(opposite, *expr.args)
        yield Edit(due, _wrong(expr, due), 2)


def _function(expr: Application, words: Words) -> Iterator[Edit]:
    if is_condition(expr):
        yield from _comparison(expr)
        return
    if expr.name == "where":
        condition, then, otherwise = expr.args
        yield Edit(apply("where", condition, otherwise, then), "the two branches are swapped", 2)
    if FUNCTIONS.get(expr.name) == (1, 1):
        inner = expr.args[0]
        yield Edit(inner, _wrong(expr, inner), 4)
        for changed, rank in (
            (minus(inner), 2),
            (product(number(2), inner), 4),
            (_half(inner), 4),
            (_square(inner), 4),
        ):
            due = apply(expr.name, changed)
            yield Edit(due, _wrong(expr, due), rank)
    related = {name for family in _FAMILIES if expr.name in family for name in family}
    for name in sorted({*related, *words.functions} - {expr.name}):
        if FUNCTIONS.get(name) == FUNCTIONS.get(expr.name):
            due = apply(name, *expr.args)
            yield Edit(due, _wrong(expr, due), 3)
    yield from _squared(expr)
    yield from _with_factor(expr, words)


def _half(expr: Expression) -> Expression:
    return product(number(Fraction(1, 2)), expr)


def _square(expr: Expression) -> Expression:
    return power(expr, number(2))


def _sum(expr: Operation, words: Words) -> Iterator[Edit]:
    for place, term in enumerate(expr.args):
        before, after = expr.args[:place], expr.args[place + 1 :]
        message = f"the sign of {pretty(_bare(term))} is wrong in {pretty(expr)}"
        yield Edit(add(*before, minus(term), *after), message, 1)
        yield Edit(add(*before, *after), f"the term {pretty(term)} does not belong", 3)
    for value in (1, -1):
        message = f"the term {pretty(number(value))} is missing beside {pretty(expr)}"
        yield Edit(add(expr, number(value)), message, 4)
    yield from _brackets_in_sum(expr)
    yield from _with_factor(expr, words)


def _bare(term: Expression) -> Expression:
    return term.args[0] if isinstance(term, Operation) and term.op == "neg" else term


def _brackets_in_sum(expr: Operation) -> Iterator[Edit]:
    """Yield `a/(b + c)` for `a/b + c`, and `(a + b)*c` for `a + b*c`."""
    first, last = expr.args[0], expr.args[-1]
    if isinstance(first, Operation) and first.op == "/":
        below = add(first.args[1], *expr.args[1:])
        yield Edit(divide(first.args[0], below), f"brackets are missing around {pretty(below)}", 2)
    sign, bare = (minus, _bare(last)) if _bare(last) is not last else (_same, last)
    if isinstance(bare, Operation) and bare.op == "*":
        whole = add(*expr.args[:-1], sign(bare.args[0]))
        message = f"brackets are missing around {pretty(whole)}"
        yield Edit(multiply(whole, *bare.args[1:]), message, 2)


def _same(expr: Expression) -> Expression:
    return expr


def _product(expr: Operation, _: Words) -> Iterator[Edit]:
    for place, factor in enumerate(expr.args):
        before, after = expr.args[:place], expr.args[place + 1 :]
        rest = multiply(*before, *after)
        yield Edit(rest, f"the factor {pretty(factor)} does not belong", 3)
        yield Edit(divide(rest, factor), f"times {pretty(factor)} where a division by it belongs", 4)
        yield Edit(
            multiply(*before, power(factor, number(2)), *after),
            f"the square of {pretty(factor)} is missing",
            4,
        )
        if isinstance(factor, Operation) and factor.op == "+":
            spread = add(*factor.args[:-1], multiply(factor.args[-1], *before, *after))
            yield Edit(spread, f"the brackets around {pretty(factor)} do not belong", 5)


def _quotient(expr: Operation, words: Words) -> Iterator[Edit]:
    above, below = expr.args
    yield Edit(divide(below, above), f"{pretty(expr)} stands upside down", 4)
    yield Edit(above, f"the division by {pretty(below)} does not belong", 4)
    yield Edit(multiply(above, below), f"a division by {pretty(below)} where a product belongs", 4)
    yield Edit(
        divide(above, power(below, number(2))), f"the square of the denominator {pretty(below)} is missing", 2
    )
    yield from _with_factor(expr, words)


def _power(expr: Operation, words: Words) -> Iterator[Edit]:
    base, exponent = expr.args
    yield Edit(base, f"the exponent {pretty(exponent)} of {pretty(base)} does not belong", 3)
    value = value_of(exponent)
    if value is not None:
        for other in dict.fromkeys((-value, value + 1, value - 1, value / 2, 2 * value)):
            due = power(base, number(other))
            yield Edit(
                due,
                f"the exponent {pretty(exponent)} of {pretty(base)} where {pretty(number(other))} belongs",
                3,
            )
    elif base == Constant("e"):
        due = power(base, minus(exponent))
        yield Edit(due, _wrong(expr, due), 2)
    yield from _with_factor(expr, words)


def _negative(expr: Operation, _: Words) -> Iterator[Edit]:
    inner = expr.args[0]
    yield Edit(inner, f"the minus sign before {pretty(inner)} does not belong", 2)


_OPERATIONS: dict[str, Callable[[Operation, Words], Iterator[Edit]]] = {
    "+": _sum,
    "*": _product,
    "/": _quotient,
    "^": _power,
    "neg": _negative,
}
