"""A file to which records are appended so that nothing that was written is lost.

Each record goes to the operating system at once, where it outlives a killed process. Should the machine
itself go down, at most the records of half a second have not reached the disk. A line that was not written to
its end is cut off when the file is opened again.
"""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple

from autograder.grading.failures import StoppedError, UsageError

SYNC_SECONDS = 0.5
_CHUNK = 1 << 16
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class Place(NamedTuple):
    """Where a line stands: `length` counts its line feed."""

    path: Path
    offset: int
    length: int


class Journal:
    """The open file; no second process can open it as a journal.

    Raises:
        UsageError: another process is writing it, or it cannot be opened.
        StoppedError: there is no room for it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._file = _locked(path)
            self._end = _whole_lines(self._file)
            self._file.truncate(self._end)
            _sync_folder(path.parent)
        except OSError as problem:
            if problem.errno in _FULL:
                raise _stopped(problem, path) from None
            message = f"{path} cannot be written: {problem.strerror}; choose another --json"
            raise UsageError(message) from None
        self._synced = time.monotonic()

    @property
    def empty(self) -> bool:
        """Tell whether there is no whole line in it."""
        return not self._end

    def append(self, line: bytes) -> Place:
        """Write a line without its line feed; raises `StoppedError`, and then the file ends as before."""
        data = line + b"\n"
        try:
            _write(self._file.fileno(), data, self._end)
            self._sync_now_and_then()
        except OSError as problem:
            with suppress(OSError):
                self._file.truncate(self._end)
            raise _stopped(problem, self.path) from None
        place = Place(self.path, self._end, len(data))
        self._end += len(data)
        return place

    def remove(self) -> None:
        """Delete the file, when its lines stand elsewhere."""
        with suppress(FileNotFoundError):
            self.path.unlink()

    def close(self) -> None:
        """Bring everything to the disk and let others have the file; an empty one is deleted."""
        with suppress(OSError):
            os.fsync(self._file.fileno())
        if not self._end:
            self.remove()
        self._file.close()

    def _sync_now_and_then(self) -> None:
        now = time.monotonic()
        if now - self._synced >= SYNC_SECONDS:
            os.fsync(self._file.fileno())
            self._synced = now


def lines_of(path: Path) -> Iterator[tuple[Place, bytes]]:
    """Go through the lines of a file that end; there are none in a file that does not exist."""
    offset = 0
    with suppress(FileNotFoundError), path.open("rb") as file:
        for line in file:
            if line.endswith(b"\n"):
                yield Place(path, offset, len(line)), line
            offset += len(line)


def rewrite(lines: Iterator[bytes], target: Path) -> None:
    """Write a file so that a reader sees the old one or the new one, never a part; raises `StoppedError`."""
    new = target.with_name(f".{target.name}.new")
    try:
        with new.open("wb") as file:
            file.writelines(lines)
            file.flush()
            os.fsync(file.fileno())
        new.replace(target)
        _sync_folder(target.parent)
    except OSError as problem:
        with suppress(OSError):
            new.unlink()
        raise _stopped(problem, target) from None


def _locked(path: Path) -> BinaryIO:
    """Open the file that bears this name once nobody else holds it."""
    while True:
        file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666), "r+b", 0)
        try:
            _lock(file, path)
            # Between opening and locking its last owner may have deleted it.
            if path.exists() and os.path.samestat(path.stat(), os.fstat(file.fileno())):
                return file
        except BaseException:
            file.close()
            raise
        file.close()


def _lock(file: BinaryIO, path: Path) -> None:
    try:
        import fcntl
    except ModuleNotFoundError:  # pragma: no cover - Windows lets nobody delete an open file
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        message = f"another `gradmark grade` is writing {path}: wait for it, or choose another --json"
        raise UsageError(message) from None
    except OSError as problem:  # some network file systems know no locks
        if problem.errno not in (errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS):
            raise


def _whole_lines(file: BinaryIO) -> int:
    """Return the length of the file up to its last line feed."""
    position = file.seek(0, os.SEEK_END)
    while position:
        start = max(0, position - _CHUNK)
        file.seek(start)
        found = file.read(position - start).rfind(b"\n")
        if found >= 0:
            return start + found + 1
        position = start
    return 0


def _write(descriptor: int, data: bytes, offset: int) -> None:
    os.lseek(descriptor, offset, os.SEEK_SET)
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def _sync_folder(folder: Path) -> None:
    # Windows cannot open a folder, some network file systems cannot sync one.
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _stopped(problem: OSError, path: Path) -> StoppedError:
    full = problem.errno in _FULL
    why = "there is no room for it" if full else problem.strerror or str(problem)
    remedy = "make room" if full else "put that right"
    message = (
        f"{path} cannot be written: {why}; the records written so far are kept: {remedy} and add --resume"
    )
    return StoppedError(message)
