"""The formula that a submission computes, read from its trace: shown, compared, explained."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import msgspec

from autograder.calls import Call, Outcome
from autograder.checks.base import Check, Run, Verdict
from autograder.checks.formula_forms import FormulaForm
from autograder.plain import Tree


class Formula(Check, frozen=True, kw_only=True, tag="formula"):
    """What the code computes, as a formula, beside what it should.

    It has no weight of its own. Where it differs from the truth it names the likely cause; where all numbers
    were right it names a point at which the judge asks the submission once more (`autograder.second_look`).
    `call` is a traced call.
    The truth is either `of` (a name of `sympy_checks.expressions`), differentiated with respect to `wrt`
    where that is given, or the reference's own graph, filled by the build; without both the formula is only
    shown.
    `domains` gives the range of inputs, (-3, 3) where one is missing; a formula whose inputs all have one is
    shown without the cases that never come up. `names` renames inputs ("z[0]" to "z"), `parts` says what the
    entries of the result are called ("[0][0]" is "theta"), `slopes` which entry is the derivative of which
    other one, and with respect to which input. `forms` are other published forms, called by their name.
    """

    call: Call
    of: str = ""
    wrt: str = ""
    truth: Tree = None
    domains: dict[str, tuple[float, float]] = {}
    names: dict[str, str] = {}
    parts: dict[str, str] = {}
    forms: tuple[FormulaForm, ...] = ()
    slopes: dict[str, tuple[str, str]] = {}
    weight: int = 0

    supporting: ClassVar[bool] = True

    def calls(self) -> tuple[Call, ...]:
        """Return the traced call, and the same one plainly."""
        return (self.call, msgspec.structs.replace(self.call, trace=None))

    def judge_outcomes(self, outcomes: Sequence[Outcome]) -> Verdict:
        """Show the formula; name the likely cause and a witness when it is not the right one."""
        from autograder.checks.formula_reading import read

        reading = read(self, outcomes)
        if reading.formula is None and reading.problem is not None:
            return Verdict(status="blocked", message=reading.problem)
        if reading.refuted is None:
            return Verdict(status="passed", got=reading.formula)
        where = reading.refuted.sentence()
        return Verdict(status="failed", got=reading.formula, mistake=reading.mistake, where=where)

    def filled(self, run: Run) -> Formula:
        """Take the truth from the reference's trace, unless a known function gives it."""
        outcome = run(self.call)
        if self.of or outcome.status != "returned":
            return self
        return msgspec.structs.replace(self, truth=outcome.value)

    def shown_only(self) -> Formula:
        """Return the check without the reference's formula, for a public spec."""
        return msgspec.structs.replace(self, truth=None, forms=())
