"""Logistic regression by gradient descent."""

from __future__ import annotations

import math

import numpy as np

from autograder.calls import call
from autograder.checks import Golden, Purity, Shape
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.formula_recipes import formula_of_steps
from autograder.exercise.neuron_recipes import labels
from autograder.exercise.recipes import draw
from autograder.plain import Laid
from solutions.u05_one_neuron.batch_gradient import logistic_grad

# %% [markdown]
# ## Logistic regression
#
# Put the two together: start with nothing (all weights 0), and go down the gradient of the whole batch. With $w = 0$
# and $b = 0$ every prediction is one half and the loss is $\ln 2$; if your first loss is anything else, look there.
#
# The visible check has ten wines of a well-known data set: the first five of two cultivars, told apart by their
# alcohol alone (in percent, minus 13). One number is enough to get most of them right. A later unit takes all 178
# wines and all 13 numbers.


@exercise(
    points=3,
    minutes=12,
    difficulty=3,
    source="S3-27, S2-24",
    needs=("logistic_grad", "train_neuron"),
    hints=(
        "The same loop as for one wine, with logistic_grad in its middle.",
        "Start with np.zeros for w and 0.0 for b. A loss is the mean over all wines; there are steps + 1 of them.",
        "In each turn: gradient at the present w and b, then both updates from that gradient, then the mean loss.",
    ),
    checks=[
        Shape(
            label="an array of shape (D,), a number, and steps + 1 losses",
            at=(call("fit_logistic", draw(841, 6, 2), labels(842, 6), 0.5, 4),),
        ),
        Golden(
            label="one step from zero",
            at=(call("fit_logistic", draw(841, 6, 2), labels(842, 6), 0.5, 1),),
            names=("w", "b", "losses"),
        ),
        Golden(
            label="ten real wines, 50 steps",
            weight=2,
            at=(
                call(
                    "fit_logistic",
                    np.array(
                        [[1.23], [0.2], [0.16], [1.37], [0.24], [-0.63], [-0.67], [-0.36], [0.67], [-0.63]]
                    ),
                    np.array([1, 1, 1, 1, 1, 0, 0, 0, 0, 0]),
                    0.8,
                    50,
                ),
            ),
            names=("w", "b", "losses"),
        ),
        Purity(
            label="leaves X and y alone and starts afresh each time",
            first=call("fit_logistic", draw(852, 6, 2), labels(853, 6), 0.5, 4),
            between=call("fit_logistic", draw(854, 5, 2), labels(855, 5), 0.5, 4),
        ),
    ],
    hidden=[
        Golden(
            label="other wines, rates and numbers of steps",
            weight=4,
            names=("w", "b", "losses"),
            at=(
                call("fit_logistic", draw(843, 7, 3), labels(844, 7), 0.3, 9),
                call("fit_logistic", draw(845, 4, 4), labels(846, 4), 0.7, 5),
                call("fit_logistic", draw(847, 1, 2), np.array([1]), 0.4, 3),
                call("fit_logistic", draw(848, 5, 2), labels(849, 5), 0.4, 0),
                call("fit_logistic", Laid(draw(850, 5, 2), "F"), Laid(labels(851, 5), "readonly"), 0.25, 3),
                call("fit_logistic", np.array([[1, -2], [0, 3], [2, 1]]), np.array([1, 0, 0]), 0.5, 3),
            ),
        ),
        formula_of_steps(
            "fit_logistic",
            {"X": np.array([[0.7], [-1.2], [1.9]]), "y": np.array([1, 0, 1]), "lr": 0.2},
        ),
    ],
)
def fit_logistic(X: np.ndarray, y: np.ndarray, lr: float, steps: int) -> tuple[np.ndarray, float, np.ndarray]:
    """Logistic regression by gradient descent on the mean logistic loss of the whole batch.

    Args:
        X: inputs, shape (N, D).
        y: labels 0 or 1 (integers), shape (N,).
        lr: learning rate.
        steps: number of updates, may be 0.

    Returns:
        The triple (w, b, losses): weights of shape (D,), the bias as a number, and an array of shape (steps + 1,)
        with the mean loss before the first update and after each one. Weights and bias start at 0 and are updated at
        the same time.

    Example:
        >>> w, b, losses = fit_logistic(np.array([[1.0], [-1.0]]), np.array([1, 0]), 2.0, 1)
        >>> print(w, b)
        [1.] 0.0
        >>> losses
        array([0.69314718, 0.31326169])
    """
    w, b = np.zeros(X.shape[1]), 0.0
    losses = np.zeros(steps + 1)
    for step in range(steps + 1):
        z = X @ w + b
        losses[step] = np.mean(np.logaddexp(0.0, z) - y * z)
        if step < steps:
            dw, db = logistic_grad(X, y, w, b)
            w, b = w - lr * dw, b - lr * db
    return w, b, losses


@wrong(fit_logistic, "starts at random")
def _(X, y, lr, steps):
    w, b = np.random.default_rng(0).normal(size=X.shape[1]), 0.0
    losses = []
    for _ in range(steps + 1):
        yhat = 1 / (1 + np.exp(-(X @ w + b)))
        losses.append(-np.mean(y * np.log(yhat) + (1 - y) * np.log(1 - yhat)))
        if len(losses) <= steps:
            w, b = w - lr * X.T @ (yhat - y) / len(y), b - lr * np.mean(yhat - y)
    return w, b, np.array(losses)


@wrong(fit_logistic, "the gradient of the sum")
def _(X, y, lr, steps):
    w, b, losses = np.zeros(X.shape[1]), 0.0, []
    for _ in range(steps + 1):
        yhat = 1 / (1 + np.exp(-(X @ w + b)))
        losses.append(-np.mean(y * np.log(yhat) + (1 - y) * np.log(1 - yhat)))
        if len(losses) <= steps:
            w, b = w - lr * X.T @ (yhat - y), b - lr * np.sum(yhat - y)
    return w, b, np.array(losses)


@wrong(fit_logistic, "one after the other: the bias sees the new weights")
def _(X, y, lr, steps):
    w, b, losses = np.zeros(X.shape[1]), 0.0, []
    for _ in range(steps + 1):
        yhat = 1 / (1 + np.exp(-(X @ w + b)))
        losses.append(-np.mean(y * np.log(yhat) + (1 - y) * np.log(1 - yhat)))
        if len(losses) <= steps:
            w = w - lr * X.T @ (yhat - y) / len(y)
            b = b - lr * np.mean(1 / (1 + np.exp(-(X @ w + b))) - y)
    return w, b, np.array(losses)


@wrong(fit_logistic, "the loss as a sum")
def _(X, y, lr, steps):
    w, b, losses = np.zeros(X.shape[1]), 0.0, []
    for _ in range(steps + 1):
        yhat = 1 / (1 + np.exp(-(X @ w + b)))
        losses.append(-np.sum(y * np.log(yhat) + (1 - y) * np.log(1 - yhat)))
        if len(losses) <= steps:
            w, b = w - lr * X.T @ (yhat - y) / len(y), b - lr * np.mean(yhat - y)
    return w, b, np.array(losses)


@wrong(fit_logistic, "the last loss is missing")
def _(X, y, lr, steps):
    w, b, losses = np.zeros(X.shape[1]), 0.0, []
    for _ in range(steps):
        yhat = 1 / (1 + np.exp(-(X @ w + b)))
        losses.append(-np.mean(y * np.log(yhat) + (1 - y) * np.log(1 - yhat)))
        w, b = w - lr * X.T @ (yhat - y) / len(y), b - lr * np.mean(yhat - y)
    return w, b, np.array(losses)


@wrong(fit_logistic, "wine by wine instead of the whole batch")
def _(X, y, lr, steps):
    w, b, losses = np.zeros(X.shape[1]), 0.0, []
    for _ in range(steps + 1):
        yhat = 1 / (1 + np.exp(-(X @ w + b)))
        losses.append(-np.mean(y * np.log(yhat) + (1 - y) * np.log(1 - yhat)))
        if len(losses) <= steps:
            for row, label in zip(X, y, strict=True):
                error = 1 / (1 + np.exp(-(row @ w + b))) - label
                w, b = w - lr * error * row, b - lr * error
    return w, b, np.array(losses)


@wrong(fit_logistic, "squared error in place of the logistic loss")
def _(X, y, lr, steps):
    w, b, losses = np.zeros(X.shape[1]), 0.0, []
    for _ in range(steps + 1):
        yhat = 1 / (1 + np.exp(-(X @ w + b)))
        losses.append(np.mean((yhat - y) ** 2))
        if len(losses) <= steps:
            error = 2 * (yhat - y) * yhat * (1 - yhat)
            w, b = w - lr * X.T @ error / len(y), b - lr * np.mean(error)
    return w, b, np.array(losses)


@wrong(fit_logistic, "without a bias")
def _(X, y, lr, steps):
    w, losses = np.zeros(X.shape[1]), []
    for _ in range(steps + 1):
        yhat = 1 / (1 + np.exp(-(X @ w)))
        losses.append(-np.mean(y * np.log(yhat) + (1 - y) * np.log(1 - yhat)))
        if len(losses) <= steps:
            w = w - lr * X.T @ (yhat - y) / len(y)
    return w, 0.0, np.array(losses)


@accepted(fit_logistic, "with the textbook loss")
def _(X, y, lr, steps):
    w, b, losses = np.zeros(X.shape[1]), 0.0, []
    for _ in range(steps + 1):
        yhat = 1 / (1 + np.exp(-(X @ w + b)))
        losses.append(-np.mean(y * np.log(yhat) + (1 - y) * np.log(1 - yhat)))
        if len(losses) <= steps:
            w, b = w - lr * X.T @ (yhat - y) / len(y), b - lr * np.mean(yhat - y)
    return w, b, np.array(losses)


@accepted(fit_logistic, "in place on its own arrays, the bias as one more weight")
def _(X, y, lr, steps):
    rows = np.hstack([X, np.ones((len(X), 1))])
    both = np.zeros(rows.shape[1])
    losses = []
    for step in range(steps + 1):
        z = rows @ both
        chance = np.where(y == 1, 1 / (1 + np.exp(-z)), 1 / (1 + np.exp(z)))
        losses.append(np.mean(-np.log(chance)))
        if step < steps:
            both -= lr / len(y) * ((1 / (1 + np.exp(-z)) - y) @ rows)
    return both[:-1], float(both[-1]), np.array(losses)


@accepted(fit_logistic, "plain Python numbers")
def _(X, y, lr, steps):
    w, b, losses = [0.0] * X.shape[1], 0.0, []
    for step in range(steps + 1):
        z = [sum(wi * float(xi) for wi, xi in zip(w, row, strict=True)) + b for row in X]
        losses.append(
            sum(math.log1p(math.exp(-t if label else t)) for t, label in zip(z, y, strict=True)) / len(z)
        )
        if step < steps:
            error = [1 / (1 + math.exp(-t)) - int(label) for t, label in zip(z, y, strict=True)]
            w = [
                wi - lr * sum(e * float(row[i]) for e, row in zip(error, X, strict=True)) / len(z)
                for i, wi in enumerate(w)
            ]
            b -= lr * sum(error) / len(z)
    return np.array(w), b, np.array(losses)


@accepted(fit_logistic, "keeps every pair of parameters and works out the losses at the end")
def _(X, y, lr, steps):
    path = [(np.zeros(X.shape[1]), 0.0)]
    for _ in range(steps):
        w, b = path[-1]
        dw, db = logistic_grad(X, y, w, b)
        path.append((w - lr * dw, b - lr * db))
    signs = 2 * np.asarray(y) - 1
    losses = [np.logaddexp(0.0, -signs * (X @ w + b)).mean() for w, b in path]
    return path[-1][0], path[-1][1], np.array(losses)
