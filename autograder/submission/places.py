"""Whose work a file is: the names that folders, Canvas, Moodle, Gradescope and nbgrader give."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, count
from typing import NamedTuple

from autograder.submission.code import Unreadable
from autograder.submission.files import Entry
from autograder.submission.problems import printable

# sortable name in lower case, LATE in upper case, user id, attachment id, the student's file name
_CANVAS = re.compile(
    r"(?:(?P<name>.+?)_)??(?P<late>LATE_)?(?P<user>\d+|anon_[A-Za-z0-9]+)_(?P<upload>\d+)_(?P<file>.+)",
    re.DOTALL,
)
_MOODLE = re.compile(
    r"(?P<name>.+)_(?P<id>\d+)_assignsubmission_(?:file|onlinetext)(?:_(?P<file>.*))?", re.DOTALL
)
_GRADESCOPE = re.compile(r"submission_\d+")
_METADATA = "submission_metadata.yml"
# Possessive, like every repetition below that another could follow: a name is read once, whatever it holds.
_TWICE = re.compile(
    r"(?:[-_ ]?+\(?+\d{1,3}+\)?+|[-_ ](?:final|copy\d*+|solution|answers?+))++", re.IGNORECASE
)
_MAX_STEM = 100
_WRAPPERS = re.compile(r"submitted|submissions?|assignment_\d+_export", re.IGNORECASE)
_CODE = (".ipynb", ".py", ".zip")
_TABLES = (".csv", ".md", ".yml", ".yaml", ".json", ".jsonl", ".log", ".toml", ".ini", ".db")
_UNIT = re.compile(r"u\d\d_[a-z0-9_]+")


class Owner(NamedTuple):
    """A student as shown; the number an LMS gives, and the place that tells apart two who look alike."""

    student: str
    number: str = ""
    place: tuple[str, ...] = ()
    path: str = ""


class Work(NamedTuple):
    """One file of one student: `name` is the student's own name for it, `notes` what the place says."""

    owner: Owner
    name: str
    entry: Entry
    notes: tuple[str, ...] = ()


def code_name(name: str) -> str:
    """Undo what browsers append: `u03.ipynb.txt` and `u03.ipynb.json` are notebooks."""
    found = re.fullmatch(r"(.+\.(?:ipynb|py))\.(?:txt|json)", name, re.IGNORECASE)
    return found[1] if found else name


def is_code(name: str) -> bool:
    """Tell whether a file can be a student's work, by its name: not a test, not a checkpoint."""
    lower = code_name(name).lower()
    kit = lower.startswith("test_") or lower in ("conftest.py", "setup.py", "__init__.py")
    return lower.endswith(_CODE) and not kit and "-checkpoint." not in lower


def named_for(name: str, unit: str) -> bool:
    """Tell whether a file is named for the unit, `-1` and ` (2)` of repeated uploads aside."""
    stem = code_name(name).rsplit(".", 1)[0].lower()
    if not stem.startswith(unit) or len(stem) > _MAX_STEM:
        return False
    return stem == unit or _TWICE.fullmatch(stem, len(unit)) is not None


def other_unit(parts: Iterable[str], unit: str) -> bool:
    """Tell whether a path names another unit and not this one."""
    names = [found[0] for part in parts if (found := _UNIT.match(part.lower()))]
    return bool(names) and not any(name.startswith(unit) for name in names)


def is_wrapper(name: str) -> bool:
    """Tell whether a folder of this name holds a class, not one student's files."""
    return _WRAPPERS.fullmatch(name) is not None


def works_of(entries: list[Entry], place: str, unit: str, *, packed: bool = False) -> list[Work]:
    """Return each file with its owner; `place` is the name of the folder, or of the archive (`packed`)."""
    people = _gradescope_people(entries)
    below = [entry for entry in entries if entry.parts[0] == "submitted" and len(entry.parts) > 2]
    place, entries = _unwrapped(below or entries, place, unit, packed=packed)
    if _one_student(entries, unit) and not any(_lms(entry, {}) for entry in entries):
        return [Work(Owner(person(place)), entry.parts[-1], entry) for entry in entries]
    ours = [entry for entry in entries if not _nobodys(entry)]
    return [work for entry in ours for work in (_lms(entry, people) or [_plain(entry, unit)])]


def person(text: str) -> str:
    """Return a student's name, fit to be shown."""
    return printable(text.strip()) or "unnamed"


def told_apart(owners: Sequence[Owner]) -> dict[Owner, str]:
    """Return a name for each owner, no two alike: an LMS's number, else the next free one, is appended.

    Where one owner's place bears exactly the name that is shown, that owner keeps it.
    """
    groups: dict[str, list[Owner]] = {}
    for owner in owners:
        groups.setdefault(owner.student, []).append(owner)
    taken = set(groups)
    found: dict[Owner, str] = {}
    for student, group in groups.items():
        exact = [owner for owner in group if owner.place[-1:] in ((student,), ()) and not owner.number]
        keeps = group if len(group) == 1 else exact if len(exact) == 1 else []
        found.update(dict.fromkeys(keeps, student))
        numbers = (str(number) for number in count(1 + len(keeps)))
        for owner in group:
            if owner not in found:
                suffixes = chain([owner.number] if owner.number else [], numbers)
                found[owner] = next(
                    name for suffix in suffixes if (name := f"{student}_{suffix}") not in taken
                )
                taken.add(found[owner])
    return found


def _nobodys(entry: Entry) -> bool:
    """Tell whether a loose file of a class folder is the course's own: a table, a log, a test."""
    name = entry.parts[0].lower()
    kit = name.endswith(".py") and not is_code(name)
    return len(entry.parts) == 1 and not entry.problem and (kit or name.endswith(_TABLES))


def _unwrapped(entries: list[Entry], place: str, unit: str, *, packed: bool) -> tuple[str, list[Entry]]:
    """Step into folders that only wrap the class or the one student's files."""
    while entries and all(len(entry.parts) > 1 for entry in entries):
        tops = {entry.parts[0] for entry in entries}
        inner = [entry._replace(parts=entry.parts[1:]) for entry in entries]
        top = tops.pop()
        if tops or _MOODLE.fullmatch(top) or _GRADESCOPE.fullmatch(top) or top == unit:
            break
        if not (top == place or is_wrapper(top) or (packed and _is_class(inner, unit))):
            break
        place, entries = top, inner
    return place, entries


def _is_class(entries: list[Entry], unit: str) -> bool:
    """Tell whether a folder holds several students' files or folders."""
    code = [entry for entry in entries if is_code(entry.parts[-1])]
    direct = [entry for entry in code if len(entry.parts) == 1]
    if _one_student(entries, unit):
        return False
    return len(direct) > 1 or (not direct and len({entry.parts[0] for entry in code}) > 1)


def _one_student(entries: list[Entry], unit: str) -> bool:
    """Tell whether the files lie as they do in one student's own folder."""
    return any(
        (len(entry.parts) == 1 and is_code(entry.parts[0]) and named_for(entry.parts[0], unit))
        or (len(entry.parts) > 1 and entry.parts[0] == unit)
        for entry in entries
    )


def _lms(entry: Entry, people: Mapping[str, list[str]]) -> list[Work]:
    """Return the works when the path has an LMS's pattern, one for each member of a group."""
    for position, part in enumerate(entry.parts):
        last = position == len(entry.parts) - 1
        if found := _MOODLE.fullmatch(part):
            own = (found["file"] or "") if last else entry.parts[-1]
            owner = Owner(person(found["name"]), found["id"], (found["name"],))
            return [Work(owner, own, entry)]
        if not last and _GRADESCOPE.fullmatch(part):
            owners = [Owner(person(name), "", (part, name)) for name in people.get(part) or [part]]
            return [Work(owner, entry.parts[-1], entry) for owner in owners]
    found = _CANVAS.fullmatch(entry.parts[0]) if len(entry.parts) == 1 else None
    if not found:
        return []
    student = f"{found['name']}_{found['user']}" if found["name"] else found["user"]
    notes = ("handed in late, says Canvas",) if found["late"] else ()
    return [Work(Owner(person(student), "", (student,)), found["file"], entry, notes)]


def _plain(entry: Entry, unit: str) -> Work:
    """One folder or one file for each student."""
    name = stem = entry.parts[0]
    if len(entry.parts) == 1:
        stem = code_name(name).rsplit(".", 1)[0] if is_code(name) else name
        name = re.sub(rf"[-_ ]?{re.escape(unit)}[-_ ]?", "", stem) or stem
    kind = "file" if len(entry.parts) == 1 else "folder"
    return Work(Owner(person(name), "", (kind, stem)), entry.parts[-1], entry)


def _gradescope_people(entries: list[Entry]) -> dict[str, list[str]]:
    """Read the export's own list of names; a file of that name inside a submission is a student's."""
    tops = {top for entry in entries for top in _above_gradescope(entry.parts)}
    for entry in entries:
        if entry.parts[-1] != _METADATA or entry.parts[:-1] not in tops:
            continue
        try:
            return read_submitters(entry.read(20 * 1024 * 1024).decode("utf-8", errors="replace"))
        except Unreadable:
            continue
    return {}


def _above_gradescope(parts: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return the folder, at most one deep, that holds Gradescope's folder of this file."""
    places = [place for place in (0, 1) if len(parts) > place + 1 and _GRADESCOPE.fullmatch(parts[place])]
    return [parts[:place] for place in places[:1]]


def read_submitters(text: str) -> dict[str, list[str]]:
    """Return the submitters of each folder: their e-mail, else their name, else their number."""
    found: dict[str, list[dict[str, str]]] = {}
    people: list[dict[str, str]] = []
    inside = False
    for line in text.splitlines():
        if top := re.match(r"(\S.*?):\s*$", line):
            people, inside = found.setdefault(_scalar(top[1]), []), False
        elif re.match(r" {0,2}:submitters:", line):
            inside = True
        elif field := re.match(r"\s+(-\s+)?:(name|email|sid):\s*(.*)$", line) if inside else None:
            if field[1] or not people:
                people.append({})
            people[-1][field[2]] = _scalar(field[3])
        elif re.match(r" {0,2}:\w+:", line):
            inside = False
    return {folder: [name for one in group if (name := _best(one))] for folder, group in found.items()}


def _best(one: Mapping[str, str]) -> str:
    return one.get("email") or one.get("name") or one.get("sid") or ""


def _scalar(text: str) -> str:
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        text = text[1:-1].replace("''", "'")
    return "" if text in ("~", "null") else text
