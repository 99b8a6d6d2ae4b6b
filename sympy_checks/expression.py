"""The expression tree: immutable, hashable, and never evaluated while it is built.

Sums and products are flat (`a + b + c` is one node), a difference is a sum with a negated term, and numbers
are exact and not negative; the constructors below keep it so, hence equal formulas print and compare alike.
Parts may be shared: whatever walks over a formula visits each shared part once (`postorder`).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Operator = Literal["+", "*", "/", "^", "neg"]

FUNCTIONS: Mapping[str, tuple[int, int]] = {
    **dict.fromkeys(
        ["exp", "log", "sqrt", "sin", "cos", "atan", "sinh", "cosh", "tanh", "atanh", "erf"], (1, 1)
    ),
    **dict.fromkeys(["abs", "sign", "heaviside", "relu", "sigma", "softplus", "Phi"], (1, 1)),
    **dict.fromkeys(["max", "min"], (2, 20)),
}
"""Functions and the fewest and most arguments that they take; `Phi` is the normal distribution function."""

RELATIONS: Mapping[str, str] = {"lt": "<", "le": "<=", "gt": ">", "ge": ">=", "eq": "==", "ne": "!="}
"""Comparisons of two values, and their signs."""

JOINS: Mapping[str, tuple[int, int]] = {"and": (2, 20), "or": (2, 20), "not": (1, 1)}

CONDITIONS: Mapping[str, tuple[int, int]] = {**dict.fromkeys(RELATIONS, (2, 2)), **JOINS}
"""What may stand as the first argument of `where`; the arguments of `and`, `or`, `not` are conditions."""

CODE_FUNCTIONS: Mapping[str, tuple[int, int]] = {
    **dict.fromkeys(["log1p", "expm1", "floor"], (1, 1)),
    "where": (3, 3),
    **CONDITIONS,
}
"""What formulas that were read from code have besides: `where(condition, value if so, value if not)`."""

ARITIES: Mapping[str, tuple[int, int]] = {**FUNCTIONS, **CODE_FUNCTIONS}

FLOAT_ULPS = 4
_SMALL = 2**20


@dataclass(frozen=True, slots=True)
class Number:
    """An exact number, not negative."""

    value: Fraction

    def __post_init__(self) -> None:
        if self.value < 0:
            message = f"A number node is not negative, got {self.value}; build it with number()."
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Float:
    """A positive float64 constant that stands for any number within `ulps` units in its last place.

    Constants that were computed in floating point (`1/np.sqrt(2)`) are only known so far.
    """

    value: float
    ulps: int = FLOAT_ULPS

    def __post_init__(self) -> None:
        if not (0 < self.value < math.inf):
            message = f"A float node is positive and finite, got {self.value}; build it with constant()."
            raise ValueError(message)

    @property
    def radius(self) -> float:
        """How far the meant number may lie from `value`."""
        return self.ulps * math.ulp(self.value)


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


Compound = Operation | Application
Expression = Number | Float | Constant | Symbol | Compound
_COMPOUND = (Operation, Application)  # a tuple is looked through faster than a union


def constant(value: float, ulps: int = FLOAT_ULPS) -> Expression:
    """Return a constant met in float64 code: exact where it is a small dyadic number, else a `Float`.

    Raises:
        ValueError: the value is not finite.
    """
    if not math.isfinite(value):
        message = f"A formula holds only finite numbers, got {value}; leave it out."
        raise ValueError(message)
    exact = Fraction(value)
    if abs(exact.numerator) <= _SMALL and exact.denominator <= _SMALL:
        return number(exact)
    return negate(Float(-value, ulps)) if value < 0 else Float(value, ulps)


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
    least, most = ARITIES.get(name, (1, 0))
    if not least <= len(args) <= most:
        message = f"Functions are those of ARITIES with their number of arguments, got {name} of {len(args)}."
        raise ValueError(message)
    for place, arg in enumerate(args):
        if is_condition(arg) != _takes_condition(name, place):
            message = f"Conditions stand in where, and, or, not, and nowhere else, got one wrong in {name}."
            raise ValueError(message)
    return Application(name, args)


def is_condition(expr: Expression) -> bool:
    """Tell whether this is a comparison or a combination of them, which is no number."""
    return isinstance(expr, Application) and expr.name in CONDITIONS


def _takes_condition(name: str, place: int) -> bool:
    return name in JOINS or (name == "where" and place == 0)


def where(condition: Expression, then: Expression, otherwise: Expression) -> Expression:
    """Return `then` where the condition holds, `otherwise` elsewhere."""
    return apply("where", condition, then, otherwise)


def step(value: Expression, at_zero: Expression) -> Expression:
    """Return the Heaviside step with its value at 0, as `np.heaviside` has it."""
    zero, one = number(0), number(1)
    return where(apply("gt", value, zero), one, where(apply("lt", value, zero), zero, at_zero))


def children(expr: Expression) -> tuple[Expression, ...]:
    """Return the direct sub-expressions."""
    return expr.args if isinstance(expr, _COMPOUND) else ()


def walk(expr: Expression) -> Iterator[tuple[Expression, int]]:
    """Yield every node with its depth, the root at depth 1; needs no recursion, so any depth is fine."""
    stack = [(expr, 1)]
    while stack:
        node, depth = stack.pop()
        yield node, depth
        stack.extend((child, depth + 1) for child in children(node))


def postorder(*roots: Expression) -> list[Expression]:
    """Return every node once, parts before what they are parts of, shared parts once."""
    order: dict[int, Expression] = {}
    for root in roots:
        open_ = [(root, iter(children(root)))] if id(root) not in order else []
        while open_:
            node, parts = open_[-1]
            for part in parts:
                if id(part) in order:
                    continue
                if isinstance(part, _COMPOUND):
                    open_.append((part, iter(part.args)))
                    break
                order[id(part)] = part
            else:
                open_.pop()
                order[id(node)] = node
    return list(order.values())


def node_count(expr: Expression) -> int:
    """Return the number of nodes, shared ones as often as they are used."""
    sizes: dict[int, int] = {}
    for node in postorder(expr):
        sizes[id(node)] = 1 + sum([sizes[id(part)] for part in children(node)])
    return sizes[id(expr)]


def depth(expr: Expression) -> int:
    """Return the length of the longest path from the root."""
    depths: dict[int, int] = {}
    for node in postorder(expr):
        depths[id(node)] = 1 + max((depths[id(part)] for part in children(node)), default=0)
    return depths[id(expr)]


def free_symbols(*exprs: Expression) -> frozenset[str]:
    """Return the names of the variables."""
    return frozenset(node.name for node in postorder(*exprs) if isinstance(node, Symbol))


def substitute(expr: Expression, values: Mapping[str, Expression]) -> Expression:
    """Replace variables, all at once; parts without one are kept as they are."""
    if not values:
        return expr
    new: dict[int, Expression] = {}
    for node in postorder(expr):
        if isinstance(node, Symbol):
            new[id(node)] = values.get(node.name, node)
            continue
        parts = tuple(new[id(part)] for part in children(node))
        kept = all(part is old for part, old in zip(parts, children(node), strict=True))
        new[id(node)] = node if kept else rebuild(node, parts)
    return new[id(expr)]


def identical(left: Expression, right: Expression) -> bool:
    """Tell whether two formulas are the same tree, also where parts are shared and the tree is enormous."""
    seen: set[tuple[int, int]] = set()
    stack = [(left, right)]
    while stack:
        one, other = stack.pop()
        if one is other or (id(one), id(other)) in seen:
            continue
        seen.add((id(one), id(other)))
        mine, others = children(one), children(other)
        if type(one) is not type(other) or len(mine) != len(others) or _head(one) != _head(other):
            return False
        stack.extend(zip(mine, others, strict=True))
    return True


def _head(expr: Expression) -> object:
    if isinstance(expr, Operation):
        return expr.op
    return expr.name if isinstance(expr, Application) else expr


def rebuild(expr: Expression, args: tuple[Expression, ...]) -> Expression:
    """Return the same node over other sub-expressions."""
    if isinstance(expr, Application):
        return Application(expr.name, args)
    if isinstance(expr, Operation):
        return _flat(expr.op, args) if expr.op in ("+", "*") else Operation(expr.op, args)
    return expr
