"""The warm worker: NumPy is loaded once, each submission gets a fork of it.

    python -m autograder.worker.warm [--from-root]

One job a frame on standard input, one reply a frame on standard output; it ends when its input does.
It never runs a line of a submission, and never reads one: for each job it forks a supervisor, which reads the
job, forks the submission's children, writes the reply and ends. So no memory of one submission, its code or
its results, is there when the next one runs.
"""

from __future__ import annotations

import functools
import gc
import importlib
import os
import select
import shutil
import signal
import struct
import sys
import time
from collections.abc import Callable
from contextlib import nullcontext, suppress

import msgspec

from autograder import datasets
from autograder.worker import child, limits, privileges
from autograder.worker.footprint import footprint, new_session_keyring, session_keyring
from autograder.worker.messages import MEMORY_EXIT, Task, pack
from autograder.worker.plan import PLAN, Plan, planned, read_plan
from autograder.worker.protocol import Job, Limits, Reply
from autograder.worker.supervise import Death, supervise

# What students import: loaded here once, and still there when the files are out of reach.
_PRELOADED = """
    numpy.random numpy.linalg numpy.polynomial numpy.fft numpy.testing math cmath statistics itertools
    functools operator collections dataclasses typing abc enum copy random time datetime string textwrap
    pprint inspect fractions decimal re json warnings contextlib
"""
_CHANNEL = 3
_OWN_NAMESPACE = os.getpid() == 1  # as this module is loaded by process 1, and inherited by its forks


class ForkedChild:
    """A child of this process, in a session of its own, with everything that it starts.

    It becomes the user `uid`, should there be one.
    """

    def __init__(self, task: Task, plan: Plan, mapped: int, uid: int | None) -> None:
        self.pipe, write = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            _become_child(task, plan, write, mapped, uid)
        os.close(write)
        os.set_blocking(self.pipe, False)
        self.status: int | None = None
        self.handle = _pidfd(self.pid)
        self.poll = select.poll()
        for descriptor in (self.pipe, self.handle):
            if descriptor is not None:
                self.poll.register(descriptor, select.POLLIN)
        self.poll.register(0, 0)  # hang-up only: the judge is gone

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

    def stop(self) -> Death:
        """Kill the child and its descendants; say how it had died, should it have died by itself."""
        # The end of the stream is seen a moment before the process is dead.
        deadline = time.monotonic() + 0.05
        at_end = self._stream_ended()
        while not self._ended() and at_end and time.monotonic() < deadline:
            time.sleep(0.001)
        _kill_leftovers(self.pid)
        for descriptor in (self.pipe, self.handle):
            if descriptor is not None:
                os.close(descriptor)
        return "memory" if self.status in (-signal.SIGKILL, MEMORY_EXIT) else "crashed"

    def _stream_ended(self) -> bool:
        try:
            return not os.read(self.pipe, 1)
        except BlockingIOError:
            return False

    def _ended(self) -> bool:
        if self.status is None:
            with suppress(ChildProcessError):
                pid, status = os.waitpid(self.pid, os.WNOHANG)
                self.status = os.waitstatus_to_exitcode(status) if pid else None
        return self.status is not None


def main(arguments: list[str]) -> None:
    """Serve jobs until standard input ends."""
    from_root = arguments == ["--from-root"]
    if from_root:
        privileges.become_worker()
    limits.prctl(limits.PR_SET_DUMPABLE, 0)
    limits.prctl(limits.PR_SET_CHILD_SUBREAPER, 1)
    limits.lower("RLIMIT_NOFILE", limits.MAX_FILES)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in _PRELOADED.split():
        importlib.import_module(name)
    datasets.load_all()
    child.settle()
    gc.collect()
    gc.freeze()
    mapped = limits.mapped_bytes()
    before = footprint()
    plan = Plan()
    while kind := os.read(0, 1):
        if kind == PLAN:
            plan = read_plan(_read_frame() or b"")
            # The children's copies of what is in use now shall not be made for counting references.
            gc.freeze()
            continue
        uid = privileges.fresh_uid() if from_root else None
        if not _served(functools.partial(_serve, mapped, uid, plan)) or not _is(before):
            return


def _served(serve: Callable[[], bool]) -> bool:
    """Serve one job in a process that ends with it; tell whether it left everything clean.

    A submission of the same user can kill or stop that process. Then the reply says that the submission's
    process ended; the judge tries once more before it believes that.
    """
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            limits.prctl(limits.PR_SET_CHILD_SUBREAPER, 1)
            limits.die_with_parent()
            code = 0 if serve() else 1
        finally:
            os._exit(code)
    _, status = os.waitpid(pid, os.WUNTRACED)
    if os.WIFSTOPPED(status):
        _kill([pid])
        _, status = os.waitpid(pid, 0)
    _reap()
    if os.WIFSIGNALED(status):
        _write(pack(Reply(outcomes=(), ended="crashed")))
    return status == 0


def _serve(mapped: int, uid: int | None, kept: Plan) -> bool:
    data = _read_frame()
    if data is None:
        return False
    job, plan = planned(msgspec.msgpack.decode(data, type=Job), kept)
    session = session_keyring()
    reply = supervise(job, functools.partial(ForkedChild, plan=plan, mapped=mapped, uid=uid))
    clean = _empty_working_directory(uid) and session_keyring() == session
    _write(pack(reply))
    return clean


def _reap() -> None:
    """Take leave of processes that lost their parents."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _is(before: object) -> bool:
    """Say whether a submission left the worker and the kernel as they were."""
    try:
        return footprint() == before
    except (OSError, ValueError, MemoryError):
        return False


def _become_child(task: Task, plan: Plan, write: int, mapped: int, uid: int | None) -> None:
    try:
        os.setsid()
        if uid is not None:
            privileges.become_submission(uid)
        new_session_keyring()
        limits.die_with_parent()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        if write != _CHANNEL:
            os.dup2(write, _CHANNEL)
        os.closerange(_CHANNEL + 1, limits.MAX_FILES)
        task_limits: Limits = task.job.limits
        limits.confine(task_limits, mapped)
        child.run(task, plan, _CHANNEL)
    finally:
        os._exit(1)


def _kill_leftovers(pid: int) -> None:
    """Kill everything that the child started; in a namespace of our own everything but process 1 and us."""
    alone = _OWN_NAMESPACE
    _kill([-1] if alone else [-pid])
    while _has_children():
        # Orphans of the dead become our children, so look again after each.
        _kill([-1] if alone else _own_children())
        os.waitpid(-1, 0)


def _has_children() -> bool:
    try:
        os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    except ChildProcessError:
        return False
    return True


def _kill(targets: list[int]) -> None:
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


def _empty_working_directory(owner: int | None) -> bool:
    """Leave no file for the next submission; say whether that worked."""
    try:
        if not os.listdir("."):  # noqa: PTH208
            return True
        with nullcontext() if owner is None else privileges.files_of(owner):
            _make_writable()
            _remove_files()
    except (OSError, RecursionError):
        return False
    return True


def _remove_files() -> None:
    for entry in os.scandir("."):
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path)
        else:
            os.unlink(entry.path)  # noqa: PTH108


def _make_writable() -> None:
    for folder, names, _ in os.walk("."):
        for path in (os.path.join(folder, name) for name in names):  # noqa: PTH118
            # A link may lead anywhere.
            if not os.path.islink(path):  # noqa: PTH114
                os.chmod(path, 0o700)  # noqa: PTH101


def _pidfd(pid: int) -> int | None:
    try:
        return os.pidfd_open(pid)
    except (AttributeError, OSError):  # not Linux, or an old one
        return None


def _read_frame() -> bytes | None:
    header = _read(4)
    return _read(struct.unpack("<I", header)[0]) if header else None


def _read(size: int) -> bytes | None:
    parts = []
    while size:
        chunk = os.read(0, min(size, 1 << 20))
        if not chunk:
            return None
        parts.append(chunk)
        size -= len(chunk)
    return b"".join(parts)


def _write(frame: bytes) -> None:
    view = memoryview(frame)
    while view:
        view = view[os.write(1, view) :]


if __name__ == "__main__":
    main(sys.argv[1:])
