"""Results in the terminal: one exercise, one unit, one class. Words first, colour second, 80 columns."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from autograder.exercise.spec import ExerciseSpec, UnitSpec
from autograder.feedback import footer, headline, row_lines
from autograder.message import Audience, Message, Word, exercise_message, number, points, word_of
from autograder.record import ExerciseResult, ExerciseStatus, Result
from autograder.screen import clean, for_screen

WIDTH = 80
BAR = 20
LONGEST_NAME = 24
_STYLES: dict[Word, str] = {
    "PASS": "bold green",
    "DONE": "green",
    "PART": "bold yellow",
    "FAIL": "bold red",
    "TODO": "bold",
    "OURS": "bold magenta",
}
_ROLES = {"cause": "bold", "also": "dim", "note": "dim", "hint": "cyan"}
MARKS: dict[ExerciseStatus, str] = {
    "passed": "+",
    "carried_forward": "=",
    "partial": "~",
    "failed": "x",
    "not_started": ".",
    "error": "!",
}
LEGEND = "+ right  = carried forward  ~ partly  x not right  . not started  ! our fault"

Line = tuple[tuple[str, str], ...]  # (text, style) pieces


def console(file: IO[str] | None = None) -> Console:
    """Return a console that obeys NO_COLOR, writes plain text to files, and is at most 80 columns wide."""
    made = Console(file=file or sys.stdout, highlight=False, markup=False, emoji=False, force_jupyter=False)
    made.width = min(WIDTH, made.width) if made.is_terminal else WIDTH
    return made


@dataclass(frozen=True)
class ExerciseView:
    """One exercise in detail."""

    result: ExerciseResult
    spec: ExerciseSpec | None = None
    audience: Audience = "student"

    def lines(self, width: int) -> Iterator[Line]:
        """Lay the message out."""
        message = exercise_message(self.result, self.spec, self.audience)
        yield _headline(message)
        for row in message.rows:
            style = _ROLES.get(row.role, "")
            yield from (((line, style),) for line in row_lines(row, width))
        yield from (((line, ""),) for line in footer(message))

    def __rich_console__(self, _: Console, options: ConsoleOptions) -> RenderResult:
        yield _rendered(self.lines(options.max_width), options)


@dataclass(frozen=True)
class UnitView:
    """A unit: one line for each exercise, progress, then the next thing to do; `every` shows all details."""

    unit: UnitSpec
    result: Result
    every: bool = False

    def lines(self, width: int) -> Iterator[Line]:
        """Lay the unit out."""
        yield ((f"{self.unit.unit}  {clean(self.unit.title)}", "bold"),)
        for message in self.result.messages:
            yield from (((line, ""),) for line in _wrapped(clean(message), width))
        if self.result.status == "unreadable":
            return
        yield ()
        yield from self._table(width)
        yield ()
        yield from _progress(self.result, width)
        shown = self._detailed()
        for item in shown:
            yield ()
            yield from ExerciseView(item, self._spec(item)).lines(width)
        rest = len(_open(self.result)) - len(shown)
        if rest:
            yield ()
            yield ((f"{rest} more to do: gradmark check --all shows every message", "dim"),)

    def __rich_console__(self, _: Console, options: ConsoleOptions) -> RenderResult:
        yield _rendered(self.lines(options.max_width), options)

    def _table(self, width: int) -> Iterator[Line]:
        names = max((len(item.id) for item in self.result.exercises), default=0)
        worth = max((len(_worth(item, self.result)) for item in self.result.exercises), default=0)
        for item in self.result.exercises:
            message = exercise_message(item, self._spec(item))
            left = f"  {message.name:<{names}}  {_worth(item, self.result):<{worth}}"
            said = "" if message.word in ("PASS", "DONE", "TODO") else message.brief
            tail = f"  {_checks(item):<15}  {said}".rstrip()
            yield ((message.word, _STYLES[message.word]), (_cut(left + tail, width - 4), ""))

    def _detailed(self) -> list[ExerciseResult]:
        unsolved = _open(self.result)
        if self.every:
            return unsolved
        return (_failing(unsolved) or unsolved)[:1]

    def _spec(self, item: ExerciseResult) -> ExerciseSpec | None:
        return next((spec for spec in self.unit.exercises if spec.id == item.id), None)


@dataclass(frozen=True)
class ClassTable:
    """A class: student, score, status, isolation and one mark for each exercise.

    Long names are cut, and many marks go on in the next line.
    """

    results: Sequence[Result]

    def lines(self, width: int) -> Iterator[Line]:
        """Lay the table out."""
        rows = [_class_row(result) for result in self.results]
        head = ("student", "score", "status", "isolation", "exercises")
        wide = [max(len(row[column]) for row in (head, *rows)) for column in range(5)]
        wide[0] = min(wide[0], LONGEST_NAME)
        wide[4] = max(len(head[4]), min(wide[4], width - sum(wide[:4]) - 8))
        yield ((_class_line(head, wide), "bold"),)
        yield (("  ".join("-" * length for length in wide)[:width], "dim"),)
        for result, row in zip(self.results, rows, strict=True):
            style = "" if result.status == "graded" else "bold yellow"
            for part in _parts(row, wide[4]):
                yield ((_class_line(part, wide), style),)
        yield ()
        yield ((LEGEND, "dim"),)
        if any(result.scope == "public" for result in self.results):
            yield (("scores with * are of the visible checks only", "dim"),)

    def __rich_console__(self, _: Console, options: ConsoleOptions) -> RenderResult:
        yield _rendered(self.lines(options.max_width), options)


def class_table(results: Sequence[Result]) -> ClassTable:
    """Return the table that `gradmark grade` prints."""
    return ClassTable(tuple(results))


def unit_text(unit: UnitSpec, result: Result, *, every: bool = False, width: int = WIDTH) -> str:
    """Return a unit as plain text."""
    return "\n".join("".join(text for text, _ in line) for line in UnitView(unit, result, every).lines(width))


def _rendered(lines: Iterable[Line], options: ConsoleOptions) -> Text:
    whole = Text(no_wrap=True, overflow="fold")
    for number_, line in enumerate(lines):
        whole.append("\n" if number_ else "")
        for text, style in line:
            whole.append(for_screen(text, options.encoding), style)
    return whole


def _headline(message: Message) -> Line:
    return ((message.word, _STYLES[message.word]), (headline(message)[len(message.word) :], ""))


def _progress(result: Result, width: int) -> Iterator[Line]:
    total = len(result.exercises)
    answered = sum(word_of(item) == "DONE" for item in result.exercises)
    right = total - len(_open(result)) - answered
    full = BAR * right // total if total else BAR
    hidden = round(sum(item.hidden_points for item in result.exercises), 2)
    words = f"[{'#' * full}{'.' * (BAR - full)}] {right} of {total} exercises right"
    words += f", {answered} answered" if answered else ""
    if result.scope == "all":
        words += f", {number(result.score)} of {points(result.max_score)}"
    yield ((words, "bold"),)
    if hidden and result.scope == "public":
        told = (
            f"so far by the visible checks; hidden ones decide {number(hidden)} of {points(result.max_score)}"
        )
        yield from (((line, ""),) for line in _wrapped(told, width))


def _open(result: Result) -> list[ExerciseResult]:
    return [item for item in result.exercises if item.status not in ("passed", "carried_forward")]


def _failing(items: Sequence[ExerciseResult]) -> list[ExerciseResult]:
    return [item for item in items if item.status in ("failed", "partial")]


def _worth(item: ExerciseResult, result: Result) -> str:
    if result.scope == "public":
        return points(item.max_score)
    return f"{number(item.score)} of {points(item.max_score)}"


def _checks(item: ExerciseResult) -> str:
    if item.status == "not_started":
        return "not started"
    if word_of(item) == "DONE":
        return "answered"
    passed, total = sum(check.status == "passed" for check in item.checks), len(item.checks)
    return f"{passed} of {total} check{'' if total == 1 else 's'}"


def _class_row(result: Result) -> tuple[str, ...]:
    star = "*" if result.scope == "public" else ""
    marks = "".join(MARKS[item.status] for item in result.exercises)
    score = f"{number(result.score)} of {number(result.max_score)}{star}"
    return clean(result.student).replace("\n", " "), score, result.status, result.isolation, marks


def _parts(row: tuple[str, ...], room: int) -> Iterator[tuple[str, ...]]:
    """Cut a row's marks into lines."""
    marks = row[4]
    yield (*row[:4], marks[:room])
    for start in range(room, len(marks), room):
        yield ("", "", "", "", marks[start : start + room])


def _class_line(row: Sequence[str], wide: Sequence[int]) -> str:
    cells = [_cut(row[0], wide[0]).ljust(wide[0]), row[1].rjust(wide[1])]
    return "  ".join(
        cells + [cell.ljust(length) for cell, length in zip(row[2:], wide[2:], strict=True)]
    ).rstrip()


def _wrapped(text: str, width: int) -> list[str]:
    from textwrap import wrap

    return [part for line in text.split("\n") for part in wrap(line, width) or [""]]


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: max(0, width - 3)] + "..."
