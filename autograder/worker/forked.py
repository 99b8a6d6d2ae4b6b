"""A child of the warm worker: forked, confined, watched, and ended with everything that it started."""

from __future__ import annotations

import fcntl
import os
import select
import signal
import time
from contextlib import suppress
from typing import NamedTuple

from autograder.worker import child, limits, privileges
from autograder.worker.children import DYING_SECONDS, Death, death_of
from autograder.worker.footprint import new_session_keyring
from autograder.worker.messages import Task
from autograder.worker.plan import Plan
from autograder.worker.progress import Letter, Place, Progress
from autograder.worker.protocol import Limits
from autograder.worker.shield import Shield

_CHANNEL, _TOLD = 3, 4
_MOST_CHUNKS = 64
_OWN_NAMESPACE = os.getpid() == 1  # as this module is loaded by process 1, and inherited by its forks


class Confinement(NamedTuple):
    """What holds a child back; `mapped` bytes of its memory are ours, `uid` is who it becomes, if anybody."""

    mapped: int
    uid: int | None
    shield: Shield

    def put_on(self, allowed: Limits) -> None:
        """Confine the calling process, for good."""
        if self.uid is not None:
            privileges.become_submission(self.uid)
        new_session_keyring()
        limits.die_with_parent()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        limits.confine(allowed, self.mapped)
        self.shield.put_on()


class ForkedChild:
    """A child of this process, in a session of its own, with everything that it starts."""

    def __init__(self, task: Task, plan: Plan, confinement: Confinement) -> None:
        self.pipe, write = os.pipe()
        told, self.teller = os.pipe()
        self.progress, self.letter = Progress(), Letter()
        self.unsent = b""
        self.pid = os.fork()
        if self.pid == 0:
            self._become(task, plan, confinement, write, told)
        os.close(write)
        os.close(told)
        os.set_blocking(self.pipe, False)
        os.set_blocking(self.teller, False)
        self.status: int | None = None
        self.handle = _pidfd(self.pid)
        self.poll = select.poll()
        for descriptor in (self.pipe, self.handle):
            if descriptor is not None:
                self.poll.register(descriptor, select.POLLIN)
        self.poll.register(0, 0)  # hang-up only: the judge is gone

    def _become(self, task: Task, plan: Plan, confinement: Confinement, write: int, told: int) -> None:
        try:
            os.setsid()
            confinement.put_on(task.job.limits)
            # Away from each other's numbers first.
            write, told = (
                fcntl.fcntl(number, fcntl.F_DUPFD, limits.MAX_FILES // 2) for number in (write, told)
            )
            os.dup2(write, _CHANNEL)
            os.dup2(told, _TOLD)
            os.closerange((_TOLD if task.withheld else _CHANNEL) + 1, limits.MAX_FILES)
            child.run(task, plan, _CHANNEL, None if task.announced else self.progress, self._listen)
        finally:
            os._exit(1)

    def _listen(self) -> bytes:
        """Wait, in the child, until there is more to do; end when nobody is there to say so."""
        if not os.read(_TOLD, 1):
            os._exit(0)
        os.close(_TOLD)
        return self.letter.read()

    def read(self, timeout: float) -> bytes | None:
        """Return bytes as they come, b"" when the child has ended, None when none came in time."""
        deadline = time.monotonic() + timeout
        while True:
            left = deadline - time.monotonic()
            # Without a handle nobody tells of the child's death.
            pause = left if self.handle is not None else min(left, 0.05)
            events = dict(self.poll.poll(1000 * max(0.0, pause)))
            if 0 in events:
                self.stop()
                os._exit(0)
            with suppress(BlockingIOError):
                return os.read(self.pipe, 1 << 16)
            if self._ended():
                return b""
            if left <= 0:
                return None

    def place(self) -> Place:
        """Return what the child says it is at."""
        return self.progress.place()

    def tell(self, more: bytes) -> bool:
        """Let the child go on with more calls, unless they are too many."""
        if not self.letter.write(more):
            return False
        with suppress(BrokenPipeError, BlockingIOError):
            os.write(self.teller, b".")
        return True

    def stop(self) -> Death:
        """Kill the child and its descendants; say how it had died, should it have died by itself."""
        # The end of the stream is seen a moment before the process is dead.
        deadline = time.monotonic() + DYING_SECONDS
        at_end = self._stream_ended()
        while not self._ended() and at_end and time.monotonic() < deadline:
            time.sleep(0.001)
        _kill_leftovers(self.pid)
        self.unsent = self._drain() + self.progress.take()
        self.progress.close()
        self.letter.close()
        for descriptor in (self.pipe, self.teller, self.handle):
            if descriptor is not None:
                os.close(descriptor)
        return death_of(self.status)

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

    def _ended(self) -> bool:
        if self.status is None:
            with suppress(ChildProcessError):
                pid, status = os.waitpid(self.pid, os.WNOHANG)
                self.status = os.waitstatus_to_exitcode(status) if pid else None
        return self.status is not None


def _kill_leftovers(pid: int) -> None:
    """Kill everything that the child started; in a namespace of our own everything but process 1 and us."""
    alone = _OWN_NAMESPACE
    kill([-1] if alone else [-pid])
    while _has_children():
        # Orphans of the dead become our children, so look again after each.
        kill([-1] if alone else _own_children())
        os.waitpid(-1, 0)


def _has_children() -> bool:
    try:
        os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    except ChildProcessError:
        return False
    return True


def kill(targets: list[int]) -> None:
    """Kill processes that may be gone."""
    for target in targets:
        with suppress(ProcessLookupError, PermissionError):
            os.kill(target, signal.SIGKILL)


def _own_children() -> list[int]:
    found = []
    with suppress(OSError):
        for entry in os.scandir("/proc"):
            if entry.name.isdigit():
                with suppress(OSError, IndexError), open(f"/proc/{entry.name}/stat", "rb") as stat:  # noqa: PTH123
                    if int(stat.read().rpartition(b")")[2].split()[1]) == os.getpid():
                        found.append(int(entry.name))
    return found


def _pidfd(pid: int) -> int | None:
    try:
        return os.pidfd_open(pid)
    except (AttributeError, OSError):  # not Linux, or an old one
        return None
