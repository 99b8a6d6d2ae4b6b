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

CONFIG = "nbgrader_config.py"


class Course(NamedTuple):
    """A course on the disk and the units in it."""

    root: Path
    course_id: str
    exchange: Path
    units: tuple[str, ...]


class Built(NamedTuple):
    """What `gradmark build` made for nbgrader: `source/uNN/…` and `hidden/uNN.json`."""

    source: Path
    hidden: Path

    @property
    def units(self) -> tuple[str, ...]:
        """The units that are complete, in order; raises `CourseError` when there are none."""
        found = sorted(
            folder.name for folder in self.source.glob("*/") if (folder / f"{folder.name}.ipynb").exists()
        )
        lost = [unit for unit in found if not (self.hidden / f"{unit}.json").exists()]
        if not found or lost:
            what = f"{', '.join(lost)} have no spec in {self.hidden}" if lost else f"no unit in {self.source}"
            message = f"a course needs sources and hidden specs, {what}: run `gradmark build`"
            raise CourseError(message)
        return tuple(found)


def make_course(root: Path, built: Built, course_id: str, exchange: Path | None = None) -> Course:
    """Make a new course in an empty or missing folder.

    Args:
        root: the course's folder.
        built: where the units come from.
        course_id: nbgrader's id of the course.
        exchange: the folder shared with the students [default: `<root>-exchange`].
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
    _copy_units(course, built)
    _write_texts(course)
    with open_gradebook(str(root / "gradebook.db")):
        pass
    return course


def update_course(root: Path, built: Built) -> list[str]:
    """Refresh the sources and hidden specs of an existing course; return the units that changed."""
    root = root.resolve()
    if not (root / CONFIG).exists():
        message = (
            f"there is no course to update in {root} ({CONFIG} is missing): leave out --update to make one"
        )
        raise CourseError(message)
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


def _copy_units(course: Course, built: Built) -> None:
    specs = course.root / FOLDER
    specs.mkdir(exist_ok=True)
    specs.chmod(0o700)  # hidden checks and records: nobody but the instructor
    for unit in course.units:
        target = course.root / "source" / unit
        target.mkdir(parents=True, exist_ok=True)
        for path in (built.source / unit).iterdir():
            shutil.copyfile(path, target / path.name)
        shutil.copyfile(built.hidden / f"{unit}.json", specs / f"{unit}.json")


def _differs(root: Path, built: Built, unit: str) -> bool:
    pairs = [(path, root / "source" / unit / path.name) for path in (built.source / unit).iterdir()]
    pairs.append((built.hidden / f"{unit}.json", root / FOLDER / f"{unit}.json"))
    return any(not mine.exists() or mine.read_bytes() != made.read_bytes() for made, mine in pairs)


def _write_texts(course: Course) -> None:
    titles = {unit: read_spec(course.root / FOLDER / f"{unit}.json").title for unit in course.units}
    texts = {
        CONFIG: course_config(course.course_id, course.exchange),
        "README.md": course_readme(course.root, course.course_id, course.exchange, titles),
        f"for-students/{CONFIG}": student_config(course.course_id, course.exchange),
    }
    for name, text in texts.items():
        path = course.root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
