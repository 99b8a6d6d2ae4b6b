"""Cross-entropy of several classes, from probabilities."""

from __future__ import annotations

import math

import numpy as np

from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.loss_recipes import CHANCE, batch_formula, class_chances, of_batch

# %% [markdown]
# ## Several classes
#
# With $K$ classes a row of $P$ holds the probabilities of one example, and a row of $Y$ its truth, *one-hot*: a 1 in the
# column of the right class and 0 elsewhere. Nothing new happens: minus the logarithm of the chance that the truth was
# given, averaged over the examples (rows, not entries).
#
# $$\mathrm{CE} = -\frac1N \sum_{n=1}^{N} \sum_{k=1}^{K} Y_{nk} \ln P_{nk}$$
#
# The slide writes the inner sum, for one example. A number to remember: a network that knows nothing gives each class
# $1/K$, and its loss is $\ln K$. On one deck cross-entropy stands in a list under "regression"; that is the layout of
# the slide, not its meaning: squared and absolute errors are for regression, cross-entropies for classes (E21).


@exercise(
    points=3,
    minutes=10,
    difficulty=2,
    source="S3-16, S1-19",
    needs=("bce",),
    hints=(
        "The one-hot labels pick one probability out of each row.",
        "Multiply Y with the logarithms entry by entry, add everything up, turn the sign, divide by the number of rows.",
        "np.sum over all entries, then over len of the array: not np.mean, which would divide by N times K.",
    ),
    **of_batch(
        "cross_entropy",
        class_chances,
        seed=1530,
        shapes=((5, 3), (4, 6), (1, 4), (3, 3), (7, 2)),
        whole=None,
        known=[
            (
                (np.full((2, 4), 0.25), np.array([[0, 0, 1, 0], [1, 0, 0, 0]])),
                math.log(4),
                "knows nothing: ln K",
            ),
            (
                (np.array([[0.7, 0.2, 0.1], [0.1, 0.3, 0.6]]), np.array([[1, 0, 0], [0, 1, 0]])),
                (-math.log(0.7) - math.log(0.3)) / 2,
                "one right guess, one wrong one",
            ),
        ],
        edges=[
            (np.array([[1e-6, 1 - 2e-6, 1e-6], [1 - 2e-6, 1e-6, 1e-6]]), np.array([[1, 0, 0], [1, 0, 0]]))
        ],
        formula=batch_formula(
            "cross_entropy",
            {"P": np.array([[0.3, 0.7], [0.6, 0.4]]), "Y": np.array([[1, 0], [0, 1]])},
            fixed=("Y",),
            ranges=CHANCE,
        ),
    ),
)
def cross_entropy(P: np.ndarray, Y: np.ndarray) -> float:
    r"""Mean cross-entropy of a batch, from probabilities.

    Args:
        P: probabilities, shape (N, K), each row sums to 1, entries within [1e-6, 1 - 1e-6].
        Y: one-hot labels (integers), shape (N, K).

    Returns:
        One number: the mean over the N examples.

    Example:
        >>> print(round(cross_entropy(np.array([[0.5, 0.5], [0.2, 0.8]]), np.array([[1, 0], [0, 1]])), 6))
        0.458145
    """
    return -np.sum(Y * np.log(P)) / len(P)


@wrong(cross_entropy, "the sum over the examples")
def _(P, Y):
    return -np.sum(Y * np.log(P))


@wrong(cross_entropy, "divides by all entries")
def _(P, Y):
    return -np.mean(Y * np.log(P))


@wrong(cross_entropy, "divides by the classes")
def _(P, Y):
    return -np.sum(Y * np.log(P)) / P.shape[1]


@wrong(cross_entropy, "forgets the minus")
def _(P, Y):
    return np.sum(Y * np.log(P)) / len(P)


@wrong(cross_entropy, "counts the wrong classes too, as one sigmoid for each class would")
def _(P, Y):
    return -np.sum(Y * np.log(P) + (1 - Y) * np.log(1 - P)) / len(P)


@wrong(cross_entropy, "truth and prediction swapped")
def _(P, Y):
    return -np.sum(P * np.log(np.clip(Y, 1e-12, 1))) / len(P)


@wrong(cross_entropy, "the entropy of the prediction")
def _(P, Y):
    return -np.sum(P * np.log(P)) / len(P)


@wrong(cross_entropy, "one minus the chance of the truth")
def _(P, Y):
    return np.mean(1 - np.sum(P * Y, axis=1))


@wrong(cross_entropy, "the logarithm of the mean chance")
def _(P, Y):
    return -np.log(np.mean(np.sum(P * Y, axis=1)))


@wrong(cross_entropy, "the most probable class in place of the true one")
def _(P, Y):
    return -np.mean(np.log(P.max(axis=1)))


@wrong(cross_entropy, "the sum over the wrong axis: one loss for each class")
def _(P, Y):
    return -np.sum(Y * np.log(P), axis=0) / len(P)


@wrong(cross_entropy, "logarithm to the base 2")
def _(P, Y):
    return -np.sum(Y * np.log2(P)) / len(P)


@accepted(cross_entropy, "picks the true class with argmax")
def _(P, Y):
    return -np.log(P[np.arange(len(Y)), np.argmax(Y, axis=1)]).mean()


@accepted(cross_entropy, "with a mask")
def _(P, Y):
    return np.mean(-np.log(P[Y == 1]))


@accepted(cross_entropy, "row by row")
def _(P, Y):
    total = 0.0
    for chances, truth in zip(P.tolist(), Y.tolist(), strict=True):
        total -= sum(math.log(p) for p, t in zip(chances, truth, strict=True) if t)
    return total / len(P)


@accepted(cross_entropy, "with einsum")
def _(P, Y):
    return -np.einsum("nk,nk->", Y.astype(float), np.log(P)) / P.shape[0]


@accepted(cross_entropy, "the truth's chance first, guarded against 0")
def _(P, Y):
    truth = np.sum(P * Y, axis=1)
    return np.mean(np.log(1 / np.maximum(truth, 1e-15)))
