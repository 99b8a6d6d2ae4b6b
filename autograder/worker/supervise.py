"""From the messages of children that may hang, die or lie to one reply.

How a child is started is the caller's business; when to give up on it, whom to blame and what to try again in
the next one is decided here, for every kind of child.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from typing import Literal, Protocol

import msgspec

from autograder.calls import Outcome, Raised
from autograder.worker.cleaning import cleaned, honest
from autograder.worker.deadlines import Deadlines
from autograder.worker.messages import MEMORY_EXIT, SHORT, FrameError, Frames, Message, Task, read_message
from autograder.worker.progress import NOWHERE, Place
from autograder.worker.protocol import SEVERITY, BlockReport, Ended, Job, Limits, Reply
from autograder.worker.script import Script, well_formed

Death = Literal["crashed", "memory", "killed", "terminated"]
Trouble = Literal["timeout", "memory", "crashed", "refused"]

START_SECONDS = 30.0
LOOK_SECONDS = 0.05
"""How long a child may be silent before somebody looks what it is at."""
# From the end of a child's stream to its death, on a busy machine; what lives on has closed the stream.
DYING_SECONDS = 0.5
# Of our own time: a thousand honest results take a tenth of it.
READING_SECONDS = 5.0
# What a child that was killed may have done, should it happen at the same place again.
_OWN_DEEDS: dict[Death, Trouble] = {"killed": "memory", "terminated": "crashed"}
_MOST_SPARED = 3
_FORGED = Raised("ForgedReply", "the code wrote to the grader's channel")
_TOO_SLOW = Raised("object", "the results of this submission take too long to read")


class WorkerError(RuntimeError):
    """Our side failed: nothing that a submission should be blamed for."""


class ChildProcess(Protocol):
    """A running child, which the system knows as `pid`."""

    pid: int

    def read(self, timeout: float) -> bytes | None:
        """Return bytes as they come, b"" after the last, None when none came in time."""

    def place(self) -> Place | None:
        """Return what the child says it is at, None when it says so by messages."""

    def rest(self) -> bytes:
        """Return what a stopped child had not sent yet."""

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
    while run.lives > 0 and not (run.finished or run.clocks.are_over() or run.reading_left < 0):
        task = run.task()
        run.live(task, start(task))
    return run.reply(time.monotonic() - began)


class _Run:
    def __init__(self, job: Job) -> None:
        self.job = job
        self.limits: Limits = job.limits
        self.clocks = Deadlines(job.limits.total_seconds)
        self.lives = job.limits.restarts + 1
        self.spared: set[Place] = set()
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
        self.script = Script(Task(job, ()), 0, announced=True)
        self.at = NOWHERE
        # Whose message it was that nobody believes is only known of a child that announces what it does.
        self.announced = False

    def task(self) -> Task:
        """Return what is left to do; functions that hung or died before come last."""
        left = [place for place, outcome in enumerate(self.outcomes) if outcome is None]
        left.sort(key=lambda place: (self.strikes[self.job.calls[place].name], place))
        skip = tuple(sorted(self.fatal))
        return Task(self.job, tuple(left), skip, self.bytes_left, announced=self.announced)

    def live(self, task: Task, child: ChildProcess) -> None:
        """Follow one child to its end and draw the consequences."""
        announced = task.announced or child.place() is None
        self.script = Script(task, len(self.job.code.blocks), announced=announced)
        self.at = NOWHERE
        self.frames = Frames(self.bytes_left + _overhead(self.job))
        self.lives -= 1
        self.clocks.begin_step(START_SECONDS, child.pid)
        trouble: Trouble | Literal["ended"] | None = None
        error: Raised | None = None
        try:
            self._follow(child)
        except _Trouble as met:
            trouble, error = met.kind, met.error
        finally:
            self._look(child)
            self.clocks.child_ended(child.pid)
            death = child.stop()
        if trouble in ("timeout", "ended"):
            self._take_rest(child)
        if trouble is None or self.script.done:
            self.finished = True
        elif self._is_unclear(trouble):
            self.announced = True
            self.last = "refused"
        elif trouble == "ended" and self._spare(death):
            return
        elif self.script.taken == 0 and not self.clocks.are_over():
            message = f"a child must come up by itself, this one did not ({trouble}, {death})"
            raise WorkerError(message)
        else:
            self._blame(_own_deed(death) if trouble == "ended" else trouble, error)

    def _is_unclear(self, trouble: Trouble | Literal["ended"]) -> bool:
        """Say whether the next child must announce what it does for anybody to be blamed."""
        forged = trouble == "refused" or (trouble == "ended" and self.at == NOWHERE)
        return forged and not self.script.announced and self.script.taken > 0

    def reply(self, seconds: float) -> Reply:
        """Return the reply, with an outcome for the calls that were never made."""
        if not self.finished:
            self._worsen("timeout" if self.clocks.are_over() else _as_end(self.last))
        missed: Trouble = "timeout" if self.clocks.are_over() else self.last
        rest = Outcome(missed, error=_TOO_SLOW if missed == "refused" and self.reading_left < 0 else None)
        return Reply(
            outcomes=tuple(rest if outcome is None else outcome for outcome in self.outcomes),
            blocks=tuple(report for _, report in sorted(self.reports.items())),
            ended=self.ended,
            printed=self.printed,
            seconds=seconds,
            charged=self.clocks.charged(),
        )

    def _follow(self, child: ChildProcess) -> None:
        while not self.script.done:
            frame = self._next_frame(child)
            self._take(self._read(frame), len(frame), child)

    def _take_rest(self, child: ChildProcess) -> None:
        """Take what a child had not sent when it ended."""
        self.frames.feed(child.rest())
        with suppress(_Trouble, FrameError):
            while not self.script.done and (frame := self.frames.next()) is not None:
                self._take(self._read(frame), len(frame), child)
        if not self.script.may_be(self.at):
            self.at = NOWHERE

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

    def _next_frame(self, child: ChildProcess) -> bytes:
        while True:
            try:
                frame = self.frames.next()
            except FrameError:
                raise _Refused from None
            if frame is not None:
                return frame
            patience = min(self.clocks.left(), LOOK_SECONDS)
            chunk = child.read(patience) if patience > 0 else None
            if chunk is None:
                self._be_patient(child)
                continue
            if not chunk:
                raise _Ended
            self.frames.feed(chunk)

    def _be_patient(self, child: ChildProcess) -> None:
        """See what a silent child is at; raise when it has had its time."""
        before = self.at
        self._look(child)
        if self.at.phase == "call" and self.at != before:
            self.clocks.begin_step(self.limits.call_seconds, child.pid)
        elif self.clocks.left() <= 0 and not self.clocks.moved(child.pid):
            raise _TimedOut

    def _look(self, child: ChildProcess) -> None:
        """Note what the child is at, unless that is nonsense."""
        place = self.script.said if self.script.announced else child.place() or NOWHERE
        self.at = place if self.script.may_be(place) else NOWHERE

    def _take(self, message: Message, size: int, child: ChildProcess) -> None:
        if not well_formed(message) or not self.script.fits(message):
            raise _Refused
        if message.kind == "ready":
            self.clocks.ready(child.pid)
            self.clocks.begin_step(self.limits.load_seconds, child.pid)
        elif message.kind == "block_failed":
            self._note_block(message)
        elif message.kind == "loaded":
            self.printed = message.printed[: self.limits.printed_chars]
            self.clocks.after_step(self.limits.call_seconds)
        elif message.kind == "call":
            self.at = self.script.said
            self.clocks.begin_step(self.limits.call_seconds, child.pid)
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
        self.clocks.after_step(self.limits.call_seconds)
        self.outcomes[message.index] = outcome

    def _spare(self, death: Death) -> bool:
        """Tell whether the child is to be started once more: somebody else may have killed it."""
        if death not in _OWN_DEEDS or self.at in self.spared or len(self.spared) == _MOST_SPARED:
            return False
        self.spared.add(self.at)
        self.lives += 1
        self.clocks.forgive_step()
        return True

    def _blame(self, trouble: Trouble, error: Raised | None) -> None:
        """Charge the block or call that was running."""
        self.last = trouble
        index = self.at.number
        if trouble in ("memory", "crashed"):
            self._worsen(_as_end(trouble))
        elif self.clocks.are_over():
            self._worsen("timeout")
        if self.at.phase == "call":
            self.outcomes[index] = Outcome(trouble, error=error)
            self._strike(self.job.calls[index].name, trouble)
            self.finished = None not in self.outcomes
        elif self.at.phase == "block":
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


def death_of(status: int | None) -> Death:
    """Read an exit status, negative for a signal: the first two signals come from outside as a rule."""
    told: dict[int | None, Death] = {-9: "killed", -15: "terminated", MEMORY_EXIT: "memory"}
    return told.get(status, "crashed")


def _own_deed(death: Death) -> Trouble:
    return _OWN_DEEDS.get(death, "memory" if death == "memory" else "crashed")


def _as_end(trouble: Trouble) -> Ended:
    return "crashed" if trouble == "refused" else trouble


def _overhead(job: Job) -> int:
    """Bytes that announcements, and outcomes without their values, may take."""
    each = 16 * job.limits.printed_chars + 64 * 1024
    return each * (len(job.calls) + len(job.code.blocks) + 1)
