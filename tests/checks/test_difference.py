from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.checks.difference import elementwise_derivative, gradient

SMOOTH = {
    "sine": (np.sin, np.cos),
    "tanh": (np.tanh, lambda x: 1 - np.tanh(x) ** 2),
    "exp": (np.exp, np.exp),
    "softplus": (lambda x: np.log1p(np.exp(x)), lambda x: 1 / (1 + np.exp(-x))),
    "rational": (lambda x: x / (1 + x * x), lambda x: (1 - x * x) / (1 + x * x) ** 2),
    "shifted by 1e4": (lambda x: np.sin(x) + 1e4, np.cos),
    "scaled by 1e-5": (lambda x: 1e-5 * np.sin(x), lambda x: 1e-5 * np.cos(x)),
}


@pytest.mark.parametrize("name", SMOOTH)
@given(x=st.lists(st.floats(-6, 6), min_size=1, max_size=6))
def test_the_error_estimate_covers_the_error(name, x):
    f, derivative = SMOOTH[name]
    points = np.array(x)

    found = elementwise_derivative(f, points)

    error = np.abs(found.value - derivative(points))
    scale = np.max(np.abs(derivative(points)))
    assert not found.kink.any()
    assert np.all(error <= 10 * found.error + 1e-9 * scale)


@pytest.mark.parametrize("name", SMOOTH)
def test_the_estimate_is_sharp_enough_to_see_a_slip_of_a_millionth(name):
    f, derivative = SMOOTH[name]
    points = np.array([-2.3, -0.7, 0.4, 1.9])

    found = elementwise_derivative(f, points)

    slip = 1e-6 * np.abs(derivative(points))
    assert np.all(10 * found.error + 1e-9 * np.max(np.abs(derivative(points))) < slip)


def test_a_kink_is_flagged_and_its_slopes_are_known():
    found = elementwise_derivative(lambda z: np.maximum(0, z), np.array([0.0, 1.0, -0.5]))

    assert list(found.kink) == [True, False, False]
    assert (found.low[0], found.high[0]) == (0.0, 1.0)


def test_a_kink_nearby_does_not_spoil_a_smooth_point():
    found = elementwise_derivative(lambda z: np.abs(z), np.array([0.05, -0.06]))

    assert not found.kink.any()
    assert np.allclose(found.value, [1.0, -1.0], atol=1e-9)


def test_the_gradient_of_a_quadratic_form():
    A = np.array([[2.0, 0.5], [0.5, 8.0]])
    x = np.array([1.0, -1.5])

    found = gradient(lambda v: float(v @ A @ v / 2), x)

    assert np.allclose(found.value, A @ x, atol=1e-10)


def test_the_gradient_leaves_its_argument_alone_and_keeps_its_shape():
    x = np.arange(6.0).reshape(2, 3)

    found = gradient(lambda v: float((v**3).sum()), x)

    assert np.array_equal(x, np.arange(6.0).reshape(2, 3))
    assert np.allclose(found.value, 3 * x**2, atol=1e-8)
