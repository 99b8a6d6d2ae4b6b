"""Networks that a student writes down are run as they are, and what does not fit together is named."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.drivers import run_driver

X = np.array([[1.0, -2.0], [0.5, 4.0]])


def absolute_sum():
    return np.array([[1.0, -1.0], [1.0, -1.0]]), np.zeros(2), np.ones((2, 1)), np.array([0.25])


def outputs(made):
    return run_driver("relu_network", lambda: made, (X,), {})


def form(made):
    return run_driver("first_hidden_unit", lambda: made, (2,), {})


def test_a_network_gives_one_output_for_each_row():
    assert outputs(absolute_sum()).tolist() == [1.25, 4.75]


@pytest.mark.parametrize(
    ("place", "item", "said"),
    [
        (0, np.ones((3, 2)), "W1 is (3, 2), not (2, 2)"),
        (0, np.ones(2), "W1 is (2,), not (2, H)"),
        (1, np.zeros((2, 1)), "b1 is (2, 1), not (2,)"),
        (2, np.ones(2), "W2 is (2,), not (2, 1)"),
        (3, 0.0, "b2 is (), not (1,)"),
    ],
)
def test_the_part_that_does_not_fit_is_named(place, item, said):
    made = [*absolute_sum()]
    made[place] = item

    assert outputs(tuple(made)) == said
    assert form(tuple(made)) == said


@pytest.mark.parametrize("made", [None, 3.0, np.ones(4)], ids=repr)
def test_what_is_no_network_is_handed_on_as_it_is(made):
    assert outputs(made) == "not the four W1, b1, W2, b2"
    assert form(made) is made


def test_the_form_does_not_depend_on_the_number_of_hidden_units():
    wide = np.ones((2, 7), dtype=int), np.zeros(7), np.ones((7, 1)), np.zeros(1)

    assert [part.shape for part in form(wide)] == [(2, 1), (1,), (1, 1), (1,)]
    assert {part.dtype for part in form(wide)} == {np.dtype(float)}


def test_lists_stay_lists():
    made = [part.tolist() for part in absolute_sum()]

    assert form(made) == [[[1.0], [1.0]], [0.0], [[1.0]], [0.25]]


def test_a_refusal_is_a_result_of_its_own():
    def root(x):
        if x < 0:
            message = "a root needs a number that is not negative"
            raise ValueError(message)
        return x**0.5

    assert run_driver("value_or_refusal", root, ([(4.0,), (-1.0,)],), {}) == {
        "4.0": 2.0,
        "-1.0": "ValueError",
    }


def test_another_exception_is_no_refusal():
    with pytest.raises(TypeError):
        run_driver("value_or_refusal", lambda x: len(x), ([(4.0,)],), {})
