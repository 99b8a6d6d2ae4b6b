"""The student's formula beside the right one, both without guards and decided cases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from sympy_checks.decide import equal
from sympy_checks.explain import Question
from sympy_checks.expression import (
    Expression,
    Float,
    Number,
    Operation,
    add,
    children,
    free_symbols,
    postorder,
    rebuild,
)
from sympy_checks.kept import kept
from sympy_checks.numeric import Array, to_numpy_together
from sympy_checks.person import simplify
from sympy_checks.regions import Region, folded, within
from sympy_checks.sampling import POINTS, Interval, sample
from sympy_checks.work import Work, scanning

_TINY = 1e-100
_NEARLY_ALL = 0.99
_TOLERANCE = 1e-9


@dataclass(frozen=True)
class Pair:
    """The student's formula and the right one, both without guards and decided cases."""

    mine: Expression
    question: Question
    work: Work

    @property
    def truth(self) -> Expression:
        """The right formula."""
        return self.question.truth

    @property
    def domains(self) -> Mapping[str, Interval]:
        """The open interval of each symbol."""
        return self.question.domains

    def same(self, mine: Expression, truth: Expression) -> bool:
        """Tell whether two formulas are equal; False where the work is spent."""
        if self.work.spent:
            return False
        return equal(mine, truth, self.domains, tolerance=_TOLERANCE, work=self.work).verdict == "equal"

    def inside(self, region: Region) -> Pair:
        """Return what the two are on one interval."""
        domains = {**self.domains, region.symbol: (region.low, region.high)}
        itself = self.question.itself
        question = replace(
            self.question,
            truth=within(self.truth, domains),
            itself=None if itself is None else within(itself, domains),
            domains=domains,
        )
        return replace(self, mine=within(self.mine, domains), question=question)


@kept(256)
def tidy(formula: Expression, domains: Mapping[str, Interval]) -> Expression:
    """Return the formula without guards and decided cases, as a person writes it."""
    found = simplify(folded(within(folded(_without_guards(formula)), domains)))
    return found if _agree(found, formula, domains) else simplify(formula)


def _without_guards(formula: Expression) -> Expression:
    """Return the formula without added numbers so small that they only keep something away from 0."""
    new: dict[int, Expression] = {}
    for node in postorder(formula):
        parts = [new[id(part)] for part in children(node)]
        if isinstance(node, Operation) and node.op == "+":
            parts = [part for part in parts if not _is_tiny(part)] or parts
            new[id(node)] = add(*parts)
        else:
            new[id(node)] = rebuild(node, tuple(parts)) if parts else node
    return new[id(formula)]


def _is_tiny(part: Expression) -> bool:
    return isinstance(part, Float | Number) and 0 < part.value < _TINY


def _agree(one: Expression, other: Expression, domains: Mapping[str, Interval]) -> bool:
    """Tell whether two formulas have the same values but for single points (where a guard has a say)."""
    names = sorted(free_symbols(one, other))
    points = sample({name: domains[name] for name in names}, {})
    left, right = to_numpy_together(one, other)(points)
    left, right = np.broadcast_arrays(left, right)
    both = np.isfinite(left) & np.isfinite(right)
    if not both.any():
        return False
    return bool(np.mean(np.isclose(left[both], right[both], rtol=1e-6, atol=1e-12)) > _NEARLY_ALL)


def values_of(pair: Pair, *formulas: Expression) -> list[Array] | None:
    """Return the values at the points where all formulas have one; None where these are few."""
    pair.work.spend(scanning(postorder(*formulas), POINTS))
    names = sorted(free_symbols(*formulas))
    points = sample({name: pair.domains[name] for name in names}, {})
    shape = next(iter(points.values())).shape if points else (1,)
    values = [np.broadcast_to(value, shape) for value in to_numpy_together(*formulas)(points)]
    usable = np.all([np.isfinite(value) for value in values], axis=0)
    return [value[usable] for value in values] if usable.mean() > 0.8 else None
