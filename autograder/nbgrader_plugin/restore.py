"""Putting a submitted notebook back into the shape that was released."""

from __future__ import annotations

from typing import Any, NamedTuple

from nbformat.v4 import new_code_cell, new_markdown_cell
from nbgrader.api import Notebook
from nbgrader.preprocessors import NbGraderPreprocessor

from autograder.gradebook import CHECK_PREFIX
from autograder.nbgrader_plugin.database import released_notebook, session


class KitCell(NamedTuple):
    """A cell that nbgrader knows, as the gradebook holds it."""

    name: str
    cell_type: str
    locked: bool
    source: str
    checksum: str | None
    points: float | None = None
    solution: bool = False
    task: bool = False

    @property
    def metadata(self) -> dict[str, Any]:
        """Return the metadata that nbgrader expects."""
        graded = self.points is not None
        found = {
            "schema_version": 3,
            "grade_id": self.name,
            "grade": graded and not self.task,
            "solution": self.solution,
            "task": self.task,
            "locked": self.locked,
            "cell_type": self.cell_type,
            "checksum": self.checksum,
        }
        return {**found, "points": self.points} if graded else found


class RestoreCells(NbGraderPreprocessor):
    """Early step of autograde: every check cell is there once and unchanged, copies are ordinary cells.

    Without it a deleted check cell would score 0 although the function is there, and a cell that carries
    another one's id, or damaged metadata, would end the grading of the submission.
    """

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Restore the cells of one notebook."""
        about = resources["nbgrader"]
        with session(about["db_url"]) as db:
            kit = kit_cells(released_notebook(db, about))
        nb.cells = restored(list(nb.cells), kit)
        return nb, resources


def kit_cells(notebook: Notebook) -> dict[str, KitCell]:
    """Return the cells of a released notebook by id."""
    points = {cell.name: float(cell.max_score) for cell in (*notebook.grade_cells, *notebook.task_cells)}
    solutions = {cell.name for cell in notebook.solution_cells}
    tasks = {cell.name for cell in notebook.task_cells}
    return {
        cell.name: KitCell(
            cell.name,
            cell.cell_type,
            bool(cell.locked),
            cell.source or "",
            cell.checksum,
            points.get(cell.name),
            cell.name in solutions,
            cell.name in tasks,
        )
        for cell in notebook.source_cells
    }


def restored(cells: list[Any], kit: dict[str, KitCell]) -> list[Any]:
    """Return the cells with the kit's metadata and locked sources; of copies the last one counts."""
    places = {name: place for place, cell in enumerate(cells) if (name := _grade_id(cell)) in kit}
    result = []
    for place, cell in enumerate(cells):
        name = _grade_id(cell)
        cell.metadata.pop("nbgrader", None)
        ours = kit.get(name) if places.get(name) == place else None
        result.append(_as_released(cell, ours) if ours else cell)
    for name, own in kit.items():
        if own.points is not None and name not in places:
            result.insert(_place_for(name, result), _new(own))
    return result


def _grade_id(cell: Any) -> str:
    nbgrader = cell.metadata.get("nbgrader")
    found = nbgrader.get("grade_id") if isinstance(nbgrader, dict) else None
    return found if isinstance(found, str) else ""


def _as_released(cell: Any, own: KitCell) -> Any:
    if cell.cell_type != own.cell_type:
        fresh = _new(own)
        fresh.source = own.source if own.locked else cell.source
        return fresh
    if own.locked:
        cell.source = own.source
    cell.metadata["nbgrader"] = own.metadata
    return cell


def _new(own: KitCell) -> Any:
    new = new_code_cell if own.cell_type == "code" else new_markdown_cell
    return new(own.source, metadata={"nbgrader": own.metadata})


def _place_for(name: str, cells: list[Any]) -> int:
    """Return the place behind the answer that a check cell belongs to, or the end."""
    answer = name.removeprefix(CHECK_PREFIX)
    behind = [place + 1 for place, cell in enumerate(cells) if _grade_id(cell) == answer]
    return behind[0] if behind else len(cells)
