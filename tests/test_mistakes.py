from __future__ import annotations

import numpy as np
import pytest

from autograder.mistakes import (
    COMPLEMENT,
    FORGOT_RETURN,
    SIGN,
    TRANSPOSED,
    TRUNCATED,
    recognise,
    without_numbers,
)

DUE = np.array([[0.3, -1.2, 2.5], [0.7, 0.1, -0.9]])


@pytest.mark.parametrize(
    ("got", "cause"),
    [
        (None, FORGOT_RETURN),
        (-DUE, SIGN),
        (DUE.T, TRANSPOSED),
        (2 * DUE, "off by a factor: 2 times what it should be"),
        (DUE / 5, "off by a factor: 1/5 of what it should be"),
        (DUE + 1, "off by a constant: 1 too large"),
        (0 * DUE, "it is zero everywhere"),
        (
            DUE * np.nan,
            "not a number (NaN) came out: 0/0, inf/inf, inf - inf or the logarithm of a negative number",
        ),
        (DUE**2, None),
        (DUE, None),
    ],
)
def test_simple_slips_have_names(got, cause):
    assert recognise(got, DUE) == cause


def test_a_missing_reduction_has_a_name():
    rows = np.array([1.0, 2.0, 6.0])

    assert recognise(rows, np.float64(9.0)) == "the sum is missing"
    assert recognise(rows, np.float64(3.0)) == "the mean is missing"


def test_a_factor_in_a_vector_and_a_number_is_one_slip():
    dw, db = np.array([0.3, -1.2]), 0.7

    assert recognise((5 * dw, 5 * db), (dw, db)) == "off by a factor: 5 times what it should be"
    assert recognise((5 * dw, 3 * db), (dw, db)) is None


def test_fractions_cut_off_have_a_name():
    assert recognise(np.array([0, 1, -2]), np.array([0.4, 1.9, -2.5])) == TRUNCATED


def test_two_different_slips_are_not_called_one():
    assert recognise((-DUE, 2 * DUE), (DUE, DUE)) is None
    assert recognise((-DUE, DUE), (DUE, DUE)) == SIGN


def test_a_single_number_is_not_called_a_factor():
    assert recognise(3.0, 1.5) is None
    assert recognise(-1.5, 1.5) == SIGN


def test_two_runs_of_different_length_are_compared_from_the_start():
    due = np.array([[10.0], [6.0], [3.6]])

    assert "there are 4 and 3 are due" in recognise(np.array([[10.0], [6.0], [3.6], [2.1]]), due)
    assert recognise(np.array([[10.0], [14.0]]), due) == SIGN
    assert "append a copy" in recognise(np.full((4, 1), 2.0), due)
    assert recognise(np.array([[10.0], [9.0]]), due) is None


def test_nothing_is_compared_with_an_empty_array():
    assert recognise(np.empty(0), np.float64(1.0)) is None


def test_a_wrong_truth_value_has_no_cause():
    assert recognise(np.bool_(True), np.bool_(False)) is None
    assert recognise(0.5, True) is None


def test_a_number_where_a_word_is_due_has_no_name():
    assert recognise(4.0, "monotone") is None
    assert recognise((4.0, 2.0), ("monotone", 2.0)) is None


def test_a_probability_of_the_other_case_is_named():
    assert recognise(np.array([0.2, 0.7]), np.array([0.8, 0.3])) == COMPLEMENT
    assert recognise(np.array([-1.0, 0.7]), np.array([2.0, 0.3])) is None


@pytest.mark.parametrize(
    ("got", "told"),
    [
        (1.2345678 * DUE, "off by a factor"),
        (DUE / 12345, "off by a factor"),
        (DUE + 1234.5, "off by a constant"),
        (2 * DUE, "off by a factor: 2 times what it should be"),
        (DUE / 2, "off by a factor: 1/2 of what it should be"),
        (-DUE, SIGN),
        (np.vstack([DUE, *[DUE[:1]] * 37]), "the entries are right, but there are too many or too few: when does it stop?"),
    ],
)  # fmt: skip
def test_of_a_hidden_check_a_number_is_told_only_from_a_short_list(got, told):
    cause = recognise(got, DUE)

    assert (cause and without_numbers(cause)) == told
