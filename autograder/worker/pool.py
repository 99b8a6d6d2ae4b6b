"""The worker as the judge sees it: jobs in, replies out, whatever the submission does."""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from types import TracebackType
from typing import Self

import msgspec

from autograder.calls import Outcome
from autograder.record import Isolation as Level
from autograder.worker.isolation import Demand, Isolation
from autograder.worker.process import WorkerDied, WorkerProcess
from autograder.worker.protocol import Job, Reply
from autograder.worker.solo import SoloWorker
from autograder.worker.supervise import WorkerError

__all__ = ["Worker", "WorkerError"]


_MORE_TRIES = 2


class Worker:
    """A context manager around one worker process, which is started when needed and again when it died.

    `level` is an isolation that was probed, or the level that is asked for; by default the best that works.
    Jobs of several threads are done one after another. Raises `WorkerError` when our side failed.
    """

    def __init__(self, level: Isolation | Level | None = None) -> None:
        self.isolation = level if isinstance(level, Isolation) else Demand(level).met()
        self._lock = threading.Lock()
        self._process: WorkerProcess | None = None
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _problem: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.close()

    def run(self, job: Job) -> Reply:
        """Run one job."""
        with self._lock:
            if self._closed:
                message = "a closed worker runs no jobs; open a new one"
                raise WorkerError(message)
            if self.isolation.launcher == "spawn":
                return SoloWorker().run(job)
            reply = self._ask(job)
        return msgspec.structs.replace(reply, isolation=self.isolation.level)

    def close(self) -> None:
        """End the worker process."""
        with self._lock:
            self._closed = True
            self._drop()

    def _ask(self, job: Job) -> Reply:
        began = time.monotonic()
        reply = self._attempt_again(job)
        if len(reply.outcomes) == job.size:
            return reply
        # What supervises the submission was killed: by it, when that happens each time in a new worker.
        for _ in range(_MORE_TRIES):
            self._drop()
            reply = self._attempt_again(job)
            if len(reply.outcomes) == job.size:
                break
        missing = (Outcome("crashed"),) * (job.size - len(reply.outcomes))
        charged = time.monotonic() - began
        return msgspec.structs.replace(reply, outcomes=reply.outcomes + missing, charged=charged)

    def _attempt_again(self, job: Job) -> Reply:
        # It may have died between two jobs: of that, this one is innocent.
        for _ in range(_MORE_TRIES):
            with suppress(WorkerDied):
                return self._attempt(job)
        return self._attempt(job)

    def _attempt(self, job: Job) -> Reply:
        if self._process is None or not self._process.alive:
            self._drop()
            self._process = self.isolation.start()
        try:
            return self._process.ask(job)
        except BaseException:
            # Its answer, if it comes, would be taken for the next job's.
            self._drop()
            raise

    def _drop(self) -> None:
        if self._process is not None:
            self._process.close()
            self._process = None
