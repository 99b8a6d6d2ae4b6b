"""The two seeds of a course, and the small files that hold them.

`personal.toml` beside the hidden specs holds both and never leaves the grader; the file of the same name that
students get beside `spec.json` holds the public one. Its presence is what makes a unit personal.
"""

from __future__ import annotations

import json
import os
import secrets
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

FILE = "personal.toml"
STUDENT_FILE = "student.toml"
LONGEST_ID = 100
_GRADER = """\
# The seeds of this course. Keep this file from students, and keep it: another seed is another set of numbers.
public = "{public}"
secret = "{secret}"
"""
_STUDENTS = """\
# This course gives every student numbers of their own. Leave this file beside spec.json.
seed = "{seed}"
login = {login}
"""


class PersonalError(ValueError):
    """A file of this package that is missing or cannot be used; the message says what to do."""


class Seeds(NamedTuple):
    """Both seeds: students can know `public`, nobody but the grader `secret`."""

    public: str
    secret: str


class Released(NamedTuple):
    """What students get: the public seed, and whether nbgrader knows them by their login name."""

    seed: str
    login: bool = False


def read_seeds(path: Path) -> Seeds:
    """Read the grader's file; raises `PersonalError`."""
    found = _read(path)
    if found is None:
        message = (
            f"there are no seeds at {path}: make them with `gradmark bundle UNIT --personal` or `gradmark "
            "course DIR --personal` before students get their numbers, or bring back the file used then"
        )
        raise PersonalError(message)
    return Seeds(_text(path, found, "public"), _text(path, found, "secret"))


def make_seeds(path: Path) -> Seeds:
    """Return the seeds of the grader's file; where there is none, make one that only its owner can read."""
    if path.exists():
        return read_seeds(path)
    seeds = Seeds(secrets.token_hex(8), secrets.token_hex(32))
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(_GRADER.format(**seeds._asdict()))
    return seeds


def released_text(released: Released) -> str:
    """Return the file that students get."""
    return _STUDENTS.format(seed=released.seed, login=str(released.login).lower())


def read_released(folder: Path) -> Released | None:
    """Read the students' file of a unit's folder, None where nothing is personal; raises `PersonalError`."""
    path = folder / FILE
    found = _read(path)
    if found is None:
        return None
    return Released(_text(path, found, "seed"), found.get("login") is True)


def read_student(folder: Path) -> str | None:
    """Read the id that a student gave, None where there is none; raises `PersonalError`."""
    path = folder / STUDENT_FILE
    found = _read(path)
    return None if found is None else _text(path, found, "student")


def keep_student(folder: Path, student: str) -> Path:
    """Write the id that a student gives beside the spec; raises `PersonalError` for what is no id."""
    name = student.strip()
    if not name or len(name) > LONGEST_ID or not name.isprintable():
        message = f"a student's id has 1 to {LONGEST_ID} printable characters, this has not: {name[:20]!r}"
        raise PersonalError(message)
    path = folder / STUDENT_FILE
    # a JSON string of printable characters is a TOML string too
    path.write_text(f"student = {json.dumps(name, ensure_ascii=False)}\n", encoding="utf-8")
    return path


def _read(path: Path) -> dict[str, Any] | None:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as problem:
        message = f"{path} cannot be read ({problem}); copy it back, or delete it if you wrote it yourself"
        raise PersonalError(message) from None


def _text(path: Path, found: dict[str, Any], key: str) -> str:
    value = found.get(key)
    if not isinstance(value, str) or not value:
        message = f'{path} must hold {key} = "..."; copy it back, or delete it if you wrote it yourself'
        raise PersonalError(message)
    return value
