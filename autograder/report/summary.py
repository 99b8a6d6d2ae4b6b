"""What a class did in a unit, as numbers: the content of the report, whatever shape it is shown in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import fmean, median

import msgspec

import autograder
from autograder.record import Result
from autograder.report.attention import Look, needs_a_look
from autograder.report.causes import Cause, commonest

SCHEMA = 1
BINS = 10
EARNED = ("passed", "carried_forward")


class Bin(msgspec.Struct, frozen=True):
    """How many students have `low` up to `high` percent of the points (100 is in the last bin)."""

    low: int
    high: int
    students: int


class ExerciseSummary(msgspec.Struct, frozen=True, kw_only=True):
    """One exercise over the class. `counted` leaves out what our own faults spoilt."""

    id: str
    max_score: float
    counted: int
    passed: int
    partial: int
    failed: int
    not_started: int
    errors: int
    success: float | None
    mean: float | None
    causes: tuple[Cause, ...] = ()

    @property
    def started(self) -> int:
        """Return how many students wrote something."""
        return self.counted - self.not_started


class StudentSummary(msgspec.Struct, frozen=True, kw_only=True):
    """One student's line: points, and the score of each exercise in the record."""

    student: str
    score: float
    max_score: float
    status: str
    seconds: float
    exercises: dict[str, float]


class UnitSummary(msgspec.Struct, frozen=True, kw_only=True):
    """One unit. `basis` says what a share is of: points, or exercises in a unit without points."""

    unit: str
    max_score: float
    students: int
    read: int
    mean: float | None
    median: float | None
    mean_share: float | None
    statuses: dict[str, int]
    isolation: dict[str, int]
    kits: tuple[str, ...]
    specs: tuple[str, ...]
    public_only: int
    basis: str
    distribution: tuple[Bin, ...]
    exercises: tuple[ExerciseSummary, ...]
    looks: tuple[Look, ...]
    results: tuple[StudentSummary, ...]


class ClassSummary(msgspec.Struct, frozen=True, kw_only=True):
    """Everything in `report.json`."""

    schema: int = SCHEMA
    title: str
    kit: str = autograder.__version__
    notices: tuple[str, ...] = ()
    units: tuple[UnitSummary, ...] = ()


def by_unit(records: Iterable[Result]) -> dict[str, list[Result]]:
    """Return the records of each unit, units and students in alphabetical order."""
    units: dict[str, list[Result]] = {}
    for record in sorted(
        records, key=lambda record: (record.unit, record.student.casefold(), record.student)
    ):
        units.setdefault(record.unit, []).append(record)
    return units


def summarise_unit(unit: str, records: Sequence[Result]) -> UnitSummary:
    """Return the numbers of one unit; means are over the submissions that could be read."""
    read = [record for record in records if record.status != "unreadable"]
    scores = [record.score for record in read]
    shares = [share for record in read if (share := share_of(record)) is not None]
    maximum = max((record.max_score for record in records), default=0.0)
    return UnitSummary(
        unit=unit,
        max_score=maximum,
        students=len(records),
        read=len(read),
        mean=fmean(scores) if scores else None,
        median=median(scores) if scores else None,
        mean_share=fmean(shares) if shares else None,
        statuses=dict(Counter(record.status for record in records).most_common()),
        isolation=dict(Counter(record.isolation for record in read if record.kit).most_common()),
        kits=tuple(sorted({record.kit for record in records if record.kit})),
        specs=tuple(sorted({record.spec for record in records if record.spec})),
        public_only=sum(record.scope == "public" for record in records),
        basis="points" if maximum else "exercises",
        distribution=distribution(shares),
        exercises=tuple(_exercise(name, read) for name in exercise_order(records)),
        looks=tuple(needs_a_look(records)),
        results=tuple(_student(record) for record in records),
    )


def share_of(record: Result) -> float | None:
    """Return the share of the points, or of the exercises where there are no points."""
    if record.max_score > 0:
        return record.score / record.max_score
    if not record.exercises:
        return None
    return sum(item.status in EARNED for item in record.exercises) / len(record.exercises)


def distribution(shares: Iterable[float]) -> tuple[Bin, ...]:
    """Count shares in tenths; extra credit beyond 1 counts in the last tenth."""
    counts = Counter(map(_bin, shares))
    width = 100 // BINS
    return tuple(Bin(width * index, width * (index + 1), counts[index]) for index in range(BINS))


def exercise_order(records: Iterable[Result]) -> list[str]:
    """Return the exercises as the most complete record orders them, then those of other versions."""
    ordered: dict[str, None] = {}
    for record in sorted(records, key=lambda record: -len(record.exercises)):
        ordered.update(dict.fromkeys(item.id for item in record.exercises))
    return list(ordered)


def _bin(value: float) -> int:
    # 0.1 + 0.2 of 1 point must land in the bin that starts at 30 percent
    return min(max(int(round(value * BINS, 9)), 0), BINS - 1)


def _exercise(name: str, read: Sequence[Result]) -> ExerciseSummary:
    taken = [(record, item) for record in read for item in record.exercises if item.id == name]
    fair = [item for _, item in taken if item.status != "error"]
    status: Counter[str] = Counter(item.status for item in fair)
    passed = sum(status[word] for word in EARNED)
    return ExerciseSummary(
        id=name,
        max_score=max((item.max_score for _, item in taken), default=0.0),
        counted=len(fair),
        passed=passed,
        partial=status["partial"],
        failed=status["failed"],
        not_started=status["not_started"],
        errors=len(taken) - len(fair),
        success=passed / len(fair) if fair else None,
        mean=fmean(item.score for item in fair) if fair else None,
        causes=tuple(commonest(taken)),
    )


def _student(record: Result) -> StudentSummary:
    return StudentSummary(
        student=record.student,
        score=record.score,
        max_score=record.max_score,
        status=record.status,
        seconds=record.seconds,
        exercises={item.id: item.score for item in record.exercises},
    )
