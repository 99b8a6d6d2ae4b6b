"""Objectives are what their names say, and their gradients fit."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.objectives import objective, resolve
from autograder.plain import named

POINTS = st.floats(-2, 2)


def slope(f, x, h=1e-5):
    return (f(x + h) - f(x - h)) / (2 * h)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("identity", 2.0),
        ("square", 4.0),
        ("cube", 8.0),
        ("exp", np.e**2),
        ("relu", 2.0),
        ("sine", np.sin(2.0)),
    ],
)
def test_scalar_functions(name, value):
    function = resolve(named(name))

    assert function(2.0) == pytest.approx(value)
    assert function(np.array([2.0, -2.0])).shape == (2,)


@given(POINTS, st.floats(0.1, 10))
def test_the_quadratics_gradient_is_its_derivative(x, curvature):
    f, gradient = (resolve(named(name, curvature=curvature)) for name in ("quadratic", "quadratic_gradient"))

    assert gradient(x) == pytest.approx(slope(f, x), abs=1e-6)


@given(POINTS, POINTS)
def test_gradients_in_the_plane_are_derivatives(x0, x1):
    A, b = np.array([[3.0, 1.0], [1.0, 2.0]]), np.array([1.0, -1.0])
    cases = [
        (resolve(named("rosenbrock_gradient")), lambda x: (1 - x[0]) ** 2 + 100 * (x[1] - x[0] ** 2) ** 2),
        (resolve(named("saddle_gradient")), lambda x: x[0] ** 2 - x[1] ** 2),
        (resolve(named("bowl_gradient", A=A, b=b)), lambda x: x @ A @ x / 2 - b @ x),
    ]
    x = np.array([x0, x1])
    for gradient, f in cases:
        numeric = [slope(lambda t, axis=axis, f=f: f(x + t * np.eye(2)[axis]), 0.0) for axis in (0, 1)]

        assert gradient(x) == pytest.approx(np.array(numeric), abs=1e-4, rel=1e-6)


def test_an_unknown_objective_is_told_with_the_known_ones():
    with pytest.raises(KeyError, match=r"no objective.*rosenbrock_gradient"):
        resolve(named("nope"))


def test_a_name_is_registered_once():
    with pytest.raises(ValueError, match="'square' is there already"):

        @objective
        def square(x):
            return x


@given(st.lists(POINTS, min_size=4, max_size=4))
def test_gradients_of_functions_of_arrays_are_derivatives(entries):
    x = np.array(entries).reshape(2, 2)
    for name in ("chained", "sum_of_cubes"):
        f, gradient = resolve(named(name)), resolve(named(f"{name}_gradient"))
        numeric = [slope(lambda t, k=k, f=f: f(x + t * np.eye(4)[k].reshape(2, 2)), 0.0) for k in range(4)]

        assert gradient(x) == pytest.approx(np.reshape(numeric, (2, 2)), abs=1e-4)


def test_functions_of_one_kind_of_input():
    assert resolve(named("softplus_of_a_number"))(0.0) == pytest.approx(np.log(2))
    assert resolve(named("slide_field"))(np.array([1.0, 2.0, 3.0])) == 8.0
    with pytest.raises(TypeError):
        resolve(named("softplus_of_a_number"))(np.zeros(2))
    with pytest.raises(ValueError, match="negative integer powers"):
        resolve(named("sum_of_inverse_squares"))(np.array([1, 2]))


def test_the_steps_of_the_checks_tell_batches_apart():
    X, y = np.array([[2.0], [4.0]]), np.array([0, 1])
    halving, coasting = (resolve(named(name)) for name in ("halving_step", "coasting_step"))

    assert halving({"w": np.array([2.0])}, {"rows": [3]}, X, y) == ({"w": 6.0}, {"rows": [3, 2]})
    params, state = coasting({"w": np.array([2.0])}, {"move": 4.0}, X, y)
    assert (params["w"], state["move"]) == (9.0, 7.0)
    assert resolve(named("spread_measure"))(X, y, {"w": np.array([1.0])}) == (5.0, 0.5)
