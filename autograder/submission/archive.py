"""Zip archives, read in memory and never unpacked to the disk."""

from __future__ import annotations

import calendar
import io
import stat
import zipfile
import zlib
from pathlib import Path

from autograder.submission.code import Unreadable
from autograder.submission.files import Entry, is_junk, refused
from autograder.submission.problems import printable, refuse_size

MAX_MEMBERS = 100_000
MAX_NESTED_MEMBERS = 2_000
MAX_NESTED_BYTES = 50 * 1024 * 1024
MAX_TOTAL_BYTES = 4 * 1024**3
MAX_RATIO = 500
_SMALL = 1024 * 1024
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, NotImplementedError)
_CENTRAL = b"PK\x01\x02"


class _Budget:
    """How many bytes the members of one archive may still unpack to."""

    def __init__(self, left: int) -> None:
        self.left = left

    def spend(self, name: str, size: int) -> None:
        self.left -= size
        if self.left < 0:
            message = (
                f"{name}: the archive unpacks to more than is read: hand in the notebook or module alone"
            )
            raise Unreadable(message)


def open_archive(path: Path) -> list[Entry]:
    """List the files of an LMS's archive, open while entries live; raises `Unreadable`."""
    try:
        archive = zipfile.ZipFile(path)
    except (*_DAMAGED, IndexError, OverflowError) as error:
        message = f"{path.name} is no readable zip archive ({printable(str(error), 80)}): download it again"
        raise Unreadable(message) from None
    return _entries(archive, path.name, str(path), MAX_MEMBERS, _Budget(MAX_TOTAL_BYTES))


def nested_archive(name: str, path: str, data: bytes) -> list[Entry]:
    """List the files of a student's own zip, already in memory."""
    # The count of headers is bounded before zipfile builds an object for each of them.
    if data.count(_CENTRAL) > MAX_NESTED_MEMBERS:
        message = f"{name} holds more than {MAX_NESTED_MEMBERS} files: hand in the notebook or module alone"
        raise Unreadable(message)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (*_DAMAGED, IndexError, OverflowError) as error:
        message = f"{name} is no readable zip archive ({printable(str(error), 80)}): hand in the file itself"
        raise Unreadable(message) from None
    return _entries(archive, name, path, MAX_NESTED_MEMBERS, _Budget(4 * MAX_NESTED_BYTES))


def _entries(archive: zipfile.ZipFile, name: str, path: str, limit: int, budget: _Budget) -> list[Entry]:
    members = archive.infolist()
    if len(members) > limit:
        message = f"{name} holds more than {limit} files: split it, or hand in the notebook or module alone"
        raise Unreadable(message)
    found = [_entry(archive, member, path, budget) for member in members if not member.is_dir()]
    return sorted((entry for entry in found if entry), key=lambda entry: entry.parts)


def _entry(archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: str, budget: _Budget) -> Entry | None:
    shown = member.filename.replace("\\", "/")
    parts = tuple(part for part in shown.split("/") if part not in ("", "."))
    if not parts or any(is_junk(part) for part in parts if part != ".."):
        return None
    place = f"{path}/{printable(shown)}"
    if shown.startswith("/") or ".." in parts or ":" in parts[0][1:2]:
        return refused(
            (shown,), place, f"the archive's member {printable(shown)} leads out of the archive: refused"
        )
    problem = _member_problem(member, printable(parts[-1]))
    if problem:
        return refused(parts, place, problem)
    return Entry(parts, place, _modified(member), lambda limit: _read(archive, member, limit, budget))


def _member_problem(member: zipfile.ZipInfo, name: str) -> str | None:
    """Say why a member must not be read."""
    if stat.S_ISLNK(member.external_attr >> 16):
        return f"{name} is a symbolic link in the archive: hand in the file itself"
    if member.flag_bits & 1:
        return f"{name} is encrypted: hand it in without a password"
    # Only deflate unpacks in steps; bzip2 and LZMA build what one input block holds in one go.
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return f"{name} is packed in a way that is not read: make the zip with the system's own tool"
    if member.file_size > _SMALL and member.file_size > MAX_RATIO * max(1, member.compress_size):
        return (
            f"{name} unpacks to {MAX_RATIO} times its size or more, like a zip bomb: hand in the file itself"
        )
    return None


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limit: int, budget: _Budget) -> bytes:
    name = printable(member.filename.rsplit("/", 1)[-1])
    remedy = "hand in the notebook or module alone, with its outputs cleared"
    refuse_size(name, member.file_size, limit, remedy)
    try:
        with archive.open(member) as stream:
            data = stream.read(limit + 1)
    except _DAMAGED as error:
        message = f"{name} is damaged in the archive ({printable(str(error), 80)}): hand it in again"
        raise Unreadable(message) from None
    refuse_size(name, len(data), limit, remedy)
    budget.spend(name, len(data))
    return data


def _modified(member: zipfile.ZipInfo) -> float:
    try:
        return float(calendar.timegm((*member.date_time, 0, 0, 0)))
    except (ValueError, OverflowError):
        return 0.0
