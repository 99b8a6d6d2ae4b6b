"""The worker's supervisor: jobs from standard input, children for each, a reply on standard output.

It reads what children send and believes none of it; their code runs in forks of another process
(`autograder.worker.nursery`), which has none of this one's memory.
"""

from __future__ import annotations

import os
import resource
import shutil
from contextlib import nullcontext, suppress

import msgspec

from autograder.calls import Call
from autograder.worker import privileges
from autograder.worker.footprint import footprint
from autograder.worker.forked import ForkedChild
from autograder.worker.messages import Task, pack, read_frame, write_all
from autograder.worker.nursery import Changed, Nursery
from autograder.worker.plan import HIDDEN, PLAN, read_calls
from autograder.worker.protocol import Job, Reply
from autograder.worker.supervise import supervise

_MOST_GROWTH = 256 << 10
"""Kilobytes by which replies may make this process grow before it is replaced."""
_DATA = msgspec.msgpack.encode("data")
"""How a call for a part of a data set begins in a frame; what looks like one does no harm."""


class Supervisor:
    """Serves jobs until standard input ends, or a submission leaves something behind.

    It keeps the calls that all submissions of a class are asked; its children's memory has only those which
    the nursery was told.
    """

    def __init__(self, nursery: Nursery, *, own_users: bool) -> None:
        self.nursery, self.own_users = nursery, own_users
        self.mode = os.stat(".").st_mode  # noqa: PTH116
        self.before, self.size = footprint(), _size()
        self.known: tuple[Call, ...] = ()
        self.hidden: tuple[Call, ...] = ()
        self.has_data = False

    def serve(self) -> None:
        """Read what comes."""
        while kind := os.read(0, 1):
            frame = read_frame(0) or b""
            self._provide_data(frame)
            if kind == PLAN:
                self.known = read_calls(frame)
                self.nursery.keep(frame)
            elif kind == HIDDEN:
                self.hidden = read_calls(frame)
            elif not self._do(msgspec.msgpack.decode(frame, type=Job)):
                return

    def _provide_data(self, frame: bytes) -> None:
        if not self.has_data and _DATA in frame:
            self.nursery.keep_data()
            self.has_data = True

    def _do(self, job: Job) -> bool:
        """Do a job and reply; say whether everything is as it was before."""
        if job.asked_of_all:
            job = msgspec.structs.replace(job, calls=self.known)
        uid = privileges.fresh_uid() if self.own_users else None
        births = _Births(self.nursery, len(self.known), uid)
        try:
            reply = supervise(job, births.another, lambda: self.hidden)
        except Changed:
            return False
        except (ProcessLookupError, ConnectionError):
            # A submission of the same user can do that: the judge tries again before it believes it.
            write_all(1, pack(Reply(outcomes=(), ended="crashed")))
            return False
        clean = _empty_working_directory(uid, self.mode)
        write_all(1, pack(reply))
        return clean and footprint() == self.before and _size() - self.size <= _MOST_GROWTH


class _Births:
    """Starts the children of one submission."""

    def __init__(self, nursery: Nursery, known: int, uid: int | None) -> None:
        self.nursery, self.known, self.uid = nursery, known, uid
        self.first = True

    def another(self, task: Task) -> ForkedChild:
        """Start a child."""
        first, self.first = self.first, False
        return ForkedChild(task, self.nursery, self.known, self.uid, first=first)


def _size() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


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
