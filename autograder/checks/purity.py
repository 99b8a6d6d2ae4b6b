"""A function leaves its arguments alone and remembers nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from autograder.calls import Call, Outcome
from autograder.checks.base import PASSED, Check, Verdict
from autograder.checks.golden import compare
from autograder.checks.wording import call_text, value_of


class Purity(Check, frozen=True, kw_only=True, tag="purity"):
    """Arguments are unchanged, and the first call gives the same answer again after another one."""

    first: Call
    between: Call

    supporting: ClassVar[bool] = True

    def calls(self) -> tuple[Call, ...]:
        """Return first, between, and first again."""
        return (self.first, self.between, self.first)

    def verdict(self, outcomes: Sequence[Outcome]) -> Verdict:
        """Compare the arguments, then the two answers to the same call."""
        for asked, outcome in zip(self.calls(), outcomes, strict=True):
            if outcome.changed:
                return _changed(asked, outcome.changed)
        before, after = value_of(outcomes[0].value), value_of(outcomes[2].value)
        if compare(self.first, after, before, rtol=0.0, atol=0.0) is not None:
            message = "the same call gives another result the second time: something is kept between calls"
            return Verdict(
                status="failed", call=call_text(self.first), message=message, mistake="shared state"
            )
        return PASSED


def _changed(asked: Call, names: Sequence[str]) -> Verdict:
    which = " and ".join(names)
    message = f"the argument {which} was changed by the call; work on a copy (x = x - ..., not x -= ...)"
    return Verdict(status="failed", call=call_text(asked), message=message, mistake="changes its argument")
