"""The warm worker: NumPy is loaded once, each submission gets a fork of it.

    python -m autograder.worker.warm [from-root] [scratch] [seccomp] [landlock] [--read=DESCRIPTOR ...]

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
import shutil
import signal
import struct
import sys
from collections.abc import Callable
from contextlib import nullcontext, suppress
from pathlib import Path

import msgspec

from autograder import datasets
from autograder.calls import Call
from autograder.tracing.builtins_world import make_ahead
from autograder.worker import contention, limits, privileges
from autograder.worker.footprint import footprint, session_keyring
from autograder.worker.forked import Confinement, ForkedChild, kill
from autograder.worker.messages import pack
from autograder.worker.plan import HIDDEN, PLAN, Plan, planned, read_calls, read_plan
from autograder.worker.protocol import Job, Reply
from autograder.worker.shield import Shield
from autograder.worker.supervise import supervise
from autograder.worker.surroundings import settle

# What students import: loaded here once, and still there when the files are out of reach.
_PRELOADED = """
    numpy.random numpy.linalg numpy.polynomial numpy.fft math cmath statistics itertools
    functools operator collections dataclasses typing abc enum copy random time datetime string textwrap
    pprint inspect fractions decimal re json warnings contextlib
"""


def main(arguments: list[str]) -> None:
    """Serve jobs until standard input ends."""
    _refuse_a_folder_in_use()
    from_root = "from-root" in arguments
    contention.adopt([int(name.removeprefix("--read=")) for name in arguments if name.startswith("--read=")])
    if from_root:
        privileges.become_worker()
    limits.prctl(limits.PR_SET_DUMPABLE, 0)
    limits.prctl(limits.PR_SET_CHILD_SUBREAPER, 1)
    limits.lower("RLIMIT_NOFILE", limits.MAX_FILES)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in _PRELOADED.split():
        importlib.import_module(name)
    datasets.load_all()
    settle()
    make_ahead()
    gc.collect()
    gc.freeze()
    mode = os.stat(".").st_mode  # noqa: PTH116
    shield = Shield(arguments, Path.cwd() if "scratch" in arguments else None)
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
        serve = functools.partial(_serve, plan, Confinement(mapped, uid, shield), mode)
        if not _served(serve) or not _is(before):
            return


def _refuse_a_folder_in_use() -> None:
    """End where there are files: what submissions leave in the working directory is deleted."""
    if os.listdir("."):  # noqa: PTH208
        message = f"a worker empties its folder, {Path.cwd()} holds files: start it in an empty one"
        sys.exit(message)


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
        kill([pid])
        _, status = os.waitpid(pid, 0)
    _reap()
    if os.WIFSIGNALED(status):
        _write(pack(Reply(outcomes=(), ended="crashed")))
    return status == 0


def _read_hidden() -> tuple[Call, ...]:
    """Read the calls that follow a job, when the submission has answered what is shown."""
    _read(len(HIDDEN))
    return read_calls(_read_frame() or b"")


def _serve(kept: Plan, confinement: Confinement, mode: int) -> bool:
    data = _read_frame()
    if data is None:
        return False
    job, plan = planned(msgspec.msgpack.decode(data, type=Job), kept)
    session = session_keyring()
    start = functools.partial(ForkedChild, plan=plan, confinement=confinement)
    reply = supervise(job, start, _read_hidden)
    clean = _empty_working_directory(confinement.uid, mode) and session_keyring() == session
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


def _empty_working_directory(owner: int | None, mode: int) -> bool:
    """Leave no file for the next submission, and the folder as it was; say whether that worked."""
    try:
        if os.stat(".").st_mode != mode:  # noqa: PTH116
            os.chmod(".", mode)  # noqa: PTH101
        if os.listdir("."):  # noqa: PTH208
            with nullcontext() if owner is None else privileges.files_of(owner):
                _make_writable()
                _remove_files()
        with suppress(PermissionError):  # root's box: the folder is nobody's who runs there
            os.utime(".", (0, 0))
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
