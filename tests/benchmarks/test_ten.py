"""The class and the two assignments that the benchmark compares."""

from __future__ import annotations

import json
from collections import Counter

import numpy as np
import pytest

from autograder.build.assemble import solved, stub, varied
from benchmarks.stock_assignment import TESTS, setup, stock_notebook
from benchmarks.tables import PAGE, replaced, shown
from benchmarks.ten import EXERCISES, KINDS, students, ten_exercises

UNIT = ten_exercises()


def _passes(name, answer):
    """Run an answer and the instructor's tests of it as a kernel would, after right answers to the others."""
    names = {}
    for text in (setup(UNIT), *(solved(UNIT, other) for other in EXERCISES), answer):
        exec(text, names)
    with np.errstate(all="ignore"):
        exec(TESTS[name], names)


def test_there_are_ten_exercises_in_both_assignments():
    stock = json.loads(stock_notebook(UNIT))
    graded = [cell for cell in stock["cells"] if cell["metadata"].get("nbgrader", {}).get("grade")]

    assert [item.id for item in UNIT.exercises] == list(EXERCISES)
    assert [cell["metadata"]["nbgrader"]["grade_id"] for cell in graded] == [f"check_{n}" for n in EXERCISES]
    assert all("BEGIN HIDDEN TESTS" in cell["source"] for cell in graded)
    assert len(EXERCISES) == 10


@pytest.mark.parametrize("name", EXERCISES)
def test_the_instructors_tests_pass_every_right_answer(name):
    declared = UNIT.declared[name]
    accepted = [varied(declared, one) for one in declared.variants if one.verdict == "accepted"]
    for answer in (solved(UNIT, name), *accepted):
        _passes(name, answer)


@pytest.mark.parametrize("name", EXERCISES)
def test_the_instructors_tests_refuse_the_stub(name):
    with pytest.raises((NotImplementedError, AssertionError)):
        _passes(name, stub(UNIT, name))


def test_the_class_is_the_same_each_time_and_begins_with_the_smaller_one():
    assert list(students(UNIT, 30))[:10] == list(students(UNIT, 10))


def test_answers_are_right_wrong_and_untouched_as_often_as_is_said():
    def kind(name, answer):
        if answer == stub(UNIT, name):
            return "untouched"
        wrong = (
            varied(UNIT.declared[name], one) for one in UNIT.declared[name].variants if one.verdict == "wrong"
        )
        return "wrong" if answer in wrong else "right"

    found = Counter(kind(*each) for _, answers in students(UNIT, 200) for each in answers.items())

    assert {name: round(found[name] / 2000, 1) for name in KINDS} == KINDS


def test_a_table_is_aligned_or_markdown():
    rows = [["way", "ms"], ["stock", "1000"]]

    assert shown(rows) == "way      ms\nstock  1000"
    assert shown(rows, markdown=True) == "| way | ms |\n| --- | ---: |\n| stock | 1000 |"


def test_a_table_takes_its_place_in_the_page():
    page = "head\n<!-- one -->\nold\n<!-- end -->\n<!-- two -->\nkept\n<!-- end -->\n"

    assert replaced(page, "one", "new") == page.replace("old", "\nnew\n")
    with pytest.raises(ValueError, match="a place for three"):
        replaced(page, "three", "new")


@pytest.mark.parametrize("name", ["vs_nbgrader", "layers", "start"])
def test_the_page_has_a_place_for_each_benchmark(name):
    assert f"{name} was here" in replaced(PAGE.read_text(encoding="utf-8"), name, f"{name} was here")
