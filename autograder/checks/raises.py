"""Bad arguments are refused with the exception that the text asks for."""

from __future__ import annotations

from collections.abc import Sequence

from autograder.calls import Call, Outcome
from autograder.checks.base import PASSED, Check, Verdict
from autograder.checks.outcomes import not_returned
from autograder.checks.wording import call_text, describe, value_of


class Raises(Check, frozen=True, kw_only=True, tag="raises"):
    """Each call raises `exception` (its exact name)."""

    at: tuple[Call, ...]
    exception: str

    def calls(self) -> tuple[Call, ...]:
        """Return the calls that must be refused."""
        return self.at

    def judge_outcomes(self, outcomes: Sequence[Outcome]) -> Verdict:
        """Accept the exception; anything that returns fails."""
        for asked, outcome in zip(self.at, outcomes, strict=True):
            raised = outcome.error.type if outcome.status == "raised" and outcome.error else None
            if outcome.status == "returned":
                got = describe(value_of(outcome.value))
                message = f"this must raise {self.exception}; it returned {got}"
                return Verdict(
                    status="failed",
                    call=call_text(asked),
                    message=message,
                    mistake=f"must raise {self.exception}",
                )
            if raised != self.exception:
                return not_returned(asked, outcome)
        return PASSED
