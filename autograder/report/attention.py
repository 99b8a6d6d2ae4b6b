"""Which submissions a person should look at, our own faults first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from autograder.record import Result

_REASONS = {
    "crashed": "ended the Python process",
    "memory": "asked for more memory than the limit",
    "timeout": "used up its time",
    "unreadable": "could not be read",
}
_ORDER = ("error", *_REASONS, "hung", "untouched")


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """One submission and the reason; `ours` marks a fault of the grader, never held against a student."""

    student: str
    kind: str
    reason: str
    ours: bool = False


def needs_a_look(records: Sequence[Result]) -> list[Look]:
    """Return the submissions that a mark alone does not explain."""
    looks = [look for record in records for look in _looks(record)]
    return sorted(looks, key=lambda look: _ORDER.index(look.kind))


def _looks(record: Result) -> Iterator[Look]:
    broken = [
        item.id for item in record.exercises if _is_ours(item.status, [check.status for check in item.checks])
    ]
    if broken:
        reason = f"the grader failed on {', '.join(broken)}: regrade before these marks count"
        yield Look(student=record.student, kind="error", reason=reason, ours=True)
    if record.status in _REASONS:
        detail = f": {record.messages[0].strip().splitlines()[0]}" if any(record.messages[:1]) else ""
        yield Look(student=record.student, kind=record.status, reason=_REASONS[record.status] + detail)
        return
    hung = [item.id for item in record.exercises if any(check.status == "timeout" for check in item.checks)]
    if hung:
        yield Look(
            student=record.student, kind="hung", reason=f"a call did not come back in {', '.join(hung)}"
        )
    elif record.exercises and all(item.status == "not_started" for item in record.exercises):
        yield Look(student=record.student, kind="untouched", reason="no exercise was started")


def _is_ours(status: str, checks: Sequence[str]) -> bool:
    return status == "error" or "error" in checks
