"""Single edits of a typed formula: one sign, factor, constant, exponent, name or bracket changed."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from sympy_checks.collected import minus, product, value_of
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
    """The formula after the edit, what was wrong before it, and how likely that is (small is likely).

    `undone` is said where the edit was made to the right formula and led to the answer.
    """

    tree: Expression
    message: str
    rank: int
    undone: str


@dataclass(frozen=True)
class Words:
    """What edits may bring in: symbols, and functions and their arguments that stand in the right formula."""

    symbols: Sequence[str]
    functions: Sequence[str]
    arguments: Sequence[Expression] = ()


def edits(expr: Expression, words: Words) -> Iterator[Edit]:
    """Yield the formula with one edit, at every place."""
    yield from _here(expr, words)
    parts = children(expr)
    for place, part in enumerate(parts):
        for edit in edits(part, words):
            changed = (*parts[:place], edit.tree, *parts[place + 1 :])
            yield edit._replace(tree=rebuild(expr, changed))


def swaps(expr: Expression, words: Words) -> Iterator[Edit]:
    """Yield the formula with one name replaced everywhere, or two names exchanged."""
    names = sorted(free_symbols(expr))
    for name in names:
        for other in _others(name, words):
            yield _instead(Symbol(name), other, substitute(expr, {name: other}), 1)
    for one, two in itertools.combinations(names, 2):
        tree = substitute(expr, {one: Symbol(two), two: Symbol(one)})
        message = f"{pretty(Symbol(one))} and {pretty(Symbol(two))} are exchanged"
        yield Edit(tree, message, 2, message)


def _here(expr: Expression, words: Words) -> Iterator[Edit]:
    if isinstance(expr, Number):
        yield from _constant(expr)
    elif isinstance(expr, Symbol):
        yield from _symbol(expr, words)
    elif isinstance(expr, Application):
        yield from _function(expr, words)
    elif isinstance(expr, Operation):
        yield from _OPERATIONS[expr.op](expr, words)


def _instead(found: Expression, due: Expression, tree: Expression, rank: int) -> Edit:
    one, other = pretty(found), pretty(due)
    return Edit(tree, f"{one} where {other} belongs", rank, f"{other} where {one} belongs")


def _missing(what: str, at: Expression, tree: Expression, rank: int) -> Edit:
    """Return the edit that brings in what is missing."""
    place = pretty(at)
    return Edit(tree, f"{what} is missing at {place}", rank, f"{what} at {place} does not belong")


def _surplus(what: str, tree: Expression, rank: int) -> Edit:
    """Return the edit that takes away what does not belong."""
    return Edit(tree, f"{what} does not belong", rank, f"{what} is missing")


def _constant(expr: Number) -> Iterator[Edit]:
    near = (expr.value + 1, abs(expr.value - 1), 2 * expr.value, expr.value / 2)
    for value in dict.fromkeys([*_CONSTANTS, *near]):
        if value != expr.value:
            yield _instead(expr, number(value), number(value), 4)


def _others(name: str, words: Words) -> Iterator[Expression]:
    yield from (Symbol(other) for other in words.symbols if other != name)
    for function in words.functions:
        if FUNCTIONS.get(function) == (1, 1):
            yield apply(function, Symbol(name))
    yield from (argument for argument in words.arguments if name in free_symbols(argument))


def _symbol(expr: Symbol, words: Words) -> Iterator[Edit]:
    for other in _others(expr.name, words):
        yield _instead(expr, other, other, 3)
    yield _missing("the square", expr, _square(expr), 3)
    yield from _with_factor(expr, words)


def _with_factor(expr: Expression, words: Words) -> Iterator[Edit]:
    for name in words.symbols:
        factor = Symbol(name)
        yield _missing(f"a factor {pretty(factor)}", expr, multiply(factor, expr), 5)
        yield _missing(f"a division by {pretty(factor)}", expr, divide(expr, factor), 6)
    for value in (number(2), number(Fraction(1, 2))):
        yield _missing(f"a factor {pretty(value)}", expr, product(value, expr), 6)


def _comparison(expr: Application) -> Iterator[Edit]:
    """Yield a comparison the other way round; what else a condition holds is no number."""
    opposite = {"lt": "gt", "gt": "lt", "le": "ge", "ge": "le"}.get(expr.name)
    if opposite is not None:
        due = apply(opposite, *expr.args)
        yield _instead(expr, due, due, 2)


def _function(expr: Application, words: Words) -> Iterator[Edit]:
    if is_condition(expr):
        yield from _comparison(expr)
        return
    if expr.name == "where":
        condition, then, otherwise = expr.args
        message = "the two branches are swapped"
        yield Edit(apply("where", condition, otherwise, then), message, 2, message)
    if FUNCTIONS.get(expr.name) == (1, 1):
        yield from _changed_argument(expr, words)
    related = {name for family in _FAMILIES if expr.name in family for name in family}
    for name in sorted({*related, *words.functions} - {expr.name}):
        if FUNCTIONS.get(name) == FUNCTIONS.get(expr.name):
            due = apply(name, *expr.args)
            yield _instead(expr, due, due, 3)
    yield _missing("the square", expr, _square(expr), 3)
    yield from _with_factor(expr, words)


def _changed_argument(expr: Application, words: Words) -> Iterator[Edit]:
    inner = expr.args[0]
    yield _instead(expr, inner, inner, 4)
    half = product(number(Fraction(1, 2)), inner)
    for changed, rank in ((minus(inner), 2), (product(number(2), inner), 4), (half, 4), (_square(inner), 4)):
        due = apply(expr.name, changed)
        yield _instead(expr, due, due, rank)
    for argument in words.arguments:
        due = apply(expr.name, argument)
        yield _instead(expr, due, due, 3)


def _square(expr: Expression) -> Expression:
    return power(expr, number(2))


def _sum(expr: Operation, words: Words) -> Iterator[Edit]:
    for place, term in enumerate(expr.args):
        before, after = expr.args[:place], expr.args[place + 1 :]
        message = f"the sign of {pretty(_bare(term))} is wrong in {pretty(expr)}"
        undone = f"the sign of {pretty(_bare(term))} is wrong"
        yield Edit(add(*before, minus(term), *after), message, 1, undone)
        yield _surplus(f"the term {pretty(term)}", add(*before, *after), 3)
    for value in (1, -1):
        yield _missing(f"the term {pretty(number(value))}", expr, add(expr, number(value)), 4)
    yield from _brackets_in_sum(expr)
    yield from _with_factor(expr, words)


def _bare(term: Expression) -> Expression:
    return term.args[0] if isinstance(term, Operation) and term.op == "neg" else term


def _bracketed(inside: Expression, tree: Expression) -> Edit:
    said = pretty(inside)
    return Edit(tree, f"brackets are missing around {said}", 2, f"brackets around {said} do not belong")


def _brackets_in_sum(expr: Operation) -> Iterator[Edit]:
    """Yield `a/(b + c)` for `a/b + c`, and `(a + b)*c` for `a + b*c`."""
    first, last = expr.args[0], expr.args[-1]
    if isinstance(first, Operation) and first.op == "/":
        below = add(first.args[1], *expr.args[1:])
        yield _bracketed(below, divide(first.args[0], below))
    bare = _bare(last)
    if isinstance(bare, Operation) and bare.op in ("*", "/"):
        start = bare.args[0] if bare is last else minus(bare.args[0])
        whole = add(*expr.args[:-1], start)
        rest = divide(whole, bare.args[1]) if bare.op == "/" else multiply(whole, *bare.args[1:])
        yield _bracketed(whole, rest)


def _product(expr: Operation, _: Words) -> Iterator[Edit]:
    for place, factor in enumerate(expr.args):
        before, after = expr.args[:place], expr.args[place + 1 :]
        rest, said = multiply(*before, *after), pretty(factor)
        yield _surplus(f"the factor {said}", rest, 3)
        message, undone = f"times {said} where a division by it belongs", f"divided by {said}, not multiplied"
        yield Edit(divide(rest, factor), message, 4, undone)
        yield _missing("the square", factor, multiply(*before, _square(factor), *after), 4)
        if isinstance(factor, Operation) and factor.op == "+":
            spread = add(*factor.args[:-1], multiply(factor.args[-1], *before, *after))
            message, undone = (
                f"the brackets around {said} do not belong",
                f"brackets are missing around {said}",
            )
            yield Edit(spread, message, 5, undone)


def _quotient(expr: Operation, words: Words) -> Iterator[Edit]:
    above, below = expr.args
    said = pretty(below)
    message = f"{pretty(expr)} stands upside down"
    yield Edit(divide(below, above), message, 4, message)
    yield _surplus(f"the division by {said}", above, 3)
    message, undone = (
        f"a division by {said} where a product belongs",
        f"times {said} where a division belongs",
    )
    yield Edit(multiply(above, below), message, 4, undone)
    yield _missing("the square of the denominator", below, divide(above, _square(below)), 2)
    if isinstance(below, Operation) and below.op == "+":
        spread = add(divide(above, below.args[0]), *below.args[1:])
        message, undone = f"the brackets around {said} do not belong", f"brackets are missing around {said}"
        yield Edit(spread, message, 5, undone)
    if isinstance(above, Operation) and above.op == "+":
        spread = add(*above.args[:-1], divide(above.args[-1], below))
        said = pretty(above)
        message, undone = f"the brackets around {said} do not belong", f"brackets are missing around {said}"
        yield Edit(spread, message, 5, undone)
    yield from _with_factor(expr, words)


def _power(expr: Operation, words: Words) -> Iterator[Edit]:
    base, exponent = expr.args
    said = f"the exponent {pretty(exponent)} of {pretty(base)}"
    yield _surplus(said, base, 3)
    value = value_of(exponent)
    if value is not None:
        for other in dict.fromkeys((-value, value + 1, value - 1, value / 2, 2 * value)):
            due = power(base, number(other))
            undone = f"the exponent of {pretty(base)} is not {pretty(number(other))}"
            yield Edit(due, f"{said} where {pretty(number(other))} belongs", 3, undone)
    elif base == Constant("e"):
        due = power(base, minus(exponent))
        yield _instead(expr, due, due, 2)
    yield from _with_factor(expr, words)


def _negative(expr: Operation, _: Words) -> Iterator[Edit]:
    inner = expr.args[0]
    yield _surplus(f"the minus sign before {pretty(inner)}", inner, 2)


_OPERATIONS: dict[str, Callable[[Operation, Words], Iterator[Edit]]] = {
    "+": _sum,
    "*": _product,
    "/": _quotient,
    "^": _power,
    "neg": _negative,
}
