"""From the outcomes of a submission to a verdict for each check of the plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

import numpy as np

from autograder.calls import Outcome
from autograder.checks.base import PASSED, Verdict
from autograder.checks.formula import Formula
from autograder.marking import Asked, Judged
from autograder.remembered import Remembered, fingerprint


class Decisions:
    """Decides the checks of a plan but the formulas; what came before in a class is not decided again.

    Whole exercises are remembered, and single checks: right code gives the same numbers everywhere, wrong
    code often gives some of them. `outcomes_of` holds for each check where its outcomes are; checks may share
    them (`autograder.asking.Questions`).
    """

    def __init__(self, plan: Sequence[Asked], outcomes_of: Sequence[Sequence[int]]) -> None:
        self.plan = plan
        self.outcomes_of = outcomes_of
        self.places: dict[str, list[int]] = {}
        for place, asked in enumerate(plan):
            if not isinstance(asked.check, Formula):
                self.places.setdefault(asked.exercise, []).append(place)
        self.looked_at = {
            exercise: sorted({number for place in places for number in outcomes_of[place]})
            for exercise, places in self.places.items()
        }
        self.single = Remembered[Verdict](lambda verdict: verdict.status != "error")
        self.together = Remembered[tuple[Verdict, ...]](
            lambda verdicts: all(verdict.status != "error" for verdict in verdicts)
        )

    def judged(self, outcomes: Sequence[Outcome]) -> Iterator[Judged]:
        """Yield every check of the plan with its outcomes and its verdict; a formula passes."""
        parts = [[outcomes[number] for number in own] for own in self.outcomes_of]
        verdicts = dict.fromkeys(range(len(parts)), PASSED)
        for exercise, places in self.places.items():
            own = [outcomes[number] for number in self.looked_at[exercise]]
            decide = partial(self._each, places, parts)
            decided = self.together.decide((exercise, fingerprint(own)), decide)
            verdicts.update(zip(places, decided, strict=True))
        for place, asked in enumerate(self.plan):
            yield Judged(asked, verdicts[place], parts[place])

    def _each(self, places: Sequence[int], parts: Sequence[Sequence[Outcome]]) -> tuple[Verdict, ...]:
        return tuple(
            self.single.decide(
                (place, fingerprint(parts[place])), partial(_decide, self.plan[place], parts[place])
            )
            for place in places
        )


def _decide(asked: Asked, outcomes: Sequence[Outcome]) -> Verdict:
    try:
        # nan and huge numbers of a submission are wrong values, nothing to warn an instructor of
        with np.errstate(all="ignore"):
            return asked.check.judge_outcomes(outcomes)
    except Exception as problem:  # noqa: BLE001 - a fault of ours must not cost the student
        message = f"our fault: this check failed with {type(problem).__name__}: {problem}"
        return Verdict(status="error", message=message)
