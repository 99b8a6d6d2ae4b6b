"""The logistic sigmoid: an easy formula that must not overflow."""

from __future__ import annotations

import math

import numpy as np

from autograder.calls import call
from autograder.checks import Property
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.recipes import draw, elementwise

# %% [markdown]
# ## The logistic sigmoid
#
# The sigmoid squashes the whole line into $(0, 1)$, so that its value can be read as a probability:
#
# $$\sigma(z) = \frac{1}{1 + e^{-z}}$$
#
# It is symmetric about the point $(0, \tfrac12)$: $\sigma(-z) = 1 - \sigma(z)$.
#
# Typed as it stands, the formula asks for $e^{1000}$ when $z = -1000$. That number does not fit into a float64
# (the largest is about $e^{709.78}$), so NumPy warns and carries on with infinity. The value survives, since
# $1/\infty = 0$, but a formula that relies on infinity gives `nan` in its next use. Multiply numerator and
# denominator by $e^{z}$ and the large exponential is gone: that form suits negative $z$, the first one positive.


@exercise(
    points=3,
    minutes=15,
    difficulty=2,
    source="S0-23, S2-07, S4-05",
    hints=(
        "Which of the two ways to write the fraction needs only exponentials that are at most 1, and for which sign of z?",
        "For z >= 0 use 1/(1 + e^(-z)), for z < 0 the equal form e^z/(1 + e^z).",
        "Compute e to the power of minus |z| once; below the line stands 1 plus it, above it 1 (z >= 0) or that power (z < 0).",
    ),
    **elementwise(
        "sigmoid",
        [-2, -1, 0, 1, 2],
        seed=301,
        extreme=(-1000.0, -750.0, -40.0, 0.7, 40.0, 750.0, 1000.0),
        extra=[
            Property(
                label="sigmoid(-z) is 1 - sigmoid(z)",
                at=(call("sigmoid", draw(302, 6)), call("sigmoid", -draw(302, 6))),
                rule="complement",
            )
        ],
        extra_hidden=[
            Property(
                label="rises from left to right",
                at=(call("sigmoid", np.linspace(-8, 8, 33)),),
                rule="increasing",
            )
        ],
    ),
)
def sigmoid(z: np.ndarray) -> np.ndarray:
    r"""Logistic sigmoid, element by element.

    $$\sigma(z) = \frac{1}{1 + e^{-z}}$$

    Args:
        z: pre-activations, a number or an array of any shape; |z| up to 1000, without an overflow warning.

    Returns:
        Values in [0, 1], float64, same shape as `z`.

    Example:
        >>> sigmoid(np.array([-2.0, 0.0, 2.0]))
        array([0.11920292, 0.5       , 0.88079708])
    """
    pre = np.asarray(z, dtype=float)
    decay = np.exp(-np.abs(pre))
    return np.where(pre >= 0, 1.0, decay) / (1.0 + decay)


@wrong(sigmoid, "drops the minus sign in the exponent")
def _(z):
    e = np.exp(-np.abs(z))
    return np.where(np.asarray(z) >= 0, e, 1.0) / (1 + e)


@wrong(sigmoid, "as it stands on the slide: overflows for z = -1000")
def _(z):
    return 1 / (1 + np.exp(-np.asarray(z, dtype=float)))


@wrong(sigmoid, "subtracts in the denominator")
def _(z):
    z = np.clip(z, -700, 700)
    return 1 / (1 - np.exp(-z) + 1e-300)


@wrong(sigmoid, "decides once for the whole array")
def _(z):
    if z >= 0:
        return 1 / (1 + np.exp(-z))
    return np.exp(z) / (1 + np.exp(z))


@wrong(sigmoid, "clips z where float64 still sees the difference")
def _(z):
    return 1 / (1 + np.exp(-np.clip(z, -2.5, 2.5)))


@wrong(sigmoid, "keeps whole numbers whole")
def _(z):
    out = np.zeros_like(z)
    e = np.exp(-np.abs(z))
    out[...] = np.where(np.asarray(z) >= 0, 1.0, e) / (1 + e)
    return out


@wrong(sigmoid, "works in place")
def _(z):
    if not isinstance(z, np.ndarray) or z.dtype != float or not z.flags.writeable:
        z = np.array(z, dtype=float)
    z *= 0.5
    np.tanh(z, out=z)
    z += 1.0
    z *= 0.5
    return z


@wrong(sigmoid, "forgets to return")
def _(z):
    e = np.exp(-np.abs(z))
    np.where(np.asarray(z) >= 0, 1.0, e) / (1 + e)


@accepted(sigmoid, "with a mask")
def _(z):
    z = np.array(z, dtype=float)
    out = np.empty_like(z)
    right = z >= 0
    out[right] = 1 / (1 + np.exp(-z[right]))
    e = np.exp(z[~right])
    out[~right] = e / (1 + e)
    return out


@accepted(sigmoid, "with the hyperbolic tangent")
def _(z):
    return 0.5 * (1 + np.tanh(0.5 * np.asarray(z, dtype=float)))


@accepted(sigmoid, "one number at a time")
def _(z):
    def one(x):
        if x >= 0:
            return 1 / (1 + math.exp(-x))
        return math.exp(x) / (1 + math.exp(x))

    return np.vectorize(one, otypes=[float])(z)


@accepted(sigmoid, "with a clip where float64 sees no difference")
def _(z):
    z = np.clip(np.asarray(z, dtype=float), -700, 700)
    return 1 / (1 + np.exp(-z))


@accepted(sigmoid, "silences the overflow, with the right value")
def _(z):
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp(-np.asarray(z, dtype=float)))
