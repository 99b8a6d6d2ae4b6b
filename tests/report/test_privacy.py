"""Reports without names."""

from __future__ import annotations

from autograder.record import to_json
from autograder.report.privacy import hide_names


def test_no_name_is_left(a_class):
    records = a_class()

    text = b"".join(map(to_json, hide_names(records))).decode()

    assert not [record.student for record in records if record.student in text]


def test_one_student_has_one_number_in_every_unit(a_class):
    records = a_class(5, 3) + a_class(5, 3, unit="u05_one_neuron", seed=8)

    hidden = hide_names(records)

    assert [item.student for item in hidden[:5]] == [item.student for item in hidden[5:]]
    assert {f"student {n}" for n in range(1, 6)} == {item.student for item in hidden}


def test_numbers_say_nothing_about_the_alphabet(a_class):
    records = a_class(26, 6)
    renamed = {record.student: f"{len(records) - n:03}" for n, record in enumerate(records)}

    shown = [item.student for item in hide_names(records)]

    assert sorted(shown) != shown
    assert shown == [
        item.student for item in hide_names([_as(record, renamed[record.student]) for record in records])
    ]


def test_marks_stay(a_class):
    records = a_class()

    assert [record.score for record in records] == [record.score for record in hide_names(records)]


def _as(record, name):
    import msgspec

    path = record.submission.replace(record.student, name)
    return msgspec.structs.replace(record, student=name, submission=path)
