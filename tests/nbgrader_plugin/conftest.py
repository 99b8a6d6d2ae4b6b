"""A course made from the small kit beside this file, and notebooks filled in as students do."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

KIT = Path(__file__).parent / "kit"
UNIT = "u90_demo"
RIGHT = {
    "double": "def double(x):\n    return 2 * x",
    "square": "def square(x):\n    return x * x",
    "minus_one": "def minus_one(x):\n    return x - 1",
}


def make_course(folder, *options):
    """Run `gradmark course` in the kit, as an author would."""
    return subprocess.run(
        [sys.executable, "-m", "autograder.cli.main", "course", str(folder), *options],
        cwd=KIT,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """A fresh course; read-only for tests."""
    root = tmp_path_factory.mktemp("made") / "course"
    done = make_course(root, "--id", "nn101")
    assert done.returncode == 0, done.stderr
    return root


@pytest.fixture(scope="session")
def build_folder(made, tmp_path_factory):
    """The same units, laid out as `gradmark build` does."""
    folder = tmp_path_factory.mktemp("build")
    shutil.copytree(made / "source", folder / "course" / "source")
    shutil.copytree(made / "gradmark", folder / "hidden")
    return folder


def grade_id(cell):
    return cell["metadata"].get("nbgrader", {}).get("grade_id")


def filled(path, answers):
    """Return a notebook (as parsed JSON) with answers in the solution cells."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if grade_id(cell) in answers:
            cell["source"] = answers[grade_id(cell)]
    return notebook


def save(notebook, path):
    path.parent.mkdir(parents=True, exist_ok=True)
    text = notebook if isinstance(notebook, str) else json.dumps(notebook)
    path.write_text(text, encoding="utf-8")
    return path
