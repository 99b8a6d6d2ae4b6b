"""Grading all mutants of some units, several at a time; what is done stays done when the run is stopped."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import msgspec

from autograder import formula_box
from autograder.asking import Runner
from autograder.audit.bench import Bench, Decided, reference_seconds
from autograder.audit.mutants import Mutant, answer_mutants, mutants
from autograder.audit.store import Store, key_of
from autograder.build.assemble import solved
from autograder.build.specs import full_spec
from autograder.build.unit import Unit
from autograder.calls import Call
from autograder.exercise.spec import UnitSpec
from autograder.worker.pool import Worker


@dataclass(frozen=True)
class Judged:
    """A mutant with what became of it."""

    unit: str
    mutant: Mutant
    decided: Decided


class Desk:
    """A unit with its benches, which are made when they are first used."""

    def __init__(self, unit: Unit, worker: Runner) -> None:
        self.unit = unit
        self.spec: UnitSpec = full_spec(unit, worker)
        self.mutants = list(unit_mutants(unit))
        self._worker = worker
        self._benches: dict[str, Bench] = {}
        self._making = threading.Lock()

    def keys(self) -> list[str]:
        """Return the key of each mutant's result."""
        items = {item.id: item for item in self.spec.exercises}
        return [key_of(self.unit, items[mutant.exercise], mutant) for mutant in self.mutants]

    def bench(self, exercise: str) -> Bench:
        """Return the bench of an exercise."""
        with self._making:
            if exercise not in self._benches:
                self._benches[exercise] = Bench(self.unit, self.spec, exercise, self._seconds)
            return self._benches[exercise]

    def _seconds(self, asked: Call) -> float:
        return self._timed[msgspec.json.encode(asked)]

    @cached_property
    def _timed(self) -> Mapping[bytes, float]:
        return reference_seconds(self.unit, self.spec, self._worker)


def unit_mutants(unit: Unit) -> Iterator[Mutant]:
    """Yield the mutants of every exercise of a unit."""
    for declared in unit.exercises:
        if declared.kind == "value":
            yield from answer_mutants(declared.id, declared.reference)
        else:
            yield from mutants(declared.id, solved(unit, declared.id))


def cores() -> int:
    """Return the number of cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run(
    units: Sequence[Unit],
    folder: Path,
    *,
    jobs: int,
    fresh: bool = False,
    told: Callable[[int, int], None] = lambda _done, _all: None,
) -> list[Judged]:
    """Grade the mutants of units that have no result yet; return all results in the order of the mutants.

    Args:
        units: the units.
        folder: where results are kept, one file for each unit.
        jobs: mutants that are graded at a time, each in a worker process of its own.
        fresh: forget earlier results.
        told: is told how many of how many are done.

    An interrupt ends the run; results that were there by then are kept.
    """
    # a mutant's formula is compared, its cause is of no interest
    formula_box.EXPLAINS = False
    with Worker() as worker, ExitStack() as stack:
        desks = [Desk(unit, worker) for unit in units]
        stores = [
            stack.enter_context(Store(folder / f"{unit.name.split('_')[0]}.jsonl", fresh=fresh))
            for unit in units
        ]
        plan = [
            (desk, store, key, mutant)
            for desk, store in zip(desks, stores, strict=True)
            for key, mutant in zip(desk.keys(), desk.mutants, strict=True)
        ]
        due = {key: entry for entry in plan if (key := entry[2]) not in entry[1].known}
        told(len(plan) - len(due), len(plan))
        for done, (key, decided) in enumerate(_graded(due, jobs), 1):
            _, store, _, mutant = due[key]
            store.add(key, mutant, decided)
            told(len(plan) - len(due) + done, len(plan))
        return [Judged(desk.unit.name, mutant, store.known[key]) for desk, store, key, mutant in plan]


_Plan = Mapping[str, tuple[Desk, Store, str, Mutant]]


def _graded(due: _Plan, jobs: int) -> Iterator[tuple[str, Decided]]:
    workers = _Workers()
    pool = ThreadPoolExecutor(jobs)

    def decide(entry: tuple[Desk, Store, str, Mutant]) -> Decided:
        desk, _, _, mutant = entry
        return desk.bench(mutant.exercise).decide(mutant, workers.own())

    try:
        waiting: dict[Future[Decided], str] = {pool.submit(decide, entry): key for key, entry in due.items()}
        for future in as_completed(waiting):
            yield waiting[future], future.result()
    finally:
        pool.shutdown(cancel_futures=True)
        workers.close()


class _Workers:
    """One worker process for each thread."""

    def __init__(self) -> None:
        self._all: list[Worker] = []
        self._local = threading.local()

    def own(self) -> Worker:
        """Return the worker of this thread."""
        if not hasattr(self._local, "worker"):
            self._local.worker = Worker()
            self._all.append(self._local.worker)
        worker: Worker = self._local.worker
        return worker

    def close(self) -> None:
        """End all worker processes."""
        for worker in self._all:
            worker.close()
