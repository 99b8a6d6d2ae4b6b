"""Mistakes in formulas: signs, factors, terms, powers, constants, comparisons, epsilon."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterator, Mapping

from autograder.audit.places import Change, Site, called, counts_places, is_text, operator, with_fields

PERTURBED = 1e-6
"""Relative change of a constant that must still be noticed."""

_DROPPED = ("abs", "sqrt", "square", "exp", "log", "tanh", "sign", "reversed", "sorted", "permutation")
_SWAPPED = {
    "exp": "expm1", "expm1": "exp", "log": "log1p", "log1p": "log", "tanh": "sinh", "cosh": "sinh",
    "sqrt": "square", "square": "sqrt", "abs": "square", "floor": "ceil", "ceil": "floor", "cos": "sin",
    "sin": "cos",
}  # fmt: skip


@operator("sign")
def _signs(site: Site) -> Iterator[Change]:
    node = site.node
    if isinstance(node, (ast.BinOp, ast.AugAssign)) and isinstance(node.op, (ast.Add, ast.Sub)):
        yield Change(with_fields(node, op=ast.Sub() if isinstance(node.op, ast.Add) else ast.Add()))
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield Change(node.operand)
    elif isinstance(node, ast.Return) and isinstance(node.value, (ast.BinOp, ast.Call)):
        yield Change(with_fields(node, value=ast.UnaryOp(ast.USub(), node.value)))


@operator("factor")
def _factors(site: Site) -> Iterator[Change]:
    node = site.node
    if not isinstance(node, ast.BinOp) or not isinstance(node.op, (ast.Mult, ast.Div)):
        return
    if is_text(node.left) or is_text(node.right):
        return
    yield Change(with_fields(node, op=ast.Div() if isinstance(node.op, ast.Mult) else ast.Mult()))
    yield Change(node.left)
    if isinstance(node.op, ast.Mult):
        yield Change(node.right)
    else:
        yield Change(with_fields(node, left=node.right, right=node.left))


@operator("term")
def _terms(site: Site) -> Iterator[Change]:
    node = site.node
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Sub)):
        yield Change(node.left)
        yield Change(node.right)


@operator("power")
def _powers(site: Site) -> Iterator[Change]:
    node = site.node
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow):
        yield Change(node.left)
        yield Change(with_fields(node, right=ast.BinOp(node.right, ast.Add(), ast.Constant(1))))


@operator("constant")
def _constants(site: Site) -> Iterator[Change]:
    """Other numbers, also one that differs in the sixth digit only."""
    node = site.node
    if not isinstance(node, ast.Constant) or counts_places(site) or isinstance(site.parent, ast.arguments):
        return
    value = node.value
    if type(value) not in (int, float):
        return
    assert isinstance(value, (int, float))
    yield Change(ast.Constant(value + 1))
    if value:
        yield Change(ast.Constant(value * (1 + PERTURBED)))
        yield Change(ast.Constant(value - 1))
    else:
        yield Change(ast.Constant(PERTURBED))
        yield Change(ast.UnaryOp(ast.USub(), ast.Constant(PERTURBED)))


@operator("function")
def _functions(site: Site) -> Iterator[Change]:
    node = site.node
    if not isinstance(node, ast.Call):
        return
    name = called(node)
    if name in _SWAPPED:
        func = node.func
        other = (
            with_fields(func, attr=_SWAPPED[name])
            if isinstance(func, ast.Attribute)
            else ast.Name(_SWAPPED[name], ast.Load())
        )
        yield Change(with_fields(node, func=other))
    if name in _DROPPED and len(node.args) == 1:
        yield Change(node.args[0])


_COMPARISONS: Mapping[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}


@operator("comparison")
def _comparisons(site: Site) -> Iterator[Change]:
    """Turned round, and with the other side's boundary."""
    node = site.node
    if not isinstance(node, ast.Compare):
        return
    for place, relation in enumerate(node.ops):
        for other in _COMPARISONS.get(type(relation), ()):
            ops = [other() if place == at else kept for at, kept in enumerate(node.ops)]
            yield Change(with_fields(node, ops=ops))


@operator("choice")
def _choices(site: Site) -> Iterator[Change]:
    node = site.node
    if called(node) == "where" and isinstance(node, ast.Call) and len(node.args) == 3:
        condition, then, otherwise = node.args
        yield Change(then)
        yield Change(otherwise)
        yield Change(with_fields(node, args=[condition, otherwise, then]))
    elif isinstance(node, ast.IfExp):
        yield Change(node.body)
        yield Change(node.orelse)
    elif isinstance(node, ast.BoolOp):
        yield Change(with_fields(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And()))
        yield from (Change(value) for value in node.values)
    elif isinstance(node, (ast.If, ast.While)):
        word, test = type(node).__name__.lower(), ast.unparse(node.test)
        negated = with_fields(node, test=ast.UnaryOp(ast.Not(), node.test))
        yield Change(negated, (f"{word} {test}", f"{word} not ({test})"))


@operator("clip")
def _clips(site: Site) -> Iterator[Change]:
    node = site.node
    if not isinstance(node, ast.Call):
        return
    if called(node) in ("clip", "maximum", "minimum", "nan_to_num"):
        yield from (Change(arg) for arg in node.args[:2])
    elif called(node) in ("max", "min") and len(node.args) == 2:
        yield from (Change(arg) for arg in node.args)


@operator("epsilon")
def _epsilons(site: Site) -> Iterator[Change]:
    """Inside the root for outside of it, and the other way round."""
    node = site.node
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        for root, eps in itertools.permutations((node.left, node.right)):
            if called(root) == "sqrt" and isinstance(root, ast.Call):
                yield Change(with_fields(root, args=[ast.BinOp(root.args[0], ast.Add(), eps)]))
    elif called(node) == "sqrt" and isinstance(node, ast.Call) and node.args:
        inside = node.args[0]
        if isinstance(inside, ast.BinOp) and isinstance(inside.op, ast.Add):
            for square, eps in itertools.permutations((inside.left, inside.right)):
                yield Change(ast.BinOp(with_fields(node, args=[square]), ast.Add(), eps))


@operator("operand order")
def _orders(site: Site) -> Iterator[Change]:
    node = site.node
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Sub, ast.Pow)):
        yield Change(with_fields(node, left=node.right, right=node.left))
    elif isinstance(node, ast.Tuple) and len(node.elts) > 1 and isinstance(site.parent, ast.Return):
        yield Change(with_fields(node, elts=[node.elts[1], node.elts[0], *node.elts[2:]]))
