from __future__ import annotations

import pytest

from autograder.message import exercise_message, formula_remark, ranked, summary
from autograder.mistakes import SIGN
from autograder.record import CheckResult, ExerciseResult
from tests.desk import SPEC


def check(label, status="failed", kind="golden", *, hidden=False, **details):
    return CheckResult(label=label, kind=kind, hidden=hidden, status=status, **details)


def exercise(*checks, status="failed", score=0.0, **details):
    return ExerciseResult(id="double", score=score, max_score=5.0, status=status, checks=checks, **details)


SHAPE = check(
    "shape", kind="shape", message="the result has shape (3, 1), expected shape (3,)", got="an array"
)
SIGNED = check("values", mistake=SIGN, call="double([1])", got="-2", expected="2", where="at 1")
VALUE = check("others", message="the value is wrong", call="double([2])", got="3", expected="4")
RAISED = check(
    "first", message="raised NameError: name 'q' is not defined\nline 2: return q", mistake="a name"
)
SECRET = check(
    "secret label", hidden=True, message="m-secret", got="g-secret", expected="e-secret", where="w-secret",
    call="c-secret(1)", mistake="the sum is missing",
)  # fmt: skip


def test_the_most_basic_cause_comes_first():
    order = ranked([SECRET, VALUE, SIGNED, SHAPE, RAISED])

    assert [item.label for item in order] == ["first", "shape", "values", "others", "secret label"]


def test_one_failed_check_is_told_in_full_and_the_others_in_one_line_each():
    message = exercise_message(exercise(VALUE, SIGNED), SPEC.exercise("double"))

    assert message.label == "values"
    assert [row.text for row in message.rows if row.role == "finding"] == [
        "double([1])",
        "at 1: yours -2, expected 2",
    ]
    assert [row.text for row in message.rows if row.role == "also"] == ["others"]
    assert message.brief == SIGN


def test_a_student_learns_of_a_hidden_check_only_that_it_fails_and_why():
    result = exercise(check("v", "passed"), SECRET, status="partial")

    text = repr(exercise_message(result, None, "student"))

    assert "hidden check 1" in text
    assert "the sum is missing" in text
    assert "secret" not in text


def test_the_number_in_the_cause_of_a_hidden_check_is_for_the_instructor():
    factor = "off by a factor: 1.23457 times what it should be"
    result = exercise(check("h", hidden=True), check("i", hidden=True, mistake=factor))

    assert "off by a factor" in repr(exercise_message(result, None, "student"))
    assert "1.23457" not in repr(exercise_message(result, None, "student"))
    assert "1.23457" in repr(exercise_message(result, None, "instructor"))
    assert "1.23457" in repr(exercise_message(exercise(check("v", mistake=factor)), None, "student"))


def test_an_instructor_sees_everything_of_a_hidden_check():
    text = repr(exercise_message(exercise(SECRET), None, "instructor"))

    assert all(f"{part}-secret" in text for part in "mgewc")
    assert "secret label (hidden)" in text


def test_hidden_checks_keep_their_numbers_whatever_fails_first():
    hidden = [check(f"h{i}", "passed" if i == 1 else "failed", hidden=True) for i in (1, 2, 3)]

    message = exercise_message(exercise(*hidden))

    assert message.label == "hidden check 2"
    assert [row.text for row in message.rows if row.role == "also"] == ["hidden check 3"]


@pytest.mark.parametrize(
    ("result", "words"),
    [
        (exercise(*[check("v", "passed")] * 3, hidden_points=2.0), "3 of 3 visible checks pass; hidden ones decide 2 of 5 points"),
        (exercise(check("v", "passed"), hidden_points=2.5), "1 of 1 visible check passes; hidden ones decide 2.5 of 5 points"),
        (exercise(check("v", "passed"), VALUE, score=2.0), "1 of 2 checks pass; 2 of 5 points"),
        (exercise(check("v", "passed"), SECRET, score=3.0), "1 of 1 visible and 0 of 1 hidden checks pass; 3 of 5 points"),
        (exercise(status="not_started"), "not started; 5 points"),
    ],
)  # fmt: skip
def test_the_summary_never_promises_more_than_was_checked(result, words):
    assert summary(result) == words


def test_checks_that_wait_for_the_shape_are_counted_and_not_called_wrong():
    message = exercise_message(exercise(SHAPE, check("v", "blocked"), check("w", "blocked")))

    assert "2 checks of values wait until this is right" in [row.text for row in message.rows]
    assert not [row for row in message.rows if row.role == "also"]


def test_what_blocks_an_exercise_is_said_once_and_nothing_of_hidden_checks():
    missing = "the cache comes from your own half, which is not written yet; write half first"
    blocked = check("v", "blocked", message=missing), check("w", "blocked", message=missing)
    hidden = check("h", "blocked", message="of a hidden call", hidden=True)

    message = exercise_message(exercise(*blocked, hidden))

    assert [row.text for row in message.rows if row.caption == "problem"] == [missing]
    assert message.brief == missing
    assert not any("hidden call" in row.text for row in message.rows)


def test_the_same_cause_is_not_told_twice():
    second = check("second", message=RAISED.message, mistake=RAISED.mistake)

    message = exercise_message(exercise(RAISED, second))

    assert [row.text for row in message.rows if row.role == "also"] == ["second (the same cause)"]


def test_what_students_print_into_messages_is_cleaned():
    message = exercise_message(exercise(check("v", message="\x1b[2Jgone\u202e")))

    assert [row.text for row in message.rows] == ["gone"]


def test_a_fault_of_ours_is_called_ours():
    message = exercise_message(exercise(check("v", "error", message="our fault: ..."), status="error"))

    assert message.word == "OURS"


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        ("proved equal", "proved right"),
        ("equal at 1040 points", "agrees at 1040 points"),
        ("different at z = 2", "wrong at z = 2"),
        (None, ""),
        (
            "different at " + ", ".join(f"w{i} = 0.123456" for i in range(9)),
            "wrong at w0 = 0.123456, w1 = 0.123456, w2 = 0.123456, ...",
        ),
        ("\x1b[31mred\nand more", "red and more"),
    ],
)
def test_a_verdict_on_a_formula_is_said_in_a_students_words(verdict, said):
    assert formula_remark(verdict) == said


@pytest.mark.parametrize(
    ("status", "verdict", "shown"),
    [
        ("failed", None, True),
        ("partial", "proved equal", True),
        ("carried_forward", "different at z = 2", True),
        ("passed", "proved equal", True),
        ("passed", "equal at 1040 points", True),
        ("passed", "different at z = 2", False),
        ("passed", None, False),
        ("not_started", None, False),
    ],
)
def test_a_formula_is_shown_where_it_explains_or_is_proved(status, verdict, shown):
    result = exercise(check("v", "passed"), status=status, formula="z²", formula_verdict=verdict)

    captions = [row.caption for row in exercise_message(result).rows]

    assert ("your formula" in captions) is shown
