"""nbgrader's own gradebook database, written and read through its API.

For modules graded with `gradmark grade --db`; notebooks that nbgrader itself autogrades get there by the
plugin. Either way `nbgrader export` and formgrader show the points of the record.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from nbgrader.api import (
    Comment,
    Grade,
    Gradebook,
    GradeCell,
    MissingEntry,
    Notebook,
    SolutionCell,
    SourceCell,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)

from autograder.exercise.spec import UnitSpec
from autograder.record import Result

CHECK_PREFIX = "check_"


class GradebookError(ValueError):
    """Records or a database that do not belong together; the message says what to do."""


def check_cell(exercise: str) -> str:
    """Return nbgrader's id of the cell that carries an exercise's points."""
    return CHECK_PREFIX + exercise


def write(results: Iterable[Result], spec: UnitSpec, db_url: str) -> None:
    """Write the scores of records into the gradebook, in one transaction.

    Assignment, notebook, cells, students and submissions are created where they are missing. A manual score
    stays and keeps winning; it is marked for review when the automatic score changes beneath it. An exercise
    that failed by our fault keeps the score it had and is marked for review.

    Args:
        results: records of the spec's unit, graded with hidden checks.
        spec: the full spec; says which cells there are and their points.
        db_url: an SQLAlchemy URL (`sqlite:////course/gradebook.db`), or the path of an SQLite file.
    """
    results = list(results)
    for result in results:
        _refuse_foreign(result, spec)
    with open_gradebook(db_url) as gradebook, gradebook.db.no_autoflush:
        notebook = _notebook(gradebook, spec)
        for result in results:
            _write_result(gradebook, notebook, result)
        gradebook.db.commit()


def read_scores(db_url: str, unit: str) -> dict[str, dict[str, float]]:
    """Return each student's score for each exercise of a unit, as `nbgrader export` counts them."""
    _refuse_missing(db_url)
    with open_gradebook(db_url) as gradebook:
        query = (
            gradebook.db.query(SubmittedAssignment.student_id, GradeCell.name, Grade.score)
            .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
            .join(Notebook, Notebook.id == SubmittedNotebook.notebook_id)
            .join(Grade, Grade.notebook_id == SubmittedNotebook.id)
            .join(GradeCell, GradeCell.id == Grade.cell_id)
            .filter(Notebook.name == unit)
            .order_by(SubmittedAssignment.student_id)
        )
        scores: dict[str, dict[str, float]] = {}
        for student, cell, score in query:
            scores.setdefault(student, {})[cell.removeprefix(CHECK_PREFIX)] = float(score)
    return scores


@contextmanager
def open_gradebook(db_url: str) -> Iterator[Gradebook]:
    """Open the gradebook, making its tables when it is new."""
    with _alembic_on_path():
        gradebook = Gradebook(_url(db_url))
    try:
        yield gradebook
    finally:
        gradebook.close()


def _url(db_url: str) -> str:
    return db_url if "://" in db_url else f"sqlite:///{Path(db_url).resolve()}"


@contextmanager
def _alembic_on_path() -> Iterator[None]:
    """Let nbgrader find `alembic`, which it starts by name, also where the environment is not activated."""
    before = os.environ.get("PATH", "")
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), before])
    try:
        yield
    finally:
        os.environ["PATH"] = before


def _refuse_foreign(result: Result, spec: UnitSpec) -> None:
    if result.unit != spec.unit:
        message = (
            f"the spec is of {spec.unit}, the record of {result.student} of {result.unit}: write them apart"
        )
        raise GradebookError(message)
    if result.scope == "public":
        message = (
            f"a gradebook takes full gradings, the record of {result.student} has visible checks only: "
            "grade with the full spec (build/hidden)"
        )
        raise GradebookError(message)


def _refuse_missing(db_url: str) -> None:
    path = Path(_url(db_url).removeprefix("sqlite:///"))
    if _url(db_url).startswith("sqlite:///") and not path.exists():
        message = f"there is no gradebook at {path}: grade with --db first, or run `nbgrader autograde`"
        raise GradebookError(message)


def _notebook(gradebook: Gradebook, spec: UnitSpec) -> Notebook:
    """Return the unit's notebook with all its cells: those that `nbgrader generate_assignment` would make."""
    try:
        notebook = gradebook.find_notebook(spec.unit, spec.unit)
    except MissingEntry:
        gradebook.update_or_create_assignment(spec.unit)
        notebook = gradebook.add_notebook(spec.unit, spec.unit)
    grade_cells = {cell.name: cell for cell in notebook.grade_cells}
    solutions = {cell.name for cell in notebook.solution_cells}
    for item in spec.exercises:
        cell = grade_cells.get(check_cell(item.id))
        if cell is None:
            cell = GradeCell(name=check_cell(item.id), notebook=notebook, cell_type="code")
            gradebook.db.add(cell)
        cell.max_score = item.points
        if item.id not in solutions:
            gradebook.db.add(SolutionCell(name=item.id, notebook=notebook))
    _add_source_cells(gradebook, notebook, spec)
    gradebook.db.flush()
    gradebook.db.refresh(notebook)
    return notebook


def _add_source_cells(gradebook: Gradebook, notebook: Notebook, spec: UnitSpec) -> None:
    known = {cell.name for cell in notebook.source_cells}
    answers = {item.id for item in spec.exercises}
    for name in {*answers, *map(check_cell, answers), *spec.given} - known:
        locked = name not in answers
        gradebook.db.add(SourceCell(name=name, notebook=notebook, cell_type="code", locked=locked))


def _write_result(gradebook: Gradebook, notebook: Notebook, result: Result) -> None:
    submitted = _submitted_notebook(gradebook, notebook, result.student)
    grades = {grade.cell_id: grade for grade in submitted.grades}
    exercises = {check_cell(item.id): item for item in result.exercises}
    for cell in notebook.grade_cells:
        exercise = exercises.get(cell.name)
        if exercise is None and result.status != "unreadable":
            continue
        grade = grades.get(cell.id)
        if grade is None:
            grade = Grade(cell_id=cell.id, notebook=submitted)
            gradebook.db.add(grade)
        if exercise is not None and exercise.status == "error":
            grade.needs_manual_grade = True
            continue
        _set_score(grade, min(max(exercise.score if exercise else 0.0, 0.0), cell.max_score))


def _set_score(grade: Grade, score: float) -> None:
    """Set the automatic score; as in nbgrader, one beneath a manual score asks for review."""
    if grade.manual_score is None:
        grade.needs_manual_grade = False
    elif grade.auto_score != score:
        grade.needs_manual_grade = True
    grade.auto_score = score


def _submitted_notebook(gradebook: Gradebook, notebook: Notebook, student: str) -> SubmittedNotebook:
    db = gradebook.db
    if db.get(Student, student) is None:
        db.add(Student(id=student))
        db.flush()
    mine = {"assignment_id": notebook.assignment.id, "student_id": student}
    found = db.query(SubmittedAssignment).filter_by(**mine).one_or_none()
    if found is None:
        found = SubmittedAssignment(**mine)
        db.add(found)
        db.flush()
    part = {"assignment_id": found.id, "notebook_id": notebook.id}
    submitted = db.query(SubmittedNotebook).filter_by(**part).one_or_none()
    if submitted is None:
        submitted = SubmittedNotebook(**part)
        db.add(submitted)
        db.add_all([Comment(cell_id=cell.id, notebook=submitted) for cell in notebook.solution_cells])
        db.flush()
    return submitted
