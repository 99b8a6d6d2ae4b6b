"""From an input to a prediction."""

from __future__ import annotations

import math

import numpy as np

from autograder.calls import call
from autograder.checks import Golden, Purity, Shape
from autograder.checks.golden import golden
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.formula_recipes import formula
from autograder.exercise.recipes import draw
from autograder.plain import Laid

# %% [markdown]
# ## The wine neuron
#
# For a yes or no the activation is the sigmoid: its value between 0 and 1 is the chance that the wine is good. With
# $x = 0.12$, $w = 15$, $b = -0.4$ the slide finds $\hat y = .80$. Keep all digits: rounding on the way is how wrong
# numbers get onto slides.


@exercise(
    points=2,
    minutes=5,
    difficulty=1,
    source="S2-10, S2-11",
    hints=(
        "Two steps: the weighted input with the bias, then the sigmoid of it. Return both.",
        "The sigmoid is one over one plus e to the minus z; np.exp works on numbers and arrays.",
        "Compute z from w, x and b, then yhat from z, and return the pair in this order.",
    ),
    checks=[
        Shape(
            label="a pair of numbers, or of arrays",
            at=(call("forward", 0.12, 15, -0.4), call("forward", draw(510, 4), 1.5, 0.3)),
        ),
        golden(
            call("forward", 0.12, 15, -0.4),
            (1.4, 0.8021838885585817),
            label="the slide's wine",
            names=("z", "yhat"),
        ),
        Golden(
            label="four wines", weight=2, at=(call("forward", draw(510, 4), 1.5, 0.3),), names=("z", "yhat")
        ),
        Shape(label="whole numbers give float64", at=(call("forward", np.array([-2, 0, 3]), 2, 1),)),
        Purity(
            label="leaves x alone",
            first=call("forward", draw(513, 5), 1.25, -0.5),
            between=call("forward", 0.12, 15, -0.4),
        ),
    ],
    hidden=[
        Golden(
            label="any input, weight and bias",
            weight=4,
            names=("z", "yhat"),
            at=(
                call("forward", draw(511, 3, 4), -2.25, 0.75),
                call("forward", Laid(draw(512, 3, 4), "F"), 0.5, -1.0),
                call("forward", np.array([-2, 0, 3]), 2, 1),
                call("forward", 3, -1, 2),
                call("forward", np.array([[[-11.7, 4.3, 12.9]]]), 2.6, -0.5),
            ),
        ),
        formula(
            "forward", {"x": np.array([0.7]), "w": 1.5, "b": -0.4}, parts={"[0][0]": "z", "[1][0]": "yhat"}
        ),
    ],
)
def forward(x: np.ndarray, w: float, b: float) -> tuple[np.ndarray, np.ndarray]:
    r"""Forward pass of one sigmoid neuron: $z = wx + b$ and $\hat y = \sigma(z)$.

    Args:
        x: input, a number or an array with one entry for each wine, any shape; whole numbers may come in.
        w: weight, a number.
        b: bias, a number.

    Returns:
        The pair (z, yhat), both float64 in the shape of `x`. `z` stays between -50 and 50 here, so the
        textbook sigmoid is good enough.

    Example:
        >>> z, yhat = forward(0.0, 3.0, 0.0)
        >>> print(z, yhat)
        0.0 0.5
    """
    z = w * np.asarray(x, dtype=float) + b
    yhat = 1 / (1 + np.exp(-z))
    return z, yhat


@wrong(forward, "returns the prediction only")
def _(x, w, b):
    return 1 / (1 + np.exp(-(w * np.asarray(x, dtype=float) + b)))


@wrong(forward, "drops the minus sign in the sigmoid")
def _(x, w, b):
    z = w * np.asarray(x, dtype=float) + b
    return z, 1 / (1 + np.exp(z))


@wrong(forward, "forgets the bias")
def _(x, w, b):
    z = w * np.asarray(x, dtype=float)
    return z, 1 / (1 + np.exp(-z))


@wrong(forward, "the pair the other way round")
def _(x, w, b):
    z = w * np.asarray(x, dtype=float) + b
    return 1 / (1 + np.exp(-z)), z


@wrong(forward, "rounds to two digits like the slide")
def _(x, w, b):
    z = w * np.asarray(x, dtype=float) + b
    return z, np.round(1 / (1 + np.exp(-z)), 2)


@wrong(forward, "math.exp takes no arrays")
def _(x, w, b):
    z = w * x + b
    return z, 1 / (1 + math.exp(-z))


@wrong(forward, "adds the bias after the activation")
def _(x, w, b):
    z = w * np.asarray(x, dtype=float)
    return z + b, 1 / (1 + np.exp(-z)) + b


@wrong(forward, "rectifies instead of squashing")
def _(x, w, b):
    z = w * np.asarray(x, dtype=float) + b
    return z, np.maximum(z, 0.0)


@accepted(forward, "e^z/(1 + e^z)")
def _(x, w, b):
    z = np.asarray(x, dtype=float) * w + b
    grown = np.exp(z)
    return z, grown / (1 + grown)


@accepted(forward, "by the hyperbolic tangent")
def _(x, w, b):
    z = np.add(b, np.multiply(w, x), dtype=float)
    return z, (np.tanh(z / 2) + 1) / 2


@accepted(forward, "single numbers, vectorised")
def _(x, w, b):
    z = np.vectorize(lambda one: float(w * one + b), otypes=[float])(x)
    return z, np.vectorize(lambda one: 1.0 / (1.0 + math.exp(-one)), otypes=[float])(z)


@accepted(forward, "a loop over the entries")
def _(x, w, b):
    z, yhat = np.empty(np.shape(x)), np.empty(np.shape(x))
    for index, one in np.ndenumerate(x):
        z[index] = w * one + b
        yhat[index] = 1 / (1 + math.exp(-z[index]))
    return z, yhat
