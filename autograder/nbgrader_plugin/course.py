"""Making an nbgrader course that works as it stands."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from autograder.exercise.spec import read_spec
from autograder.gradebook import open_gradebook
from autograder.nbgrader_plugin.faults import CourseError
from autograder.nbgrader_plugin.records import FOLDER
from autograder.nbgrader_plugin.texts import course_config, course_readme, student_config
from autograder.personal.settings import FILE as SEEDS
from autograder.personal.settings import Released, make_seeds, read_seeds, released_text
from autograder.personal.unit import numbers_of

CONFIG = "nbgrader_config.py"


class Course(NamedTuple):
    """A course on the disk and the units in it."""

    root: Path
    course_id: str
    exchange: Path
    units: tuple[str, ...]


class Built(NamedTuple):
    """What `gradmark build` made for nbgrader: `source/uNN/…`, `hidden/uNN.json` and `.py`."""

    source: Path
    hidden: Path

    @property
    def units(self) -> tuple[str, ...]:
        """The units that are complete, in order; raises `CourseError` when there are none."""
        found = sorted(
            folder.name for folder in self.source.glob("*/") if (folder / f"{folder.name}.ipynb").exists()
        )
        lost = [unit for unit in found if not all(path.exists() for path in self.hidden_files(unit))]
        if not found or lost:
            what = f"{', '.join(lost)} have no spec in {self.hidden}" if lost else f"no unit in {self.source}"
            message = f"a course needs sources and hidden specs, {what}: run `gradmark build`"
            raise CourseError(message)
        return tuple(found)

    def hidden_files(self, unit: str) -> list[Path]:
        """Return what the grader alone has of a unit: the full spec, and the reference as a module."""
        return [self.hidden / f"{unit}{suffix}" for suffix in (".json", ".py")]


def make_course(
    root: Path, built: Built, course_id: str, exchange: Path | None = None, *, personal: bool = False
) -> Course:
    """Make a new course in an empty or missing folder.

    Args:
        root: the course's folder.
        built: where the units come from.
        course_id: nbgrader's id of the course.
        exchange: the folder shared with the students [default: `<root>-exchange`].
        personal: draw seeds, and give every student numbers of their own.
    """
    root = root.resolve()
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        message = (
            f"a course is made in an empty folder, {root} is not: pass --update to refresh an existing course"
        )
        raise CourseError(message)
    if not course_id or set("+*/ ") & set(course_id):
        message = f"a course id may not be empty or hold blanks, +, * or /: {course_id!r}; pass --id"
        raise CourseError(message)
    shared = exchange.resolve() if exchange else root.with_name(f"{root.name}-exchange")
    course = Course(root, course_id, shared, built.units)
    root.mkdir(parents=True, exist_ok=True)
    _make_exchange(shared)
    _make_specs(root, personal=personal)
    _copy_units(course, built)
    _write_texts(course)
    with open_gradebook(str(root / "gradebook.db")):
        pass
    return course


def update_course(root: Path, built: Built, *, personal: bool = False) -> list[str]:
    """Refresh the sources and hidden specs of an existing course; return the units that changed.

    The seeds of a course that has some stay; `personal` draws some where there are none.
    """
    root = root.resolve()
    if not (root / CONFIG).exists():
        message = (
            f"there is no course to update in {root} ({CONFIG} is missing): leave out --update to make one"
        )
        raise CourseError(message)
    _make_specs(root, personal=personal)
    changed = [unit for unit in built.units if _differs(root, built, unit)]
    _copy_units(Course(root, "", root, tuple(changed)), built)
    return changed


@contextmanager
def built_units(folder: Path | None, start: Path) -> Iterator[Built]:
    """Give the build's output: of a folder, or made now from the kit's `solutions/` at or above `start`."""
    if folder is not None:
        yield Built(folder / "course" / "source", folder / "hidden")
        return
    from autograder.build.unit import KitError, find_root, load_unit, unit_names
    from autograder.build.write import HIDDEN, SOURCE, unit_files, write
    from autograder.worker.solo import SoloWorker

    try:
        kit = find_root(start)
    except KitError as problem:
        message = f"{problem}; or pass --from with the folder that `gradmark build` made"
        raise CourseError(message) from None
    with TemporaryDirectory() as made:
        worker = SoloWorker()
        for name in unit_names(kit):
            write(Path(made), unit_files(load_unit(kit, name), worker))
        yield Built(Path(made) / SOURCE, Path(made) / HIDDEN)


def _make_exchange(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o777)  # every student writes here; nbgrader asks for these rights


def _make_specs(root: Path, *, personal: bool) -> None:
    specs = root / FOLDER
    specs.mkdir(exist_ok=True)
    specs.chmod(0o700)  # hidden checks, seeds and records: nobody but the instructor
    if personal:
        make_seeds(specs / SEEDS)


def _copy_units(course: Course, built: Built) -> None:
    for unit in course.units:
        target = course.root / "source" / unit
        target.mkdir(parents=True, exist_ok=True)
        for path in (built.source / unit).iterdir():
            shutil.copyfile(path, target / path.name)
        for path in built.hidden_files(unit):
            shutil.copyfile(path, course.root / FOLDER / path.name)
        released = _released(course.root, built, unit)
        if released is not None:
            (target / SEEDS).write_text(released, encoding="utf-8")


def _differs(root: Path, built: Built, unit: str) -> bool:
    pairs = [(path, root / "source" / unit / path.name) for path in (built.source / unit).iterdir()]
    pairs += [(path, root / FOLDER / path.name) for path in built.hidden_files(unit)]
    due = _released(root, built, unit)
    if due is not None and not (root / "source" / unit / SEEDS).exists():
        return True
    return any(not mine.exists() or mine.read_bytes() != made.read_bytes() for made, mine in pairs)


def _released(root: Path, built: Built, unit: str) -> str | None:
    """Return the file with the public seed, for a unit with numbers in a course with seeds."""
    seeds = root / FOLDER / SEEDS
    if not seeds.exists() or not numbers_of(read_spec(built.hidden / f"{unit}.json")):
        return None
    return released_text(Released(read_seeds(seeds).public, login=True))


def _write_texts(course: Course) -> None:
    titles = {unit: read_spec(course.root / FOLDER / f"{unit}.json").title for unit in course.units}
    texts = {
        CONFIG: course_config(
            course.course_id, course.exchange, personal=(course.root / FOLDER / SEEDS).exists()
        ),
        "README.md": course_readme(course.root, course.course_id, course.exchange, titles),
        f"for-students/{CONFIG}": student_config(course.course_id, course.exchange),
    }
    for name, text in texts.items():
        path = course.root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
