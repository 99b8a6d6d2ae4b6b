"""The worker's first process: NumPy and the class's calls are in its memory, children are forked from it.

It never runs a line of a submission, and never reads one: what a child has to do lies in memory that the
supervisor shares with that child. So nothing of a submission, its code or its results, is in the memory that
the next one starts with.
"""

from __future__ import annotations

import errno
import fcntl
import gc
import os
import signal
import socket
import struct
import traceback
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import NamedTuple, NoReturn

from autograder import datasets
from autograder.worker import child, limits, privileges
from autograder.worker.footprint import footprint, new_session_keyring
from autograder.worker.leftovers import kill_all
from autograder.worker.messages import pack, read_exactly, write_all
from autograder.worker.plan import PLAN, Plan, read_plan, read_task
from autograder.worker.progress import Shared
from autograder.worker.protocol import Limits, Reply
from autograder.worker.shield import Shield

_CHANGED = 0
_FORK, _FAREWELL, _DATA = b"F", b"W", b"D"
_REQUEST, _NUMBER = struct.Struct("<cii"), struct.Struct("<i")
_NOBODY = -1
_CHANNEL, _TOLD = 3, 4
_DESCRIPTORS = 2


class Confinement(NamedTuple):
    """What holds children back; `mapped` bytes of their memory are ours."""

    mapped: int
    shield: Shield

    def put_on(self, allowed: Limits, uid: int | None) -> None:
        """Confine the calling process, for good; it becomes the user `uid`, if anybody."""
        if uid is not None:
            privileges.become_submission(uid)
        new_session_keyring()
        limits.die_with_parent()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        limits.confine(allowed, self.mapped)
        self.shield.put_on()


class Changed(Exception):  # noqa: N818 - a state of the worker
    """Submissions have changed the worker's first process: a new worker must do the job."""


class Nursery:
    """The supervisor's end, of process `pid`; raises `OSError` when that has no child to give, or is gone."""

    def __init__(self, channel: socket.socket, pid: int, shared: Shared) -> None:
        self._channel = channel
        self.pid = pid
        self.shared = shared

    def keep(self, calls: bytes) -> None:
        """Have children know these calls, a frame's content, from their start."""
        self._channel.sendall(_REQUEST.pack(PLAN, len(calls), 0) + calls)

    def keep_data(self) -> None:
        """Have children know the data sets, which few units use."""
        self._channel.sendall(_REQUEST.pack(_DATA, 0, 0))

    def fork(self, uid: int | None, descriptors: tuple[int, int], *, first: bool) -> int:
        """Return the process id of a new child; raises `Changed` for the `first` one of a submission only.

        The child writes to the first descriptor and reads from the second.
        """
        request = _REQUEST.pack(_FORK, _NOBODY if uid is None else uid, first)
        self._wake()
        socket.send_fds(self._channel, [request], descriptors)
        number = self._number()
        if number < 0:
            raise OSError(-number, os.strerror(-number))
        if number == _CHANGED:
            raise Changed
        return number

    def farewell(self, pid: int = 0) -> int:
        """Wait for a child's end, if one is named, and return its exit status, negative for a signal.

        All that is dead by then is gone afterwards.
        """
        self._wake()
        self._channel.sendall(_REQUEST.pack(_FAREWELL, pid, 0))
        return self._number()

    def _wake(self) -> None:
        """Have the other end go on: a submission of the same user can stop it."""
        with suppress(ProcessLookupError, PermissionError):
            os.kill(self.pid, signal.SIGCONT)

    def _number(self) -> int:
        data = read_exactly(self._channel.fileno(), _NUMBER.size)
        if data is None:
            message = "the worker's first process is gone"
            raise OSError(errno.ESRCH, message)
        (number,) = _NUMBER.unpack(data)
        return int(number)


class FirstProcess:
    """The other end: forks children as the supervisor asks for them."""

    def __init__(self, channel: socket.socket, supervisor: int, shared: Shared, held: Confinement) -> None:
        self._channel, self._supervisor = channel, supervisor
        self._shared, self._held = shared, held
        self._before = footprint()
        self._plan = Plan()

    def serve(self) -> None:
        """Do what is asked until the supervisor ends."""
        _watch(self._supervisor)
        while request := self._request():
            self._do(*request)
        killed = _was_killed(self._supervisor)
        kill_all()
        if killed:
            # A submission of the same user can do that: the judge tries again before it believes it.
            write_all(1, pack(Reply(outcomes=(), ended="crashed")))

    def _request(self) -> tuple[bytes, int, int, list[int]] | None:
        data, descriptors, _, _ = socket.recv_fds(self._channel, _REQUEST.size, _DESCRIPTORS)
        return (*_REQUEST.unpack(data), descriptors) if data else None

    def _do(self, kind: bytes, number: int, first: int, descriptors: list[int]) -> None:
        if kind == PLAN:
            self._plan = read_plan(read_exactly(self._channel.fileno(), number) or b"")
            # The children's copies of what is in use now shall not be made for counting references.
            gc.freeze()
        elif kind == _DATA:
            datasets.load_all()
        elif kind == _FAREWELL:
            self._answer(_exit_status(number))
        elif first and not _is(self._before):
            self._answer(_CHANGED)
        else:
            self._answer(_forked(partial(self._live, descriptors, None if number == _NOBODY else number)))
        for descriptor in descriptors:
            os.close(descriptor)

    def _answer(self, number: int) -> None:
        self._channel.sendall(_NUMBER.pack(number))

    def _live(self, descriptors: list[int], uid: int | None) -> None:
        """Be the child."""
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.setsid()
        letter = self._shared.letter
        task, plan = read_task(letter.read(), self._plan)
        self._held.put_on(task.job.limits, uid)
        # Away from each other's numbers first.
        write, told = (fcntl.fcntl(number, fcntl.F_DUPFD, limits.MAX_FILES // 2) for number in descriptors)
        os.dup2(write, _CHANNEL)
        os.dup2(told, _TOLD)
        os.closerange((_TOLD if task.withheld else _CHANNEL) + 1, limits.MAX_FILES)

        def listen() -> bytes:
            """Wait until there is more to do; end when nobody is there to say so."""
            if not os.read(_TOLD, 1):
                os._exit(0)
            os.close(_TOLD)
            return letter.read()

        child.run(task, plan, _CHANNEL, None if task.announced else self._shared.progress, listen)


def _watch(supervisor: int) -> None:
    """End the supervisor when it is stopped: nobody else can, and it would say nothing for ever."""

    def look(*_: object) -> None:
        with suppress(ChildProcessError):
            if os.waitid(os.P_PID, supervisor, os.WSTOPPED | os.WNOHANG) is not None:
                os.kill(supervisor, signal.SIGKILL)

    signal.signal(signal.SIGCHLD, look)


def _was_killed(supervisor: int) -> bool:
    try:
        return os.WIFSIGNALED(os.waitpid(supervisor, 0)[1])
    except ChildProcessError:  # its end was met among others'
        return True


def _is(before: object) -> bool:
    """Say whether submissions left this process and the kernel as they were."""
    try:
        return footprint() == before
    except (OSError, ValueError, MemoryError):
        return False


def _forked(live: Callable[[], None]) -> int:
    """Fork a child and return its process id, or a negative number of an error."""
    try:
        pid = os.fork()
    except OSError as problem:
        return -(problem.errno or 1)
    if pid == 0:
        be(live)
    return pid


def be(role: Callable[[], None]) -> NoReturn:
    """End a forked process with its role; what it meets there would be said by nobody else."""
    code = 1
    try:
        role()
        code = 0
    except BaseException:  # noqa: BLE001 - nobody above may go on in a fork
        traceback.print_exc()
    finally:
        os._exit(code)


def _exit_status(pid: int) -> int:
    """Wait for a child, and take leave of all that is dead; of those alone for process 0."""
    status = os.waitpid(pid, 0)[1] if pid else 0
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    return os.waitstatus_to_exitcode(status)
