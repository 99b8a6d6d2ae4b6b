"""The slope through two points."""

from __future__ import annotations

import math

import numpy as np

from autograder.calls import call
from autograder.checks import Golden, Purity, Raises, Shape
from autograder.checks.golden import golden
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.formula_recipes import formula
from autograder.plain import Laid

# %% [markdown]
# ## The slope through two points
#
# Everything begins with a triangle: go from one point to another, and divide how far you went up by how far you went
# to the right,
#
# $$m = \frac{y_2 - y_1}{x_2 - x_1}$$
#
# A train is at kilometre 30 at two o'clock and at kilometre 210 at half past three: $180/1.5 = 120$ km/h. Which of the
# two points comes first does not matter, since both differences turn their sign. What does matter is that there is a
# difference: two points above each other have no slope, and a function that quietly returns `inf` there hands its
# trouble to whoever comes next.


def _points(p: list[float], q: list[float]) -> tuple[np.ndarray, np.ndarray]:
    return np.array(p), np.array(q)


@exercise(
    points=2,
    minutes=6,
    difficulty=1,
    source="S0-05",
    hints=(
        "A point is an array of two numbers, the first is x. Which difference stands above the fraction line?",
        "Look at the difference in x before you divide: when it is exactly 0, raise ValueError with a sentence that says why.",
        "Unpack both points into an x and a y, refuse equal x, then return the difference in y over the difference in x, in the same order.",
    ),
    checks=[
        Shape(label="one number", at=(call("slope", *_points([0.0, 1.0], [2.0, 4.0])),)),
        golden(call("slope", *_points([2.0, 30.0], [3.5, 210.0])), 120.0, label="the train"),
        Golden(
            label="up, down and level",
            weight=3,
            at=(
                call("slope", *_points([-1.0, 2.5], [3.0, 0.5])),
                call("slope", *_points([0.25, -1.0], [1.0, 5.0])),
                call("slope", *_points([4.0, 7.0], [-2.0, 7.0])),
            ),
        ),
        Raises(
            label="refuses a vertical line",
            exception="ValueError",
            at=(call("slope", *_points([2.0, 1.0], [2.0, 5.0])),),
        ),
    ],
    hidden=[
        Golden(
            label="whichever point comes first, whole numbers too",
            weight=3,
            at=(
                call("slope", *_points([3.5, 210.0], [2.0, 30.0])),
                call("slope", *_points([3, -2], [-4, 5])),
                call("slope", *_points([1, 2], [4, 3])),
                call("slope", *_points([-0.3, 0.0], [0.0, 0.7])),
                call(
                    "slope", Laid(np.array([5.0, -1.5]), "readonly"), Laid(np.array([-7.0, 2.25]), "strided")
                ),
            ),
        ),
        Golden(
            label="steep is not vertical",
            at=(
                call("slope", *_points([1.0, 0.0], [1.0 + 2.0**-30, 1.0])),
                call("slope", *_points([2.0**-40, 3.0], [0.0, -5.0])),
            ),
        ),
        Raises(
            label="refuses other vertical lines",
            exception="ValueError",
            at=(
                call("slope", *_points([-3, 4], [-3, -9])),
                call("slope", *_points([0.1, 2.0], [0.1, 2.0])),
                call("slope", *_points([0.0, -1.0], [-0.0, 1.0])),
            ),
        ),
        Purity(
            label="leaves the points alone",
            first=call("slope", *_points([3.0, -2.0], [-4.0, 5.0])),
            between=call("slope", *_points([1.0, 1.0], [2.0, 5.0])),
        ),
        formula(
            "slope",
            {"p": np.array([1.0, 2.0]), "q": np.array([2.5, -1.0])},
            names={"p[0]": "x1", "p[1]": "y1", "q[0]": "x2", "q[1]": "y2"},
        ),
    ],
)
def slope(p: np.ndarray, q: np.ndarray) -> float:
    r"""Slope of the line through two points, $m = (y_2 - y_1)/(x_2 - x_1)$.

    Args:
        p: the point $(x_1, y_1)$, shape (2,), perhaps of whole numbers.
        q: the point $(x_2, y_2)$, shape (2,).

    Returns:
        The slope, one number.

    Raises:
        ValueError: the two points have exactly the same x.

    Example:
        >>> print(slope(np.array([0.0, 1.0]), np.array([2.0, 4.0])))
        1.5
    """
    (x1, y1), (x2, y2) = np.asarray(p, dtype=float), np.asarray(q, dtype=float)
    if x1 == x2:
        complaint = f"a slope needs two different x, both points have x = {x1}"
        raise ValueError(complaint)
    return float((y2 - y1) / (x2 - x1))


@wrong(slope, "upside down")
def _(p, q):
    if p[0] == q[0]:
        raise ValueError
    return (q[0] - p[0]) / (q[1] - p[1])


@wrong(slope, "the differences in opposite order")
def _(p, q):
    if p[0] == q[0]:
        raise ValueError
    return (q[1] - p[1]) / (p[0] - q[0])


@wrong(slope, "lets the division by zero happen")
def _(p, q):
    with np.errstate(all="ignore"):
        return np.float64(q[1] - p[1]) / (q[0] - p[0])


@wrong(slope, "raises ZeroDivisionError, not ValueError")
def _(p, q):
    return (float(q[1]) - float(p[1])) / (float(q[0]) - float(p[0]))


@wrong(slope, "infinite for a vertical line")
def _(p, q):
    if p[0] == q[0]:
        return math.inf
    return (q[1] - p[1]) / (q[0] - p[0])


@wrong(slope, "refuses level lines in place of vertical ones")
def _(p, q):
    if p[1] == q[1]:
        raise ValueError
    with np.errstate(all="ignore"):
        return (q[1] - p[1]) / (q[0] - p[0])


@wrong(slope, "absolute differences")
def _(p, q):
    if p[0] == q[0]:
        raise ValueError
    return abs(q[1] - p[1]) / abs(q[0] - p[0])


@wrong(slope, "takes a point for a pair of x")
def _(p, q):
    if p[0] == p[1]:
        raise ValueError
    return (q[1] - q[0]) / (p[1] - p[0])


@wrong(slope, "refuses whatever looks vertical")
def _(p, q):
    if np.isclose(p[0], q[0]):
        raise ValueError
    return (q[1] - p[1]) / (q[0] - p[0])


@wrong(slope, "whole division")
def _(p, q):
    if p[0] == q[0]:
        raise ValueError
    return (q[1] - p[1]) // (q[0] - p[0])


@wrong(slope, "prints, and returns nothing")
def _(p, q):
    if p[0] == q[0]:
        raise ValueError
    print((q[1] - p[1]) / (q[0] - p[0]))


@accepted(slope, "by index")
def _(p, q):
    if p[0] == q[0]:
        raise ValueError
    return (q[1] - p[1]) / (q[0] - p[0])


@accepted(slope, "from the second point to the first")
def _(p, q):
    dx, dy = (float(a) - float(b) for a, b in zip(p, q, strict=True))
    if not dx:
        raise ValueError
    return dy / dx


@accepted(slope, "by np.diff")
def _(p, q):
    run, rise = np.diff(np.stack([p, q]), axis=0)[0]
    if run == 0:
        message = "vertical"
        raise ValueError(message)
    return np.divide(rise, run)


@accepted(slope, "catches the division by zero")
def _(p, q):
    step = [float(value) for value in np.subtract(q, p)]
    try:
        return step[1] / step[0]
    except ZeroDivisionError:
        raise ValueError from None


@accepted(slope, "solves for the line's coefficients")
def _(p, q):
    (x1, y1), (x2, y2) = [1.0 * p[0], 1.0 * p[1]], [1.0 * q[0], 1.0 * q[1]]
    determinant = x2 * 1.0 - x1 * 1.0
    if determinant == 0.0:
        raise ValueError
    return np.array((y2 - y1) / determinant)
