"""Files of a folder as they lie on the disk: listed without following links, read with a cap."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from autograder.submission.code import Unreadable
from autograder.submission.problems import encodable, printable, refuse_size

MAX_DEPTH = 10
MAX_FILES = 100_000
_READ_REMEDY = "hand in the notebook or module alone, with its outputs cleared and no data in it"
_JUNK = frozenset(["__MACOSX", "__pycache__", "node_modules", "venv", "Thumbs.db", "desktop.ini"])


class Entry(NamedTuple):
    """One file of a place: its path in parts below that place, and how its bytes are read.

    `read` returns all bytes, or raises `Unreadable` when there are more than asked for; `start` returns so
    many of the first bytes. `problem` stands for an entry that must not be read (a link, a pipe): both raise
    it.
    """

    parts: tuple[str, ...]
    path: str
    modified: float
    size: int
    read: Callable[[int], bytes]
    start: Callable[[int], bytes]
    problem: str | None = None


def is_junk(name: str) -> bool:
    """Tell whether a system or an editor put this there (`.DS_Store`, `.ipynb_checkpoints`)."""
    return name.startswith(".") or name in _JUNK


def refused(parts: tuple[str, ...], path: str, problem: str) -> Entry:
    """Return an entry that can only be told about."""

    def read(_limit: int) -> bytes:
        raise Unreadable(problem)

    return Entry(parts, encodable(path), 0.0, 0, read, read, problem)


def crowded(parts: tuple[str, ...], path: str, name: str) -> Entry:
    """Return what stands for a student's folder that holds too many files."""
    rule = f"the folder {printable(name)} holds more than {MAX_FILES} files"
    return refused((*parts, ""), path, f"{rule}: hand in the notebook or module alone")


def walk(root: Path, is_wrapper: Callable[[str], bool]) -> list[Entry]:
    """List the files below a folder, sorted, without the junk; wrappers are folders that hold a class.

    The number of files is bounded for each thing in the class, so that nobody's folder hides the others.
    """
    return list(_class(root, (), is_wrapper))


def _class(folder: Path, parts: tuple[str, ...], is_wrapper: Callable[[str], bool]) -> Iterator[Entry]:
    items = _items(folder, parts)
    if isinstance(items, Entry):
        yield items
        return
    for item in items:
        here = (*parts, item.name)
        if item.is_dir(follow_symlinks=False) and is_wrapper(item.name) and len(here) < MAX_DEPTH:
            yield from _class(Path(item.path), here, is_wrapper)
            continue
        # A link must not reach what may be another student's.
        own = folder.resolve() / item.name
        # A folder without files counts too, as None.
        found = list(islice(_item(item, own, here), MAX_FILES + 1))
        if len(found) > MAX_FILES:
            yield crowded(here, item.path, item.name)
        else:
            yield from filter(None, found)


def _items(folder: Path, parts: tuple[str, ...]) -> list[os.DirEntry[str]] | Entry:
    """List what lies in a folder, or say why that cannot be done."""
    own = parts or (folder.name,)
    try:
        with os.scandir(folder) as scan:
            items = list(islice((item for item in scan if not is_junk(item.name)), MAX_FILES + 1))
    except OSError as error:
        problem = f"the folder {printable(folder.name)} cannot be opened: {_why(error)}"
        return refused((*own, ""), str(folder), problem)
    if len(items) > MAX_FILES:
        return crowded(own, str(folder), folder.name)
    if len(parts) == 1 and not items:
        return refused((*parts, ""), str(folder), f"the folder {printable(folder.name)} is empty")
    return sorted(items, key=lambda item: item.name)


def _item(item: os.DirEntry[str], root: Path, here: tuple[str, ...]) -> Iterator[Entry | None]:
    if not item.is_dir(follow_symlinks=False):
        yield file_entry(Path(item.path), here, root)
    elif len(here) > MAX_DEPTH:
        problem = f"{printable('/'.join(here))} lies more than {MAX_DEPTH} folders deep"
        yield refused(here, item.path, problem)
    else:
        yield None
        items = _items(Path(item.path), here)
        if isinstance(items, Entry):
            yield items
            return
        for below in items:
            yield from _item(below, root, (*here, below.name))


def file_entry(path: Path, parts: tuple[str, ...], root: Path) -> Entry:
    """Return one file; a link that leads out of `root` is refused by name."""
    try:
        is_link = path.is_symlink()
        target = path.resolve(strict=True) if is_link else path
        kind = target.stat()
    except (OSError, RuntimeError) as error:
        return refused(parts, str(path), f"{printable(path.name)} cannot be opened: {_why(error)}")
    if is_link and not target.is_relative_to(root):
        problem = f"{printable(path.name)} is a link that leads out of the folder: hand in the file itself"
        return refused(parts, str(path), problem)
    if not stat.S_ISREG(kind.st_mode):
        return refused(parts, str(path), f"{printable(path.name)} is {_kind(kind.st_mode)}, not a file")
    return Entry(
        parts,
        encodable(str(path)),
        kind.st_mtime,
        kind.st_size,
        lambda limit: _read(target, path.name, limit),
        lambda count: _open_and_read(target, path.name, count),
    )


def _read(path: Path, name: str, limit: int) -> bytes:
    """Read a regular file of at most `limit` bytes."""
    data = _open_and_read(path, name, limit + 1, limit)
    refuse_size(printable(name), len(data), limit, _READ_REMEDY)
    return data


def _open_and_read(path: Path, name: str, count: int, limit: int | None = None) -> bytes:
    """Read the first bytes of a regular file, without waiting on pipes and devices."""
    flags = (
        os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    )
    try:
        with os.fdopen(os.open(path, flags), "rb") as stream:
            kind = os.fstat(stream.fileno())
            if not stat.S_ISREG(kind.st_mode):
                message = f"{printable(name)} is {_kind(kind.st_mode)}, not a file"
                raise Unreadable(message)
            if limit is not None:
                refuse_size(printable(name), kind.st_size, limit, _READ_REMEDY)
            return stream.read(min(count, kind.st_size + 1))
    except OSError as error:
        message = f"{printable(name)} cannot be read: {_why(error)}"
        raise Unreadable(message) from None


def thinned(entries: Iterable[tuple[tuple[str, ...], Entry]]) -> list[Entry]:
    """Return the entries, those of a student with too many replaced by one that says so.

    Each comes with the first parts of its path, down to the student's folder.
    """
    groups: dict[tuple[str, ...], list[Entry]] = {}
    for place, entry in entries:
        groups.setdefault(place, []).append(entry)
    found: list[Entry] = []
    for place, group in groups.items():
        many = len(group) > MAX_FILES
        found += [crowded(place, group[0].path, place[-1])] if many else group
    return found


def _why(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or "the links go in a circle"


def _kind(mode: int) -> str:
    kinds = ((stat.S_ISDIR, "a folder"), (stat.S_ISFIFO, "a named pipe"), (stat.S_ISSOCK, "a socket"))
    return next((name for test, name in kinds if test(mode)), "a device")
