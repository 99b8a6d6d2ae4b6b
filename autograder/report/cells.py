"""The heat map: students by exercises, each cell a few letters and a colour class."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from autograder.record import ExerciseResult, Result
from autograder.report.text import points


class Cell(NamedTuple):
    """`style` is a class of the style sheet, `text` says the same without colour."""

    style: str
    text: str


class Row(NamedTuple):
    """One student. `number` is the place in the unit; `note` stands in for cells that were never judged."""

    number: int
    record: Result
    cells: list[Cell]
    note: str


ABSENT = Cell("h-none", "")


def heat_map(records: Sequence[Result], exercises: Sequence[str]) -> list[Row]:
    """Return the rows, best score first."""
    rows = [_row(number, record, exercises) for number, record in enumerate(records, 1)]
    return sorted(rows, key=lambda row: (row.record.status == "unreadable", -row.record.score, row.number))


def cell(item: ExerciseResult) -> Cell:
    """Return what one exercise looks like."""
    if item.status == "error":
        return Cell("h-error", "!")
    if item.status == "not_started":
        return Cell("h-none", "–")
    text = points(item.score) if item.max_score else "ok" if item.status == "passed" else "no"
    return Cell(_style(item), f"{text}c" if item.status == "carried_forward" else text)


def _style(item: ExerciseResult) -> str:
    if item.status in ("passed", "carried_forward"):
        return "h-full"
    share = item.score / item.max_score if item.max_score > 0 else 0.0
    if item.status == "failed" or share <= 0:
        return "h-zero"
    return "h-low" if share < 1 / 3 else "h-mid" if share < 2 / 3 else "h-high"


def _row(number: int, record: Result, exercises: Sequence[str]) -> Row:
    if record.status == "unreadable":
        return Row(number, record, [], "could not be read")
    found = {item.id: cell(item) for item in record.exercises}
    return Row(number, record, [found.get(name, ABSENT) for name in exercises], "")
