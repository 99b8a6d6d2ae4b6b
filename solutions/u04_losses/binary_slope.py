"""The gradient of the binary cross-entropy with respect to the probabilities."""

from __future__ import annotations

import numpy as np

from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.loss_recipes import CHANCE, batch_formula, chances, chances_at_the_edge, of_batch

# %% [markdown]
# ## Its gradient
#
# The slope of a logarithm is one over its argument: the further the probability is from the truth, the steeper. Bring
# the two terms of each example to a common denominator, and do not forget the mean. For $p$ close to the wrong end
# the slope is enormous; with a sigmoid behind $p$ that will cancel, as you see a few exercises further on.


@exercise(
    points=2,
    minutes=8,
    difficulty=2,
    core=False,
    source="S2-14, S3-15",
    needs=("bce",),
    hints=(
        "For y = 1 only the first logarithm counts, for y = 0 only the second: two slopes, one for each label.",
        "-1/p where y is 1, and 1/(1 - p) where y is 0. Both are (p - y)/(p (1 - p)).",
        "One of the two forms entry by entry, and the whole over the number of all entries.",
    ),
    **of_batch(
        "bce_grad",
        chances,
        seed=1520,
        shapes=((4, 3), (5,), (1,), (3, 3), (1, 4), (6, 1)),
        whole=None,
        known=[
            (
                (np.array([0.5, 0.2, 0.8, 0.5]), np.array([1, 0, 1, 0])),
                np.array([-0.5, 0.3125, -0.3125, 0.5]),
                "two of each label",
            ),
        ],
        of="bce",
        wrt="p",
        edges=[chances_at_the_edge()],
        formula=batch_formula(
            "bce_grad",
            {"p": np.array([[0.3, 0.6]]), "y": np.array([[1, 0]])},
            fixed=("y",),
            ranges=CHANCE,
            like="p",
        ),
    ),
)
def bce_grad(p: np.ndarray, y: np.ndarray) -> np.ndarray:
    r"""Gradient of the mean binary cross-entropy with respect to the probabilities.

    Args:
        p: probabilities of class 1, shape (N,) or (N, K), within [1e-6, 1 - 1e-6].
        y: labels 0 or 1 (integers), same shape.

    Returns:
        Array in the shape of `p`, float64.

    Example:
        >>> bce_grad(np.array([0.5, 0.75]), np.array([1, 0]))
        array([-1.,  2.])
    """
    chance = np.asarray(p, dtype=float)
    return np.where(np.equal(y, 1), -1.0 / chance, 1.0 / (1.0 - chance)) / chance.size


@wrong(bce_grad, "forgets the mean")
def _(p, y):
    return (p - y) / (p * (1 - p))


@wrong(bce_grad, "divides by the rows only")
def _(p, y):
    return (p - y) / (p * (1 - p)) / len(y)


@wrong(bce_grad, "label minus probability: uphill")
def _(p, y):
    return (y - p) / (p * (1 - p)) / np.size(p)


@wrong(bce_grad, "the slope with respect to the score, not the probability")
def _(p, y):
    return (p - y) / np.size(p)


@wrong(bce_grad, "the sign of the second term: its inner derivative is lost")
def _(p, y):
    return -(y / p + (1 - y) / (1 - p)) / np.size(p)


@wrong(bce_grad, "only the examples of class 1")
def _(p, y):
    return -y / p / np.size(p)


@wrong(bce_grad, "the slide's denominator, with a label in it")
def _(p, y):
    return (p - y) / (p * (1 - p) + y * (p - 1) * p * 0.5) / np.size(p)


@wrong(bce_grad, "one factor of the denominator is lost")
def _(p, y):
    return (p - y) / p / np.size(p)


@wrong(bce_grad, "the mean over the batch, one number")
def _(p, y):
    return np.mean((p - y) / (p * (1 - p)))


@wrong(bce_grad, "whole-number labels decide the type of the result")
def _(p, y):
    out = np.zeros_like(y)
    out[...] = (p - y) / (p * (1 - p)) / np.size(p)
    return out


@wrong(bce_grad, "a margin that is visible")
def _(p, y):
    return (p - y) / (p * (1 - p) + 1e-6) / np.size(p)


@accepted(bce_grad, "the common denominator")
def _(p, y):
    return (p - y) / (p * (1 - p)) / np.size(p)


@accepted(bce_grad, "two terms")
def _(p, y):
    n = float(np.size(y))
    return -(y / p) / n + (1 - y) / (1 - p) / n


@accepted(bce_grad, "with masks")
def _(p, y):
    out = np.empty(np.shape(p))
    good = y == 1
    out[good] = -1 / p[good]
    out[~good] = 1 / (1 - p[~good])
    return out / out.size


@accepted(bce_grad, "entry by entry")
def _(p, y):
    def one(chance, label):
        return -1 / chance if label else 1 / (1 - chance)

    return np.vectorize(one, otypes=[float])(p, y) / np.prod(np.shape(p))


@accepted(bce_grad, "the signed chance of the truth, guarded")
def _(p, y):
    sign = 1 - 2 * np.asarray(y)
    truth = np.maximum(np.abs(1 - y - p), 1e-12)
    return sign / (truth * truth.size)
