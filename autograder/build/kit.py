"""The kit's own promises, exercise by exercise: stubs fail, references pass, variants get what they must."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from autograder.asking import Runner
from autograder.build.assemble import module_source, solved, stub, varied
from autograder.build.rules import Finding, unit_findings
from autograder.build.specs import code_of, full_spec
from autograder.build.unit import Unit
from autograder.exercise.spec import UnitSpec
from autograder.judge import Judge
from autograder.personal.hidden import asked_of_reference, with_hidden
from autograder.record import ExerciseResult
from autograder.submission.code import Submission


class Trial(NamedTuple):
    """A solution of one exercise and what it must get."""

    exercise: str
    name: str
    text: str
    due: str  # "full", "less", "not started"


def trials(unit: Unit) -> Iterator[Trial]:
    """Walk stubs, references and variants of a unit."""
    for declared in unit.exercises:
        yield Trial(declared.id, "stub", stub(unit, declared.id), "not started")
        yield Trial(declared.id, "reference", solved(unit, declared.id), "full")
        for variant in declared.variants:
            due = "less" if variant.verdict == "wrong" else "full"
            yield Trial(declared.id, variant.reason, varied(declared, variant), due)


def try_out(unit: Unit, spec: UnitSpec, trial: Trial, worker: Runner) -> ExerciseResult:
    """Grade one trial amid the references of all other exercises."""
    code = code_of(unit.name, module_source(unit, {trial.exercise: trial.text}))
    judge = Judge(spec, only={trial.exercise})
    return judge.grade(Submission("trial", "trial.py", unit.name, code), worker).exercise(trial.exercise)


def kept(trial: Trial, result: ExerciseResult) -> str | None:
    """Return why a trial's result is not what it must be, or None."""
    statuses = {check.status for check in result.checks}
    if "error" in statuses:
        return next(str(check.message) for check in result.checks if check.status == "error")
    if trial.due == "not started" and result.status != "not_started":
        return f"the stub is {result.status}, it must be not started"
    if trial.due == "full" and statuses != {"passed"}:
        lost = next(check for check in result.checks if check.status != "passed")
        why = " ".join(str(part) for part in (lost.message, lost.call, lost.got, lost.expected) if part)
        return f"{trial.name!r} must get full marks; lost {lost.label!r}: {why}"
    # points may be 0 (u00), so a failed check counts as a lost mark
    if trial.due == "less" and statuses == {"passed"}:
        return f"{trial.name!r} must lose marks; every check passes"
    return None


def check_unit(unit: Unit, worker: Runner, student: str | None = None) -> Iterator[Finding]:
    """Yield every broken rule and promise; with the hidden inputs that a course could draw for `student`."""
    yield from unit_findings(unit)
    spec = full_spec(unit, worker)
    if student is not None:
        expected = partial(asked_of_reference, unit.name, module_source(unit), worker)
        spec = with_hidden(spec, "check-kit", student, expected)
    for trial in trials(unit):
        broken = kept(trial, try_out(unit, spec, trial, worker))
        if broken:
            yield Finding(trial.exercise, broken)
