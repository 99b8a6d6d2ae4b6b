"""Files of a folder as they lie on the disk: listed without following links, read with a cap."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from autograder.submission.code import Unreadable
from autograder.submission.problems import printable, refuse_size

MAX_DEPTH = 10
MAX_FILES = 200_000
_READ_REMEDY = "hand in the notebook or module alone, with its outputs cleared"
_JUNK = frozenset(["__MACOSX", "__pycache__", "node_modules", "venv", "Thumbs.db", "desktop.ini"])


class Entry(NamedTuple):
    """One file of a place: its path in parts below that place, and how its bytes are read.

    `problem` stands for an entry that must not be read (a link, a pipe); `read` raises it.
    """

    parts: tuple[str, ...]
    path: str
    modified: float
    read: Callable[[int], bytes]
    problem: str | None = None


def is_junk(name: str) -> bool:
    """Tell whether a system or an editor put this there (`.DS_Store`, `.ipynb_checkpoints`)."""
    return name.startswith(".") or name in _JUNK


def refused(parts: tuple[str, ...], path: str, problem: str) -> Entry:
    """Return an entry that can only be told about."""

    def read(_limit: int) -> bytes:
        raise Unreadable(problem)

    return Entry(parts, path, 0.0, read, problem)


def walk(root: Path) -> list[Entry]:
    """List the files below a folder, sorted, without the junk."""
    found: list[Entry] = []
    for entry in _walk(root, root.resolve(), ()):
        found.append(entry)
        if len(found) > MAX_FILES:
            return [refused((root.name,), str(root), f"{root.name} holds more than {MAX_FILES} files")]
    return found


def _walk(folder: Path, root: Path, parts: tuple[str, ...]) -> Iterator[Entry]:
    try:
        items = sorted(os.scandir(folder), key=lambda item: item.name)
    except OSError as error:
        yield refused(
            (*parts, ""), str(folder), f"the folder {printable(folder.name)} cannot be opened: {_why(error)}"
        )
        return
    if len(parts) == 1 and all(is_junk(item.name) for item in items):
        yield refused((*parts, ""), str(folder), f"the folder {printable(folder.name)} is empty")
    for item in items:
        here = (*parts, item.name)
        if is_junk(item.name):
            continue
        if not item.is_dir(follow_symlinks=False):
            yield file_entry(Path(item.path), here, root)
        elif len(here) > MAX_DEPTH:
            yield refused(
                here, item.path, f"{printable('/'.join(here))} lies more than {MAX_DEPTH} folders deep"
            )
        else:
            yield from _walk(Path(item.path), root, here)


def file_entry(path: Path, parts: tuple[str, ...], root: Path) -> Entry:
    """Return one file; a link that leads out of `root` is refused by name."""
    try:
        target = path.resolve(strict=True)
        kind = target.stat()
    except (OSError, RuntimeError) as error:
        return refused(parts, str(path), f"{printable(path.name)} cannot be opened: {_why(error)}")
    if path.is_symlink() and not target.is_relative_to(root):
        problem = f"{printable(path.name)} is a link that leads out of the folder: hand in the file itself"
        return refused(parts, str(path), problem)
    if not stat.S_ISREG(kind.st_mode):
        return refused(parts, str(path), f"{printable(path.name)} is {_kind(kind.st_mode)}, not a file")
    return Entry(parts, str(path), kind.st_mtime, lambda limit: _read(target, path.name, limit))


def _read(path: Path, name: str, limit: int) -> bytes:
    """Read a regular file of at most `limit` bytes, without waiting on pipes and devices."""
    flags = (
        os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    )
    try:
        with os.fdopen(os.open(path, flags), "rb") as stream:
            kind = os.fstat(stream.fileno())
            if not stat.S_ISREG(kind.st_mode):
                message = f"{printable(name)} is {_kind(kind.st_mode)}, not a file"
                raise Unreadable(message)
            refuse_size(printable(name), kind.st_size, limit, _READ_REMEDY)
            data = stream.read(limit + 1)
    except OSError as error:
        message = f"{printable(name)} cannot be read: {_why(error)}"
        raise Unreadable(message) from None
    refuse_size(printable(name), len(data), limit, _READ_REMEDY)
    return data


def _why(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or "the links go in a circle"


def _kind(mode: int) -> str:
    kinds = ((stat.S_ISDIR, "a folder"), (stat.S_ISFIFO, "a named pipe"), (stat.S_ISSOCK, "a socket"))
    return next((name for test, name in kinds if test(mode)), "a device")
