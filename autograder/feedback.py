"""Feedback on one exercise as plain text and as HTML: for the notebook, grade cells and reports."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from html import escape

from autograder.exercise.spec import ExerciseSpec
from autograder.mathml import mathml
from autograder.message import MEANING, Audience, Message, Row, Word, exercise_message
from autograder.record import ExerciseResult
from autograder.screen import clean

CAPTION = 13  # width of the left column
WIDTH = 80

# Middle tones: readable as a border on a white and on a black page; the text keeps the page's own colour.
_COLOURS: dict[Word, str] = {
    "PASS": "#2e9d57",
    "DONE": "#2e9d57",
    "PART": "#c98a00",
    "FAIL": "#d9534f",
    "TODO": "#7a8a99",
    "OURS": "#8a63d2",
}
_BOX = "border-left:4px solid {colour};padding:.3em .8em;margin:.3em 0;color:inherit;background:transparent"
_CODE = "font-family:monospace;white-space:pre-wrap;overflow-wrap:anywhere"
_LEFT = (
    "text-align:left;vertical-align:top;padding:0 1em 0 0;font-weight:normal;opacity:.8;white-space:nowrap"
)
_RIGHT = "text-align:left;vertical-align:top;padding:0;" + _CODE


def exercise_text(
    result: ExerciseResult,
    spec: ExerciseSpec | None = None,
    audience: Audience = "student",
    *,
    width: int = WIDTH,
) -> str:
    """Return what there is to say about one exercise, at most `width` columns wide."""
    message = exercise_message(result, spec, audience)
    lines = [headline(message), *(line for row in message.rows for line in row_lines(row, width))]
    return "\n".join([*lines, *footer(message)])


def footer(message: Message) -> list[str]:
    """Return the last line: how many checks pass; the first line has said it where nothing fails."""
    return [f"  {message.summary}"] if message.label and message.word != "TODO" else []


def headline(message: Message) -> str:
    """Return the first line: status word, exercise, the check that fails or how many pass."""
    return f"{message.word} {message.name}  {message.label or message.summary}"


def row_lines(row: Row, width: int = WIDTH) -> list[str]:
    """Lay one row out: caption on the left, text wrapped on the right."""
    room = max(20, width - CAPTION - 4)
    parts = [
        part
        for line in row.line.split("\n")
        for part in textwrap.wrap(line, room, break_on_hyphens=False) or [""]
    ]
    captions = [row.caption] + [""] * (len(parts) - 1)
    return [f"  {caption:<{CAPTION}} {part}".rstrip() for caption, part in zip(captions, parts, strict=True)]


def exercise_html(
    result: ExerciseResult, spec: ExerciseSpec | None = None, audience: Audience = "student"
) -> str:
    """Return the same words as an HTML fragment: escaped, without scripts, status in words, hints folded."""
    message = exercise_message(result, spec, audience)
    label = f" &nbsp;{_text(message.label)}" if message.label else ""
    also = [row for row in message.rows if row.role == "also"]
    parts = [
        f"<div><strong>{message.word}</strong> {_code(message.name)}{label}</div>",
        _table([row for row in message.rows if row.role in ("finding", "cause", "note")]),
        f"<div>{_text(message.summary)}</div>",
        _details(f"{len(also)} more failed check{'s' * (len(also) != 1)}", [row.text for row in also]),
        *(_hints(spec) if spec is not None and message.word in ("PART", "FAIL", "TODO") else []),
    ]
    aria = escape(f"{message.name}: {MEANING[message.word]}")
    return _section(message.word, aria, "".join(parts))


def notice_html(word: Word, text: str, label: str = "") -> str:
    """Return a warning or an error of the self-check itself in the same box."""
    inside = f'<div style="white-space:pre-wrap">{_text(text)}</div>'
    return _section(word, escape(label or MEANING[word]), inside)


def _section(word: Word, aria: str, inside: str) -> str:
    style = _BOX.format(colour=_COLOURS[word])
    return f'<section aria-label="{aria}" style="{style}">{inside}</section>'


def _table(rows: Sequence[Row]) -> str:
    if not rows:
        return ""
    lines = "".join(
        f'<tr style="background:transparent"><th scope="row" style="{_LEFT}">{_text(row.caption)}</th>'
        f'<td style="{_RIGHT}">{_content(row)}</td></tr>'
        for row in rows
    )
    return f'<table style="border:0;border-collapse:collapse;margin:.2em 0;color:inherit">{lines}</table>'


def _content(row: Row) -> str:
    """Return a row's text, typeset where it is a formula."""
    formula = mathml(row.latex, row.text)
    if formula is None:
        return _text(row.line)
    remark = f" &nbsp;({_text(row.remark)})" if row.remark else ""
    typeset = f'<span style="display:inline-block;padding:.2em 0;font-size:1.15em">{formula}</span>'
    return typeset + remark


def _details(title: str, texts: Iterable[str]) -> str:
    items = "".join(f"<li>{_text(text)}</li>" for text in texts)
    return f"<details><summary>{_text(title)}</summary><ul>{items}</ul></details>" if items else ""


def _hints(spec: ExerciseSpec) -> list[str]:
    total = len(spec.hints)
    return [
        f"<details><summary>hint {level} of {total}</summary><p>{_text(hint)}</p></details>"
        for level, hint in enumerate(spec.hints, 1)
    ]


def _code(text: str) -> str:
    return f'<code style="background:transparent;color:inherit">{_text(text)}</code>'


def _text(text: str) -> str:
    return escape(clean(text))
