"""From the messages of children that may hang, die or lie to one reply.

How a child is started is the caller's business; when to give up on it, whom to blame and what to try again in
the next one is decided here, for every kind of child.
"""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Callable
from typing import Literal, Protocol

import msgspec

from autograder.calls import Outcome, Raised
from autograder.worker.cleaning import cleaned, honest
from autograder.worker.messages import SHORT, FrameError, Frames, Message, Task, read_message
from autograder.worker.patience import Moment, moment, more_time, processor_time
from autograder.worker.protocol import SEVERITY, BlockReport, Ended, Job, Limits, Reply
from autograder.worker.script import Script, expected_steps, well_formed

Death = Literal["crashed", "memory"]
Trouble = Literal["timeout", "memory", "crashed", "refused"]

START_SECONDS = 30.0
# Of our own time: a thousand honest results take a tenth of it.
READING_SECONDS = 5.0
_FORGED = Raised("ForgedReply", "the code wrote to the grader's channel")
_TOO_SLOW = Raised("object", "the results of this submission take too long to read")


class WorkerError(RuntimeError):
    """Our side failed: nothing that a submission should be blamed for."""


class ChildProcess(Protocol):
    """A running child, which the system knows as `pid`."""

    pid: int

    def read(self, timeout: float) -> bytes | None:
        """Return bytes as they come, b"" after the last, None when none came in time."""

    def stop(self) -> Death:
        """End the child and all that it started; say how it had died, should it have died by itself."""


class _Trouble(Exception):  # noqa: N818 - a state of the child
    kind: Trouble | Literal["ended"]
    error: Raised | None = None


class _TimedOut(_Trouble):
    kind = "timeout"


class _Refused(_Trouble):
    kind = "refused"
    error = _FORGED


class _SlowToRead(_Refused):
    error = _TOO_SLOW


class _Ended(_Trouble):
    kind = "ended"


def supervise(job: Job, start: Callable[[Task], ChildProcess]) -> Reply:
    """Run a job in as many children as it takes, within its limits."""
    began = time.monotonic()
    run = _Run(job)
    for _ in range(job.limits.restarts + 1):
        if run.finished or run.time_is_up() or run.reading_left < 0:
            break
        task = run.task()
        run.live(task, start(task))
    return run.reply(time.monotonic() - began)


class _Run:
    def __init__(self, job: Job) -> None:
        self.job = job
        self.limits: Limits = job.limits
        # The submission's time starts when its first child is ready.
        self.deadline = math.inf
        self.step_deadline = math.inf
        self.step_limit = START_SECONDS
        self.step_start = self.first = Moment(0.0, None)
        self.spent = 0.0  # processor time of the children before this one
        self.outcomes: list[Outcome | None] = [None] * len(job.calls)
        self.reports: dict[int, BlockReport] = {}
        self.fatal: set[int] = set()
        self.strikes: Counter[str] = Counter()
        self.hangs: Counter[str] = Counter()
        self.bytes_left = job.limits.reply_bytes
        self.reading_left = READING_SECONDS
        self.printed = ""
        self.ended: Ended = "normally"
        self.last: Trouble = "crashed"
        self.finished = False
        self.script = Script(())

    def task(self) -> Task:
        """Return what is left to do; functions that hung or died before come last."""
        left = [place for place, outcome in enumerate(self.outcomes) if outcome is None]
        left.sort(key=lambda place: (self.strikes[self.job.calls[place].name], place))
        return Task(self.job, tuple(left), tuple(sorted(self.fatal)), self.bytes_left)

    def live(self, task: Task, child: ChildProcess) -> None:
        """Follow one child to its end and draw the consequences."""
        self.script = Script(expected_steps(task, len(self.job.code.blocks)))
        self._begin_step(START_SECONDS, moment(child.pid))
        trouble: Trouble | Literal["ended"] | None = None
        error: Raised | None = None
        try:
            self._follow(child)
        except _Trouble as met:
            trouble, error = met.kind, met.error
        finally:
            self.spent += processor_time(child.pid) or 0.0
            death = child.stop()
        if trouble is None:
            self.finished = True
        elif self.script.place == 0 and not self.time_is_up():
            message = f"a child must come up by itself, this one did not ({trouble}, {death})"
            raise WorkerError(message)
        else:
            self._blame(death if trouble == "ended" else trouble, error)

    def time_is_up(self) -> bool:
        """Say whether the submission has used its total time."""
        return time.monotonic() >= self.deadline

    def reply(self, seconds: float) -> Reply:
        """Return the reply, with an outcome for the calls that were never made."""
        if not self.finished:
            self._worsen("timeout" if self.time_is_up() else _as_end(self.last))
        missed: Trouble = "timeout" if self.time_is_up() else self.last
        rest = Outcome(missed, error=_TOO_SLOW if missed == "refused" and self.reading_left < 0 else None)
        return Reply(
            outcomes=tuple(rest if outcome is None else outcome for outcome in self.outcomes),
            blocks=tuple(report for _, report in sorted(self.reports.items())),
            ended=self.ended,
            printed=self.printed,
            seconds=seconds,
        )

    def _follow(self, child: ChildProcess) -> None:
        frames = Frames(self.bytes_left + _overhead(self.job))
        while not self.script.done:
            frame = self._next_frame(frames, child)
            self._take(self._read(frame), len(frame), child)

    def _read(self, frame: bytes) -> Message:
        """Return the message of a frame, made safe, within the time that we spend on a submission."""
        if len(frame) <= SHORT:
            return self._cleaned(frame)
        # The time of this thread: on a busy machine others' work is not the student's.
        start = time.thread_time()
        try:
            message = self._cleaned(frame)
        finally:
            self.reading_left -= time.thread_time() - start
        if self.reading_left < 0:
            raise _SlowToRead
        return message

    def _cleaned(self, frame: bytes) -> Message:
        try:
            message = read_message(frame)
            if message.outcome is None:
                return message
            outcome = cleaned(message.outcome, self.limits)
        except FrameError:
            raise _Refused from None
        return msgspec.structs.replace(message, outcome=outcome)

    def _next_frame(self, frames: Frames, child: ChildProcess) -> bytes:
        while True:
            try:
                frame = frames.next()
            except FrameError:
                raise _Refused from None
            if frame is not None:
                return frame
            patience = min(self.step_deadline, self.deadline) - time.monotonic()
            chunk = child.read(patience) if patience > 0 else None
            if chunk is None:
                self._more_patience(child)
                continue
            if not chunk:
                raise _Ended
            frames.feed(chunk)

    def _more_patience(self, child: ChildProcess) -> None:
        """Move the deadline that has passed when the machine kept the child waiting; raise if it did not."""
        now = moment(child.pid)
        if now.now >= self.deadline:
            used = None if now.used is None else self.spent + now.used
            self.deadline += _more(more_time(self.limits.total_seconds, self.first, Moment(now.now, used)))
        if now.now >= self.step_deadline:
            self.step_deadline += _more(more_time(self.step_limit, self.step_start, now))

    def _begin_step(self, limit: float, start: Moment) -> None:
        self.step_limit, self.step_start = limit, start
        self.step_deadline = start.now + limit

    def _take(self, message: Message, size: int, child: ChildProcess) -> None:
        if not well_formed(message) or not self.script.fits(message):
            raise _Refused
        if message.kind == "ready":
            start = moment(child.pid)
            if self.deadline == math.inf:
                self.deadline = start.now + self.limits.total_seconds
                self.first = Moment(start.now, 0.0)
            self._begin_step(self.limits.load_seconds, start)
        elif message.kind == "block_failed":
            self._note_block(message)
        elif message.kind == "loaded":
            self.printed = message.printed[: self.limits.printed_chars]
        elif message.kind == "call":
            self._begin_step(self.limits.call_seconds, moment(child.pid))
        elif message.kind == "outcome":
            self._note_outcome(message, size)

    def _note_block(self, message: Message) -> None:
        assert message.report is not None
        if message.report.status == "memory":
            self._worsen("memory")
        name = self.job.code.blocks[message.index].name
        error_type, text = message.report.error_type[:80], message.report.error_message[:500]
        place = message.report.place[:200]
        self.reports[message.index] = msgspec.structs.replace(
            message.report, name=name, error_type=error_type, error_message=text, place=place
        )

    def _note_outcome(self, message: Message, size: int) -> None:
        outcome = message.outcome
        assert outcome is not None
        if outcome.status == "memory":
            self._worsen("memory")
        outcome = honest(outcome, self.job.calls[message.index])
        self.bytes_left = max(0, self.bytes_left - size)
        self.step_deadline = time.monotonic() + self.limits.call_seconds
        self.outcomes[message.index] = outcome

    def _blame(self, trouble: Trouble, error: Raised | None) -> None:
        """Charge the block or call that was running."""
        self.last = trouble
        index = self.script.running
        if trouble in ("memory", "crashed"):
            self._worsen(_as_end(trouble))
        elif self.time_is_up():
            self._worsen("timeout")
        if self.script.phase == "call":
            self.outcomes[index] = Outcome(trouble, error=error)
            self._strike(self.job.calls[index].name, trouble)
            self.finished = None not in self.outcomes
        elif self.script.phase == "block":
            status = "crashed" if trouble == "refused" else trouble
            self._worsen(status)
            self.fatal.add(index)
            self.reports[index] = BlockReport(self.job.code.blocks[index].name, status)

    def _strike(self, name: str, trouble: Trouble) -> None:
        """Note that a function hung or died; one that hangs again and again is not called any more."""
        self.strikes[name] += 1
        self.hangs[name] += trouble == "timeout"
        if self.hangs[name] >= self.limits.hangs:
            for place, asked in enumerate(self.job.calls):
                if asked.name == name and self.outcomes[place] is None:
                    self.outcomes[place] = Outcome("timeout")

    def _worsen(self, ended: Ended) -> None:
        self.ended = max(self.ended, ended, key=SEVERITY.index)


def _more(seconds: float) -> float:
    if not seconds:
        raise _TimedOut
    return seconds


def _as_end(trouble: Trouble) -> Ended:
    return "crashed" if trouble == "refused" else trouble


def _overhead(job: Job) -> int:
    """Bytes that announcements, and outcomes without their values, may take."""
    each = 16 * job.limits.printed_chars + 64 * 1024
    return each * (len(job.calls) + len(job.code.blocks) + 1)
