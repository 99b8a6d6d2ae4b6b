"""The softmax cross-entropy: from scores and integer classes to one number."""

from __future__ import annotations

import math

import numpy as np

from autograder.calls import call
from autograder.checks import Property
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.loss_recipes import batch_formula, class_scores, classes, of_batch
from autograder.exercise.recipes import draw
from solutions.u04_losses.log_softmax import log_softmax
from solutions.u04_losses.log_sum import log_sum_exp

# %% [markdown]
# ## The loss of a classifier
#
# Now the labels are class numbers, $y_n \in \{0, \dots, K - 1\}$, and each picks one score out of its row:
#
# $$L = \frac1N \sum_{n=1}^{N} \Bigl( \ln \sum_j e^{z_{nj}} - z_{n, y_n} \Bigr)$$
#
# The bracket is 0 when the true class towers above the others, and it is about the *gap* in scores when another class
# does: a classifier that is wrong by 1000 pays 1000, not infinity.


@exercise(
    points=3,
    minutes=12,
    difficulty=3,
    source="S3-16",
    needs=("log_sum_exp",),
    hints=(
        "Two vectors of length N: the log of the sum of exponentials of each row, and the score of each row's true class.",
        "Z[np.arange(N), y] picks one entry from each row: row 0 at y[0], row 1 at y[1], and so on.",
        "Your log_sum_exp minus the picked scores, then the mean.",
    ),
    **of_batch(
        "softmax_cross_entropy",
        class_scores,
        seed=1570,
        shapes=((5, 3), (4, 6), (1, 4), (3, 3), (7, 2)),
        whole=(np.array([[1, 2, 3], [-4, 0, -2]]), np.array([2, 0])),
        known=[
            ((np.zeros((2, 10)), np.array([3, 8])), math.log(10), "knows nothing: ln K"),
            (
                (np.array([[1.0, 2.0, 3.0]]), np.array([0])),
                2.4076059644443806,
                "scores 1, 2, 3, the first is true",
            ),
        ],
        extreme=[
            (
                np.array([[1000.0, 999.0, -1000.0], [-1000.0, -998.0, -999.0], [0.5, 1000.0, 1000.0]]),
                np.array([2, 0, 1]),
            ),
            (np.array([[-1000.0, 1000.0], [-750.0, -752.0]]), np.array([0, 1])),
            (np.array([[40.0, 0.0, -3.0], [0.0, 45.0, 2.0]]), np.array([0, 2])),
        ],
        extra=[
            Property(
                label="a constant added to the scores changes nothing",
                at=(
                    call("softmax_cross_entropy", draw(1579, 3, 4), classes(1578, 3, 4)),
                    call("softmax_cross_entropy", draw(1579, 3, 4) + 8.0, classes(1578, 3, 4)),
                ),
                rule="equal",
            )
        ],
        formula=batch_formula(
            "softmax_cross_entropy",
            {"Z": np.array([[0.5, -1.0], [2.0, 1.0]]), "y": np.array([1, 0])},
            fixed=("y",),
        ),
    ),
)
def softmax_cross_entropy(Z: np.ndarray, y: np.ndarray) -> float:
    r"""Mean cross-entropy of softmax, from the scores.

    Args:
        Z: scores, shape (N, K); |z| up to 1000, without a warning; whole numbers may come in.
        y: class of each row, shape (N,), integers in [0, K).

    Returns:
        One number: the mean over the N examples.

    Example:
        >>> print(softmax_cross_entropy(np.array([[1000.0, 0.0], [0.0, 500.0]]), np.array([1, 1])))
        500.0
    """
    return np.mean(log_sum_exp(Z) - Z[np.arange(len(y)), y])


@wrong(softmax_cross_entropy, "probabilities first: overflows")
def _(Z, y):
    E = np.exp(Z)
    P = E / E.sum(axis=1, keepdims=True)
    return -np.mean(np.log(P[np.arange(len(y)), y]))


@wrong(softmax_cross_entropy, "stable probabilities, then log(0)")
def _(Z, y):
    E = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    return -np.mean(np.log(P[np.arange(len(y)), y]))


@wrong(softmax_cross_entropy, "probabilities cut off at 1e-12: 27.6 in place of 1000")
def _(Z, y):
    E = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    P = np.clip(E / E.sum(axis=1, keepdims=True), 1e-12, 1.0)
    return -np.mean(np.log(P[np.arange(len(y)), y]))


@wrong(softmax_cross_entropy, "the sum over the examples")
def _(Z, y):
    return np.sum(log_sum_exp(Z) - Z[np.arange(len(y)), y])


@wrong(softmax_cross_entropy, "divides by all entries")
def _(Z, y):
    return np.sum(log_sum_exp(Z) - Z[np.arange(len(y)), y]) / Z.size


@wrong(softmax_cross_entropy, "picks whole columns: Z[:, y] is (N, N)")
def _(Z, y):
    return np.mean(log_sum_exp(Z)[:, None] - Z[:, y])


@wrong(softmax_cross_entropy, "the sign")
def _(Z, y):
    return np.mean(Z[np.arange(len(y)), y] - log_sum_exp(Z))


@wrong(softmax_cross_entropy, "the largest score in place of the sum")
def _(Z, y):
    return np.mean(np.max(Z, axis=1) - Z[np.arange(len(y)), y])


@wrong(softmax_cross_entropy, "the largest score in place of the true class's")
def _(Z, y):
    return np.mean(log_sum_exp(Z) - np.max(Z, axis=1))


@wrong(softmax_cross_entropy, "classes counted from 1")
def _(Z, y):
    return np.mean(log_sum_exp(Z) - Z[np.arange(len(y)), y - 1])


@wrong(softmax_cross_entropy, "the logarithm of the mean chance")
def _(Z, y):
    return -np.log(np.mean(np.exp(Z[np.arange(len(y)), y] - log_sum_exp(Z))))


@wrong(softmax_cross_entropy, "the score itself as the chance")
def _(Z, y):
    return -np.mean(np.log(np.abs(Z[np.arange(len(y)), y])))


@wrong(softmax_cross_entropy, "one sigmoid for each class")
def _(Z, y):
    T = np.eye(Z.shape[1])[y]
    return np.sum(np.logaddexp(0.0, Z) - T * Z) / len(y)


@accepted(softmax_cross_entropy, "from the logarithm of softmax")
def _(Z, y):
    return -np.mean(log_softmax(Z)[np.arange(len(y)), y])


@accepted(softmax_cross_entropy, "with one-hot labels")
def _(Z, y):
    Y = np.eye(Z.shape[1])[y]
    shifted = Z - Z.max(axis=1, keepdims=True)
    logs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return -np.sum(Y * logs) / len(Z)


@accepted(softmax_cross_entropy, "row by row, plain Python")
def _(Z, y):
    total = 0.0
    for row, k in zip(Z.tolist(), y.tolist(), strict=True):
        m = max(row)
        total += m - row[k] + math.log(sum(math.exp(z - m) for z in row))
    return total / len(y)


@accepted(softmax_cross_entropy, "gaps to the true class")
def _(Z, y):
    gaps = Z - np.take_along_axis(Z, np.asarray(y).reshape(-1, 1), axis=1)
    return np.mean(np.logaddexp.reduce(gaps.astype(float), axis=1))


@accepted(softmax_cross_entropy, "a sum over the examples, divided")
def _(Z, y):
    own = np.array([Z[n, k] for n, k in enumerate(y)], dtype=float)
    return float((np.logaddexp.reduce(Z * 1.0, axis=1) - own).sum() / len(own))
