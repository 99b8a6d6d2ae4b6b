"""Likely cause and first hint as nbgrader's comment on the student's answer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import Any

from nbgrader.api import Comment, Gradebook, SolutionCell
from nbgrader.preprocessors import NbGraderPreprocessor

from autograder.exercise.spec import ExerciseSpec
from autograder.message import exercise_message
from autograder.nbgrader_plugin.execute import RESULT
from autograder.record import ExerciseResult

_MARKDOWN = re.compile(r"([\\`*_\[\]$])")


class SaveHints(NbGraderPreprocessor):
    """Comes after `SaveAutoGrades`, which resets automatic comments; a grader's own comment wins."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Write the comments of one submission."""
        if RESULT not in resources:
            return nb, resources
        result, spec = resources[RESULT]
        about = resources["nbgrader"]
        with Gradebook(about["db_url"]) as gradebook:
            submitted = gradebook.find_submission_notebook(
                about["notebook"], about["assignment"], about["student"]
            )
            texts = {item.id: hint_text(item, spec.exercise(item.id)) for item in result.exercises}
            for comment, answer in _comments(gradebook, submitted.id):
                if answer in texts:
                    comment.auto_comment = texts[answer]
            gradebook.db.commit()
        return nb, resources


def _comments(gradebook: Gradebook, submitted: str) -> Iterable[tuple[Comment, str]]:
    """Return the comments of a submitted notebook with the ids of their answers, in one query."""
    pairs = gradebook.db.query(Comment, SolutionCell.name).join(
        SolutionCell, SolutionCell.id == Comment.cell_id
    )
    found: list[tuple[Comment, str]] = pairs.filter(Comment.notebook_id == submitted).all()
    return found


def hint_text(result: ExerciseResult, spec: ExerciseSpec) -> str | None:
    """Return the comment in Markdown, or None when everything is right."""
    if result.status in ("passed", "carried_forward"):
        return None
    message = exercise_message(result, spec, audience="student")
    causes = [row.text for row in message.rows if row.role == "cause"]
    lines = [f"Likely cause: {_plain(causes[0])}."] if causes else []
    if result.status == "not_started":
        lines.append("Not started.")
    if spec.hints[0]:
        lines.append(f"Hint 1 of {len(spec.hints)}: {spec.hints[0]}")
    return "\n\n".join(lines) or None


def _plain(text: str) -> str:
    """Escape what a browser or Markdown would interpret: a cause may quote the student."""
    return _MARKDOWN.sub(r"\\\1", escape(text, quote=False))
