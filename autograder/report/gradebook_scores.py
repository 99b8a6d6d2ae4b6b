"""Scores from nbgrader's gradebook file, where no result records were kept."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from contextlib import closing
from pathlib import Path

from autograder.record import ExerciseResult, ExerciseStatus, Result

_MAGIC = b"SQLite format 3\x00"
# as nbgrader counts: a manual score replaces the automatic one, extra credit comes on top
_QUERY = """
    SELECT assignment.name, submitted_assignment.student_id, base_cell.name,
           COALESCE(grade.manual_score, grade.auto_score, 0.0)
             + CASE WHEN COALESCE(grade.manual_score, grade.auto_score) IS NULL THEN 0.0
                    ELSE COALESCE(grade.extra_credit, 0.0) END,
           COALESCE(grade_cells.max_score, task_cells.max_score)
    FROM submitted_assignment
    JOIN assignment ON assignment.id = submitted_assignment.assignment_id
    LEFT JOIN submitted_notebook ON submitted_notebook.assignment_id = submitted_assignment.id
    LEFT JOIN grade ON grade.notebook_id = submitted_notebook.id
    LEFT JOIN base_cell ON base_cell.id = grade.cell_id
    LEFT JOIN grade_cells ON grade_cells.id = base_cell.id
    LEFT JOIN task_cells ON task_cells.id = base_cell.id
    ORDER BY assignment.name, submitted_assignment.student_id, grade.rowid
"""


def is_database(path: Path) -> bool:
    """Say whether the file is an SQLite database."""
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC


def scores_only(database: Path) -> list[Result]:
    """Return a record without checks for each submission; the file is opened read-only."""
    found: dict[tuple[str, str], list[ExerciseResult]] = defaultdict(list)
    for unit, student, cell, score, due in _rows(database):
        exercises = found[unit, student]
        if cell is not None:
            exercises.append(_exercise(cell, score, due or 0.0))
    return [_record(unit, student, exercises) for (unit, student), exercises in found.items()]


def _rows(database: Path) -> list[tuple[str, str, str | None, float, float | None]]:
    try:
        with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            return connection.execute(_QUERY).fetchall()
    except sqlite3.Error as problem:
        message = (
            f"{database} cannot be read as nbgrader's gradebook ({problem}); give gradebook.db of the course"
        )
        raise ValueError(message) from None


def _exercise(cell: str, score: float, due: float) -> ExerciseResult:
    status: ExerciseStatus = "passed" if score >= due else "partial" if score > 0 else "failed"
    return ExerciseResult(id=cell.removeprefix("check_"), score=score, max_score=due, status=status)


def _record(unit: str, student: str, exercises: list[ExerciseResult]) -> Result:
    return Result(
        unit=unit,
        student=student,
        submission="",
        score=sum(item.score for item in exercises),
        max_score=sum(item.max_score for item in exercises),
        status="graded",
        seconds=0.0,
        isolation="none",
        kit="",
        spec="",
        exercises=tuple(exercises),
    )
