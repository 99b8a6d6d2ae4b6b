"""The gradient of the cross-entropy with respect to the probabilities."""

from __future__ import annotations

import numpy as np

from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.loss_recipes import CHANCE, batch_formula, class_chances, of_batch

# %% [markdown]
# ## Its gradient
#
# Each entry of $P$ is a variable of its own here; that the rows sum to 1 is softmax's business, and its derivative's.


@exercise(
    points=2,
    minutes=6,
    difficulty=2,
    core=False,
    source="S3-16",
    needs=("cross_entropy",),
    hints=(
        "Which entries of P does the sum hold at all?",
        "The slope of -ln P is -1/P, where Y is 1; elsewhere the loss does not move.",
        "Minus the quotient of Y and P, entry by entry, over the number of rows.",
    ),
    **of_batch(
        "cross_entropy_grad",
        class_chances,
        seed=1540,
        shapes=((5, 3), (4, 6), (1, 4), (3, 3), (7, 2)),
        whole=None,
        known=[
            (
                (np.array([[0.5, 0.3, 0.2], [0.1, 0.25, 0.65]]), np.array([[1, 0, 0], [0, 1, 0]])),
                np.array([[-1.0, 0.0, 0.0], [0.0, -2.0, 0.0]]),
                "two examples, three classes",
            ),
        ],
        of="cross_entropy",
        wrt="P",
        edges=[
            (np.array([[1e-6, 1 - 2e-6, 1e-6], [1 - 2e-6, 1e-6, 1e-6]]), np.array([[1, 0, 0], [1, 0, 0]]))
        ],
        formula=batch_formula(
            "cross_entropy_grad",
            {"P": np.array([[0.3, 0.7], [0.6, 0.4]]), "Y": np.array([[1, 0], [0, 1]])},
            fixed=("Y",),
            ranges=CHANCE,
            like="P",
        ),
    ),
)
def cross_entropy_grad(P: np.ndarray, Y: np.ndarray) -> np.ndarray:
    r"""Gradient of the mean cross-entropy with respect to the probabilities.

    Args:
        P: probabilities, shape (N, K), entries within [1e-6, 1 - 1e-6].
        Y: one-hot labels (integers), shape (N, K).

    Returns:
        Array of shape (N, K), float64.

    Example:
        >>> print(cross_entropy_grad(np.array([[0.5, 0.5], [0.2, 0.8]]), np.array([[1, 0], [0, 1]])))
        [[-1.     0.   ]
         [ 0.    -0.625]]
    """
    return 0.0 - np.divide(Y, P) / len(P)


@wrong(cross_entropy_grad, "forgets the minus")
def _(P, Y):
    return Y / P / len(P)


@wrong(cross_entropy_grad, "forgets the mean")
def _(P, Y):
    return -Y / P


@wrong(cross_entropy_grad, "divides by all entries")
def _(P, Y):
    return -Y / P / P.size


@wrong(cross_entropy_grad, "divides by the classes")
def _(P, Y):
    return -Y / P / P.shape[1]


@wrong(cross_entropy_grad, "the gradient with respect to the scores")
def _(P, Y):
    return (P - Y) / len(P)


@wrong(cross_entropy_grad, "the wrong classes get a slope too")
def _(P, Y):
    return (-Y / P + (1 - Y) / (1 - P)) / len(P)


@wrong(cross_entropy_grad, "-1/P everywhere")
def _(P, Y):
    return -1 / P / len(P)


@wrong(cross_entropy_grad, "the logarithm stays")
def _(P, Y):
    return -Y * np.log(P) / len(P)


@wrong(cross_entropy_grad, "upside down")
def _(P, Y):
    return -Y * P / len(P)


@wrong(cross_entropy_grad, "one slope for each example")
def _(P, Y):
    return -1 / np.sum(P * Y, axis=1) / len(P)


@accepted(cross_entropy_grad, "as it is written on paper")
def _(P, Y):
    return -(Y / P) / P.shape[0]


@accepted(cross_entropy_grad, "only where the truth is")
def _(P, Y):
    out = np.zeros(P.shape)
    truth = Y == 1
    out[truth] = -1 / (len(P) * P[truth])
    return out


@accepted(cross_entropy_grad, "row by row")
def _(P, Y):
    out = np.zeros(P.shape)
    for n, k in enumerate(np.argmax(Y, axis=1)):
        out[n, k] -= 1 / P[n, k] / len(P)
    return out


@accepted(cross_entropy_grad, "with np.where, guarded against 0")
def _(P, Y):
    return np.where(np.asarray(Y) > 0, -1.0, 0.0) / np.maximum(P, 1e-15) / len(Y)
