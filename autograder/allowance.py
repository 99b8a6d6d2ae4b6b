"""All runs of one submission together get what its limits allow one run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from autograder.worker.protocol import Job, Limits, Reply
from autograder.worker.supervise import WorkerError

if TYPE_CHECKING:
    from autograder.asking import Runner

LEAST = 1.0
"""Seconds that must be left for one more run to be begun."""


class OverdrawnError(WorkerError):
    """The submission has had its time: what its earlier runs have shown stands."""


class Allowance:
    """A runner for one submission; every job gets the seconds that the jobs before have left."""

    def __init__(self, worker: Runner, limits: Limits) -> None:
        self.worker = worker
        self.limits = limits
        self.left = limits.total_seconds

    def run(self, job: Job) -> Reply:
        """Run a job; raises `OverdrawnError` when there is no time left for it."""
        if self.left < LEAST < self.limits.total_seconds:
            message = "the total time of the submission is used up"
            raise OverdrawnError(message)
        limits = msgspec.structs.replace(self.limits, total_seconds=self.left)
        reply = self.worker.run(msgspec.structs.replace(job, limits=limits))
        self.left -= reply.charged
        return reply
