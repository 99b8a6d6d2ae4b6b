"""Many records into the gradebook's tables with few statements: read what is there, add, change."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from nbgrader.api import Comment, Grade, Student, SubmittedAssignment, SubmittedNotebook, new_uuid
from sqlalchemy import insert, select, update

from autograder.record import ExerciseResult, Result

Row = dict[str, Any]


class Cell(NamedTuple):
    """A cell that carries points: those of an exercise, or of a question that a person marks ("")."""

    id: str
    exercise: str
    max_score: float


class Cells(NamedTuple):
    """A unit's notebook, as ids of the gradebook's rows."""

    assignment: str
    notebook: str
    graded: tuple[Cell, ...]
    commented: tuple[str, ...]


def write_rows(db: Any, cells: Cells, results: Sequence[Result]) -> None:
    """Write the scores of records of different students; ten statements, however many there are.

    Args:
        db: an SQLAlchemy session; the caller commits.
        cells: the unit's notebook.
        results: records of the unit.
    """
    names = [result.student for result in results]
    _add_students(db, names)
    submitted = _submitted_notebooks(db, cells, _submissions(db, cells.assignment, names))
    present = _grades(db, submitted.values())
    new: list[Row] = []
    changed: list[Row] = []
    for result in results:
        notebook = submitted[result.student]
        for cell, exercise in _graded(result, cells.graded):
            before = present.get((notebook, cell.id))
            after = _grade(cell, exercise, before)
            if before is None:
                new.append({"id": new_uuid(), "notebook_id": notebook, "cell_id": cell.id, **after})
            elif after.items() - before.items():
                changed.append({"id": before["id"], **after})
    _insert(db, Grade, new)
    if changed:
        db.execute(update(Grade), changed)


def _graded(result: Result, cells: Iterable[Cell]) -> Iterable[tuple[Cell, ExerciseResult | None]]:
    """Pair cells with exercises; an unreadable submission has no points anywhere."""
    exercises = {item.id: item for item in result.exercises}
    for cell in cells:
        exercise = exercises.get(cell.exercise)
        if exercise is not None or result.status == "unreadable":
            yield cell, exercise


def _grade(cell: Cell, exercise: ExerciseResult | None, before: Mapping[str, Any] | None) -> Row:
    """Return the automatic score and whether a person has to look; as in nbgrader, a manual score stays."""
    manual = before["manual_score"] if before else None
    earlier = before["auto_score"] if before else None
    if exercise is not None and exercise.status == "error":
        return {"auto_score": earlier, "needs_manual_grade": True}
    score = min(max(exercise.score if exercise else 0.0, 0.0), cell.max_score)
    marked = bool(before and before["needs_manual_grade"])
    return {"auto_score": score, "needs_manual_grade": manual is not None and (marked or earlier != score)}


def _add_students(db: Any, names: Collection[str]) -> None:
    known = set(db.scalars(select(Student.id).where(Student.id.in_(names))))
    _insert(db, Student, [{"id": name} for name in names if name not in known])


def _submissions(db: Any, assignment: str, names: Collection[str]) -> dict[str, str]:
    """Return the id of each student's submission, added where there is none."""
    query = select(SubmittedAssignment.student_id, SubmittedAssignment.id).where(
        SubmittedAssignment.assignment_id == assignment, SubmittedAssignment.student_id.in_(names)
    )
    found: dict[str, str] = dict(db.execute(query).all())
    new = {name: new_uuid() for name in names if name not in found}
    rows = [{"id": key, "assignment_id": assignment, "student_id": name} for name, key in new.items()]
    _insert(db, SubmittedAssignment, rows)
    return found | new


def _submitted_notebooks(db: Any, cells: Cells, submissions: Mapping[str, str]) -> dict[str, str]:
    """Return the id of each student's notebook, added with its empty comments where there is none."""
    query = select(SubmittedNotebook.assignment_id, SubmittedNotebook.id).where(
        SubmittedNotebook.notebook_id == cells.notebook,
        SubmittedNotebook.assignment_id.in_(submissions.values()),
    )
    found: dict[str, str] = dict(db.execute(query).all())
    new = {submission: new_uuid() for submission in submissions.values() if submission not in found}
    rows = [{"id": key, "assignment_id": of, "notebook_id": cells.notebook} for of, key in new.items()]
    _insert(db, SubmittedNotebook, rows)
    comments = [{"notebook_id": key, "cell_id": cell} for key in new.values() for cell in cells.commented]
    _insert(db, Comment, comments)
    every = found | new
    return {student: every[submission] for student, submission in submissions.items()}


def _grades(db: Any, notebooks: Collection[str]) -> dict[tuple[str, str], Mapping[str, Any]]:
    columns = (
        Grade.notebook_id,
        Grade.cell_id,
        Grade.id,
        Grade.auto_score,
        Grade.manual_score,
        Grade.needs_manual_grade,
    )
    rows = db.execute(select(*columns).where(Grade.notebook_id.in_(notebooks))).mappings()
    return {(row["notebook_id"], row["cell_id"]): row for row in rows}


def _insert(db: Any, table: Any, rows: Sequence[Row]) -> None:
    if rows:
        db.execute(insert(table), rows)
