"""What student code prints and warns about, kept within bounds."""

from __future__ import annotations

import io
import os
import sys
import warnings
from functools import cached_property
from typing import BinaryIO

from autograder.calls import Warned
from autograder.worker.places import Places

MAX_WARNINGS = 20
MAX_TEXT = 500
_ALWAYS = [("always", None, Warning, None, 0)]


def clip(text: object, limit: int = MAX_TEXT) -> str:
    """Return at most `limit` characters that any encoding can hold; never raises."""
    try:
        cut = str(text)[:limit]
    except BaseException:  # noqa: BLE001 - a student's __str__ may raise anything
        return ""
    return cut.encode("utf-8", "replace").decode() if type(cut) is str else ""


class BoundedWriter(io.TextIOBase):
    """A text stream that keeps the first `limit` characters; the rest costs next to nothing."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self.limit = limit
        self._parts: list[str] = []
        self._kept = 0

    encoding = "utf-8"

    @cached_property
    def buffer(self) -> BinaryIO:
        """A stream of bytes that leads nowhere."""
        return open(os.devnull, "wb")  # noqa: PTH123 - lives as long as the process

    def writable(self) -> bool:
        """Say yes."""
        return True

    def fileno(self) -> int:
        """Return a descriptor that leads nowhere."""
        return self.buffer.fileno()

    def write(self, text: str) -> int:
        """Keep what still fits."""
        size = len(text)
        self._parts.append(text[: self.limit - self._kept])
        self._kept += min(size, self.limit - self._kept)
        if self._kept >= self.limit:
            # From here on `len` is the whole method: it runs in C, and counts what print wants counted.
            self.write = len  # type: ignore[method-assign, assignment]
        return size

    def take(self) -> str:
        """Return what was kept, and start anew."""
        if not self._parts:
            return ""
        text = clip("".join(self._parts), self.limit)
        self._parts, self._kept = [], 0
        self.__dict__.pop("write", None)
        return text


class WarningRecorder:
    """Collects the first warnings of a piece of code, all categories, one for each line and category."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self._seen: list[Warned] = []
        self._known: set[tuple[type, str, int]] = set()
        self._hear = self._show

    def listen(self) -> None:
        """Hear every warning from now on; code that was run may have seen to it that nobody does."""
        if self._known:
            self._seen, self._known = [], set()
        if warnings.filters != _ALWAYS:
            warnings.resetwarnings()
            warnings.simplefilter("always")
        warnings.showwarning = self._hear  # type: ignore[assignment]

    def heard(self) -> tuple[Warned, ...]:
        """Return the warnings since `listen`."""
        return tuple(self._seen)

    def _show(self, message: object, category: type, where: str, line: int, *_: object) -> None:
        key = (category, where, line)
        if key in self._known or len(self._seen) >= MAX_WARNINGS:
            return
        self._known.add(key)
        self._seen.append(Warned(clip(category.__name__), clip(message), self.places.place(where, line)))


def redirect(writer: BoundedWriter) -> None:
    """Make the writer this process's output, and nothing its input; also below Python."""
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(null, descriptor)
    if null > 2:
        os.close(null)
    sys.stdout = sys.__stdout__ = writer  # type: ignore[assignment, misc]
    sys.stderr = sys.__stderr__ = writer  # type: ignore[assignment, misc]
