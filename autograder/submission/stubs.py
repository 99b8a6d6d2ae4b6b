"""Telling whether a stub is still as it was handed out."""

from __future__ import annotations

from collections.abc import Iterable


def is_started(text: str, stubs: Iterable[str]) -> bool:
    """Tell whether any of the stubs is no longer in the text as it was handed out."""
    lines = squeezed(text)
    return any(squeezed(stub) not in lines for stub in stubs)


def squeezed(text: str) -> str:
    """Return the text without blank lines and trailing blanks."""
    return "\n".join(line.rstrip() for line in text.splitlines() if line.strip())
