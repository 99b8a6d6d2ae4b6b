"""Mistakes of programs: wrong variables, ignored settings, stale state, lines left out."""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Iterator

from autograder.audit.places import (
    Change,
    Site,
    defaults,
    is_name,
    operator,
    parameters,
    variables,
    with_fields,
)

_OTHERS = 3
_FIELDS = {"data": "grad", "grad": "data"}


@operator("variable")
def _variables(site: Site) -> Iterator[Change]:
    """Another variable of the function in the place of one; names nearest in order of definition first."""
    node = site.node
    if isinstance(node, ast.Attribute) and node.attr in _FIELDS and isinstance(node.ctx, ast.Load):
        yield Change(with_fields(node, attr=_FIELDS[node.attr]))
    if not isinstance(node, ast.Name) or not isinstance(node.ctx, ast.Load) or site.function is None:
        return
    names = variables(site.function)
    if node.id not in names:
        return
    here = names.index(node.id)
    others = sorted(
        (name for name in names if name != node.id), key=lambda name: abs(names.index(name) - here)
    )
    yield from (Change(ast.Name(name, ast.Load())) for name in others[:_OTHERS])


@operator("names swapped")
def _swapped(site: Site) -> Iterator[Change]:
    """Two settings exchanged in the whole function: `beta1` and `beta2`."""
    node = site.node
    if not isinstance(node, ast.FunctionDef):
        return
    numbered = [name for name in parameters(node) if re.search(r"\d$", name)]
    for first, second in itertools.pairwise(numbered):
        if first[:-1] == second[:-1]:
            exchange = _Exchange({first: second, second: first})
            body = [exchange.visit(ast.parse(ast.unparse(line)).body[0]) for line in node.body]
            yield Change(with_fields(node, body=body), (f"{first}, {second}", f"{second}, {first}"))


class _Exchange(ast.NodeTransformer):
    """Renames variables."""

    def __init__(self, names: dict[str, str]) -> None:
        self.names = names

    def visit_Name(self, node: ast.Name) -> ast.Name:
        """Return the variable under its other name."""
        return ast.Name(self.names.get(node.id, node.id), node.ctx)


@operator("setting ignored")
def _settings(site: Site) -> Iterator[Change]:
    """The default in the place of a hyperparameter."""
    node = site.node
    if not isinstance(node, ast.Name) or not isinstance(node.ctx, ast.Load) or site.function is None:
        return
    default = defaults(site.function).get(node.id)
    if default is not None:
        yield Change(default)


@operator("default")
def _changed_defaults(site: Site) -> Iterator[Change]:
    node = site.node
    if not isinstance(node, ast.FunctionDef):
        return
    for name, default in defaults(node).items():
        if isinstance(default, ast.Constant) and type(default.value) in (int, float):
            value = default.value
            assert isinstance(value, (int, float))
            other = float(f"{value * 1.5:.6g}") if value else 0.5
            replaced = _with_default(node.args, default, ast.Constant(other))
            yield Change(with_fields(node, args=replaced), (f"{name}={value!r}", f"{name}={other!r}"))


def _with_default(arguments: ast.arguments, old: ast.expr, new: ast.expr) -> ast.arguments:
    positional = [new if kept is old else kept for kept in arguments.defaults]
    keywords = [new if kept is old else kept for kept in arguments.kw_defaults]
    return with_fields(arguments, defaults=positional, kw_defaults=keywords)


@operator("stale state")
def _stale(site: Site) -> Iterator[Change]:
    """An entry of the state that keeps its first value."""
    node = site.node
    if not isinstance(node, ast.Dict) or site.function is None or "state" not in parameters(site.function):
        return
    for place, (key, value) in enumerate(zip(node.keys, node.values, strict=True)):
        if key is not None:
            state = ast.Attribute(ast.Name("state", ast.Load()), "get", ast.Load())
            kept = ast.Call(state, [key, value], [])
            values = [kept if at == place else other for at, other in enumerate(node.values)]
            before = f"{ast.unparse(key)}: {ast.unparse(value)}"
            yield Change(
                with_fields(node, values=values), (before, f"{ast.unparse(key)}: {ast.unparse(kept)}")
            )


@operator("accumulation")
def _accumulations(site: Site) -> Iterator[Change]:
    """`grad += step` as `grad = step`."""
    node = site.node
    if isinstance(node, ast.AugAssign):
        yield Change(ast.Assign([node.target], node.value))


@operator("line left out")
def _lines(site: Site) -> Iterator[Change]:
    node = site.node
    if isinstance(node, ast.FunctionDef) and isinstance(site.parent, ast.ClassDef):
        yield Change(ast.Pass(), (f"def {node.name}", "(left out)"))
    elif isinstance(
        node, (ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Expr, ast.Raise, ast.Break, ast.Continue)
    ):
        yield Change(ast.Pass(), (ast.unparse(node), "(left out)"))
    elif isinstance(node, (ast.For, ast.While, ast.If)):
        yield Change(ast.Pass(), (ast.unparse(node).splitlines()[0], "(left out)"))
        if node.orelse:
            yield Change(with_fields(node, orelse=[]), ("else", "(left out)"))


@operator("once")
def _once(site: Site) -> Iterator[Change]:
    """A loop that ends after its first turn: a return or a break that is indented too far."""
    node = site.node
    if isinstance(node, (ast.For, ast.While)):
        shown = ast.unparse(node).splitlines()[0]
        yield Change(with_fields(node, body=[*node.body, ast.Break()]), (shown, "its first turn only"))


@operator("key")
def _keys(site: Site) -> Iterator[Change]:
    """Values of a dictionary exchanged, an entry left out."""
    node = site.node
    if not isinstance(node, ast.Dict) or not node.keys:
        return
    for place in range(len(node.keys)):
        keys = [key for at, key in enumerate(node.keys) if at != place]
        values = [value for at, value in enumerate(node.values) if at != place]
        yield Change(with_fields(node, keys=keys, values=values))
    if len(node.values) > 1:
        first, second, *rest = node.values
        yield Change(with_fields(node, values=[second, first, *rest]))


@operator("result")
def _results(site: Site) -> Iterator[Change]:
    """A function that forgets to return, or returns what it was given."""
    node = site.node
    if not isinstance(node, ast.Return) or node.value is None or site.function is None:
        return
    yield Change(with_fields(node, value=None), ("return ...", "return"))
    own = [name for name in parameters(site.function) if name != "self"]
    if own and not is_name(node.value, own[0]):
        yield Change(with_fields(node, value=ast.Name(own[0], ast.Load())))
