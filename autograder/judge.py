"""From outcomes to a result. The judge knows what is right and never runs a student's code."""

from __future__ import annotations

import builtins
import re
import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import partial

import msgspec

from autograder import __version__
from autograder.allowance import Allowance
from autograder.asking import Runner, plan_of, questions_of
from autograder.calls import Call, Outcome
from autograder.carried import carried_forward, derivatives_of
from autograder.checks.base import Verdict
from autograder.checks.formula import Formula
from autograder.checks.formula_reading import Reading
from autograder.checks.outcomes import MISSING
from autograder.deciding import Decisions
from autograder.exercise.spec import ExerciseSpec, UnitSpec
from autograder.formula_box import FormulaBox, shared
from autograder.marking import Judged, exercise_result
from autograder.record import ExerciseResult, ExerciseStatus, Result, SubmissionStatus
from autograder.remembered import Remembered, digest, fingerprint
from autograder.second_look import looked_at_again
from autograder.submission.code import Code, Submission
from autograder.submission.stubs import squeezed
from autograder.worker.protocol import BlockReport, Job, Limits
from autograder.worker.supervise import WorkerError

MOST_MESSAGES = 50
"""So many failed blocks are named in a record."""


class Judge:
    """Grades submissions of one unit; what does not depend on the submission is worked out once.

    A student's own spec comes with the name of the draw, and with the `digest` of the class's spec.
    """

    def __init__(
        self,
        spec: UnitSpec,
        *,
        limits: Limits | None = None,
        only: Collection[str] = (),
        variant: str | None = None,
        digest: str | None = None,
    ) -> None:
        self.spec = spec
        self.variant = variant
        self.limits = _long_enough(limits or Limits(), spec)
        self.exercises = [item for item in spec.exercises if not only or item.id in only]
        self.digest = digest or spec.digest()
        self.plan = plan_of(self.exercises, self.digest)
        self.derivatives = derivatives_of(self.exercises)
        self.stubs = {item.id: squeezed(item.stub) for item in self.exercises}
        self.questions = questions_of(self.plan)
        self.decisions = Decisions(self.plan, self.questions.places)
        self.results = Remembered[ExerciseResult](lambda result: result.status != "error")
        self.formulas = Remembered[Reading](lambda reading: reading.problem is None)

    @property
    def max_score(self) -> float:
        """Points of the exercises that are graded."""
        return round(sum(item.points for item in self.exercises), 2)

    def grade(self, submission: Submission, worker: Runner) -> Result:
        """Run the submission, decide every check, and write the record."""
        started = time.perf_counter()
        if submission.code is None:
            return self._unreadable(submission)
        runs = Allowance(worker, self.limits)
        reply = runs.run(self._job(submission.code))
        lost = {**submission.code.lost, **self._lost(submission.code, reply.blocks)}
        judged = self._judged(reply.outcomes, submission.code, lost)
        readings = self._readings(judged)

        def ask(again: tuple[Call, ...]) -> Sequence[Outcome]:
            return self._again(submission.code, again, runs)

        judged = carried_forward(self.derivatives, judged, readings, submission.code, ask)
        judged = looked_at_again(judged, readings, ask)
        exercises = tuple(self._exercises(judged, readings))
        told = [block for block in reply.blocks if _told(block)]
        messages = [*submission.code.notes, *map(self._block_message, told[:MOST_MESSAGES])]
        if len(told) > MOST_MESSAGES:
            messages.append(f"{len(told) - MOST_MESSAGES} more messages of this kind were left out")
        return Result(
            unit=self.spec.unit,
            student=submission.student,
            submission=submission.path,
            score=round(sum(item.score for item in exercises), 2),
            max_score=self.max_score,
            status="graded" if reply.ended == "normally" else reply.ended,
            seconds=round(time.perf_counter() - started, 4),
            isolation=reply.isolation,
            kit=__version__,
            spec=self.digest,
            scope=self.spec.scope,
            variant=self.variant,
            messages=tuple(messages),
            exercises=exercises,
        )

    def _job(self, code: Code) -> Job:
        # Inputs of one student's own are no calls that may be kept for the next.
        asked = self.questions
        return Job(code, asked.shown, self.limits, self.variant is None, asked.hidden)

    def _judged(self, outcomes: Sequence[Outcome], code: Code, lost: Mapping[str, str]) -> list[Judged]:
        """Decide every check of the plan but the formulas, which are read when all else is decided."""
        found = list(self.decisions.judged(outcomes))
        unfinished = [place for place, entry in enumerate(found) if entry.verdict.status == "not_started"]
        untouched = self._untouched(code) if unfinished else set()
        for place in unfinished:
            asked, verdict, own, _ = found[place]
            if asked.exercise not in untouched:
                verdict = _reached_the_stub(verdict, own, self.stubs[asked.exercise])
                found[place] = Judged(asked, verdict, own)
        return [_found(entry, lost) for entry in found] if lost else found

    def _untouched(self, code: Code) -> set[str]:
        """Return the exercises whose stub is still as it was handed out; a value has none."""
        text = squeezed(code.text)
        return {item.id for item in self.exercises if item.kind == "value" or self.stubs[item.id] in text}

    def _readings(self, judged: Sequence[Judged]) -> dict[str, Reading]:
        """Read the formula of each exercise that has one; what fails there costs an explanation only."""
        box = FormulaBox(shared())
        found: dict[str, Reading] = {}
        for asked, _, outcomes, _ in judged:
            if isinstance(asked.check, Formula) and asked.exercise not in found:
                read = partial(_quietly_read, box, asked.check, outcomes)
                found[asked.exercise] = self.formulas.decide((asked.exercise, fingerprint(outcomes)), read)
        return found

    def _again(self, code: Code | None, calls: tuple[Call, ...], worker: Runner) -> Sequence[Outcome]:
        """Ask once more; what the first run has shown holds when our side fails here or time is up."""
        assert code is not None
        try:
            return worker.run(Job(code, calls, self.limits)).outcomes
        except WorkerError:
            return [Outcome("crashed")] * len(calls)

    def _exercises(
        self, judged: Sequence[Judged], readings: Mapping[str, Reading]
    ) -> Iterable[ExerciseResult]:
        own: dict[str, list[Judged]] = {item.id: [] for item in self.exercises}
        for entry in judged:
            if not isinstance(entry.asked.check, Formula):
                own[entry.asked.exercise].append(entry)
        for item in self.exercises:
            mark = partial(self._marked, item, own[item.id], readings.get(item.id, Reading()))
            yield self.results.decide(_marked_by(*mark.args), mark)

    def _marked(self, item: ExerciseSpec, own: Sequence[Judged], reading: Reading) -> ExerciseResult:
        return exercise_result(item, own, reading, public=self.spec.scope == "public")

    def _lost(self, code: Code, failed: Sequence[BlockReport]) -> dict[str, str]:
        """Find the exercises whose own block failed, and say so in their words."""
        sources = {block.name: block.source for block in code.blocks}
        found = {}
        for report in failed:
            for item in self.exercises:
                pattern = rf"^((def|class)\s+{item.id}\b|{item.id}\s*=)"
                if re.search(pattern, sources.get(report.name, ""), re.MULTILINE):
                    quotes = " (a formula is a text: put it in quotes)" if item.kind == "value" else ""
                    found[item.id] = self._block_message(report).split(";")[0] + quotes
        return found

    def _block_message(self, block: BlockReport) -> str:
        """Say what happened to a block; an exception's own text could carry a hidden call's inputs out."""
        text = f": {block.error_message}" if self.spec.scope == "public" else ""
        what = {
            "raised": f"{block.place or block.name} raised {self._error_type(block)}{text}",
            "timeout": f"{block.name} did not end in time and was left out",
            "memory": f"{block.name} needs too much memory and was left out",
            "crashed": f"{block.name} ended the process and was left out",
        }
        return f"{what[block.status]}; the rest of the file was still run"

    def _error_type(self, block: BlockReport) -> str:
        """Name an exception; a class of the submission's own could be named for a hidden input."""
        known = self.spec.scope == "public" or isinstance(getattr(builtins, block.error_type, None), type)
        return block.error_type if known else "an exception of its own"

    def _unreadable(self, submission: Submission) -> Result:
        problem = submission.problem or "the submission could not be read"
        return self._without_outcomes(submission, "unreadable", "not_started", problem)

    def ungraded(self, submission: Submission, problem: str) -> Result:
        """Return the record of a submission that we failed to run: every exercise is an error of ours."""
        message = f"our fault: {problem}; grade this submission again, or look at it by hand"
        return self._without_outcomes(submission, "crashed", "error", message)

    def _without_outcomes(
        self, submission: Submission, status: SubmissionStatus, each: ExerciseStatus, message: str
    ) -> Result:
        exercises = tuple(
            ExerciseResult(
                id=item.id, score=0.0, max_score=item.points, status=each, hidden_points=item.hidden_points
            )
            for item in self.exercises
        )
        return Result(
            unit=self.spec.unit,
            student=submission.student,
            submission=submission.path,
            score=0.0,
            max_score=self.max_score,
            status=status,
            seconds=0.0,
            isolation="none",
            kit=__version__,
            spec=self.digest,
            scope=self.spec.scope,
            variant=self.variant,
            messages=(message,),
            exercises=exercises,
        )


def grade(
    spec: UnitSpec,
    submission: Submission,
    worker: Runner,
    *,
    limits: Limits | None = None,
    only: Collection[str] = (),
) -> Result:
    """Grade one submission; for many of one unit make a `Judge` once."""
    return Judge(spec, limits=limits, only=only).grade(submission, worker)


def _long_enough(limits: Limits, spec: UnitSpec) -> Limits:
    """Give a unit that trains networks the time that it needs."""
    return msgspec.structs.replace(
        limits,
        call_seconds=max(limits.call_seconds, spec.call_seconds),
        total_seconds=max(limits.total_seconds, spec.total_seconds),
    )


def _found(entry: Judged, lost: Mapping[str, str]) -> Judged:
    """Say why a name is not defined when the block that defines it could not be read."""
    reason = lost.get(entry.asked.exercise)
    if reason is None or entry.verdict.mistake != MISSING:
        return entry
    verdict = msgspec.structs.replace(entry.verdict, message=reason, mistake=None)
    return entry._replace(verdict=verdict)


def _reached_the_stub(verdict: Verdict, outcomes: Sequence[Outcome], stub: str) -> Verdict:
    line = "`raise NotImplementedError(...)`"
    errors = [item.error.message for item in outcomes if item.status == "not_started" and item.error]
    # a method says its own name, "Value.exp"; a text of the submission's own could carry a hidden input out
    methods = re.findall(r"raise NotImplementedError\(['\"](\w+\.\w+)['\"]\)", stub)
    method = next((text for text in errors if text in methods), None)
    message = (
        f"{method or 'the function'} runs into the line {line} of the stub: return a value, delete that line"
    )
    mistake = f"{method} is not written yet" if method else "stub line left in"
    return msgspec.structs.replace(verdict, status="failed", message=message, mistake=mistake)


def _marked_by(item: ExerciseSpec, own: Sequence[Judged], reading: Reading) -> tuple[str, bytes]:
    """Return what the result of an exercise follows from: `exercise_result` looks at nothing else."""
    prints = any(outcome.printed for entry in own for outcome in entry.outcomes)
    return item.id, digest(([(entry.verdict, entry.carried) for entry in own], prints, reading))


def _quietly_read(box: FormulaBox, check: Formula, outcomes: Sequence[Outcome]) -> Reading:
    """An explanation that fails is left out."""
    if outcomes[0].status != "returned":
        return Reading()
    try:
        return box.read(check, outcomes)
    except Exception as problem:  # noqa: BLE001 - nothing depends on it
        return Reading(problem=f"our fault: {type(problem).__name__}: {problem}")


def _told(block: BlockReport) -> bool:
    """An untouched stub at the top level is no news."""
    return not (block.status == "raised" and block.error_type == "NotImplementedError")
