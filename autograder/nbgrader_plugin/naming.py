"""A notebook that was handed in under another name (`u03_activations (1).ipynb`) is graded all the same."""

from __future__ import annotations

import shutil
from pathlib import Path

from autograder.submission.marks import notebook_mark


def find_renamed(*, assignment: str, student: str, notebooks: list[str]) -> None:
    """Autograde's hook before a submission: put the unit's notebook under the name that nbgrader looks for.

    nbgrader would skip a submission without that name. The file as handed in stays beside it; a copy of it
    is added to `notebooks`. The first two arguments are nbgrader's globs, not those of this submission.
    """
    del assignment, student
    folder = Path(notebooks[0]).parent
    due = folder / f"{folder.name}.ipynb"
    if due.exists():
        return
    ours = [path for path in map(Path, notebooks) if notebook_mark(path.read_bytes()).unit == folder.name]
    if ours:
        shutil.copyfile(max(ours, key=lambda path: path.stat().st_mtime), due)
        notebooks.append(str(due))


def original_name(path: Path, data: bytes) -> str | None:
    """Return the name of another notebook in the folder with the same content: what was really handed in."""
    others = [other for other in sorted(path.parent.glob("*.ipynb")) if other != path]
    return next((other.name for other in others if other.read_bytes() == data), None)
