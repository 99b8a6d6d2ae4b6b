"""Each rule about exercises finds what breaks it, and the kit breaks none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from autograder.build.rules import exercise_problems, kit_findings, unit_findings
from autograder.build.topic import Item, Topic
from autograder.build.unit import load_unit
from tests.conftest import ROOT, UNITS


@pytest.fixture(scope="module")
def unit():
    return load_unit(ROOT, "u03_activations")


@pytest.mark.parametrize("name", UNITS)
def test_the_units_of_the_kit_keep_the_rules(name):
    assert list(unit_findings(load_unit(ROOT, name))) == []


def test_names_are_unique_and_needs_are_there_over_the_kit():
    assert list(kit_findings([load_unit(ROOT, name) for name in UNITS])) == []


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("variants", [], "0 wrong variants, at least 8 are due"),
        ("variants", [], "0 accepted variants, at least 4 are due"),
        ("hints", ("an idea", " ", "more"), "three hints are due"),
        ("source", "", "a source is due: slide rows, or a paper with its year"),
        ("source", "S4-19", "source 'S4-19' is no row"),
        ("source", "S0-23, E53", "source 'E53' is no row"),
        ("source", "Hinton", "source 'Hinton' is no row"),
        ("points", 1.5, "points are whole numbers, not 1.5"),
        ("minutes", 0, "minutes are due"),
        ("difficulty", 6, "difficulty goes from 1 to 5, not 6"),
        ("hidden", [], "hidden checks weigh 0 of 7, a share from 0.3 to 0.6 is due"),
        ("prompt", "Take the maximum.", "the docstring has no Args: and names no shape"),
        ("prompt", "Take the maximum.\n\nArgs:\n    z: what.", "the docstring has no Returns:"),
    ],
)
def test_a_broken_rule_is_named(field, value, problem, unit):
    relu = unit.declared["relu"]

    problems = list(exercise_problems(unit, replace(relu, **{field: value})))

    assert any(found.startswith(problem) for found in problems), problems


@pytest.mark.parametrize(
    "source",
    [
        "S0-01",
        "S1-14…16",
        "S2-21 (E24)",
        "S2-20, S2-21 (E24), S0-21",
        "Ramachandran, Zoph and Le 2017",
        "S0-25; Dugas et al. 2001",
    ],
)
def test_sources_are_rows_mistakes_and_papers(source, unit):
    assert list(exercise_problems(unit, replace(unit.declared["relu"], source=source))) == []


def test_a_hint_that_holds_a_line_of_the_reference_is_found(unit):
    line = "np.maximum(np.asarray(z,  dtype=float), 0.0)"
    told = replace(unit.declared["relu"], hints=("an idea", "the formula", f"write {line} and be done"))
    typed = replace(unit.declared["d_sigmoid"], hints=("an idea", "the formula", "it is s*(1-s)"))

    assert any(found.startswith("hint 3 holds a line") for found in exercise_problems(unit, told))
    assert any(found.startswith("hint 3 holds a line") for found in exercise_problems(unit, typed))


def problems_of(unit):
    return [problem for name, problem in unit_findings(unit) if name == unit.name]


def test_a_unit_has_a_core_that_fits_in_three_hours(unit):
    slow = {name: replace(item, minutes=90) for name, item in unit.declared.items()}
    extra = {name: replace(item, core=False) for name, item in unit.declared.items()}

    assert problems_of(replace(unit, declared=slow)) == [
        "the core exercises take 720 minutes, at most 180 are planned for a unit"
    ]
    assert problems_of(replace(unit, declared=extra)) == ["0 core exercises, 5 to 8 are due"]


def test_a_unit_has_one_essay_and_one_picture(unit):
    bare = tuple(
        replace(topic, items=tuple(item for item in topic.items if item.kind not in ("essay", "picture")))
        for topic in unit.topics
    )

    assert problems_of(replace(unit, topics=bare)) == [
        "0 essays, exactly one is due",
        "0 pictures, exactly one is due",
    ]


def test_the_first_unit_has_no_load_no_essay_and_no_picture():
    assert problems_of(load_unit(ROOT, "u00_start")) == []


def test_a_story_comes_first_and_between(unit):
    story = Item("markdown", "", 1, "A story.")
    tasks = [Item("function", name, place) for place, name in enumerate(("a", "b", "c", "d"), 2)]

    def told(*items):
        return [
            problem
            for problem in problems_of(replace(unit, topics=(*unit.topics, Topic("new", "", (), items))))
            if "story" in problem
        ]

    assert told(tasks[0]) == ["new begins with a, a story is due above it"]
    assert told(story, *tasks) == ["a story is due above d: 3 exercises stand before it"]
    assert told(story, *tasks[:2], story, *tasks[2:]) == []


def test_a_name_that_occurs_twice_and_a_need_of_nothing_are_found(unit):
    needy = replace(unit, declared={"relu": replace(unit.declared["relu"], needs=("nothing",))})

    found = list(kit_findings([needy, unit]))

    assert ("relu", "needs 'nothing', which is no exercise") in found
    assert ("sigmoid", "the name is used 2 times, names are unique over the kit") in found
