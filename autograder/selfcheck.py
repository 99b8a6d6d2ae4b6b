"""The student's own check: find the unit and the file, run it in a child process, judge it."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np

from autograder.checks.formula import Formula
from autograder.checks.symbolic import Symbolic
from autograder.exercise.spec import ExerciseSpec, SpecError, UnitSpec, is_spec, read_spec
from autograder.formula_box import shared
from autograder.judge import Judge
from autograder.personal.settings import PersonalError
from autograder.personal.unit import Own, at_desk
from autograder.record import Result
from autograder.screen import clean
from autograder.submission.code import Submission, Unreadable
from autograder.submission.earlier import with_earlier
from autograder.submission.load import load_bytes
from autograder.submission.marks import module_mark, notebook_mark
from autograder.submission.stubs import is_started as any_stub_changed
from autograder.worker.solo import SoloWorker

SPEC = "spec.json"
PYTHON, NUMPY = (3, 11), (2, 0)
_ENDED = {
    "timeout": "a part of the file did not end in time; everything else was tried",
    "memory": "a part of the file asked for too much memory; everything else was tried",
    "crashed": "a part of the file ended the Python process; everything else was tried",
}


class SelfCheckError(Exception):
    """The check cannot start; the message says what to do."""


class Choice(NamedTuple):
    """The student's file, and what to say about the choice."""

    path: Path
    notes: tuple[str, ...]


def check_folder(folder: Path, names: Collection[str] = ()) -> tuple[UnitSpec, Result]:
    """Check the work in a unit's folder (or one file of it); raises `SelfCheckError`.

    Args:
        folder: holds spec.json beside the notebook or the module; a path of one of the two chooses it.
        names: exercises to check; all when empty.
    """
    require_versions(sys.version_info[:2], np.__version__)
    place, spec = find_unit(folder)
    known_names(spec, names)
    choice = Choice(folder, ()) if folder.is_file() else choose_file(place, spec)
    result = check_file(choice.path, spec, names)
    return spec, msgspec.structs.replace(result, messages=(*choice.notes, *result.messages))


def check_file(path: Path, spec: UnitSpec, names: Collection[str] = ()) -> Result:
    """Run one file and judge it with the given spec; an unreadable file is a result that says why."""
    return check_code(path, path.read_bytes(), spec, names)


def check_code(path: Path, data: bytes, spec: UnitSpec, names: Collection[str] = ()) -> Result:
    """Like `check_file`, for bytes that belong at `path`; the student's earlier units lie beside it."""
    name = path.name
    try:
        code, problem = with_earlier(load_bytes(name, data, spec.unit, spec.given), path), None
    except Unreadable as reason:
        code, problem = None, str(reason)
    own = own_unit(path.parent, spec)
    work = Submission(student="you", path=name, unit=spec.unit, code=code, problem=problem)
    judge = Judge(own.spec, only=names, variant=own.variant, digest=spec.digest())
    if code is not None and any_stub_changed(code.text, _with_formulas(judge.exercises)):
        shared().start()
    result = judge.grade(work, SoloWorker())
    early = (_ENDED[result.status],) if result.status in _ENDED else ()
    return msgspec.structs.replace(result, messages=(*own.notes, *early, *result.messages))


def _with_formulas(exercises: Iterable[ExerciseSpec]) -> Iterator[str]:
    """Yield the stubs of exercises whose checks need the formula helper."""
    for item in exercises:
        if any(isinstance(check, Formula | Symbolic) for check in item.checks):
            yield item.stub


def own_unit(folder: Path, spec: UnitSpec) -> Own:
    """Return the unit with the numbers of the student who works in `folder`, where there are such."""
    try:
        return at_desk(folder, spec)
    except PersonalError as problem:
        raise SelfCheckError(str(problem)) from None


def find_unit(path: Path) -> tuple[Path, UnitSpec]:
    """Return a unit's folder and its spec; `path` is the folder or a file in it."""
    if not path.exists():
        message = f"{path} does not exist; give the folder of a unit, or run this in it"
        raise SelfCheckError(message)
    folder = path if path.is_dir() else path.parent
    if not is_spec(folder / SPEC):
        raise SelfCheckError(_no_spec(folder))
    try:
        return folder, read_spec(folder / SPEC)
    except SpecError as problem:
        raise SelfCheckError(str(problem)) from None


def choose_file(folder: Path, spec: UnitSpec) -> Choice:
    """Choose the started file, of two the one modified last, of none the notebook."""
    both = [folder / f"{spec.unit}{ending}" for ending in (".ipynb", ".py")]
    there = [path for path in both if path.is_file()]
    if not there:
        raise SelfCheckError(_no_file(folder, spec.unit))
    begun = [path for path in there if is_started(path, spec)]
    if len(begun) == 2:
        first, second = sorted(begun, key=lambda path: path.stat().st_mtime_ns, reverse=True)
        note = f"checked {first.name}, changed last; {second.name} is started too: keep one of the two"
        return Choice(first, (note,))
    chosen = (begun or there)[0]
    beside = "".join(f"; {path.name} lies here too: hand in only one" for path in there if path != chosen)
    return Choice(chosen, (f"checked {chosen.name}{beside if begun else ''}",))


def is_started(path: Path, spec: UnitSpec) -> bool:
    """Tell whether any stub of the unit is no longer in the file as it was handed out."""
    return any_stub_changed(_source(path), [item.stub for item in spec.exercises])


def known_names(spec: UnitSpec, names: Collection[str]) -> None:
    """Refuse names that the unit does not have, with the nearest one that it has."""
    known = [item.id for item in spec.exercises]
    for name in names:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            guess = f"did you mean {near[0]}?" if near else f"it has {', '.join(known)}"
            message = f"{spec.unit} has no exercise {clean(name)!r}; {guess}"
            raise SelfCheckError(message)


def require_versions(python: tuple[int, ...], numpy: str) -> None:
    """Refuse a Python or a NumPy whose numbers or syntax differ from the grader's."""
    remedy = "install a newer one, then gradmark in it again"
    if python < PYTHON:
        message = f"gradmark needs Python {_dotted(PYTHON)} or newer, this is {_dotted(python)}; {remedy}"
        raise SelfCheckError(message)
    if tuple(int(part) for part in numpy.split(".")[:2] if part.isdigit()) < NUMPY:
        message = f"gradmark needs NumPy {_dotted(NUMPY)} or newer, this is {numpy}; pip install -U numpy"
        raise SelfCheckError(message)


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))


def _no_spec(folder: Path) -> str:
    rule = "run this in the folder of a unit: it holds spec.json beside the notebook"
    if (folder / SPEC).exists():
        return f"{SPEC} in {folder.resolve()} is damaged: copy it back from the download"
    below = sorted(path.parent.name for path in folder.glob(f"*/{SPEC}") if is_spec(path))
    if below:
        return f"{rule}; there are units below {folder}: {', '.join(below)}"
    return f"{rule}; {folder.resolve()} has none (is it missing? copy it back from the download)"


def _no_file(folder: Path, unit: str) -> str:
    missing = f"{unit}.ipynb or {unit}.py is due in {folder.resolve()}; neither is there"
    renamed = next((path for path in sorted(folder.iterdir()) if _belongs(path, unit)), None)
    if renamed is None:
        return f"{missing}: copy it back from the download"
    return f"{missing}, but {clean(renamed.name)} belongs to the unit: rename it to {unit}{renamed.suffix}"


def _belongs(path: Path, unit: str) -> bool:
    readers = {".ipynb": notebook_mark, ".py": module_mark}
    reader = readers.get(path.suffix.lower())
    return reader is not None and path.is_file() and reader(path.read_bytes()).unit == unit


def _source(path: Path) -> str:
    """Return the file's code as text; "" for a notebook that is damaged, which counts as started."""
    data = path.read_bytes()
    if path.suffix != ".ipynb":
        return data.decode(errors="replace")
    try:
        cells = msgspec.json.decode(data)["cells"]
        return "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    except (msgspec.DecodeError, KeyError, TypeError):
        return ""
