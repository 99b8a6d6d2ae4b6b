"""Likely cause and first hint as nbgrader's comment on the student's answer."""

from __future__ import annotations

import re
from html import escape

from autograder.exercise.spec import ExerciseSpec
from autograder.message import exercise_message
from autograder.record import ExerciseResult

_MARKDOWN = re.compile(r"([\\`*_\[\]$])")


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
