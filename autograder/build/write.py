"""Writing what the build makes, and telling whether what is there is up to date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from autograder.asking import Runner
from autograder.build.assemble import module_source, stub_module
from autograder.build.notebook import notebook
from autograder.build.specs import full_spec
from autograder.build.test_file import test_file
from autograder.build.unit import Unit
from autograder.exercise.spec import UnitSpec, write_spec

Files = dict[PurePosixPath, str]

ASSIGNMENTS = PurePosixPath("assignments")
SOURCE = PurePosixPath("build/course/source")
HIDDEN = PurePosixPath("build/hidden")


def unit_files(unit: Unit, worker: Runner) -> Files:
    """Return every file that the build makes for a unit, by its path below the kit's root."""
    spec = full_spec(unit, worker)
    return {
        **{ASSIGNMENTS / unit.name / name: text for name, text in student_files(unit, spec).items()},
        SOURCE / unit.name / f"{unit.name}.ipynb": notebook(unit, "instructor"),
        SOURCE / unit.name / "spec.json": write_spec(spec.public()),
        HIDDEN / f"{unit.name}.json": write_spec(spec),
        HIDDEN / f"{unit.name}.py": module_source(unit),
    }


def student_files(unit: Unit, spec: UnitSpec) -> dict[str, str]:
    """Return what students get: notebook, module, self-check, public spec."""
    return {
        f"{unit.name}.ipynb": notebook(unit, "released"),
        f"{unit.name}.py": stub_module(unit),
        f"test_{unit.name}.py": test_file(unit.name),
        "spec.json": write_spec(spec.public()),
    }


def write(root: Path, files: Mapping[PurePosixPath, str]) -> list[PurePosixPath]:
    """Write the files that differ from what is there; return their paths."""
    changed = drifted(root, files)
    for path in changed:
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(files[path], encoding="utf-8", newline="\n")
    return changed


def drifted(root: Path, files: Mapping[PurePosixPath, str]) -> list[PurePosixPath]:
    """Return the files whose content on disk is not what the build makes."""
    return [path for path, text in files.items() if _read(root / path) != text.encode()]


def stale(root: Path, files: Iterable[PurePosixPath], units: Iterable[str]) -> list[PurePosixPath]:
    """Return files in `assignments/` of these units that nothing makes."""
    made, names = set(files), set(units)
    folder = root / ASSIGNMENTS
    present = [
        PurePosixPath(path.relative_to(root).as_posix()) for path in folder.rglob("*") if path.is_file()
    ]
    return sorted(
        path
        for path in present
        if path not in made and path.parts[1] in names and "__pycache__" not in path.parts
    )


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
