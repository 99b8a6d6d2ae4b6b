"""Records without names, for a report that is shown or passed on."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import PurePath

import msgspec

from autograder.record import CheckResult, ExerciseResult, Result, to_json

SHORTEST = 3  # a shorter name would be found inside ordinary words of a message


def hide_names(records: Sequence[Result]) -> list[Result]:
    """Return the records with "student 1", "student 2", ... for names, also inside messages.

    The numbers follow the content of the records, so that they say nothing about the alphabet, and one
    student has the same number in every unit.
    """
    owned = defaultdict(list)
    for record in records:
        owned[record.student].append(record)
    order = sorted(owned, key=lambda name: (_content(owned[name]), name))
    width = len(str(len(order)))
    names = {name: f"student {number:0{width}}" for number, name in enumerate(order, 1)}
    return [_renamed(record, names[record.student]) for record in records]


def without_owner(text: str, record: Result) -> str:
    """Return a text of a record with the student's name and paths taken out."""
    return _remover(record)(text)


def _content(records: Sequence[Result]) -> bytes:
    nameless = [to_json(_renamed(record, "")) for record in sorted(records, key=lambda record: record.unit)]
    return hashlib.sha256(b"\n".join(nameless)).digest()


def _remover(record: Result) -> Callable[[str], str]:
    path = record.submission
    wanted = [path, PurePath(path).name, record.student]
    parts = sorted(
        {text for text in wanted if len(text) >= SHORTEST and text != record.unit}, key=len, reverse=True
    )
    if not parts:
        return lambda text: text
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, parts))})(?!\w)", re.IGNORECASE)
    return lambda text: pattern.sub("(student)", text)


def _renamed(record: Result, name: str) -> Result:
    remove = _remover(record)
    return msgspec.structs.replace(
        record,
        student=name,
        submission="",
        messages=tuple(map(remove, record.messages)),
        exercises=tuple(_exercise(item, remove) for item in record.exercises),
    )


def _exercise(item: ExerciseResult, remove: Callable[[str], str]) -> ExerciseResult:
    checks = tuple(_check(check, remove) for check in item.checks)
    return msgspec.structs.replace(item, checks=checks, notes=tuple(map(remove, item.notes)))


def _check(check: CheckResult, remove: Callable[[str], str]) -> CheckResult:
    fields = ("message", "got", "where", "call")
    texts = {field: getattr(check, field) for field in fields}
    changed = {field: remove(text) for field, text in texts.items() if text is not None}
    return msgspec.structs.replace(check, **changed)
