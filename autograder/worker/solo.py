"""A worker without fork, for self-checks on any system: each child is a fresh, small Python process."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import msgspec

from autograder.worker.children import DYING_SECONDS, Death, death_of
from autograder.worker.launch import PACKAGE, environment, python_command
from autograder.worker.messages import Task, pack
from autograder.worker.plan import Plan
from autograder.worker.protocol import Job, Reply
from autograder.worker.scratch import Scratch
from autograder.worker.supervise import supervise

_POSIX = os.name == "posix"


class SpawnedChild:
    """A process of its own; a thread reads its stream, which works on Windows too."""

    def __init__(self, task: Task, folder: Path) -> None:
        self.process = subprocess.Popen(
            python_command("autograder.worker.solo"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env=environment(PACKAGE.parent),
            start_new_session=True,
        )
        self.pid = self.process.pid
        self.chunks: queue.Queue[bytes] = queue.Queue(maxsize=64)
        self.at_end = False
        self.reader = threading.Thread(target=self._pump, daemon=True)
        self.reader.start()
        assert self.process.stdin is not None
        with suppress(OSError):
            self.process.stdin.write(pack(task))
        with suppress(OSError):
            self.process.stdin.close()

    def read(self, timeout: float) -> bytes | None:
        """Return bytes as they come, b"" after the last, None when none came in time."""
        deadline = time.monotonic() + timeout
        while True:
            left = deadline - time.monotonic()
            # In slices: a descendant that holds the stream open must not hide the child's death.
            with suppress(queue.Empty):
                chunk = self.chunks.get(timeout=max(0.0, min(left, 0.1)))
                self.at_end = not chunk
                return chunk
            if self.process.poll() is not None:
                # its last bytes may still be on their way through the reader
                self.reader.join(1.0)
                return b"" if self.chunks.empty() else self.chunks.get()
            if left <= 0:
                return None

    def place(self) -> None:
        """Say nothing: messages do."""

    def tell(self, _more: bytes) -> bool:
        """Decline: the hidden calls are asked in a process of their own."""
        return False

    def rest(self) -> bytes:
        """Return nothing: each message is sent at once."""
        return b""

    def stop(self) -> Death:
        """Kill the child, with its process group where there is one; say how it had died."""
        if self.at_end:
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(DYING_SECONDS)
        status = self.process.poll()
        with suppress(ProcessLookupError, PermissionError):
            if _POSIX:
                os.killpg(self.process.pid, signal.SIGKILL)
            else:  # pragma: no cover
                self.process.kill()
        self.process.wait()
        self._drain()
        return death_of(status)

    def _pump(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        chunk = b"-"
        while chunk:
            chunk = os.read(stream.fileno(), 1 << 16)
            self.chunks.put(chunk)
        stream.close()

    def _drain(self) -> None:
        deadline = time.monotonic() + 1.0
        while self.reader.is_alive() and time.monotonic() < deadline:
            with suppress(queue.Empty):
                self.chunks.get(timeout=0.01)


class SoloWorker:
    """Runs jobs in spawned children; same replies as the warm worker, a little later."""

    # No limit on memory and no process group on Windows: the levels say what holds.
    level = "basic" if _POSIX else "none"

    def run(self, job: Job) -> Reply:
        """Run one job."""
        with Scratch() as folder:
            shown = msgspec.structs.replace(job, hidden=(), withheld=bool(job.hidden))
            reply = supervise(shown, lambda task: SpawnedChild(task, folder.path), lambda: job.hidden)
        return msgspec.structs.replace(reply, isolation=self.level)


def main() -> None:
    """Be the child: one task on standard input, messages on what was standard output."""
    from autograder.worker import child
    from autograder.worker.surroundings import settle

    task = msgspec.msgpack.decode(sys.stdin.buffer.read()[4:], type=Task)
    channel = os.dup(1)
    if _POSIX:
        from autograder.worker import limits  # before `settle`, which hides what is loaded
    settle()
    if _POSIX:
        limits.prctl(limits.PR_SET_PDEATHSIG, signal.SIGKILL)
        limits.confine(task.job.limits, limits.mapped_bytes())
    child.run(task, Plan(task.job.calls), channel)


if __name__ == "__main__":
    main()
