"""When are two gradings the same? Same submission, same spec, same engine: then the record is the same."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import msgspec

from autograder.submission.code import Submission

_ROOT = Path(__file__).resolve().parents[2]
_JUDGING = ("autograder", "sympy_checks")
# They order, keep, show and ship records, and decide none.
_ELSEWHERE = frozenset(["audit", "build", "cli", "grading", "nbgrader_plugin", "plots", "report"])
_LIBRARIES = ("numpy", "sympy", "python-flint")


def content_digest(submission: Submission) -> str:
    """Return the digest of all that a record can depend on: code, earlier units, notes, or the problem.

    The path is no part of it: a class may be moved.
    """
    parts = (submission.code, submission.problem, submission.content_hash)
    return _digest(msgspec.msgpack.encode(parts, order="deterministic"))


@cache
def engine_digest() -> str:
    """Return the digest of the code that grades, with the versions of Python and of what decides numbers."""
    found = hashlib.sha256(f"{platform.python_version()} {_versions()}".encode())
    for file in _sources():
        found.update(f"\0{file.relative_to(_ROOT).as_posix()}\0".encode())
        found.update(file.read_bytes())
    return _short(found.hexdigest())


def _sources() -> Iterator[Path]:
    for package in _JUDGING:
        for file in sorted((_ROOT / package).rglob("*.py")):
            if file.relative_to(_ROOT).parts[1] not in _ELSEWHERE:
                yield file


def _versions() -> list[str]:
    found = []
    for library in _LIBRARIES:
        try:
            found.append(f"{library} {version(library)}")
        except PackageNotFoundError:
            found.append(f"no {library}")
    return found


def _digest(data: bytes) -> str:
    return _short(hashlib.sha256(data).hexdigest())


def _short(digest: str) -> str:
    return f"sha256:{digest[:16]}"
