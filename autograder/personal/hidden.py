"""A unit with one student's hidden inputs in it, and what the reference returns for them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from autograder.asking import Runner
from autograder.build.specs import PATIENT, Answers, code_of
from autograder.calls import Call
from autograder.checks import AnyCheck, Golden
from autograder.exercise.spec import UnitSpec
from autograder.personal.bending import bent_exercise, curve
from autograder.personal.numbers import same_id
from autograder.plain import Tree
from autograder.worker.protocol import Job

Expected = Callable[[Sequence[Golden]], list[Tree]]
"""From checks to the right values of their calls, one after another."""


def with_hidden(spec: UnitSpec, secret: str, student: str, expected: Expected) -> UnitSpec:
    """Return the spec with a student's hidden inputs; `expected` says what is due there."""
    who = same_id(student)
    moved = [bent_exercise(item, curve(secret, spec.unit, item.id, who)) for item in spec.exercises]
    hidden = [check for item in moved for check in item.hidden]
    unfilled = [check for check in hidden if isinstance(check, Golden) and not check.expected]
    calls = [asked for check in unfilled for asked in check.at]
    values = dict(zip(map(_key, calls), expected(unfilled) if calls else [], strict=True))

    def fill(check: AnyCheck) -> AnyCheck:
        if not isinstance(check, Golden) or check.expected:
            return check
        return msgspec.structs.replace(check, expected=tuple(values[_key(asked)] for asked in check.at))

    exercises = tuple(
        msgspec.structs.replace(item, hidden=tuple(fill(check) for check in item.hidden)) for item in moved
    )
    return msgspec.structs.replace(spec, exercises=exercises)


def asked_of_reference(unit: str, source: str, worker: Runner, checks: Sequence[Golden]) -> list[Tree]:
    """Run the reference; raises `KitError` where it fails on a moved input."""
    calls = tuple(asked for check in checks for asked in check.at)
    answers = Answers(calls, worker.run(Job(code_of(unit, source), calls, PATIENT)).outcomes)
    return [tree for check in checks for tree in check.filled(answers).expected]


def _key(asked: Call) -> bytes:
    return msgspec.json.encode(asked)
