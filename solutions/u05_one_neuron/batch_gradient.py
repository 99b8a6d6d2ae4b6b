"""Many examples, many inputs: the gradient of a mean loss."""

from __future__ import annotations

import math

import numpy as np

from autograder.calls import call
from autograder.checks import FiniteDifference, Golden, Purity, Shape
from autograder.checks.golden import golden
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.formula_recipes import formula
from autograder.exercise.neuron_recipes import labels
from autograder.exercise.recipes import draw
from autograder.plain import Laid

# %% [markdown]
# ## Many wines, many numbers each
#
# A real wine has more than one number, and nobody learns from one wine. The inputs become a matrix `X` of shape
# `(N, D)`, one wine a row; the weight becomes a vector `w` of shape `(D,)`; the loss is the *mean* over the wines:
#
# $$J = \frac1N \sum_{n=1}^{N} -\bigl(y_n \ln \hat y_n + (1 - y_n) \ln (1 - \hat y_n)\bigr), \qquad
# \hat y = \sigma(Xw + b)$$
#
# What you know about one wine stays true for each; the derivative of a mean is the mean of the derivatives. Write the
# shape beside every factor before you multiply: `(N,)` and `(N, 1)` look alike and combine to `(N, N)` without a word.


@exercise(
    points=3,
    minutes=12,
    difficulty=3,
    source="S3-26, S2-18, S2-19",
    needs=("dJ_dz",),
    hints=(
        "Each wine contributes its error times its own inputs; take the mean over the wines.",
        "The errors are a vector of shape (N,). The product of X transposed with it has shape (D,).",
        "Form the predictions, subtract y, multiply the transposed X by that, divide by N; the bias gets the errors' mean.",
    ),
    checks=[
        Shape(
            label="an array of shape (D,) and one number",
            at=(call("logistic_grad", draw(801, 5, 3), labels(802, 5), draw(803, 3, low=-1, high=1), 0.25),),
        ),
        golden(
            call("logistic_grad", np.array([[0.12]]), np.array([1]), np.array([15.0]), -0.4),
            (np.array([-0.0237379333729702]), -0.19781611144141834),
            label="the wine neuron as a batch of one",
            names=("dw", "db"),
        ),
        Golden(
            label="five wines with three numbers each",
            weight=2,
            at=(call("logistic_grad", draw(801, 5, 3), labels(802, 5), draw(803, 3, low=-1, high=1), 0.25),),
            names=("dw", "db"),
        ),
        FiniteDifference(
            label="is the gradient of the mean loss",
            weight=2,
            at=(call("logistic_grad", draw(804, 6, 4), labels(805, 6), draw(806, 4, low=-1, high=1), -0.5),),
            of="logistic_regression_loss",
            wrt=("w", "b"),
        ),
        Purity(
            label="leaves its arguments alone",
            first=call("logistic_grad", draw(825, 5, 3), labels(826, 5), draw(827, 3, low=-1, high=1), 0.25),
            between=call("logistic_grad", draw(828, 4, 2), labels(829, 4), draw(830, 2, low=-1, high=1), 0.5),
        ),
    ],
    hidden=[
        Golden(
            label="any number of wines and inputs",
            weight=4,
            names=("dw", "db"),
            at=(
                call("logistic_grad", draw(811, 7, 2), labels(812, 7), draw(813, 2, low=-1, high=1), 0.75),
                call("logistic_grad", draw(814, 4, 4), labels(815, 4), draw(816, 4, low=-1, high=1), -1.25),
                call("logistic_grad", draw(817, 1, 5), np.array([0]), draw(818, 5, low=-1, high=1), 0.1),
                call("logistic_grad", draw(819, 6, 1), labels(820, 6), draw(821, 1, low=-1, high=1), 0.1),
                call(
                    "logistic_grad",
                    draw(831, 6, 2, low=-60, high=60) / 7,
                    np.array([0, 0, 1, 1, 0, 0]),
                    draw(833, 2, low=-1, high=1),
                    0.1,
                ),
                call(
                    "logistic_grad",
                    np.array([[1, -2], [0, 3], [2, 1]]),
                    np.array([1, 0, 0]),
                    np.array([1, -1]),
                    2,
                ),
            ),
        ),
        Golden(
            label="right in any memory layout",
            names=("dw", "db"),
            at=(
                call(
                    "logistic_grad",
                    Laid(draw(822, 6, 3), "F"),
                    Laid(labels(823, 6), "readonly"),
                    Laid(draw(824, 3, low=-1, high=1), "strided"),
                    0.3,
                ),
            ),
        ),
        formula(
            "logistic_grad",
            {"X": draw(841, 2, 1), "y": np.array([1, 0]), "w": np.array([0.5]), "b": 0.3},
            fixed=("y",),
            names={f"X[{n},0]": f"x{n}" for n in (0, 1)},
            parts={"[0][0]": "dw", "[1]": "db"},
        ),
    ],
)
def logistic_grad(X: np.ndarray, y: np.ndarray, w: np.ndarray, b: float) -> tuple[np.ndarray, float]:
    r"""Gradient of the mean logistic loss $J$ with respect to the weights and the bias.

    Args:
        X: inputs, shape (N, D).
        y: labels 0 or 1 (integers), shape (N,).
        w: weights, shape (D,).
        b: bias, a number.

    Returns:
        The pair (dw, db): an array of shape (D,) and one number. The pre-activations stay moderate here.

    Example:
        >>> dw, db = logistic_grad(np.array([[1.0, 2.0], [3.0, 0.0]]), np.array([0, 1]), np.zeros(2), 0.0)
        >>> print(dw, db)
        [-0.5  0.5] 0.0
    """
    guess = 1 / (1 + np.exp(-(X @ w + b)))
    residual = guess - y
    return X.T @ residual / len(y), residual.mean()


@wrong(logistic_grad, "the sum over the wines, not the mean")
def _(X, y, w, b):
    error = 1 / (1 + np.exp(-(X @ w + b))) - y
    return X.T @ error, error.sum()


@wrong(logistic_grad, "labels minus predictions")
def _(X, y, w, b):
    error = y - 1 / (1 + np.exp(-(X @ w + b)))
    return X.T @ error / len(y), error.mean()


@wrong(logistic_grad, "(N, 1) minus (N,) becomes (N, N)")
def _(X, y, w, b):
    error = 1 / (1 + np.exp(-(X @ w.reshape(-1, 1) + b))) - y
    return (X.T @ error).mean(axis=1) / len(y), error.mean()


@wrong(logistic_grad, "divides by the number of inputs")
def _(X, y, w, b):
    error = 1 / (1 + np.exp(-(X @ w + b))) - y
    return X.T @ error / X.shape[1], error.mean()


@wrong(logistic_grad, "the bias derivative for each wine")
def _(X, y, w, b):
    error = 1 / (1 + np.exp(-(X @ w + b))) - y
    return X.T @ error / len(y), error


@wrong(logistic_grad, "dw as a column")
def _(X, y, w, b):
    error = (1 / (1 + np.exp(-(X @ w + b))) - y).reshape(-1, 1)
    return X.T @ error / len(y), error.mean()


@wrong(logistic_grad, "the sigmoid's derivative once too often")
def _(X, y, w, b):
    guess = 1 / (1 + np.exp(-(X @ w + b)))
    error = (guess - y) * guess * (1 - guess)
    return X.T @ error / len(y), error.mean()


@wrong(logistic_grad, "the bias is left out of the prediction")
def _(X, y, w, b):
    error = 1 / (1 + np.exp(-(X @ w))) - y
    return X.T @ error / len(y), error.mean()


@wrong(logistic_grad, "one mean for all weights")
def _(X, y, w, b):
    error = 1 / (1 + np.exp(-(X @ w + b))) - y
    return np.mean(X * error[:, None]) * np.ones(len(w)), error.mean()


@accepted(logistic_grad, "a loop over the wines")
def _(X, y, w, b):
    dw, db = np.zeros(X.shape[1]), 0.0
    for row, label in zip(X, y, strict=True):
        z = sum(float(a) * float(c) for a, c in zip(row, w, strict=True)) + b
        error = 1 / (1 + math.exp(-z)) - int(label)
        dw += error * row / len(X)
        db += error / len(X)
    return dw, db


@accepted(logistic_grad, "broadcasting and a mean over rows")
def _(X, y, w, b):
    z = (X * w).sum(axis=1) + b
    error = (np.tanh(z / 2) + 1) / 2 - y
    return (error[:, None] * X).mean(axis=0), np.mean(error)


@accepted(logistic_grad, "the bias as one more column of ones")
def _(X, y, w, b):
    rows = np.column_stack([X, np.ones(len(X))])
    z = rows @ np.append(w, b)
    both = np.einsum("nd,n->d", rows, np.exp(z) / (1 + np.exp(z)) - y) / len(rows)
    return both[:-1], both[-1]


@accepted(logistic_grad, "a weighted average of the rows")
def _(X, y, w, b):
    missed = y - 1 / (1 + np.exp(-(np.dot(X, w) + b)))
    dw = [-np.average(column * missed) for column in np.transpose(X)]
    return np.array(dw), -float(np.average(missed))
