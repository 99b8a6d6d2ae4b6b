"""Find the result records below a path: a JSON-lines file, a folder, or nbgrader's gradebook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from autograder.record import SCHEMA, Result, from_json
from autograder.report.gradebook_scores import is_database, scores_only

RECORDS = Path("gradmark", "records")  # where a course keeps its records
MARKS = (b'"submission"', b'"exercises"', b'"student"')  # other JSON files in a folder lack one of them


class NoRecordsError(ValueError):
    """There is nothing to report on at the given path."""


class Collected(msgspec.Struct):
    """One record for each student and unit; `broken` names what is none, `notices` is for the reader."""

    records: list[Result]
    broken: list[str]
    notices: list[str]


class _Version(msgspec.Struct):
    schema: int = SCHEMA


def collect(path: Path) -> Collected:
    """Read the records that belong to `path`; of one student and unit the last one counts."""
    if path.is_dir():
        return _from_folder(path)
    if is_database(path):
        return _from_gradebook(path)
    found = _read([path])
    if not found.records and found.broken:
        message = (
            f"{path} holds no result record ({found.broken[0]}); give the file of `gradmark grade --json`"
        )
        raise NoRecordsError(message)
    return _latest(found)


def left_out(count: int) -> str:
    """Return the notice about what is no record; it names no file, for a file's name may be a student's."""
    what = (
        "1 line or file was no result record and is"
        if count == 1
        else f"{count} lines or files were no result records and are"
    )
    return f"{what} left out."


def _from_folder(folder: Path) -> Collected:
    home = folder / RECORDS if (folder / RECORDS).is_dir() else folder
    found = _read(_candidates(home), every_line=False)
    if found.records:
        return _latest(found)
    if (folder / "gradebook.db").is_file():
        return _from_gradebook(folder / "gradebook.db")
    message = (
        f"no result record in {folder}; grade first, e.g. `gradmark grade ... --json {folder}/class.jsonl`"
    )
    raise NoRecordsError(message)


def _from_gradebook(database: Path) -> Collected:
    home = database.parent / RECORDS
    found = _read(_candidates(home), every_line=False) if home.is_dir() else Collected([], [], [])
    if found.records:
        found.notices.append(
            f"Scores come from the records in {RECORDS}, not from {database.name}: "
            "points changed by hand in nbgrader are not in this report."
        )
        return _latest(found)
    try:
        records = scores_only(database)
    except ValueError as problem:
        raise NoRecordsError(str(problem)) from None
    notice = (
        f"Scores only: there are no result records beside {database.name}, so no checks, messages or causes."
    )
    return Collected(records, found.broken, [notice])


def _candidates(folder: Path) -> list[Path]:
    """Return the JSON files of a folder, the oldest first, hidden folders left out."""
    paths = [
        path for path in folder.rglob("*.json*") if path.suffix in (".json", ".jsonl") and path.is_file()
    ]
    visible = [
        path for path in paths if not any(part.startswith(".") for part in path.relative_to(folder).parts)
    ]
    return sorted(visible, key=lambda path: (path.stat().st_mtime_ns, str(path)))


def _read(paths: Iterable[Path], *, every_line: bool = True) -> Collected:
    """Read records; with `every_line`, a line that does not even look like one is reported too."""
    found = Collected([], [], [])
    for path in paths:
        for number, line in _lines(path):
            if not every_line and not all(mark in line for mark in MARKS):
                continue
            try:
                found.records.append(_record(line))
            except ValueError as problem:
                found.broken.append(f"{path.name}, line {number} is no result record: {problem}")
    return found


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    data = path.read_bytes()
    lines = data.splitlines() if path.suffix != ".json" or _several(data) else [data]
    return ((number, line) for number, line in enumerate(lines, 1) if line.strip())


def _several(data: bytes) -> bool:
    """Tell JSON lines from one indented object: the first line of the former is an object of its own."""
    first = data.lstrip().split(b"\n", 1)[0].strip()
    return first.startswith(b"{") and first.endswith(b"}")


def _record(line: bytes) -> Result:
    version = msgspec.json.decode(line, type=_Version).schema
    if version != SCHEMA:
        message = f"it has schema {version}, this kit reads schema {SCHEMA}; use the kit that graded it"
        raise ValueError(message)
    return from_json(line)


def _latest(found: Collected) -> Collected:
    latest = {(record.unit, record.student): record for record in found.records}
    replaced = len(found.records) - len(latest)
    if replaced:
        what = "1 earlier record is" if replaced == 1 else f"{replaced} earlier records are"
        found.notices.append(f"{what} replaced by the last one of the same student and unit.")
    return Collected(list(latest.values()), found.broken, found.notices)
