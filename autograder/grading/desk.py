"""Where one submission after another is graded: a judge, a warm worker, a formula helper, in one process."""

from __future__ import annotations

from types import TracebackType
from typing import Self

import msgspec

from autograder.exercise.spec import UnitSpec
from autograder.grading.identity import content_digest, engine_digest
from autograder.judge import Judge
from autograder.record import Isolation as Level
from autograder.record import Result, to_json
from autograder.submission.code import Submission
from autograder.submission.problems import encodable
from autograder.worker.isolation import Isolation
from autograder.worker.pool import Worker


class Desk:
    """Grades submissions of one unit, one at a time; each becomes a record as one line of JSON."""

    def __init__(self, spec: UnitSpec, level: Isolation | Level | None = None) -> None:
        self.judge = Judge(spec)
        self.worker = Worker(level)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the warm worker."""
        self.worker.close()

    def grade(self, submission: Submission) -> bytes:
        """Return the record; whatever goes wrong here is our fault and ends nothing."""
        try:
            return _line(self.judge.grade(submission, self.worker), submission)
        except Exception as problem:  # noqa: BLE001 - one submission must not cost the others their records
            return ungraded(self.judge, submission, f"{type(problem).__name__}: {problem}")


def ungraded(judge: Judge, submission: Submission, problem: str) -> bytes:
    """Return the record of a submission that we failed to grade; it is never kept by `--resume`."""
    return to_json(judge.ungraded(submission, encodable(problem)))


def _line(result: Result, submission: Submission) -> bytes:
    stamped = msgspec.structs.replace(result, content=content_digest(submission), engine=engine_digest())
    return to_json(stamped)
