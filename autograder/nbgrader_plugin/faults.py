"""Faults that are not the student's: told loudly, never turned into marks."""

from __future__ import annotations

from pathlib import Path

from autograder.record import Result


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
