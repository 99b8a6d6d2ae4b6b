"""The records of a course: one JSON file for each unit and student."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from autograder.nbgrader_plugin.faults import CourseError
from autograder.record import Result, from_json, to_json

FOLDER = "gradmark"
_KIND = {"all": "all", "public": "visible"}


def record_path(course: Path, unit: str, student: str) -> Path:
    """Return where the record of a student's submission is kept."""
    return course / FOLDER / "records" / unit / f"{student}.json"


def save(course: Path, result: Result) -> Path:
    """Write a record; a reader sees the old one or the new one, never a part."""
    path = record_path(course, result.unit, result.student)
    _refuse_mixed(path.parent, result)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(to_json(result) + b"\n")
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return path


def _refuse_mixed(folder: Path, result: Result) -> None:
    """Refuse points of visible checks beside points of all checks: they are not the same marks."""
    other = _other(folder, f"{result.student}.json")
    if other is None or (scope := from_json(other.read_bytes()).scope) == result.scope:
        return
    message = (
        f"an assignment takes one kind of marks: {result.unit} was graded with {_KIND[scope]} checks, "
        f"this is with {_KIND[result.scope]} checks; set nbgrader_config.py back, "
        f"or delete {folder} and grade everyone again"
    )
    raise CourseError(message)


def _other(folder: Path, name: str) -> Path | None:
    """Return any record but that of this name, without listing all of a large class."""
    if not folder.is_dir():
        return None
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".json") and entry.name != name:
                return Path(entry.path)
    return None


def load_all(course: Path, unit: str) -> dict[str, Result]:
    """Return the records of a unit by student."""
    folder = record_path(course, unit, "").parent
    return {path.stem: from_json(path.read_bytes()) for path in sorted(folder.glob("*.json"))}
