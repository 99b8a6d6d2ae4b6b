"""What u02's prose says in numbers."""

from __future__ import annotations

import math

import numpy as np
import pytest

from autograder.build.unit import load_unit
from solutions.u02_rates_of_change.central import central_difference
from solutions.u02_rates_of_change.forward import forward_difference
from solutions.u02_rates_of_change.gradient_check import gradient_error
from solutions.u02_rates_of_change.midpoints import midpoint_claim
from solutions.u02_rates_of_change.nabla import numerical_gradient
from solutions.u02_rates_of_change.polygon import regular_polygon_area
from solutions.u02_rates_of_change.realisable import pyramid_claim
from solutions.u02_rates_of_change.riemann_sums import riemann
from solutions.u02_rates_of_change.round_shapes import sphere
from solutions.u02_rates_of_change.solids import cylinder
from solutions.u02_rates_of_change.stationary import stationary_points
from tests.conftest import ROOT

POINTS = np.linspace(-2, 2, 41)


def mean_error(quotient, h):
    return np.abs(quotient(np.exp, POINTS, h) - np.exp(POINTS)).mean()


def test_the_central_difference_is_about_300_times_better():
    assert mean_error(forward_difference, 1e-8) / mean_error(central_difference, 1e-5) == pytest.approx(
        340, rel=0.2
    )


def test_one_point_alone_misleads():
    errors = [abs(central_difference(np.exp, 1.0, h) - math.e) for h in (1e-5, 1e-7)]

    assert errors[1] == pytest.approx(errors[0], rel=0.1)
    assert mean_error(central_difference, 1e-7) > 10 * mean_error(central_difference, 1e-5)


def test_the_orders_of_the_slides_formula():
    def error(dx, place):
        return abs((math.exp(1 + dx) - math.e) / dx - math.exp(1 + place * dx))

    ratios = [error(0.1, place) / error(0.05, place) for place in (0.5, 0.0)]

    assert midpoint_claim == (
        "second",
        pytest.approx(ratios[0], rel=1e-4),
        "first",
        pytest.approx(ratios[1], rel=1e-4),
    )


@pytest.mark.parametrize(
    ("strips", "left", "midpoint", "trapezoid"),
    [(10, 0.285, 0.3325, 0.335), (100, 0.32835, 0.333325, 0.33335)],
)
def test_the_table_of_sums(strips, left, midpoint, trapezoid):
    rules = ("left", "midpoint", "trapezoid")
    sums = [riemann(np.square, 0.0, 1.0, strips, rule) for rule in rules]

    assert sums == pytest.approx([left, midpoint, trapezoid], rel=1e-12)
    assert (sums[2] - 1 / 3) / (1 / 3 - sums[1]) == pytest.approx(2, rel=1e-9)


def test_the_sheets_sphere_has_two_values_of_pi():
    area, volume = sphere(4.5)

    assert (round(area, 1), round(volume, 1)) == (254.5, 381.7)
    assert (round(4 * 3.14 * 4.5**2, 2), round(4 / 3 * 3.14 * 4.5**3, 2)) == (254.34, 381.51)
    assert central_difference(lambda r: sphere(r)[1], 4.5) == pytest.approx(area, rel=1e-8)


def test_the_sheets_can_and_ellipse_are_computed_with_314():
    assert (2 * 3.14 * 25 + 2 * 3.14 * 5 * 10, 3.14 * 25 * 10) == (471.0, 785.0)
    assert [round(part, 2) for part in cylinder(5.0, 10.0)] == [471.24, 785.4]


def test_the_sheets_polygon_prism_and_pyramid():
    assert regular_polygon_area(6, 5.0) == pytest.approx(64.9519052838329)
    assert round((60 / 5) ** 2 / (4 * math.pi), 2) == 11.46
    assert pyramid_claim == ("no", pytest.approx(4 * 0.5 * 4 * math.hypot(9, 2), rel=1e-6))
    assert 2 * math.sqrt(16 * math.pi) * 9 / 2 > 63


def test_the_volume_of_the_sheets_dodecahedron():
    edge = math.sqrt(200 * 4 * math.tan(math.pi / 5) / 5)
    inner_radius = edge / 2 * math.sqrt(5 / 2 + 11 / 10 * math.sqrt(5))

    assert round(edge, 2) == 10.78
    assert round(12 * 200 * inner_radius / 3) == 9605


def test_the_flat_points_are_flat():
    for x, kind in stationary_points:
        assert x**3 - 3 * x**2 + 2 * x == 0
        assert (3 * x**2 - 6 * x + 2 > 0) == (kind == "min")


def test_a_right_gradient_and_typical_mistakes():
    x = np.array([0.5, -1.25, 2.0])

    def f(x):
        return np.sum(x**3)

    errors = [gradient_error(f, lambda x, factor=factor: factor * x**2, x) for factor in (3, 1.5, 6, -3)]

    assert errors[0] < 1e-7
    assert errors[1:] == pytest.approx([1 / 3, 1 / 3, 1])


def test_the_gradient_on_paper_is_the_numerical_one():
    gradient = numerical_gradient(lambda x: x[0] ** 2 * x[1] + x[1] * x[2], np.array([1, 2, 3]))

    assert gradient == pytest.approx([4, 4, 2])


def test_the_core_exercises_take_at_most_three_hours():
    core = [item for item in load_unit(ROOT, "u02_rates_of_change").exercises if item.core]

    assert 5 <= len(core) <= 8
    assert sum(item.minutes for item in core) <= 180
