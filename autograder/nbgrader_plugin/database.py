"""The gradebook as one autograde process uses it: nbgrader's tables, statements compiled once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    MissingEntry,
    Notebook,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import create_engine
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool


@contextmanager
def session(db_url: str) -> Iterator[Any]:
    """Give an SQLAlchemy session; nbgrader has made the tables before it asks a preprocessor.

    A new `nbgrader.api.Gradebook` would look for all tables and compile each statement again.
    """
    with Session(_engine(db_url)) as db:
        yield db


def released_notebook(db: Any, about: Mapping[str, str]) -> Notebook:
    """Return the released notebook that `resources["nbgrader"]` names; raises `MissingEntry`."""
    query = db.query(Notebook).join(Assignment, Assignment.id == Notebook.assignment_id)
    found = query.filter(Notebook.name == about["notebook"], Assignment.name == about["assignment"]).first()
    return found or _missing(about)


class Saved:
    """The grades and comments of one submitted notebook, by the name of their cell."""

    def __init__(self, db: Any, about: Mapping[str, str]) -> None:
        submitted = _submitted_id(db, about)
        self.grades: dict[str, Grade] = _by_name(db, Grade, submitted)
        self.comments: dict[str, Comment] = _by_name(db, Comment, submitted)


def _by_name(db: Any, table: Any, submitted: str) -> dict[str, Any]:
    query = db.query(BaseCell.name, table).join(BaseCell, BaseCell.id == table.cell_id)
    return dict(query.filter(table.notebook_id == submitted).all())


def _submitted_id(db: Any, about: Mapping[str, str]) -> str:
    query = (
        db.query(SubmittedNotebook.id)
        .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
        .join(Notebook, Notebook.id == SubmittedNotebook.notebook_id)
    )
    found: str | None = query.filter(
        Notebook.name == about["notebook"],
        Assignment.name == about["assignment"],
        SubmittedAssignment.student_id == about["student"],
    ).scalar()
    return found or _missing(about)


def _missing(about: Mapping[str, str]) -> Any:
    message = (
        f"the gradebook has no notebook {about['notebook']} of {about['assignment']} for {about['student']}: "
        f"run `nbgrader generate_assignment {about['assignment']} --force`"
    )
    raise MissingEntry(message)


@lru_cache(maxsize=4)
def _engine(db_url: str) -> Any:
    # no connection is kept: between two submissions the file may be moved away or written by others
    return create_engine(db_url, poolclass=NullPool)
