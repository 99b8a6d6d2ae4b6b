"""Specs of a unit: the checks with their expected values taken from the reference."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from autograder import __version__
from autograder.asking import Runner
from autograder.build.assemble import module_source, stub
from autograder.build.notebook import given_cells
from autograder.build.unit import KitError, Unit
from autograder.calls import Call, Outcome
from autograder.checks import AnyCheck, Check
from autograder.checks.wording import call_text
from autograder.exercise.declare import Declared
from autograder.exercise.spec import ExerciseSpec, UnitSpec
from autograder.submission.code import Code
from autograder.submission.module import read_module
from autograder.worker.protocol import Job, Limits

PATIENT = Limits(call_seconds=20.0, load_seconds=20.0, total_seconds=300.0)


def code_of(unit: str, source: str) -> Code:
    """Return a module's source as the code of a submission."""
    return read_module(f"{unit}.py", source.encode(), unit=unit)


def full_spec(unit: Unit, worker: Runner) -> UnitSpec:
    """Return the spec with hidden checks; the reference is run in the worker like any submission."""
    exercises = unit.exercises
    run = _reference_runner(unit, exercises, worker)
    spec = UnitSpec(
        kit=__version__,
        unit=unit.name,
        title=unit.title,
        scope="all",
        exercises=tuple(_exercise_spec(unit, declared, run) for declared in exercises),
        given=given_cells(unit),
        call_seconds=unit.seconds[0],
        total_seconds=unit.seconds[1],
    )
    # through JSON, so that a spec in memory and the same one read from its file have one digest
    return msgspec.json.decode(msgspec.json.encode(spec), type=UnitSpec)


class Answers:
    """The reference's outcomes, by call."""

    def __init__(self, calls: Sequence[Call], outcomes: Sequence[Outcome]) -> None:
        self.known = {_key(asked): outcome for asked, outcome in zip(calls, outcomes, strict=True)}

    def __call__(self, asked: Call) -> Outcome:
        """Return what the reference returned; raises `KitError` when it did not return."""
        outcome = self.known[_key(asked)]
        if outcome.status != "returned":
            detail = f"{outcome.error.type}: {outcome.error.message}" if outcome.error else ""
            what = f"{call_text(asked)} {outcome.status} {detail}"
            message = f"the reference itself fails: {what}; repair it or the check"
            raise KitError(message)
        return outcome


def _key(asked: Call) -> bytes:
    return msgspec.json.encode(asked)


def _reference_runner(unit: Unit, exercises: Sequence[Declared], worker: Runner) -> Answers:
    calls = tuple(
        asked for item in exercises for check in (*item.checks, *item.hidden) for asked in check.calls()
    )
    code = code_of(unit.name, module_source(unit))
    reply = worker.run(Job(code, calls, PATIENT))
    for block in reply.blocks:
        what = f"{block.status}: {block.error_type} {block.error_message}"
        message = f"{unit.name}: {block.name} of the reference {what}"
        raise KitError(message)
    return Answers(calls, reply.outcomes)


def _exercise_spec(unit: Unit, declared: Declared, run: Answers) -> ExerciseSpec:
    return ExerciseSpec(
        id=declared.id,
        kind=declared.kind,
        points=float(declared.points),
        prompt=declared.prompt,
        source=declared.source,
        hints=declared.hints,
        stub=stub(unit, declared.id),
        checks=_filled(declared.checks, run),
        hidden=_filled(declared.hidden, run),
        hidden_weight=sum(check.weight for check in declared.hidden),
        needs=declared.needs,
        minutes=declared.minutes,
        difficulty=declared.difficulty,
        core=declared.core,
        follows=declared.follows,
        personal=declared.personal,
    )


def _filled(checks: Sequence[Check], run: Answers) -> tuple[AnyCheck, ...]:
    return tuple(check.filled(run) for check in checks)  # type: ignore[misc]
