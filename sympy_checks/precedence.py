"""How tightly operations bind, and sums, in every notation that expressions are printed in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from sympy_checks.expression import Expression, Operation, Operator

SUM, NEGATED, PRODUCT, POWER, ATOM = range(5)
LEVELS: Mapping[Operator, int] = {"+": SUM, "neg": NEGATED, "*": PRODUCT, "/": PRODUCT, "^": POWER}

AtLeast = Callable[[Expression, int], str]
"""Print an expression, in brackets where it binds more loosely than the level."""


def sum_of(terms: Sequence[Expression], at_least: AtLeast, minus: str = "-") -> str:
    """Return a printed sum; a negated term is subtracted."""
    first, *rest = terms
    return at_least(first, NEGATED) + "".join(_term(term, at_least, minus) for term in rest)


def _term(term: Expression, at_least: AtLeast, minus: str) -> str:
    if isinstance(term, Operation) and term.op == "neg":
        return f" {minus} {at_least(term.args[0], PRODUCT)}"
    return f" + {at_least(term, NEGATED)}"
