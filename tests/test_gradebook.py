"""The gradebook: what is written is what nbgrader exports."""

from __future__ import annotations

import csv
import shutil
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing, contextmanager

import msgspec
import pytest
from nbgrader.plugins.export import CsvExportPlugin
from sqlalchemy import Engine, event

from autograder.exercise.spec import ExerciseSpec, UnitSpec, write_spec
from autograder.gradebook import GradebookError, open_gradebook, read_scores, write
from autograder.record import ExerciseResult, Result, to_json

UNIT = "u90_demo"


def _exercise(name, points):
    return ExerciseSpec(
        id=name, kind="function", points=points, prompt="", source="", hints=("", "", ""), stub="", checks=()
    )


SPEC = UnitSpec(
    kit="0.1.0",
    unit=UNIT,
    title="Demo",
    scope="all",
    exercises=(_exercise("f", 2.0), _exercise("g", 3.5)),
    given={"setup": "import numpy as np"},
)


def _record(student, f, g, **changes):
    exercises = tuple(
        ExerciseResult(id=name, score=score, max_score=item.points, status="partial" if score else "failed")
        for name, score, item in zip(("f", "g"), (f, g), SPEC.exercises, strict=True)
    )
    fields = {
        "unit": UNIT,
        "student": student,
        "submission": f"{student}.py",
        "score": f + g,
        "max_score": SPEC.max_score,
        "status": "graded",
        "seconds": 0.1,
        "isolation": "strong",
        "kit": "0.1.0",
        "spec": "sha256:0",
        "exercises": exercises,
    }
    return Result(**{**fields, **changes})


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """A gradebook with its tables: nbgrader needs a second to make one."""
    path = tmp_path_factory.mktemp("empty") / "gradebook.db"
    with open_gradebook(str(path)):
        return path


@pytest.fixture
def db(empty, tmp_path):
    return f"sqlite:///{shutil.copy(empty, tmp_path / 'gradebook.db')}"


def _export(db, path):
    with open_gradebook(db) as gradebook:
        plugin = CsvExportPlugin()
        plugin.to = str(path)
        plugin.export(gradebook)
    with path.open() as file:
        return {
            row["student_id"]: (float(row["score"]), float(row["max_score"])) for row in csv.DictReader(file)
        }


def _grade(gradebook, exercise, student):
    return gradebook.find_grade(f"check_{exercise}", UNIT, UNIT, student)


def test_written_scores_are_read_back_and_exported(db, tmp_path):
    write([_record("ada", 2.0, 1.25), _record("bob", 0.0, 3.5)], SPEC, db)

    assert read_scores(db, UNIT) == {"ada": {"f": 2.0, "g": 1.25}, "bob": {"f": 0.0, "g": 3.5}}
    assert _export(db, tmp_path / "grades.csv") == {"ada": (3.25, 5.5), "bob": (3.5, 5.5)}


def test_formgrader_shows_what_was_written(db):
    write([_record("ada", 2.0, 1.25), _record("bob", 0.0, 3.5)], SPEC, db)

    with open_gradebook(db) as gradebook:
        shown = {row["student"]: (row["score"], row["max_score"]) for row in gradebook.submission_dicts(UNIT)}
        average = gradebook.average_assignment_score(UNIT)

    assert shown == {"ada": (3.25, 5.5), "bob": (3.5, 5.5)}
    assert average == pytest.approx(3.375)


def test_writing_twice_changes_nothing(db):
    for _ in range(2):
        write([_record("ada", 2.0, 1.25)], SPEC, db)

    with open_gradebook(db) as gradebook:
        assert [student.id for student in gradebook.students] == ["ada"]
        assert gradebook.find_assignment(UNIT).num_submissions == 1
    assert read_scores(db, UNIT) == {"ada": {"f": 2.0, "g": 1.25}}


def test_a_regrade_replaces_automatic_scores(db):
    write([_record("ada", 0.0, 0.0)], SPEC, db)
    write([_record("ada", 2.0, 3.5)], SPEC, db)

    assert read_scores(db, UNIT)["ada"] == {"f": 2.0, "g": 3.5}


def test_a_manual_score_wins_and_is_marked_when_the_automatic_one_changes(db):
    write([_record("ada", 0.0, 1.0)], SPEC, db)
    with open_gradebook(db) as gradebook:
        _grade(gradebook, "f", "ada").manual_score = 1.5
        gradebook.db.commit()

    write([_record("ada", 2.0, 1.0)], SPEC, db)

    assert read_scores(db, UNIT)["ada"] == {"f": 1.5, "g": 1.0}
    with open_gradebook(db) as gradebook:
        grade = _grade(gradebook, "f", "ada")
        assert (grade.auto_score, grade.manual_score, grade.needs_manual_grade) == (2.0, 1.5, True)
        assert _grade(gradebook, "g", "ada").needs_manual_grade is False


def test_our_own_fault_keeps_the_earlier_score(db):
    write([_record("ada", 2.0, 3.5)], SPEC, db)
    broken = _record("ada", 0.0, 3.5)
    first = msgspec.structs.replace(broken.exercises[0], status="error")

    write([msgspec.structs.replace(broken, exercises=(first, broken.exercises[1]))], SPEC, db)

    assert read_scores(db, UNIT)["ada"] == {"f": 2.0, "g": 3.5}
    with open_gradebook(db) as gradebook:
        assert _grade(gradebook, "f", "ada").needs_manual_grade is True


def test_an_unreadable_submission_scores_zero_everywhere(db):
    write([_record("ada", 0.0, 0.0, status="unreadable", exercises=())], SPEC, db)

    assert read_scores(db, UNIT) == {"ada": {"f": 0.0, "g": 0.0}}
    with open_gradebook(db) as gradebook:
        assert gradebook.find_submission(UNIT, "ada").needs_manual_grade is False


def test_an_exercise_added_later_gets_its_cell_and_grade(db):
    small = msgspec.structs.replace(SPEC, exercises=SPEC.exercises[:1])
    record = _record("ada", 2.0, 3.5)
    write([msgspec.structs.replace(record, exercises=record.exercises[:1])], small, db)

    write([record], SPEC, db)

    assert read_scores(db, UNIT)["ada"] == {"f": 2.0, "g": 3.5}


def test_a_plain_path_is_an_sqlite_file_made_when_it_is_missing(tmp_path):
    write([_record("ada", 1.0, 0.0)], SPEC, str(tmp_path / "own.db"))

    assert read_scores(str(tmp_path / "own.db"), UNIT)["ada"]["f"] == 1.0


def test_records_that_do_not_belong_are_refused(db):
    with pytest.raises(GradebookError, match="write them apart"):
        write([_record("ada", 1.0, 0.0, unit="u91_other")], SPEC, db)
    with pytest.raises(GradebookError, match="visible checks only"):
        write([_record("ada", 1.0, 0.0, scope="public")], SPEC, db)


def test_reading_a_missing_gradebook_says_so(tmp_path):
    with pytest.raises(GradebookError, match="there is no gradebook"):
        read_scores(f"sqlite:///{tmp_path / 'gradebook.db'}", UNIT)
    assert not (tmp_path / "gradebook.db").exists()


def test_a_class_of_hundreds_is_written_in_few_statements(db):
    records = [_record(f"s{number:03}", 2.0, number / 200) for number in range(600)]
    statements = []

    with _counted(statements):
        write(records, SPEC, db)

    assert len(statements) < 100
    scores = read_scores(db, UNIT)
    assert scores == {record.student: {"f": 2.0, "g": record.exercise("g").score} for record in records}


@contextmanager
def _counted(statements):
    def note(_connection, _cursor, statement, *_):
        statements.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def _locked(db):
    holder = sqlite3.connect(db.removeprefix("sqlite:///"), check_same_thread=False)
    holder.execute("BEGIN EXCLUSIVE")
    return holder


def test_a_gradebook_that_stays_locked_is_said(db):
    with (
        closing(_locked(db)),
        pytest.raises(GradebookError, match="others keep it locked; close what is using it"),
    ):
        write([_record("ada", 1.0, 0.0)], SPEC, db, patience=0.5)


def test_a_gradebook_that_is_locked_for_a_while_is_waited_for(db):
    holder = _locked(db)
    release = threading.Timer(1.0, holder.close)
    release.start()

    write([_record("ada", 1.0, 0.0)], SPEC, db)

    release.join()
    assert read_scores(db, UNIT)["ada"]["f"] == 1.0


WRITER = """
import sys, msgspec
from autograder.exercise.spec import read_spec
from autograder.gradebook import write
from autograder.record import read_records
from pathlib import Path
records = read_records(Path(sys.argv[1]))
for _ in range(5):
    write(records, read_spec(Path(sys.argv[2])), sys.argv[3])
"""


def test_several_write_one_new_gradebook_at_once(tmp_path):
    (tmp_path / "spec.json").write_text(write_spec(SPEC))
    writers = []
    for number in range(3):
        records = [_record(f"s{student}", 2.0, 1.0) for student in range(number * 20, number * 20 + 40)]
        (tmp_path / f"{number}.jsonl").write_bytes(b"\n".join(map(to_json, records)))
        arguments = [tmp_path / f"{number}.jsonl", tmp_path / "spec.json", tmp_path / "shared.db"]
        writers.append(
            subprocess.Popen([sys.executable, "-c", WRITER, *map(str, arguments)], stderr=subprocess.PIPE)
        )

    said = [(writer.communicate()[1].decode(), writer.returncode) for writer in writers]

    assert said == [("", 0)] * 3
    scores = read_scores(str(tmp_path / "shared.db"), UNIT)
    assert scores == {f"s{student}": {"f": 2.0, "g": 1.0} for student in range(80)}
