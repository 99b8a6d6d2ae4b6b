"""Are two formulas equal? Decided in stages, each exact about what it claims.

1. Identical trees are equal ("identical").
2. A scan in float64 over about 1000 points names suspects: points where the two seem to differ.
3. Each suspect is confirmed in interval balls (python-flint), whose precision grows until the balls either
   lie apart, which proves the formulas different there, or are narrow. Where python-flint is missing or
   leaves a point open, mpmath decides with so many digits that cancellation cannot be the cause.
4. Without a difference the verdict is "equal": "tested" with the number of points, or "proved" where an
   exact normal form shows it (`normal`). A proof holds wherever both sides have a value, on the sign regions
   (of `abs(u)`, `where(u > 0, …)`) that the scan visited.

What a decision may cost is counted work, not time, so that it is the same in every run.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from sympy_checks import balls
from sympy_checks.expression import (
    Expression,
    Float,
    free_symbols,
    identical,
    postorder,
    substitute,
)
from sympy_checks.normal import proves_equal
from sympy_checks.numeric import Array, to_numpy_together
from sympy_checks.precise import NoValueError, Precise, TooLargeError
from sympy_checks.sampling import DEFAULT_DOMAIN, NICE, POINTS, Interval, sample
from sympy_checks.work import Work, scanning

TOLERANCE = 1e-12
"""Relative difference from which two values are different."""

_SUSPECT = 1e-13
_EACH = 8
"""Suspects confirmed of each sort: nice points, largest differences, spread over all."""

_ENOUGH = 8
_NARROW = 1e-9
_VANISHED = 1e-60
_MAX_DIGITS = 1200
_MOST_WORK = 400_000
"""After this much no further suspect is confirmed."""

_SMALLEST = 100
"""Work of a scan but for its nodes."""

_PER_BALL = {128: 2.0, 512: 4.0, 2400: 20.0}
_PER_DIGIT = 0.13
"""Work for one node, in balls of so many bits, and for each digit with mpmath."""

_LOG10_2 = math.log10(2.0)

Truth = Literal["equal", "different", "undefined", "undecided"]
Certainty = Literal["identical", "proved", "tested"]
Comparison = Literal["same", "different", "undefined", "absent", "large", "unclear"]


@dataclass(frozen=True, slots=True)
class Decision:
    """The verdict; `points` were compared (0 when the trees are identical), `witness` tells them apart.

    "undefined": the answer has no value at the witness, where the truth has one. "undecided": no point was
    within reach of the arithmetic. `got` is None where the answer has no value.
    `certainty` says how a verdict was reached: "proved" for a difference means that the values at the witness
    lie apart for certain. `rounding`: equal only up to the rounding of a constant (`1/np.sqrt(2)` computed in
    float64, or 0.3989422804 typed for 1/sqrt(2*pi)), so no proof is possible.
    """

    verdict: Truth
    points: int = 0
    witness: Mapping[str, float] | None = None
    got: float | None = None
    expected: float | None = None
    certainty: Certainty | None = None
    rounding: bool = False


def equal(
    answer: Expression,
    truth: Expression,
    domains: Mapping[str, Interval],
    where: Mapping[str, Expression] | None = None,
    *,
    tolerance: float = TOLERANCE,
    prove: bool = False,
    work: Work | None = None,
) -> Decision:
    """Decide whether `answer` equals `truth` on the open intervals `domains`.

    Args:
        answer: the formula in question; its symbols may be those of `where`.
        truth: the formula that it should equal.
        domains: the open interval of each symbol; (-10, 10) where one is missing.
        where: what symbols stand for, for example s for sigma(z); replaced in both formulas.
        tolerance: relative difference from which two values are different.
        prove: try to raise "tested" to "proved" by the exact normal form.
        work: what this decision is a part of; "undecided" when that is spent before a suspect is confirmed.
    """
    meanings = dict(where or {})
    left, right = substitute(answer, meanings), substitute(truth, meanings)
    if identical(left, right):
        return Decision("equal", certainty="identical")
    names = sorted(free_symbols(left, right) | _meant(meanings, answer))
    intervals = {name: domains.get(name, DEFAULT_DOMAIN) for name in names}
    points = sample(intervals, meanings)
    decision = _Trial(left, right, points, tolerance, work).decide()
    if decision.verdict != "equal" or decision.rounding or not prove:
        return decision
    return replace(decision, certainty="proved") if proves_equal(left, right, points, intervals) else decision


def _meant(where: Mapping[str, Expression], answer: Expression) -> frozenset[str]:
    used = [free_symbols(where[name]) for name in free_symbols(answer) if name in where]
    return frozenset().union(*used)


class _Trial:
    """One comparison: the scan in float64, then the suspects in balls or in as many digits as they need."""

    def __init__(
        self,
        left: Expression,
        right: Expression,
        points: dict[str, Array],
        tolerance: float,
        work: Work | None,
    ) -> None:
        self.left, self.right = left, right
        self.points = points
        self.tolerance = tolerance
        shape = (POINTS,) if not points else next(iter(points.values())).shape
        got, expected = to_numpy_together(left, right)(points)
        self.got, self.expected = np.broadcast_to(got, shape), np.broadcast_to(expected, shape)
        self.nodes = postorder(left, right)
        if work is not None:
            work.spend(_SMALLEST + scanning(self.nodes, POINTS))
        self.work = Work(_MOST_WORK, work)
        self.balls = balls.Balls(left, right) if balls.available() else None
        self.rounded = any(isinstance(node, Float) for node in self.nodes)

    def decide(self) -> Decision:
        difference = self.difference()
        suspects = difference > min(_SUSPECT, self.tolerance / 10)
        agreeing = int(np.count_nonzero(~suspects))
        seen: Counter[Comparison] = Counter()
        large: Decision | None = None
        for place in _ordered(suspects, difference):
            outcome, decision = self.confirm(place)
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
        count = agreeing + seen["same"]
        if explained and count >= _ENOUGH:
            return Decision("equal", count, certainty="tested", rounding=self.rounded)
        return Decision("undecided", count)

    def difference(self) -> Array:
        """Return the relative difference at each point, infinite where a value is missing or out of range."""
        with np.errstate(all="ignore"):
            scale = np.maximum(np.abs(self.got), np.abs(self.expected))
            relative = np.abs(self.got - self.expected) / np.where(scale > 0, scale, 1.0)
        return np.where(np.isfinite(self.got) & np.isfinite(self.expected), relative, np.inf)

    def confirm(self, place: int) -> tuple[Comparison, Decision]:
        """Compare at one point: in balls, and where they leave it open with mpmath."""
        point = {name: float(values[place]) for name, values in self.points.items()}
        if self.balls is not None:
            for bits, each in _PER_BALL.items():
                if self.work.spent:
                    return "unclear", Decision("undecided")
                self.work.spend(each * self.balls.size)
                outcome, decision = self.in_balls(self.balls, point, bits)
                if outcome != "unclear":
                    return outcome, decision
        return self.in_digits(point)

    def in_balls(self, both: balls.Balls, point: dict[str, float], bits: int) -> tuple[Comparison, Decision]:
        got, expected = both(point, bits)
        if expected is balls.NO_VALUE:
            return "absent", Decision("undecided")
        if not expected.is_finite():
            return "unclear", Decision("undecided")
        if got is balls.NO_VALUE:
            due = _float(expected.mid())
            return "undefined", Decision("undefined", 1, point, None, due, "proved")
        if not got.is_finite():
            return "unclear", Decision("undecided")
        return self.compared(got, expected, point)

    def compared(self, got: Any, expected: Any, point: dict[str, float]) -> tuple[Comparison, Decision]:
        apart, size = abs(got - expected), abs(got).max(abs(expected))
        if apart <= size * self.tolerance:
            self.rounded |= not got.overlaps(expected)
            return "same", Decision("equal", 1)
        if apart > size * self.tolerance:
            values = _float(got.mid()), _float(expected.mid())
            return "different", Decision("different", 1, point, *values, "proved")
        narrow = got.rad() + expected.rad() <= _NARROW * size if self.rounded else size < _VANISHED
        return ("same" if narrow else "unclear"), Decision("equal", 1)

    def in_digits(self, point: dict[str, float]) -> tuple[Comparison, Decision]:
        """Compare with mpmath, with more digits until cancellation cannot be the cause."""
        digits, trusted = 50, False
        each = _PER_DIGIT * len(self.nodes)
        while digits * each <= self.work.left:
            self.work.spend(digits * each)
            outcome, decision, spread = self.with_digits(point, digits)
            if trusted or spread == 0 or outcome in ("same", "absent", "large"):
                return outcome, decision
            digits, trusted = 60 + 2 * math.ceil(spread * _LOG10_2), True
            if digits > _MAX_DIGITS:
                break
        return "unclear", Decision("undecided")

    def with_digits(self, point: Mapping[str, float], digits: int) -> tuple[Comparison, Decision, int]:
        truth, answer = Precise(point, digits), Precise(point, digits)
        try:
            expected = truth(self.right)
        except (NoValueError, TooLargeError):
            return "absent", Decision("undecided"), 0
        due = _float(expected)
        try:
            got = answer(self.left)
        except NoValueError:
            found = Decision("undefined", 1, point, None, due, "tested")
            return "undefined", found, _doubt(truth, answer)
        except TooLargeError:
            return "large", Decision("undefined", 1, point, None, due), 0
        apart, scale = abs(got - expected), max(abs(got), abs(expected))
        if apart <= self.tolerance * scale + self.slack(point, digits):
            self.rounded |= apart > scale * 10.0 ** (8 - digits)
            return "same", Decision("equal", 1), 0
        if scale < _VANISHED and digits > -math.log10(_VANISHED):
            return "same", Decision("equal", 1), 0
        found = Decision("different", 1, point, _float(got), due, "tested")
        return "different", found, _doubt(truth, answer)

    def slack(self, point: Mapping[str, float], digits: int) -> Any:
        """Return how far the rounding of float constants can move the two values apart, by trying."""
        if not any(isinstance(node, Float) for node in self.nodes):
            return 0
        moved = 0
        for side in (self.left, self.right):
            try:
                middle, *others = (Precise(point, digits, shift=shift)(side) for shift in (0.0, 1.0, -1.0))
            except (NoValueError, TooLargeError):
                continue
            moved += 4 * max(abs(other - middle) for other in others)
        return moved


def _ordered(suspects: npt.NDArray[np.bool_], difference: Array) -> Iterator[int]:
    """Yield the suspects worth confirming: nice points, then the largest differences, then some of all."""
    places = np.flatnonzero(suspects)
    nice = places[places < NICE][:_EACH]
    largest = places[np.argsort(-difference[places], kind="stable")][:_EACH]
    spread = places[:: max(1, len(places) // _EACH)][:_EACH]
    yield from dict.fromkeys(int(place) for place in [*nice, *largest, *spread])


def _doubt(truth: Precise, answer: Precise) -> int:
    """Return how many bits cancellation may have cost, 0 where there was none."""
    return max(1, truth.spread + answer.spread) if truth.lossy or answer.lossy else 0


def _float(value: Any) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.copysign(math.inf, value)
