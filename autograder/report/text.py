"""Texts on their way to a person: without terminal escapes, cut to a bearable length, numbers short."""

from __future__ import annotations

from autograder import screen

LIMIT = 1500

_FORMULA = ("=", "+", "-", "@", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def clean(text: str) -> str:
    """Remove terminal escapes, control and direction characters; quick where there are none."""
    return text if text.isprintable() else screen.clean(text)


def clipped(text: str, limit: int = LIMIT) -> str:
    """Return at most `limit` characters, and say how many are left out."""
    return text if len(text) <= limit else f"{text[:limit]}\n... ({len(text) - limit} more characters)"


def points(value: float) -> str:
    """Return points as people write them: 3, 2.5, 0.33."""
    return f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")


def percent(share: float | None) -> str:
    """Return a share of 1 as whole percent, or a dash where there is none."""
    return "-" if share is None else f"{100 * share:.0f} %"


def plural(count: int, noun: str) -> str:
    """Return "1 student", "2 students"."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def spreadsheet_safe(text: str) -> str:
    """Return a cell that no spreadsheet runs as a formula: those that would start one get an apostrophe."""
    shown = clean(text)
    return f"'{shown}" if shown.lstrip(" ").startswith(_FORMULA) else shown
