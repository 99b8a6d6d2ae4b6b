"""A neuron learns: Rosenblatt's rule."""

from __future__ import annotations

import numpy as np

from autograder.calls import call
from autograder.checks import Golden
from autograder.checks.golden import golden
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.layer_recipes import arrays_in
from autograder.exercise.recipes import draw
from autograder.plain import Laid

# %% [markdown]
# ## A machine that learns, 1958
#
# The New York Times of 8 July 1958 shows "the embryo of an electronic computer" that its makers expect to walk, talk and
# reproduce itself one day. On an IBM 704 for two million dollars the perceptron "learned to differentiate between right
# and left after fifty attempts". Its rule fits on one line. Labels are $-1$ and $1$; a row is *wrong* when
# $y\,(w \cdot x + b) \le 0$, and then
#
# $$w \leftarrow w + y\,x, \qquad b \leftarrow b + y.$$
#
# Right rows change nothing. Go through the rows in order, again and again, until a whole pass finds nothing wrong. If any
# neuron at all separates the two classes, the rule finds one after finitely many updates.
#
# For AND, with the rows 00, 01, 10, 11 and the labels $-1, -1, -1, 1$, it takes nine passes, the last of them clean, and
# 18 updates.


@exercise(
    points=4,
    minutes=25,
    difficulty=3,
    source="S3-04; Rosenblatt 1958",
    needs=("weighted_sum",),
    hints=(
        "Two loops: passes outside, rows inside. What has to be counted in each pass, so that you know when to stop?",
        "A row is wrong when its label times the weighted sum is at most 0. At the start everything is 0, so the first row is wrong.",
        "For a wrong row add y times x to w and y to b, and count; leave the outer loop after a pass without a wrong row.",
    ),
    **arrays_in(
        form="weights, a number, and the number of updates",
        shape=(
            call("perceptron_rule", draw(1320, 6, 3), np.array([1, -1, -1, 1, 1, -1]), 3),
            call(
                "perceptron_rule", np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([-1, -1, -1, 1]), 20
            ),
        ),
        names=("w", "b", "updates"),
        known=(
            golden(
                call(
                    "perceptron_rule",
                    np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]),
                    np.array([-1, -1, -1, 1]),
                    100,
                ),
                (np.array([3.0, 2.0]), -4.0, 18),
                label="learns AND",
                names=("w", "b", "updates"),
            ),
            Golden(
                label="three passes over six rows with three inputs",
                weight=2,
                names=("w", "b", "updates"),
                at=(call("perceptron_rule", draw(1320, 6, 3), np.array([1, -1, -1, 1, 1, -1]), 3),),
            ),
        ),
        then=call("perceptron_rule", draw(1321, 4, 2), np.array([1, 1, -1, -1]), 2),
        label="other rows, separable or not",
        hidden=(
            call("perceptron_rule", np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([-1, 1, 1, 1]), 50),
            call(
                "perceptron_rule",
                np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]),
                np.array([-1, 1, 1, -1]),
                7,
            ),
            call(
                "perceptron_rule", Laid(draw(1322, 7, 4), "readonly"), np.array([1, -1, 1, 1, -1, -1, 1]), 5
            ),
            call("perceptron_rule", draw(1323, 9, 2) / 7, np.array([-1, -1, 1, -1, 1, 1, -1, 1, -1]), 4),
            call("perceptron_rule", draw(1324, 1, 3), np.array([-1]), 10),
            call("perceptron_rule", draw(1325, 3, 1), np.array([1, 1, 1]), 6),
            call("perceptron_rule", draw(1326, 5, 2), np.array([1, -1, 1, -1, 1]), 1),
            call("perceptron_rule", draw(1327, 3, 2), np.array([1, -1, 1]), 0),
            call(
                "perceptron_rule",
                Laid(draw(1328, 5, 3), "F"),
                Laid(np.array([-1, 1, -1, 1, 1]), "readonly"),
                3,
            ),
            call("perceptron_rule", np.array([[-3.0], [1.0]]), np.array([1, 1]), 10),
            # the second row is right by a hair
            call("perceptron_rule", np.array([[1.0], [-1.0 + 1e-8]]), np.array([1, 1]), 3),
            # the sum is exactly 0 on the second row after the first one's update
            call(
                "perceptron_rule", np.array([[1.0, 1.0], [1.0, -2.0], [-2.0, 1.0]]), np.array([1, -1, 1]), 2
            ),
        ),
        weight=5,
    ),
)
def perceptron_rule(X: np.ndarray, y: np.ndarray, epochs: int) -> tuple[np.ndarray, float, int]:
    """Rosenblatt's perceptron rule, rows in order, from weights and bias 0.

    A row is wrong when `y * (w @ x + b) <= 0`; then `w` grows by `y * x` and `b` by `y`, at once, before the next row.

    Args:
        X: inputs, shape (N, D), one example in each row; whole numbers may come in.
        y: labels, shape (N,), each -1 or 1.
        epochs: how many passes over the rows at most, 0 or more; a pass without a wrong row ends the training.

    Returns:
        The triple (w, b, updates): weights of shape (D,), float64, the bias, and how many updates there were.

    Example:
        >>> w, b, updates = perceptron_rule(np.array([[2.0], [-1.0]]), np.array([1, -1]), 10)
        >>> print(w, float(b), updates)
        [2.] 1.0 1
    """
    w, b, updates = np.zeros(X.shape[1]), 0.0, 0
    for _ in range(epochs):
        before = updates
        for row, label in zip(X, y, strict=True):
            if label * (np.dot(row, w) + b) <= 0:
                w, b, updates = w + label * row, b + label, updates + 1
        if updates == before:
            break
    return w, b, updates


@wrong(perceptron_rule, "a sum of exactly 0 counts as right: it never begins")
def _(X, y, epochs):
    w, b, updates = np.zeros(X.shape[1]), 0.0, 0
    for _ in range(epochs):
        for row, label in zip(X, y, strict=True):
            if label * (row @ w + b) < 0:
                w, b, updates = w + label * row, b + label, updates + 1
    return w, b, updates


@wrong(perceptron_rule, "the bias never learns")
def _(X, y, epochs):
    w, b, updates = np.zeros(X.shape[1]), 0.0, 0
    for _ in range(epochs):
        for row, label in zip(X, y, strict=True):
            if label * (row @ w + b) <= 0:
                w, updates = w + label * row, updates + 1
    return w, b, updates


@wrong(perceptron_rule, "the label is left out of the update")
def _(X, y, epochs):
    w, b, updates = np.zeros(X.shape[1]), 0.0, 0
    for _ in range(epochs):
        for row, label in zip(X, y, strict=True):
            if label * (row @ w + b) <= 0:
                w, b, updates = w + row, b + 1, updates + 1
    return w, b, updates


@wrong(perceptron_rule, "moves away")
def _(X, y, epochs):
    w, b, updates = np.zeros(X.shape[1]), 0.0, 0
    for _ in range(epochs):
        for row, label in zip(X, y, strict=True):
            if label * (row @ w + b) <= 0:
                w, b, updates = w - label * row, b - label, updates + 1
    return w, b, updates


@wrong(perceptron_rule, "all wrong rows of a pass at once")
def _(X, y, epochs):
    w, b, updates = np.zeros(X.shape[1]), 0.0, 0
    for _ in range(epochs):
        bad = y * (X @ w + b) <= 0
        w, b = w + y[bad] @ X[bad], b + y[bad].sum()
        updates += int(bad.sum())
    return w, b, updates


@wrong(perceptron_rule, "stops at the first row that is right")
def _(X, y, epochs):
    w, b, updates = np.zeros(X.shape[1]), 0.0, 0
    for _ in range(epochs):
        for row, label in zip(X, y, strict=True):
            if label * (row @ w + b) > 0:
                break
            w, b, updates = w + label * row, b + label, updates + 1
    return w, b, updates


@wrong(perceptron_rule, "counts the passes")
def _(X, y, epochs):
    w, b, passes = np.zeros(X.shape[1]), 0.0, 0
    for _ in range(epochs):
        passes += 1
        clean = True
        for row, label in zip(X, y, strict=True):
            if label * (row @ w + b) <= 0:
                w, b, clean = w + label * row, b + label, False
        if clean:
            break
    return w, b, passes


@wrong(perceptron_rule, "one pass too many")
def _(X, y, epochs):
    w, b, updates = np.zeros(X.shape[1]), 0.0, 0
    for _ in range(epochs + 1):
        for row, label in zip(X, y, strict=True):
            if label * (row @ w + b) <= 0:
                w, b, updates = w + label * row, b + label, updates + 1
    return w, b, updates


@wrong(perceptron_rule, "the weights are a view of the first row")
def _(X, y, epochs):
    w, b, updates = X[0], 0.0, 0
    w *= 0
    for _ in range(epochs):
        for row, label in zip(X, y, strict=True):
            if label * (row @ w + b) <= 0:
                w, b, updates = w + label * row, b + label, updates + 1
    return w, b, updates


@wrong(perceptron_rule, "compares the sign of the sum with the label")
def _(X, y, epochs):
    w, b, updates = np.zeros(X.shape[1]), 0.0, 0
    for _ in range(epochs):
        for row, label in zip(X, y, strict=True):
            if (1 if row @ w + b >= 0 else -1) != label:
                w, b, updates = w + label * row, b + label, updates + 1
    return w, b, updates


@accepted(perceptron_rule, "the bias as a weight of an input that is always 1")
def _(X, y, epochs):
    rows = np.hstack([X, np.ones((len(X), 1))])
    theta, updates = np.zeros(rows.shape[1]), 0
    for _ in range(epochs):
        clean = True
        for m in range(len(rows)):
            if y[m] * theta.dot(rows[m]) <= 0:
                theta += y[m] * rows[m]
                updates += 1
                clean = False
        if clean:
            break
    return theta[:-1], theta[-1], updates


@accepted(perceptron_rule, "never stops early: clean passes change nothing")
def _(X, y, epochs):
    w, b, updates = [0.0] * X.shape[1], 0, 0
    for _ in range(epochs):
        for m, label in enumerate(y):
            total = b + sum(w[j] * X[m, j] for j in range(X.shape[1]))
            if label * total <= 0:
                w = [w[j] + label * X[m, j] for j in range(X.shape[1])]
                b += int(label)
                updates += 1
    return np.array(w, dtype=float), b, updates


@accepted(perceptron_rule, "a while loop")
def _(X, y, epochs):
    w, b, total, wrong_rows = np.zeros(X.shape[1]), 0.0, 0, len(X)
    while epochs > 0 and wrong_rows:
        wrong_rows = 0
        for i in range(len(X)):
            z = np.sum(X[i] * w) + b
            if (z <= 0) if y[i] == 1 else (z >= 0):
                w = w + X[i] * y[i]
                b = b + y[i]
                wrong_rows += 1
        total += wrong_rows
        epochs -= 1
    return w, b, total


@accepted(perceptron_rule, "counts how often each row was wrong")
def _(X, y, epochs):
    times = np.zeros(len(X))
    for _ in range(epochs):
        for m in range(len(X)):
            signed = times * y
            if y[m] * (signed @ (X @ X[m]) + signed.sum()) <= 1e-12:
                times[m] += 1
    return (times * y) @ X, float(times @ y), int(times.sum())


# %% [markdown]
# Try it on XOR, labels $-1, 1, 1, -1$, with any number of passes: it never comes to rest. The rule is not to blame. No
# neuron can do XOR, as you will explain below; two layers can.
