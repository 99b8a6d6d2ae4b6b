from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.feedback import exercise_html, exercise_text, notice_html
from autograder.message import MEANING, WORDS
from autograder.record import CheckResult, ExerciseResult
from tests.desk import SPEC
from tests.test_mathml import TAGS
from tests.test_message import SECRET, SIGNED, VALUE, check, exercise

ALLOWED = {
    "section",
    "div",
    "strong",
    "code",
    "table",
    "tr",
    "th",
    "td",
    "details",
    "summary",
    "ul",
    "li",
    "p",
}
VOID = {"br", "hr", "img", "tbody"}


class Tags(HTMLParser):
    """Collects tags and attributes and checks the nesting."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes, self.open, self.text = set(), set(), [], []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)


def test_html_says_what_the_text_says():
    result = exercise(SIGNED, VALUE, hidden_points=2.0)

    words = "".join(Tags(exercise_html(result)).text)

    for said in (
        "FAIL",
        "double([1])",
        "at 1: yours -2, expected 2",
        SIGNED.mistake,
        "others",
    ):
        assert said in words
        assert said in exercise_text(result)


@given(st.text(), st.text())
def test_students_text_never_becomes_markup(message, got):
    result = exercise(
        check("v", message=f"<script>alert(1)</script>{message}", got=f'"><img onerror={got}', expected="1")
    )

    tags = Tags(exercise_html(result, SPEC.exercise("double")))

    assert tags.tags <= ALLOWED
    assert tags.attributes <= {"style", "aria-label", "scope"}


@pytest.mark.parametrize("status", WORDS)
def test_the_status_is_said_in_words_not_only_in_colour(status):
    html = exercise_html(ExerciseResult(id="double", score=0, max_score=1, status=status))

    assert f"<strong>{WORDS[status]}</strong>" in html
    assert f'aria-label="double: {MEANING[WORDS[status]]}"' in html


def test_hints_are_folded_and_end_with_the_exercise():
    asked = SPEC.exercise("double")

    assert exercise_html(exercise(VALUE), asked).count("<details>") == 3
    assert "hint" not in exercise_html(exercise(check("v", "passed"), status="passed"), asked)


def test_hidden_checks_stay_hidden_from_students_in_both_forms():
    result = exercise(SECRET)

    assert "secret" not in exercise_html(result) + exercise_text(result)
    assert "e-secret" in exercise_html(result, audience="instructor")


@given(st.text(max_size=300), st.integers(40, 120))
def test_text_stays_within_its_width(message, width):
    result = exercise(CheckResult(label="v", kind="golden", hidden=False, status="failed", message=message))

    assert all(len(line) <= width for line in exercise_text(result, width=width).splitlines())


def test_a_notice_is_escaped_too():
    assert "<b>" not in notice_html("OURS", "<b>x</b>")


FORMULA = {
    "formula": "exp(−z)/(1 + exp(−z))",
    "formula_latex": r"\frac{e^{-z}}{1 + e^{-z}}",
    "formula_verdict": "different at z = 2",
}


def test_a_formula_is_typeset_in_html_and_unicode_in_text():
    result = exercise(VALUE, **FORMULA)

    html = exercise_html(result)

    assert "<mfrac>" in html
    assert 'aria-label="exp(−z)/(1 + exp(−z))"' in html
    assert "(wrong at z = 2)" in "".join(Tags(html).text)
    assert "  your formula  exp(−z)/(1 + exp(−z))  (wrong at z = 2)" in exercise_text(result).splitlines()


def test_a_formula_without_latex_is_shown_as_text():
    result = exercise(VALUE, **FORMULA | {"formula_latex": r"\frac{"})

    html = exercise_html(result)

    assert "<math" not in html
    assert "exp(−z)/(1 + exp(−z))  (wrong at z = 2)" in "".join(Tags(html).text)


@given(st.text(), st.text(), st.text())
def test_a_hostile_formula_never_becomes_markup(formula, latex, verdict):
    told = {
        "formula": f'"><img src=x>{formula}',
        "formula_latex": rf"\text{{<script>}} {latex}",
        "formula_verdict": f"<b>{verdict}",
    }
    tags = Tags(exercise_html(exercise(VALUE, **told))).tags

    assert tags <= ALLOWED | TAGS | {"span"}


def test_a_long_formula_keeps_to_eighty_columns():
    told = {"formula": "·".join(["σ(z)"] * 40), "formula_verdict": "equal at 1040 points"}

    lines = exercise_text(exercise(VALUE, **told)).splitlines()

    assert max(map(len, lines)) <= 80
    assert any("(agrees at 1040 points)" in line for line in lines)
