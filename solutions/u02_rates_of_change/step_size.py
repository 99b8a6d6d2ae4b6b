"""How small a step should be."""

from __future__ import annotations

import math

import numpy as np

from autograder.calls import call
from autograder.checks import Golden, Purity, Raises, Shape
from autograder.exercise.declare import accepted, exercise, wrong
from solutions.u02_rates_of_change.central import central_difference
from solutions.u02_rates_of_change.forward import forward_difference

# %% [markdown]
# ## How small is small enough?
#
# On paper the step goes to 0. In float64 it must not: $f(x + h)$ and $f(x)$ are both rounded in their 16th digit, and
# when they are almost equal, that rounding is most of what their difference shows; divided by a small $h$ it grows.
# So there are two errors: the one of the formula, which goes with $h$ or $h^2$, and the one of rounding, which goes
# with $1/h$. Somewhere between lies the best step.
#
# One point proves nothing here, since rounding is luck: for the central difference at $x = 1$ alone, two steps a hundred
# times apart do equally well. Average over many points, and the answer is stable.


@exercise(
    points=3,
    minutes=15,
    difficulty=3,
    source="S0-09",
    needs=("forward_difference", "central_difference"),
    hints=(
        "It is an experiment with your own two functions: one mean error for each step, then the step with the smallest.",
        "np.linspace makes the points, and the true derivative of the exponential is the exponential itself. Take absolute differences before you average.",
        "Loop over the twelve powers of ten (floats: 10.0, not 10), keep the mean absolute error of each, find the place of the smallest, and return the step there.",
    ),
    checks=[
        Shape(label="one number", at=(call("best_step", "forward"), call("best_step", "central"))),
        Raises(
            label="refuses any other name",
            exception="ValueError",
            at=(call("best_step", "backward"), call("best_step", "")),
        ),
    ],
    hidden=[
        Golden(label="the best step of the forward difference", weight=4, at=(call("best_step", "forward"),)),
        Golden(label="the best step of the central difference", weight=4, at=(call("best_step", "central"),)),
        Purity(
            label="gives the same answer again",
            first=call("best_step", "central"),
            between=call("best_step", "forward"),
        ),
    ],
)
def best_step(scheme: str) -> float:
    r"""Find the step with which a difference quotient is most accurate, by experiment.

    Differentiate $e^x$ at 41 equally spaced points from $-2$ to $2$ (both included) with each step $10^{-1}, 10^{-2},
    \dots, 10^{-12}$, and take the step whose mean absolute error over the 41 points is smallest.

    Args:
        scheme: "forward" for forward_difference, "central" for central_difference.

    Returns:
        The best step itself (a power of ten, not its exponent), one number.

    Raises:
        ValueError: `scheme` is neither of the two.

    The visible check can only look at the form: the two numbers are yours to find.
    """
    quotients = {"forward": forward_difference, "central": central_difference}
    if scheme not in quotients:
        complaint = f'scheme is "forward" or "central", not {scheme!r}'
        raise ValueError(complaint)
    points = np.linspace(-2.0, 2.0, 41)
    steps = np.array([10.0**-digits for digits in range(1, 13)])
    errors = [np.abs(quotients[scheme](np.exp, points, step) - np.exp(points)).mean() for step in steps]
    return float(steps[np.argmin(errors)])


@wrong(best_step, "the smallest step")
def _(scheme):
    if scheme not in ("forward", "central"):
        raise ValueError
    return 1e-12


@wrong(best_step, "the two are swapped")
def _(scheme):
    if scheme not in ("forward", "central"):
        raise ValueError
    return 1e-5 if scheme == "forward" else 1e-8


@wrong(best_step, "stops looking too early")
def _(scheme):
    if scheme not in ("forward", "central"):
        raise ValueError
    quotient = forward_difference if scheme == "forward" else central_difference
    x = np.linspace(-2, 2, 41)
    errors = [np.mean(np.abs(quotient(np.exp, x, 10.0**-k) - np.exp(x))) for k in range(1, 5)]
    return 10.0 ** -(1 + int(np.argmin(errors)))


@wrong(best_step, "forward, whatever is asked for")
def _(scheme):
    if scheme not in ("forward", "central"):
        raise ValueError
    x = np.linspace(-2, 2, 41)
    steps = 10.0 ** -np.arange(1.0, 13.0)
    errors = [np.mean(np.abs(forward_difference(np.exp, x, h) - np.exp(x))) for h in steps]
    return float(steps[int(np.argmin(errors))])


@wrong(best_step, "the exponent")
def _(scheme):
    if scheme not in ("forward", "central"):
        raise ValueError
    return -8.0 if scheme == "forward" else -5.0


@wrong(best_step, "the smallest error, not its step")
def _(scheme):
    if scheme not in ("forward", "central"):
        raise ValueError
    quotient = forward_difference if scheme == "forward" else central_difference
    x = np.linspace(-2, 2, 41)
    return min(np.mean(np.abs(quotient(np.exp, x, 10.0**-k) - np.exp(x))) for k in range(1, 13))


@wrong(best_step, "the step with the largest error")
def _(scheme):
    if scheme not in ("forward", "central"):
        raise ValueError
    quotient = forward_difference if scheme == "forward" else central_difference
    x = np.linspace(-2, 2, 41)
    steps = [10.0**-k for k in range(1, 13)]
    return max(steps, key=lambda h: np.mean(np.abs(quotient(np.exp, x, h) - np.exp(x))))


@wrong(best_step, "errors of different sign cancel")
def _(scheme):
    if scheme not in ("forward", "central"):
        raise ValueError
    quotient = forward_difference if scheme == "forward" else central_difference
    x = np.linspace(-2, 2, 41)
    steps = [10.0**-k for k in range(1, 13)]
    return min(steps, key=lambda h: np.mean(quotient(np.exp, x, h) - np.exp(x)))


@wrong(best_step, "the default step, whatever h is")
def _(scheme):
    if scheme not in ("forward", "central"):
        raise ValueError
    quotient = forward_difference if scheme == "forward" else central_difference
    x = np.linspace(-2, 2, 41)
    steps = [10.0**-k for k in range(1, 13)]
    return min(steps, key=lambda _: np.mean(np.abs(quotient(np.exp, x) - np.exp(x))))


@wrong(best_step, "a KeyError for other names")
def _(scheme):
    return {"forward": 1e-8, "central": 1e-5}[scheme]


@wrong(best_step, "any other name counts as central")
def _(scheme):
    return 1e-8 if scheme == "forward" else 1e-5


@wrong(best_step, "a power of two near the answer")
def _(scheme):
    if scheme not in ("forward", "central"):
        raise ValueError
    return 2.0**-26 if scheme == "forward" else 2.0**-17


@accepted(best_step, "the numbers, measured elsewhere")
def _(scheme):
    if scheme == "forward":
        return 1e-8
    if scheme == "central":
        return 1e-5
    raise ValueError


@accepted(best_step, "a loop that keeps the best")
def _(scheme):
    if scheme not in {"forward", "central"}:
        raise ValueError
    best, smallest = None, math.inf
    for k in range(1, 13):
        h, total = 10.0**-k, 0.0
        for i in range(41):
            x = -2.0 + 4.0 * i / 40
            if scheme == "forward":
                slope_here = (math.exp(x + h) - math.exp(x)) / h
            else:
                slope_here = (math.exp(x + h) - math.exp(x - h)) / (2 * h)
            total += abs(slope_here - math.exp(x))
        if total < smallest:
            best, smallest = h, total
    return best


@accepted(best_step, "all steps and points at once")
def _(scheme):
    h = np.logspace(-1, -12, 12)[:, None]
    x = np.arange(-20, 21)[None, :] / 10
    if scheme == "forward":
        slopes = (np.exp(x + h) - np.exp(x)) / h
    elif scheme == "central":
        slopes = (np.exp(x + h) - np.exp(x - h)) / (2 * h)
    else:
        message = "unknown scheme"
        raise ValueError(message)
    return h[np.abs(slopes - np.exp(x)).mean(axis=1).argmin(), 0]


@accepted(best_step, "a dictionary of errors")
def _(scheme):
    try:
        quotient = {"forward": forward_difference, "central": central_difference}[scheme]
    except KeyError:
        raise ValueError(scheme) from None
    x = np.linspace(-2, 2, 41)
    errors = {h: sum(abs(quotient(np.exp, x, h) - np.exp(x))) for h in (10.0**-k for k in range(1, 13))}
    return min(errors, key=errors.get)
