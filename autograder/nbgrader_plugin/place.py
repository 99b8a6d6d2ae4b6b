"""Where a submission lies in a course, from what nbgrader tells a preprocessor."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from nbgrader.coursedir import CourseDirectory

from autograder.nbgrader_plugin.faults import CourseError


class Place(NamedTuple):
    """The course's root and one submitted notebook in it; a notebook's name is its unit."""

    root: Path
    unit: str
    student: str
    path: Path

    @property
    def shown(self) -> str:
        """The path as records hold it: below the root where it is there."""
        return (
            str(self.path.relative_to(self.root)) if self.path.is_relative_to(self.root) else str(self.path)
        )


def place_of(preprocessor: Any, resources: Any) -> Place:
    """Return the place of the submission that a preprocessor is called for."""
    about = resources["nbgrader"]
    course = _course_of(preprocessor)
    folder = course.format_path(course.submitted_directory, about["student"], about["assignment"])
    unit = about["notebook"]
    return Place(Path(course.root), unit, about["student"], Path(folder) / f"{unit}.ipynb")


def _course_of(preprocessor: Any) -> CourseDirectory:
    """Return the course directory of the converter that runs the preprocessor."""
    owner = preprocessor
    while owner is not None:
        if getattr(owner, "coursedir", None) is not None:
            return owner.coursedir
        owner = owner.parent
    name = type(preprocessor).__name__
    message = f"{name} works in a course: list it in c.Autograde.autograde_preprocessors"
    raise CourseError(message)
