"""Texts on their way to a person: without terminal escapes, cut to a bearable length, numbers short."""

from __future__ import annotations

import re

LIMIT = 1500

_ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\^_]?)")
# control characters, and those that turn the writing direction or cannot be encoded
_ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_FORMULA = ("=", "+", "-", "@", "\t", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def clean(text: str) -> str:
    """Drop escape sequences, control characters (not tab and newline) and characters that turn the text round."""
    if not _ODD.search(text):
        return text
    return _ODD.sub("", _ANSI.sub("", text.replace("\r\n", "\n")))


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
