"""A Dask cluster: each of its workers keeps a desk of its own; submissions travel out, records come back.

Workers need the same version of gradmark and nothing else of ours: no course, no shared folder.
"""

from __future__ import annotations

import logging
import math
import threading
import time
import uuid
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from typing import Any

import msgspec
from distributed import Client, Future, KilledWorker, Worker, WorkerPlugin, as_completed, get_worker

from autograder.exercise.spec import UnitSpec
from autograder.grading.desk import Desk, ungraded
from autograder.grading.failures import StoppedError, UsageError
from autograder.grading.identity import engine_digest
from autograder.grading.task import Task
from autograder.judge import Judge
from autograder.worker.isolation import Demand, IsolationError

CONNECT_SECONDS = 30.0
WORKER_SECONDS = 600.0
"""So long a run waits for the first worker: a batch system may take its time."""
_COUNT_SECONDS = 2.0
_EACH = 2  # submissions in flight for each worker: one is graded, one lies ready

# The formula helper of a process answers one question at a time.
_one_at_a_time = threading.Lock()


class LateIsolationError(Exception):
    """A worker that joined during the run does not offer the isolation that is asked for."""


class OtherEngineError(Exception):
    """A worker runs another version than the one that asks."""


class DeskPlugin(WorkerPlugin):
    """Gives a Dask worker a desk for one unit: a judge and a warm isolated worker, made when first needed."""

    def __init__(self, spec: UnitSpec, demand: Demand) -> None:
        # Two runs on one cluster must not end each other's desks.
        self.name = f"gradmark-{spec.unit}-{uuid.uuid4().hex}"
        self.spec = msgspec.json.encode(spec)
        self.demand = demand
        self.engine = engine_digest()

    def setup(self, worker: Worker) -> None:
        """Start with nothing; called on the Dask worker."""
        del worker
        self.desk: Desk | None = None
        self.closed = False

    def teardown(self, worker: Worker) -> None:
        """End the warm worker, or leave that to the submission under way; called on the Dask worker."""
        del worker
        self.closed = True
        if _one_at_a_time.acquire(blocking=False):
            try:
                self._close()
            finally:
                _one_at_a_time.release()

    def grade(self, data: bytes) -> bytes:
        """Grade one submission into its record."""
        if engine_digest() != self.engine:
            raise OtherEngineError
        with _one_at_a_time:
            if self.desk is None:
                self.desk = self._desk()
            line = self.desk.grade(msgspec.msgpack.decode(data, type=Task))
            if self.closed:
                self._close()
        return line

    def _desk(self) -> Desk:
        try:
            return Desk(msgspec.json.decode(self.spec, type=UnitSpec), self.demand.met())
        except IsolationError as problem:
            raise LateIsolationError(problem) from None

    def _close(self) -> None:
        if self.desk is not None:
            self.desk.close()
        self.desk = None


def grade_there(plugin: str, data: bytes) -> bytes:
    """Be the task: run on a Dask worker, by its plugin of that name."""
    desk: DeskPlugin = get_worker().plugins[plugin]
    return desk.grade(data)


def on_cluster(
    spec: UnitSpec, demand: Demand, tasks: Iterable[Task], address: str
) -> Generator[tuple[str, bytes], None, None]:
    """Yield student and record as they come, in no order; takes a submission when there is room for it.

    Dask gives the submissions of a lost worker to another one, and gives up one whose workers died again and
    again; that one is tried a last time when nothing else is under way, since its neighbours on those workers
    may have been to blame.

    Raises:
        UsageError: there is no scheduler at the address.
        IsolationError: a worker does not offer the isolation; nothing was graded.
        StoppedError: the cluster has no workers, has other versions of gradmark, or is lost.
    """
    with _quietly(), _connected(address) as client:
        try:
            _wait_for_workers(client)
            _examine(client, demand)
            with _registered(client, DeskPlugin(spec, demand)) as plugin:
                yield from _Run(client, plugin, Judge(spec)).grade_all(tasks)
        except OtherEngineError:
            message = (
                "the workers of the cluster run another version of gradmark, Python, NumPy or SymPy than "
                "this machine: install the same ones; the records written so far are kept"
            )
            raise StoppedError(message) from None
        except LateIsolationError as problem:
            message = f"a worker of the cluster cannot grade: {problem} The records written so far are kept"
            raise StoppedError(message) from None
        except (OSError, TimeoutError, CancelledError):
            message = (
                f"the cluster at {address} is lost: "
                "the records written so far are kept, start it again and add --resume"
            )
            raise StoppedError(message) from None


@contextmanager
def _quietly() -> Iterator[None]:
    """Keep Dask's own tracebacks off the screen: what matters of them is said in our words."""
    loggers = [logging.getLogger(name) for name in ("distributed", "distributed.client")]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)


@contextmanager
def _registered(client: Client, plugin: DeskPlugin) -> Iterator[DeskPlugin]:
    client.register_plugin(plugin)
    try:
        yield plugin
    finally:
        with suppress(OSError, TimeoutError):
            client.unregister_worker_plugin(plugin.name)


class _Run:
    def __init__(self, client: Client, plugin: DeskPlugin, judge: Judge) -> None:
        self.client, self.plugin, self.judge = client, plugin, judge
        self.asked: dict[Future, Task] = {}
        self.suspects: deque[Task] = deque()
        self.workers = 1
        self.counted_at = -math.inf

    def grade_all(self, tasks: Iterable[Task]) -> Iterator[tuple[str, bytes]]:
        """Yield the records; those of suspects at the end."""
        source = iter(tasks)
        coming = as_completed(loop=self.client.loop)
        while True:
            coming.update(self._submit(source))
            if not self.asked:
                break
            future = next(coming)
            task = self.asked.pop(future)
            line = _record(future)
            if line is None:
                self.suspects.append(task)
            else:
                yield task.student, line
        for task in self.suspects:
            line = _record(self._asked(task))
            yield task.student, line or ungraded(self.judge, task, _GIVEN_UP)

    def _submit(self, source: Iterator[Task]) -> list[Future]:
        """Fill up what is in flight; the number of workers may have changed."""
        room = _EACH * self._workers() - len(self.asked)
        futures: list[Future] = []
        while len(futures) < room and (task := next(source, None)) is not None:
            futures.append(self._asked(task))
            self.asked[futures[-1]] = task
        return futures

    def _workers(self) -> int:
        """Return the number of workers, as it was a moment ago."""
        now = time.monotonic()
        if now - self.counted_at > _COUNT_SECONDS:
            self.workers = max(1, len(self.client.nthreads()))
            self.counted_at = now
        return self.workers

    def _asked(self, task: Task) -> Future:
        data = msgspec.msgpack.encode(task)
        return self.client.submit(grade_there, self.plugin.name, data, pure=False)


_GIVEN_UP = "the workers of the cluster died again and again while they graded this submission"


def _record(future: Future) -> bytes | None:
    """Return a task's record, None when its workers died."""
    try:
        line: bytes = future.result()
    except KilledWorker:
        return None
    return line


def _examine(client: Client, demand: Demand) -> None:
    """Ask every worker, before anything is graded, whether its machine offers the isolation."""
    said: dict[str, str] = client.run(complaint, demand)
    refused = {name: words for name, words in said.items() if words}
    if refused:
        name, words = next(iter(refused.items()))
        message = f"{len(refused)} of {len(said)} workers of the cluster cannot grade; {name}: {words}"
        raise IsolationError(message)


def complaint(demand: Demand) -> str:
    """Return why this machine does not offer the isolation, or nothing; called on a Dask worker."""
    try:
        demand.met()
    except IsolationError as problem:
        return str(problem)
    return ""


def _connected(address: str) -> Any:
    try:
        return Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as problem:
        message = f"there is no Dask scheduler at {address} ({problem}): start one, see docs/scale.md"
        raise UsageError(message) from None


def _wait_for_workers(client: Client) -> None:
    try:
        client.wait_for_workers(1, timeout=WORKER_SECONDS)
    except TimeoutError:
        message = f"no worker has joined the cluster in {WORKER_SECONDS:g} s: start workers and add --resume"
        raise StoppedError(message) from None
