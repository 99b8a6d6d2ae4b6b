"""Softmax regression: one layer, all rows at once, from zero."""

from __future__ import annotations

import math

import numpy as np

from autograder.calls import call, drive, traced
from autograder.checks import Floor, Formula, Golden, Purity, Shape
from autograder.checks.golden import golden
from autograder.exercise.declare import accepted, exercise
from autograder.exercise.recipes import draw
from autograder.exercise.training_recipes import classes
from autograder.plain import Laid, data
from solutions.u09_training.labels import one_hot

# %% [markdown]
# ## The smallest classifier
#
# One layer from 64 pixels to ten scores, softmax on top: "a linear classifier", says a deck's agenda, and needs a
# framework for it. You need ten lines. It is the logistic regression of unit 5 with more than two classes, and like there
# the loss is convex: from any start, also from zero, small steps lead to the same minimum. (A deck draws "the minimum
# point of a two-dimensional function": what is drawn is a function of *one* variable, in two dimensions (E51). Yours
# has 650 variables here, the deck's own network has 13002. Nobody draws those, and no formula solves for their
# minimum (S4-13): one descends.)
#
# The slope of the mean loss with respect to the scores is $(P - Y)/N$, softmax minus one-hot; a layer does the rest.


@exercise(
    points=3,
    minutes=30,
    difficulty=3,
    core=True,
    source="S3-40, S2-24, S4-13 (E51)",
    needs=("one_hot",),
    hints=(
        "Scores, probabilities, loss, slope of the scores, slope of W and b, update: the same six lines in each step, and the loss once more at the end.",
        "dZ = (P - Y)/N with P the softmax of each row, dW = X.T @ dZ, db the sum of dZ over the rows. Subtract each row's largest score before the exponential.",
        "Loop steps + 1 times: compute Z and the loss and append it; in all but the last round compute dZ and move W and b against their slopes, both from the same Z.",
    ),
    checks=[
        Shape(
            label="W (D, K), b (K,), and steps + 1 losses",
            names=("W", "b", "losses"),
            at=(call("fit_softmax", draw(2161, 6, 4), classes(2162, 6, 3), 3, 0.5, 2),),
        ),
        golden(
            call("fit_softmax", np.array([[1.0], [-1.0]]), np.array([0, 1]), 2, 1.0, 1),
            (np.array([[0.5, -0.5]]), np.zeros(2), np.array([math.log(2), math.log1p(math.exp(-1))])),
            label="two examples, one step",
            names=("W", "b", "losses"),
        ),
        Golden(
            label="seven examples, three steps",
            weight=2,
            at=(call("fit_softmax", draw(2163, 7, 2), classes(2164, 7, 3), 3, 0.4, 3),),
            names=("W", "b", "losses"),
        ),
        Floor(
            label="three growers from one number: 63 % of new wines from their alcohol alone",
            least=0.63,
            at=tuple(
                call(
                    "fit_softmax",
                    data("wine", "X_train", split, columns=(0,)),
                    data("wine", "y_train", split),
                    3,
                    0.5,
                    100,
                )
                for split in (1, 2, 3)
            ),
        ),
        Purity(
            label="leaves X and y alone and starts afresh each time",
            first=call("fit_softmax", draw(2165, 6, 2), classes(2166, 6, 3), 3, 0.5, 4),
            between=call("fit_softmax", draw(2167, 5, 2), classes(2168, 5, 2), 2, 0.5, 4),
        ),
    ],
    hidden=[
        Golden(
            label="other sizes, rates and numbers of steps",
            weight=3,
            names=("W", "b", "losses"),
            at=(
                call("fit_softmax", draw(2169, 8, 3), classes(2170, 8, 5), 5, 0.3, 6),
                call("fit_softmax", draw(2171, 4, 4), classes(2172, 4, 4), 4, 0.7, 3),
                call("fit_softmax", draw(2173, 1, 2), np.array([1]), 3, 0.4, 2),
                call("fit_softmax", draw(2174, 5, 3), classes(2175, 5, 2), 2, 0.4, 0),
                call("fit_softmax", draw(2176, 6, 2), np.array([1, 1, 0, 1, 0, 0]), 4, 0.6, 3),
                call("fit_softmax", np.array([[1, -2], [0, 3], [2, 1]]), np.array([1, 0, 2]), 3, 0.5, 3),
                call(
                    "fit_softmax",
                    Laid(draw(2177, 5, 3), "F"),
                    Laid(classes(2178, 5, 3), "readonly"),
                    3,
                    0.25,
                    3,
                ),
            ),
        ),
        Golden(
            label="unscaled inputs: scores in the hundreds do not overflow",
            names=("W", "b", "losses"),
            at=(
                call(
                    "fit_softmax",
                    np.array([[700.0], [-800.0], [900.0], [500.0], [0.0]]),
                    np.array([0, 1, 2, 0, 1]),
                    3,
                    0.01,
                    3,
                ),
            ),
        ),
        Floor(
            label="93 % of new digits, 90 % would be few",
            weight=2,
            least=0.93,
            at=tuple(
                call(
                    "fit_softmax",
                    data("digits", "X_train", split),
                    data("digits", "y_train", split),
                    10,
                    0.5,
                    60,
                )
                for split in (1, 3, 4)
            ),
        ),
        Formula(
            label="the formula of one step",
            call=traced(
                {"1": "X", "4": "lr"},
                drive("each_count", "fit_softmax", [1], np.array([[0.7], [-1.2]]), np.array([0, 1]), 2, 0.2),
            ),
            domains={"lr": (0.01, 0.5)},
            names={"X[0,0]": "x0", "X[1,0]": "x1"},
            parts={
                "[0][0][0,0]": "W[0,0]",
                "[0][0][0,1]": "W[0,1]",
                "[0][1][0]": "b[0]",
                "[0][1][1]": "b[1]",
                "[0][2][0]": "the first loss",
                "[0][2][1]": "the loss after one step",
            },
        ),
    ],
)
def fit_softmax(
    X: np.ndarray, y: np.ndarray, K: int, lr: float, steps: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Softmax regression by gradient descent on the mean cross-entropy of all rows.

    Args:
        X: inputs, shape (N, D).
        y: classes 0, ..., K - 1, integers, shape (N,).
        K: number of classes; some may not occur.
        lr: learning rate.
        steps: number of updates, may be 0.

    Returns:
        The triple (W, b, losses): weights (D, K), biases (K,), and an array of shape (steps + 1,) with the mean
        loss before the first update and after each one. Weights and biases start at 0 and are updated at the same
        time. Scores in the hundreds must not overflow.

    Example:
        >>> W, b, losses = fit_softmax(np.array([[1.0], [-1.0]]), np.array([0, 1]), 2, 1.0, 1)
        >>> W
        array([[ 0.5, -0.5]])
        >>> losses
        array([0.69314718, 0.31326169])
    """
    Y = one_hot(y, K)
    W, b = np.zeros((X.shape[1], K)), np.zeros(K)
    losses = []
    for step in range(steps + 1):
        Z = X @ W + b
        log_P = Z - np.max(Z, axis=1, keepdims=True)
        log_P = log_P - np.log(np.sum(np.exp(log_P), axis=1, keepdims=True))
        losses.append(-np.sum(Y * log_P) / len(Y))
        if step < steps:
            dZ = (np.exp(log_P) - Y) / len(Y)
            W, b = W - lr * X.T @ dZ, b - lr * np.sum(dZ, axis=0)
    return W, b, np.array(losses)


@accepted(fit_softmax, "the label's column subtracted in place")
def _(X, y, K, lr, steps):
    N, rows = len(y), np.arange(len(y))
    W, b, losses = np.zeros((X.shape[1], K)), np.zeros(K), np.zeros(steps + 1)
    for t in range(steps + 1):
        Z = X @ W + b
        Z -= Z.max(axis=1, keepdims=True)
        E = np.exp(Z)
        total = E.sum(axis=1)
        losses[t] = np.mean(np.log(total) - Z[rows, y])
        if t == steps:
            break
        D = E / total[:, None]
        D[rows, y] -= 1
        D /= N
        W -= lr * X.T @ D
        b -= lr * D.sum(axis=0)
    return W, b, losses


@accepted(fit_softmax, "the bias as one more row of weights")
def _(X, y, K, lr, steps):
    rows = np.hstack([X, np.ones((len(X), 1))])
    both, Y, losses = np.zeros((rows.shape[1], K)), np.eye(K)[y], []
    for t in range(steps + 1):
        Z = rows @ both
        partition = np.logaddexp.reduce(Z, axis=1)
        losses.append(float(np.mean(partition - (Z * Y).sum(axis=1))))
        if t < steps:
            both = both - lr * rows.T @ (np.exp(Z - partition[:, None]) - Y) / len(rows)
    return both[:-1], both[-1], np.array(losses)


@accepted(fit_softmax, "with einsum and a helper")
def _(X, y, K, lr, steps):
    Y = (y[:, None] == np.arange(K)) * 1.0

    def look(W, b):
        Z = np.einsum("nd,dk->nk", X, W) + b
        Z = Z - Z.max(axis=1)[:, None]
        P = np.exp(Z) / np.exp(Z).sum(axis=1)[:, None]
        return P, float(-(Y * (Z - np.log(np.exp(Z).sum(axis=1))[:, None])).sum() / len(X))

    W, b = np.zeros((X.shape[1], K)), np.zeros(K)
    P, loss = look(W, b)
    losses = [loss]
    while len(losses) <= steps:
        W, b = W - lr * np.einsum("nd,nk->dk", X, P - Y) / len(X), b - lr * np.mean(P - Y, axis=0)
        P, loss = look(W, b)
        losses.append(loss)
    return W, b, np.array(losses)


@accepted(fit_softmax, "the loss as a running mean of single rows")
def _(X, y, K, lr, steps):
    W, b = np.zeros((X.shape[1], K)), np.zeros(K)
    losses = []
    for t in range(steps + 1):
        scores = X.dot(W) + b
        peak = scores.max(axis=1)
        log_total = peak + np.log(np.exp(scores - peak[:, None]).sum(axis=1))
        losses.append(np.average([log_total[i] - scores[i, k] for i, k in enumerate(y)]))
        slope = np.exp(scores - log_total[:, None])
        for i, k in enumerate(y):
            slope[i, k] -= 1.0
        if t < steps:
            W = W - (lr / len(y)) * X.T.dot(slope)
            b = b - (lr / len(y)) * slope.sum(axis=0)
    return W, b, np.asarray(losses)
