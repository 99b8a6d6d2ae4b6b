from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.personal.numbers import Numbers, between, same_id, shown
from solutions.u05_one_neuron.own_wine import WINE

SEED = "0123456789abcdef"


def test_the_numbers_of_a_student_are_these_on_every_machine():
    assert WINE.drawn(SEED, "alice") == {"x": 0.083, "w": 8.7, "b": -0.84}
    assert WINE.usual == {"x": 0.12, "w": 15.0, "b": -0.4}


def test_another_process_draws_the_same():
    text = f"from solutions.u05_one_neuron.own_wine import WINE\nprint(WINE.drawn({SEED!r}, 'alice'))"
    done = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == str(WINE.drawn(SEED, "alice"))


@given(st.text(min_size=1, max_size=30), st.text(max_size=20))
def test_every_number_lies_in_its_range_and_is_the_decimal_that_is_shown(student, seed):
    drawn = WINE.drawn(seed, student)

    for number in WINE.of:
        value = drawn[number.name]
        assert number.low <= value <= number.high
        assert value == float(f"{value:.{number.digits}f}")
    assert shown(drawn) == ", ".join(f"{name} = {value:g}" for name, value in drawn.items())


def test_a_class_gets_different_numbers_from_the_whole_range():
    drawn = [WINE.drawn(SEED, f"student{place}") for place in range(400)]

    assert len({tuple(own.values()) for own in drawn}) >= 399
    for number in WINE.of:
        span = number.high - number.low
        mean = sum(own[number.name] for own in drawn) / len(drawn)
        # a uniform mean of 400 has the standard deviation span/sqrt(12*400)
        assert abs(mean - (number.low + number.high) / 2) < 5 * span / (12 * 400) ** 0.5


def test_another_seed_another_name_and_another_group_are_other_draws():
    renamed = Numbers("beer", WINE.of)

    assert WINE.drawn(SEED, "alice") != WINE.drawn("another", "alice")
    assert WINE.drawn(SEED, "alice") != WINE.drawn(SEED, "bob")
    assert WINE.drawn(SEED, "alice") != renamed.drawn(SEED, "alice")


@pytest.mark.parametrize("spelt", ["Alice", " alice ", "ALICE\n"])
def test_case_and_blanks_of_an_id_do_not_matter(spelt):
    assert WINE.drawn(SEED, spelt) == WINE.drawn(SEED, "alice")


def test_both_spellings_of_an_accent_are_one_id():
    assert same_id("Zoe\u0308") == same_id("zo\u00eb")


@pytest.mark.parametrize(("low", "high"), [(1.0, 1.0), (2.0, 1.0), (0.125, 1.0)])
def test_a_range_that_cannot_be_drawn_from_is_refused(low, high):
    with pytest.raises(ValueError, match="x: low < high are due, both with 2 decimals"):
        between("x", low, high, digits=2, usual=1.0)
