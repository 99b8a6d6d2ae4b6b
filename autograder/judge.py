"""From outcomes to a result. The judge knows what is right and never runs a student's code."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple, Protocol

import msgspec

from autograder import __version__
from autograder.calls import Call, Outcome
from autograder.checks.base import Check, Verdict
from autograder.checks.formula import Formula
from autograder.checks.outcomes import MISSING
from autograder.exercise.spec import ExerciseSpec, UnitSpec
from autograder.mistakes import TYPES
from autograder.record import CheckResult, ExerciseResult, ExerciseStatus, Result, SubmissionStatus
from autograder.submission.code import Code, Submission
from autograder.submission.stubs import holds_stub
from autograder.worker.protocol import BlockReport, Job, Limits, Reply

MAX_TEXT = 1000  # characters of one text in a record


class Runner(Protocol):
    """Anything that runs a job: `autograder.worker.pool.Worker`, `autograder.worker.solo.SoloWorker`."""

    def run(self, job: Job) -> Reply:
        """Return one outcome for each call."""
        ...


class Asked(NamedTuple):
    """One check in the plan: which exercise it belongs to and which calls are its own."""

    exercise: str
    check: Check
    hidden: bool
    calls: tuple[Call, ...]


Judged = tuple[Asked, Verdict, list[Outcome]]
LATER = Verdict(status="passed")  # of a trace, which is looked at when all checks are decided


class Judge:
    """Grades submissions of one unit; what does not depend on the submission is worked out once."""

    def __init__(self, spec: UnitSpec, *, limits: Limits | None = None, only: Collection[str] = ()) -> None:
        self.spec = spec
        self.limits = limits or Limits()
        self.exercises = [item for item in spec.exercises if not only or item.id in only]
        self.digest = spec.digest()
        self.plan = _shuffled([asked for item in self.exercises for asked in _asked(item)], self.digest)

    @property
    def max_score(self) -> float:
        """Points of the exercises that are graded."""
        return round(sum(item.points for item in self.exercises), 2)

    def grade(self, submission: Submission, worker: Runner) -> Result:
        """Run the submission once, decide every check, and write the record."""
        started = time.perf_counter()
        if submission.code is None:
            return self._unreadable(submission)
        calls = tuple(asked_call for asked in self.plan for asked_call in asked.calls)
        reply = worker.run(Job(submission.code, calls, self.limits))
        lost = {**submission.code.lost, **self._lost(submission.code, reply.blocks)}
        exercises = tuple(self._exercises(reply.outcomes, submission.code, lost))
        messages = [
            *submission.code.notes,
            *(self._block_message(block) for block in reply.blocks if _told(block)),
        ]
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
            messages=tuple(messages),
            exercises=exercises,
        )

    def _exercises(
        self, outcomes: Sequence[Outcome], code: Code, lost: dict[str, str]
    ) -> Iterable[ExerciseResult]:
        untouched = {item.id for item in self.exercises if item.kind == "value" or is_untouched(item, code)}
        verdicts: dict[str, list[tuple[Asked, Verdict, list[Outcome]]]] = {
            item.id: [] for item in self.exercises
        }
        position = 0
        for asked in self.plan:
            own = list(outcomes[position : position + len(asked.calls)])
            position += len(asked.calls)
            if isinstance(asked.check, Formula):
                verdicts[asked.exercise].append((asked, LATER, own))
                continue
            verdict = _found(_decide(asked, own), lost.get(asked.exercise))
            if verdict.status == "not_started" and asked.exercise not in untouched:
                verdict = _reached_the_stub(verdict, own)
            verdicts[asked.exercise].append((asked, verdict, own))
        for item in self.exercises:
            yield exercise_result(item, verdicts[item.id], public=self.spec.scope == "public")

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
            "raised": f"{block.place or block.name} raised {block.error_type}{text}",
            "timeout": f"{block.name} did not end in time and was left out",
            "memory": f"{block.name} needs too much memory and was left out",
            "crashed": f"{block.name} ended the process and was left out",
        }
        return f"{what[block.status]}; the rest of the file was still run"

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


def _asked(item: ExerciseSpec) -> list[Asked]:
    visible = [Asked(item.id, check, hidden=False, calls=check.calls()) for check in item.checks]
    return visible + [Asked(item.id, check, hidden=True, calls=check.calls()) for check in item.hidden]


def _shuffled(plan: list[Asked], seed: str) -> list[Asked]:
    """Mix visible and hidden checks, so that a submission cannot tell them apart by their order.

    Traced calls come last: they run the code a second time, and only explain.
    """
    random.Random(seed).shuffle(plan)  # noqa: S311 - not a secret, only the same order each time
    return sorted(plan, key=lambda asked: isinstance(asked.check, Formula))


def is_untouched(item: ExerciseSpec, code: Code) -> bool:
    """Tell whether the submission still holds the exercise's stub as it was handed out."""
    return holds_stub(code.text, item.stub)


def _found(verdict: Verdict, lost: str | None) -> Verdict:
    """Say why a name is not defined when the block that defines it could not be read."""
    if lost is None or verdict.mistake != MISSING:
        return verdict
    return msgspec.structs.replace(verdict, message=lost, mistake=None)


def _reached_the_stub(verdict: Verdict, outcomes: Sequence[Outcome]) -> Verdict:
    line = "`raise NotImplementedError(...)`"
    errors = [item.error.message for item in outcomes if item.status == "not_started" and item.error]
    # a method says its own name, "Value.exp"
    method = next((text for text in errors if re.fullmatch(r"\w{1,40}\.\w{1,40}", text)), None)
    message = (
        f"{method or 'the function'} runs into the line {line} of the stub: return a value, delete that line"
    )
    mistake = f"{method} is not written yet" if method else "stub line left in"
    return msgspec.structs.replace(verdict, status="failed", message=message, mistake=mistake)


def _decide(asked: Asked, outcomes: Sequence[Outcome]) -> Verdict:
    try:
        return asked.check.judge_outcomes(outcomes)
    except Exception as problem:  # noqa: BLE001 - a fault of ours must not cost the student
        message = f"our fault: this check failed with {type(problem).__name__}: {problem}"
        return Verdict(status="error", message=message)


def exercise_result(item: ExerciseSpec, judged: list[Judged], *, public: bool) -> ExerciseResult:
    """Put the verdicts of one exercise together: blocked checks, score, status."""
    judged, traces = _apart(judged)
    order = {id(check): place for place, check in enumerate((*item.checks, *item.hidden))}
    judged = sorted(judged, key=lambda entry: order[id(entry[0].check)])
    verdicts = _blocked([(asked.check, verdict) for asked, verdict, _ in judged])
    formula, verdicts = _explained(verdicts, traces)
    checks = tuple(
        _check_result(asked, verdict) for (asked, _, _), (_, verdict) in zip(judged, verdicts, strict=True)
    )
    sides = [asked.hidden for asked, _, _ in judged]
    score = _score(item.points, [(*entry, side) for entry, side in zip(verdicts, sides, strict=True)])
    return ExerciseResult(
        id=item.id,
        score=score,
        max_score=item.points,
        status=_status(score, item.points, [verdict for _, verdict in verdicts]),
        hidden_points=item.hidden_points if public else _hidden_points(item),
        formula=_clipped(formula),
        checks=checks,
        notes=_notes([v for _, v in verdicts], [outcome for _, _, own in judged for outcome in own]),
    )


def _apart(judged: list[Judged]) -> tuple[list[Judged], list[Judged]]:
    """Separate the checks that decide from the traces that only explain."""
    traces = [entry for entry in judged if isinstance(entry[0].check, Formula)]
    return [entry for entry in judged if not isinstance(entry[0].check, Formula)], traces


def _explained(
    verdicts: list[tuple[Check, Verdict]], traces: list[Judged]
) -> tuple[str | None, list[tuple[Check, Verdict]]]:
    """Return the student's formula, and the verdicts with its likely cause where nothing better is known."""
    if not traces:
        return None, verdicts
    asked, _, outcomes = traces[0]
    trace = asked.check
    assert isinstance(trace, Formula)
    if all(verdict.status == "passed" for _, verdict in verdicts):
        return _quietly(lambda: trace.shown(outcomes)), verdicts
    found = _decide(asked, outcomes)
    values = [
        (check, msgspec.structs.replace(verdict, mistake=found.mistake))
        if verdict.status == "failed" and not verdict.mistake and not check.supporting and found.mistake
        else (check, verdict)
        for check, verdict in verdicts
    ]
    return found.got, values


def _quietly(show: Callable[[], str | None]) -> str | None:
    """An explanation that fails is left out."""
    try:
        return show()
    except Exception:  # noqa: BLE001 - nothing depends on it
        return None


def _hidden_points(item: ExerciseSpec) -> float:
    weight = sum(check.weight for check in item.hidden)
    total = weight + item.visible_weight
    return round(item.points * weight / total, 2) if total else 0.0


def _blocked(verdicts: list[tuple[Check, Verdict]]) -> list[tuple[Check, Verdict]]:
    """Turn failed value checks into blocked ones when a gate (the shape) has failed: one cause, said once."""
    shut = any(check.gate and v.status == "failed" and v.mistake not in TYPES for check, v in verdicts)
    if not shut:
        return verdicts
    return [
        (check, Verdict(status="blocked") if v.status == "failed" and not check.gate else v)
        for check, v in verdicts
    ]


def _score(points: float, verdicts: list[tuple[Check, Verdict, bool]]) -> float:
    """Return points in proportion to the weights; `verdicts` are (check, verdict, hidden).

    Supporting checks earn only beside a passed value check, hidden ones beside a hidden one: typing in the
    visible answers must not earn what the hidden inputs are for. A check that failed through a fault of ours
    earns nothing yet, or provoking one would pay: the exercise is an "error", its score provisional.
    """
    total = sum(check.weight for check, _, _ in verdicts)
    passed = [(check, hidden) for check, verdict, hidden in verdicts if verdict.status == "passed"]
    earned = sum(
        check.weight for check, hidden in passed if not check.supporting or _backed(verdicts, hidden=hidden)
    )
    return float(points) if earned == total and total else round(points * earned / max(total, 1), 2)


def _backed(verdicts: list[tuple[Check, Verdict, bool]], *, hidden: bool) -> bool:
    """Tell whether the supporting checks of one side stand beside a passed value check."""
    values = [(verdict.status == "passed", side) for check, verdict, side in verdicts if not check.supporting]
    own = [passed for passed, side in values if side is hidden]
    if hidden and own:
        return any(own)
    return any(passed for passed, _ in values) or not values


def _status(score: float, points: float, verdicts: list[Verdict]) -> ExerciseStatus:
    statuses = {verdict.status for verdict in verdicts}
    if "error" in statuses:
        return "error"
    if statuses == {"not_started"}:
        return "not_started"
    if statuses == {"passed"}:
        return "passed"
    some = score > 0 or (points == 0 and "passed" in statuses)
    return "partial" if some else "failed"


def _check_result(asked: Asked, verdict: Verdict) -> CheckResult:
    texts = {key: _clipped(text) for key, text in msgspec.structs.asdict(verdict).items() if key != "status"}
    return CheckResult(
        label=asked.check.label or asked.check.kind.replace("_", " "),
        kind=asked.check.kind,
        hidden=asked.hidden,
        status=verdict.status,
        **texts,
    )


def _clipped(text: str | None) -> str | None:
    return text if text is None or len(text) <= MAX_TEXT else f"{text[:MAX_TEXT]}..."


def _notes(verdicts: Sequence[Verdict], outcomes: Sequence[Outcome]) -> tuple[str, ...]:
    notes = list(dict.fromkeys(v.message for v in verdicts if v.status == "passed" and v.message))
    if any(outcome.printed for outcome in outcomes):
        notes.append("the function prints; that costs nothing")
    return tuple(notes)


def _told(block: BlockReport) -> bool:
    """An untouched stub at the top level is no news."""
    return not (block.status == "raised" and block.error_type == "NotImplementedError")
