"""Zip archives, read in memory and never unpacked to the disk."""

from __future__ import annotations

import calendar
import io
import stat
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from autograder.submission.code import Unreadable
from autograder.submission.files import MAX_DEPTH, Entry, is_junk, refused, thinned
from autograder.submission.problems import encodable, printable, refuse_size

MAX_MEMBERS = 1_000_000
MAX_NESTED_MEMBERS = 2_000
MAX_NESTED_BYTES = 50 * 1024 * 1024
MAX_RATIO = 500
_SMALL = 1024 * 1024
# Longer names are on no disk; they only cost time.
_MAX_NAME = 1000
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, NotImplementedError)
_CENTRAL = b"PK\x01\x02"


def open_archive(path: Path, is_wrapper: Callable[[str], bool]) -> list[Entry]:
    """List the files of an LMS's archive, open while entries live; raises `Unreadable`.

    As on the disk, the number of files is bounded for each thing in the class.
    """
    try:
        archive = zipfile.ZipFile(path)
    except (*_DAMAGED, IndexError, OverflowError) as error:
        why = printable(str(error), 80)
        message = f"{printable(path.name)} is no readable zip archive ({why}): download it again"
        raise Unreadable(message) from None
    found = _entries(archive, printable(path.name), encodable(str(path)), MAX_MEMBERS)
    tops = {entry.parts[0] for entry in found}
    return thinned((_place(entry.parts, is_wrapper, wrapped=len(tops) == 1), entry) for entry in found)


def _place(parts: tuple[str, ...], is_wrapper: Callable[[str], bool], *, wrapped: bool) -> tuple[str, ...]:
    """Return the first parts of a path, down to what belongs to one student."""
    depth = int(wrapped)
    while depth < len(parts) - 1 and is_wrapper(parts[depth]):
        depth += 1
    return parts[: depth + 1]


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
    return _entries(archive, name, path, MAX_NESTED_MEMBERS)


def _entries(archive: zipfile.ZipFile, name: str, path: str, limit: int) -> list[Entry]:
    members = archive.infolist()
    if len(members) > limit:
        message = f"{name} holds more than {limit} files: split it, or hand in the notebook or module alone"
        raise Unreadable(message)
    found = [_entry(archive, member, path) for member in members if not member.is_dir()]
    return sorted((entry for entry in found if entry), key=lambda entry: entry.parts)


def _entry(archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: str) -> Entry | None:
    shown = member.filename.replace("\\", "/")
    parts = tuple(part for part in shown.split("/") if part not in ("", "."))
    if not parts or any(is_junk(part) for part in parts if part != ".."):
        return None
    place = f"{path}/{printable(shown)}"
    if shown.startswith("/") or ".." in parts or ":" in parts[0][1:2]:
        leads_out = f"the archive's member {printable(shown)} leads out of the archive: refused"
        return refused((shown[:_MAX_NAME],), place, leads_out)
    if len(shown) > _MAX_NAME or len(parts) > MAX_DEPTH + 1:
        own = tuple(part[:_MAX_NAME] for part in parts[:MAX_DEPTH])
        too_long = f"{printable(shown, 80)} has too long a name or lies more than {MAX_DEPTH} folders deep"
        return refused(own, place, f"{too_long}: hand in the notebook or module alone")
    problem = _member_problem(member, printable(parts[-1]))
    if problem:
        return refused(parts, place, problem)
    return Entry(
        parts,
        place,
        _modified(member),
        member.file_size,
        lambda limit: _read(archive, member, limit),
        lambda count: _first(archive, member, count),
    )


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


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limit: int) -> bytes:
    name = printable(member.filename.rsplit("/", 1)[-1])
    remedy = "hand in the notebook or module alone, with its outputs cleared and no data in it"
    refuse_size(name, member.file_size, limit, remedy)
    data = _first(archive, member, limit + 1)
    refuse_size(name, len(data), limit, remedy)
    return data


def _first(archive: zipfile.ZipFile, member: zipfile.ZipInfo, count: int) -> bytes:
    """Unpack the first bytes of a member; a damaged one is `Unreadable`."""
    try:
        with archive.open(member) as stream:
            return stream.read(count)
    except _DAMAGED as error:
        name = printable(member.filename.rsplit("/", 1)[-1])
        message = f"{name} is damaged in the archive ({printable(str(error), 80)}): hand it in again"
        raise Unreadable(message) from None


def _modified(member: zipfile.ZipInfo) -> float:
    try:
        return float(calendar.timegm((*member.date_time, 0, 0, 0)))
    except (ValueError, OverflowError):
        return 0.0
