"""The last link of the chain: from the pre-activation to the weight and the bias."""

from __future__ import annotations

import numpy as np

from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.neuron_recipes import per_wine

# %% [markdown]
# The last link is $z = wx + b$: moving $w$ a little moves $z$ by $x$ times as much, moving $b$ moves $z$ just as much.


@exercise(
    points=1,
    minutes=4,
    difficulty=1,
    core=False,
    source="S2-18, S3-26",
    needs=("dJ_dz",),
    hints=(
        "The derivative with respect to z is known; one link is missing.",
        "z is w times x plus b, so its derivative with respect to w is x.",
        "Multiply the error, prediction minus label, by the input.",
    ),
    **per_wine(
        "dJ_dw",
        ("x", "yhat", "y"),
        slide=(0.12, 0.8021838885585817, 1),
        value=-0.0237379333729702,
        seed=680,
    ),
)
def dJ_dw(x: np.ndarray, yhat: np.ndarray, y: np.ndarray) -> np.ndarray:
    r"""Derivative of the loss with respect to the weight, $dJ/dw = dJ/dz \cdot dz/dw$, for each wine.

    Args:
        x: inputs, a number or an array of any shape.
        yhat: predictions strictly between 0 and 1, same shape.
        y: labels 0 or 1 (integers), same shape.

    Returns:
        One derivative for each wine, float64, same shape.

    Example:
        >>> print(dJ_dw(2.0, 0.5, 1))
        -1.0
    """
    return np.multiply(x, np.subtract(yhat, y))


@wrong(dJ_dw, "the input is forgotten")
def _(x, yhat, y):
    return yhat - y


@wrong(dJ_dw, "the sign is turned")
def _(x, yhat, y):
    return (y - yhat) * x


@wrong(dJ_dw, "the chain stops before the sigmoid")
def _(x, yhat, y):
    return (yhat - y) / (yhat * (1 - yhat)) * x


@wrong(dJ_dw, "the sigmoid's derivative twice")
def _(x, yhat, y):
    return (yhat - y) * yhat * (1 - yhat) * x


@wrong(dJ_dw, "for y = 1 only")
def _(x, yhat, y):
    return -(1 - yhat) * x


@wrong(dJ_dw, "summed over the wines")
def _(x, yhat, y):
    return np.sum((yhat - y) * x)


@wrong(dJ_dw, "links are added, not multiplied")
def _(x, yhat, y):
    return (yhat - y) + x


@wrong(dJ_dw, "divides by the input: the chain rule upside down")
def _(x, yhat, y):
    return (yhat - y) / x


@accepted(dJ_dw, "the product as on paper")
def _(x, yhat, y):
    return (yhat - y) * x


@accepted(dJ_dw, "multiplied out")
def _(x, yhat, y):
    x = np.asarray(x, dtype=float)
    return x * yhat - x * y


@accepted(dJ_dw, "three links")
def _(x, yhat, y):
    outer = np.where(np.asarray(y) == 1, -1 / np.asarray(yhat), 1 / (1 - np.asarray(yhat)))
    slope = np.asarray(yhat) * (1 - np.asarray(yhat))
    return outer * slope * x


@accepted(dJ_dw, "a loop over the wines")
def _(x, yhat, y):
    return np.vectorize(lambda a, guess, label: (guess - label) * float(a), otypes=[float])(x, yhat, y)


@exercise(
    points=1,
    minutes=3,
    difficulty=1,
    core=False,
    source="S2-19",
    needs=("dJ_dz",),
    hints=(
        "How much does z move when only b moves?",
        "The derivative of z with respect to b is 1.",
        "So it is the derivative with respect to z, unchanged: prediction minus label.",
    ),
    **per_wine(
        "dJ_db",
        ("yhat", "y"),
        slide=(0.8021838885585817, 1),
        value=-0.19781611144141834,
        seed=720,
    ),
)
def dJ_db(yhat: np.ndarray, y: np.ndarray) -> np.ndarray:
    r"""Derivative of the loss with respect to the bias, $dJ/db = dJ/dz \cdot dz/db$, for each wine.

    Args:
        yhat: predictions strictly between 0 and 1, a number or an array of any shape.
        y: labels 0 or 1 (integers), a number or an array of the same shape.

    Returns:
        One derivative for each wine, float64, same shape.

    Example:
        >>> print(dJ_db(0.25, 0))
        0.25
    """
    return np.add(yhat, np.negative(y))


@wrong(dJ_db, "always zero: b is a constant")
def _(yhat, y):
    return np.zeros(np.shape(yhat))


@wrong(dJ_db, "always one: the last link only")
def _(yhat, y):
    return np.ones(np.shape(yhat))


@wrong(dJ_db, "the sign is turned")
def _(yhat, y):
    return y - yhat


@wrong(dJ_db, "stops at the prediction")
def _(yhat, y):
    return -y / yhat + (1 - y) / (1 - yhat)


@wrong(dJ_db, "mean over the wines")
def _(yhat, y):
    return np.mean(yhat - y)


@wrong(dJ_db, "rounded like the slide")
def _(yhat, y):
    return np.round(yhat - y, 1)


@wrong(dJ_db, "the sigmoid's derivative once more")
def _(yhat, y):
    return (yhat - y) * yhat * (1 - yhat)


@wrong(dJ_db, "for y = 1 only")
def _(yhat, y):
    return yhat - np.ones(np.shape(y))


@accepted(dJ_db, "the plain difference")
def _(yhat, y):
    return yhat - y


@accepted(dJ_db, "minus the other difference, times one")
def _(yhat, y):
    return -(np.asarray(y) - yhat) * 1.0


@accepted(dJ_db, "label by label")
def _(yhat, y):
    return np.vectorize(lambda guess, label: float(guess) - int(label), otypes=[float])(yhat, y)


@accepted(dJ_db, "the chain written out: outer slope, sigmoid's slope, one")
def _(yhat, y):
    p = np.asarray(yhat, dtype=float)
    outer = np.where(np.asarray(y) == 1, -1 / p, 1 / (1 - p))
    return outer * (p * (1 - p)) * 1.0
