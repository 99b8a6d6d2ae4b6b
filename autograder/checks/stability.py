"""Large inputs: the right finite value, and no overflow on the way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import msgspec

from autograder.calls import Call, Outcome
from autograder.checks.base import PASSED, Check, Run, Verdict
from autograder.checks.golden import compare, rounded
from autograder.checks.wording import call_text, short, value_of
from autograder.plain import Tree, to_tree

_BAD = ("overflow", "divide by zero", "invalid value")


class Stability(Check, frozen=True, kw_only=True, tag="stability"):
    """The calls give the reference's finite values without an overflow, divide or invalid warning.

    Underflow is fine; an overflow that the student silenced (np.errstate) with the right value is right.
    """

    at: tuple[Call, ...]
    expected: tuple[Tree, ...] = ()
    rtol: float = 1e-9
    atol: float = 1e-12
    pointwise: bool = False

    supporting: ClassVar[bool] = True

    def calls(self) -> tuple[Call, ...]:
        """Return the calls with extreme inputs."""
        return self.at

    def verdict(self, outcomes: Sequence[Outcome]) -> Verdict:
        """Look at the values first, then at the warnings."""
        for asked, outcome, tree in zip(self.at, outcomes, self.expected, strict=True):
            got, due = value_of(outcome.value), value_of(tree)
            problem = compare(asked, got, due, self.rtol, self.atol, pointwise=self.pointwise)
            if problem is not None:
                return msgspec.structs.replace(problem, message="wrong for inputs of this size")
            warned = [item for item in outcome.warnings if any(word in item.message for word in _BAD)]
            if warned:
                return _overflowed(asked, warned[0].message, warned[0].line)
        return PASSED

    def filled(self, run: Run) -> Stability:
        """Take the expected values from the reference."""
        expected = tuple(to_tree(rounded(run(asked).result())) for asked in self.at)
        return msgspec.structs.replace(self, expected=expected)


def _overflowed(asked: Call, message: str, line: int | None) -> Verdict:
    place = f" (line {line})" if line else ""
    text = f"NumPy warned: {short(message, 120)}{place}; the value is right, the way there overflows"
    return Verdict(status="failed", call=call_text(asked), message=text, mistake="overflow for large inputs")
