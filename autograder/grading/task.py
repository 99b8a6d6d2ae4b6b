"""What is sent to where a submission is graded: its content, and its own spec where it has one."""

from __future__ import annotations

import msgspec

from autograder.personal.grading import PersonalUnit
from autograder.submission.code import Submission
from autograder.submission.problems import encodable


class Task(msgspec.Struct, frozen=True, omit_defaults=True):
    """One submission to be graded.

    In a course with personal variants `own` is the student's spec in JSON and `variant` names it; seeds and
    reference stay behind. `fault` says why we could not make that spec, and then nothing is run.
    """

    submission: Submission
    own: bytes | None = None
    variant: str | None = None
    fault: str | None = None

    @property
    def student(self) -> str:
        """Whose it is."""
        return self.submission.student


def task_of(submission: Submission, personal: PersonalUnit | None) -> Task:
    """Return the task with the student's own spec in it; a failure is a fault of ours and ends nothing."""
    if personal is None:
        return Task(submission)
    try:
        own = personal.own(submission.student)
        return Task(submission, msgspec.json.encode(own.spec), own.variant)
    except Exception as problem:  # noqa: BLE001 - one student's numbers must not cost the others their records
        return Task(submission, fault=encodable(f"{type(problem).__name__}: {problem}"))
