"""From the messages of children that may hang, die or lie to one reply.

How a child is started is the caller's business; when to give up on it, whom to blame and what to try again in
the next one is decided here, for every kind of child.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from typing import Literal

import msgspec

from autograder.calls import Call, Outcome, Raised
from autograder.worker.children import (
    OWN_DEEDS,
    TOO_SLOW,
    ChildProcess,
    ChildTrouble,
    Death,
    HasEnded,
    Refused,
    SlowToRead,
    TimedOut,
    Trouble,
    own_deed,
)
from autograder.worker.cleaning import cleaned, honest
from autograder.worker.deadlines import Deadlines
from autograder.worker.messages import (
    SHORT,
    FrameError,
    Frames,
    Message,
    More,
    Task,
    read_message,
)
from autograder.worker.progress import NOWHERE, Place
from autograder.worker.protocol import SEVERITY, BlockReport, Ended, Job, Limits, Reply
from autograder.worker.script import Script, well_formed

START_SECONDS = 30.0
LOOK_SECONDS = 0.05
"""How long a child may be silent before somebody looks what it is at."""
# Of our own time: a thousand honest results take a tenth of it.
READING_SECONDS = 5.0
_MOST_SPARED = 3
_LEAST_STREAM = 1 << 20


class WorkerError(RuntimeError):
    """Our side failed: nothing that a submission should be blamed for."""


def supervise(
    job: Job, start: Callable[[Task], ChildProcess], hidden: Callable[[], tuple[Call, ...]] = tuple
) -> Reply:
    """Run a job in as many children as it takes, within its limits.

    `hidden` gives the calls that are withheld; it is asked when a child has answered all the others.
    """
    began = time.monotonic()
    run = _Run(job, hidden)
    while run.lives > 0 and not (run.finished or run.clocks.are_over() or run.reading_left < 0):
        task = run.task()
        run.live(task, start(task))
    return run.reply(time.monotonic() - began)


class _Run:
    def __init__(self, job: Job, hidden: Callable[[], tuple[Call, ...]]) -> None:
        self.job = job
        self.hidden = hidden
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
        # All that the children of this job may send.
        self.stream_left = self.bytes_left + _overhead(job, len(job.calls) + len(job.code.blocks) + 1)
        self.reading_left = READING_SECONDS
        self.printed = ""
        # What is said of blocks comes from children that know of no hidden call.
        self.is_shown = True
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
        return Task(self.job, tuple(left), skip, self.bytes_left, self.announced, self.job.withheld)

    def live(self, task: Task, child: ChildProcess) -> None:
        """Follow one child to its end and draw the consequences."""
        announced = task.announced or child.place() is None
        self.script = Script(task, len(self.job.code.blocks), announced=announced)
        self.at = NOWHERE
        self.frames = Frames(max(self.stream_left, _LEAST_STREAM))
        self.lives -= 1
        self.clocks.begin_step(START_SECONDS, child.pid)
        trouble: Trouble | Literal["ended"] | None = None
        error: Raised | None = None
        try:
            self._follow(child)
        except ChildTrouble as met:
            trouble, error = met.kind, met.error
        finally:
            self._look(child)
            self.clocks.child_ended(child.pid)
            death = child.stop()
        if trouble in ("timeout", "ended"):
            self._take_rest(child)
        self.stream_left = self.frames.left
        if trouble is None or self.script.done:
            self._note_finished()
            # A child that cannot be told of hidden calls has done its work.
            self.lives += trouble is None and not self.finished
        elif self._is_unclear(trouble):
            self.announced = True
            self.last = "refused"
        elif trouble == "ended" and self._spare(death):
            return
        elif self.script.taken == 0 and not self.clocks.are_over():
            message = f"a child must come up by itself, this one did not ({trouble}, {death})"
            raise WorkerError(message)
        else:
            self._blame(own_deed(death) if trouble == "ended" else trouble, error)

    def _is_unclear(self, trouble: Trouble | Literal["ended"]) -> bool:
        """Say whether the next child must announce what it does for anybody to be blamed."""
        forged = trouble == "refused" or (trouble == "ended" and self.at == NOWHERE)
        return forged and not self.script.announced and self.script.taken > 0

    def reply(self, seconds: float) -> Reply:
        """Return the reply, with an outcome for the calls that were never made."""
        self._learn_hidden()
        if not self.finished:
            self._worsen("timeout" if self.clocks.are_over() else _as_end(self.last))
        missed: Trouble = "timeout" if self.clocks.are_over() else self.last
        rest = Outcome(missed, error=TOO_SLOW if missed == "refused" and self.reading_left < 0 else None)
        return Reply(
            outcomes=tuple(rest if outcome is None else outcome for outcome in self.outcomes),
            blocks=tuple(report for _, report in sorted(self.reports.items())),
            ended=self.ended,
            printed=self.printed,
            seconds=seconds,
            charged=self.clocks.charged(),
        )

    def _follow(self, child: ChildProcess) -> None:
        while not self.script.done or self._tell_hidden(child):
            frame = self._next_frame(child)
            self._take(self._read(frame), len(frame), child)

    def _tell_hidden(self, child: ChildProcess) -> bool:
        """Let a child that has answered what is shown go on; say whether it does."""
        if not self.job.withheld:
            return False
        known = len(self.job.calls)
        self._learn_hidden()
        todo = self.task().todo
        if not todo or not child.tell(msgspec.msgpack.encode(More(self.job.calls[known:], todo))):
            return False
        self.script.go_on(todo)
        self.frames.left += _overhead(self.job, len(self.job.calls) - known)
        self.clocks.after_step(self.limits.call_seconds)
        return True

    def _learn_hidden(self) -> None:
        """Take the calls that were withheld among the others."""
        if self.job.withheld:
            more = self.hidden()
            self.job = msgspec.structs.replace(self.job, calls=self.job.calls + more, withheld=False)
            self.outcomes += [None] * len(more)
            self.is_shown = False
            self._give_up_hanging()

    def _note_finished(self) -> None:
        self.finished = not self.job.withheld and None not in self.outcomes

    def _take_rest(self, child: ChildProcess) -> None:
        """Take what a child had not sent when it ended."""
        self.frames.feed(child.rest())
        with suppress(ChildTrouble, FrameError):
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
            raise SlowToRead
        return message

    def _cleaned(self, frame: bytes) -> Message:
        try:
            message = read_message(frame)
            outcome = message.outcome and cleaned(message.outcome, self.limits)
        except FrameError:
            raise Refused from None
        return message if outcome is message.outcome else msgspec.structs.replace(message, outcome=outcome)

    def _next_frame(self, child: ChildProcess) -> bytes:
        while True:
            try:
                frame = self.frames.next()
            except FrameError:
                raise Refused from None
            if frame is not None:
                return frame
            patience = min(self.clocks.left(), LOOK_SECONDS)
            chunk = child.read(patience) if patience > 0 else None
            if chunk is None:
                self._be_patient(child)
                continue
            if not chunk:
                raise HasEnded
            self.frames.feed(chunk)

    def _be_patient(self, child: ChildProcess) -> None:
        """See what a silent child is at; raise when it has had its time."""
        before = self.at
        self._look(child)
        if self.at.phase == "call" and self.at != before:
            self.clocks.begin_step(self.limits.call_seconds, child.pid)
        elif self.clocks.left() <= 0 and not self.clocks.moved(child.pid):
            raise TimedOut

    def _look(self, child: ChildProcess) -> None:
        """Note what the child is at, unless that is nonsense."""
        place = self.script.said if self.script.announced else child.place() or NOWHERE
        self.at = place if self.script.may_be(place) else NOWHERE

    def _take(self, message: Message, size: int, child: ChildProcess) -> None:
        if not well_formed(message) or not self.script.fits(message):
            raise Refused
        if message.kind == "outcome":
            self._note_outcome(message, size)
        elif message.kind == "ready":
            self.clocks.ready(child.pid)
            self.clocks.begin_step(self.limits.load_seconds, child.pid)
        elif message.kind == "block_failed":
            self._note_block(message)
        elif message.kind == "loaded":
            self.printed = message.printed[: self.limits.printed_chars] if self.is_shown else self.printed
            self.clocks.after_step(self.limits.call_seconds)
        elif message.kind == "call":
            self.at = self.script.said
            self.clocks.begin_step(self.limits.call_seconds, child.pid)

    def _note_block(self, message: Message) -> None:
        assert message.report is not None
        if message.report.status == "memory":
            self._worsen("memory")
        if not self.is_shown:
            return
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
        if size > self.bytes_left and size > self.bytes_left + _overhead(self.job, 1):
            outcome = Outcome("refused", error=Raised("object", f"the result is too large ({size} bytes)"))
        self.bytes_left = max(0, self.bytes_left - size)
        self.clocks.after_step(self.limits.call_seconds)
        self.outcomes[message.index] = outcome

    def _spare(self, death: Death) -> bool:
        """Tell whether the child is to be started once more: somebody else may have killed it."""
        if death not in OWN_DEEDS or self.at in self.spared or len(self.spared) == _MOST_SPARED:
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
            self._note_finished()
        elif self.at.phase == "block":
            status = "crashed" if trouble == "refused" else trouble
            self._worsen(status)
            self.fatal.add(index)
            if self.is_shown:
                self.reports[index] = BlockReport(self.job.code.blocks[index].name, status)

    def _strike(self, name: str, trouble: Trouble) -> None:
        """Note that a function hung or died; one that hangs again and again is not called any more."""
        self.strikes[name] += 1
        self.hangs[name] += trouble == "timeout"
        self._give_up_hanging()

    def _give_up_hanging(self) -> None:
        for place, asked in enumerate(self.job.calls):
            if self.outcomes[place] is None and self.hangs[asked.name] >= self.limits.hangs:
                self.outcomes[place] = Outcome("timeout")

    def _worsen(self, ended: Ended) -> None:
        self.ended = max(self.ended, ended, key=SEVERITY.index)


def _as_end(trouble: Trouble) -> Ended:
    return "crashed" if trouble == "refused" else trouble


def _overhead(job: Job, messages: int) -> int:
    """Bytes that announcements, and outcomes without their values, may take."""
    return messages * (16 * job.limits.printed_chars + 64 * 1024)
