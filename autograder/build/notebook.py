"""The notebook of a unit: released form and nbgrader's source form."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Literal

from autograder import __version__
from autograder.build.assemble import essay_text, given_source, heading, instructor, stub
from autograder.build.topic import Item
from autograder.build.unit import Unit
from autograder.exercise.declare import Declared, Essay

Cell = dict[str, Any]
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def notebook(unit: Unit, form: Literal["released", "instructor"]) -> str:
    """Return the notebook as JSON text; cell ids come from the exercise names, so that it is reproducible."""
    text: Callable[[Unit, str], str] = stub if form == "released" else instructor
    cells = [_markdown("introduction", f"# {unit.title}\n\n{unit.introduction}"), _setup(unit)]
    story = 0
    for item in unit.items():
        if item.kind == "markdown":
            story += 1
            cells.append(_markdown(f"story-{story}", item.head))
        elif item.kind == "given":
            cells.append(_code(f"given-{item.name}", given_source(item), _locked(f"given_{item.name}")))
        elif item.kind == "picture":
            cells += _picture(item)
        elif item.kind == "essay":
            cells += _essay(unit.essays[item.name], form)
        else:
            cells += _exercise(unit, item, text)
    document = {
        "cells": cells,
        "metadata": {
            "gradmark": {"kit": __version__, "unit": unit.name},
            "kernelspec": KERNEL,
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(document, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def given_cells(unit: Unit) -> dict[str, str]:
    """Return the code that the grader takes from here and not from the student's file; it draws nothing."""
    helpers = {f"given_{item.name}": given_source(item) for item in unit.items() if item.kind == "given"}
    pictures = {f"picture_{item.name}": "" for item in unit.items() if item.kind == "picture"}
    numbers = {f"numbers_{declared.id}": "" for declared in unit.exercises if declared.personal}
    return {"setup": _setup_source(unit), **helpers, **pictures, **numbers}


def _setup(unit: Unit) -> Cell:
    return _code("setup", _setup_source(unit), _locked("setup"))


def _setup_source(unit: Unit) -> str:
    """Return the first code cell; while grading, `check` does nothing."""
    numbers = ", my_numbers" if any(declared.personal for declared in unit.exercises) else ""
    return "\n".join([*unit.imports, "", f"from autograder import check, check_all{numbers}"])


def _exercise(unit: Unit, item: Item, text: Callable[[Unit, str], str]) -> list[Cell]:
    declared = unit.declared[item.name]
    about = f"### {heading(declared)}"
    if declared.kind == "value":
        about += f"\n\n{declared.prompt}"
    solution = {"grade": False, "grade_id": item.name, "locked": False, "solution": True}
    graded = {"grade": True, "grade_id": f"check_{item.name}", "locked": True, "solution": False}
    return [
        _markdown(f"about-{item.name}", about),
        *_numbers(declared),
        _code(item.name, text(unit, item.name), solution),
        _code(f"check-{item.name}", f'check("{item.name}")', {**graded, "points": declared.points}),
    ]


def _numbers(declared: Declared) -> list[Cell]:
    """Return the cell that prints the numbers of an exercise whose numbers can be a student's own."""
    if declared.personal is None:
        return []
    source = f'my_numbers("{declared.personal.name}")'
    return [_code(f"numbers-{declared.id}", source, _locked(f"numbers_{declared.id}"))]


def _picture(item: Item) -> list[Cell]:
    cell = _code(f"picture-{item.name}", item.body, _locked(f"picture_{item.name}"))
    return [_markdown(f"about-{item.name}", item.head), cell]


def _essay(essay: Essay, form: Literal["released", "instructor"]) -> list[Cell]:
    """Return the question and nbgrader's manually graded cell, which nbgrader clears on release."""
    answer = _markdown(essay.id, essay.sample if form == "instructor" else "YOUR ANSWER HERE")
    answer["metadata"]["nbgrader"] = {
        "cell_type": "markdown",
        "grade": True,
        "grade_id": essay.id,
        "locked": False,
        "points": essay.points,
        "schema_version": 3,
        "solution": True,
        "task": False,
    }
    return [_markdown(f"about-{essay.id}", f"### {essay_text(essay)}"), answer]


def _locked(grade_id: str) -> dict[str, Any]:
    return {"grade": False, "grade_id": grade_id, "locked": True, "solution": False}


def _code(cell_id: str, source: str, nbgrader: dict[str, Any]) -> Cell:
    kind = {**nbgrader, "schema_version": 3, "task": False}
    if nbgrader["grade"] or nbgrader["locked"]:
        kind["cell_type"] = "code"
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": _cell_id(cell_id),
        "metadata": {"nbgrader": kind},
        "outputs": [],
        "source": source.splitlines(keepends=True),
    }


def _markdown(cell_id: str, source: str) -> Cell:
    return {
        "cell_type": "markdown",
        "id": _cell_id(cell_id),
        "metadata": {},
        "source": source.splitlines(keepends=True),
    }


def _cell_id(name: str) -> str:
    """Return a valid cell id: letters, digits, - and _, at most 64."""
    return name.replace(".", "-")[:64]
