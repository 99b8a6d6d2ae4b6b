"""The numbers of the report, against a second computation or by hand."""

from __future__ import annotations

import statistics

from hypothesis import given
from hypothesis import strategies as st

from autograder.report.summary import by_unit, distribution, summarise_unit


def test_means_leave_out_what_could_not_be_read(a_class):
    records = a_class()
    read = [item.score for item in records if item.status != "unreadable"]

    unit = summarise_unit("u03_activations", records)

    assert (unit.students, unit.read) == (26, 25)
    assert statistics.mean(read) == unit.mean
    assert statistics.median(read) == unit.median
    assert unit.statuses == {"graded": 22, "unreadable": 1, "timeout": 1, "memory": 1, "crashed": 1}
    assert unit.isolation == {"strong": 25}


@given(st.lists(st.floats(0, 1.5)))
def test_every_share_is_in_one_bin(shares):
    bins = distribution(shares)

    assert len(shares) == sum(item.students for item in bins)
    assert [(low, low + 10) for low in range(0, 100, 10)] == [(item.low, item.high) for item in bins]


def test_a_share_at_an_edge_is_in_the_upper_bin():
    counts = [item.students for item in distribution([0.0, 0.1 + 0.2, 0.3, 0.999, 1.0, 1.2])]

    assert counts == [1, 0, 0, 2, 0, 0, 0, 0, 0, 3]


def test_a_fault_of_ours_counts_for_nobody(a_record, an_exercise, a_check):
    spoilt = an_exercise("relu", "error", 0.0, checks=[a_check("relu at five points", "error")])
    records = [
        a_record("ann", spoilt),
        a_record("bob", an_exercise("relu")),
        a_record("cy", an_exercise("relu", "failed", 0.0)),
    ]

    relu = summarise_unit("u03_activations", records).exercises[0]

    assert (relu.counted, relu.errors, relu.success, relu.mean) == (2, 1, 0.5, 0.5)


def test_carried_forward_is_a_success(a_record, an_exercise):
    records = [
        a_record("ann", an_exercise("relu", "carried_forward")),
        a_record("bob", an_exercise("relu", "not_started", 0.0)),
    ]

    relu = summarise_unit("u03_activations", records).exercises[0]

    assert (relu.passed, relu.success, relu.started) == (1, 0.5, 1)


def test_a_unit_without_points_counts_exercises(a_record, an_exercise):
    answers = [
        an_exercise("hello", score=0.0, max_score=0.0),
        an_exercise("submit", "failed", 0.0, max_score=0.0),
    ]

    unit = summarise_unit("u00_start", [a_record("ann", *answers)])

    assert (unit.basis, unit.mean_share) == ("exercises", 0.5)
    assert [number for number, item in enumerate(unit.distribution) if item.students] == [5]


def test_an_unread_class_has_no_mean(a_class):
    unread = [record for record in a_class() if record.status == "unreadable"]

    unit = summarise_unit("u03_activations", unread)

    assert (unit.mean, unit.median, sum(item.students for item in unit.distribution)) == (None, None, 0)


def test_units_and_students_are_in_alphabetical_order(a_record):
    records = [a_record("bo", unit="u05"), a_record("Zoe"), a_record("ann")]

    assert {unit: [item.student for item in members] for unit, members in by_unit(records).items()} == {
        "u03_activations": ["ann", "Zoe"],
        "u05": ["bo"],
    }


def test_our_faults_come_first(a_class):
    looks = summarise_unit("u03_activations", a_class()).looks

    assert [look.kind for look in looks] == [
        "error",
        "crashed",
        "memory",
        "timeout",
        "unreadable",
        "hung",
        "untouched",
    ]
    assert [look.ours for look in looks] == [True] + [False] * 6
    assert "u03_activations.py is no Python: line 41, invalid syntax" in looks[4].reason


def test_causes_count_each_student_once(a_record, an_exercise, a_check):
    def failing(*mistakes):
        checks = [
            a_check(f"check {n}", "failed", mistake=mistake, message=f"wrong {n}")
            for n, mistake in enumerate(mistakes)
        ]
        return an_exercise("tanh", "failed", 0.0, checks=checks)

    answers = {
        "ann": failing("sign", "sign"),
        "bob": failing("sign", None),
        "cy": failing(None, None),
        "di": failing("factor"),
    }

    causes = summarise_unit("u", [a_record(name, item) for name, item in answers.items()]).exercises[0].causes

    assert [(c.cause, c.recognised, c.students) for c in causes] == [
        ("sign", True, 2),
        ("factor", True, 1),
        ("check 0", False, 1),
    ]


def test_an_example_names_nobody(a_record, an_exercise, a_check):
    said = a_check(
        "tanh", "failed", message="raised KeyError: 'Ann_Lee' in submitted/ann_lee/u3.py", mistake="sign"
    )
    record = a_record(
        "ann_lee", an_exercise("tanh", "failed", 0.0, checks=[said]), submission="submitted/ann_lee/u3.py"
    )

    cause = summarise_unit("u", [record]).exercises[0].causes[0]

    assert cause.example == "raised KeyError: '(student)' in (student)"
