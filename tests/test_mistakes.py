from __future__ import annotations

import numpy as np
import pytest

from autograder.mistakes import FORGOT_RETURN, SIGN, TRANSPOSED, recognise

DUE = np.array([[0.3, -1.2, 2.5], [0.7, 0.1, -0.9]])


@pytest.mark.parametrize(
    ("got", "cause"),
    [
        (None, FORGOT_RETURN),
        (-DUE, SIGN),
        (DUE.T, TRANSPOSED),
        (2 * DUE, "a factor: everything is 2 times what it should be"),
        (DUE / 5, "a factor: everything is 1/5 of what it should be"),
        (DUE + 1, "a constant: everything is 1 too large"),
        (0 * DUE, "everything is zero"),
        (DUE * np.nan, "not a number (NaN) came out: 0/0, inf - inf or the logarithm of a negative number"),
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


def test_two_different_slips_are_not_called_one():
    assert recognise((-DUE, 2 * DUE), (DUE, DUE)) is None
    assert recognise((-DUE, DUE), (DUE, DUE)) == SIGN


def test_a_single_number_is_not_called_a_factor():
    assert recognise(3.0, 1.5) is None
    assert recognise(-1.5, 1.5) == SIGN
