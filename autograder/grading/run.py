"""One run: a listing of submissions in, a file of records out."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from pathlib import Path

import msgspec

from autograder.exercise.spec import UnitSpec
from autograder.grading.desk import Desk
from autograder.grading.ledger import Ledger
from autograder.grading.processes import default_jobs, in_processes
from autograder.record import Isolation as Level
from autograder.submission.code import Submission
from autograder.submission.load import Listing
from autograder.worker.isolation import Isolation
from autograder.worker.pool import Worker

Step = Callable[[bool], None]
"""Told about each submission that has its record: whether the record was there before."""
Records = Generator[tuple[str, bytes], None, None]


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be graded, where the records go, and who does it.

    `jobs` processes on this machine (by default as many as are worth it), or the Dask cluster at `cluster`.
    """

    spec: UnitSpec
    listing: Listing
    target: Path
    resume: bool = False
    level: Level | None = None
    jobs: int | None = None
    cluster: str | None = None


def grade_class(order: Order, step: Step) -> None:
    """Grade every submission that has no record yet; then `order.target` holds one record for each.

    However a run ends, a second one with `resume` goes on from there, and the file is the same in the end but
    for the `seconds`.

    Raises:
        UsageError: the order makes no sense.
        StoppedError: the run cannot go on; what was graded is kept.
        IsolationError: this machine does not offer the level.
    """
    grader = _grader(order)
    students = order.listing.students
    with Ledger(order.target, order.spec, students, resume=order.resume, level=order.level) as ledger:
        with closing(grader(_left(order.listing, ledger, step))) as records:
            for student, line in records:
                ledger.add(student, line)
                step(False)  # noqa: FBT003 - the meaning stands at `Step`
        ledger.finish()


def _left(listing: Listing, ledger: Ledger, step: Step) -> Iterator[Submission]:
    for submission in listing:
        if ledger.has(submission):
            step(True)  # noqa: FBT003
        else:
            yield submission


def _grader(order: Order) -> Callable[[Iterable[Submission]], Records]:
    if order.cluster:
        from autograder.grading.cluster import on_cluster

        address = order.cluster
        return lambda submissions: on_cluster(order.spec, order.level, submissions, address)
    isolation = Worker(order.level).isolation
    jobs = order.jobs or default_jobs(len(order.listing))
    if jobs == 1:
        return lambda submissions: _at_one_desk(order.spec, isolation, submissions)
    return lambda submissions: in_processes(order.spec, isolation, submissions, jobs)


def _at_one_desk(spec: UnitSpec, isolation: Isolation, submissions: Iterable[Submission]) -> Records:
    with Desk(spec, isolation) as desk:
        for submission in submissions:
            yield submission.student, desk.grade(submission)
