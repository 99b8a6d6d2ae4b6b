"""Binary cross-entropy from scores, and its gradient."""

from __future__ import annotations

import math

import numpy as np

from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.loss_recipes import batch_formula, logits, of_batch

# %% [markdown]
# ## One score for each example
#
# With two classes a single score is enough: $p = \sigma(z)$. For $z = -40$ the probability is $4 \cdot 10^{-18}$, and
# $1 - p$ is exactly 1 in floating point; for $z = 40$ it is $p$ that is exactly 1, and $\ln(1 - p)$ is
# $\ln 0$. The loss itself is harmless at both ends:
#
# $$-\ln \sigma(z) = \ln(1 + e^{-z}), \qquad -\ln(1 - \sigma(z)) = \ln(1 + e^{z})$$
#
# Both become one line with $\ln(1 + e^{z}) = \max(z, 0) + \ln(1 + e^{-|z|})$, and the difference between
# the two cases is just $z$.


@exercise(
    points=4,
    minutes=15,
    difficulty=3,
    source="S3-15, S2-14",
    needs=("bce",),
    hints=(
        "What is ln(1 + e^(-z)) minus ln(1 + e^z)? So one formula serves both labels.",
        "ln(1 + e^z) - y z for each example, with the logarithm in the form that cannot overflow.",
        "max(z, 0) minus y times z plus log1p of the exponential of minus |z|; then the mean over all entries.",
    ),
    **of_batch(
        "bce_with_logits",
        logits,
        seed=1590,
        shapes=((5,), (4, 3), (1,), (3, 3), (1, 4), (6, 1)),
        whole=(np.array([3, -1, 0, -2]), np.array([1, 1, 0, 0])),
        known=[
            ((np.zeros(4), np.array([1, 0, 1, 1])), math.log(2), "scores 0: knows nothing"),
            ((np.array([1.4]), np.array([1])), 0.2204174099184508, "the wine neuron of the slides"),
        ],
        extreme=[
            (np.array([1000.0, -1000.0, 1000.0, -1000.0]), np.array([1, 1, 0, 0])),
            (np.array([1000.0, -1000.0]), np.array([1, 0])),
            (np.array([40.0, -38.0, 750.0]), np.array([0, 1, 1])),
        ],
        formula=batch_formula(
            "bce_with_logits", {"z": np.array([[0.5, -1.0]]), "y": np.array([[1, 0]])}, fixed=("y",)
        ),
    ),
)
def bce_with_logits(z: np.ndarray, y: np.ndarray) -> float:
    r"""Mean binary cross-entropy over all entries, from the scores.

    Args:
        z: scores (pre-activations of a sigmoid), shape (N,) or (N, K); |z| up to 1000, without a warning;
            whole numbers may come in.
        y: labels 0 or 1 (integers), same shape.

    Returns:
        One number, equal to the binary cross-entropy of the sigmoid of `z` wherever that can be computed.

    Example:
        >>> print(bce_with_logits(np.array([1000.0, 1000.0]), np.array([1, 0])))
        500.0
    """
    return np.mean(np.maximum(z, 0.0) - np.multiply(y, z) + np.log1p(np.exp(-np.abs(z))))


@wrong(bce_with_logits, "through the probability: log(0) at both ends")
def _(z, y):
    p = 1 / (1 + np.exp(-z))
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


@wrong(bce_with_logits, "a stable sigmoid, and still log(0)")
def _(z, y):
    p = 0.5 * (1 + np.tanh(0.5 * z))
    return -np.mean(np.where(y == 1, np.log(p), np.log(1 - p)))


@wrong(bce_with_logits, "the probability cut off at 1e-12: 27.6 in place of 1000")
def _(z, y):
    p = np.clip(0.5 * (1 + np.tanh(0.5 * z)), 1e-12, 1 - 1e-12)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


@wrong(bce_with_logits, "scores cut off at 30")
def _(z, y):
    z = np.clip(z, -30, 30)
    return np.mean(np.log1p(np.exp(z)) - y * z)


@wrong(bce_with_logits, "the softplus that overflows")
def _(z, y):
    return np.mean(np.log(1 + np.exp(z)) - y * z)


@wrong(bce_with_logits, "the labels are swapped")
def _(z, y):
    return np.mean(np.logaddexp(0.0, z) - (1 - y) * z)


@wrong(bce_with_logits, "the sum, not the mean")
def _(z, y):
    return np.sum(np.logaddexp(0.0, z) - y * z)


@wrong(bce_with_logits, "a mean over the rows only")
def _(z, y):
    return np.sum(np.logaddexp(0.0, z) - y * z) / len(z)


@wrong(bce_with_logits, "the sign of y z")
def _(z, y):
    return np.mean(np.logaddexp(0.0, z) + y * z)


@wrong(bce_with_logits, "forgets the absolute value: overflows for z = -1000")
def _(z, y):
    return np.mean(np.maximum(z, 0) - y * z + np.log1p(np.exp(-z)))


@wrong(bce_with_logits, "only the kink, without the logarithm")
def _(z, y):
    return np.mean(np.maximum(z, 0) - y * z)


@wrong(bce_with_logits, "the score as the probability")
def _(z, y):
    p = np.clip(z, 1e-7, 1 - 1e-7)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


@wrong(bce_with_logits, "the loss of each example")
def _(z, y):
    return np.logaddexp(0.0, z) - y * z


@accepted(bce_with_logits, "NumPy's logaddexp")
def _(z, y):
    return np.mean(np.logaddexp(0.0, z) - np.asarray(y) * z)


@accepted(bce_with_logits, "the score seen from the true label")
def _(z, y):
    against = np.where(np.asarray(y) == 1, -1.0, 1.0) * z
    return np.logaddexp(0.0, against).mean()


@accepted(bce_with_logits, "example by example")
def _(z, y):
    def one(score, label):
        worse = -score if label == 1 else score
        return worse + math.log1p(math.exp(-worse)) if worse > 0 else math.log1p(math.exp(worse))

    losses = [one(float(a), int(b)) for a, b in zip(np.ravel(z), np.ravel(y), strict=True)]
    return sum(losses) / len(losses)


@accepted(bce_with_logits, "with two masks")
def _(z, y):
    z = np.array(z, dtype=float)
    soft = np.empty_like(z)
    up = z > 0
    soft[up] = z[up] + np.log(1 + np.exp(-z[up]))
    soft[~up] = np.log(1 + np.exp(z[~up]))
    return np.sum(soft - y * z) / z.size
