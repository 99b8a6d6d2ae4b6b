"""The same notebook where nbgrader's own kernel grades: public checks only, a float in every cell."""

from __future__ import annotations

import json

import pytest

from autograder.gradebook import read_scores
from autograder.nbgrader_plugin.exchange import run_nbgrader
from autograder.nbgrader_plugin.records import load_all

from .conftest import RIGHT, UNIT, filled, make_course, save

pytestmark = pytest.mark.slow

HALF = {
    "double": "import sys\ndef double(x):\n    print('x', file=sys.stderr)\n    return 2 * x if x < 99 else x",
    "square": "def square(x):\n    return x + x",
}


@pytest.fixture(scope="module")
def course(build_folder, tmp_path_factory):
    root = tmp_path_factory.mktemp("stock") / "course"
    assert make_course(root, "--id", "nn101", "--from", str(build_folder)).returncode == 0
    config = root / "nbgrader_config.py"
    text = (
        config.read_text()
        .replace("import configure\n", "import configure_stock\n")
        .replace("\nconfigure(c)\n", "\nconfigure_stock(c)\n")
    )
    config.write_text(text)
    generated = run_nbgrader(root, "generate_assignment", UNIT, "--force")
    assert generated.returncode == 0, generated.stderr
    released = root / "release" / UNIT / f"{UNIT}.ipynb"
    for student, answers in (("right", RIGHT), ("half", HALF)):
        save(filled(released, answers), root / "submitted" / student / UNIT / f"{UNIT}.ipynb")
    graded = run_nbgrader(root, "autograde", UNIT)
    assert graded.returncode == 0, graded.stderr
    return root


def test_scores_are_those_of_the_visible_checks(course):
    assert read_scores(str(course / "gradebook.db"), UNIT) == {
        "half": {"double": 5.0, "square": 0.0, "minus_one": 0.0},
        "right": {"double": 5.0, "square": 3.0, "minus_one": 2.0},
    }


def test_a_cell_says_how_much_hidden_checks_decide(course):
    text = (course / "autograded" / "right" / UNIT / f"{UNIT}.ipynb").read_text()

    assert "hidden ones decide 2 of 5 points" in text
    assert all(
        {output["output_type"] for output in cell["outputs"]} <= {"display_data", "execute_result"}
        for cell in json.loads(text)["cells"]
        if cell["cell_type"] == "code"
    )


def test_records_hold_the_same_points_and_are_stamped_public(course):
    records = load_all(course, UNIT)
    scores = {s: {item.id: item.score for item in record.exercises} for s, record in records.items()}

    assert scores == read_scores(str(course / "gradebook.db"), UNIT)
    assert {(record.scope, record.isolation) for record in records.values()} == {("public", "none")}
    assert records["half"].exercise("double").hidden_points == 2.0


def test_marks_of_both_kinds_are_never_mixed_in_one_assignment(course):
    config = course / "nbgrader_config.py"
    text = config.read_text()
    before = read_scores(str(course / "gradebook.db"), UNIT)
    config.write_text(text.replace("configure_stock", "configure"))

    done = run_nbgrader(course, "autograde", UNIT, "--force", "--student=half")
    config.write_text(text)

    assert done.returncode == 1
    assert "an assignment takes one kind of marks" in done.stderr
    assert read_scores(str(course / "gradebook.db"), UNIT) == before
