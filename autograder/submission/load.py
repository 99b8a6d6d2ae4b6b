"""From paths to submissions: nothing is skipped silently, nothing raises, nothing runs."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from autograder.submission.archive import MAX_NESTED_BYTES, nested_archive, open_archive
from autograder.submission.choice import Candidate, choose
from autograder.submission.code import Code, Submission, Unreadable
from autograder.submission.files import Entry, file_entry, refused, walk
from autograder.submission.module import read_module
from autograder.submission.notebook import read_notebook
from autograder.submission.places import Owner, Work, code_name, is_code, person, works_of
from autograder.submission.problems import printable, refuse_foreign

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
    submission = _submission(Owner(""), [Work(Owner(""), path.name, entry)], unit, given)
    if submission.code is None:
        raise Unreadable(submission.problem)
    return submission.code


def find_submissions(
    paths: Sequence[Path], unit: str, given: Mapping[str, str] = _NO_GIVEN
) -> list[Submission]:
    """Return one submission for each student found in files, folders and archives, sorted by student.

    A place may be one file, one student's folder, a folder of files or of students' folders, nbgrader's
    `submitted` tree, or a zip as Canvas, Moodle and Gradescope hand them out. What cannot be read, or holds
    nothing for `unit`, is a submission with a `problem`.
    """
    groups: dict[Owner, list[Work]] = {}
    for path in paths:
        for work in _works(path, unit):
            groups.setdefault(work.owner, []).append(work)
    names = [owner.student for owner in groups]
    found = [
        _submission(Owner(f"{owner.student}_{owner.number}"), works, unit, given)
        if names.count(owner.student) > 1
        else _submission(owner, works, unit, given)
        for owner, works in groups.items()
    ]
    return sorted(found, key=lambda item: (item.student, item.path))


def _works(path: Path, unit: str) -> list[Work]:
    """List the files of one place with their owners."""
    absolute = path.absolute()
    try:
        if path.is_dir():
            entries = walk(path)
            return works_of(entries, _student_folder(absolute, unit), unit) or [_nothing(absolute, unit)]
        if path.suffix.lower() == ".zip" and path.is_file():
            return works_of(open_archive(path), path.stem, unit, packed=True) or [_nothing(absolute, unit)]
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


def _submission(owner: Owner, works: list[Work], unit: str, given: Mapping[str, str]) -> Submission:
    """Choose one student's file and read it."""
    path, digest = _folder(works), ""
    try:
        chosen, notes = choose([c for work in works for c in _candidates(work)], unit, _listing(works))
        path = chosen.work.entry.path
        data = chosen.data()
        digest = hashlib.sha256(data).hexdigest()
        code = load_bytes(chosen.work.name, data, unit, given)
    except Unreadable as error:
        return Submission(owner.student, path, unit, None, str(error), digest)
    code = msgspec.structs.replace(code, notes=(*chosen.work.notes, *notes, *code.notes))
    return Submission(owner.student, path, unit, code, None, digest)


def _candidates(work: Work) -> list[Candidate]:
    """Return what a file offers: itself, or the files of a student's own zip."""
    entry = work.entry
    if entry.problem or not work.name.lower().endswith(".zip"):
        return [Candidate(work)] if entry.problem or is_code(work.name) else []
    try:
        inner = nested_archive(printable(work.name), entry.path, entry.read(MAX_NESTED_BYTES))
    except Unreadable as error:
        return [Candidate(work._replace(entry=refused(entry.parts, entry.path, str(error))))]
    return [Candidate(_inside(work, item)) for item in inner if item.problem or _readable(item)]


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
