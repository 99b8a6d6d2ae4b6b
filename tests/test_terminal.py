from __future__ import annotations

import io
import re

import msgspec
import pytest
from rich.console import Console

from autograder.record import ExerciseResult, Result
from autograder.terminal import MARKS, ClassTable, ExerciseView, UnitView, class_table, console, unit_text
from tests.desk import SPEC
from tests.test_message import SIGNED, VALUE, check, exercise

PASSED = ExerciseResult(
    id="double", score=5, max_score=5, status="passed", hidden_points=2, checks=(check("v", "passed"),)
)
FAILED = ExerciseResult(id="negate", score=0, max_score=3, status="failed", checks=(SIGNED,))
TODO = ExerciseResult(id="how_many", score=0, max_score=1, status="not_started", hidden_points=0.5)
RESULT = Result(
    unit=SPEC.unit, student="you", submission="x.py", score=5, max_score=9, status="graded", seconds=0.1,
    isolation="basic", kit="0", spec="s", scope="public", exercises=(PASSED, FAILED, TODO),
)  # fmt: skip


def printed(view, encoding="utf-8", **options):
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    shown = Console(file=stream, width=80, highlight=False, **options) if options else console(stream)
    shown.print(view)
    stream.seek(0)
    return stream.read()


def test_a_unit_shows_a_line_for_each_exercise_then_the_first_failure():
    lines = printed(UnitView(SPEC, RESULT)).splitlines()

    assert [line[:4] for line in lines[2:5]] == ["PASS", "FAIL", "TODO"]
    assert "FAIL negate  values" in lines
    assert "hidden ones decide 2.5 of 9 points" in "\n".join(lines)
    assert lines[-1] == "1 more to do: gradmark check --all shows every message"


def test_all_shows_every_open_exercise():
    text = printed(UnitView(SPEC, RESULT, every=True))

    assert "TODO how_many  not started" in text
    assert "more to do" not in text


def test_without_failures_the_next_thing_to_start_is_shown():
    result = msgspec.structs.replace(RESULT, exercises=(PASSED, TODO))

    assert "How many?" in printed(UnitView(SPEC, result))


def test_a_unit_of_which_everything_is_right_ends_with_what_hidden_checks_decide():
    result = msgspec.structs.replace(RESULT, exercises=(PASSED,))

    text = printed(UnitView(SPEC, result))

    assert "1 of 1 exercises right" in text
    assert text.rstrip().endswith("hidden ones decide 2 of 9 points")


def test_an_unreadable_submission_shows_its_problem_and_no_marks():
    result = msgspec.structs.replace(
        RESULT, status="unreadable", messages=("line 3: \x1b[31minvalid syntax",)
    )

    text = printed(UnitView(SPEC, result))

    assert "line 3: invalid syntax" in text
    assert "PASS" not in text


def test_plain_streams_get_no_escape_and_terminals_get_colour(monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    view = UnitView(SPEC, RESULT)

    assert "\x1b" not in printed(view)
    coloured = printed(view, force_terminal=True, color_system="standard")
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == printed(view) != coloured


def test_no_color_is_obeyed(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")

    text = printed(UnitView(SPEC, RESULT), force_terminal=True, color_system="standard")

    assert not re.search(r"\x1b\[[0-9;]*3[0-9]m", text)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1"])
def test_where_the_terminal_lacks_greek_everything_is_ascii(encoding):
    greek = check("σ′ in [−1, ½]", message="z where σ(z) belongs → ≤ ∂", mistake="σ′ forgotten")

    text = printed(ExerciseView(exercise(greek)), encoding=encoding)

    assert text.isascii()
    assert "z where sigma(z) belongs" in text


def test_nothing_is_wider_than_80_columns():
    long = check("a label that goes on " * 9, message="word " * 60, mistake="x" * 200, got="1", expected="2")
    unit = msgspec.structs.replace(RESULT, exercises=(exercise(long, VALUE),), messages=("note " * 40,))

    for view in (UnitView(SPEC, unit), class_table([msgspec.structs.replace(RESULT, student="s" * 99)] * 2)):
        assert max(map(len, printed(view).splitlines())) <= 80


def test_the_class_table_marks_every_exercise_and_says_what_the_marks_mean():
    every = tuple(
        ExerciseResult(id=f"e{i}", score=0, max_score=1, status=status) for i, status in enumerate(MARKS)
    )
    crashed = msgspec.structs.replace(
        RESULT, student="\x1b[5mbob\n", status="crashed", scope="all", exercises=every
    )

    lines = printed(ClassTable([RESULT, crashed])).splitlines()

    assert re.split(r"\s{2,}", lines[2]) == ["you", "5 of 9*", "graded", "basic", "+x."]
    assert re.split(r"\s{2,}", lines[3]) == ["bob", "5 of 9", "crashed", "basic", "".join(MARKS.values())]
    assert all(mark in lines[-2] for mark in MARKS.values())
    assert lines[-1].endswith("visible checks only")


def test_many_exercises_do_not_break_the_class_table():
    many = tuple(ExerciseResult(id=f"e{i}", score=1, max_score=1, status="passed") for i in range(60))
    lines = printed(class_table([msgspec.structs.replace(RESULT, exercises=many)])).splitlines()

    assert "".join(lines).count("+") >= 60
    assert max(map(len, lines)) <= 80


def test_the_plain_text_of_a_unit_is_what_a_file_gets():
    assert unit_text(SPEC, RESULT) + "\n" == printed(UnitView(SPEC, RESULT))
