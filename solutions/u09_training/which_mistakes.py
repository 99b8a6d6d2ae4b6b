"""Which class is taken for which."""

from __future__ import annotations

import numpy as np

from autograder.calls import call
from autograder.checks.golden import golden
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.layer_recipes import arrays_in
from autograder.exercise.training_recipes import classes
from autograder.plain import Laid

# %% [markdown]
# ## Which mistakes?
#
# Two tests for a tumour are both right 95 times in 100. One of them misses five malignant tumours, the other sends five
# healthy patients to a second test. A single number hides the difference; a table of true classes against answers shows
# it. The sum of its diagonal over the sum of everything is the accuracy again.


@exercise(
    points=1,
    minutes=8,
    difficulty=2,
    core=False,
    source="S3-40",
    hints=(
        "Every example adds 1 to one cell: its row is the truth, its column the answer.",
        "M[y, yhat] += 1 adds only once where a pair occurs twice; a loop or np.add.at adds every time.",
        "Start from zeros of shape (K, K), and raise the cell [truth, answer] by one for each pair of the two arrays.",
    ),
    **arrays_in(
        form="a table of shape (K, K)",
        shape=(call("confusion_matrix", classes(2151, 8, 3), classes(2152, 8, 3), 4),),
        known=(
            golden(
                call("confusion_matrix", np.array([0, 1, 1, 1, 2]), np.array([0, 1, 1, 0, 1]), 3),
                np.array([[1, 0, 0], [1, 2, 0], [0, 1, 0]]),
                label="five answers, three classes",
            ),
        ),
        then=call("confusion_matrix", np.array([1, 0]), np.array([1, 1]), 2),
        hidden=(
            call("confusion_matrix", classes(2153, 40, 4), classes(2154, 40, 4), 4),
            call("confusion_matrix", classes(2155, 12, 2), classes(2156, 12, 2), 5),
            call("confusion_matrix", np.array([2]), np.array([0]), 3),
            call("confusion_matrix", np.array([0, 0, 0]), np.array([1, 1, 1]), 2),
            call("confusion_matrix", np.array([3, 3]), np.array([3, 1]), 4),
            call(
                "confusion_matrix",
                Laid(classes(2157, 9, 3), "readonly"),
                Laid(classes(2158, 9, 3), "strided"),
                3,
            ),
            call(
                "confusion_matrix",
                np.array([1, 0, 1], dtype=np.uint8),
                np.array([0, 0, 1], dtype=np.uint8),
                2,
            ),
        ),
    ),
)
def confusion_matrix(y: np.ndarray, yhat: np.ndarray, K: int) -> np.ndarray:
    """Count how often each class got each answer.

    Args:
        y: true classes, integers from 0 to K - 1, shape (N,).
        yhat: answers, likewise, shape (N,).
        K: number of classes; some may not occur.

    Returns:
        Array of shape (K, K): entry [i, j] is the number of examples of class i with the answer j.

    Example:
        >>> confusion_matrix(np.array([0, 1, 1]), np.array([0, 1, 0]), 2)
        array([[1, 0],
               [1, 1]])
    """
    table = np.zeros((K, K), dtype=int)
    np.add.at(table, (y, yhat), 1)
    return table


@wrong(confusion_matrix, "answers in rows")
def _(y, yhat, K):
    M = np.zeros((K, K), dtype=int)
    np.add.at(M, (yhat, y), 1)
    return M


@wrong(confusion_matrix, "a pair that occurs twice counts once")
def _(y, yhat, K):
    M = np.zeros((K, K), dtype=int)
    M[y, yhat] += 1
    return M


@wrong(confusion_matrix, "as large as the labels that occur")
def _(y, yhat, K):
    n = int(max(y.max(), yhat.max())) + 1
    M = np.zeros((n, n), dtype=int)
    np.add.at(M, (y, yhat), 1)
    return M


@wrong(confusion_matrix, "shares of each class")
def _(y, yhat, K):
    M = np.zeros((K, K))
    np.add.at(M, (y, yhat), 1)
    return M / np.maximum(M.sum(axis=1, keepdims=True), 1)


@wrong(confusion_matrix, "only the right ones")
def _(y, yhat, K):
    return np.diag([int(np.sum((y == k) & (yhat == k))) for k in range(K)])


@wrong(confusion_matrix, "only the mistakes")
def _(y, yhat, K):
    M = np.zeros((K, K), dtype=int)
    for a, b in zip(y, yhat, strict=True):
        M[a, b] += a != b
    return M


@wrong(confusion_matrix, "every pair of a truth and an answer")
def _(y, yhat, K):
    return np.outer(np.bincount(y, minlength=K), np.bincount(yhat, minlength=K))


@wrong(confusion_matrix, "the last example is left out")
def _(y, yhat, K):
    M = np.zeros((K, K), dtype=int)
    for i in range(len(y) - 1):
        M[y[i], yhat[i]] += 1
    return M


@wrong(confusion_matrix, "the pair's code without K: sums of labels")
def _(y, yhat, K):
    return np.bincount(y.astype(int) + yhat.astype(int), minlength=K * K)[: K * K].reshape(K, K)


@accepted(confusion_matrix, "a loop over the pairs")
def _(y, yhat, K):
    M = np.zeros((K, K))
    for truth, answer in zip(y, yhat, strict=True):
        M[int(truth), int(answer)] += 1
    return M


@accepted(confusion_matrix, "one number for each pair, counted")
def _(y, yhat, K):
    return np.bincount(y.astype(int) * K + yhat.astype(int), minlength=K * K).reshape(K, K)


@accepted(confusion_matrix, "a product of one-hot rows")
def _(y, yhat, K):
    return np.eye(K)[y].T @ np.eye(K)[yhat]


@accepted(confusion_matrix, "cell by cell")
def _(y, yhat, K):
    return np.array([[np.sum((y == i) & (yhat == j)) for j in range(K)] for i in range(K)])
