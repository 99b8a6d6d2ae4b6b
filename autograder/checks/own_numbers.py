"""An answer about numbers that may be a student's own; what is right is computed when it is judged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from autograder.calls import Call, Outcome, read
from autograder.checks.base import PASSED, Check, Verdict
from autograder.checks.difference import gradient
from autograder.checks.quiz import not_the_answer, same_answer
from autograder.checks.wording import show, value_of
from autograder.losses import LOSSES

CLASS_NUMBERS = "the numbers of the class, not your own"


class OwnNumbers(Check, frozen=True, kw_only=True, tag="own_numbers"):
    """The value is (f, df/d each name in `wrt`) for the trusted function `of` at `numbers` and `given`.

    `of` is a name of `autograder.losses`, whose derivatives are taken numerically: no answer is stored
    anywhere. `numbers` are everybody's until a student's own are put in their place; `usual` are then
    everybody's. With `wrt` empty the answer is the number f itself. Numbers count as right to `rtol`.
    """

    name: str
    of: str
    numbers: dict[str, float]
    given: dict[str, float] = {}
    usual: dict[str, float] = {}
    wrt: tuple[str, ...] = ()
    rtol: float = 1e-3

    def calls(self) -> tuple[Call, ...]:
        """Read the value."""
        return (read(self.name),)

    def due(self, numbers: dict[str, float]) -> Any:
        """Return the right answer at some numbers."""
        named = {**self.given, **numbers}
        value = float(LOSSES[self.of](**named))
        return (value, *(self._slope(named, name) for name in self.wrt)) if self.wrt else value

    def _slope(self, named: dict[str, float], moved: str) -> float:
        def along(value: np.ndarray) -> float:
            return float(LOSSES[self.of](**{**named, moved: float(value)}))

        return float(gradient(along, np.array(named[moved])).value)

    def verdict(self, outcomes: Sequence[Outcome]) -> Verdict:
        """Compare, and recognise the answer to everybody's numbers."""
        got, due = value_of(outcomes[0].value), self.due(self.numbers)
        if same_answer(got, due, self.rtol):
            return PASSED
        lent = bool(self.usual) and same_answer(got, self.due(self.usual), self.rtol)
        return Verdict(
            status="failed",
            call=self.name,
            message=not_the_answer(got, due, self.rtol),
            mistake=CLASS_NUMBERS if lent else None,
            got=show(got, 60),
        )
