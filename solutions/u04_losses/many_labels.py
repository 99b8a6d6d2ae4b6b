"""Labels that do not exclude each other: one sigmoid for each class."""

from __future__ import annotations

import math

import numpy as np

from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.loss_recipes import batch_formula, logits, of_batch
from solutions.u04_losses.one_score import bce_with_logits
from solutions.u04_losses.one_score_slope import bce_with_logits_grad

# %% [markdown]
# ## Labels that do not exclude each other
#
# A picture may show a dog *and* a beach. Softmax would make them compete, since its probabilities sum to 1. So each
# class gets a sigmoid of its own: a yes-or-no question for each entry of the score matrix, with the truth in a matrix $T$ of
# zeros and ones that may have any number of ones in a row.
#
# $$L = \frac1N \sum_{n=1}^{N} \sum_{k=1}^{K}
# -\bigl[\, T_{nk} \ln \sigma(Z_{nk}) + (1 - T_{nk}) \ln (1 - \sigma(Z_{nk})) \,\bigr]$$
#
# The losses of the classes are added, those of the examples averaged.


@exercise(
    points=2,
    minutes=8,
    difficulty=2,
    core=False,
    source="S3-13",
    needs=("bce_with_logits",),
    hints=(
        "Each entry is one binary cross-entropy from a score; you know a form of it that never overflows.",
        "Your bce_with_logits divides by N times K. This loss divides by N.",
        "Either sum the stable losses of all entries and divide by the rows, or multiply your mean by the number of classes.",
    ),
    **of_batch(
        "multilabel_loss",
        logits,
        seed=1610,
        shapes=((5, 3), (4, 6), (1, 4), (3, 3), (7, 2), (6, 1)),
        whole=(np.array([[1, 2, 3], [-4, 0, -2]]), np.array([[1, 1, 0], [0, 1, 1]])),
        known=[
            ((np.zeros((2, 3)), np.array([[1, 1, 0], [0, 0, 0]])), 3 * math.log(2), "knows nothing: K ln 2"),
            ((np.zeros((4, 2)), np.eye(4, 2, dtype=np.int64)), 2 * math.log(2), "the same with two classes"),
        ],
        extreme=[
            (
                np.array([[1000.0, -1000.0], [1000.0, -1000.0], [-40.0, 750.0]]),
                np.array([[1, 1], [0, 0], [1, 0]]),
            ),
            (np.array([[1000.0, -1000.0], [-900.0, 800.0]]), np.array([[1, 0], [0, 1]])),
        ],
        formula=batch_formula(
            "multilabel_loss",
            {"Z": np.array([[0.5, -1.0], [2.0, 1.0], [0.2, 1.5]]), "T": np.array([[1, 0], [1, 1], [0, 0]])},
            fixed=("T",),
        ),
    ),
)
def multilabel_loss(Z: np.ndarray, T: np.ndarray) -> float:
    r"""Cross-entropy of one sigmoid for each class: sum over the classes, mean over the rows.

    Args:
        Z: scores, shape (N, K); |z| up to 1000, without a warning; whole numbers may come in.
        T: labels 0 or 1 (integers), shape (N, K); any number of ones in a row.

    Returns:
        One number.

    Example:
        >>> print(multilabel_loss(np.array([[1000.0, 500.0, -1000.0]]), np.array([[1, 0, 0]])))
        500.0
    """
    return np.sum(np.logaddexp(0.0, Z) - np.multiply(T, Z)) / len(Z)


@wrong(multilabel_loss, "the mean over the classes as well")
def _(Z, T):
    return np.mean(np.logaddexp(0.0, Z) - T * Z)


@wrong(multilabel_loss, "the sum over the examples as well")
def _(Z, T):
    return np.sum(np.logaddexp(0.0, Z) - T * Z)


@wrong(multilabel_loss, "divides by the classes")
def _(Z, T):
    return np.sum(np.logaddexp(0.0, Z) - T * Z) / Z.shape[1]


@wrong(multilabel_loss, "softmax: the classes compete")
def _(Z, T):
    logs = Z - np.logaddexp.reduce(np.asarray(Z, dtype=float), axis=1)[:, None]
    return -np.sum(T * logs) / len(Z)


@wrong(multilabel_loss, "only the labels that are 1")
def _(Z, T):
    return np.sum(T * np.logaddexp(0.0, -Z)) / len(Z)


@wrong(multilabel_loss, "through probabilities: log(0)")
def _(Z, T):
    P = 1 / (1 + np.exp(-Z))
    return -np.sum(T * np.log(P) + (1 - T) * np.log(1 - P)) / len(Z)


@wrong(multilabel_loss, "probabilities cut off at 1e-12")
def _(Z, T):
    P = np.clip(0.5 * (1 + np.tanh(0.5 * Z)), 1e-12, 1 - 1e-12)
    return -np.sum(T * np.log(P) + (1 - T) * np.log(1 - P)) / len(Z)


@wrong(multilabel_loss, "the labels are swapped")
def _(Z, T):
    return np.sum(np.logaddexp(0.0, Z) - (1 - T) * Z) / len(Z)


@wrong(multilabel_loss, "one loss for each class")
def _(Z, T):
    return np.mean(np.logaddexp(0.0, Z) - T * Z, axis=0)


@wrong(multilabel_loss, "takes the largest label only")
def _(Z, T):
    rows = np.arange(len(Z))
    k = np.argmax(T, axis=1)
    return np.sum(np.logaddexp(0.0, -Z[rows, k])) / len(Z)


@accepted(multilabel_loss, "the mean times the number of classes")
def _(Z, T):
    return bce_with_logits(Z, T) * np.shape(Z)[1]


@accepted(multilabel_loss, "class by class")
def _(Z, T):
    return sum(bce_with_logits(z, t) for z, t in zip(np.transpose(Z), np.transpose(T), strict=True))


@accepted(multilabel_loss, "the score seen from the true label")
def _(Z, T):
    against = np.where(np.asarray(T) == 1, -1.0, 1.0) * Z
    soft = np.maximum(against, 0) + np.log1p(np.exp(-np.abs(against)))
    return soft.sum(axis=1).mean()


@accepted(multilabel_loss, "plain Python")
def _(Z, T):
    total = 0.0
    for row, truth in zip(Z.tolist(), T.tolist(), strict=True):
        for z, t in zip(row, truth, strict=True):
            total += max(z, 0) - z * t + math.log1p(math.exp(-abs(z)))
    return total / len(Z)


# %% [markdown]
# ## Its gradient
#
# The columns do not touch each other: a slope depends on its own score and label only, whatever the rest of the row says.


@exercise(
    points=1,
    minutes=5,
    difficulty=2,
    core=False,
    source="S3-13",
    needs=("multilabel_loss",),
    hints=(
        "Each entry's loss depends on its own score only.",
        "The sigmoid of each score minus its label; which count is below the line?",
        "Divide by the rows, as the loss does, not by all entries; use a sigmoid that does not overflow.",
    ),
    **of_batch(
        "multilabel_loss_grad",
        logits,
        seed=1620,
        shapes=((5, 3), (4, 6), (1, 4), (3, 3), (7, 2), (6, 1)),
        whole=(np.array([[1, 2, 3], [-4, 0, -2]]), np.array([[1, 1, 0], [0, 1, 1]])),
        known=[
            (
                (np.zeros((2, 3)), np.array([[1, 1, 0], [0, 0, 0]])),
                np.array([[-0.25, -0.25, 0.25], [0.25, 0.25, 0.25]]),
                "knows nothing",
            ),
        ],
        of="multilabel_loss",
        wrt="Z",
        extreme=[
            (
                np.array([[1000.0, -1000.0], [1000.0, -1000.0], [-40.0, 750.0]]),
                np.array([[1, 1], [0, 0], [1, 0]]),
            ),
        ],
        formula=batch_formula(
            "multilabel_loss_grad",
            {"Z": np.array([[0.5], [-1.0]]), "T": np.array([[1], [0]])},
            fixed=("T",),
            like="Z",
        ),
    ),
)
def multilabel_loss_grad(Z: np.ndarray, T: np.ndarray) -> np.ndarray:
    r"""Gradient of `multilabel_loss` with respect to the scores.

    Args:
        Z: scores, shape (N, K); |z| up to 1000, without a warning; whole numbers may come in.
        T: labels 0 or 1 (integers), shape (N, K).

    Returns:
        Array of shape (N, K), float64.

    Example:
        >>> multilabel_loss_grad(np.array([[0.0, 1000.0, 0.0]]), np.array([[1, 0, 0]]))
        array([[-0.5,  1. ,  0.5]])
    """
    chances = np.exp(-np.logaddexp(0.0, np.negative(Z)))
    return (chances - T) / len(Z)


@wrong(multilabel_loss_grad, "divides by all entries")
def _(Z, T):
    return (0.5 * (1 + np.tanh(0.5 * Z)) - T) / np.size(Z)


@wrong(multilabel_loss_grad, "divides by the classes")
def _(Z, T):
    return (0.5 * (1 + np.tanh(0.5 * Z)) - T) / Z.shape[1]


@wrong(multilabel_loss_grad, "forgets the mean")
def _(Z, T):
    return 0.5 * (1 + np.tanh(0.5 * Z)) - T


@wrong(multilabel_loss_grad, "labels minus probabilities: uphill")
def _(Z, T):
    return (T - 0.5 * (1 + np.tanh(0.5 * Z))) / len(Z)


@wrong(multilabel_loss_grad, "softmax minus labels")
def _(Z, T):
    P = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    return (P / P.sum(axis=1, keepdims=True) - T) / len(Z)


@wrong(multilabel_loss_grad, "a sigmoid that overflows")
def _(Z, T):
    return (1 / (1 + np.exp(-Z)) - T) / len(Z)


@wrong(multilabel_loss_grad, "the sigmoid's slope once too often")
def _(Z, T):
    S = 0.5 * (1 + np.tanh(0.5 * Z))
    return (S - T) * S * (1 - S) / len(Z)


@wrong(multilabel_loss_grad, "nothing where the label is 0")
def _(Z, T):
    return T * (0.5 * (1 + np.tanh(0.5 * Z)) - 1) / len(Z)


@wrong(multilabel_loss_grad, "sums over the examples")
def _(Z, T):
    return np.sum(0.5 * (1 + np.tanh(0.5 * Z)) - T, axis=0) / len(Z)


@accepted(multilabel_loss_grad, "from the gradient of the mean")
def _(Z, T):
    return bce_with_logits_grad(Z, T) * np.shape(Z)[1]


@accepted(multilabel_loss_grad, "the hyperbolic tangent")
def _(Z, T):
    return (0.5 + 0.5 * np.tanh(0.5 * np.asarray(Z, dtype=float)) - T) / np.shape(T)[0]


@accepted(multilabel_loss_grad, "row by row, with two cases")
def _(Z, T):
    out = np.empty(np.shape(Z))
    for place, z in np.ndenumerate(Z):
        e = math.exp(-abs(z))
        out[place] = ((1.0 if z > 0 else e) / (1 + e) - T[place]) / len(out)
    return out


@accepted(multilabel_loss_grad, "with np.where and exponents that are never positive")
def _(Z, T):
    small = np.exp(-np.abs(np.asarray(Z, dtype=float)))
    chance = np.where(np.asarray(Z) > 0, 1.0, small) / (1.0 + small)
    return chance / len(Z) - np.asarray(T) / len(Z)
