"""The logarithm of a sum of exponentials, without overflow."""

from __future__ import annotations

import math

import numpy as np

from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.loss_recipes import batch_formula, of_batch, only_scores

# %% [markdown]
# ## From scores, without overflow
#
# A network puts out scores, not probabilities; softmax turns a row of them into probabilities, and the loss takes the
# logarithm. Done one after the other, two honest steps fail: $e^{1000}$ is infinite, and a probability that underflows
# to 0 has no logarithm, although the loss is an ordinary number. Done together they are harmless:
#
# $$-\ln \frac{e^{z_k}}{\sum_j e^{z_j}} = \ln \sum_j e^{z_j} \; - \; z_k$$
#
# All that is left is the logarithm of a sum of exponentials. For any number $m$,
# $\ln \sum_j e^{z_j} = m + \ln \sum_j e^{z_j - m}$. Choose $m$ so that no exponent is positive and at least one is 0.


@exercise(
    points=3,
    minutes=15,
    difficulty=3,
    source="S3-16, S2-14",
    hints=(
        "Which m makes the largest exponent of a row exactly 0?",
        "m is the row's own largest score: one m for each row, not one for the whole matrix.",
        "Subtract each row's maximum (keepdims keeps it a column), exponentiate, sum over the classes, take the log, add the maximum.",
    ),
    **of_batch(
        "log_sum_exp",
        only_scores,
        seed=1550,
        shapes=((4, 3), (5, 2), (1, 4), (3, 3), (6, 1)),
        whole=(np.array([[1, 2, 3], [-4, 0, -2]]),),
        known=[
            (
                (np.array([[1.0, 2.0, 3.0], [0.0, 0.0, 0.0]]),),
                np.array([3.4076059644443806, math.log(3)]),
                "two rows",
            ),
        ],
        extreme=[
            (np.array([[1000.0, 999.0, -1000.0], [-1000.0, -998.0, -999.0], [0.5, 1000.0, 1000.0]]),),
            (np.array([[-1000.0, -1000.0], [-750.0, -752.0], [30.0, -700.0]]),),
        ],
        formula=batch_formula("log_sum_exp", {"Z": np.array([[0.5, -1.0], [2.0, 1.0]])}),
    ),
)
def log_sum_exp(Z: np.ndarray) -> np.ndarray:
    r"""Logarithm of the sum of the exponentials of each row.

    Args:
        Z: scores, shape (N, K); |z| up to 1000, without an overflow warning; whole numbers may come in.

    Returns:
        Array of shape (N,), float64.

    Example:
        >>> log_sum_exp(np.array([[0.0, 0.0], [1000.0, -1000.0]]))
        array([6.93147181e-01, 1.00000000e+03])
    """
    top = np.max(Z, axis=1, keepdims=True)
    return top[:, 0] + np.log(np.sum(np.exp(Z - top), axis=1))


@wrong(log_sum_exp, "as it stands: infinite for scores of 1000")
def _(Z):
    return np.log(np.sum(np.exp(Z), axis=1))


@wrong(log_sum_exp, "subtracts the largest score of the whole matrix: log(0) in low rows")
def _(Z):
    top = np.max(Z)
    return top + np.log(np.sum(np.exp(Z - top), axis=1))


@wrong(log_sum_exp, "forgets to add the maximum again")
def _(Z):
    return np.log(np.sum(np.exp(Z - np.max(Z, axis=1, keepdims=True)), axis=1))


@wrong(log_sum_exp, "subtracts the maximum once more")
def _(Z):
    top = np.max(Z, axis=1)
    return np.log(np.sum(np.exp(Z - top[:, None]), axis=1)) - top


@wrong(log_sum_exp, "sums over the examples")
def _(Z):
    top = np.max(Z, axis=0)
    return top + np.log(np.sum(np.exp(Z - top), axis=0))


@wrong(log_sum_exp, "one number for the whole matrix")
def _(Z):
    top = np.max(Z)
    return top + np.log(np.sum(np.exp(Z - top)))


@wrong(log_sum_exp, "the mean of the exponentials")
def _(Z):
    top = np.max(Z, axis=1)
    return top + np.log(np.mean(np.exp(Z - top[:, None]), axis=1))


@wrong(log_sum_exp, "the sum of the logarithms of the exponentials")
def _(Z):
    return np.sum(np.asarray(Z, dtype=float), axis=1)


@wrong(log_sum_exp, "the maximum alone")
def _(Z):
    return np.max(np.asarray(Z, dtype=float), axis=1)


@wrong(log_sum_exp, "subtracts the smallest score: the largest exponent grows")
def _(Z):
    low = np.min(Z, axis=1)
    return low + np.log(np.sum(np.exp(Z - low[:, None]), axis=1))


@wrong(log_sum_exp, "cuts the scores off at 500")
def _(Z):
    return np.log(np.sum(np.exp(np.clip(Z, -500, 500)), axis=1))


@wrong(log_sum_exp, "shifts the caller's array")
def _(Z):
    top = np.max(Z, axis=1, keepdims=True)
    Z -= top
    return top[:, 0] + np.log(np.sum(np.exp(Z), axis=1))


@wrong(log_sum_exp, "keeps the axis: shape (N, 1)")
def _(Z):
    top = np.max(Z, axis=1, keepdims=True)
    return top + np.log(np.sum(np.exp(Z - top), axis=1, keepdims=True))


@wrong(log_sum_exp, "a safety margin in the logarithm")
def _(Z):
    top = np.max(Z, axis=1)
    return top + np.log(np.sum(np.exp(Z - top[:, None]), axis=1) + 1e-6)


@accepted(log_sum_exp, "NumPy's logaddexp, reduced")
def _(Z):
    return np.logaddexp.reduce(np.asarray(Z, dtype=float), axis=1)


@accepted(log_sum_exp, "row by row")
def _(Z):
    out = np.empty(len(Z))
    for n, row in enumerate(Z):
        m = row.max()
        out[n] = m + np.log(np.exp(row - m).sum())
    return out


@accepted(log_sum_exp, "plain Python")
def _(Z):
    def one(row):
        m = max(row)
        return m + math.log(math.fsum(math.exp(z - m) for z in row))

    return np.array([one(row) for row in Z.tolist()], dtype=float)


@accepted(log_sum_exp, "class by class, two at a time")
def _(Z):
    total = np.full(len(Z), -np.inf)
    for column in np.transpose(Z).astype(float):
        high, low = np.maximum(total, column), np.minimum(total, column)
        total = high + np.log1p(np.exp(low - high))
    return total


@accepted(log_sum_exp, "with the classes in rows")
def _(Z):
    T = np.asarray(Z).T
    m = T.max(axis=0)
    return np.log(np.exp(T - m).sum(axis=0)) + m
