"""Faults that are not the student's: told loudly, never turned into marks."""

from __future__ import annotations

from pathlib import Path

from autograder import __version__
from autograder.judge import Judge
from autograder.record import ExerciseResult, Result
from autograder.submission.code import Submission


class CourseError(RuntimeError):
    """The course, its specs and its notebooks do not fit together; the message says what to do."""


class GraderFaultError(RuntimeError):
    """gradmark itself failed on a submission, which therefore stays ungraded."""


def failed_by_us(result: Result) -> list[str]:
    """Return the exercises whose verdict is missing because of us."""
    return [item.id for item in result.exercises if item.status == "error"]


def our_fault(result: Result, record: Path) -> GraderFaultError:
    """Return the exception that makes nbgrader leave the submission ungraded."""
    reasons = [check.message for item in result.exercises for check in item.checks if check.status == "error"]
    said = next((text for text in (*reasons, *result.messages) if text), "no reason was given")
    message = (
        f"gradmark failed on the submission of {result.student} ({', '.join(failed_by_us(result))}); it "
        f"stays ungraded and nobody loses a mark. First reason: {said}. The record is {record}; "
        "repair the check or the machine (`gradmark doctor`), then run autograde again"
    )
    return GraderFaultError(message)


def broken_result(judge: Judge, submission: Submission, problem: Exception) -> Result:
    """Return the record of a submission that could not be graded at all."""
    exercises = tuple(
        ExerciseResult(id=item.id, score=0.0, max_score=item.points, status="error")
        for item in judge.exercises
    )
    return Result(
        unit=judge.spec.unit,
        student=submission.student,
        submission=submission.path,
        score=0.0,
        max_score=judge.max_score,
        status="crashed",
        seconds=0.0,
        isolation="none",
        kit=__version__,
        spec=judge.digest,
        scope=judge.spec.scope,
        messages=(f"our fault: {type(problem).__name__}: {problem}",),
        exercises=exercises,
    )
