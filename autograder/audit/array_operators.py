"""Mistakes with arrays: sum for mean, the wrong axis, a transpose, an index off by one, types, copies."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograder.audit.places import (
    Change,
    Site,
    called,
    counts_places,
    is_name,
    operator,
    parameters,
    renamed,
    with_fields,
)

_SWAPPED = {
    "sum": "mean", "mean": "sum", "max": "min", "min": "max", "argmax": "argmin", "argmin": "argmax",
    "maximum": "minimum", "minimum": "maximum", "fmax": "fmin", "prod": "sum", "cumsum": "cumprod",
    "zeros": "ones", "zeros_like": "ones_like", "ones": "zeros", "ones_like": "zeros_like",
    "var": "std", "std": "var", "any": "all", "all": "any",
}  # fmt: skip
_COPIES = (
    "copy",
    "deepcopy",
    "array",
    "asarray",
    "ascontiguousarray",
    "astype",
    "float64",
    "float",
    "dict",
    "list",
)
_MODULES = ("np", "copy", "math")
_IN_PLACE = {ast.Add: "add", ast.Sub: "subtract", ast.Mult: "multiply"}


@operator("reduction")
def _reductions(site: Site) -> Iterator[Change]:
    node = site.node
    name = called(node)
    if isinstance(node, ast.Call) and name in _SWAPPED:
        yield Change(renamed(node, _SWAPPED[name]))


@operator("axis")
def _axes(site: Site) -> Iterator[Change]:
    node = site.node
    if not isinstance(node, ast.Call):
        return
    for keyword in node.keywords:
        if keyword.arg == "axis":
            others = (kept for kept in (0, 1, None) if _value(keyword.value) != kept)
            yield from (Change(_with_keyword(node, "axis", other)) for other in others)
        elif keyword.arg == "keepdims":
            yield Change(_with_keyword(node, "keepdims", not _value(keyword.value)))


@operator("transpose")
def _transposes(site: Site) -> Iterator[Change]:
    node = site.node
    if isinstance(node, ast.Attribute) and node.attr == "T":
        yield Change(node.value)
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
        yield Change(with_fields(node, left=node.right, right=node.left))
        yield Change(with_fields(node, left=ast.Attribute(node.left, "T", ast.Load())))
        yield Change(with_fields(node, right=ast.Attribute(node.right, "T", ast.Load())))


@operator("off by one")
def _off_by_one(site: Site) -> Iterator[Change]:
    node = site.node
    if called(node) == "range" and isinstance(node, ast.Call):
        last = node.args[-1] if len(node.args) < 3 else node.args[1]
        for step in (-1, 1):
            moved = ast.BinOp(last, ast.Add(), ast.Constant(step))
            yield Change(with_fields(node, args=[moved if arg is last else arg for arg in node.args]))
    elif isinstance(node, ast.Constant) and type(node.value) is int and counts_places(site):
        yield Change(ast.Constant(node.value + 1))
        yield Change(ast.Constant(node.value - 1))


@operator("aliasing")
def _aliases(site: Site) -> Iterator[Change]:
    """A copy, or a change of type, that is left out or may be a view."""
    node = site.node
    if not isinstance(node, ast.Call) or called(node) not in _COPIES:
        return
    function = node.func
    if isinstance(function, ast.Attribute) and not is_name(function.value, *_MODULES):
        yield Change(function.value)
    elif node.args:
        yield Change(node.args[0])
        # of a list both make a new array
        if called(node) == "array" and not isinstance(node.args[0], (ast.List, ast.ListComp)):
            yield Change(renamed(node, "asarray"))


@operator("dtype")
def _types(site: Site) -> Iterator[Change]:
    node = site.node
    if not isinstance(node, ast.Call):
        return
    for keyword in node.keywords:
        if keyword.arg == "dtype":
            single = ast.Attribute(ast.Name("np", ast.Load()), "float32", ast.Load())
            left = [kept for kept in node.keywords if kept is not keyword]
            yield Change(with_fields(node, keywords=left))
            yield Change(with_fields(node, keywords=[*left, with_fields(keyword, value=single)]))


@operator("in place")
def _in_place(site: Site) -> Iterator[Change]:
    """`theta = theta - step` as `theta -= step`, and an argument that is written to."""
    node = site.node
    if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
        value, target = node.value, node.targets[0]
        if isinstance(value, ast.BinOp) and is_name(value.left, target.id):
            yield Change(ast.AugAssign(target, value.op, value.right))
    elif isinstance(node, ast.BinOp) and type(node.op) in _IN_PLACE and _is_argument(node.left, site):
        ufunc = ast.Attribute(ast.Name("np", ast.Load()), _IN_PLACE[type(node.op)], ast.Load())
        yield Change(ast.Call(ufunc, [node.left, node.right], [ast.keyword("out", node.left)]))


def _is_argument(node: ast.expr, site: Site) -> bool:
    return site.function is not None and is_name(node, *parameters(site.function))


def _value(node: ast.expr) -> object:
    negative = isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub)
    if isinstance(node, ast.UnaryOp) and negative and isinstance(node.operand, ast.Constant):
        value = node.operand.value
        return -value if isinstance(value, int) else None
    return node.value if isinstance(node, ast.Constant) else ast.unparse(node)


def _with_keyword(node: ast.Call, name: str, value: bool | int | None) -> ast.Call:  # noqa: FBT001
    keywords = [
        with_fields(keyword, value=ast.Constant(value)) if keyword.arg == name else keyword
        for keyword in node.keywords
    ]
    return with_fields(node, keywords=keywords)
