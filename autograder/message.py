"""What one exercise's result is in words: the same rows for the terminal, the notebook and the reports.

One cause first, the most basic one; the other failed checks in one row each. Of hidden checks a student
sees that they fail and the recognised cause, never inputs, values or labels.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from autograder.checks.outcomes import MISSING
from autograder.exercise.spec import ExerciseSpec
from autograder.mistakes import SIGN, without_numbers
from autograder.record import CheckResult, ExerciseResult, ExerciseStatus
from autograder.screen import clean

Audience = Literal["student", "instructor"]
Word = Literal["PASS", "DONE", "PART", "FAIL", "TODO", "OURS"]

WORDS: dict[ExerciseStatus, Word] = {
    "passed": "PASS",
    "carried_forward": "PASS",
    "partial": "PART",
    "failed": "FAIL",
    "not_started": "TODO",
    "error": "OURS",
}
MEANING: dict[Word, str] = {
    "PASS": "right",
    "DONE": "answered; at home only the form is checked",
    "PART": "partly right",
    "FAIL": "not right yet",
    "TODO": "not started",
    "OURS": "our fault",
}
MAX_TEXT = 600
MAX_REMARK = 60
_RIGHT = ("proved equal", "equal at ")
_REMARKS = {"proved equal": "proved right", "equal at ": "agrees at ", "different at ": "wrong at "}
# Beside the check's label these add nothing.
_SAYS_NOTHING = ("the value is wrong", "this is not the derivative", "wrong for inputs of this size")


class Row(NamedTuple):
    """One line of a message: `also` rows are the other failed checks, folded where there is no room.

    A formula has a `remark` on it, and `latex` where it can be typeset.
    """

    caption: str
    text: str
    role: Literal["finding", "cause", "also", "note", "hint"] = "finding"
    remark: str = ""
    latex: str | None = None

    @property
    def line(self) -> str:
        """The row in plain text."""
        return f"{self.text}  ({self.remark})" if self.remark else self.text


class Message(NamedTuple):
    """One exercise in words."""

    word: Word
    name: str
    label: str
    rows: tuple[Row, ...]
    summary: str

    @property
    def brief(self) -> str:
        """The most useful part in one line: the cause, or what is wrong."""
        found = {row.caption: row.text.splitlines()[0] for row in self.rows if row.text}
        order = ("likely cause", "worst entry", "value", "problem", "result")
        return next((found[caption] for caption in order if caption in found), self.label)


def exercise_message(
    result: ExerciseResult, spec: ExerciseSpec | None = None, audience: Audience = "student"
) -> Message:
    """Put a result into words; `spec` adds the hints and what is asked."""
    failed = ranked(result.checks)
    shown = [_Shown(check, _number(check, result.checks), audience) for check in failed]
    word = word_of(result)
    rows = [*_formula(result), *_todo(result, spec)]
    rows += shown[0].rows() if shown else []
    rows += [Row("also fails", text, "also") for text in _others(shown)]
    rows += _waiting(result)
    rows += [Row("note", note, "note") for note in result.notes]
    if spec is not None and word in ("PART", "FAIL", "TODO"):
        rows.append(Row("hint 1 of 3", f"gradmark hint {result.id}", "hint"))
    label = shown[0].label if shown else MEANING[word] if word == "TODO" else ""
    return Message(word, clean(result.id), clean(label), tuple(_cleaned(rows)), summary(result))


def word_of(result: ExerciseResult) -> Word:
    """Return the one word for a result; an answer whose form alone was looked at is not called right."""
    formal = result.checks and all(check.kind == "answered" for check in result.checks)
    return "DONE" if formal and result.status == "passed" else WORDS[result.status]


def summary(result: ExerciseResult) -> str:
    """Return "3 of 3 visible checks pass; hidden ones decide 2 of 5 points"."""
    if result.status == "not_started":
        return "not started" + (f"; {points(result.max_score)}" if result.max_score else "")
    visible, hidden = ([c for c in result.checks if c.hidden is side] for side in (False, True))
    if hidden:
        return f"{_count(visible)} visible and {_count(hidden)} hidden checks pass{_score(result)}"
    if word_of(result) == "DONE":
        decided = f"{number(result.hidden_points)} of {points(result.max_score)}"
        return f"answered; whether it is right decides {decided}" if result.max_score else "answered"
    if result.hidden_points:
        decided = f"hidden ones decide {number(result.hidden_points)} of {points(result.max_score)}"
        return f"{_count(visible)} visible {_pass(visible)}; {decided}"
    return f"{_count(visible)} {_pass(visible)}{_score(result)}"


def ranked(checks: Iterable[CheckResult]) -> list[CheckResult]:
    """Return the failed checks, the most basic first: shape, sign, value; hidden ones last."""
    return sorted((check for check in checks if check.status in ("failed", "timeout", "error")), key=_rank)


def number(value: float) -> str:
    """Return points without a needless ".0"."""
    return f"{round(value, 2):g}"


def points(value: float) -> str:
    """Return "1 point", "2.5 points", "no points"."""
    return "no points" if value == 0 else f"{number(value)} point{'' if value == 1 else 's'}"


class _Shown:
    """A failed check as one audience may see it."""

    def __init__(self, check: CheckResult, place: int, audience: Audience) -> None:
        self.check = check
        self.secret = check.hidden and audience == "student"
        self.label = f"hidden check {place}" if self.secret else check.label
        if check.hidden and not self.secret:
            self.label += " (hidden)"
        told = check.mistake or ""
        self.cause = without_numbers(told) if self.secret else told

    def rows(self) -> list[Row]:
        check = self.check
        if self.secret:
            return [Row("result", "the check fails; what it tries is not shown"), *self._cause()]
        rows = [Row("call", check.call)] if check.call and "(" in check.call else []
        if check.got and check.expected is None and check.got not in (check.message or ""):
            rows.append(Row("yours", check.got))
        values = self._values()
        # "the value is wrong" says nothing that both values do not say
        told = check.message and not (values and check.message == _SAYS_NOTHING[0])
        rows += [Row("problem", check.message)] if told and check.message else []
        return [*rows, *values, *self._cause()]

    def _values(self) -> list[Row]:
        check = self.check
        if check.got is None or check.expected is None:
            return []
        both = f"yours {check.got}, expected {check.expected}"
        return [Row("worst entry", f"{check.where}: {both}") if check.where else Row("value", both)]

    def _cause(self) -> list[Row]:
        return [Row("likely cause", self.cause, "cause")] if self.cause else []

    def reason(self) -> str:
        """Return why it fails in one line, "" when that may not be told."""
        said = self.cause or ("" if self.secret else self.check.message or "")
        return "" if said in _SAYS_NOTHING or not said else said.splitlines()[0]


def _others(shown: list[_Shown]) -> list[str]:
    texts = []
    for other in shown[1:]:
        reason = other.reason()
        same = reason and reason == shown[0].reason()
        tail = " (the same cause)" if same else f": {reason}" if reason else ""
        texts.append(other.label + tail)
    return texts


def formula_remark(verdict: str | None) -> str:
    """Return how a formula compares with the right one, as one says it: "agrees at 1040 points"."""
    words = " ".join(clean(verdict or "").split())
    if len(words) > MAX_REMARK:  # whole values only: the start of a number is another number
        kept, comma, _ = words[:MAX_REMARK].rpartition(", ")
        words = f"{kept}, ..." if comma else words[:MAX_REMARK]
    known = (said + words.removeprefix(it) for it, said in _REMARKS.items() if words.startswith(it))
    return next(known, words)


def _formula(result: ExerciseResult) -> list[Row]:
    # Of an exercise that passes, a proof is news; a difference that no check minds would only confuse.
    shown = ("partial", "failed", "carried_forward")
    proved = result.status == "passed" and (result.formula_verdict or "").startswith(_RIGHT)
    if not result.formula or not (result.status in shown or proved):
        return []
    remark = formula_remark(result.formula_verdict)
    return [Row("your formula", result.formula, remark=remark, latex=result.formula_latex)]


def _todo(result: ExerciseResult, spec: ExerciseSpec | None) -> list[Row]:
    if result.status != "not_started" or spec is None:
        return []
    return [Row("to do", spec.prompt.strip().split("\n\n")[0].replace("\n", " "))]


def _waiting(result: ExerciseResult) -> list[Row]:
    blocked = [check for check in result.checks if check.status == "blocked"]
    reasons = [check.message for check in blocked if check.message and not check.hidden]
    if reasons:
        return [Row("problem", reasons[0])]
    count = len(blocked)
    words = "1 check of values waits" if count == 1 else f"{count} checks of values wait"
    return [Row("not tried", f"{words} until this is right", "note")] if count else []


def _rank(check: CheckResult) -> tuple[bool, int]:
    basic = check.mistake == MISSING or check.status == "timeout"
    if basic or (check.message or "").startswith("raised "):
        return check.hidden, 0
    if check.kind in ("shape", "answered"):
        return check.hidden, 1
    if check.mistake == SIGN:
        return check.hidden, 2
    if check.status == "error":
        return check.hidden, 6
    supporting = check.kind in ("property", "purity", "stability", "step_purity")
    return check.hidden, 5 if supporting else 3 if check.mistake else 4


def _number(check: CheckResult, checks: Iterable[CheckResult]) -> int:
    hidden = [other for other in checks if other.hidden]
    return next((place for place, other in enumerate(hidden, 1) if other is check), 0)


def _count(checks: list[CheckResult]) -> str:
    return f"{sum(check.status == 'passed' for check in checks)} of {len(checks)}"


def _pass(checks: list[CheckResult]) -> str:
    return "check passes" if len(checks) == 1 else "checks pass"


def _score(result: ExerciseResult) -> str:
    return f"; {number(result.score)} of {points(result.max_score)}" if result.max_score else ""


def _cleaned(rows: Iterable[Row]) -> Iterable[Row]:
    return (row._replace(text=clean(row.text).strip()[:MAX_TEXT]) for row in rows)
