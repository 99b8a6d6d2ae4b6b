"""What is written into check cells: scores that nbgrader reads as they are, text that a browser cannot run."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_notebook, new_output
from nbgrader.utils import determine_grade

from autograder.exercise.spec import ExerciseSpec, UnitSpec
from autograder.nbgrader_plugin.cells import cleared, graded_exercises, show
from autograder.nbgrader_plugin.faults import CourseError
from autograder.nbgrader_plugin.hints import hint_text
from autograder.record import CheckResult, ExerciseResult, Result

HINTS = ("Look at the sign.", "b", "c")
SPEC = UnitSpec(
    kit="0.1.0",
    unit="u90_demo",
    title="Demo",
    scope="all",
    exercises=tuple(
        ExerciseSpec(
            id=name, kind="function", points=3.0, prompt="", source="", hints=HINTS, stub="", checks=()
        )
        for name in ("f", "g")
    ),
)


def _check_cell(name, points=3.0):
    about = {"grade_id": f"check_{name}", "grade": True, "solution": False, "locked": True, "points": points}
    return new_code_cell(f'check("{name}")', metadata={"nbgrader": about})


def _notebook(*names):
    return new_notebook(cells=[_check_cell(name) for name in names])


def _exercise(name, score, status="partial", **check):
    checks = (
        CheckResult(**{"label": "values", "kind": "golden", "hidden": False, "status": "failed", **check}),
    )
    return ExerciseResult(id=name, score=score, max_score=3.0, status=status, checks=checks)


def _result(*exercises, status="graded", messages=()):
    return Result(
        unit="u90_demo",
        student="ada",
        submission="ada.ipynb",
        score=sum(item.score for item in exercises),
        max_score=6.0,
        status=status,
        seconds=0.0,
        isolation="strong",
        kit="0.1.0",
        spec="sha256:0",
        messages=messages,
        exercises=exercises,
    )


def _html(notebook, place=0):
    return notebook.cells[place].outputs[0].data["text/html"]


def test_formulas_are_typeset_in_the_feedback():
    told = {"formula": "z/2", "formula_latex": r"\frac{z}{2}", "formula_verdict": "different at z = 2"}
    notebook = _notebook("f")

    show(notebook, _result(msgspec.structs.replace(_exercise("f", 1.0), **told)), SPEC)

    assert "<mfrac>" in _html(notebook)
    assert "(wrong at z = 2)" in _html(notebook)


@given(st.floats(-1.0, 4.0) | st.sampled_from([0.0, 3.0, 1e-7, float("nan")]))
def test_nbgrader_reads_the_score_that_was_given(score):
    notebook = _notebook("f")

    show(notebook, _result(_exercise("f", score)), SPEC)

    due = min(max(0.0, score), 3.0)
    assert determine_grade(notebook.cells[0]) == (due, 3.0)
    assert type(determine_grade(notebook.cells[0])[0]) is float


def test_the_first_check_cell_tells_what_concerns_the_whole_submission():
    notebook = _notebook("f", "g")

    show(
        notebook,
        _result(_exercise("f", 0.0), _exercise("g", 0.0), messages=("code cell 2 was skipped",)),
        SPEC,
    )

    assert "code cell 2 was skipped" in _html(notebook)
    assert "code cell 2 was skipped" not in _html(notebook, 1)


def test_an_unreadable_submission_says_why_in_the_first_cell():
    notebook = _notebook("f", "g")
    items = [_exercise(name, 0.0, "not_started") for name in ("f", "g")]

    show(notebook, _result(*items, status="unreadable", messages=("line 3: not JSON",)), SPEC)

    assert "line 3: not JSON" in _html(notebook)
    assert "could not be read" in _html(notebook, 1)
    assert [determine_grade(cell)[0] for cell in notebook.cells] == [0.0, 0.0]


def test_text_of_a_student_is_escaped():
    notebook = _notebook("f")
    bad = "\x1b[31m<script>alert(1)</script>"

    show(notebook, _result(_exercise("f", 0.0, message=bad, got=bad), messages=(bad,)), SPEC)

    assert "<script" not in _html(notebook)
    assert "\x1b" not in _html(notebook)


def test_hidden_checks_keep_their_secrets():
    secret = _exercise(
        "f", 1.0, hidden=True, label="secretlabel", message="secret", call="f(42)", got="1", expected="2"
    )
    notebook = _notebook("f")

    show(notebook, _result(secret), SPEC)

    assert not any(word in _html(notebook) for word in ("secret", "42", "expected"))


def test_saved_outputs_are_removed():
    forged = _check_cell("f")
    forged.outputs = [
        new_output("execute_result", {"text/plain": "3.0"}),
        new_output("stream", name="stderr", text="x"),
    ]
    notebook = new_notebook(cells=[forged])

    cleared(notebook)

    assert notebook.cells[0].outputs == []


def test_cells_and_spec_must_agree():
    assert graded_exercises(_notebook("g"), SPEC) == {"g"}
    with pytest.raises(CourseError, match="no such exercise"):
        graded_exercises(_notebook("h"), SPEC)
    with pytest.raises(CourseError, match="3 points in the spec and 4 in the gradebook"):
        graded_exercises(new_notebook(cells=[_check_cell("f", 4.0)]), SPEC)
    with pytest.raises(CourseError, match="no check cell"):
        graded_exercises(new_notebook(), SPEC)


def test_a_comment_holds_cause_and_first_hint():
    asked = SPEC.exercises[0]

    assert hint_text(_exercise("f", 1.0, mistake="the sign is wrong"), asked) == (
        "Likely cause: the sign is wrong.\n\nHint 1 of 3: Look at the sign."
    )
    assert hint_text(_exercise("f", 0.0, "not_started"), asked).startswith("Not started.")
    assert hint_text(msgspec.structs.replace(_exercise("f", 3.0, "passed"), checks=()), asked) is None


def test_a_comment_cannot_carry_markup():
    text = hint_text(_exercise("f", 0.0, mistake="<b>_x_</b> [a](b)"), SPEC.exercises[0])

    assert text.startswith(r"Likely cause: &lt;b&gt;\_x\_&lt;/b&gt; \[a\](b).")
