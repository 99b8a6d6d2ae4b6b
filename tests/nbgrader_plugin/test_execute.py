"""The parts of grading that need no nbgrader run: specs, records, names of files."""

from __future__ import annotations

import os
import shutil

import pytest

from autograder.exercise.spec import read_spec
from autograder.judge import Judge
from autograder.nbgrader_plugin import records
from autograder.nbgrader_plugin.execute import read_submission
from autograder.nbgrader_plugin.faults import CourseError, failed_by_us, our_fault
from autograder.nbgrader_plugin.naming import find_renamed
from autograder.nbgrader_plugin.place import Place
from autograder.nbgrader_plugin.warm import full_spec, judge_of
from autograder.record import Result
from autograder.submission.load import find_submissions
from autograder.worker.protocol import Limits

from .conftest import RIGHT, UNIT, filled, save


@pytest.fixture
def submitted(made, tmp_path):
    """A notebook as collect puts it."""
    notebook = filled(made / "source" / UNIT / f"{UNIT}.ipynb", RIGHT)
    return save(notebook, tmp_path / "submitted" / "ada" / UNIT / f"{UNIT}.ipynb")


def _hook(*paths):
    notebooks = [str(path) for path in paths]
    find_renamed(assignment=UNIT, student="*", notebooks=notebooks)
    return notebooks


def test_a_missing_spec_is_named_with_its_remedy(tmp_path):
    with pytest.raises(CourseError, match=r"no spec for u91 at .*--update"):
        full_spec(tmp_path / "u91.json", "u91")


def test_only_the_full_spec_of_the_unit_will_do(made, tmp_path):
    public = made / "source" / UNIT / "spec.json"
    hidden = made / "gradmark" / f"{UNIT}.json"

    assert full_spec(hidden, UNIT) == read_spec(hidden)
    with pytest.raises(CourseError, match="is the public spec"):
        full_spec(public, UNIT)
    with pytest.raises(CourseError, match="the full spec of u91 is due"):
        full_spec(hidden, "u91")
    (tmp_path / "bad.json").write_text("{}")
    with pytest.raises(CourseError, match="build or download it again"):
        full_spec(tmp_path / "bad.json", UNIT)


def test_a_judge_is_kept_until_its_spec_changes(made, tmp_path):
    path = tmp_path / f"{UNIT}.json"
    shutil.copyfile(made / "gradmark" / f"{UNIT}.json", path)
    first = judge_of(path, Limits(), frozenset({"double"}))

    assert judge_of(path, Limits(), frozenset({"double"})) is first
    assert [item.id for item in first.exercises] == ["double"]
    assert judge_of(path, Limits(), frozenset({"square"})) is not first
    os.utime(path, ns=(1, 1))
    assert judge_of(path, Limits(), frozenset({"double"})) is not first


def test_the_same_file_is_read_as_by_the_command(made, submitted, tmp_path):
    spec = read_spec(made / "gradmark" / f"{UNIT}.json")

    ours = read_submission(Place(tmp_path, UNIT, "ada", submitted), spec)
    (theirs,) = find_submissions([submitted], UNIT, spec.given)

    assert (ours.code, ours.content_hash, ours.student) == (theirs.code, theirs.content_hash, theirs.student)
    assert ours.path == f"submitted/ada/{UNIT}/{UNIT}.ipynb"


def test_a_damaged_file_is_a_submission_with_a_problem(made, submitted, tmp_path):
    submitted.write_text("<<<<<<< HEAD")

    spec = read_spec(made / "gradmark" / f"{UNIT}.json")
    found = read_submission(Place(tmp_path, UNIT, "ada", submitted), spec)

    assert found.code is None
    assert "merge conflict" in found.problem


def test_a_grading_that_failed_is_our_fault_in_every_exercise(made, submitted, tmp_path):
    spec = read_spec(made / "gradmark" / f"{UNIT}.json")
    submission = read_submission(Place(tmp_path, UNIT, "ada", submitted), spec)

    record = Judge(spec).ungraded(submission, "OSError: no more processes")

    assert failed_by_us(record) == ["double", "square", "minus_one"]
    assert "no more processes" in str(our_fault(record, tmp_path / "ada.json"))


def test_a_renamed_notebook_is_found(submitted):
    other = submitted.rename(submitted.with_name("final version.ipynb"))

    assert _hook(other) == [str(other), str(submitted)]
    assert submitted.read_bytes() == other.read_bytes()


def test_of_several_the_last_saved_is_taken(submitted):
    old = shutil.copy(submitted, submitted.with_name("old.ipynb"))
    new = submitted.rename(submitted.with_name("new.ipynb"))
    new.write_text(new.read_text() + "\n")
    os.utime(old, (1, 1))

    _hook(old, new)

    assert submitted.read_bytes() == new.read_bytes()


def test_a_notebook_of_another_unit_is_not_taken(submitted):
    other = submitted.rename(submitted.with_name("other.ipynb"))
    other.write_text(other.read_text().replace(f'"unit": "{UNIT}"', '"unit": "u91"'))

    assert _hook(other) == [str(other)]
    assert not submitted.exists()


def test_a_notebook_under_its_name_is_left_alone(submitted):
    assert _hook(submitted) == [str(submitted)]


def test_records_are_kept_by_unit_and_student(tmp_path):
    fields = {"submission": "", "max_score": 1.0, "status": "graded", "seconds": 0.0, "isolation": "none"}
    first, second = (
        Result(unit=UNIT, student="ada", score=score, kit="0.1.0", spec="", **fields) for score in (0.0, 1.0)
    )

    for record in (first, second):
        path = records.save(tmp_path, record)

    assert records.load_all(tmp_path, UNIT) == {"ada": second}
    assert list(path.parent.iterdir()) == [path]
