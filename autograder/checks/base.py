"""What every check is: frozen data with two halves, `calls()` and `verdict()`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

import msgspec

from autograder.calls import Call, Outcome
from autograder.record import CheckStatus

Run = Callable[[Call], Outcome]


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """The decision of one check, with what a student needs to understand it."""

    status: CheckStatus
    message: str | None = None
    mistake: str | None = None
    got: str | None = None
    expected: str | None = None
    where: str | None = None
    call: str | None = None


PASSED = Verdict(status="passed")


class Check(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind"):
    """A rule about a submission, as data.

    `label` is the line that a student reads. `weight` is its share of the exercise's points.
    A *supporting* check (shape, purity, stability, property) earns nothing unless a check of the
    exercise that looks at values passes too: `return z` is pure, stable and has the right shape.
    Inputs that were made from each other (a cache and what it was made from) are the `same_for_all`: a course
    with personal variants leaves them as they are.
    """

    label: str = ""
    weight: int = 1
    same_for_all: bool = False

    supporting: ClassVar[bool] = False
    gate: ClassVar[bool] = False  # when it fails, the exercise's value checks are blocked

    @property
    def kind(self) -> str:
        """Name of the check's kind, as in the spec file."""
        return str(self.__struct_config__.tag)

    def calls(self) -> tuple[Call, ...]:
        """Return what the submission must be asked to compute."""
        raise NotImplementedError

    def verdict(self, outcomes: Sequence[Outcome]) -> Verdict:
        """Decide; every outcome has status "returned" (see `judge_outcomes` for the others)."""
        raise NotImplementedError

    def judge_outcomes(self, outcomes: Sequence[Outcome]) -> Verdict:
        """Decide for any outcomes; a check that expects an exception overrides this."""
        from autograder.checks.outcomes import not_returned

        for asked, outcome in zip(self.calls(), outcomes, strict=True):
            if outcome.status != "returned":
                return not_returned(asked, outcome)
        return self.verdict(outcomes)

    def filled(self, run: Run) -> Check:
        """Return the check with expected values taken from the reference (at build time)."""
        del run
        return self


class CallCheck(Check, frozen=True, kw_only=True):
    """A check that looks at each call on its own; the first that is not right is the one that is told."""

    at: tuple[Call, ...]

    def calls(self) -> tuple[Call, ...]:
        """Return the calls, in the order in which they are looked at."""
        return self.at

    def judge_call(self, place: int, asked: Call, outcome: Outcome) -> Verdict | None:
        """Return what is wrong with the result of one call, or None."""
        raise NotImplementedError

    def judge_outcomes(self, outcomes: Sequence[Outcome]) -> Verdict:
        """Go through the calls; one that did not return counts only when those before it are right."""
        from autograder.checks.outcomes import not_returned

        for place, (asked, outcome) in enumerate(zip(self.at, outcomes, strict=True)):
            if outcome.status != "returned":
                return not_returned(asked, outcome)
            problem = self.judge_call(place, asked, outcome)
            if problem is not None:
                return problem
        return PASSED
