"""Why an exercise fails in this class: recognised mistakes, counted once for each student."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

import msgspec

from autograder.checks.wording import short
from autograder.message import ranked
from autograder.record import CheckResult, ExerciseResult, Result
from autograder.report.privacy import without_owner
from autograder.report.text import clean

FAILING = ("failed", "timeout")


class Cause(msgspec.Struct, frozen=True, kw_only=True):
    """A mistake, or the failed check where none was recognised; `example` is a nameless message."""

    cause: str
    recognised: bool
    students: int
    example: str | None


def commonest(taken: Iterable[tuple[Result, ExerciseResult]]) -> list[Cause]:
    """Return the causes of one exercise, the most frequent first."""
    students: Counter[tuple[bool, str]] = Counter()
    examples: dict[tuple[bool, str], Counter[str]] = defaultdict(Counter)
    for record, item in taken:
        for key, checks in _causes(item).items():
            students[key] += 1
            texts = [text for text in map(_example, checks) if text]
            examples[key].update({without_owner(clean(text), record): 1 for text in texts[:1]})
    ordered = sorted(students.items(), key=lambda pair: (-pair[1], not pair[0][0], pair[0][1]))
    return [
        Cause(cause=key[1], recognised=key[0], students=count, example=_typical(examples[key]))
        for key, count in ordered
    ]


def _causes(item: ExerciseResult) -> dict[tuple[bool, str], list[CheckResult]]:
    """Group a student's failing checks; unrecognised ones count only where nothing was recognised."""
    failing = [check for check in ranked(item.checks) if check.status in FAILING]
    causes: dict[tuple[bool, str], list[CheckResult]] = defaultdict(list)
    for check in failing:
        if check.mistake:
            causes[True, check.mistake].append(check)
    if failing and not causes:
        causes[False, failing[0].label].append(failing[0])
    return causes


def _example(check: CheckResult) -> str:
    """Return a failing check in one line: the call, what came back, what was due."""
    parts = [check.call and short(check.call), check.message and short(check.message, 160)]
    if check.got is not None:
        parts.append(f"got {short(check.got)}")
    if check.expected is not None:
        parts.append(f"expected {short(check.expected)}")
    return "; ".join(part for part in parts if part)


def _typical(texts: Counter[str]) -> str | None:
    return min(texts, key=lambda text: (-texts[text], text)) if texts else None
