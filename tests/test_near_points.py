"""Numbers a millionth apart show a slope that is no derivative; what is one is never refused."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.calls import Outcome, call
from autograder.checks.golden import Golden
from autograder.exercise.spec import ExerciseSpec
from autograder.near_points import NearPoints
from autograder.plain import to_tree

CLOSE = np.array([-6e-07, -2e-09, 2e-09, 6e-07, 3.3])
SMOOTH = {
    "sigmoid": (lambda z: 1 / (1 + np.exp(-z)), lambda z: np.exp(-z) / (1 + np.exp(-z)) ** 2),
    "sine": (np.sin, np.cos),
    "square": (np.square, lambda z: 2 * z),
    "relu": (lambda z: np.maximum(z, 0), lambda z: (z > 0).astype(float)),
    "lifted": (lambda z: 1e4 + np.tanh(z), lambda z: 1 - np.tanh(z) ** 2),
}


def exercise(name, at=CLOSE):
    check = Golden(at=(call(name, at),), expected=(to_tree(np.zeros(at.shape)),))
    return ExerciseSpec(
        id=name, kind="function", points=1, prompt="", source="", hints=("", "", ""), stub="", checks=(check,)
    )


FORWARD, SLOPE = exercise("f"), exercise("f_grad")


def contradicted(values, slopes):
    def outcomes(item, result):
        return {id(item.checks[0]): [Outcome("returned", to_tree(result))]}

    return NearPoints(FORWARD, SLOPE).contradict(outcomes(FORWARD, values), outcomes(SLOPE, slopes))


@pytest.mark.parametrize("name", SMOOTH)
@given(factor=st.floats(0.01, 100), noise=st.floats(-1, 1))
def test_a_derivative_is_never_refused(name, factor, noise):
    function, slope = SMOOTH[name]
    rounding = 1 + noise * np.finfo(float).eps

    assert not contradicted(factor * function(CLOSE) * rounding, factor * slope(CLOSE))


@pytest.mark.parametrize("name", SMOOTH)
def test_another_slope_is_seen(name):
    function, slope = SMOOTH[name]

    assert contradicted(function(CLOSE), slope(CLOSE) + 0.5)


@pytest.mark.parametrize(
    "result", [np.float32([0.5] * 5), np.full((5, 1), 0.5), [0.5] * 5, np.full(5, np.nan), 10**400, "x"]
)
def test_what_is_no_array_of_float64_says_nothing(result):
    assert not contradicted(result, np.ones(5))
    assert not contradicted(np.zeros(5), result)


def test_inputs_that_are_not_shared_or_far_apart_say_nothing():
    elsewhere = exercise("f_grad", np.array([-2.0, 0.0, 2.0]))

    assert NearPoints(FORWARD, elsewhere).pairs == []
    assert NearPoints(elsewhere, elsewhere).pairs == []
    assert NearPoints(FORWARD, SLOPE).pairs == [(-6e-07, -2e-09), (2e-09, 6e-07)]
