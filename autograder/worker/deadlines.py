"""When a submission must be done, and when the step that it is at."""

from __future__ import annotations

import math
import time

from autograder.worker.contention import Contention
from autograder.worker.patience import Moment, charged, more_time, processor_time


class Deadlines:
    """The clocks of one job. The submission's own starts when its first child is ready."""

    def __init__(self, total_seconds: float) -> None:
        self.total = total_seconds
        self.contention = Contention(time.monotonic())
        self.whole = self.step = math.inf
        self.limit = 0.0
        self.first = self.start = Moment(0.0, None, 0.0)
        self.spent = 0.0  # processor time of the children before this one

    def begin_step(self, limit: float, pid: int) -> None:
        """Give the child `limit` seconds from now."""
        self.limit, self.start = limit, self._moment(pid)
        self.step = self.start.now + limit

    def ready(self, pid: int) -> None:
        """Let the submission's time begin, unless it has begun."""
        if self.whole == math.inf:
            self.first = self._moment(pid)._replace(used=0.0)
            self.whole = self.first.now + self.total

    def after_step(self, limit: float) -> None:
        """Give the child so long to begin the next step."""
        self.step = time.monotonic() + limit

    def left(self) -> float:
        """Return the seconds until the next deadline."""
        return min(self.step, self.whole) - time.monotonic()

    def moved(self, pid: int) -> bool:
        """Move the deadlines that have passed, if the machine kept the child waiting; tell whether it did."""
        now = self._moment(pid, at_once=True)
        more = [1.0]
        if now.now >= self.whole:
            more.append(more_time(self.total, self.first, self._altogether(now)))
            self.whole += more[-1]
        if now.now >= self.step:
            more.append(more_time(self.limit, self.start, now))
            self.step += more[-1]
        return all(more)

    def forgive_step(self) -> None:
        """Take the time since the step began off the submission's, as far as it was the step's."""
        self.whole += min(time.monotonic() - self.start.now, self.limit)

    def child_ended(self, pid: int) -> None:
        """Keep the processor time of a child that is still there to be asked."""
        self.spent += processor_time(pid) or 0.0

    def are_over(self) -> bool:
        """Say whether the submission has used its total time."""
        return time.monotonic() >= self.whole

    def charged(self) -> float:
        """Return the seconds that count of all that have passed."""
        if self.whole == math.inf:
            return 0.0
        now = time.monotonic()
        return charged(self.first, Moment(now, self.spent, self.contention.until(now)))

    def _moment(self, pid: int, *, at_once: bool = False) -> Moment:
        now = time.monotonic()
        return Moment(now, processor_time(pid), self.contention.until(now, at_once=at_once))

    def _altogether(self, moment: Moment) -> Moment:
        return moment if moment.used is None else moment._replace(used=self.spent + moment.used)
