"""Scores and comments in the gradebook: what nbgrader's own `SaveAutoGrades` writes, in one transaction."""

from __future__ import annotations

import shutil

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.preprocessors import SaveAutoGrades
from nbgrader.utils import compute_checksum

from autograder.gradebook import open_gradebook
from autograder.nbgrader_plugin.database import session
from autograder.nbgrader_plugin.save import SaveScores

# nbgrader adds a submission to its session after linking it
pytestmark = pytest.mark.filterwarnings("ignore:Object of type <Submitted:sqlalchemy.exc.SAWarning")

ABOUT = {"notebook": "u90", "assignment": "u90", "student": "ada"}
GRADED = {"check_f": 3.0, "check_g": 2.0, "check_h": 1.0, "essay": 4.0, "blank_essay": 4.0}
ANSWERS = ("f", "g", "essay", "blank_essay")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A gradebook with one submission of a small assignment; `check_g` was marked by hand."""
    path = tmp_path_factory.mktemp("save") / "gradebook.db"
    with open_gradebook(str(path)) as gradebook:
        gradebook.add_assignment("u90")
        gradebook.add_notebook("u90", "u90")
        for name, points in GRADED.items():
            kind = "markdown" if "essay" in name else "code"
            gradebook.add_grade_cell(name, "u90", "u90", max_score=points, cell_type=kind)
        for name in ANSWERS:
            gradebook.add_solution_cell(name, "u90", "u90")
        gradebook.add_student("ada")
        gradebook.add_submission("u90", "ada")
        gradebook.find_grade("check_g", "u90", "u90", "ada").manual_score = 0.5
        gradebook.find_comment("g", "u90", "u90", "ada").manual_comment = "see me"
        gradebook.db.commit()
    return path


@pytest.fixture
def url(made, tmp_path):
    return _copied(made, tmp_path / "gradebook.db")


def _copied(made, path):
    shutil.copyfile(made, path)
    return f"sqlite:///{path}"


def _cell(name, new=new_code_cell, source="", *, untouched=False, outputs=()):
    own = {"grade_id": name, "grade": name in GRADED, "solution": name in ANSWERS, "task": False}
    cell = new(source, metadata={"nbgrader": {**own, "points": GRADED.get(name, 0.0), "locked": False}})
    if outputs:
        cell.outputs = list(outputs)
    cell.metadata.nbgrader["checksum"] = compute_checksum(cell) if untouched else "another"
    return cell


def _score(text):
    return new_output("execute_result", {"text/plain": text}, execution_count=1)


def _notebook():
    return new_notebook(
        cells=[
            new_markdown_cell("a story"),
            _cell("f", untouched=True),
            _cell("check_f", outputs=[_score("1.5")]),
            _cell("g", source="def g(): ..."),
            _cell("check_g", outputs=[new_output("error", ename="E", evalue="", traceback=[])]),
            _cell("check_h"),
            _cell("essay", new_markdown_cell, "Because."),
            _cell("blank_essay", new_markdown_cell, untouched=True),
        ]
    )


def _saved(url):
    with Gradebook(url) as gradebook:
        (one,) = gradebook.find_submission("u90", "ada").notebooks
        grades = {g.name: (g.auto_score, g.manual_score, g.needs_manual_grade, g.score) for g in one.grades}
        return grades, {c.name: (c.auto_comment, c.comment) for c in one.comments}


def _run(preprocessor, url, notebook):
    preprocessor().preprocess(notebook, {"nbgrader": {**ABOUT, "db_url": url}})
    return _saved(url)


def test_what_is_saved_is_what_nbgrader_saves(made, url, tmp_path):
    theirs = _run(SaveAutoGrades, _copied(made, tmp_path / "theirs.db"), _notebook())
    ours = _run(SaveScores, url, _notebook())

    assert ours == theirs
    assert ours[0]["check_f"] == (1.5, None, False, 1.5)
    assert ours[0]["check_g"] == (0.0, 0.5, True, 0.5)
    assert ours[1]["f"] == ("No response.", "No response.")
    assert ours[1]["g"] == (None, "see me")


def test_nothing_is_saved_when_a_cell_is_unknown(url):
    before = _saved(url)
    notebook = _notebook()
    notebook.cells.append(_cell("unknown"))
    notebook.cells[-1].metadata.nbgrader["grade"] = True

    with pytest.raises(MissingEntry, match=r"no row for the cell unknown .*--force"):
        _run(SaveScores, url, notebook)
    assert _saved(url) == before


def test_a_gradebook_without_the_submission_is_named(url):
    about = {**ABOUT, "student": "bob", "db_url": url}

    with pytest.raises(MissingEntry, match="no notebook u90 of u90 for bob"):
        SaveScores().preprocess(_notebook(), {"nbgrader": about})


def test_no_connection_is_held_between_two_submissions(made, url, tmp_path):
    _run(SaveScores, url, _notebook())
    (tmp_path / "gradebook.db").unlink()
    _copied(made, tmp_path / "gradebook.db")

    with session(url) as db:
        assert db.connection().exec_driver_sql("SELECT max(auto_score) FROM grade").scalar() is None
