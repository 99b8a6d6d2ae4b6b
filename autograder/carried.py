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
from itertools import islice
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
from autograder.own_derivative import OwnDerivative, OwnDerivatives
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


class _Trial(NamedTuple):
    """Calls, and whether their outcomes speak for a lead."""

    calls: tuple[Call, ...]
    passes: Callable[[Sequence[Outcome]], bool]


class _Lead(NamedTuple):
    """A reason to look again: the exercise, the earlier one, and what all has to pass.

    `rest` is only asked for where `first` passes, which nearly no wrong guess does.
    """

    exercise: str
    earlier: str
    words: str
    first: _Trial
    rest: _Trial | None = None


def derivatives_of(exercises: Sequence[ExerciseSpec]) -> dict[str, OwnDerivatives]:
    """Return what compares each exercise that is the derivative of another one with the submission's own."""
    known = {item.id: item for item in exercises}
    follows = [(item, item.follows) for item in exercises if item.follows is not None]
    return {item.id: OwnDerivatives(item, other, known.get(other.forward)) for item, other in follows}


def carried_forward(
    derivatives: Mapping[str, OwnDerivatives],
    judged: Sequence[Judged],
    readings: Mapping[str, Reading],
    code: Code,
    ask: Ask,
) -> list[Judged]:
    """Return the verdicts, with the value checks passed of exercises that only an earlier one made wrong.

    Args:
        derivatives: of the exercises that are graded.
        judged: every check with its verdict.
        readings: what the formula of each exercise showed.
        code: the submission's.
        ask: runs calls in the submission.
    """
    near = _near_misses(judged, readings)
    if not near:
        return list(judged)
    values = _values(judged)
    leads = [lead for exercise in values for lead in _leads(exercise, near, values, derivatives, code)]
    found = {
        lead.exercise: f"carried forward: {lead.words} ({near[lead.earlier]})"
        for lead in _borne_out(leads, ask)
    }
    return [
        _passed(entry, found[entry.asked.exercise]) if _counts(entry, found) else entry for entry in judged
    ]


def _borne_out(leads: Sequence[_Lead], ask: Ask) -> list[_Lead]:
    """Return the leads that pass, the first one of each exercise; two runs at most."""
    alive = _passing([(lead, lead.first) for lead in leads], ask)
    sure = {lead.exercise: lead for lead in reversed(alive) if lead.rest is None}
    more = [(lead, lead.rest) for lead in alive if lead.rest is not None and lead.exercise not in sure]
    return [*sure.values(), *_passing(more, ask)]


def _passing(trials: Sequence[tuple[_Lead, _Trial]], ask: Ask) -> list[_Lead]:
    """Ask for the calls of all trials in one run, and return the leads that pass theirs."""
    outcomes = iter(ask(tuple(call for _, trial in trials for call in trial.calls)) if trials else ())
    own = [list(islice(outcomes, len(trial.calls))) for _, trial in trials]
    return [lead for (lead, trial), given in zip(trials, own, strict=True) if _quietly(trial, given)]


def _quietly(trial: _Trial, outcomes: Sequence[Outcome]) -> bool:
    """What cannot be compared carries nothing: a submission must not end its own grading."""
    try:
        return trial.passes(outcomes)
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


def _values(judged: Sequence[Judged]) -> dict[str, list[Judged]]:
    """Return the value checks of each exercise."""
    found: dict[str, list[Judged]] = {}
    for entry in judged:
        if not entry.asked.check.supporting:
            found.setdefault(entry.asked.exercise, []).append(entry)
    return found


def _lost(values: Sequence[Judged]) -> list[Judged]:
    if any(entry.verdict.status not in ("passed", "failed") for entry in values):
        return []
    return [entry for entry in values if entry.verdict.status == "failed"]


def _leads(
    exercise: str,
    near: Mapping[str, str],
    values: Mapping[str, Sequence[Judged]],
    derivatives: Mapping[str, OwnDerivatives],
    code: Code,
) -> list[_Lead]:
    lost = _lost(values[exercise])
    if not lost:
        return []
    source = _source(exercise, code)
    leads = [
        _with_the_right_one(exercise, earlier, lost)
        for earlier in near
        if earlier != exercise and earlier in LOSSES and _calls(source, earlier)
    ]
    derivative = derivatives.get(exercise)
    if derivative is not None and (forward := derivative.follows.forward) in near:
        own = derivative.comparisons(_outcomes(values[exercise]), _outcomes(values[forward]))
        if own and sum(len(one.calls) for one in own) <= MOST_CALLS:
            leads.append(_of_their_own(exercise, forward, own))
    return leads


def _outcomes(values: Sequence[Judged]) -> dict[int, list[Outcome]]:
    return {id(entry.asked.check): entry.outcomes for entry in values}


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

    return _Lead(exercise, earlier, f"right as soon as your {earlier} is", _Trial(calls, passes))


def _of_their_own(exercise: str, earlier: str, own: Sequence[OwnDerivative]) -> _Lead:
    rest = _all_of(own[1:]) if own[1:] else None
    return _Lead(exercise, earlier, f"the exact derivative of your own {earlier}", _all_of(own[:1]), rest)


def _all_of(own: Sequence[OwnDerivative]) -> _Trial:
    calls = tuple(asked for one in own for asked in one.calls)

    def passes(outcomes: Sequence[Outcome]) -> bool:
        place = 0
        for one in own:
            if not one.fits(outcomes[place : place + len(one.calls)]):
                return False
            place += len(one.calls)
        return True

    return _Trial(calls, passes)


def _source(exercise: str, code: Code) -> str:
    pattern = re.compile(rf"^(def|class)\s+{re.escape(exercise)}\b.*?(?=^\S|\Z)", re.MULTILINE | re.DOTALL)
    found = [match[0] for block in code.blocks for match in pattern.finditer(block.source)]
    return found[-1] if found else ""


def _calls(source: str, name: str) -> bool:
    """Tell whether code calls a function of its own: `tanh(z)`, not `np.tanh(z)`."""
    return re.search(rf"(?<![\w.]){re.escape(name)}\(", source) is not None


def _counts(entry: Judged, found: Mapping[str, str]) -> bool:
    """Tell whether a lost check follows from the earlier mistake: one about values, not types or overflow."""
    if entry.asked.exercise not in found or entry.verdict.status != "failed":
        return False
    if isinstance(entry.asked.check, Stability):
        return entry.verdict.expected is not None and not any(own.warnings for own in entry.outcomes)
    return isinstance(entry.asked.check, Property) or not entry.asked.check.supporting


def _passed(entry: Judged, reason: str) -> Judged:
    return entry._replace(verdict=Verdict(status="passed", message=reason), carried=True)
