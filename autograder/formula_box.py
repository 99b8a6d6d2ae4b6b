"""Where formulas of students are decided: one helper process, with limits, for traced and typed ones.

The judge hands over plain data and gets plain data back. A helper that a formula kills costs the explanation
of that formula, never a mark.
"""

from __future__ import annotations

import atexit
import time
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

import msgspec

from autograder.calls import Outcome
from autograder.checks.formula import Formula
from autograder.checks.formula_reading import Reading, read
from sympy_checks import helper
from sympy_checks.box import Box, LostError

SECONDS = 5.0
"""For one formula of a trace; the helper's own limits end nearly all of them in a tenth of a second."""

MOST_SECONDS = 20.0
"""For all formulas of one submission; a quarter of a second is usual."""

PATIENCE: float | None = None
"""Seconds for the search of a cause; None leaves it to the formula engine."""


class FormulaBox:
    """Reads traces in the helper process; gives up for a submission whose formulas have killed it twice.

    Or have taken `MOST_SECONDS` altogether.
    """

    def __init__(self, box: Box) -> None:
        self.box = box
        self.lost = 0
        self.seconds = 0.0

    def read(self, check: Formula, outcomes: Sequence[Outcome]) -> Reading:
        """Return what the trace shows; an empty reading when a limit ended the helper."""
        if self.lost >= 2 or self.seconds >= MOST_SECONDS:
            return Reading(problem="earlier formulas of this submission took too long")
        task = {
            "check": msgspec.json.encode(check).decode(),
            "outcomes": b64encode(msgspec.msgpack.encode([_bare(outcome) for outcome in outcomes])).decode(),
            "patience": PATIENCE,
        }
        began = time.monotonic()
        try:
            return msgspec.convert(self.box.ask("formula", task), Reading)
        except LostError as lost:
            self.lost += 1
            return Reading(problem=lost.reason)
        finally:
            self.seconds += time.monotonic() - began


@cache
def shared() -> Box:
    """Return the box of this process, closed when the process ends."""
    box = Box(SECONDS, module=__name__)
    atexit.register(box.close)
    return box


def perform(call: str, task: Mapping[str, Any]) -> dict[str, Any]:
    """Read a trace, or do what `sympy_checks.helper` does."""
    if call != "formula":
        return helper.perform(call, task)
    reading = _read(task["check"], task["outcomes"], task["patience"])
    return {key: value for key, value in msgspec.to_builtins(reading).items() if value is not None}


@lru_cache(maxsize=4096)
def _read(check: str, outcomes: str, patience: float | None) -> Reading:
    """Many students of a class write the same formula: it is read once."""
    asked = _check(check)
    return read(asked, msgspec.msgpack.decode(b64decode(outcomes), type=list[Outcome]), patience)


@lru_cache(maxsize=512)
def _check(text: str) -> Formula:
    return msgspec.json.decode(text, type=Formula)


def _bare(outcome: Outcome) -> Outcome:
    """Leave out what differs from run to run and says nothing about the formula."""
    return msgspec.structs.replace(outcome, seconds=0.0, printed="", warnings=())


if __name__ == "__main__":
    helper.serve(perform)
