"""Places of a reference's syntax tree, and what a mistake may put there; operators register here."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

SHAPE_WORDS = frozenset(["shape", "ndim", "size", "len", "isinstance", "isscalar", "dtype"])
"""Names of what a trace has only one case of."""

STEPS = ("heaviside", "sign", "copysign", "floor", "ceil", "round", "argmax", "argmin")
"""Functions that jump."""

_COUNTING = ("range", "reshape", "zeros", "ones")


@dataclass(frozen=True)
class Change:
    """What stands in a place instead; None takes a statement away.

    `shown` is the change as audits name it, where it is clearer than the two texts.
    """

    after: ast.AST | None
    shown: tuple[str, str] | None = None


@dataclass(frozen=True)
class Site:
    """A node of the reference with the nodes around it, innermost first, and the function that it is in."""

    node: ast.AST
    around: tuple[ast.AST, ...]
    function: ast.FunctionDef | None

    @property
    def parent(self) -> ast.AST | None:
        """The node around this one."""
        return self.around[0] if self.around else None

    @property
    def unseen(self) -> bool:
        """Whether a formula may miss what happens here.

        So it is in what depends on shapes, types or sizes, of which a trace has one case; and at a condition
        or a step, since two formulas that differ on its edge only count as equal.
        """
        outer = [node for node in self.around if isinstance(node, ast.expr)]
        tests = [node.test for node in (self.node, *self.around) if isinstance(node, (ast.If, ast.While))]
        if any(words(part) & SHAPE_WORDS for part in (self.node, *outer, *tests)):
            return True
        return any(_is_step(part) for part in (*outer, *ast.walk(self.node)))


def _is_step(node: ast.AST) -> bool:
    return isinstance(node, ast.Compare) or called(node) in STEPS


Operator = Callable[[Site], Iterator[Change]]
Node = TypeVar("Node", bound=ast.AST)
OPERATORS: dict[str, Operator] = {}


def operator(name: str) -> Callable[[Operator], Operator]:
    """Register a kind of mistake."""

    def register(function: Operator) -> Operator:
        OPERATORS[name] = function
        return function

    return register


def words(tree: ast.AST) -> set[str]:
    """Return all names and attributes below a node."""
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    return names | {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}


def with_fields(node: Node, **fields: object) -> Node:
    """Return a shallow copy of a node with other fields."""
    kept = {name: getattr(node, name) for name in node._fields}
    return type(node)(**{**kept, **fields})


def called(node: ast.AST | None) -> str:
    """Return the last name of a call's function: "sum" of `np.sum(x)` and of `x.sum()`."""
    if not isinstance(node, ast.Call):
        return ""
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def renamed(node: ast.Call, name: str) -> ast.Call:
    """Return the call of another function in the same place."""
    if isinstance(node.func, ast.Attribute):
        return with_fields(node, func=with_fields(node.func, attr=name))
    return with_fields(node, func=ast.Name(name, ast.Load()))


def is_text(node: ast.AST | None) -> bool:
    """Tell whether a node is a text, with or without places to fill in."""
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def counts_places(site: Site) -> bool:
    """Tell whether a number counts places: an index, a slice, an axis, a shape."""
    inner = [node for node in site.around if not isinstance(node, ast.UnaryOp)]
    parent = inner[0] if inner else None
    if isinstance(parent, ast.keyword):
        return parent.arg in ("axis", "shape", "size", "ndmin")
    if isinstance(parent, (ast.Subscript, ast.Slice)):
        return True
    if isinstance(parent, ast.Tuple):
        return not isinstance(inner[1] if len(inner) > 1 else None, (ast.Return, ast.Assign))
    return called(parent) in _COUNTING


def parameters(function: ast.FunctionDef) -> list[str]:
    """Return the names of a function's parameters."""
    arguments = function.args
    return [arg.arg for arg in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)]


def variables(function: ast.FunctionDef) -> list[str]:
    """Return the parameters and local variables of a function, in order of definition."""
    stored = [
        node.id
        for node in ast.walk(function)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    ]
    return list(dict.fromkeys([*parameters(function), *stored]))


def defaults(function: ast.FunctionDef) -> dict[str, ast.expr]:
    """Return the default values of a function's parameters by name."""
    arguments = function.args
    positional = [arg.arg for arg in (*arguments.posonlyargs, *arguments.args)]
    last = positional[len(positional) - len(arguments.defaults) :]
    keywords = zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
    named = dict(zip(last, arguments.defaults, strict=True))
    return named | {arg.arg: default for arg, default in keywords if default is not None}


def is_name(node: ast.AST | None, *names: str) -> bool:
    """Tell whether a node is one of the variables."""
    return isinstance(node, ast.Name) and node.id in names
