"""From the graph of a traced call to formulas that can be compared and shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from autograder.tracing.graph import Graph, Node
from sympy_checks.expression import (
    Expression,
    Symbol,
    add,
    apply,
    constant,
    divide,
    is_condition,
    multiply,
    negate,
    number,
    power,
    where,
)

_PIECEWISE = ["abs", "sign", "max", "min", "floor"]
_SMOOTH = [
    "sqrt",
    "exp",
    "log",
    "expm1",
    "log1p",
    "erf",
    "sin",
    "cos",
    "sinh",
    "cosh",
    "tanh",
    "atan",
    "atanh",
]
_SAME = frozenset([*_PIECEWISE, *_SMOOTH])
_RELATIONS = frozenset(["lt", "le", "eq", "ne"])
_UNDEFINED = divide(number(0), number(0))


class NoFormulaError(ValueError):
    """The graph holds an operation that formulas do not have; the message names it."""


def formulas(graph: Graph, names: Mapping[str, str] | None = None) -> dict[str, Expression]:
    """Return the formula of each number in the result, by its place ("" for a single number).

    Args:
        graph: what the code computes.
        names: other names for inputs, such as {"z[0]": "z"}.

    Raises:
        NoFormulaError: an operation without a counterpart, or an infinite constant.
    """
    values = _Values(dict(names or {}))
    for node in graph.nodes:
        values.take(node)
    return {place: values.value(index) for place, index in graph.entries()}


class _Values:
    """The formulas of the nodes so far; a condition that no formula can state is False."""

    def __init__(self, names: dict[str, str]) -> None:
        self.names = names
        self.found: list[Expression | bool] = []

    def take(self, node: Node) -> None:
        """Add the formula of the next node."""
        self.found.append(self._formula(node))

    def value(self, index: int) -> Expression:
        """Return a node as a number; a condition counts 1 or 0."""
        found = self.found[index]
        if isinstance(found, bool):
            return number(int(found))
        return where(found, number(1), number(0)) if is_condition(found) else found

    def condition(self, index: int) -> Expression | bool:
        """Return a node as a condition; any number but 0 is true."""
        found = self.found[index]
        return found if isinstance(found, bool) or is_condition(found) else apply("ne", found, number(0))

    def _formula(self, node: Node) -> Expression | bool:
        kind, *rest = node
        if kind == "input":
            return Symbol(self.names.get(str(rest[0]), str(rest[0])))
        if kind in ("int", "float"):
            return _constant(kind, rest[0])
        if kind == "undefined":
            return _UNDEFINED
        if kind in ("and", "or", "not", "isnan", "isinf"):
            return self._join(kind, rest)
        if kind == "where":
            return self._choice(rest)
        return _operation(kind, [self.value(index) for index in rest])

    def _join(self, kind: str, rest: Sequence[int]) -> Expression | bool:
        if kind in ("isnan", "isinf"):
            return False  # at the points where formulas are compared everything is finite
        parts = [self.condition(index) for index in rest]
        if kind == "not":
            return not parts[0] if isinstance(parts[0], bool) else apply("not", parts[0])
        decided = kind == "or"
        if any(part is decided for part in parts):
            return decided
        open_ = [part for part in parts if not isinstance(part, bool)]
        return not decided if not open_ else open_[0] if len(open_) == 1 else apply(kind, *open_)

    def _choice(self, rest: Sequence[int]) -> Expression:
        condition = self.condition(rest[0])
        then, otherwise = self.value(rest[1]), self.value(rest[2])
        if isinstance(condition, bool):
            return then if condition else otherwise
        return where(condition, then, otherwise)


def _constant(kind: str, value: float) -> Expression:
    if kind == "int":
        return number(int(value))
    try:
        return constant(float(value))
    except ValueError:
        message = f"the code computes with {value}"
        raise NoFormulaError(message) from None


def _operation(kind: str, args: list[Expression]) -> Expression:
    if kind in _SAME or kind in _RELATIONS:
        return apply(kind, *args)
    if kind in _BUILT:
        return _BUILT[kind](*args)
    message = f"the code uses {kind}, which formulas do not have"
    raise NoFormulaError(message)


_BUILT: dict[str, Callable[..., Expression]] = {
    "add": add,
    "sub": lambda a, b: add(a, negate(b)),
    "mul": multiply,
    "div": divide,
    "pow": power,
    "neg": negate,
    "tan": lambda a: divide(apply("sin", a), apply("cos", a)),
    "erfc": lambda a: add(number(1), negate(apply("erf", a))),
    "ceil": lambda a: negate(apply("floor", negate(a))),
    "logaddexp": lambda a, b: apply("log", add(apply("exp", a), apply("exp", b))),
}
