"""Sums that stand for integrals."""

from __future__ import annotations

import math

import numpy as np

from autograder.calls import Call, call
from autograder.checks import Golden, Raises, Shape
from autograder.checks.golden import golden
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.formula_recipes import formula
from autograder.plain import named

# %% [markdown]
# ## Counting squares
#
# The slide draws a curve on squared paper and says: "Area = 6 squares. Just count them!" That is not a joke, that is
# the definition. Cut the interval into $n$ strips of width $\Delta x$, take each strip for a rectangle, add them up
# (S0-11):
#
# $$\int_a^b f(x)\,dx = \lim_{n \to \infty} \sum f(x_i)\,\Delta x$$
#
# How high is a rectangle? As high as the curve at the strip's *left* end, at its *right* end, or in its *middle*; and a
# *trapezoid* goes straight from one end of the curve to the other, which is the mean of left and right. For $x^2$ from
# 0 to 1, where the integral is $1/3$:
#
# | strips | left | midpoint | trapezoid |
# |---|---|---|---|
# | 10 | 0.285 | 0.3325 | 0.335 |
# | 100 | 0.32835 | 0.333325 | 0.33335 |
#
# Ten times as many strips make the first error ten times smaller and the other two a hundred times: first and second
# order again. In the middle is better than at the end, just as for slopes. And the midpoint rule, which looks cruder
# than the trapezoids, has half their error.

_NAME = "riemann"
_SQUARE, _CUBE, _EXP, _SINE = (named(name) for name in ("square", "cube", "exp", "sine"))


def _sums(*rules: str) -> tuple[Call, ...]:
    places = (
        (_EXP, -2.0, 1.5, 7),
        (_CUBE, 3.0, 1.0, 4),
        (_SINE, 0, 3, 1),
        (_SQUARE, -2, 5, 3),
        (_EXP, 0.1, 0.7, 1000),
    )
    return tuple(call(_NAME, *place, rule) for rule in rules for place in places)


@exercise(
    points=3,
    minutes=15,
    difficulty=2,
    source="S0-11, S0-13",
    hints=(
        "All four rules add n heights and multiply with one width; they differ in where they look.",
        "Strip k (from 0) begins at a + k dx. The middle is half a dx further, the right end a whole one. Trapezoids: the mean of left and right.",
        "Work out dx, then the n left ends as an array. Shift them by 0, dx/2 or dx according to the rule, sum f there, times dx; for trapezoids average the sums of both ends.",
    ),
    checks=[
        Shape(
            label="one number",
            at=tuple(
                call(_NAME, _SQUARE, 0.0, 1.0, 4, rule) for rule in ("left", "right", "midpoint", "trapezoid")
            ),
        ),
        golden(call(_NAME, _SQUARE, 0.0, 1.0, 10, "left"), 0.285, label="the table's left sum"),
        golden(call(_NAME, _SQUARE, 0.0, 1.0, 10, "midpoint"), 0.3325, label="the table's midpoint sum"),
        golden(call(_NAME, _SQUARE, 0.0, 1.0, 10, "trapezoid"), 0.335, label="the table's trapezoids"),
        Golden(
            label="right ends, another interval",
            at=(call(_NAME, _CUBE, -1.0, 2.5, 5, "right"), call(_NAME, _EXP, -0.5, 1.0, 3, "right")),
        ),
        Raises(
            label="refuses any other rule",
            exception="ValueError",
            at=(call(_NAME, _SQUARE, 0.0, 1.0, 4, "middle"),),
        ),
    ],
    hidden=[
        Golden(label="left and right", weight=2, at=_sums("left", "right")),
        Golden(label="midpoint and trapezoid", weight=3, at=_sums("midpoint", "trapezoid")),
        formula(
            _NAME,
            {"f": _SQUARE, "a": 0.5, "b": 1.5, "n": 1, "rule": "midpoint"},
            fixed=("f", "n", "rule"),
        ),
    ],
)
def riemann(f, a: float, b: float, n: int, rule: str) -> float:
    r"""Approximate $\int_a^b f(x)\,dx$ by $n$ strips of equal width.

    Args:
        f: a function of one variable that works on numbers and, entry by entry, on arrays.
        a: where to begin.
        b: where to end; $b < a$ is allowed and turns the sign, as for integrals.
        n: number of strips, at least 1.
        rule: "left", "right", "midpoint" or "trapezoid".

    Returns:
        The sum, one number.

    Raises:
        ValueError: `rule` is none of the four.

    Example:
        >>> print(riemann(lambda x: 2 * x, 0.0, 4.0, 2, "left"))
        8.0
    """
    weights = {"left": (1, 0, 0), "midpoint": (0, 1, 0), "right": (0, 0, 1), "trapezoid": (0.5, 0, 0.5)}
    if rule not in weights:
        complaint = f"rule is one of {', '.join(weights)}, not {rule!r}"
        raise ValueError(complaint)
    width = (b - a) / n
    starts = a + width * np.arange(n)
    heights = [np.sum(f(starts + part * width)) for part in (0.0, 0.5, 1.0)]
    return float(width * np.dot(weights[rule], heights))


@wrong(riemann, "left, whatever the rule is")
def _(f, a, b, n, rule):
    if rule not in ("left", "right", "midpoint", "trapezoid"):
        raise ValueError
    dx = (b - a) / n
    return float(np.sum(f(a + dx * np.arange(n))) * dx)


@wrong(riemann, "left and right swapped")
def _(f, a, b, n, rule):
    shift = {"left": 1.0, "right": 0.0, "midpoint": 0.5, "trapezoid": None}
    if rule not in shift:
        raise ValueError
    dx = (b - a) / n
    x = a + dx * np.arange(n + 1)
    if rule == "trapezoid":
        return float(np.sum(f(x[:-1]) + f(x[1:])) * dx / 2)
    return float(np.sum(f(x[:-1] + shift[rule] * dx)) * dx)


@wrong(riemann, "the ends of the trapezoids count fully")
def _(f, a, b, n, rule):
    dx = (b - a) / n
    x = a + dx * np.arange(n + 1)
    if rule == "trapezoid":
        return float(np.sum(f(x)) * dx)
    if rule not in ("left", "right", "midpoint"):
        raise ValueError
    return float(np.sum(f(x[:-1] + {"left": 0.0, "midpoint": 0.5, "right": 1.0}[rule] * dx)) * dx)


@wrong(riemann, "linspace with n points, one strip too few")
def _(f, a, b, n, rule):
    if rule not in ("left", "right", "midpoint", "trapezoid"):
        raise ValueError
    x = np.linspace(a, b, n)
    dx = (b - a) / n
    if rule == "left":
        return float(np.sum(f(x[:-1])) * dx)
    if rule == "right":
        return float(np.sum(f(x[1:])) * dx)
    if rule == "midpoint":
        return float(np.sum(f((x[:-1] + x[1:]) / 2)) * dx)
    return float(np.sum((f(x[:-1]) + f(x[1:])) / 2) * dx)


@wrong(riemann, "the mean of the values at both ends as midpoint")
def _(f, a, b, n, rule):
    dx = (b - a) / n
    left, right = a + dx * np.arange(n), a + dx * np.arange(1, n + 1)
    if rule in ("midpoint", "trapezoid"):
        return float(np.sum((f(left) + f(right)) / 2) * dx)
    if rule not in ("left", "right"):
        raise ValueError
    return float(np.sum(f(left if rule == "left" else right)) * dx)


@wrong(riemann, "the width is forgotten")
def _(f, a, b, n, rule):
    dx = (b - a) / n
    x = a + dx * np.arange(n)
    if rule == "trapezoid":
        return float(np.sum(f(x) + f(x + dx)) / 2)
    if rule not in ("left", "right", "midpoint"):
        raise ValueError
    return float(np.sum(f(x + {"left": 0.0, "midpoint": 0.5, "right": 1.0}[rule] * dx)))


@wrong(riemann, "begins at 0 in place of a")
def _(f, a, b, n, rule):
    dx = (b - a) / n
    x = dx * np.arange(n)
    if rule == "trapezoid":
        return float(np.sum(f(x) + f(x + dx)) * dx / 2)
    if rule not in ("left", "right", "midpoint"):
        raise ValueError
    return float(np.sum(f(x + {"left": 0.0, "midpoint": 0.5, "right": 1.0}[rule] * dx)) * dx)


@wrong(riemann, "the width is always positive")
def _(f, a, b, n, rule):
    dx = (b - a) / n
    x = a + dx * np.arange(n)
    if rule == "trapezoid":
        return float(np.sum(f(x) + f(x + dx)) * abs(dx) / 2)
    if rule not in ("left", "right", "midpoint"):
        raise ValueError
    return float(np.sum(f(x + {"left": 0.0, "midpoint": 0.5, "right": 1.0}[rule] * dx)) * abs(dx))


@wrong(riemann, "whole division for the width")
def _(f, a, b, n, rule):
    dx = (b - a) // n
    x = a + dx * np.arange(n)
    if rule == "trapezoid":
        return float(np.sum(f(x) + f(x + dx)) * dx / 2)
    if rule not in ("left", "right", "midpoint"):
        raise ValueError
    return float(np.sum(f(x + {"left": 0.0, "midpoint": 0.5, "right": 1.0}[rule] * dx)) * dx)


@wrong(riemann, "any other rule counts as trapezoid")
def _(f, a, b, n, rule):
    dx = (b - a) / n
    x = a + dx * np.arange(n)
    shift = {"left": 0.0, "midpoint": 0.5, "right": 1.0}
    if rule in shift:
        return float(np.sum(f(x + shift[rule] * dx)) * dx)
    return float(np.sum(f(x) + f(x + dx)) * dx / 2)


@accepted(riemann, "strip by strip")
def _(f, a, b, n, rule):
    dx, total = (b - a) / n, 0.0
    for k in range(n):
        left, right = a + k * dx, a + (k + 1) * dx
        if rule == "left":
            height = f(left)
        elif rule == "right":
            height = f(right)
        elif rule == "midpoint":
            height = f((left + right) / 2)
        elif rule == "trapezoid":
            height = (f(left) + f(right)) / 2
        else:
            raise ValueError
        total += height * dx
    return total


@accepted(riemann, "linspace with n + 1 points")
def _(f, a, b, n, rule):
    x = np.linspace(a, b, n + 1)
    dx = (b - a) / n
    if rule == "left":
        return dx * f(x[:-1]).sum()
    if rule == "right":
        return dx * f(x[1:]).sum()
    if rule == "midpoint":
        return dx * f(0.5 * (x[:-1] + x[1:])).sum()
    if rule == "trapezoid":
        return np.trapezoid(f(x), x)
    raise ValueError(rule)


@accepted(riemann, "mean height times length")
def _(f, a, b, n, rule):
    x = a + (b - a) * np.arange(n) / n
    half = (b - a) / (2 * n)
    if rule == "left":
        heights = f(x)
    elif rule == "right":
        heights = f(x + 2 * half)
    elif rule == "midpoint":
        heights = f(x + half)
    elif rule == "trapezoid":
        heights = 0.5 * f(x) + 0.5 * f(x + 2 * half)
    else:
        message = "left, right, midpoint or trapezoid"
        raise ValueError(message)
    return np.mean(heights) * (b - a)


@accepted(riemann, "an inner sum, trapezoids by recursion")
def _(f, a, b, n, rule):
    def rectangles(shift):
        return math.fsum(float(f(a + (k + shift) * (b - a) / n)) for k in range(n)) * (b - a) / n

    if rule == "trapezoid":
        return (rectangles(0) + rectangles(1)) / 2
    shifts = {"left": 0, "midpoint": 0.5, "right": 1}
    try:
        return rectangles(shifts[rule])
    except KeyError:
        raise ValueError from None
