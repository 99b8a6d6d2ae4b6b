"""The same data for programs: a tidy CSV (one exercise of one student a row) and a JSON file."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from autograder.record import ExerciseResult, Result
from autograder.report.summary import ClassSummary
from autograder.report.text import spreadsheet_safe

COLUMNS = (
    "unit",
    "student",
    "exercise",
    "score",
    "max_score",
    "status",
    "submission_status",
    "causes",
    "scope",
    "isolation",
    "seconds",
    "kit",
    "spec",
    "submission",
)


def write_csv(records: Iterable[Result], path: Path) -> None:
    """Write one row for each exercise of each record; a record without exercises has one row, its total.

    So the sum of `score` over a student's rows is the student's total. Texts that a spreadsheet would run
    as a formula start with an apostrophe.
    """
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for record in records:
            writer.writerows(_safe(row) for row in _rows(record))


def write_json(summary: ClassSummary, path: Path) -> None:
    """Write the numbers of the report."""
    path.write_bytes(msgspec.json.format(msgspec.json.encode(summary), indent=1) + b"\n")


def _rows(record: Result) -> Iterator[Sequence[str | float]]:
    for item in record.exercises:
        yield _row(record, item.id, item.score, item.max_score, item.status, _causes(item))
    if not record.exercises:
        yield _row(record, "", record.score, record.max_score, "", "")


def _row(
    record: Result, exercise: str, score: float, max_score: float, status: str, causes: str
) -> Sequence[str | float]:
    about = (record.scope, record.isolation, record.seconds, record.kit, record.spec, record.submission)
    return (record.unit, record.student, exercise, score, max_score, status, record.status, causes, *about)


def _causes(item: ExerciseResult) -> str:
    return "; ".join(dict.fromkeys(check.mistake for check in item.checks if check.mistake))


def _safe(row: Sequence[str | float]) -> list[str | float]:
    return [spreadsheet_safe(cell) if isinstance(cell, str) else round(cell, 6) for cell in row]
