"""The slope of the bell curve."""

from __future__ import annotations

import math

import numpy as np

from autograder.calls import call
from autograder.checks import FiniteDifference, Golden, Purity, Shape, Stability
from autograder.checks.golden import golden
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.difference_recipes import positive_formula
from autograder.exercise.recipes import draw
from autograder.plain import Laid
from solutions.u02_rates_of_change.density import normal_pdf

# %% [markdown]
# ## Its slope
#
# The density rises up to the mean and falls after it. The chain rule says how fast; the inner derivative has the sign.
# You now have two ways to check such a result yourself: `central_difference(normal_pdf, x)`, and your formula
# `d_exp_chain`.

_NAME = "normal_pdf_grad"
_MATRIX = draw(360, 4, 3)
_POINTS = np.array([-2.0, -1.0, 0.0, 0.5, 3.0])


@exercise(
    points=2,
    minutes=7,
    difficulty=2,
    core=False,
    source="S0-22",
    needs=("normal_pdf", "d_exp_chain"),
    hints=(
        "The outer derivative of e to something is the same thing again: the density comes back as a factor.",
        "Times the derivative of the exponent with respect to x.",
        "Minus the distance to the mean over the variance (sigma squared), times the density with the same mu and sigma.",
    ),
    checks=[
        Shape(
            label="float64 in the shape of x",
            at=(
                call(_NAME, _POINTS),
                call(_NAME, _MATRIX, 0.5, 2.0),
                call(_NAME, np.array([-2, 0, 1])),
                call(_NAME, 0.3),
            ),
        ),
        golden(call(_NAME, 1.0), -0.24197072451914337, label="one deviation to the right of the mean"),
        FiniteDifference(
            label="is the derivative of the density",
            weight=2,
            of="normal_pdf",
            elementwise=True,
            at=(call(_NAME, draw(361, 8)), call(_NAME, draw(362, 8), 0.5, 2.0)),
        ),
        Stability(
            label="far out it is 0, without a warning",
            at=(call(_NAME, np.array([-1000.0, 1000.0])),),
        ),
        Purity(label="leaves x alone", first=call(_NAME, _MATRIX, 0.5, 2.0), between=call(_NAME, _POINTS)),
    ],
    hidden=[
        Golden(
            label="any shape, layout, mean and deviation",
            weight=5,
            at=(
                call(_NAME, Laid(_MATRIX, "F"), -0.75, 1.5),
                call(_NAME, Laid(_MATRIX, "readonly")),
                call(_NAME, Laid(_MATRIX, "strided"), sigma=3.0),
                call(_NAME, np.array([-2, 1, 3]), mu=1),
                call(_NAME, np.array([-2, 1, 3]), 2, 3),
                call(_NAME, 2, mu=0.5),
                call(_NAME, np.array(-0.4), sigma=0.2),
                call(_NAME, draw(363, 2, 1, 3), 10.0, 12.5),
                call(_NAME, draw(364, 1)),
            ),
        ),
        positive_formula(_NAME, {"x": np.array([0.7]), "mu": 0.3, "sigma": 1.5}, ("sigma",)),
    ],
)
def normal_pdf_grad(x: np.ndarray, mu: float = 0.0, sigma: float = 1.0) -> np.ndarray:
    r"""Derivative of the normal density with respect to x, $\varphi'(x)$, entry by entry.

    Args:
        x: a number or an array of any shape; whole numbers may come in.
        mu: the mean.
        sigma: the standard deviation, greater than 0.

    Returns:
        Derivative in float64, same shape as `x`.

    Example:
        >>> abs(normal_pdf_grad(np.array([7.0]), mu=7.0, sigma=2.0))  # level at the top
        array([0.])
    """
    offset = np.asarray(x, dtype=float) - mu
    return -offset / sigma**2 * normal_pdf(x, mu, sigma)


@wrong(normal_pdf_grad, "the inner derivative's sign")
def _(x, mu=0.0, sigma=1.0):
    return (np.asarray(x, dtype=float) - mu) / sigma**2 * normal_pdf(x, mu, sigma)


@wrong(normal_pdf_grad, "the density itself")
def _(x, mu=0.0, sigma=1.0):
    return normal_pdf(x, mu, sigma)


@wrong(normal_pdf_grad, "right for the standard one only: no variance")
def _(x, mu=0.0, sigma=1.0):
    return -(np.asarray(x, dtype=float) - mu) * normal_pdf(x, mu, sigma)


@wrong(normal_pdf_grad, "sigma, not its square")
def _(x, mu=0.0, sigma=1.0):
    return -(np.asarray(x, dtype=float) - mu) / sigma * normal_pdf(x, mu, sigma)


@wrong(normal_pdf_grad, "the mean is forgotten in front")
def _(x, mu=0.0, sigma=1.0):
    return -np.asarray(x, dtype=float) / sigma**2 * normal_pdf(x, mu, sigma)


@wrong(normal_pdf_grad, "the standard density inside")
def _(x, mu=0.0, sigma=1.0):
    return -(np.asarray(x, dtype=float) - mu) / sigma**2 * normal_pdf(x)


@wrong(normal_pdf_grad, "a half that has cancelled")
def _(x, mu=0.0, sigma=1.0):
    return -(np.asarray(x, dtype=float) - mu) / (2 * sigma**2) * normal_pdf(x, mu, sigma)


@wrong(normal_pdf_grad, "only the inner derivative")
def _(x, mu=0.0, sigma=1.0):
    return -(np.asarray(x, dtype=float) - mu) / sigma**2


@wrong(normal_pdf_grad, "the derivative with respect to sigma")
def _(x, mu=0.0, sigma=1.0):
    t = (np.asarray(x, dtype=float) - mu) / sigma
    return (t**2 - 1) / sigma * normal_pdf(x, mu, sigma)


@wrong(normal_pdf_grad, "numerical, with a coarse step")
def _(x, mu=0.0, sigma=1.0):
    x = np.asarray(x, dtype=float)
    return (normal_pdf(x + 0.01, mu, sigma) - normal_pdf(x, mu, sigma)) / 0.01


@wrong(normal_pdf_grad, "takes the mean off in the caller's array")
def _(x, mu=0.0, sigma=1.0):
    x -= mu
    return -x / sigma**2 * normal_pdf(x, 0.0, sigma)


@accepted(normal_pdf_grad, "in one formula")
def _(x, mu=0.0, sigma=1.0):
    x = np.array(x, dtype=float)
    return (mu - x) * np.exp(-((x - mu) ** 2) / (2 * sigma**2)) / (sigma**3 * np.sqrt(2 * np.pi))


@accepted(normal_pdf_grad, "in standard deviations")
def _(x, mu=0.0, sigma=1.0):
    t = np.subtract(x, mu, dtype=float) / sigma
    return -t * np.exp(-t * t / 2) / np.sqrt(2 * np.pi) / sigma / sigma


@accepted(normal_pdf_grad, "number by number")
def _(x, mu=0.0, sigma=1.0):
    def one(t):
        return (mu - t) / sigma**2 * math.exp(-0.5 * ((t - mu) / sigma) ** 2)

    return np.vectorize(one, otypes=[float])(x) / math.sqrt(2 * math.pi) / sigma


@accepted(normal_pdf_grad, "outer times inner derivative")
def _(x, mu=0.0, sigma=1.0):
    outer = normal_pdf(x, mu=mu, sigma=sigma)
    inner = (2 * mu - 2 * np.asarray(x, dtype=float)) / (2 * sigma**2)
    return np.multiply(outer, inner)
