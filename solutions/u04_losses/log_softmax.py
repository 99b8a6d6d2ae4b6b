"""The logarithm of softmax, without the logarithm of 0."""

from __future__ import annotations

import numpy as np

from autograder.calls import call
from autograder.checks import Property
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.loss_recipes import batch_formula, of_batch, only_scores
from autograder.exercise.recipes import draw
from solutions.u04_losses.log_sum import log_sum_exp

# %% [markdown]
# ## The logarithm of softmax
#
# The logarithms of all probabilities of a row: each score minus the row's $\ln \sum_j e^{z_j}$. Never
# `np.log(softmax(Z))`: for the scores $1000$ and $-1000$ it takes the logarithm of 0, where the right answer is $-2000$.


@exercise(
    points=2,
    minutes=6,
    difficulty=2,
    core=False,
    source="S3-16",
    needs=("log_sum_exp",),
    hints=(
        "The logarithm of a fraction is a difference.",
        "Each score minus the log of the sum of exponentials of its own row.",
        "Your log_sum_exp has shape (N,); it must become a column before it is subtracted from (N, K).",
    ),
    **of_batch(
        "log_softmax",
        only_scores,
        seed=1560,
        shapes=((4, 3), (5, 2), (1, 4), (3, 3), (6, 1)),
        whole=(np.array([[1, 2, 3], [-4, 0, -2]]),),
        known=[
            (
                (np.array([[1.0, 2.0, 3.0]]),),
                np.array([[-2.4076059644443806, -1.4076059644443806, -0.4076059644443806]]),
                "scores 1, 2, 3",
            ),
        ],
        extreme=[
            (np.array([[1000.0, 999.0, -1000.0], [-1000.0, -998.0, -999.0], [0.5, 1000.0, 1000.0]]),),
            (np.array([[1000.0, -1000.0], [-750.0, -752.0], [30.0, -700.0]]),),
        ],
        extra=[
            Property(
                label="a constant added to the scores changes nothing",
                at=(call("log_softmax", draw(1569, 3, 4)), call("log_softmax", draw(1569, 3, 4) + 8.0)),
                rule="equal",
            )
        ],
        formula=batch_formula("log_softmax", {"Z": np.array([[0.5, -1.0], [2.0, 1.0]])}, like="Z"),
    ),
)
def log_softmax(Z: np.ndarray) -> np.ndarray:
    r"""Logarithm of the softmax of each row.

    Args:
        Z: scores, shape (N, K); |z| up to 1000, without a warning; whole numbers may come in.

    Returns:
        Logarithms of the probabilities, shape (N, K), float64; none is positive.

    Example:
        >>> print(log_softmax(np.array([[1000.0, -1000.0]])))
        [[    0. -2000.]]
    """
    return Z - log_sum_exp(Z)[:, np.newaxis]


@wrong(log_softmax, "the logarithm of a naive softmax")
def _(Z):
    E = np.exp(Z)
    return np.log(E / E.sum(axis=1, keepdims=True))


@wrong(log_softmax, "the logarithm of a stable softmax: log(0)")
def _(Z):
    E = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    return np.log(E / E.sum(axis=1, keepdims=True))


@wrong(log_softmax, "a margin against log(0)")
def _(Z):
    E = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    return np.log(E / E.sum(axis=1, keepdims=True) + 1e-12)


@wrong(log_softmax, "the softmax itself")
def _(Z):
    E = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


@wrong(log_softmax, "with the minus of the loss")
def _(Z):
    return log_sum_exp(Z)[:, None] - Z


@wrong(log_softmax, "sums over the examples")
def _(Z):
    return Z - np.logaddexp.reduce(np.asarray(Z, dtype=float), axis=0)


@wrong(log_softmax, "only the largest score is subtracted")
def _(Z):
    return Z - np.max(np.asarray(Z, dtype=float), axis=1, keepdims=True)


@wrong(log_softmax, "one sum for the whole matrix")
def _(Z):
    return Z - np.logaddexp.reduce(np.ravel(Z).astype(float))


@wrong(log_softmax, "a row where a column is due")
def _(Z):
    return Z - log_sum_exp(Z)


@wrong(log_softmax, "a sigmoid's logarithm for each score")
def _(Z):
    return -np.logaddexp(0.0, -np.asarray(Z, dtype=float))


@wrong(log_softmax, "subtracts in place")
def _(Z):
    Z -= log_sum_exp(Z)[:, None]
    return Z


@accepted(log_softmax, "shifted scores")
def _(Z):
    shifted = Z - np.max(Z, axis=1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))


@accepted(log_softmax, "with transposes")
def _(Z):
    return (np.transpose(Z) - log_sum_exp(Z)).T


@accepted(log_softmax, "NumPy's logaddexp, row by row")
def _(Z):
    return np.array([row - np.logaddexp.reduce(row * 1.0) for row in Z])


@accepted(log_softmax, "all pairs of scores of a row")
def _(Z):
    gaps = Z[:, None, :] - Z[:, :, None]
    return -np.logaddexp.reduce(1.0 * gaps, axis=2)
