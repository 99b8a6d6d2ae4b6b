"""The suite sees an attack that succeeds: without a box, reading and writing the course's own files does."""

from __future__ import annotations

import subprocess
import sys
import time
from contextlib import closing

import pytest

from autograder.grading.desk import Desk
from autograder.grading.task import Task
from autograder.submission.code import Submission
from autograder.submission.load import load_bytes

from .attackers import bare, modules
from .scene import Scene
from .unit import UNIT


@pytest.fixture
def scene(spec, tmp_path):
    """A course with canaries in it."""
    root = tmp_path / "scene"
    root.mkdir()
    with closing(Scene(root, spec)) as made:
        yield made


def _graded(scene, spec, *attack):
    code = load_bytes(f"{UNIT}.py", bare(scene.told, modules()[attack]), UNIT)
    with Desk(spec, "basic") as desk:
        return desk.grade(Task(Submission("eve", "eve.py", UNIT, code))).decode()


def test_a_secret_that_was_read_is_found_in_the_record(scene, spec):
    assert scene.secret in _graded(scene, spec, "reading", "canaries")


def test_a_gradebook_that_was_changed_is_not_as_before(scene, spec):
    before = scene.state()
    _graded(scene, spec, "writing", "gradebook")

    assert scene.state() != before


def test_files_and_processes_that_were_left_are_found(scene):
    (scene.tmp / scene.mark).touch()
    command = [sys.executable, "-c", "import time; time.sleep(60)", scene.mark]
    with subprocess.Popen(command) as left:
        try:
            deadline = time.monotonic() + 20
            found = scene.traces()
            # Just after the fork it is not yet what it was started as.
            while not any(line.startswith("process ") for line in found) and time.monotonic() < deadline:
                found = scene.traces()
        finally:
            left.kill()

    assert any(line.startswith("process ") for line in found)
    assert str(scene.tmp / scene.mark) in found
