"""A course that requires more isolation than the machine offers is not graded, and loses nothing."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys

import pytest

from autograder.gradebook import read_scores
from autograder.nbgrader_plugin.exchange import run_nbgrader
from autograder.nbgrader_plugin.records import load_all
from autograder.worker.isolation import IsolationError, of_level

from .conftest import RIGHT, UNIT, filled, make_course, save

pytestmark = pytest.mark.slow
FULL = {"double": 5.0, "square": 3.0, "minus_one": 2.0}
FORMGRADER = """
import json, sys
from nbgrader.apps import NbGrader
from nbgrader.apps.api import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
app = NbGrader()
app.initialize([])
app.load_config_file()
api = NbGraderAPI(CourseDirectory(parent=app), parent=app)
print(json.dumps(api.autograde("u90_demo", "ada", force=True)))
"""


@pytest.fixture(scope="module")
def course(build_folder, tmp_path_factory):
    """A course that requires bubblewrap, with one submission that was graded, and one that was not."""
    try:
        of_level("strong")
    except IsolationError as problem:
        pytest.skip(str(problem))
    root = tmp_path_factory.mktemp("minimum") / "course"
    assert make_course(root, "--id", "nn101", "--from", str(build_folder)).returncode == 0
    config = root / "nbgrader_config.py"
    text = config.read_text()
    assert 'require_isolation = "good"' in text
    config.write_text(text.replace('require_isolation = "good"', 'require_isolation = "strong"'))
    assert run_nbgrader(root, "generate_assignment", UNIT, "--force").returncode == 0
    released = root / "release" / UNIT / f"{UNIT}.ipynb"
    for student in ("ada", "bob"):
        save(filled(released, RIGHT), root / "submitted" / student / UNIT / f"{UNIT}.ipynb")
    graded = run_nbgrader(root, "autograde", UNIT, "--student=ada")
    assert graded.returncode == 0, graded.stderr
    return root


def everything(root):
    return {path: path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("options", [(), ("--force",)])
def test_autograde_refuses_and_changes_nothing(course, options, monkeypatch):
    before = everything(course)
    monkeypatch.setenv("PATH", "/nowhere")

    refused = run_nbgrader(course, "autograde", UNIT, *options)

    assert refused.returncode == 1
    assert "nothing was graded: isolation 'strong' is required, this machine offers 'good'" in refused.stderr
    assert "bubblewrap is not installed" in refused.stderr
    assert "apt install bubblewrap" in refused.stderr
    assert "c.IsolatedExecute.require_isolation" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert everything(course) == before
    assert read_scores(str(course / "gradebook.db"), UNIT) == {"ada": FULL}
    assert load_all(course, UNIT).keys() == {"ada"}


def test_formgrader_shows_the_same_words(course):
    before = everything(course)

    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", FORMGRADER],
        cwd=course,
        env={**os.environ, "PATH": "/nowhere"},
        capture_output=True,
        text=True,
        check=True,
    )

    answer = json.loads(done.stdout.splitlines()[-1])
    assert answer["success"] is False
    assert "nothing was graded: isolation 'strong' is required" in answer["log"]
    assert everything(course) == before


def test_with_less_required_the_rest_is_graded(course, tmp_path, monkeypatch):
    root = tmp_path / "course"
    shutil.copytree(course, root)
    config = root / "nbgrader_config.py"
    config.write_text(
        config.read_text().replace('require_isolation = "strong"', 'require_isolation = "good"')
    )
    monkeypatch.setenv("PATH", "/nowhere")

    done = run_nbgrader(root, "autograde", UNIT)

    assert done.returncode == 0, done.stderr
    assert read_scores(str(root / "gradebook.db"), UNIT) == {"ada": FULL, "bob": FULL}
    assert load_all(root, UNIT)["bob"].isolation == "good"
