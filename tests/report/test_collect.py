"""Finding records: files, folders, gradebooks."""

from __future__ import annotations

import os

import pytest

from autograder.record import to_json
from autograder.report.collect import NoRecordsError, collect


def write(path, *records, before=b""):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(before + b"".join(to_json(record) + b"\n" for record in records))
    return path


def test_a_file_of_lines(a_class, tmp_path):
    records = a_class()

    assert records == collect(write(tmp_path / "class.jsonl", *records)).records


def test_an_empty_file_is_an_empty_class(tmp_path):
    assert collect(write(tmp_path / "class.jsonl")).records == []


def test_a_cut_line_costs_one_record(a_class, tmp_path):
    records = a_class(3, 2)
    path = write(tmp_path / "class.jsonl", *records)
    path.write_bytes(path.read_bytes()[:-40])

    found = collect(path)

    assert records[:2] == found.records
    assert [line.startswith("class.jsonl, line 3 is no result record") for line in found.broken] == [True]


def test_a_file_of_something_else_is_refused(tmp_path):
    path = tmp_path / "notes.jsonl"
    path.write_text("hello\n")

    with pytest.raises(NoRecordsError, match="holds no result record"):
        collect(path)


def test_another_schema_is_refused(a_record, an_exercise, tmp_path):
    path = write(tmp_path / "class.jsonl", a_record("ann", an_exercise("relu"), schema=2))

    with pytest.raises(NoRecordsError, match="schema 2, this kit reads schema 1"):
        collect(path)


def test_the_last_record_of_a_student_counts(a_record, an_exercise, tmp_path):
    first, second = a_record("ann", an_exercise("relu", "failed", 0.0)), a_record("ann", an_exercise("relu"))

    found = collect(write(tmp_path / "class.jsonl", first, second))

    assert [second] == found.records
    assert found.notices == ["1 earlier record is replaced by the last one of the same student and unit."]


def test_in_a_folder_the_newest_file_counts(a_record, an_exercise, tmp_path):
    old = write(tmp_path / "z.jsonl", a_record("ann", an_exercise("relu", "failed", 0.0)))
    new = write(tmp_path / "a" / "ann.json", a_record("ann", an_exercise("relu")))
    os.utime(old, ns=(1, 1))
    os.utime(new, ns=(2, 2))

    assert [record.score for record in collect(tmp_path).records] == [1.0]


def test_a_folder_may_hold_other_json(a_class, tmp_path):
    records = a_class(3, 2)
    write(tmp_path / "class.jsonl", *records)
    (tmp_path / "report.json").write_text('{"title": "x", "units": []}')
    (tmp_path / "spec.json").write_text("[1, 2")
    write(tmp_path / ".ipynb_checkpoints" / "old.json", *a_class(1, 1, unit="u99"))

    found = collect(tmp_path)

    assert (records, [], []) == (found.records, found.broken, found.notices)


def test_a_course_keeps_its_records_in_one_place(a_class, tmp_path):
    one, two = a_class(2, 2)
    for record in (one, two):
        write(tmp_path / "gradmark" / "records" / record.unit / f"{record.student}.json", record)
    write(tmp_path / "autograded" / "other.json", *a_class(1, 1, unit="u99"))

    assert [one, two] == sorted(collect(tmp_path).records, key=lambda record: record.student)


def test_an_indented_record_is_read(a_record, an_exercise, tmp_path):
    import msgspec

    record = a_record("ann", an_exercise("relu"))
    path = tmp_path / "ann.json"
    path.write_bytes(msgspec.json.format(to_json(record), indent=2))

    assert [record] == collect(path).records


def test_an_empty_folder_is_refused_with_a_remedy(tmp_path):
    with pytest.raises(NoRecordsError, match="gradmark grade"):
        collect(tmp_path)
