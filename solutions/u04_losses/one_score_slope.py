"""The gradient of the binary cross-entropy with respect to the scores."""

from __future__ import annotations

import math

import numpy as np

from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.loss_recipes import batch_formula, logits, of_batch

# %% [markdown]
# ## Its gradient
#
# The same cancellation as with softmax, and the reason why a sigmoid and this loss belong together: the enormous slope
# of the logarithm and the tiny slope of the saturated sigmoid multiply to something of ordinary size. Even at
# $z = -1000$ with a truth of 1 the slope is not lost.


@exercise(
    points=2,
    minutes=8,
    difficulty=2,
    core=False,
    source="S3-15, S2-14",
    needs=("bce_with_logits",),
    hints=(
        "Differentiate ln(1 + e^z) - y z; the first part gives an old friend.",
        "The sigmoid of the score minus the label, over the number of all entries.",
        "Write the sigmoid so that it never overflows (tanh, logaddexp, or two masks); then subtract y and divide.",
    ),
    **of_batch(
        "bce_with_logits_grad",
        logits,
        seed=1600,
        shapes=((4, 3), (5,), (1,), (3, 3), (1, 4), (6, 1)),
        whole=(np.array([3, -1, 0, -2]), np.array([1, 1, 0, 0])),
        known=[
            (
                (np.zeros(4), np.array([1, 0, 1, 1])),
                np.array([-0.125, 0.125, -0.125, -0.125]),
                "scores 0: knows nothing",
            ),
        ],
        of="bce_with_logits",
        wrt="z",
        extreme=[
            (np.array([1000.0, -1000.0, 1000.0, -1000.0]), np.array([1, 1, 0, 0])),
            (np.array([40.0, -38.0, 750.0, -720.0]), np.array([0, 1, 1, 1])),
        ],
        formula=batch_formula(
            "bce_with_logits_grad",
            {"z": np.array([[0.5, -1.0]]), "y": np.array([[1, 0]])},
            fixed=("y",),
            like="z",
        ),
    ),
)
def bce_with_logits_grad(z: np.ndarray, y: np.ndarray) -> np.ndarray:
    r"""Gradient of `bce_with_logits` with respect to the scores.

    Args:
        z: scores, shape (N,) or (N, K); |z| up to 1000, without a warning; whole numbers may come in.
        y: labels 0 or 1 (integers), same shape.

    Returns:
        Array in the shape of `z`, float64.

    Example:
        >>> bce_with_logits_grad(np.array([0.0, 1000.0]), np.array([1, 0]))
        array([-0.25,  0.5 ])
    """
    return (np.exp(-np.logaddexp(0.0, np.negative(z))) - y) / np.size(z)


@wrong(bce_with_logits_grad, "forgets the mean")
def _(z, y):
    return 0.5 * (1 + np.tanh(0.5 * z)) - y


@wrong(bce_with_logits_grad, "divides by the rows only")
def _(z, y):
    return (0.5 * (1 + np.tanh(0.5 * z)) - y) / len(z)


@wrong(bce_with_logits_grad, "label minus probability: uphill")
def _(z, y):
    return (y - 0.5 * (1 + np.tanh(0.5 * z))) / np.size(z)


@wrong(bce_with_logits_grad, "a sigmoid that overflows")
def _(z, y):
    return (1 / (1 + np.exp(-z)) - y) / np.size(z)


@wrong(bce_with_logits_grad, "inf/inf on the other side")
def _(z, y):
    return (np.exp(z) / (1 + np.exp(z)) - y) / np.size(z)


@wrong(bce_with_logits_grad, "the sigmoid's slope once too often")
def _(z, y):
    s = 0.5 * (1 + np.tanh(0.5 * z))
    return (s - y) * s * (1 - s) / np.size(z)


@wrong(bce_with_logits_grad, "the slope with respect to the probability")
def _(z, y):
    s = np.clip(0.5 * (1 + np.tanh(0.5 * z)), 1e-12, 1 - 1e-12)
    return (s - y) / (s * (1 - s)) / np.size(z)


@wrong(bce_with_logits_grad, "score minus label: no sigmoid")
def _(z, y):
    return (z - y) / np.size(z)


@wrong(bce_with_logits_grad, "the sign in the sigmoid")
def _(z, y):
    return (0.5 * (1 - np.tanh(0.5 * z)) - y) / np.size(z)


@wrong(bce_with_logits_grad, "decides: the step in place of the sigmoid")
def _(z, y):
    return ((z > 0).astype(float) - y) / np.size(z)


@wrong(bce_with_logits_grad, "one number")
def _(z, y):
    return np.mean(0.5 * (1 + np.tanh(0.5 * z)) - y)


@accepted(bce_with_logits_grad, "the hyperbolic tangent")
def _(z, y):
    z = np.asarray(z, dtype=float)
    return (0.5 * (1 + np.tanh(0.5 * z)) - y) / z.size


@accepted(bce_with_logits_grad, "with two masks")
def _(z, y):
    z = np.array(z, dtype=float)
    s = np.empty_like(z)
    up = z >= 0
    s[up] = 1 / (1 + np.exp(-z[up]))
    e = np.exp(z[~up])
    s[~up] = e / (1 + e)
    return s / z.size - np.asarray(y) / z.size


@accepted(bce_with_logits_grad, "scores cut off where float64 sees no difference")
def _(z, y):
    s = 1 / (1 + np.exp(-np.clip(z, -700, 700)))
    return (s - y) * (1 / np.size(y))


@accepted(bce_with_logits_grad, "entry by entry")
def _(z, y):
    def one(score, label):
        e = math.exp(-abs(score))
        return (1.0 if score > 0 else e) / (1 + e) - label

    return np.vectorize(one, otypes=[float])(z, y) / np.size(z)


@accepted(bce_with_logits_grad, "the chance of the other label, with its sign")
def _(z, y):
    sign = 1.0 - 2.0 * np.asarray(y)
    return sign * np.exp(-np.logaddexp(0.0, -sign * z)) / sign.size
