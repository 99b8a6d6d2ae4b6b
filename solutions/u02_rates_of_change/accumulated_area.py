"""The slope of an area."""

from __future__ import annotations

import numpy as np

from autograder.calls import call
from autograder.checks import Golden, Shape
from autograder.checks.golden import golden
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.formula_recipes import formula
from autograder.plain import named
from solutions.u02_rates_of_change.central import central_difference
from solutions.u02_rates_of_change.riemann_sums import riemann

# %% [markdown]
# ## Two operations that undo each other
#
# Let the area under a curve grow from $a$ to $x$ and call it $F(x)$. How fast does it grow? A little step $h$ to the
# right adds a strip as wide as $h$ and as high as $f(x)$, so per step it is $f(x)$ itself:
#
# $$\frac{d}{dx} \int_a^x f(t)\,dt = f(x)$$
#
# This is the fundamental theorem of calculus, and you have both halves of it as programs. Put one into the other. That
# is how the distance covered and the speedometer fit together, and why the slide could mistake one for the other.

_NAME = "antiderivative_slope"
_SQUARE, _CUBE, _EXP, _SINE = (named(name) for name in ("square", "cube", "exp", "sine"))


@exercise(
    points=2,
    minutes=8,
    difficulty=2,
    core=False,
    source="S0-14",
    needs=("central_difference", "riemann"),
    hints=(
        "First write F, a function of its upper end alone: the area from a to there.",
        "F is one call of riemann with the midpoint rule and n strips; its slope at x is one call of central_difference.",
        "Define an inner function of the upper end that returns the midpoint sum from a, and hand it to central_difference with x and h.",
    ),
    checks=[
        Shape(label="one number", at=(call(_NAME, _EXP, 0.0, 1.0, 10, 0.5), call(_NAME, _EXP, 0.0, 1.0))),
        golden(call(_NAME, _SQUARE, 0.0, 2.0), 4.0, label="the square at 2, nearly", rtol=1e-5),
        Golden(
            label="few strips, a large step",
            weight=2,
            at=(call(_NAME, _SQUARE, 0.5, 2.0, 4, 0.25), call(_NAME, _EXP, -1.0, 0.5, n=3, h=0.5)),
        ),
    ],
    hidden=[
        Golden(
            label="other functions, ends, strips and steps",
            weight=3,
            at=(
                call(_NAME, _CUBE, 2.0, -1.0, 5, 0.125),
                call(_NAME, _SINE, -1, 2, 1, 0.5),
                call(_NAME, _EXP, 0.25, 1.75, n=17),
                call(_NAME, _CUBE, 1, 3, h=0.5),
            ),
        ),
        Golden(
            label="default strips and step",
            rtol=1e-8,
            at=(
                call(_NAME, _SINE, 0.0, 40.0),
                call(_NAME, _EXP, -2.0, 1.0),
                call(_NAME, _SQUARE, 0.0, 0.0),
            ),
        ),
        formula(_NAME, {"f": _SQUARE, "a": 0.5, "x": 2.0, "n": 1, "h": 0.25}, fixed=("f", "n")),
    ],
)
def antiderivative_slope(f, a: float, x: float, n: int = 1000, h: float = 1e-3) -> float:
    r"""Slope at x of the area $F(x) = \int_a^x f(t)\,dt$, both worked out numerically.

    $F$ is the midpoint sum with `n` strips from `a` to its argument (`n` strips each time, however far that is); its
    slope is the central difference with step `h`.

    Args:
        f: a function of one variable that works on numbers and, entry by entry, on arrays.
        a: where the area begins.
        x: where its slope is asked for; may be left of `a`.
        n: number of strips.
        h: step of the central difference.

    Returns:
        The slope, one number, close to $f(x)$.

    Example:
        >>> print(antiderivative_slope(lambda t: 2 * t, 1.0, 3.0, n=4, h=0.5))
        6.0
    """

    def area(end: float) -> float:
        return riemann(f, a, float(end), n, "midpoint")

    return float(central_difference(area, x, h))


@wrong(antiderivative_slope, "f itself: true, but not what is asked")
def _(f, a, x, n=1000, h=1e-3):
    return float(f(x))


@wrong(antiderivative_slope, "the area, not its slope")
def _(f, a, x, n=1000, h=1e-3):
    return riemann(f, a, x, n, "midpoint")


@wrong(antiderivative_slope, "the slope of f")
def _(f, a, x, n=1000, h=1e-3):
    return float(central_difference(f, x, h))


@wrong(antiderivative_slope, "one-sided")
def _(f, a, x, n=1000, h=1e-3):
    return (riemann(f, a, x + h, n, "midpoint") - riemann(f, a, x, n, "midpoint")) / h


@wrong(antiderivative_slope, "left sums")
def _(f, a, x, n=1000, h=1e-3):
    return (riemann(f, a, x + h, n, "left") - riemann(f, a, x - h, n, "left")) / (2 * h)


@wrong(antiderivative_slope, "trapezoids")
def _(f, a, x, n=1000, h=1e-3):
    return (riemann(f, a, x + h, n, "trapezoid") - riemann(f, a, x - h, n, "trapezoid")) / (2 * h)


@wrong(antiderivative_slope, "the area begins at 0")
def _(f, a, x, n=1000, h=1e-3):
    return (riemann(f, 0.0, x + h, n, "midpoint") - riemann(f, 0.0, x - h, n, "midpoint")) / (2 * h)


@wrong(antiderivative_slope, "one step below the line")
def _(f, a, x, n=1000, h=1e-3):
    return (riemann(f, a, x + h, n, "midpoint") - riemann(f, a, x - h, n, "midpoint")) / h


@wrong(antiderivative_slope, "the number of strips is ignored")
def _(f, a, x, n=1000, h=1e-3):
    return (riemann(f, a, x + h, 1000, "midpoint") - riemann(f, a, x - h, 1000, "midpoint")) / (2 * h)


@wrong(antiderivative_slope, "the step is ignored")
def _(f, a, x, n=1000, h=1e-3):
    return float(central_difference(lambda end: riemann(f, a, end, n, "midpoint"), x))


@wrong(antiderivative_slope, "n strips between the two ends only")
def _(f, a, x, n=1000, h=1e-3):
    return riemann(f, x - h, x + h, n, "midpoint") / (2 * h)


@wrong(antiderivative_slope, "other defaults")
def _(f, a, x, n=100, h=1e-3):
    return (riemann(f, a, x + h, n, "midpoint") - riemann(f, a, x - h, n, "midpoint")) / (2 * h)


@accepted(antiderivative_slope, "two areas")
def _(f, a, x, n=1000, h=1e-3):
    return (riemann(f, a, x + h, n, "midpoint") - riemann(f, a, x - h, n, "midpoint")) / (2 * h)


@accepted(antiderivative_slope, "without the other exercises")
def _(f, a, x, n=1000, h=1e-3):
    def area(end):
        dx = (end - a) / n
        return sum(f(a + (k + 0.5) * dx) for k in range(n)) * dx

    return 0.5 / h * (area(x + h) - area(x - h))


@accepted(antiderivative_slope, "both areas from one array")
def _(f, a, x, n=1000, h=1e-3):
    ends = np.array([x - h, x + h], dtype=float)
    widths = (ends - a) / n
    places = a + widths * (np.arange(n)[:, np.newaxis] + 0.5)
    left, right = f(places).sum(axis=0) * widths
    return (right - left) / (2 * h)


@accepted(antiderivative_slope, "mean height times length")
def _(f, a, x, n=1000, h=1e-3):
    parts = (np.arange(n) + 0.5) / n
    area = [np.mean(f(a + (end - a) * parts)) * (end - a) for end in (x + h, x - h)]
    return np.subtract(*area) / (h + h)
