"""Error carried forward: what is right but for an earlier exercise, marked wrong already, earns its marks.

Two ways to be right in this sense, both shown by the submission's own numbers:

- it is right as soon as the earlier function is: asked again with the trusted function in its place, every
  value check passes;
- it is the exact derivative of the submission's own earlier function, differentiated numerically.

Only what follows a near miss counts: an earlier function with a recognised mistake that has most of what the
right one is made of. `return z` as a forward pass carries nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from autograder.calls import Call, Outcome
from autograder.checks.base import Verdict
from autograder.checks.formula_reading import Reading
from autograder.checks.property import Property
from autograder.checks.stability import Stability
from autograder.exercise.spec import ExerciseSpec
from autograder.losses import LOSSES
from autograder.marking import Judged
from autograder.mistakes import COMPLEMENT, SIGN, TRANSPOSED, without_numbers
from autograder.own_derivative import OwnDerivative, own_derivatives
from autograder.submission.code import Code

MOST_CALLS = 3000  # of one submission, for numerical derivatives of its own functions
_NEAR = (
    SIGN,
    COMPLEMENT,
    TRANSPOSED,
    "off by a factor",
    "off by a constant",
    "the sum is missing",
    "the mean is missing",
)

Ask = Callable[[tuple[Call, ...]], Sequence[Outcome]]


class _Lead(NamedTuple):
    """A reason to look again: the exercise, the earlier one, the calls, and how to judge their outcomes."""

    exercise: str
    earlier: str
    calls: tuple[Call, ...]
    passes: Callable[[Sequence[Outcome]], bool]
    words: str


def carried_forward(
    exercises: Sequence[ExerciseSpec],
    judged: Sequence[Judged],
    readings: Mapping[str, Reading],
    code: Code,
    ask: Ask,
) -> list[Judged]:
    """Return the verdicts, with the value checks passed of exercises that only an earlier one made wrong.

    Args:
        exercises: those that are graded.
        judged: every check with its verdict.
        readings: what the formula of each exercise showed.
        code: the submission's.
        ask: runs calls in the submission.
    """
    near = _near_misses(judged, readings)
    failed = [item for item in exercises if near and _lost_values(judged, item.id)]
    leads = [lead for item in failed for lead in _leads(item, near, judged, code)]
    outcomes = list(ask(tuple(call for lead in leads for call in lead.calls))) if leads else []
    found = {}
    for lead in leads:
        own, outcomes = outcomes[: len(lead.calls)], outcomes[len(lead.calls) :]
        if lead.exercise not in found and _quietly(lead, own):
            found[lead.exercise] = f"carried forward: {lead.words} ({near[lead.earlier]})"
    return [
        _passed(entry, found[entry.asked.exercise]) if _counts(entry, found) else entry for entry in judged
    ]


def _quietly(lead: _Lead, outcomes: Sequence[Outcome]) -> bool:
    """What cannot be compared carries nothing: a submission must not end its own grading."""
    try:
        return lead.passes(outcomes)
    except (ArithmeticError, ValueError, TypeError, LookupError, AttributeError):
        return False


def _near_misses(judged: Sequence[Judged], readings: Mapping[str, Reading]) -> dict[str, str]:
    """Return the exercises that are nearly right, with the recognised mistake.

    Every hidden value check that failed must show one: a function could be a near miss at the visible inputs
    and something that is easy to differentiate everywhere else.
    """
    found: dict[str, str] = {}
    far = set()
    for entry in judged:
        exercise, verdict = entry.asked.exercise, entry.verdict
        if entry.asked.check.supporting or verdict.status != "failed":
            continue
        mistake = _near_mistake(verdict, readings.get(exercise, Reading()))
        if mistake is not None:
            found.setdefault(exercise, without_numbers(mistake) if entry.asked.hidden else mistake)
        elif entry.asked.hidden:
            far.add(exercise)
    return {exercise: mistake for exercise, mistake in found.items() if exercise not in far}


def _near_mistake(verdict: Verdict, reading: Reading) -> str | None:
    if reading.refuted is not None:
        return reading.mistake if reading.near else None
    return verdict.mistake if verdict.mistake and verdict.mistake.startswith(_NEAR) else None


def _lost_values(judged: Sequence[Judged], exercise: str) -> list[Judged]:
    values = [e for e in judged if e.asked.exercise == exercise and not e.asked.check.supporting]
    if any(entry.verdict.status not in ("passed", "failed") for entry in values):
        return []
    return [entry for entry in values if entry.verdict.status == "failed"]


def _leads(item: ExerciseSpec, near: Mapping[str, str], judged: Sequence[Judged], code: Code) -> list[_Lead]:
    lost = _lost_values(judged, item.id)
    source = _source(item.id, code)
    leads = [
        _with_the_right_one(item.id, earlier, lost)
        for earlier in near
        if earlier != item.id and earlier in LOSSES and re.search(rf"\b{re.escape(earlier)}\(", source)
    ]
    if item.follows is not None and item.follows.forward in near:
        own = own_derivatives(
            item.follows, [(e.asked.check, e.outcomes) for e in judged if _is_value(e, item.id)]
        )
        if own and sum(len(one.calls) for one in own) <= MOST_CALLS:
            leads.append(_of_their_own(item.id, item.follows.forward, own))
    return leads


def _with_the_right_one(exercise: str, earlier: str, lost: Sequence[Judged]) -> _Lead:
    parts = [entry.asked.check.calls() for entry in lost]
    calls = tuple(msgspec.structs.replace(asked, right=(earlier,)) for part in parts for asked in part)

    def passes(outcomes: Sequence[Outcome]) -> bool:
        place = 0
        for entry, part in zip(lost, parts, strict=True):
            own = outcomes[place : place + len(part)]
            place += len(part)
            if entry.asked.check.judge_outcomes(own).status != "passed":
                return False
        return True

    return _Lead(exercise, earlier, calls, passes, f"right as soon as your {earlier} is")


def _of_their_own(exercise: str, earlier: str, own: Sequence[OwnDerivative]) -> _Lead:
    calls = tuple(asked for one in own for asked in one.calls)

    def passes(outcomes: Sequence[Outcome]) -> bool:
        place = 0
        for one in own:
            if not one.fits(outcomes[place : place + len(one.calls)]):
                return False
            place += len(one.calls)
        return True

    return _Lead(exercise, earlier, calls, passes, f"the exact derivative of your own {earlier}")


def _source(exercise: str, code: Code) -> str:
    pattern = re.compile(rf"^(def|class)\s+{re.escape(exercise)}\b.*?(?=^\S|\Z)", re.MULTILINE | re.DOTALL)
    found = [match[0] for block in code.blocks for match in pattern.finditer(block.source)]
    return found[-1] if found else ""


def _is_value(entry: Judged, exercise: str) -> bool:
    return entry.asked.exercise == exercise and not entry.asked.check.supporting


def _counts(entry: Judged, found: Mapping[str, str]) -> bool:
    """Tell whether a lost check follows from the earlier mistake: one about values, not types or overflow."""
    if entry.asked.exercise not in found or entry.verdict.status != "failed":
        return False
    if isinstance(entry.asked.check, Stability):
        return entry.verdict.expected is not None and not any(own.warnings for own in entry.outcomes)
    return isinstance(entry.asked.check, Property) or not entry.asked.check.supporting


def _passed(entry: Judged, reason: str) -> Judged:
    return entry._replace(verdict=Verdict(status="passed", message=reason), carried=True)
