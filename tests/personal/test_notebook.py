"""The numbers in a notebook, in a real kernel, and through nbgrader."""

from __future__ import annotations

import getpass
import json
import shutil
import subprocess
import sys

import nbformat
import pytest
from nbclient import NotebookClient

from autograder.build.write import unit_files, write
from autograder.nbgrader_plugin.exchange import place_submission, run_nbgrader
from autograder.nbgrader_plugin.records import load_all
from autograder.nbgrader_plugin.texts import student_steps, teaching_steps
from autograder.personal.numbers import shown
from autograder.personal.settings import FILE, keep_student, read_released, read_seeds
from solutions.u05_one_neuron.own_wine import WINE
from tests.personal.desk import ANSWER, UNIT, UNIT_FILES, make_course, right_answer

CELL = f"numbers_{ANSWER}"


@pytest.fixture(autouse=True)
def kernels_find_the_kit(monkeypatch, root):
    monkeypatch.setenv("PYTHONPATH", str(root))
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    monkeypatch.delenv("JUPYTERHUB_USER", raising=False)


def printed(folder):
    """Run the setup cell and the cell that shows the numbers in a real kernel; return what that printed."""
    document = nbformat.read(folder / f"{UNIT}.ipynb", as_version=4)
    document.cells = [
        cell
        for cell in document.cells
        if cell.metadata.get("nbgrader", {}).get("grade_id") in ("setup", CELL)
    ]
    metadata = {"metadata": {"path": str(folder)}}
    done = NotebookClient(document, timeout=60, kernel_name="python3", resources=metadata).execute()
    (output,) = done.cells[-1].outputs
    assert output.output_type == "stream"
    return output.text.strip()


@pytest.mark.slow
def test_a_kernel_shows_the_numbers_that_are_graded(full_specs, tmp_path, monkeypatch):
    course = make_course(tmp_path, full_specs(UNIT))
    seed = read_released(course.desk).seed

    unknown = printed(course.desk)
    monkeypatch.setenv("JUPYTERHUB_USER", "bob")
    on_the_hub = printed(course.desk)
    keep_student(course.desk, "alice")
    given = printed(course.desk)
    (course.desk / FILE).unlink()
    off = printed(course.desk)

    assert unknown.startswith("wine: x = 0.12, w = 15, b = -0.4 (the class's numbers;")
    assert on_the_hub == f"wine: {shown(WINE.drawn(seed, 'bob'))} (your own numbers, bob)"
    assert given == f"wine: {shown(WINE.drawn(seed, 'alice'))} (your own numbers, alice)"
    assert off == "wine: x = 0.12, w = 15, b = -0.4 (the same for everyone)"


@pytest.mark.slow
def test_nbgrader_grades_the_numbers_that_it_handed_out(worker, full_specs, tmp_path):
    """Fetch, read the numbers in a kernel, answer, submit; another student hands in the same notebook."""
    me = getpass.getuser()
    write(tmp_path, unit_files(UNIT_FILES, worker))
    root, desk = tmp_path / "course", tmp_path / "desk"
    made = gradmark("course", root, "--id", "nn101", "--from", tmp_path / "build", "--personal")
    assert made.returncode == 0, made.stderr
    generate, release, collect, autograde, *_ = teaching_steps(UNIT)
    fetch, submit, _ = student_steps(UNIT)
    desk.mkdir()
    shutil.copy(root / "for-students" / "nbgrader_config.py", desk)

    for folder, command in ((root, generate), (root, release), (desk, fetch)):
        run(folder, command)
    numbers = WINE.drawn(read_seeds(root / "gradmark" / FILE).public, me)
    assert printed(desk / UNIT) == f"wine: {shown(numbers)} (your own numbers, {me})"
    notebook = desk / UNIT / f"{UNIT}.ipynb"
    answer_in(notebook, right_answer(full_specs(UNIT), numbers))
    run(desk, submit)
    place_submission(tmp_path / "course-exchange", "nn101", "copycat", UNIT, [notebook])
    for command in (collect, autograde):
        run(root, command)

    records = load_all(root, UNIT)
    assert {name: record.exercise(ANSWER).status for name, record in records.items()} == {
        me: "passed",
        "copycat": "failed",
    }
    assert len({record.variant for record in records.values()} | {None}) == 3
    released = [path for path in (tmp_path / "course-exchange").rglob("*") if path.is_file()]
    secret = read_seeds(root / "gradmark" / FILE).secret.encode()
    assert released
    assert not any(secret in path.read_bytes() for path in released)


def answer_in(path, value):
    document = json.loads(path.read_text(encoding="utf-8"))
    (cell,) = (
        cell for cell in document["cells"] if cell["metadata"].get("nbgrader", {}).get("grade_id") == ANSWER
    )
    cell["source"] = f"{ANSWER} = {value!r}"
    path.write_text(json.dumps(document), encoding="utf-8")


def gradmark(*arguments):
    command = [sys.executable, "-m", "autograder.cli.main", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def run(folder, command):
    done = run_nbgrader(folder, *command.removeprefix("nbgrader ").split())
    assert done.returncode == 0, done.stderr
