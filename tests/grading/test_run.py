"""A run, a run that goes on, a run by several: the same records."""

from __future__ import annotations

import sys

import msgspec
import pytest

from autograder.grading import ledger as ledger_module
from autograder.grading.failures import UsageError
from autograder.grading.identity import content_digest, engine_digest
from autograder.grading.ledger import partial_path
from autograder.grading.processes import default_jobs
from autograder.personal.grading import PersonalUnit
from autograder.personal.settings import read_released
from autograder.record import to_json
from autograder.submission.load import find_submissions
from solutions.u05_one_neuron.own_wine import WINE
from tests.grading.runs import UNIT, contents
from tests.personal.desk import UNIT as PERSONAL_UNIT
from tests.personal.desk import make_course, right_answer, solved_with


def _records(path):
    return {record.student: record for record in contents(path)}


def test_two_processes_write_what_one_writes_in_the_order_of_the_students(a_class, graded, tmp_path):
    folder = a_class(41)

    graded(folder, tmp_path / "one.jsonl", jobs=1)
    graded(folder, tmp_path / "two.jsonl", jobs=2)

    one = contents(tmp_path / "one.jsonl")
    assert one == contents(tmp_path / "two.jsonl")
    assert [record.student for record in one] == sorted(path.stem for path in folder.iterdir())
    assert {record.status for record in one} == {"graded", "unreadable"}
    assert len({record.score for record in one}) > 3
    assert sorted(path.name for path in tmp_path.iterdir()) == ["class", "one.jsonl", "two.jsonl"]


def test_records_name_what_they_depend_on(a_class, graded, spec, tmp_path):
    folder = a_class(2)

    graded(folder)

    submissions = find_submissions([folder], UNIT, spec.given)
    assert [(item.spec, item.engine, item.content) for item in contents(tmp_path / "class.jsonl")] == [
        (spec.digest(), engine_digest(), content_digest(submission)) for submission in submissions
    ]


def test_only_what_changed_is_graded_again(a_class, graded, tmp_path):
    folder = a_class(6)
    graded(folder)
    (folder / "s3.py").write_text(
        "import numpy as np\n\n\ndef sgd_step(theta, grad, lr):\n    return theta\n"
    )
    (folder / "s9.py").write_text("sgd_step = 3\n")

    kept = graded(folder, resume=True)

    graded(folder, tmp_path / "new.jsonl")
    assert kept == 5
    assert contents(tmp_path / "class.jsonl") == contents(tmp_path / "new.jsonl")


def test_another_spec_or_engine_regrades_everyone(a_class, graded, spec, tmp_path, monkeypatch):
    folder = a_class(3)
    graded(folder)
    exercises = (msgspec.structs.replace(spec.exercises[0], points=5.0), *spec.exercises[1:])

    assert graded(folder, resume=True, spec=msgspec.structs.replace(spec, exercises=exercises)) == 0
    assert {record.max_score for record in contents(tmp_path / "class.jsonl")} == {7.0}
    graded(folder, tmp_path / "other.jsonl")
    monkeypatch.setattr(ledger_module, "engine_digest", lambda: "sha256:another")
    assert graded(folder, tmp_path / "other.jsonl", resume=True) == 0


def test_a_moved_class_keeps_its_records_with_its_new_paths(a_class, graded, tmp_path):
    folder = a_class(3)
    graded(folder)
    moved = folder.rename(tmp_path / "moved")

    kept = graded(moved, resume=True)

    graded(moved, tmp_path / "new.jsonl")
    assert kept == 3
    assert contents(tmp_path / "class.jsonl") == contents(tmp_path / "new.jsonl")


def test_another_level_of_isolation_is_graded_again(a_class, graded, tmp_path):
    folder = a_class(2)
    graded(folder, level="basic")

    assert graded(folder, resume=True, level="basic") == 2
    assert graded(folder, resume=True) == 2
    assert graded(folder, resume=True, level="strong") == 0


def test_our_own_faults_are_graded_again(a_class, graded, tmp_path):
    folder = a_class(2)
    graded(folder)
    good = contents(tmp_path / "class.jsonl")
    faulty = tuple(msgspec.structs.replace(item, status="error") for item in good[0].exercises)
    lines = [to_json(msgspec.structs.replace(good[0], exercises=faulty)), to_json(good[1])]
    (tmp_path / "class.jsonl").write_bytes(b"\n".join(lines) + b"\n")

    assert graded(folder, resume=True) == 1
    assert contents(tmp_path / "class.jsonl") == good


def test_a_run_goes_on_where_another_stopped(a_class, graded, tmp_path):
    folder = a_class(5)
    graded(folder)
    whole = contents(tmp_path / "class.jsonl")
    lines = (tmp_path / "class.jsonl").read_bytes().splitlines(keepends=True)
    (tmp_path / "class.jsonl").unlink()
    # out of order, one line twice, one spoilt, the last one torn
    spoilt = b"\0" * 40 + b"\n"
    partial_path(tmp_path / "class.jsonl").write_bytes(lines[3] + spoilt + lines[0] * 2 + lines[2][:-9])

    with pytest.raises(UsageError, match=r"class\.partial\.jsonl: finish it with --resume"):
        graded(folder)
    kept = graded(folder, resume=True)

    assert kept == 2
    assert contents(tmp_path / "class.jsonl") == whole
    assert not partial_path(tmp_path / "class.jsonl").exists()


def test_a_run_that_was_killed_after_its_last_step_is_finished(a_class, graded, tmp_path):
    folder = a_class(3)
    graded(folder)
    whole = (tmp_path / "class.jsonl").read_bytes()
    partial_path(tmp_path / "class.jsonl").write_bytes(whole)

    assert graded(folder, resume=True) == 3
    assert (tmp_path / "class.jsonl").read_bytes() == whole
    assert not partial_path(tmp_path / "class.jsonl").exists()


def test_records_of_students_who_are_not_there_are_not_lost(a_class, graded, tmp_path):
    folder = a_class(3)
    graded(folder)
    before = (tmp_path / "class.jsonl").read_bytes()
    (folder / "s2.py").unlink()

    with pytest.raises(UsageError, match="the record of s2, who is not among the submissions"):
        graded(folder, resume=True)

    assert (tmp_path / "class.jsonl").read_bytes() == before


@pytest.mark.parametrize(
    ("text", "words"), [("notes\n", "no file of records"), (None, "records of u07_backprop")]
)
def test_files_of_other_work_are_refused(a_class, graded, tmp_path, text, words):
    folder = a_class(1)
    graded(folder)
    other = (tmp_path / "class.jsonl").read_text().replace(UNIT, "u07_backprop")
    (tmp_path / "class.jsonl").write_text(text or other)

    with pytest.raises(UsageError, match=words):
        graded(folder, resume=True)


def test_a_cluster_without_dask_is_refused(a_class, graded, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "autograder.grading.cluster", None)

    with pytest.raises(UsageError, match=r"not installed: pip install 'gradmark\[cluster\]'"):
        graded(a_class(1), cluster="tcp://127.0.0.1:9")

    assert [path.name for path in tmp_path.iterdir()] == ["class"]


def test_a_handful_is_graded_in_one_process():
    assert [default_jobs(count) for count in (1, 8)] == [1, 1]
    assert default_jobs(10_000) >= 1


@pytest.fixture
def course(full_specs, tmp_path):
    """Return a course in which every student has numbers of their own."""
    return make_course(tmp_path, full_specs(PERSONAL_UNIT))


def test_every_process_judges_a_student_by_the_students_own_numbers(course, graded, tmp_path):
    own = WINE.drawn(read_released(course.desk).seed, "alice")
    alices = solved_with(right_answer(course.spec, own))
    (tmp_path / "class").mkdir()
    for student in ("alice", "bob", "carol"):
        (tmp_path / "class" / f"{student}.py").write_text(alices, encoding="utf-8")

    with PersonalUnit(course.spec, course.hidden) as personal:
        options = {"spec": course.spec, "personal": personal}
        for jobs in (1, 2):
            graded(tmp_path / "class", tmp_path / f"{jobs}.jsonl", jobs=jobs, **options)
        kept = [graded(tmp_path / "class", tmp_path / "1.jsonl", resume=True, **options)]
        kept.append(graded(tmp_path / "class", tmp_path / "1.jsonl", resume=True, spec=course.spec))

    two = contents(tmp_path / "2.jsonl")
    assert len({record.variant for record in two}) == 3
    assert [record.score == record.max_score for record in two] == [True, False, False]
    assert kept == [3, 0]
    assert {record.variant for record in contents(tmp_path / "1.jsonl")} == {None}


def test_numbers_that_cannot_be_drawn_are_our_fault_and_cost_nobody_else(course, graded, tmp_path):
    (tmp_path / "class").mkdir()
    (tmp_path / "class" / "ada.py").write_text("x = 1\n")
    with PersonalUnit(course.spec, course.hidden) as personal:
        personal._reference = "def broken(:"
        graded(tmp_path / "class", spec=course.spec, personal=personal)

    (record,) = contents(tmp_path / "class.jsonl")
    assert {item.status for item in record.exercises} == {"error"}
    assert "our fault" in record.messages[0]
