"""Slopes of samples, and where they belong."""

from __future__ import annotations

import numpy as np

from autograder.calls import call
from autograder.checks import Answered, Golden, Purity, Quiz, Shape
from autograder.checks.golden import golden
from autograder.exercise.declare import accepted, answer, exercise, wrong
from autograder.exercise.formula_recipes import formula
from autograder.exercise.recipes import draw
from autograder.plain import Laid, to_tree

# %% [markdown]
# ## Samples
#
# Measurements do not come as a function that you may call anywhere; they come as a row of numbers, one every
# $\Delta x$. The slide's formula is meant for them:
#
# $$\frac{df_{1.5}}{dx} \approx \frac{f_2 - f_1}{\Delta x}, \qquad \text{"second-order accurate"}$$
#
# Mind the index: the slope through samples 1 and 2 belongs to the place *between* them. A position each second,
# $0, 3, 8, 15$, gives the speeds $3, 5, 7$ at the seconds $0.5, 1.5, 2.5$.


@exercise(
    points=2,
    minutes=6,
    difficulty=1,
    core=False,
    source="S0-08",
    hints=(
        "Each result needs two neighbours; how many pairs of neighbours do n samples have?",
        "The samples without the first, minus the samples without the last.",
        "Slice twice (or use NumPy's difference of neighbours) and divide by dx.",
    ),
    checks=[
        Shape(
            label="one slope fewer than samples, in float64",
            at=(
                call("midpoint_slopes", draw(330, 6), 0.5),
                call("midpoint_slopes", np.array([0, 3, 8, 15]), 1),
            ),
        ),
        golden(
            call("midpoint_slopes", np.array([0.0, 3.0, 8.0, 15.0]), 1.0),
            np.array([3.0, 5.0, 7.0]),
            label="the speeds",
        ),
        Golden(label="another distance", weight=2, at=(call("midpoint_slopes", draw(330, 6), 0.25),)),
        Purity(
            label="leaves the samples alone",
            first=call("midpoint_slopes", draw(330, 6), 0.25),
            between=call("midpoint_slopes", draw(331, 4), 2.0),
        ),
    ],
    hidden=[
        Golden(
            label="any samples and layout",
            weight=4,
            at=(
                call("midpoint_slopes", draw(332, 9), 0.1),
                call("midpoint_slopes", np.array([5, 2, 2, -7]), 4),
                call("midpoint_slopes", Laid(draw(333, 5), "strided"), 3.0),
                call("midpoint_slopes", Laid(draw(334, 5), "readonly"), 0.7),
                call("midpoint_slopes", draw(335, 2), 2),
                call("midpoint_slopes", draw(336, 1), 0.5),
            ),
        ),
        formula(
            "midpoint_slopes",
            {"samples": np.array([0.5, 2.0, 1.0]), "dx": 0.5},
            names={"samples[0]": "f1", "samples[1]": "f2", "samples[2]": "f3"},
            parts={"[0]": "the first slope", "[1]": "the second slope"},
        ),
    ],
)
def midpoint_slopes(samples: np.ndarray, dx: float) -> np.ndarray:
    r"""Slopes between neighbouring samples, $(f_{k+1} - f_k)/\Delta x$: the derivative at the midpoints.

    Args:
        samples: the values $f_1, \dots, f_n$ at equal distances, shape (n,), n at least 1; whole numbers may come in.
        dx: the distance $\Delta x$ between neighbours.

    Returns:
        Float64 array of shape (n - 1,); one sample alone has no slope, an array without entries.

    Example:
        >>> midpoint_slopes(np.array([1.0, 2.0, 5.0]), 0.5)
        array([2., 6.])
    """
    values = np.asarray(samples, dtype=float)
    return np.diff(values) / dx


@wrong(midpoint_slopes, "does not divide")
def _(samples, dx):
    return np.diff(np.asarray(samples, dtype=float))


@wrong(midpoint_slopes, "multiplies by the distance")
def _(samples, dx):
    return np.diff(np.asarray(samples, dtype=float)) * dx


@wrong(midpoint_slopes, "left minus right")
def _(samples, dx):
    return (samples[:-1] - samples[1:]) / dx


@wrong(midpoint_slopes, "np.gradient, slopes at the samples")
def _(samples, dx):
    return np.gradient(np.asarray(samples, dtype=float), dx)


@wrong(midpoint_slopes, "over two distances")
def _(samples, dx):
    return (samples[1:] - samples[:-1]) / (2 * dx)


@wrong(midpoint_slopes, "around the end")
def _(samples, dx):
    return (np.roll(samples, -1) - samples) / dx


@wrong(midpoint_slopes, "skips a neighbour")
def _(samples, dx):
    return (samples[2:] - samples[:-2]) / (2 * dx)


@wrong(midpoint_slopes, "a list")
def _(samples, dx):
    return [float(samples[k + 1] - samples[k]) / dx for k in range(len(samples) - 1)]


@wrong(midpoint_slopes, "whole division")
def _(samples, dx):
    return (samples[1:] - samples[:-1]) // dx


@wrong(midpoint_slopes, "works in the caller's array")
def _(samples, dx):
    samples[:-1] = (samples[1:] - samples[:-1]) / dx
    return samples[:-1]


@accepted(midpoint_slopes, "two slices")
def _(samples, dx):
    return (samples[1:] - samples[:-1]) / dx


@accepted(midpoint_slopes, "a loop")
def _(samples, dx):
    slopes = np.zeros(len(samples) - 1)
    for k in range(len(slopes)):
        slopes[k] = (float(samples[k + 1]) - float(samples[k])) / dx
    return slopes


@accepted(midpoint_slopes, "a comprehension into an array of floats")
def _(samples, dx):
    pairs = np.column_stack([samples[:-1], samples[1:]])
    return np.array([(b - a) / dx for a, b in pairs], dtype=float)


@accepted(midpoint_slopes, "a matrix of differences")
def _(samples, dx):
    n = len(samples)
    return (np.eye(n)[1:] - np.eye(n)[:-1]) @ np.asarray(samples, dtype=float) / dx


@accepted(midpoint_slopes, "a convolution")
def _(samples, dx):
    if np.size(samples) == 1:
        return np.zeros(0)
    return np.convolve(np.asarray(samples, dtype=float), [1.0 / dx, -1.0 / dx], mode="valid")


# %% [markdown]
# ## Second-order accurate: where?
#
# Is the slide's remark right? It is, as labelled: at the midpoint. Read the same number as the derivative at $x_1$,
# and it is the forward difference, first order. This can be measured. Take $f(x) = e^x$, $x_1 = 1$, once with
# $\Delta x = 0.1$ and once with $0.05$, and look at how many times smaller the error gets when the distance is halved:
# about 2 for first order, about 4 for second (E03).

midpoint_claim = answer(
    "midpoint_claim",
    ("second", 4.1016, "first", 2.0340),
    prompt=r"""
    For $e^x$ and $x_1 = 1$, call $E(\Delta x)$ the distance between $(f_2 - f_1)/\Delta x$ and the true derivative.
    Give the order and the measured ratio $E(0.1)/E(0.05)$, to at least three digits, first for the derivative at the
    midpoint $x_1 + \Delta x/2$ (which moves along with $\Delta x$), then for the derivative at $x_1$.

    The form is `midpoint_claim = ("third", 8.12, "fourth", 16.3)`, with the right words and numbers.
    """,
    points=2,
    minutes=6,
    difficulty=2,
    core=False,
    source="S0-08 (E03)",
    needs=("midpoint_slopes",),
    hints=(
        "The derivative of e^x is e^x itself, so both true values are known exactly.",
        "The quotient is (e^(1 + dx) - e)/dx. Its error is the absolute difference to e^(1 + dx/2), or to e.",
        "Work out four errors, two for each place, and divide the one for 0.1 by the one for 0.05.",
    ),
    checks=[
        Answered(
            label="two words and two numbers",
            name="midpoint_claim",
            like=to_tree(("third", 8.12, "fourth", 16.3)),
            words=("first", "second", "third", "fourth"),
        )
    ],
    hidden=[
        Quiz(
            label="the orders and the ratios",
            weight=2,
            name="midpoint_claim",
            expected=to_tree(("second", 4.101645, "first", 2.034039)),
            rtol=3e-3,
        )
    ],
    wrong=(
        (("first", 2.034, "second", 4.1016), "the two places are swapped"),
        (("second", 4.1016, "second", 4.1016), "the midpoint's order at both places"),
        (("second", 4.0, "first", 2.0), "the expected ratios, not measured"),
        (("second", 4.059, "first", 2.034), "the midpoint of the first distance for both"),
        (("second", 0.2438, "first", 0.4916), "the ratios upside down"),
        (("second", 4.1016, "first"), "a number is missing"),
        (("first", 2.034, "first", 2.034), "the slide is not wrong"),
    ),
    accepted=(
        (("Second", 4.101644991815338, "First", 2.034038556471217), "all digits"),
        (["second", 4.10, "first", 2.03], "three digits, a list"),
        (("second", 4.102, "first", 2.034), "four digits"),
    ),
)
