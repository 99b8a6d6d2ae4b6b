"""One run: a listing of submissions in, a file of records out."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from pathlib import Path

import msgspec

from autograder.exercise.spec import UnitSpec
from autograder.grading.desk import Desk
from autograder.grading.failures import UsageError
from autograder.grading.ledger import Ledger
from autograder.grading.processes import default_jobs, in_processes
from autograder.grading.task import Task, task_of
from autograder.personal.grading import PersonalUnit
from autograder.record import Isolation as Level
from autograder.submission.load import Listing
from autograder.worker.isolation import Demand, Isolation

Step = Callable[[bool], None]
"""Told about each submission that has its record: whether the record was there before."""
Records = Generator[tuple[str, bytes], None, None]


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be graded, where the records go, and who does it.

    Submissions are run at `level`, by default the best that is offered, which must be `minimum` at least.
    `jobs` processes on this machine (by default as many as are worth it), or the Dask cluster at `cluster`.
    With `personal`, every student is judged by a spec of their own.
    """

    spec: UnitSpec
    listing: Listing
    target: Path
    resume: bool = False
    level: Level | None = None
    minimum: Level = "none"
    jobs: int | None = None
    cluster: str | None = None
    personal: PersonalUnit | None = None


def grade_class(order: Order, step: Step) -> None:
    """Grade every submission that has no record yet; then `order.target` holds one record for each.

    However a run ends, a second one with `resume` goes on from there, and the file is the same in the end but
    for the `seconds`.

    Raises:
        UsageError: the order makes no sense.
        StoppedError: the run cannot go on; what was graded is kept.
        IsolationError: this machine does not offer the level; nothing was graded.
    """
    grader = _grader(order)
    students = order.listing.students
    demand = Demand(order.level, order.minimum)
    with Ledger(order.target, order.spec, students, resume=order.resume, demand=demand) as ledger:
        with closing(grader(_left(order, ledger, step))) as records:
            for student, line in records:
                ledger.add(student, line)
                step(False)  # noqa: FBT003 - the meaning stands at `Step`
        ledger.finish()


def _left(order: Order, ledger: Ledger, step: Step) -> Iterator[Task]:
    for submission in order.listing:
        variant = order.personal.variant(submission.student) if order.personal else None
        if ledger.has(submission, variant):
            step(True)  # noqa: FBT003
        else:
            yield task_of(submission, order.personal)


def _grader(order: Order) -> Callable[[Iterable[Task]], Records]:
    if order.cluster:
        on_cluster = _cluster()
        address = order.cluster
        return lambda tasks: on_cluster(order.spec, Demand(order.level, order.minimum), tasks, address)
    isolation = Demand(order.level, order.minimum).met()
    jobs = order.jobs or default_jobs(len(order.listing))
    if jobs == 1:
        return lambda tasks: _at_one_desk(order.spec, isolation, tasks)
    return lambda tasks: in_processes(order.spec, isolation, tasks, jobs)


def _cluster() -> Callable[..., Records]:
    try:
        from autograder.grading.cluster import on_cluster
    except ModuleNotFoundError as problem:
        message = f"--cluster needs {problem.name}, which is not installed: pip install 'gradmark[cluster]'"
        raise UsageError(message) from None
    return on_cluster


def _at_one_desk(spec: UnitSpec, isolation: Isolation, tasks: Iterable[Task]) -> Records:
    with Desk(spec, isolation) as desk:
        for task in tasks:
            yield task.student, desk.grade(task)
