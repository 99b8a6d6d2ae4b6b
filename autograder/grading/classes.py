"""What one command grades: the class of one unit, or of every unit that the paths hold work of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from autograder.grading.failures import UsageError

HIDDEN = Path("build/hidden")
ALL = "all"


class Class(NamedTuple):
    """One unit's submissions, and the file for their records."""

    unit: str
    paths: tuple[Path, ...]
    records: Path | None


def classes_of(paths: Sequence[Path], unit: str, records: Path | None, specs: Path = HIDDEN) -> list[Class]:
    """Return what is to be graded; raises `UsageError`.

    Args:
        paths: as they were given.
        unit: a unit's name, or "all": those with a spec and with work in the paths.
        records: the file for the records, for all units a folder.
        specs: the folder of full specs.
    """
    if unit != ALL:
        if records is not None and records.is_dir():
            message = f"the records of a unit go into a file, {records} is a folder; name a file with --json"
            raise UsageError(message)
        return [Class(unit, tuple(paths), records)]
    if records is not None and records.exists() and not records.is_dir():
        message = f"the records of all units go into a folder, {records} is a file; name a folder with --json"
        raise UsageError(message)
    found = []
    for spec in sorted(specs.glob("u[0-9][0-9]_*.json")):
        work = tuple(place for path in paths for place in _work(path, spec.stem))
        if work:
            found.append(Class(spec.stem, work, _records(records, spec.stem)))
    if not found:
        message = (
            f"no work of any unit with a spec in {specs} was found; it lies in folders or files called like "
            "the unit, such as u03_activations/ or u03_activations.py"
        )
        raise UsageError(message)
    return found


def _records(folder: Path | None, unit: str) -> Path | None:
    if folder is None:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{unit}.jsonl"


def _work(path: Path, unit: str) -> Iterator[Path]:
    """Yield the folder or file of a unit in a path, or in the students' folders below it."""
    if not path.is_dir():
        if path.stem == unit:
            yield path
        return
    below = sorted(item for item in path.iterdir() if item.is_dir() and not item.name.startswith("."))
    for folder in (path, *below):
        for name in (unit, f"{unit}.ipynb", f"{unit}.py"):
            if (folder / name).exists():
                yield folder / name
                break
