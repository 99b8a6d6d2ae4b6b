"""A formula that is not the right one although every number was: the submission is asked once more, there.

The trace alone never costs a mark. The point where the two formulas differ becomes one more input; the
submission computes it plainly, and only when its own float64 result is off by more than rounding, and is what
the formula says, does a value check of the exercise fail, with this input.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec
import numpy as np

from autograder.calls import Call, Outcome
from autograder.checks.base import Verdict
from autograder.checks.formula import Formula
from autograder.checks.formula_reading import Reading, Refutation
from autograder.checks.wording import call_text, two_numbers
from autograder.marking import Judged
from autograder.plain import PlainError, to_tree
from autograder.tracing.faithful import numbers_in
from autograder.tracing.graph import entry_name

OFF = 1e-6
"""Relative difference from which a float64 result is off by more than rounding."""

Ask = Callable[[tuple[Call, ...]], Sequence[Outcome]]


def looked_at_again(judged: Sequence[Judged], readings: Mapping[str, Reading], ask: Ask) -> list[Judged]:
    """Return the verdicts, with a failed value check where a refuted formula is confirmed by floats.

    Args:
        judged: every check of the submission with its verdict.
        readings: what the formula of each exercise showed.
        ask: runs calls in the submission.
    """
    found = list(judged)
    suspects = [entry for entry in judged if _is_suspect(entry, judged, readings)]
    if not suspects:
        return found
    checks = [entry.asked.check for entry in suspects if isinstance(entry.asked.check, Formula)]
    refuted = [_refutation(readings[entry.asked.exercise]) for entry in suspects]
    calls = tuple(call_at(check, one.witness) for check, one in zip(checks, refuted, strict=True))
    for suspect, one, there, outcome in zip(suspects, refuted, calls, ask(calls), strict=True):
        verdict = _confirmed(there, one, outcome)
        if verdict is not None:
            place = _value_check(found, suspect.asked.exercise)
            found[place] = found[place]._replace(verdict=verdict)
    return found


def call_at(check: Formula, witness: Mapping[str, float]) -> Call:
    """Return the check's call, plainly, with the witness's numbers in the places of its inputs."""
    asked = check.call
    assert asked.trace is not None
    placed = _Placed(asked.trace.inputs, check.names, witness)
    args, kwargs = asked.arguments()
    return msgspec.structs.replace(
        asked,
        trace=None,
        args=tuple(to_tree(placed.at(str(place), item)) for place, item in enumerate(args)),
        kwargs={key: to_tree(placed.at(key, item)) for key, item in kwargs.items()},
    )


class _Placed:
    """Puts a witness's numbers where a traced call has its inputs."""

    def __init__(
        self, inputs: Mapping[str, str], names: Mapping[str, str], witness: Mapping[str, float]
    ) -> None:
        self.inputs, self.names, self.witness = inputs, names, witness

    def at(self, place: str, value: Any) -> Any:
        """Return the argument at a place such as "0" or "2.m"."""
        if place in self.inputs:
            return self._numbers(self.inputs[place], value)
        if isinstance(value, dict):
            return {key: self.at(f"{place}.{key}", item) for key, item in value.items()}
        if type(value) in (list, tuple):
            return type(value)(self.at(f"{place}.{number}", item) for number, item in enumerate(value))
        return value

    def _numbers(self, name: str, value: Any) -> Any:
        found = np.array(value, dtype=float)
        for index in np.ndindex(found.shape):
            entry = entry_name(name, index)
            found[index] = self.witness.get(self.names.get(entry, entry), found[index])
        return found if isinstance(value, np.ndarray) else float(found)


def _is_suspect(entry: Judged, judged: Sequence[Judged], readings: Mapping[str, Reading]) -> bool:
    if not isinstance(entry.asked.check, Formula) or readings[entry.asked.exercise].refuted is None:
        return False
    values = [other.verdict for other in judged if _is_value(other, entry.asked.exercise)]
    # a message says that another published form was accepted: its formula is another one, rightly
    return bool(values) and all(value.status == "passed" and not value.message for value in values)


def _is_value(entry: Judged, exercise: str) -> bool:
    return entry.asked.exercise == exercise and not entry.asked.check.supporting


def _refutation(reading: Reading) -> Refutation:
    assert reading.refuted is not None
    return reading.refuted


def _value_check(judged: Sequence[Judged], exercise: str) -> int:
    """Return the place of a value check of the exercise, a hidden one where there is one."""
    places = [place for place, entry in enumerate(judged) if _is_value(entry, exercise)]
    return max(places, key=lambda place: judged[place].asked.hidden)


def _confirmed(there: Call, refuted: Refutation, outcome: Outcome) -> Verdict | None:
    """Return a failing verdict when the submission's own number is wrong at the witness, and as traced."""
    own = _own_number(outcome, refuted.entry)
    due = refuted.expected
    if own is None or not math.isfinite(due) or _close(own, due) or not _as_traced(own, refuted.got):
        return None
    mine, right = two_numbers(own, due)
    return Verdict(
        status="failed", call=call_text(there), message="the value is wrong", got=mine, expected=right
    )


def _own_number(outcome: Outcome, entry: int) -> float | None:
    if outcome.status != "returned":
        return None
    try:
        numbers = list(numbers_in(outcome.result()))
    except (PlainError, TypeError, ValueError, OverflowError):
        return None
    return numbers[entry] if entry < len(numbers) else None


def _close(own: float, due: float) -> bool:
    return math.isclose(own, due, rel_tol=OFF, abs_tol=OFF * OFF)


def _as_traced(own: float, traced: float | None) -> bool:
    if traced is None or not math.isfinite(traced):
        return not math.isfinite(own)
    return _close(own, traced)
