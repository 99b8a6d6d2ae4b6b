"""The share of right answers."""

from __future__ import annotations

import numpy as np

from autograder.calls import call
from autograder.checks.golden import golden
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.layer_recipes import arrays_in
from autograder.exercise.recipes import draw
from autograder.exercise.training_recipes import classes
from autograder.plain import Laid

# %% [markdown]
# ## How often is it right?
#
# The loss is what training can follow downhill; nobody outside wants to know it. What people ask is how often the
# network is right. Its answer is the class with the largest score: softmax keeps the order of the scores, so it need not
# be computed for that.


@exercise(
    points=1,
    minutes=5,
    difficulty=1,
    core=False,
    source="S3-40, S2-24",
    hints=(
        "Which column is the largest in each row, and is it the label?",
        "np.argmax along the classes; it takes the first of equal maxima by itself. The mean of truth values is a share.",
        "Compare argmax of Z along axis 1 with y, and return the mean of the comparison as a float.",
    ),
    **arrays_in(
        form="a single number",
        shape=(call("accuracy", draw(2131, 6, 3), classes(2132, 6, 3)),),
        known=(
            golden(
                call(
                    "accuracy",
                    np.array([[2.0, 1.0], [0.0, 3.0], [5.0, 4.0], [1.0, 1.5]]),
                    np.array([0, 1, 1, 1]),
                ),
                0.75,
                label="three of four",
            ),
            golden(
                call("accuracy", np.array([[1.0, 1.0], [2.0, 2.0]]), np.array([0, 1])),
                0.5,
                label="equal scores: the first class is the answer",
            ),
        ),
        then=call("accuracy", draw(2133, 4, 4), classes(2134, 4, 4)),
        hidden=(
            call("accuracy", draw(2135, 9, 4), classes(2136, 9, 4)),
            call("accuracy", draw(2137, 4, 4), classes(2138, 4, 4)),
            call("accuracy", draw(2139, 3, 7), np.array([6, 2, 5])),
            call(
                "accuracy",
                np.array([[-5.0, -7.0, -6.0], [-1.0, -3.0, -0.5], [-2.0, -1.0, -4.0]]),
                np.array([0, 2, 0]),
            ),
            call("accuracy", np.array([[0.1, 0.3, 0.2]]), np.array([1])),
            call("accuracy", np.array([[3, 1, 3], [2, 5, 5], [0, 0, 0]]), np.array([2, 1, 0])),
            call("accuracy", Laid(draw(2140, 7, 3), "F"), Laid(classes(2141, 7, 3), "readonly")),
            call("accuracy", 900 * draw(2142, 5, 3), classes(2143, 5, 3)),
        ),
    ),
)
def accuracy(Z: np.ndarray, y: np.ndarray) -> float:
    """Share of rows whose largest score belongs to the right class; of equal maxima the first one counts.

    Args:
        Z: scores (logits), shape (N, K).
        y: right classes, integers, shape (N,).

    Returns:
        A number from 0 to 1.

    Example:
        >>> accuracy(np.array([[2.0, 1.0], [0.0, 3.0]]), np.array([0, 0]))
        0.5
    """
    winners = np.argmax(Z, axis=1)
    return float(np.mean(winners == y))


@wrong(accuracy, "the largest row of each column")
def _(Z, y):
    best = np.argmax(Z, axis=0)
    n = min(len(best), len(y))
    return float(np.mean(best[:n] == y[:n]))


@wrong(accuracy, "how many, not which share")
def _(Z, y):
    return float(np.sum(Z.argmax(axis=1) == y))


@wrong(accuracy, "in percent")
def _(Z, y):
    return 100.0 * float(np.mean(Z.argmax(axis=1) == y))


@wrong(accuracy, "the error rate")
def _(Z, y):
    return float(np.mean(Z.argmax(axis=1) != y))


@wrong(accuracy, "equal scores count as right")
def _(Z, y):
    return float(np.mean(Z[np.arange(len(y)), y] == Z.max(axis=1)))


@wrong(accuracy, "equal scores count as wrong")
def _(Z, y):
    first = Z.argmax(axis=1)
    alone = (Z.max(axis=1, keepdims=True) == Z).sum(axis=1) == 1
    return float(np.mean((first == y) & alone))


@wrong(accuracy, "the last of equal maxima")
def _(Z, y):
    K = Z.shape[1]
    return float(np.mean(K - 1 - Z[:, ::-1].argmax(axis=1) == y))


@wrong(accuracy, "a positive score is a yes")
def _(Z, y):
    return float(np.mean(Z[np.arange(len(y)), y] > 0))


@wrong(accuracy, "the smallest score")
def _(Z, y):
    return float(np.mean(Z.argmin(axis=1) == y))


@wrong(accuracy, "two classes only: the sign of the difference")
def _(Z, y):
    return float(np.mean((Z[:, 1] > Z[:, 0]) == y))


@accepted(accuracy, "row by row")
def _(Z, y):
    right = 0
    for row, label in zip(Z, y, strict=True):
        scores = [float(v) for v in row]
        right += scores.index(max(scores)) == label
    return right / len(y)


@accepted(accuracy, "counting with sum")
def _(Z, y):
    return (np.asarray(Z).argmax(1) == np.asarray(y)).sum() / len(Z)


@accepted(accuracy, "one minus the errors")
def _(Z, y):
    return 1.0 - np.count_nonzero(Z.argmax(axis=-1) - y.astype(int)) / y.size


@accepted(accuracy, "by sorting, which keeps the order of equals")
def _(Z, y):
    first = np.argsort(-Z.astype(float), axis=1, kind="stable")[:, 0]
    return np.mean(first == y)
