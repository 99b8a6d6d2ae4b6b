"""The expression tree: immutable, hashable, and never evaluated while it is built.

Sums and products are flat (`a + b + c` is one node), a difference is a sum with a negated term, and numbers
are exact and not negative; the constructors below keep it so, hence equal formulas print and compare alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Operator = Literal["+", "*", "/", "^", "neg"]

FUNCTIONS: Mapping[str, tuple[int, int]] = {
    **dict.fromkeys(["exp", "log", "sqrt", "sin", "cos", "atan", "sinh", "cosh", "tanh", "erf"], (1, 1)),
    **dict.fromkeys(["abs", "sign", "heaviside", "relu", "sigma", "softplus", "Phi"], (1, 1)),
    **dict.fromkeys(["max", "min"], (2, 20)),
}
"""Functions and the fewest and most arguments that they take; `Phi` is the normal distribution function."""


@dataclass(frozen=True, slots=True)
class Number:
    """An exact number, not negative."""

    value: Fraction

    def __post_init__(self) -> None:
        if self.value < 0:
            message = f"A number node is not negative, got {self.value}; build it with number()."
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Constant:
    """The number e or pi."""

    name: Literal["e", "pi"]


@dataclass(frozen=True, slots=True)
class Symbol:
    """A real variable."""

    name: str


@dataclass(frozen=True, slots=True)
class Operation:
    """A sum or product of two or more, a quotient, a power, or a change of sign."""

    op: Operator
    args: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Application:
    """A function of `FUNCTIONS`, applied."""

    name: str
    args: tuple[Expression, ...]


Expression = Number | Constant | Symbol | Operation | Application


def number(value: int | Fraction) -> Expression:
    """Return an integer or fraction as a tree: 3, -3, or the quotient 1/3 where no decimal is exact."""
    exact = Fraction(value)
    if exact < 0:
        return negate(number(-exact))
    if is_decimal(exact):
        return Number(exact)
    return divide(Number(Fraction(exact.numerator)), Number(Fraction(exact.denominator)))


def is_decimal(value: Fraction) -> bool:
    """Tell whether a fraction can be written as a finite decimal."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


def add(*terms: Expression) -> Expression:
    """Return the sum of one term or more."""
    return _flat("+", terms)


def multiply(*factors: Expression) -> Expression:
    """Return the product of one factor or more."""
    return _flat("*", factors)


def _flat(op: Literal["+", "*"], args: tuple[Expression, ...]) -> Expression:
    flat: list[Expression] = []
    for arg in args:
        flat.extend(arg.args if isinstance(arg, Operation) and arg.op == op else (arg,))
    return flat[0] if len(flat) == 1 else Operation(op, tuple(flat))


def negate(value: Expression) -> Expression:
    """Return the value with its sign changed."""
    return Operation("neg", (value,))


def divide(above: Expression, below: Expression) -> Expression:
    """Return a quotient."""
    return Operation("/", (above, below))


def power(base: Expression, exponent: Expression) -> Expression:
    """Return a power."""
    return Operation("^", (base, exponent))


def apply(name: str, *args: Expression) -> Expression:
    """Apply a function; raises ValueError where it is unknown or takes another number of arguments."""
    least, most = FUNCTIONS.get(name, (1, 0))
    if not least <= len(args) <= most:
        message = (
            f"Functions are those of FUNCTIONS with their number of arguments, got {name} of {len(args)}."
        )
        raise ValueError(message)
    return Application(name, args)


def children(expr: Expression) -> tuple[Expression, ...]:
    """Return the direct sub-expressions."""
    return expr.args if isinstance(expr, Operation | Application) else ()


def walk(expr: Expression) -> Iterator[tuple[Expression, int]]:
    """Yield every node with its depth, the root at depth 1; needs no recursion, so any depth is fine."""
    stack = [(expr, 1)]
    while stack:
        node, depth = stack.pop()
        yield node, depth
        stack.extend((child, depth + 1) for child in children(node))


def node_count(expr: Expression) -> int:
    """Return the number of nodes."""
    return sum(1 for _ in walk(expr))


def depth(expr: Expression) -> int:
    """Return the length of the longest path from the root."""
    return max(level for _, level in walk(expr))


def free_symbols(expr: Expression) -> frozenset[str]:
    """Return the names of the variables."""
    return frozenset(node.name for node, _ in walk(expr) if isinstance(node, Symbol))


def substitute(expr: Expression, values: Mapping[str, Expression]) -> Expression:
    """Replace variables, all at once."""
    if isinstance(expr, Symbol):
        return values.get(expr.name, expr)
    return rebuild(expr, tuple(substitute(arg, values) for arg in children(expr)))


def rebuild(expr: Expression, args: tuple[Expression, ...]) -> Expression:
    """Return the same node over other sub-expressions."""
    if isinstance(expr, Application):
        return Application(expr.name, args)
    if isinstance(expr, Operation):
        return _flat(expr.op, args) if expr.op in ("+", "*") else Operation(expr.op, args)
    return expr
