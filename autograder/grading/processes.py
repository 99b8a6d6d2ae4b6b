"""Several processes on one machine, each with a desk of its own.

A process gets one submission at a time, so when it dies there is no doubt which one it was grading.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import Self

import msgspec

from autograder.exercise.spec import UnitSpec
from autograder.grading.desk import Desk, ungraded
from autograder.grading.failures import StoppedError
from autograder.grading.task import Task
from autograder.judge import Judge
from autograder.worker.isolation import Isolation

ATTEMPTS = 3
"""So many processes may die of one submission before it is given up, as our fault."""
_HANDFUL = 8
_GOODBYE_SECONDS = 5.0
_READY = b""
_GIVEN_UP = f"{ATTEMPTS} grading processes died while they graded this submission"


def default_jobs(submissions: int) -> int:
    """Return the number of processes for a class: one for a handful, else one for each core."""
    if submissions <= _HANDFUL:
        return 1
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(cores, submissions // _HANDFUL))


def in_processes(
    spec: UnitSpec, isolation: Isolation, tasks: Iterable[Task], jobs: int
) -> Generator[tuple[str, bytes], None, None]:
    """Yield student and record as they come, in no order; takes a submission when there is room for it."""
    with _Desks(spec, isolation, jobs) as desks:
        yield from desks.grade_all(tasks)


class _Pending:
    """A task, and how many processes have died of it."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.data = msgspec.msgpack.encode(task)
        self.deaths = 0


class _Process:
    """A desk in a process of its own."""

    def __init__(self, spec: bytes, isolation: Isolation) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, spec, isolation), daemon=True)
        self.process.start()
        theirs.close()
        self.ready = False
        self.pending: _Pending | None = None

    def give(self, pending: _Pending) -> None:
        """Hand over a submission; should the process be dead, its silence will tell."""
        self.pending = pending
        with suppress(OSError):
            self.connection.send_bytes(pending.data)

    def reply(self) -> bytes | None:
        """Return what it says, None when it died."""
        try:
            return self.connection.recv_bytes()
        except (EOFError, OSError):
            return None

    def end(self) -> None:
        """End it; one that is at work is told to stop."""
        self.connection.close()
        if self.pending is not None or not self.ready:
            self.process.terminate()
        self.process.join(_GOODBYE_SECONDS)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        self.process.close()


class _Desks:
    def __init__(self, spec: UnitSpec, isolation: Isolation, jobs: int) -> None:
        self.judge = Judge(spec)
        self.spec = msgspec.json.encode(spec)
        self.isolation = isolation
        self.jobs = jobs
        self.stillborn = 0
        self.waiting: deque[_Pending] = deque()
        self.desks: list[_Process] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        for desk in self.desks:
            desk.end()

    def grade_all(self, tasks: Iterable[Task]) -> Iterator[tuple[str, bytes]]:
        """Yield the records."""
        source = iter(tasks)
        while True:
            self._read_ahead(source)
            self._hand_out()
            self._read_ahead(source)
            if not self.waiting and not any(desk.pending for desk in self.desks):
                return
            talking = wait([desk.connection for desk in self.desks])
            for desk in [desk for desk in self.desks if desk.connection in talking]:
                yield from self._hear(desk)

    def _read_ahead(self, source: Iterator[Task]) -> None:
        """Have the next submissions ready, and never more of them than there are desks."""
        while len(self.waiting) < self.jobs and (task := next(source, None)) is not None:
            self.waiting.append(_Pending(task))

    def _hand_out(self) -> None:
        while self.waiting and len(self.desks) < self.jobs:
            self.desks.append(_Process(self.spec, self.isolation))
        for desk in self.desks:
            if self.waiting and desk.ready and desk.pending is None:
                desk.give(self.waiting.popleft())

    def _hear(self, desk: _Process) -> Iterator[tuple[str, bytes]]:
        reply = desk.reply()
        pending = desk.pending
        if reply is None:
            yield from self._bury(desk)
        elif pending is None:
            desk.ready, self.stillborn = True, 0
        else:
            desk.pending = None
            yield pending.task.student, reply

    def _bury(self, desk: _Process) -> Iterator[tuple[str, bytes]]:
        """Take a dead process out; its submission goes to another one, or is given up."""
        self.desks.remove(desk)
        desk.end()
        self.stillborn += not desk.ready
        if self.stillborn >= ATTEMPTS:
            message = "grading processes do not start on this machine: run `gradmark doctor`, or use --jobs 1"
            raise StoppedError(message)
        pending = desk.pending
        if pending is None:
            return
        pending.deaths += 1
        if pending.deaths < ATTEMPTS:
            self.waiting.appendleft(pending)
        else:
            yield pending.task.student, ungraded(self.judge, pending.task, _GIVEN_UP)


def _serve(connection: Connection, spec: bytes, isolation: Isolation) -> None:
    """Be the process: submissions in, records out, until the other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    if os.name == "posix":
        from autograder.worker import limits

        limits.prctl(limits.PR_SET_PDEATHSIG, signal.SIGTERM)
    with Desk(msgspec.json.decode(spec, type=UnitSpec), isolation) as desk:
        try:
            connection.send_bytes(_READY)
            while True:
                task = msgspec.msgpack.decode(connection.recv_bytes(), type=Task)
                connection.send_bytes(desk.grade(task))
        except (EOFError, OSError):
            return
