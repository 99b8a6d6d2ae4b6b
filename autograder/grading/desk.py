"""Where one submission after another is graded: a judge, a warm worker, a formula helper, in one process."""

from __future__ import annotations

from types import TracebackType
from typing import Self

import msgspec

from autograder.exercise.spec import UnitSpec
from autograder.grading.identity import content_digest, engine_digest
from autograder.grading.task import Task
from autograder.judge import Judge
from autograder.record import Isolation as Level
from autograder.record import to_json
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

    def grade(self, task: Task) -> bytes:
        """Return the record; whatever goes wrong here is our fault and ends nothing."""
        if task.fault is not None:
            return ungraded(self.judge, task, task.fault)
        try:
            result = self._judge(task).grade(task.submission, self.worker)
            content, engine = content_digest(task.submission), engine_digest()
            return to_json(msgspec.structs.replace(result, content=content, engine=engine))
        except Exception as problem:  # noqa: BLE001 - one submission must not cost the others their records
            return ungraded(self.judge, task, f"{type(problem).__name__}: {problem}")

    def _judge(self, task: Task) -> Judge:
        if task.own is None:
            return self.judge
        spec = msgspec.json.decode(task.own, type=UnitSpec)
        return Judge(spec, limits=self.judge.limits, variant=task.variant, digest=self.judge.digest)


def ungraded(judge: Judge, task: Task, problem: str) -> bytes:
    """Return the record of a submission that we failed to grade; it is never kept by `--resume`."""
    return to_json(judge.ungraded(task.submission, encodable(problem)))
