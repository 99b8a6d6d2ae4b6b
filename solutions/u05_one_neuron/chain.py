"""The chain rule, one link at a time: from the loss back to the pre-activation."""

from __future__ import annotations

import numpy as np

from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.neuron_recipes import per_wine

# %% [markdown]
# ## One link at a time
#
# The loss depends on the weight through a chain: $w \to z \to \hat y \to J$. Each link has its own small
# derivative, and the derivative of the whole is their product:
#
# $$\frac{dJ}{dw} = \frac{dJ}{d\hat y}\cdot\frac{d\hat y}{dz}\cdot\frac{dz}{dw}$$
#
# For the wine ($x = 0.12$, $\hat y = 0.8022$, $y = 1$) the slide has $-1.25$, $-.2$, $-.024$ and $-.2$ for the four
# derivatives below. They are right, and rounded. Its formula $-1/\hat y$ for the first is for good wines only; yours
# must know bad ones as well.
#
# All four functions take numbers, or arrays with one entry for each wine: then they return one derivative for each
# wine. Nothing is summed yet.


@exercise(
    points=2,
    minutes=8,
    difficulty=2,
    core=False,
    source="S2-16, S3-23",
    needs=("logistic_loss",),
    hints=(
        "Differentiate each of the two branches of the loss; ln t has the derivative 1/t.",
        "In the branch for y = 0 there is an inner derivative: 1 - yhat falls when yhat grows.",
        "Minus y over yhat for the first branch, plus 1 - y over 1 - yhat for the second; add them.",
    ),
    **per_wine(
        "dJ_dyhat",
        ("yhat", "y"),
        slide=(0.8021838885585817, 1),
        value=-1.2465969639416066,
        seed=600,
        of="logistic_loss",
    ),
)
def dJ_dyhat(yhat: np.ndarray, y: np.ndarray) -> np.ndarray:
    r"""Derivative of the logistic loss with respect to the prediction, $dJ/d\hat y$, for both labels.

    Args:
        yhat: predictions strictly between 0 and 1, a number or an array of any shape.
        y: labels 0 or 1 (integers), a number or an array of the same shape.

    Returns:
        One derivative for each prediction, float64, same shape.

    Example:
        >>> dJ_dyhat(0.5, 1)
        -2.0
    """
    return (1 - y) / (1 - yhat) - y / yhat


@wrong(dJ_dyhat, "the slide's formula, for y = 1 only")
def _(yhat, y):
    return -1 / yhat


@wrong(dJ_dyhat, "the inner derivative of 1 - yhat is forgotten")
def _(yhat, y):
    return -y / yhat - (1 - y) / (1 - yhat)


@wrong(dJ_dyhat, "the sign is turned")
def _(yhat, y):
    return y / yhat - (1 - y) / (1 - yhat)


@wrong(dJ_dyhat, "the derivative of the squared error")
def _(yhat, y):
    return 2 * (yhat - y)


@wrong(dJ_dyhat, "already times the sigmoid's derivative")
def _(yhat, y):
    return yhat - y


@wrong(dJ_dyhat, "1 - y in the denominator, as a slide has it")
def _(yhat, y):
    with np.errstate(all="ignore"):
        return np.divide(yhat - y, yhat * (1 - y))


@wrong(dJ_dyhat, "mean over the wines")
def _(yhat, y):
    return np.mean((1 - y) / (1 - yhat) - y / yhat)


@wrong(dJ_dyhat, "plus for minus in the second denominator")
def _(yhat, y):
    return (1 - y) / (1 + yhat) - y / yhat


@accepted(dJ_dyhat, "one fraction")
def _(yhat, y):
    return (yhat - y) / (yhat * (1 - yhat))


@accepted(dJ_dyhat, "a branch for each label")
def _(yhat, y):
    yhat = np.asarray(yhat, dtype=float)
    return np.where(np.asarray(y) == 1, -1 / yhat, 1 / (1 - yhat))


@accepted(dJ_dyhat, "with a sign and the chance of the true label")
def _(yhat, y):
    sign = 1.0 - 2.0 * np.asarray(y)
    return sign / np.where(sign < 0, yhat, 1 - np.asarray(yhat))


@accepted(dJ_dyhat, "one label at a time")
def _(yhat, y):
    def one(guess, label):
        return -1.0 / guess if label == 1 else 1.0 / (1.0 - guess)

    return np.vectorize(one, otypes=[float])(yhat, y)


# %% [markdown]
# Multiply by the sigmoid's own derivative, written with $\hat y$, and almost everything cancels: what is left is the
# simplest formula of this whole subject. Write it in that form, and nothing can divide by zero any more.


@exercise(
    points=1,
    minutes=5,
    difficulty=2,
    source="S2-17, S3-25",
    hints=(
        "Multiply the derivative with respect to yhat by the derivative of the sigmoid, and simplify on paper.",
        "In one fraction, the first factor has yhat times (1 - yhat) below; the second factor is just that.",
        "What is left is how far the prediction lies above the label.",
    ),
    **per_wine(
        "dJ_dz",
        ("yhat", "y"),
        slide=(0.8021838885585817, 1),
        value=-0.19781611144141834,
        seed=640,
    ),
)
def dJ_dz(yhat: np.ndarray, y: np.ndarray) -> np.ndarray:
    r"""Derivative of the loss with respect to the pre-activation, $dJ/dz = dJ/d\hat y \cdot d\hat y/dz$.

    Args:
        yhat: predictions $\sigma(z)$ strictly between 0 and 1, a number or an array of any shape.
        y: labels 0 or 1 (integers), a number or an array of the same shape.

    Returns:
        One derivative for each prediction, float64, same shape.

    Example:
        >>> print(dJ_dz(0.5, 1))
        -0.5
    """
    return np.subtract(yhat, y, dtype=float)


@wrong(dJ_dz, "label minus prediction")
def _(yhat, y):
    return y - yhat


@wrong(dJ_dz, "the sigmoid's derivative once more")
def _(yhat, y):
    return (yhat - y) * yhat * (1 - yhat)


@wrong(dJ_dz, "stops at the prediction")
def _(yhat, y):
    return (yhat - y) / (yhat * (1 - yhat))


@wrong(dJ_dz, "for y = 1 only")
def _(yhat, y):
    return yhat - 1


@wrong(dJ_dz, "the factor 2 of a squared error")
def _(yhat, y):
    return 2 * (yhat - y)


@wrong(dJ_dz, "writes into the predictions")
def _(yhat, y):
    yhat -= y
    return yhat


@wrong(dJ_dz, "the size of the error without its sign")
def _(yhat, y):
    return np.abs(yhat - y)


@wrong(dJ_dz, "the mean over the wines")
def _(yhat, y):
    return np.mean(np.subtract(yhat, y, dtype=float))


@accepted(dJ_dz, "the plain difference")
def _(yhat, y):
    return yhat - y


@accepted(dJ_dz, "the product of the two links")
def _(yhat, y):
    yhat = np.asarray(yhat, dtype=float)
    return (-y / yhat + (1 - y) / (1 - yhat)) * yhat * (1 - yhat)


@accepted(dJ_dz, "a branch for each label")
def _(yhat, y):
    yhat = np.asarray(yhat, dtype=float)
    return np.where(np.asarray(y) == 1, yhat - 1, yhat)


@accepted(dJ_dz, "with the sign of the label")
def _(yhat, y):
    wants_more = np.asarray(y) > 0
    return np.array(yhat, dtype=float) - wants_more.astype(float)
