"""Are two formulas equal? A difference counts only once 50 digits or more confirm it at a point."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from sympy_checks.expression import Expression, free_symbols, node_count, substitute
from sympy_checks.numeric import Array, to_numpy
from sympy_checks.precise import NoValueError, Precise, TooLargeError
from sympy_checks.sampling import DEFAULT_DOMAIN, NICE, POINTS, Interval, sample

TOLERANCE = 1e-12
"""Relative difference from which two values are different."""

_SUSPECT = 1e-13
_EACH = 8
"""Suspects confirmed of each sort: nice points, largest differences, spread over all."""

_ENOUGH = 8
_MAX_DIGITS = 1200
_BUDGET = 4_000_000
"""Nodes times digits that one decision may spend on confirming; about half a second."""

_LOG10_2 = math.log10(2.0)

Truth = Literal["equal", "different", "undefined", "undecided"]
Comparison = Literal["same", "different", "undefined", "absent", "large", "unclear"]


@dataclass(frozen=True, slots=True)
class Decision:
    """The verdict; `points` were compared (0 when the trees are identical), `witness` tells them apart.

    "undefined": the answer has no value at the witness, where the truth has one. "undecided": no point was
    within reach of the arithmetic. `got` is None where the answer has no value.
    """

    verdict: Truth
    points: int = 0
    witness: Mapping[str, float] | None = None
    got: float | None = None
    expected: float | None = None


def equal(
    answer: Expression,
    truth: Expression,
    domains: Mapping[str, Interval],
    where: Mapping[str, Expression] | None = None,
) -> Decision:
    """Decide whether `answer` equals `truth` on the open intervals `domains`.

    Args:
        answer: the formula in question; its symbols may be those of `where`.
        truth: the formula that it should equal.
        domains: the open interval of each symbol; (-10, 10) where one is missing.
        where: what symbols stand for, for example s for sigma(z); replaced in both formulas.
    """
    meanings = dict(where or {})
    left, right = substitute(answer, meanings), substitute(truth, meanings)
    if left == right:
        return Decision("equal")
    names = sorted(free_symbols(left) | free_symbols(right) | _meant(meanings, answer))
    intervals = {name: domains.get(name, DEFAULT_DOMAIN) for name in names}
    points = sample(intervals, meanings)
    return _Trial(left, right, points).decide()


def _meant(where: Mapping[str, Expression], answer: Expression) -> frozenset[str]:
    used = [free_symbols(where[name]) for name in free_symbols(answer) if name in where]
    return frozenset().union(*used)


class _Trial:
    """One comparison: the scan in float64, then the suspects in as many digits as they need."""

    def __init__(self, left: Expression, right: Expression, points: dict[str, Array]) -> None:
        self.left, self.right = left, right
        self.points = points
        self.got, self.expected = _values(left, points), _values(right, points)
        self.budget = _BUDGET
        self.cost = node_count(left) + node_count(right)

    def decide(self) -> Decision:
        difference = self.difference()
        suspects = difference > _SUSPECT
        agreeing = int(np.count_nonzero(~suspects))
        seen: Counter[Comparison] = Counter()
        large: Decision | None = None
        for place in _ordered(suspects, difference):
            outcome, decision = self.confirm(place) if self.budget > 0 else ("unclear", Decision("undecided"))
            if outcome in ("different", "undefined"):
                return decision
            seen[outcome] += 1
            large = large or (decision if outcome == "large" else None)
        return self.concluded(agreeing, seen, large)

    def concluded(self, agreeing: int, seen: Counter[Comparison], large: Decision | None) -> Decision:
        """Return the verdict when no difference was found."""
        if large is not None and not agreeing and not seen["same"]:
            return large
        # Suspects that were not confirmed are rounding where those confirmed are; else nothing is claimed.
        explained = seen["same"] > 0 or not (seen["unclear"] or seen["large"])
        enough = agreeing + seen["same"] >= _ENOUGH
        return Decision("equal" if explained and enough else "undecided", agreeing + seen["same"])

    def difference(self) -> Array:
        """Return the relative difference at each point, infinite where a value is missing or out of range."""
        with np.errstate(all="ignore"):
            scale = np.maximum(np.abs(self.got), np.abs(self.expected))
            relative = np.abs(self.got - self.expected) / np.where(scale > 0, scale, 1.0)
        return np.where(np.isfinite(self.got) & np.isfinite(self.expected), relative, np.inf)

    def confirm(self, place: int) -> tuple[Comparison, Decision]:
        """Compare at one point, with more digits until cancellation cannot be the cause."""
        point = {name: float(values[place]) for name, values in self.points.items()}
        digits, trusted = 50, False
        while True:
            self.budget -= self.cost * digits
            outcome, decision, spread = _compare(self.left, self.right, point, digits)
            if trusted or spread == 0 or outcome in ("same", "absent", "large"):
                return outcome, decision
            digits, trusted = 60 + 2 * math.ceil(spread * _LOG10_2), True
            if digits > _MAX_DIGITS or digits * self.cost > self.budget:
                return "unclear", decision


def _values(expr: Expression, points: Mapping[str, Array]) -> Array:
    shape = (POINTS,) if not points else next(iter(points.values())).shape
    return np.broadcast_to(to_numpy(expr)(points), shape)


def _ordered(suspects: npt.NDArray[np.bool_], difference: Array) -> Iterator[int]:
    """Yield the suspects worth confirming: nice points, then the largest differences, then some of all."""
    places = np.flatnonzero(suspects)
    nice = places[places < NICE][:_EACH]
    largest = places[np.argsort(-difference[places], kind="stable")][:_EACH]
    spread = places[:: max(1, len(places) // _EACH)][:_EACH]
    yield from dict.fromkeys(int(place) for place in [*nice, *largest, *spread])


def _compare(
    left: Expression, right: Expression, point: Mapping[str, float], digits: int
) -> tuple[Comparison, Decision, int]:
    truth, answer = Precise(point, digits), Precise(point, digits)
    try:
        expected = truth(right)
    except (NoValueError, TooLargeError):
        return "absent", Decision("undecided"), 0
    try:
        got = answer(left)
    except NoValueError:
        return "undefined", Decision("undefined", 1, point, None, _float(expected)), _doubt(truth, answer)
    except TooLargeError:
        return "large", Decision("undefined", 1, point, None, _float(expected)), 0
    scale = max(abs(got), abs(expected))
    if abs(got - expected) <= TOLERANCE * scale:
        return "same", Decision("equal", 1), 0
    found = Decision("different", 1, point, _float(got), _float(expected))
    return "different", found, _doubt(truth, answer)


def _doubt(truth: Precise, answer: Precise) -> int:
    """Return how many bits cancellation may have cost, 0 where there was none."""
    return max(1, truth.spread + answer.spread) if truth.lossy or answer.lossy else 0


def _float(value: Any) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.copysign(math.inf, value)
