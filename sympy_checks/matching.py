"""Finding out quickly which of many formulas equals a given one: float64 first, then the decision."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import numpy as np

from sympy_checks.decide import equal
from sympy_checks.expression import Expression, free_symbols, substitute
from sympy_checks.numeric import Array, Evaluation
from sympy_checks.sampling import DEFAULT_DOMAIN, NICE, Interval, sample
from sympy_checks.work import Work

_MORE = 64
_CANDIDATE = 80
"""Work of one candidate but for its values: it is built, named and compared."""

_CLOSE = 1e-9
_LEAST = 12
_SHARE = 0.6
"""Float64 loses 1 − σ(z) for large z, so not all points agree; the decision looks closer."""


class Matcher:
    """Compares formulas with one target; symbols in `where` are replaced first."""

    def __init__(
        self,
        target: Expression,
        domains: Mapping[str, Interval],
        where: Mapping[str, Expression],
        work: Work,
        others: tuple[Expression, ...] = (),
    ) -> None:
        self.domains, self.where, self.work = domains, where, work
        self.target = substitute(target, where)
        placed = [substitute(other, where) for other in others]
        names = sorted(free_symbols(self.target, *placed) | set(domains))
        points = sample({name: domains.get(name, DEFAULT_DOMAIN) for name in names}, where)
        self.points = {name: values[: NICE + _MORE] for name, values in points.items()}
        self.evaluation = Evaluation(self._placed(), work)
        self.values = self.at_points(target)
        self.finite, self.sizes = np.isfinite(self.values), np.abs(self.values)
        self.evaluation.remember(*others)

    def _placed(self) -> dict[str, Array]:
        """Return the values at the points of all symbols, also of those in `where`."""
        alone = Evaluation(self.points, self.work)
        meant = {name: alone(expr) for name, expr in self.where.items()}
        known = {name: value for name, value in meant.items() if value is not None}
        return {name: value for name, value in self.points.items() if name not in self.where} | known

    @property
    def late(self) -> bool:
        """Tell whether the work for looking is used up."""
        return self.work.spent

    def at_points(self, expr: Expression) -> Array:
        """Return values at the points; none where a symbol has no range."""
        found = self.evaluation(expr)
        return np.full(self.evaluation.shape, np.nan) if found is None else found

    def near(self, expr: Expression) -> bool:
        """Tell whether a formula agrees in float64 at nearly all points."""
        if self.late:
            return False
        self.work.spend(_CANDIDATE)
        values = self.evaluation(expr)
        return values is not None and self._agrees(values)

    def _agrees(self, values: Array) -> bool:
        both = np.isfinite(values) & self.finite
        count = np.count_nonzero(both)
        if count < min(_LEAST, both.size):
            return False
        with np.errstate(all="ignore"):
            scale = np.maximum(np.abs(values), self.sizes)
            close = np.abs(values - self.values) <= _CLOSE * scale
        return bool(np.count_nonzero(close & both) / count >= _SHARE)

    def same(self, expr: Expression) -> bool:
        """Tell whether a formula equals the target."""
        # In this order a formula without a value at a kink equals one that has some value there.
        return self.near(expr) and self.equal(self.target, expr)

    def equal(self, left: Expression, right: Expression) -> bool:
        """Tell whether two formulas are equal."""
        return equal(left, right, self.domains, self.where, work=self.work).verdict == "equal"

    def constants(self, truth: Expression) -> tuple[Fraction | None, Fraction | None]:
        """Return the constant ratio and difference of target and truth that the nice points suggest."""
        from sympy_checks.diagnosis import constant

        expected = self.at_points(truth)[:NICE]
        with np.errstate(all="ignore"):
            return constant(self.values[:NICE] / expected), constant(self.values[:NICE] - expected)
