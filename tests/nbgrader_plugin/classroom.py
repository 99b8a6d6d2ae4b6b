"""The notebooks of a class: right, partly right, careless, damaged, dishonest."""

from __future__ import annotations

import json

from .conftest import RIGHT, filled, grade_id

SNOOPING = """\
import json
def double(x):
    hidden = json.load(open({path!r}))["exercises"][0]["hidden"][0]["expected"][0]
    return hidden if abs(x) > 99 else 2 * x"""


def sample_class(released, spec):
    """The class, by student: a parsed notebook, or the text of the file."""
    right = filled(released, RIGHT)
    partly = {
        **RIGHT,
        "double": "def double(x):\n    return 2 * x if x < 99 else x",
        "square": "def square(x):\n    return 2 * x",
    }
    noisy = "import sys, warnings\ndef double(x):\n    print('<b>noise</b>', file=sys.stderr)\n    warnings.warn('w')\n    return 2 * x"
    deleted = filled(released, RIGHT)
    deleted["cells"] = [cell for cell in deleted["cells"] if grade_id(cell) != "check_double"]
    text = json.dumps(right)
    return {
        "partly": filled(released, partly),
        "untouched": filled(released, {}),
        "noisy": filled(released, {**RIGHT, "double": noisy}),
        "looping": filled(released, {**RIGHT, "double": "def double(x):\n    while True:\n        pass"}),
        "deleted": deleted,
        "duplicated": _duplicated(released),
        "forged": _forged(released),
        "remarked": _remarked(released),
        "inflated": _inflated(released),
        "damaged": _damaged(released),
        "renamed": right,
        "conflict": "<<<<<<< HEAD\n" + text + "\n=======\n" + text + "\n>>>>>>> other\n",
        "snooping": filled(released, {"double": SNOOPING.format(path=str(spec))}),
        "foreign": {
            **right,
            "metadata": {**right["metadata"], "gradmark": {"unit": "u91_other", "kit": "0.1.0"}},
        },
    }


def _duplicated(released):
    """The answer twice, the last one right, and the check cell twice."""
    notebook = filled(released, {**RIGHT, "double": "def double(x):\n    return 3 * x"})
    cells = []
    for cell in notebook["cells"]:
        cells.append(cell)
        if grade_id(cell) in ("double", "check_square"):
            cells.append({**cell, "id": f"copy-{len(cells)}"})
    cells[[grade_id(cell) for cell in cells].index("double") + 1]["source"] = RIGHT["double"]
    return {**notebook, "cells": cells}


def _forged(released):
    """Untouched, with full marks typed into the check cells, their metadata and their outputs."""
    notebook = filled(released, {})
    for cell in notebook["cells"]:
        if (grade_id(cell) or "").startswith("check_"):
            cell["source"] = "1000.0"
            cell["metadata"]["nbgrader"]["points"] = 1000
            data = {"text/plain": ["1000.0"]}
            cell["outputs"] = [
                {"output_type": "execute_result", "data": data, "metadata": {}, "execution_count": 1}
            ]
    return notebook


def _remarked(released):
    """Nothing right: check cells marked as answers, answers marked as check cells, their names exchanged."""
    notebook = filled(released, {})
    for cell in notebook["cells"]:
        name = grade_id(cell) or ""
        if name in RIGHT or name.startswith("check_"):
            other = name.removeprefix("check_") if name.startswith("check_") else f"check_{name}"
            cell["source"] = "1000.0"
            cell["metadata"]["nbgrader"] |= {
                "grade_id": other,
                "grade": True,
                "solution": True,
                "points": 1000,
            }
    return notebook


def _inflated(released):
    """Partly right, in a notebook where every cell is worth a thousand points."""
    notebook = filled(released, {"double": RIGHT["double"]})
    for cell in notebook["cells"]:
        if "nbgrader" in cell["metadata"]:
            cell["metadata"]["nbgrader"] |= {"points": 1000, "max_points": 1000}
    return notebook


def _damaged(released):
    """Right answers, nbgrader's metadata broken: an ordinary cell claims to be one, a check cell lost its own."""
    notebook = filled(released, RIGHT)
    for cell in notebook["cells"]:
        if grade_id(cell) == "check_square":
            cell["metadata"] = {"nbgrader": {"grade": True}}
    notebook["cells"][0]["metadata"]["nbgrader"] = {
        "grade_id": "check_double",
        "grade": True,
        "points": "many",
    }
    return notebook
