"""Large inputs: the right finite value, and no overflow on the way."""

from __future__ import annotations

from typing import ClassVar

import msgspec

from autograder.calls import Call, Outcome, Warned
from autograder.checks.base import CallCheck, Run, Verdict
from autograder.checks.golden import compare, rounded
from autograder.checks.wording import call_text, short, value_of
from autograder.plain import Tree, to_tree

_BAD = ("overflow", "divide by zero", "invalid value")


class Stability(CallCheck, frozen=True, kw_only=True, tag="stability"):
    """The calls give the reference's finite values without an overflow, divide or invalid warning.

    Underflow is fine; an overflow that the student silenced (np.errstate) with the right value is right.
    """

    expected: tuple[Tree, ...] = ()
    rtol: float = 1e-9
    atol: float = 1e-12
    pointwise: bool = False

    supporting: ClassVar[bool] = True

    def judge_call(self, place: int, asked: Call, outcome: Outcome) -> Verdict | None:
        """Look at the value first, then at the warnings."""
        got, due = value_of(outcome.value), value_of(self.expected[place])
        problem = compare(asked, got, due, self.rtol, self.atol, pointwise=self.pointwise)
        if problem is not None:
            return msgspec.structs.replace(problem, message="wrong for inputs of this size")
        warned = [item for item in outcome.warnings if any(word in item.message for word in _BAD)]
        return _overflowed(asked, warned[0]) if warned else None

    def filled(self, run: Run) -> Stability:
        """Take the expected values from the reference."""
        expected = tuple(to_tree(rounded(run(asked).result())) for asked in self.at)
        return msgspec.structs.replace(self, expected=expected)


def _overflowed(asked: Call, warned: Warned) -> Verdict:
    place = f" ({warned.place})" if warned.place else ""
    text = f"NumPy warned: {short(warned.message, 120)}{place}; the value is right, the way there overflows"
    return Verdict(status="failed", call=call_text(asked), message=text, mistake="overflow for large inputs")
