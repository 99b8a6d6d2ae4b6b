"""Results are remembered by the identity of formulas, and iterators are replayed without working ahead."""

from __future__ import annotations

import itertools

import pytest

from sympy_checks.kept import Replayed, kept
from sympy_checks.parse import parse


@pytest.fixture
def counted():
    calls = []

    @kept(3)
    def together(*args, **kwargs):
        calls.append((args, kwargs))
        return len(calls)

    return together, calls


def test_the_same_formula_is_worked_out_once_and_an_equal_one_again(counted):
    together, calls = counted
    one, other = parse("exp(z) + 1", ["z"]), parse("exp(z) + 1", ["z"])
    assert one == other

    assert together(one) == together(one) == 1
    assert together(other) == 2
    assert len(calls) == 2


def test_text_numbers_and_what_holds_them_are_known_by_value(counted):
    together, calls = counted
    formula = parse("z", ["z"])

    together(formula, "z", {"z": (0.0, 1.0)}, folded=True)
    together(formula, "".join("z"), {"z": (0.0, 1.0)}, folded=True)
    assert len(calls) == 1
    together(formula, "z", {"z": (0.0, 2.0)}, folded=True)
    together(formula, "z", {"z": (0.0, 1.0)}, folded=False)
    assert len(calls) == 3


def test_those_used_last_are_kept(counted):
    together, calls = counted
    for number in range(3):
        together(number)
    together(0)
    together(3)
    assert len(calls) == 3 + 1

    together(0)
    assert len(calls) == 3 + 1
    together(1)
    assert len(calls) == 3 + 2


def test_a_formula_that_nobody_else_holds_is_not_taken_for_a_later_one(counted):
    together, calls = counted
    for number in range(50):
        together(parse(f"z + {number}", ["z"]))
    assert len(calls) == 50


def test_a_refusal_is_not_remembered():
    refusals = iter([ValueError("once")])

    @kept(3)
    def refused(text):
        for refusal in refusals:
            raise refusal
        return text

    with pytest.raises(ValueError, match="once"):
        refused("z")
    assert refused("z") == "z"


def test_replaying_yields_the_same_and_works_out_no_more_than_is_asked_for():
    made = []
    items = Replayed(made.append(number) or number for number in range(5))

    assert list(itertools.islice(items, 2)) == [0, 1]
    assert made == [0, 1]
    assert list(items) == list(items) == made == [0, 1, 2, 3, 4]


def test_two_readers_of_one_iterator_do_not_take_from_each_other():
    items = Replayed(iter("abc"))

    assert [one + other for one, other in zip(items, items, strict=True)] == ["aa", "bb", "cc"]
