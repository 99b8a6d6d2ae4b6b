"""A child of the warm worker as its supervisor sees it: forked, watched, ended with all that it started."""

from __future__ import annotations

import os
import select
import time
from contextlib import suppress

from autograder.worker.children import DYING_SECONDS, Death, death_of
from autograder.worker.leftovers import kill_all
from autograder.worker.messages import Task
from autograder.worker.nursery import Nursery
from autograder.worker.plan import task_frame
from autograder.worker.progress import LETTER_SIZE, Place
from autograder.worker.supervise import WorkerError

_MOST_CHUNKS = 64


class ForkedChild:
    """A child in a session of its own, with everything that it starts.

    It knows the first `known` calls from its start; `first` says that nothing of its submission ran before.
    """

    def __init__(self, task: Task, nursery: Nursery, known: int, uid: int | None, *, first: bool) -> None:
        self.nursery = nursery
        self.shared = nursery.shared
        self.shared.clear()
        self._leave(task_frame(task, known))
        self.pipe, write = os.pipe()
        told, self.teller = os.pipe()
        try:
            self.pid = nursery.fork(uid, (write, told), first=first)
        finally:
            for done in (write, told):
                os.close(done)
        os.set_blocking(self.pipe, False)
        os.set_blocking(self.teller, False)
        self.status: int | None = None
        self.unsent = b""
        self.handle = _pidfd(self.pid)
        self.poll = select.poll()
        for descriptor in (self.pipe, self.handle):
            if descriptor is not None:
                self.poll.register(descriptor, select.POLLIN)
        self.poll.register(0, 0)  # hang-up only: the judge is gone

    def _leave(self, task: bytes) -> None:
        if not self.shared.letter.write(task):
            message = f"a task may have {LETTER_SIZE} bytes, this one has {len(task)}: ask fewer calls"
            raise WorkerError(message)

    def read(self, timeout: float) -> bytes | None:
        """Return bytes as they come, b"" when the child has ended, None when none came in time."""
        deadline = time.monotonic() + timeout
        while True:
            left = deadline - time.monotonic()
            events = dict(self.poll.poll(1000 * max(0.0, left)))
            if 0 in events:
                self.stop()
                os._exit(0)
            with suppress(BlockingIOError):
                return os.read(self.pipe, 1 << 16)
            if self.handle in events:
                return b""
            if left <= 0:
                return None

    def place(self) -> Place:
        """Return what the child says it is at."""
        return self.shared.progress.place()

    def tell(self, more: bytes) -> bool:
        """Let the child go on with more calls, unless they are too many."""
        if not self.shared.letter.write(more):
            return False
        with suppress(BrokenPipeError, BlockingIOError):
            os.write(self.teller, b".")
        return True

    def stop(self) -> Death:
        """Kill the child and its descendants; say how it had died, should it have died by itself."""
        # The end of the stream is seen a moment before the process is dead.
        if self.handle is not None and self._stream_ended():
            dying = select.poll()
            dying.register(self.handle, select.POLLIN)
            dying.poll(1000 * DYING_SECONDS)
        self._end()
        self.unsent = self._drain() + self.shared.progress.take()
        for descriptor in (self.pipe, self.teller, self.handle):
            if descriptor is not None:
                os.close(descriptor)
        return death_of(self.status)

    def _end(self) -> None:
        """Kill the child and all that it started, and wait until nothing is left of them."""
        kill_all(group=self.pid, of=self.nursery.pid)
        self.status = self.nursery.farewell(self.pid)
        while kill_all(of=self.nursery.pid):
            self.nursery.farewell()
            time.sleep(0.001)

    def rest(self) -> bytes:
        """Return what was not read of a stopped child."""
        return self.unsent

    def _drain(self) -> bytes:
        """Read what is left in the pipe, which nobody writes to any more."""
        parts: list[bytes] = []
        with suppress(BlockingIOError):
            while (chunk := os.read(self.pipe, 1 << 16)) and len(parts) < _MOST_CHUNKS:
                parts.append(chunk)
        return b"".join(parts)

    def _stream_ended(self) -> bool:
        look = select.poll()
        look.register(self.pipe, select.POLLIN)
        return [event for _, event in look.poll(0)] == [select.POLLHUP]


def _pidfd(pid: int) -> int | None:
    try:
        return os.pidfd_open(pid)
    except (AttributeError, OSError):  # not Linux, or an old one
        return None
