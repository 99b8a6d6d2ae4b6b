"""The central difference: one order better."""

from __future__ import annotations

import numpy as np

from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.difference_recipes import difference_scheme

# %% [markdown]
# ## Both sides
#
# Look at both neighbours at the same distance:
#
# $$f'(x) \approx \frac{f(x + h) - f(x - h)}{2h}$$
#
# For $x^2$ this is exactly $2x$: what the right point has too much, the left one has too little. For $x^3$ it is
# $3x^2 + h^2$. An error that goes with $h^2$ is *second order*: ten times smaller steps, a hundred times better, at
# the price of the same two evaluations.
#
# A slide shows only one formula and says "this is the only finite-difference approximation we will use". There are at
# least two, and the difference between them is about a factor of 300 in accuracy, as you will measure.


@exercise(
    points=3,
    minutes=10,
    difficulty=2,
    source="S0-08, S0-09 (E03)",
    needs=("forward_difference",),
    hints=(
        "Two points again, but x lies in the middle between them. How far apart are they?",
        "One point at x plus h, the other at x minus h; the distance between them is two steps.",
        "As forward_difference, with f at x - h in place of f at x, and the whole difference over twice h, in brackets.",
    ),
    **difference_scheme("central_difference", of_square=6.0, at_rest="cube", order=2, seed=320),
)
def central_difference(f, x: np.ndarray, h: float = 1e-5) -> np.ndarray:
    r"""Central difference $\bigl(f(x + h) - f(x - h)\bigr)/(2h)$, entry by entry.

    Args:
        f: a function of one variable; what it accepts as a number or an array, it answers in the same shape.
        x: where, a number or an array of any shape that f accepts; whole numbers may come in.
        h: the distance from `x` to each of the two points.

    Returns:
        The quotient in float64, same shape as `x`.

    Example:
        >>> central_difference(lambda x: x**3, np.array([1.0, -3.0]), h=0.5)
        array([ 3.25, 27.25])
    """
    middle = np.asarray(x, dtype=float)
    return (f(middle + h) - f(middle - h)) / (2 * h)


@wrong(central_difference, "one-sided")
def _(f, x, h=1e-5):
    x = np.asarray(x, dtype=float)
    return (f(x + h) - f(x)) / h


@wrong(central_difference, "one step below the line in place of two")
def _(f, x, h=1e-5):
    x = np.asarray(x, dtype=float)
    return (f(x + h) - f(x - h)) / h


@wrong(central_difference, "divides by 2, then multiplies by h")
def _(f, x, h=1e-5):
    x = np.asarray(x, dtype=float)
    return (f(x + h) - f(x - h)) / 2 * h


@wrong(central_difference, "half a step to each side")
def _(f, x, h=1e-5):
    x = np.asarray(x, dtype=float)
    return (f(x + h / 2) - f(x - h / 2)) / h


@wrong(central_difference, "a plus between the values")
def _(f, x, h=1e-5):
    x = np.asarray(x, dtype=float)
    return (f(x + h) + f(x - h)) / (2 * h)


@wrong(central_difference, "a step of its own")
def _(f, x, h=1e-5):
    x, h = np.asarray(x, dtype=float), 1e-5
    return (f(x + h) - f(x - h)) / (2 * h)


@wrong(central_difference, "the forward difference's default")
def _(f, x, h=1e-8):
    x = np.asarray(x, dtype=float)
    return (f(x + h) - f(x - h)) / (2 * h)


@wrong(central_difference, "left minus right")
def _(f, x, h=1e-5):
    x = np.asarray(x, dtype=float)
    return (f(x - h) - f(x + h)) / (2 * h)


@wrong(central_difference, "the second derivative")
def _(f, x, h=1e-5):
    x = np.asarray(x, dtype=float)
    return (f(x + h) - 2 * f(x) + f(x - h)) / h**2


@wrong(central_difference, "moves the caller's x there and back")
def _(f, x, h=1e-5):
    x += h
    right = f(x)
    x -= 2 * h
    left = f(x)
    x += h
    return (right - left) / (2 * h)


@wrong(central_difference, "whole numbers stay whole")
def _(f, x, h=1e-5):
    result = np.array(x)
    for place in np.ndindex(result.shape):
        middle = float(result[place])
        result[place] = (f(middle + h) - f(middle - h)) / (2 * h)
    return result


@wrong(central_difference, "one number for all points")
def _(f, x, h=1e-5):
    x = np.asarray(x, dtype=float)
    return float(np.sum(f(x + h) - f(x - h)) / (2 * h))


@accepted(central_difference, "mean of the forward and the backward difference")
def _(f, x, h=1e-5):
    x = np.asarray(x, dtype=float)
    return 0.5 * ((f(x + h) - f(x)) / h + (f(x) - f(x - h)) / h)


@accepted(central_difference, "by the distance that float64 really makes")
def _(f, x, h=1e-5):
    left, right = np.subtract(x, h, dtype=float), np.add(x, h, dtype=float)
    return np.true_divide(f(right) - f(left), right - left)


@accepted(central_difference, "a forward difference from the left point, twice as long")
def _(f, x, h=1e-5):
    start = np.array(x, dtype=float) - h
    return (f(start + 2 * h) - f(start)) / (2.0 * h)


@accepted(central_difference, "number by number")
def _(f, x, h=1e-5):
    slopes = [(f(float(t) + h) - f(float(t) - h)) / h / 2 for t in np.ravel(x)]
    return np.array(slopes).reshape(np.shape(x))


@accepted(central_difference, "with np.vectorize")
def _(f, x, h=1e-5):
    return np.vectorize(lambda t: 0.5 / h * (f(t + h) - f(t - h)), otypes=[float])(np.asarray(x))
