"""The judge's end of a warm worker process: start, ask, and never leave anything running."""

from __future__ import annotations

import os
import selectors
import subprocess
import tempfile
import time
import weakref
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import IO

import msgspec

from autograder.calls import Call
from autograder.worker import contention
from autograder.worker.messages import FrameError, Frames, pack_as
from autograder.worker.patience import STRETCH
from autograder.worker.plan import HIDDEN, JOB, PLAN, as_frame
from autograder.worker.protocol import Job, Reply
from autograder.worker.scratch import Scratch
from autograder.worker.supervise import WorkerError

_GUARD_SECONDS = 15.0
_MAX_COMPLAINT = 2000


class WorkerDied(WorkerError):  # noqa: N818 - what happened; the worker is started again
    """The worker process ended before it replied."""


class WorkerProcess:
    """A running worker. One job at a time; `close` ends it and everything below it.

    It starts in a new empty folder, which is removed at the end; in a box it goes on to one of its own.
    """

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self._folder = Scratch()
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the process
        self._plan: tuple[Call, ...] | None = None
        self._hidden: tuple[Call, ...] | None = None
        machine = contention.sources()
        try:
            self._process = subprocess.Popen(
                [*command, *(f"--read={descriptor}" for descriptor in machine)],
                pass_fds=machine,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._complaints,
                cwd=self._folder.path,
                env=dict(environment),
                start_new_session=True,
                bufsize=0,
            )
        finally:
            for descriptor in machine:
                os.close(descriptor)
        assert self._process.stdin is not None
        os.set_blocking(self._process.stdin.fileno(), False)
        # Also at the exit of the interpreter.
        self._finalizer = weakref.finalize(self, _end, self._process, self._folder, self._complaints)

    @property
    def pid(self) -> int:
        """Return the process id of what was started (bubblewrap's, inside of which the worker runs)."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Say whether the process runs."""
        return self._finalizer.alive and self._process.poll() is None

    def ask(self, job: Job) -> Reply:
        """Send a job and wait for its reply; raises `WorkerDied` or `WorkerError`."""
        assert self._process.stdin is not None
        # a child that shares the processor is given more than its limit: no fault of the worker
        seconds = STRETCH * job.limits.total_seconds + _GUARD_SECONDS
        try:
            return self._exchange(self._frames(job), time.monotonic() + seconds, job.limits.reply_bytes)
        except (msgspec.MsgspecError, FrameError, RecursionError) as problem:
            raise WorkerError(self._complaint(f"the worker's reply cannot be read: {problem}")) from None

    def _frames(self, job: Job) -> bytes:
        """Return what to send for a job: before it calls that others are asked too, if they are new."""
        ahead = b""
        if job.hidden and job.hidden is not self._hidden:
            ahead, self._hidden = as_frame(HIDDEN, job.hidden), job.hidden
        job = msgspec.structs.replace(job, hidden=(), withheld=bool(job.hidden))
        if not job.asked_of_all:
            return ahead + pack_as(JOB, job)
        if job.calls is not self._plan:
            ahead, self._plan = ahead + as_frame(PLAN, job.calls), job.calls
        return ahead + pack_as(JOB, msgspec.structs.replace(job, calls=()))

    def close(self) -> None:
        """End the worker."""
        self._finalizer()

    def _exchange(self, data: bytes, deadline: float, reply_bytes: int) -> Reply:
        """Send as the worker reads, which leaves some of it for later, and wait for its reply."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        stdin, stdout = self._process.stdin.fileno(), self._process.stdout.fileno()
        frames, unsent = Frames(2 * reply_bytes + (64 << 20)), memoryview(data)
        with selectors.DefaultSelector() as selector:
            selector.register(stdin, selectors.EVENT_WRITE)
            selector.register(stdout, selectors.EVENT_READ)
            while (frame := frames.next()) is None:
                ready = selector.select(max(0.0, deadline - time.monotonic()))
                if not ready:
                    raise WorkerError(self._complaint("the worker gave no reply in time"))
                if any(key.fd == stdin for key, _ in ready):
                    unsent = _sent(stdin, unsent)
                    if not unsent:
                        selector.unregister(stdin)
                if not any(key.fd == stdout for key, _ in ready):
                    continue
                chunk = os.read(stdout, 1 << 20)
                if not chunk:
                    raise WorkerDied(self._complaint("the worker ended"))
                frames.feed(chunk)
        return msgspec.msgpack.decode(frame, type=Reply)

    def _complaint(self, what: str) -> str:
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(0.2)
        size = self._complaints.seek(0, os.SEEK_END)
        self._complaints.seek(max(0, size - _MAX_COMPLAINT))
        said = self._complaints.read().decode("utf-8", "replace").strip()
        return f"{what}; run `gradmark doctor`. It said: {said or 'nothing'}"


def _sent(stdin: int, unsent: memoryview) -> memoryview:
    """Send some more; nothing is left to send when nobody reads, and the last words may still be there."""
    try:
        return unsent[os.write(stdin, unsent) :]
    except BrokenPipeError:
        return unsent[len(unsent) :]


def _end(process: subprocess.Popen[bytes], folder: Scratch, complaints: IO[bytes]) -> None:
    """End politely first: the worker kills what it started when its input ends."""
    assert process.stdin is not None
    assert process.stdout is not None
    with suppress(OSError):
        process.stdin.close()
    try:
        process.wait(2.0)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    process.stdout.close()
    complaints.close()
    folder.close()
