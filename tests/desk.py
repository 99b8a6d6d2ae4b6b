"""A small unit as a student has it on disk: spec.json, notebook, module, test file."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.metadata import entry_points

import numpy as np

import autograder
from autograder.build.test_file import test_file as text_of_test_file
from autograder.calls import call
from autograder.checks import Answered, Golden, Shape
from autograder.exercise.spec import ExerciseSpec, UnitSpec, write_spec
from autograder.plain import to_tree
from tests.conftest import ROOT

UNIT = "u99_desk"
Z = np.array([-1.0, 0.0, 2.0])
HINTS = ("first hint", "second hint", "third hint")
STUB = 'def {name}(z):\n    """{prompt}"""\n    # YOUR CODE HERE\n    raise NotImplementedError("{name}")'


def stub(name, prompt):
    return STUB.format(name=name, prompt=prompt)


def function(name, prompt, expected, points, hidden_weight):
    shape = Shape(label="has the shape of z", at=(call(name, Z),), form=(to_tree(np.zeros(3)),))
    values = Golden(label="known values", weight=2, at=(call(name, Z),), expected=(to_tree(expected),))
    return ExerciseSpec(
        id=name,
        kind="function",
        points=points,
        prompt=prompt,
        source="S0-01",
        hints=HINTS,
        stub=stub(name, prompt),
        checks=(shape, values),
        hidden_weight=hidden_weight,
    )


def quiz(name):
    return ExerciseSpec(
        id=name,
        kind="value",
        points=1,
        prompt="How many?",
        source="S0-02",
        hints=HINTS,
        stub=f"{name} = None\n# YOUR CODE HERE",
        checks=(Answered(label="is a number", name=name, like=1),),
        hidden_weight=1,
    )


SPEC = UnitSpec(
    kit=autograder.__version__,
    unit=UNIT,
    title="A desk",
    scope="public",
    exercises=(
        function("double", "Twice z.", 2 * Z, points=5, hidden_weight=2),
        function("negate", "Minus z.", -Z, points=3, hidden_weight=0),
        quiz("how_many"),
    ),
    given={"setup": "import numpy as np"},
)
RIGHT = {
    "double": "def double(z):\n    return 2 * z",
    "negate": "def negate(z):\n    return -z",
    "how_many": "how_many = 3",
}
WRONG_SIGN = {"negate": "def negate(z):\n    return 1.0 * z"}


def sources(answers):
    return [answers.get(item.id, item.stub) for item in SPEC.exercises]


def module(answers=None):
    parts = [f"# gradmark: {UNIT} {autograder.__version__}\nimport numpy as np", *sources(answers or {})]
    return "\n\n\n".join(parts) + "\n"


def notebook(answers=None, *, checks=True):
    cells = [
        _code("import numpy as np", "setup", locked=True),
        _code("from autograder import check, check_all"),
    ]
    for item, source in zip(SPEC.exercises, sources(answers or {}), strict=True):
        cells.append(_code(source, item.id, solution=True))
        if checks:
            cells.append(
                _code(f'check("{item.id}")', f"check_{item.id}", grade=True, locked=True, points=item.points)
            )
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    metadata = {"gradmark": {"unit": UNIT, "kit": autograder.__version__}, "kernelspec": kernel}
    return json.dumps({"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5})


def folder(path, module_text=None, notebook_text=None, unit=UNIT):
    """Write a unit's folder and return it."""
    path.mkdir(parents=True, exist_ok=True)
    (path / "spec.json").write_text(write_spec(SPEC), encoding="utf-8")
    (path / f"test_{unit}.py").write_text(text_of_test_file(unit), encoding="utf-8")
    if module_text is not None:
        (path / f"{unit}.py").write_text(module_text, encoding="utf-8")
    if notebook_text is not None:
        (path / f"{unit}.ipynb").write_text(notebook_text, encoding="utf-8")
    return path


def run_python(*arguments, cwd, **environment):
    """Run our Python in a folder, with the kit importable and no project settings; return the process."""
    env = {key: value for key, value in os.environ.items() if not key.startswith(("PYTEST", "COV"))}
    env |= {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "COLUMNS": "80", **environment}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env=env,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def run_pytest(*arguments, cwd, **environment):
    """Run pytest with the plugin, by its entry point where the kit is installed."""
    installed = any(entry.name == "gradmark" for entry in entry_points(group="pytest11"))
    plugin = [] if installed else ["-p", "autograder.pytest_plugin"]
    options = ["-p", "no:cacheprovider", "-p", "no:hypothesispytest"]
    return run_python("-m", "pytest", *plugin, *options, *arguments, cwd=cwd, **environment)


def run_gradmark(*arguments, cwd, **environment):
    return run_python("-m", "autograder.cli.main", *arguments, cwd=cwd, **environment)


def _code(source, grade_id=None, **marks):
    plain = {"grade": False, "solution": False, "locked": False, "schema_version": 3, "task": False}
    metadata = {"nbgrader": {**plain, "grade_id": grade_id, **marks}} if grade_id else {}
    cell = {
        "cell_type": "code",
        "source": source,
        "metadata": metadata,
        "outputs": [],
        "execution_count": None,
    }
    return {**cell, "id": (grade_id or "imports").replace("_", "-")}
