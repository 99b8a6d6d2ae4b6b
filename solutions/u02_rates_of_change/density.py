"""The bell curve."""

from __future__ import annotations

import math

import numpy as np

from autograder.calls import call
from autograder.checks import Golden, Purity, Shape, Stability
from autograder.checks.golden import golden
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.difference_recipes import positive_formula
from autograder.exercise.recipes import draw
from autograder.plain import Laid

# %% [markdown]
# ## The bell curve
#
# The first weights of a network are drawn at random, most often from the normal distribution. Its density is the bell
# of the exercise `d_exp_chain`, moved to the mean $\mu$, stretched by the standard deviation $\sigma$, and scaled so
# that the area below it is 1:
#
# $$\varphi(x) = \frac{1}{\sigma\sqrt{2\pi}}\; e^{-\frac{(x - \mu)^2}{2\sigma^2}}$$
#
# The standard one, with $\mu = 0$ and $\sigma = 1$, is $0.3989$ at its top.

_MATRIX = draw(350, 4, 3)
_POINTS = np.array([-2.0, -1.0, 0.0, 0.5, 3.0])


@exercise(
    points=2,
    minutes=7,
    difficulty=1,
    core=False,
    source="S0-22",
    hints=(
        "Measure the distance to the mean in standard deviations first.",
        "e to minus half the square of that distance, over sigma times the root of two pi.",
        "One line for the scaled distance, one for the exponential over the scale; sigma stands in both.",
    ),
    checks=[
        Shape(
            label="float64 in the shape of x",
            at=(
                call("normal_pdf", _POINTS),
                call("normal_pdf", _MATRIX, 0.5, 2.0),
                call("normal_pdf", np.array([-2, 0, 1])),
                call("normal_pdf", 0.3),
            ),
        ),
        golden(call("normal_pdf", 0.0), 0.3989422804014327, label="the top of the standard one"),
        Golden(
            label="other means and deviations",
            weight=2,
            at=(call("normal_pdf", _POINTS, 0.5, 2.0), call("normal_pdf", _POINTS, mu=-1.0, sigma=0.25)),
        ),
        Stability(
            label="far out it is 0, without a warning",
            at=(
                call("normal_pdf", np.array([-1000.0, 1000.0])),
                call("normal_pdf", np.array([1000.0]), sigma=0.5),
            ),
        ),
        Purity(
            label="leaves x alone",
            first=call("normal_pdf", _MATRIX, 0.5, 2.0),
            between=call("normal_pdf", _POINTS),
        ),
    ],
    hidden=[
        Golden(
            label="any shape, layout, mean and deviation",
            weight=5,
            at=(
                call("normal_pdf", Laid(_MATRIX, "F"), -0.75, 1.5),
                call("normal_pdf", Laid(_MATRIX, "readonly")),
                call("normal_pdf", Laid(_MATRIX, "strided"), sigma=3.0),
                call("normal_pdf", np.array([-2, 1, 3]), mu=1),
                call("normal_pdf", np.array([-2, 1, 3]), 2, 3),
                call("normal_pdf", 2, mu=0.5),
                call("normal_pdf", np.array(-0.4), sigma=0.2),
                call("normal_pdf", draw(351, 2, 1, 3), 10.0, 12.5),
                call("normal_pdf", draw(352, 1)),
            ),
        ),
        positive_formula("normal_pdf", {"x": np.array([0.7]), "mu": 0.3, "sigma": 1.5}, ("sigma",)),
    ],
)
def normal_pdf(x: np.ndarray, mu: float = 0.0, sigma: float = 1.0) -> np.ndarray:
    r"""Density of the normal distribution at each entry of x, by the formula above.

    Args:
        x: a number or an array of any shape; whole numbers may come in.
        mu: the mean.
        sigma: the standard deviation, greater than 0.

    Returns:
        Density in float64, same shape as `x`.

    Example:
        >>> normal_pdf(np.array([5.0, 7.0]), mu=5.0, sigma=2.0)
        array([0.19947114, 0.12098536])
    """
    deviations = (np.asarray(x, dtype=float) - mu) / sigma
    return np.exp(-0.5 * deviations**2) / (sigma * math.sqrt(2.0 * math.pi))


@wrong(normal_pdf, "not scaled")
def _(x, mu=0.0, sigma=1.0):
    return np.exp(-0.5 * ((np.asarray(x, dtype=float) - mu) / sigma) ** 2)


@wrong(normal_pdf, "sigma is missing in front")
def _(x, mu=0.0, sigma=1.0):
    return np.exp(-0.5 * ((np.asarray(x, dtype=float) - mu) / sigma) ** 2) / np.sqrt(2 * np.pi)


@wrong(normal_pdf, "the half in the exponent is missing")
def _(x, mu=0.0, sigma=1.0):
    return np.exp(-(((np.asarray(x, dtype=float) - mu) / sigma) ** 2)) / (sigma * np.sqrt(2 * np.pi))


@wrong(normal_pdf, "sigma is not squared in the exponent")
def _(x, mu=0.0, sigma=1.0):
    return np.exp(-((np.asarray(x, dtype=float) - mu) ** 2) / (2 * sigma)) / (sigma * np.sqrt(2 * np.pi))


@wrong(normal_pdf, "sigma taken for the variance")
def _(x, mu=0.0, sigma=1.0):
    return np.exp(-((np.asarray(x, dtype=float) - mu) ** 2) / (2 * sigma)) / np.sqrt(2 * np.pi * sigma)


@wrong(normal_pdf, "plus the mean")
def _(x, mu=0.0, sigma=1.0):
    return np.exp(-0.5 * ((np.asarray(x, dtype=float) + mu) / sigma) ** 2) / (sigma * np.sqrt(2 * np.pi))


@wrong(normal_pdf, "the standard one, whatever is asked for")
def _(x, mu=0.0, sigma=1.0):
    return np.exp(-0.5 * np.asarray(x, dtype=float) ** 2) / np.sqrt(2 * np.pi)


@wrong(normal_pdf, "pi is 3.14")
def _(x, mu=0.0, sigma=1.0):
    return np.exp(-0.5 * ((np.asarray(x, dtype=float) - mu) / sigma) ** 2) / (sigma * np.sqrt(2 * 3.14))


@wrong(normal_pdf, "a plus in the exponent")
def _(x, mu=0.0, sigma=1.0):
    return np.exp(0.5 * ((np.asarray(x, dtype=float) - mu) / sigma) ** 2) / (sigma * np.sqrt(2 * np.pi))


@wrong(normal_pdf, "the root covers only the 2")
def _(x, mu=0.0, sigma=1.0):
    return np.exp(-0.5 * ((np.asarray(x, dtype=float) - mu) / sigma) ** 2) / (sigma * np.sqrt(2) * np.pi)


@wrong(normal_pdf, "takes the mean off in the caller's array")
def _(x, mu=0.0, sigma=1.0):
    x -= mu
    return np.exp(-0.5 * (x / sigma) ** 2) / (sigma * np.sqrt(2 * np.pi))


@wrong(normal_pdf, "made to sum to one over the entries")
def _(x, mu=0.0, sigma=1.0):
    bell = np.exp(-0.5 * ((np.asarray(x, dtype=float) - mu) / sigma) ** 2)
    with np.errstate(all="ignore"):
        return bell / bell.sum()


@wrong(normal_pdf, "math.exp, for single numbers only")
def _(x, mu=0.0, sigma=1.0):
    return math.exp(-0.5 * ((x - mu) / sigma) ** 2) / (sigma * math.sqrt(2 * math.pi))


@accepted(normal_pdf, "number by number")
def _(x, mu=0.0, sigma=1.0):
    bell = np.vectorize(lambda t: math.exp(-((t - mu) ** 2) / (2 * sigma**2)), otypes=[float])
    return bell(x) / math.sqrt(2 * math.pi * sigma**2)


@accepted(normal_pdf, "by its logarithm")
def _(x, mu=0.0, sigma=1.0):
    x = np.array(x, dtype=float)
    return np.exp(-((x - mu) ** 2) / (2.0 * sigma * sigma) - math.log(sigma) - 0.5 * math.log(2 * math.pi))


@accepted(normal_pdf, "the standard density, stretched")
def _(x, mu=0.0, sigma=1.0):
    def standard(t):
        return np.exp(-t * t / 2) / np.sqrt(2 * np.pi)

    return standard(np.subtract(x, mu, dtype=float) / sigma) / sigma


@accepted(normal_pdf, "a power of e")
def _(x, mu=0.0, sigma=1.0):
    squares = np.square(np.asarray(x) * 1.0 - mu)
    return np.power(np.e, squares / (-2 * sigma**2)) * (2 * np.pi) ** -0.5 / sigma


@accepted(normal_pdf, "by the inverse variance")
def _(x, mu=0.0, sigma=1.0):
    precision = 1.0 / sigma**2
    distance = np.asarray(x, dtype=float) - mu
    return np.sqrt(precision / (2 * np.pi)) * np.exp(-0.5 * precision * distance * distance)
