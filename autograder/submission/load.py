"""From paths to submissions: nothing is skipped silently, nothing raises, nothing runs."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import msgspec

from autograder.submission.archive import MAX_NESTED_BYTES, nested_archive, open_archive
from autograder.submission.choice import Candidate, Ration, choose
from autograder.submission.code import Code, Submission, Unreadable
from autograder.submission.earlier import with_earlier
from autograder.submission.files import Entry, file_entry, refused, walk
from autograder.submission.module import read_module
from autograder.submission.notebook import notebook_text, read_notebook
from autograder.submission.places import (
    Owner,
    Work,
    code_name,
    is_code,
    is_wrapper,
    named_for,
    person,
    told_apart,
    works_of,
)
from autograder.submission.problems import printable, refuse_foreign
from autograder.submission.stubs import is_started

_NO_GIVEN: Mapping[str, str] = {}


def load_bytes(name: str, data: bytes, unit: str, given: Mapping[str, str] = _NO_GIVEN) -> Code:
    """Read a notebook or a module; raises `Unreadable`, and nothing else, when it is neither."""
    shown = printable(code_name(name))
    if "-checkpoint." in shown:
        message = f"{shown} is a checkpoint that Jupyter keeps for itself: hand in the notebook"
        raise Unreadable(message)
    if shown.lower().endswith(".ipynb"):
        return read_notebook(shown, data, unit, given)
    if shown.lower().endswith(".py"):
        return read_module(shown, data, unit)
    refuse_foreign(shown, data)
    message = f"{shown} is neither a notebook (.ipynb) nor a module (.py): hand in {unit}.ipynb or {unit}.py"
    raise Unreadable(message)


def load_file(path: Path, unit: str, given: Mapping[str, str] = _NO_GIVEN) -> Code:
    """Read one file, or a student's own zip; raises `Unreadable`."""
    entry = file_entry(path, (path.name,), path.absolute().parent.resolve())
    submission = _submission("", [Work(Owner(""), path.name, entry)], unit, given)
    if submission.code is None:
        raise Unreadable(submission.problem)
    return submission.code


class Listing:
    """The students found in files, folders and archives, in order; each submission is read when it is due.

    A place may be one file, one student's folder, a folder of files or of students' folders, nbgrader's
    `submitted` tree, or a zip as Canvas, Moodle and Gradescope hand them out. What cannot be read, or holds
    nothing for `unit`, is a submission with a `problem`. Students whose names look alike get a suffix. Of a
    student's several files one that differs from the `stubs` goes before one that does not.

    Only names and places are held, about 2 kB a student. Going through it twice reads the files twice.
    """

    def __init__(
        self,
        paths: Sequence[Path],
        unit: str,
        given: Mapping[str, str] = _NO_GIVEN,
        stubs: Sequence[str] = (),
    ) -> None:
        groups: dict[Owner, list[Work]] = {}
        for path in paths:
            for work in _works(path, unit):
                groups.setdefault(work.owner, []).append(work)
        names = told_apart(list(groups))
        self._works = dict(sorted((names[owner], works) for owner, works in groups.items()))
        self._read = partial(_submission, unit=unit, given=given, stubs=stubs, shared=_shared(groups))

    @property
    def students(self) -> tuple[str, ...]:
        """The names, sorted, no two alike."""
        return tuple(self._works)

    def __len__(self) -> int:
        return len(self._works)

    def __iter__(self) -> Iterator[Submission]:
        for student, works in self._works.items():
            yield self._read(student, works)


def find_submissions(
    paths: Sequence[Path], unit: str, given: Mapping[str, str] = _NO_GIVEN, stubs: Sequence[str] = ()
) -> list[Submission]:
    """Return all submissions of a `Listing` at once, one for each student, sorted by student."""
    return list(Listing(paths, unit, given, stubs))


def _shared(groups: Mapping[Owner, Sequence[Work]]) -> frozenset[Path]:
    """Return the folders that hold files of several students."""
    pairs = {
        (Path(work.entry.path).absolute().parent, owner) for owner, works in groups.items() for work in works
    }
    owners = Counter(folder for folder, _ in pairs)
    return frozenset(folder for folder, count in owners.items() if count > 1)


def _works(path: Path, unit: str) -> list[Work]:
    """List the files of one path with their owners; equal names of two paths are two students."""
    absolute = path.absolute()
    found = _listed(path, absolute, unit)
    base = str(absolute if path.is_dir() or _is_archive(path) else absolute.parent)
    return [work._replace(owner=work.owner._replace(path=base)) for work in found]


def _is_archive(path: Path) -> bool:
    return path.suffix.lower() == ".zip" and path.is_file()


def _listed(path: Path, absolute: Path, unit: str) -> list[Work]:
    try:
        if path.is_dir():
            entries = walk(path, is_wrapper)
            return works_of(entries, _student_folder(absolute, unit), unit) or [_nothing(absolute, unit)]
        if _is_archive(path):
            entries = open_archive(path, is_wrapper)
            return works_of(entries, path.stem, unit, packed=True) or [_nothing(absolute, unit)]
    except (Unreadable, OSError) as error:
        return [
            Work(Owner(person(path.stem)), path.name, refused((path.name,), str(path), printable(str(error))))
        ]
    entry = file_entry(path, (path.name,), absolute.parent.resolve())
    works = works_of([entry], _student_folder(absolute.parent, unit), unit)
    return [work._replace(name=path.name) for work in works]


def _student_folder(folder: Path, unit: str) -> str:
    """Return the folder's name, or its parent's where the folder is named for the unit."""
    return folder.parent.name if folder.name == unit else folder.name


def _nothing(place: Path, unit: str) -> Work:
    problem = f"no notebook or module of {unit} found; {printable(place.name)} is empty"
    return Work(
        Owner(person(_student_folder(place, unit))), place.name, refused((place.name,), str(place), problem)
    )


def _submission(
    student: str,
    works: list[Work],
    unit: str,
    given: Mapping[str, str],
    stubs: Sequence[str] = (),
    *,
    shared: Collection[Path] = (),
) -> Submission:
    """Choose one student's file and read it."""
    path, digest = _folder(works), ""
    try:
        ration = Ration()
        works = sorted(works, key=lambda work: not named_for(work.name, unit))
        offered = (candidate for work in works for candidate in _candidates(work, ration))
        chosen, notes = choose(offered, unit, _listing(works), partial(_started, unit=unit, stubs=stubs))
        path = chosen.work.entry.path
        data = chosen.data()
        digest = hashlib.sha256(data).hexdigest()
        code = load_bytes(chosen.work.name, data, unit, given)
    except Unreadable as error:
        return Submission(student, path, unit, None, str(error), digest)
    code = with_earlier(code, Path(path), shared=Path(path).absolute().parent in shared)
    code = msgspec.structs.replace(code, notes=(*chosen.work.notes, *notes, *code.notes))
    return Submission(student, path, unit, code, None, digest)


def _started(candidate: Candidate, unit: str, stubs: Sequence[str]) -> bool:
    """Tell whether a file is more than the stubs; one that cannot be read is."""
    name = candidate.work.name
    try:
        data = candidate.data()
        text = notebook_text(name, data) if candidate.is_notebook else load_bytes(name, data, unit).text
        return is_started(text, stubs)
    except Unreadable:
        return True


def _candidates(work: Work, ration: Ration) -> list[Candidate]:
    """Return what a file offers: itself, or the files of a student's own zip."""
    entry = work.entry
    if entry.problem or not work.name.lower().endswith(".zip"):
        return [Candidate(work, ration)] if entry.problem or is_code(work.name) else []
    try:
        inner = _unpacked(work, ration)
    except Unreadable as error:
        return [Candidate(work._replace(entry=refused(entry.parts, entry.path, str(error))), ration)]
    return [Candidate(_inside(work, item), ration) for item in inner if item.problem or _readable(item)]


def _unpacked(work: Work, ration: Ration) -> list[Entry]:
    """List the files of a student's own zip, which is held in memory."""
    name = printable(work.name)
    if work.entry.size <= MAX_NESTED_BYTES and not ration.take_zip(work.entry.size):
        message = f"{name} was not opened, so many other files lie beside it: hand in the notebook alone"
        raise Unreadable(message)
    return nested_archive(name, work.entry.path, work.entry.read(MAX_NESTED_BYTES))


def _readable(item: Entry) -> bool:
    """Tell whether a file in a student's zip counts; a zip in it does not: one level is enough."""
    return is_code(item.parts[-1]) and not item.parts[-1].lower().endswith(".zip")


def _inside(work: Work, item: Entry) -> Work:
    return Work(work.owner, item.parts[-1], item, work.notes)


def _folder(works: list[Work]) -> str:
    """Return the path of the only file, or of the folder that holds the files."""
    first = works[0].entry.path
    return first if len(works) == 1 else first.replace("\\", "/").rsplit("/", 1)[0]


def _listing(works: list[Work]) -> str:
    names = sorted({"/".join(work.entry.parts[-2:]).strip("/") for work in works})
    more = f" and {len(names) - 5} more" if len(names) > 5 else ""
    return printable(", ".join(names[:5])) + more
