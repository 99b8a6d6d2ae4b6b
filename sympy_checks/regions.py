"""Formulas by cases taken apart: where the cases begin, and what a formula is between two such places."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

import numpy as np

from sympy_checks.expression import (
    RELATIONS,
    Application,
    Expression,
    Float,
    Number,
    Operation,
    Symbol,
    add,
    apply,
    children,
    divide,
    free_symbols,
    identical,
    is_condition,
    negate,
    number,
    postorder,
    rebuild,
)
from sympy_checks.kept import kept
from sympy_checks.numeric import Array, to_numpy, to_numpy_together
from sympy_checks.parts import raised_to, whole_exponent
from sympy_checks.person import simplify
from sympy_checks.pretty import pretty
from sympy_checks.sampling import NICE, Interval, sample

_GRID = 241
_MOST_EDGES = 6
_ROWS = 160
_TINY = 1e-9
_SIDES = {"abs", "sign", "heaviside", "relu"}
_CHOICES = {"max", "min"}


class Region(NamedTuple):
    """An open interval of one symbol, between two edges."""

    symbol: str
    low: float
    high: float
    text: str


def regions(domains: Mapping[str, Interval], *formulas: Expression) -> list[Region]:
    """Return the intervals of the symbol by which the formulas tell their cases apart; none without cases."""
    for name in sorted(domains):
        edges = sorted({edge for formula in formulas for edge in _edges(formula, name, domains)})
        if edges and len(edges) <= _MOST_EDGES:
            return list(_between(name, edges, domains[name]))
    return []


def _between(name: str, edges: list[float], domain: Interval) -> Iterator[Region]:
    for left, right in itertools.pairwise([domain[0], *edges, domain[1]]):
        yield _region(name, left, right, domain)


def _region(name: str, left: float, right: float, domain: Interval) -> Region:
    said = pretty(Symbol(name))
    if left != domain[0] and right != domain[1]:
        return Region(name, left, right, f"{shown(left)} < {said} < {shown(right)}")
    if left == domain[0] and right == domain[1]:
        return Region(name, left, right, f"all {said}")
    text = f"{said} < {shown(right)}" if left == domain[0] else f"{said} > {shown(left)}"
    return Region(name, left, right, text)


def joined(one: Region, other: Region, domains: Mapping[str, Interval]) -> Region:
    """Return the interval from the beginning of one to the end of the other."""
    return _region(one.symbol, one.low, other.high, domains[one.symbol])


def edges_of(found: list[Region]) -> list[float]:
    """Return the places where one interval ends and the next one begins."""
    return [region.high for region in found[:-1]]


def shown(value: float) -> str:
    """Return an edge as one writes it."""
    return pretty(number(Fraction(value).limit_denominator(1000)))


@kept(256)
def _edges(formula: Expression, name: str, domains: Mapping[str, Interval]) -> list[float]:
    low, high = domains[name]
    edges: list[float] = []
    for switch in _switches(formula):
        if name not in free_symbols(switch):
            continue
        found = None
        for share in (0.37, 0.71):
            fixed = {
                other: np.full(_GRID, start + share * (end - start))
                for other, (start, end) in domains.items()
                if other != name
            }
            crossings = _crossings(switch, name, low, high, fixed)
            found = crossings if found is None else found & crossings
        edges.extend(found or ())
    return edges


def _switches(formula: Expression) -> Iterator[Expression]:
    """Yield the expressions at whose change of sign the formula takes another case."""
    for node in postorder(formula):
        if not isinstance(node, Application):
            continue
        if node.name in RELATIONS:
            yield add(node.args[0], negate(node.args[1]))
        elif node.name in _SIDES:
            yield node.args[0]
        elif node.name in _CHOICES:
            yield add(node.args[0], negate(node.args[1]))


def _crossings(
    switch: Expression, name: str, low: float, high: float, fixed: Mapping[str, Array]
) -> set[float]:
    function = to_numpy(switch)
    grid = np.linspace(low, high, _GRID + 1)[:-1] + (high - low) / (_GRID * math.pi)
    signs = np.sign(np.broadcast_to(function({**fixed, name: grid}), grid.shape))
    found: set[float] = set()
    turns = np.flatnonzero(signs[:-1] * signs[1:] < 0)
    for place in turns[: _MOST_EDGES + 1]:
        left, right = grid[place], grid[place + 1]
        one = {key: values[:1] for key, values in fixed.items()}
        for _ in range(50):
            middle = 0.5 * (left + right)
            side = np.sign(np.ravel(function({**one, name: np.array([middle])}))[0])
            left, right = (middle, right) if side == signs[place] else (left, middle)
        found.add(round(0.5 * (left + right), 9) + 0.0)
    return found


@kept(256)
def within(formula: Expression, domains: Mapping[str, Interval]) -> Expression:
    """Return the formula as a person writes it where symbols lie in their intervals, decided cases gone."""
    names = sorted(free_symbols(formula))
    cases = [node for node in postorder(formula) if isinstance(node, Application) and _has_cases(node)]
    if not cases:
        return simplify(formula)
    points = {
        key: values[: NICE + _ROWS] for key, values in sample({n: domains[n] for n in names}, {}).items()
    }
    shape = next(iter(points.values())).shape if points else (1,)
    new: dict[int, Expression] = {}
    parts = {id(part): part for case in cases for part in case.args}
    values = dict(zip(parts, to_numpy_together(*parts.values())(points), strict=True)) if parts else {}
    for node in postorder(formula):
        args = tuple(new[id(part)] for part in children(node))
        built = rebuild(node, args) if args else node
        if isinstance(node, Application) and _has_cases(node):
            built = _decided(
                node, args, [np.broadcast_to(values[id(part)], shape) for part in node.args], built
            )
        new[id(node)] = built
    return simplify(new[id(formula)])


def _has_cases(node: Application) -> bool:
    return node.name in _SIDES or node.name in _CHOICES or node.name == "where"


def _decided(
    node: Application, args: tuple[Expression, ...], values: list[Array], built: Expression
) -> Expression:
    if node.name == "where":
        so = values[0] != 0
        guard = _is_guard(node)
        return args[1] if so.all() else args[2] if guard or not so.any() else built
    if node.name in _CHOICES:
        extreme = np.maximum.reduce(values) if node.name == "max" else np.minimum.reduce(values)
        kept = [arg for arg, value in zip(args, values, strict=True) if (value == extreme).all()]
        return kept[0] if kept else built
    value = values[0]
    if (value > 0).all():
        return {"abs": args[0], "relu": args[0]}.get(node.name, number(1))
    if (value < 0).all():
        sides = {"abs": negate(args[0]), "sign": number(-1)}
        return sides.get(node.name, number(0))
    return built


def _is_guard(choice: Application) -> bool:
    """Tell whether a choice only keeps a denominator away from 0."""
    condition, then, _ = choice.args
    tiny = isinstance(then, Float | Number) and 0 < then.value < _TINY
    return tiny and isinstance(condition, Application) and condition.name == "eq"


@kept(256)
def folded(formula: Expression) -> Expression:
    """Write sigma(u) for what computes it by cases, as stable code does, and quotients for u⁻ⁿ."""
    new: dict[int, Expression] = {}
    nodes = postorder(formula)
    by_cases = any(isinstance(node, Application) and node.name == "abs" for node in nodes)
    for node in nodes:
        args = tuple(new[id(part)] for part in children(node))
        built = _quotient(rebuild(node, args) if args else node)
        new[id(node)] = _sigma(built) if by_cases and not is_condition(node) else built
    return new[id(formula)]


def _quotient(part: Expression) -> Expression:
    """Return u⁻ⁿ as 1/uⁿ, as one writes it."""
    exponent = whole_exponent(part)
    if exponent is None or exponent > 0 or not isinstance(part, Operation):
        return part
    return divide(number(1), raised_to(exponent, part.args[0]))


def _sigma(part: Expression) -> Expression:
    names = free_symbols(part)
    if len(names) != 1 or not children(part):
        return part
    inner: list[Expression] = []
    for node in postorder(part):
        by_cases = isinstance(node, Application) and node.name == "abs"
        if by_cases and not any(identical(node.args[0], other) for other in inner):  # type: ignore[union-attr]
            inner.append(node.args[0])  # type: ignore[union-attr]
    if not inner or len(inner) > 2:
        return part
    grid = {next(iter(names)): np.linspace(-7.3, 7.9, 37)}
    value = to_numpy(part)(grid)
    for argument in inner:
        for signed in (argument, simplify(negate(argument))):
            sigma = apply("sigma", signed)
            if np.allclose(to_numpy(sigma)(grid), value, rtol=1e-11, atol=0.0):
                return sigma
    return part
