"""Scores out of a gradebook that nbgrader itself wrote."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from pathlib import Path

import pytest

from autograder.record import to_json
from autograder.report.collect import NoRecordsError, collect

UNIT = "u03_activations"
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


CELLS = {"check_relu": 2, "check_tanh": 3}
# (automatic, by hand, extra) for each cell
SCORES = {"ann": [(2, None, None), (1, 2.5, None)], "bob": [(1, None, 1), (None, None, 4)]}


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """A gradebook, and the totals that nbgrader itself computes from it."""
    api = pytest.importorskip("nbgrader.api")
    path = tmp_path_factory.mktemp("course") / "gradebook.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
        book = api.Gradebook(f"sqlite:///{path}")
    with book, book.db.no_autoflush:
        book.add_assignment(UNIT)
        book.add_notebook(UNIT, UNIT)
        for cell, due in CELLS.items():
            book.add_grade_cell(cell, UNIT, UNIT, max_score=due, cell_type="code")
        for student, scores in SCORES.items():
            book.add_student(student)
            book.add_submission(UNIT, student)
            for cell, numbers in zip(CELLS, scores, strict=True):
                grade = book.find_grade(cell, UNIT, UNIT, student)
                grade.auto_score, grade.manual_score, grade.extra_credit = numbers
        book.db.commit()
        totals = {item.student.id: item.score for item in book.assignment_submissions(UNIT)}
    return path, totals


@pytest.fixture
def gradebook(written, tmp_path):
    path, totals = written
    return Path(shutil.copy(path, tmp_path)), totals


def test_scores_are_what_nbgrader_counts(gradebook):
    path, expected = gradebook

    found = collect(path)

    assert {"ann": 4.5, "bob": 2.0} == expected == {record.student: record.score for record in found.records}
    assert [record.max_score for record in found.records] == [5.0, 5.0]
    assert {"relu", "tanh"} == {item.id for item in found.records[0].exercises}
    assert found.notices[0].startswith("Scores only")


def test_the_gradebook_is_left_as_it_was(gradebook):
    path, _ = gradebook
    before = path.read_bytes()

    collect(path)

    assert before == path.read_bytes()
    assert [path] == list(path.parent.iterdir())


def test_records_beside_it_win(gradebook, a_record, an_exercise):
    path, _ = gradebook
    record = a_record("ann", an_exercise("relu"))
    home = path.parent / "gradmark" / "records" / record.unit
    home.mkdir(parents=True)
    (home / "ann.json").write_bytes(to_json(record))

    assert [record] == collect(path).records
    assert "changed by hand" in collect(path).notices[0]


def test_another_database_is_refused(tmp_path):
    path = tmp_path / "other.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (x)")
    connection.close()

    with pytest.raises(NoRecordsError, match="cannot be read as nbgrader's gradebook"):
        collect(path)
