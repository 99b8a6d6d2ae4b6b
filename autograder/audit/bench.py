"""One exercise on the bench: its mutants are graded through the real judge, cheap checks first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal, NamedTuple

import msgspec

from autograder.asking import Runner
from autograder.audit.mutants import Mutant
from autograder.audit.proof import PROVED, decides, formula_of
from autograder.build.assemble import module_source
from autograder.build.specs import PATIENT, code_of
from autograder.build.unit import Unit
from autograder.calls import Call
from autograder.checks import AnyCheck
from autograder.checks.formula import Formula
from autograder.exercise.spec import ExerciseSpec, UnitSpec
from autograder.judge import Judge
from autograder.record import CheckResult, ExerciseResult
from autograder.submission.code import Submission
from autograder.worker.protocol import Job, Limits

Outcome = Literal["killed", "survived", "proved", "error"]

CHEAP_SECONDS = 0.1
"""Checks for which the reference takes longer than this are asked only of mutants that passed all others."""

CALL_SECONDS, TOTAL_SECONDS, HASTE = 1.0, 6.0, 5
"""Limits of a mutant; a call may take five times as long as the reference, should that be more."""


class Decided(NamedTuple):
    """What became of a mutant; `by` is the check that noticed it, or what was shown instead."""

    outcome: Outcome
    by: str


class Bench:
    """Grades the mutants of one exercise amid the references of all others.

    `seconds` is the time that the reference takes for a call.
    """

    def __init__(self, unit: Unit, spec: UnitSpec, exercise: str, seconds: Callable[[Call], float]) -> None:
        self.unit, self.exercise = unit, exercise
        self.item = spec.exercise(exercise)
        costs = {id(check): [seconds(asked) for asked in check.calls()] for check in _all(self.item)}
        longest = max((one for cost in costs.values() for one in cost), default=0.0)
        self.limits = Limits(
            call_seconds=max(CALL_SECONDS, HASTE * longest),
            total_seconds=max(TOTAL_SECONDS, HASTE * sum(map(sum, costs.values()))),
            hangs=1,
        )
        cheap = _only(self.item, lambda check: sum(costs[id(check)]) <= CHEAP_SECONDS)
        dear = _only(self.item, lambda check: sum(costs[id(check)]) > CHEAP_SECONDS)
        plain = [_only(part, lambda check: not isinstance(check, Formula)) for part in (cheap, dear)]
        self.stages = [self._judge(spec, part) for part in plain if _all(part)]
        self.reading = self._judge(spec, cheap) if formula_of(cheap) else None

    def decide(self, mutant: Mutant, worker: Runner) -> Decided:
        """Grade a mutant until the first lost mark; ask for its formula when it has lost none."""
        if mutant.same_code:
            return Decided("proved", "Python compiles it to the same code")
        source = module_source(self.unit, {self.exercise: mutant.text})
        submission = Submission("mutant", "mutant.py", self.unit.name, code_of(self.unit.name, source))
        for judge in self.stages:
            lost = _lost(judge.grade(submission, worker).exercise(self.exercise))
            if lost is not None:
                return lost
        return self._by_formula(mutant, submission, worker)

    def _by_formula(self, mutant: Mutant, submission: Submission, worker: Runner) -> Decided:
        if self.reading is None:
            return Decided("survived", "")
        result = self.reading.grade(submission, worker).exercise(self.exercise)
        lost = _lost(result)
        if lost is not None:
            return lost
        if result.formula_verdict == PROVED and decides(mutant, self.item):
            return Decided("proved", f"it computes {result.formula or 'the same formula'}")
        return Decided("survived", result.formula_verdict or "")

    def _judge(self, spec: UnitSpec, item: ExerciseSpec) -> Judge:
        return Judge(msgspec.structs.replace(spec, exercises=(item,)), limits=self.limits)


def reference_seconds(unit: Unit, spec: UnitSpec, worker: Runner) -> Mapping[bytes, float]:
    """Return how long the references take for each call of a unit, by the call as JSON."""
    calls = tuple(asked for item in spec.exercises for check in _all(item) for asked in check.calls())
    reply = worker.run(Job(code_of(unit.name, module_source(unit)), calls, PATIENT))
    timed = zip(calls, reply.outcomes, strict=True)
    return {msgspec.json.encode(asked): outcome.seconds for asked, outcome in timed}


def _all(item: ExerciseSpec) -> Sequence[AnyCheck]:
    return (*item.checks, *item.hidden)


def _only(item: ExerciseSpec, keep: Callable[[AnyCheck], bool]) -> ExerciseSpec:
    checks, hidden = (tuple(check for check in side if keep(check)) for side in (item.checks, item.hidden))
    return msgspec.structs.replace(item, checks=checks, hidden=hidden)


def _lost(result: ExerciseResult) -> Decided | None:
    """Return the first check that a mutant did not pass; None when it passed all of them."""
    failed = [check for check in result.checks if check.status != "passed"]
    if not failed:
        return None
    ours = next((check for check in failed if check.status == "error"), None)
    if ours is not None:
        return Decided("error", f"{ours.label}: {ours.message}")
    return Decided("killed", _named(min(failed, key=lambda check: check.status == "blocked")))


def _named(check: CheckResult) -> str:
    return f"{check.label} (timeout)" if check.status == "timeout" else check.label
