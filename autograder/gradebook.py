"""nbgrader's own gradebook database, written and read through its API.

For modules graded with `gradmark grade --db`; notebooks that nbgrader itself autogrades get there by the
plugin. Either way `nbgrader export` and formgrader show the points of the record.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TypeVar

from nbgrader.api import (
    Assignment,
    Grade,
    Gradebook,
    GradeCell,
    InvalidEntry,
    MissingEntry,
    Notebook,
    SolutionCell,
    SourceCell,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy.exc import DBAPIError
from tornado.log import app_log

from autograder.exercise.spec import UnitSpec
from autograder.gradebook_rows import Cell, Cells, write_rows
from autograder.record import Result

CHECK_PREFIX = "check_"
PATIENCE = 30.0
"""Seconds to wait for a gradebook that others are writing."""
_BATCH = 250
_T = TypeVar("_T")


class GradebookError(ValueError):
    """Records or a database that do not belong together; the message says what to do."""


def check_cell(exercise: str) -> str:
    """Return nbgrader's id of the cell that carries an exercise's points."""
    return CHECK_PREFIX + exercise


def write(results: Iterable[Result], spec: UnitSpec, db_url: str, *, patience: float = PATIENCE) -> None:
    """Write the scores of records into the gradebook, a few hundred students in each transaction.

    Assignment, notebook, cells, students and submissions are created where they are missing. A manual score
    stays and keeps winning; it is marked for review when the automatic score changes beneath it. An exercise
    that failed by our fault keeps the score it had and is marked for review. Writing the same records again
    changes nothing, so a run that was stopped may be repeated; several may write at the same time.

    Args:
        results: records of the spec's unit, graded with hidden checks, one for each student.
        spec: the full spec; says which cells there are and their points.
        db_url: an SQLAlchemy URL (`sqlite:////course/gradebook.db`), or the path of an SQLite file.
        patience: seconds to wait for others who are writing.

    Raises:
        GradebookError: the records do not belong there, or the gradebook cannot be written.
    """
    remaining = iter(results)
    with open_gradebook(db_url, patience) as gradebook:
        cells = _transaction(gradebook, lambda: _cells(gradebook, spec), patience)
        while batch := list(islice(remaining, _BATCH)):
            for result in batch:
                _refuse_foreign(result, spec)
            _transaction(gradebook, lambda: write_rows(gradebook.db, cells, batch), patience)


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
def open_gradebook(db_url: str, patience: float = PATIENCE) -> Iterator[Gradebook]:
    """Open the gradebook, making its tables when it is new; raises `GradebookError`."""
    url = _url(db_url)
    with _alembic_on_path():
        # Of two that make the tables at once, one meets tables that it has not made.
        gradebook = _patiently(lambda: Gradebook(url), url, patience)
    try:
        yield gradebook
    finally:
        gradebook.close()


def _transaction(gradebook: Gradebook, work: Callable[[], _T], patience: float) -> _T:
    """Do the work in one transaction, again when another writer was in the way."""

    def attempt() -> _T:
        try:
            if gradebook.engine.dialect.name == "sqlite":
                # Locks at once: two that read first would each wait for the other to finish reading.
                gradebook.db.connection().exec_driver_sql("BEGIN IMMEDIATE")
            done = work()
            gradebook.db.commit()
        except BaseException:
            gradebook.db.rollback()
            raise
        return done

    return _patiently(attempt, str(gradebook.engine.url), patience)


def _patiently(attempt: Callable[[], _T], url: str, patience: float) -> _T:
    """Try until it works, the time is up, or waiting does not help."""
    deadline = time.monotonic() + patience
    while True:
        try:
            with _unlogged():
                return attempt()
        except (DBAPIError, InvalidEntry) as problem:
            if _hopeless(problem) or time.monotonic() >= deadline:
                raise _unwritable(problem, url) from None
        time.sleep(random.uniform(0.05, 0.25))  # noqa: S311 - so that two do not meet again and again


@contextmanager
def _unlogged() -> Iterator[None]:
    """Keep nbgrader from printing the traceback of a collision that is simply tried again."""
    before = app_log.disabled
    app_log.disabled = True
    try:
        yield
    finally:
        app_log.disabled = before


def _hopeless(problem: Exception) -> bool:
    text = str(problem)
    return any(words in text for words in ("is full", "readonly", "not a database", "unable to open", "I/O"))


def _unwritable(problem: Exception, url: str) -> GradebookError:
    why = str(problem).splitlines()[0]
    remedy = "put that right and write it again"
    if "locked" in why:
        why, remedy = "others keep it locked", "close what is using it and try again"
    message = f"the gradebook {url} cannot be written: {why}; {remedy}"
    return GradebookError(message)


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


def _cells(gradebook: Gradebook, spec: UnitSpec) -> Cells:
    """Return the ids of the unit's notebook and cells, which are made where they are missing."""
    with gradebook.db.no_autoflush:
        notebook = _notebook(gradebook, spec)
    exercises = {check_cell(item.id): item.id for item in spec.exercises}
    graded = [Cell(cell.id, exercises.get(cell.name, ""), cell.max_score) for cell in notebook.grade_cells]
    commented = [cell.id for cell in notebook.solution_cells]
    return Cells(notebook.assignment.id, notebook.id, tuple(graded), tuple(commented))


def _notebook(gradebook: Gradebook, spec: UnitSpec) -> Notebook:
    """Return the unit's notebook with all its cells: those that `nbgrader generate_assignment` would make."""
    try:
        notebook = gradebook.find_notebook(spec.unit, spec.unit)
    except MissingEntry:
        notebook = Notebook(name=spec.unit, assignment=_assignment(gradebook, spec.unit))
        gradebook.db.add(notebook)
        gradebook.db.flush()
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


def _assignment(gradebook: Gradebook, unit: str) -> Assignment:
    """Return the unit's assignment, made in our transaction: nbgrader's own call would commit and unlock."""
    try:
        return gradebook.find_assignment(unit)
    except MissingEntry:
        assignment = Assignment(name=unit, course_id=gradebook.course_id)
        gradebook.db.add(assignment)
        return assignment


def _add_source_cells(gradebook: Gradebook, notebook: Notebook, spec: UnitSpec) -> None:
    known = {cell.name for cell in notebook.source_cells}
    answers = {item.id for item in spec.exercises}
    for name in {*answers, *map(check_cell, answers), *spec.given} - known:
        locked = name not in answers
        gradebook.db.add(SourceCell(name=name, notebook=notebook, cell_type="code", locked=locked))
