"""Scores and comments of one submission into nbgrader's gradebook, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nbgrader.api import MissingEntry
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import compute_checksum, determine_grade, is_grade, is_solution, is_task

from autograder.nbgrader_plugin.database import Saved, session
from autograder.nbgrader_plugin.execute import RESULT
from autograder.nbgrader_plugin.hints import hint_text


class SaveScores(NbGraderPreprocessor):
    """Saves what nbgrader's `SaveAutoGrades` saves, by its rules, and hints as comments.

    nbgrader's own looks for every cell with a query and ends every one with a write to the disk.
    """

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Save one submission; a score or comment by a person stays and wins."""
        hints = _hints(resources)
        with session(resources["nbgrader"]["db_url"]) as db:
            saved = Saved(db, resources["nbgrader"])
            for cell in nb.cells:
                self._save(cell, saved, hints)
            db.commit()
        return nb, resources

    def _save(self, cell: Any, saved: Saved, hints: Mapping[str, str | None]) -> None:
        if is_grade(cell):
            grade = _of(saved.grades, cell)
            grade.auto_score, _ = determine_grade(cell, self.log)
            grade.needs_manual_grade = grade.manual_score is not None or grade.auto_score is None
        if is_solution(cell) or is_task(cell):
            comment = _of(saved.comments, cell)
            comment.auto_comment = hints.get(_name(cell)) if _name(cell) in hints else _no_response(cell)


def _hints(resources: Any) -> dict[str, str | None]:
    if RESULT not in resources:
        return {}
    result, spec = resources[RESULT]
    return {item.id: hint_text(item, spec.exercise(item.id)) for item in result.exercises}


def _no_response(cell: Any) -> str | None:
    untouched = cell.metadata.nbgrader.get("checksum") == compute_checksum(cell) and not is_task(cell)
    return "No response." if untouched else None


def _name(cell: Any) -> str:
    name: str = cell.metadata.nbgrader["grade_id"]
    return name


def _of(rows: Mapping[str, Any], cell: Any) -> Any:
    """Return the row of a cell."""
    if _name(cell) not in rows:
        message = (
            f"the gradebook has no row for the cell {_name(cell)} of this submission: "
            "run `nbgrader generate_assignment` with --force for the assignment"
        )
        raise MissingEntry(message)
    return rows[_name(cell)]
