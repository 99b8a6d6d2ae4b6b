"""The difference quotient: a derivative by program."""

from __future__ import annotations

import math

import numpy as np

from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.difference_recipes import difference_scheme

# %% [markdown]
# ## The points come together
#
# Put the second point at $x + h$ and let $h$ shrink: the line through two points becomes the tangent, its slope the
# derivative,
#
# $$f'(x) = \lim_{h \to 0} \frac{f(x + h) - f(x)}{h}$$
#
# A program has no limit, but it has small numbers. Leave the limit out and call $h$ a *step*: that is the forward
# difference. For $f(x) = x^2$ one can see what the missing limit costs,
#
# $$\frac{(x + h)^2 - x^2}{h} = 2x + h,$$
#
# exactly $h$ too much, whatever $x$ is. An error that goes with $h$ itself is called *first order*: ten times smaller
# steps, ten times better.
#
# Write it for a function that works on arrays, so that one call differentiates at many points. Nothing about it needs
# a loop: `f(x + h)` is right for a number and for an array of any shape.


@exercise(
    points=3,
    minutes=12,
    difficulty=2,
    source="S0-06, S0-07, S0-08, S0-09",
    needs=("slope",),
    hints=(
        "It is the slope through the points at x and at x + h, where h comes from the caller.",
        "Call f twice, at x and at x plus h; the difference goes above the line, h below it.",
        "Make x a float64 array first, then one line: f at the shifted x, minus f at x, over h. Never write into x.",
    ),
    **difference_scheme("forward_difference", of_square=6.5, at_rest="square", order=1, seed=310),
)
def forward_difference(f, x: np.ndarray, h: float = 1e-8) -> np.ndarray:
    r"""Forward difference $\bigl(f(x + h) - f(x)\bigr)/h$, entry by entry.

    Args:
        f: a function of one variable; what it accepts as a number or an array, it answers in the same shape.
        x: where, a number or an array of any shape that f accepts; whole numbers may come in.
        h: the step, exactly the distance between the two points.

    Returns:
        The quotient in float64, same shape as `x`.

    Example:
        >>> forward_difference(lambda x: x**2, np.array([1.0, -3.0]), h=0.5)
        array([ 2.5, -5.5])
    """
    here = np.asarray(x, dtype=float)
    return (f(here + h) - f(here)) / h


@wrong(forward_difference, "looks back")
def _(f, x, h=1e-8):
    x = np.asarray(x, dtype=float)
    return (f(x) - f(x - h)) / h


@wrong(forward_difference, "half a step to both sides")
def _(f, x, h=1e-8):
    x = np.asarray(x, dtype=float)
    return (f(x + h / 2) - f(x - h / 2)) / h


@wrong(forward_difference, "does not divide by the step")
def _(f, x, h=1e-8):
    x = np.asarray(x, dtype=float)
    return f(x + h) - f(x)


@wrong(forward_difference, "divides by two steps")
def _(f, x, h=1e-8):
    x = np.asarray(x, dtype=float)
    return (f(x + h) - f(x)) / (2 * h)


@wrong(forward_difference, "a step of its own")
def _(f, x, h=1e-8):
    x, h = np.asarray(x, dtype=float), 1e-8
    return (f(x + h) - f(x)) / h


@wrong(forward_difference, "another default")
def _(f, x, h=1e-5):
    x = np.asarray(x, dtype=float)
    return (f(x + h) - f(x)) / h


@wrong(forward_difference, "a bracket is missing")
def _(f, x, h=1e-8):
    x = np.asarray(x, dtype=float)
    return f(x + h) - f(x) / h


@wrong(forward_difference, "adds the step to the value")
def _(f, x, h=1e-8):
    x = np.asarray(x, dtype=float)
    return (f(x) + h - f(x)) / h


@wrong(forward_difference, "moves the caller's x")
def _(f, x, h=1e-8):
    before = f(x)
    x += h
    return (f(x) - before) / h


@wrong(forward_difference, "a result array of whole numbers for whole numbers")
def _(f, x, h=1e-8):
    result = np.zeros_like(x)
    for place in np.ndindex(np.shape(x)):
        here = np.asarray(x)[place]
        result[place] = (f(here + h) - f(here)) / h
    return result


@wrong(forward_difference, "a step that grows with x")
def _(f, x, h=1e-8):
    x = np.asarray(x, dtype=float)
    step = h * np.maximum(1.0, np.abs(x))
    return (f(x + step) - f(x)) / step


@wrong(forward_difference, "the mean of all slopes")
def _(f, x, h=1e-8):
    x = np.asarray(x, dtype=float)
    return np.mean((f(x + h) - f(x)) / h)


@wrong(forward_difference, "the wrong way round")
def _(f, x, h=1e-8):
    x = np.asarray(x, dtype=float)
    return (f(x) - f(x + h)) / h


@wrong(forward_difference, "prints, and returns nothing")
def _(f, x, h=1e-8):
    x = np.asarray(x, dtype=float)
    print((f(x + h) - f(x)) / h)


@accepted(forward_difference, "number by number")
def _(f, x, h=1e-8):
    return np.vectorize(lambda here: (f(here + h) - f(here)) / h, otypes=[float])(x)


@accepted(forward_difference, "into an array of floats")
def _(f, x, h=1e-8):
    x = np.array(x, dtype=float)
    result = np.empty_like(x)
    for place in np.ndindex(x.shape):
        result[place] = (f(float(x[place]) + h) - f(float(x[place]))) / h
    return result


@accepted(forward_difference, "by the distance that float64 really makes")
def _(f, x, h=1e-8):
    x = np.asarray(x) * 1.0
    there = x + h
    return (f(there) - f(x)) / (there - x)


@accepted(forward_difference, "the slope of a line, minus signs turned")
def _(f, x, h=1e-8):
    left, right = np.asarray(x, dtype=np.float64), np.add(x, h)
    return np.divide(np.subtract(f(left), f(right)), -h)


@accepted(forward_difference, "with an inner function and math.fsum")
def _(f, x, h=1e-8):
    def quotient(here):
        return math.fsum([f(here + h), -f(here)]) / h

    values = np.array([quotient(float(here)) for here in np.ravel(x)])
    return values.reshape(np.shape(x))
