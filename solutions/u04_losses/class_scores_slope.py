"""The gradient that makes classifiers learn: probabilities minus labels."""

from __future__ import annotations

import numpy as np

from autograder.calls import call
from autograder.checks import Property, Symbolic
from autograder.exercise.declare import accepted, answer, exercise, wrong
from autograder.exercise.loss_recipes import batch_formula, class_scores, of_batch
from solutions.u04_losses.log_softmax import log_softmax
from solutions.u04_losses.log_sum import log_sum_exp

# %% [markdown]
# ## The slope of the loss with respect to a score
#
# Take one example with three classes. Its softmax probabilities are $s_1, s_2, s_3$, its labels $t_1, t_2, t_3$ (one of
# them 1, the others 0), and its loss $-\sum_i t_i \ln s_i$. The first score $z_1$ sits in *every* $s_i$, in the sum
# below the line. Write the loss as $\ln\bigl(e^{z_1} + e^{z_2} + e^{z_3}\bigr) - t_1 z_1 - t_2 z_2 - t_3 z_3$ (why is
# that the same?) and the derivative takes one line.

d_ce_score = answer(
    "d_ce_score",
    "s1 - t1",
    prompt=r"""
    The derivative of that loss with respect to $z_1$, in the letters `s1` (the probability of class 1) and `t1` (its
    label).
    """,
    points=1,
    minutes=5,
    difficulty=2,
    core=False,
    source="S3-16",
    hints=(
        "The derivative of ln(u) is u'/u. Which of the three exponentials depends on z1?",
        "The quotient that comes out of the logarithm is one of the three probabilities.",
        "That probability, minus what the linear term -t1 z1 leaves.",
    ),
    checks=[
        Symbolic(
            label="is the derivative of the loss",
            name="d_ce_score",
            of="log(exp(z1) + exp(z2) + exp(z3)) - t1*z1 - t2*z2 - t3*z3",
            wrt="z1",
            symbols=("s1", "t1"),
            where={"s1": "exp(z1)/(exp(z1) + exp(z2) + exp(z3))"},
            domains=dict.fromkeys(("z1", "z2", "z3"), (-3, 3)) | dict.fromkeys(("t1", "t2", "t3"), (0, 1)),
        )
    ],
    wrong=(
        ("t1 - s1", "the wrong sign"),
        ("-t1/s1", "the slope with respect to the probability"),
        ("-t1*(1 - s1)", "only the path through the own probability"),
        ("s1", "forgets the label"),
        ("s1*(1 - s1)", "the slope of the probability itself"),
        ("(s1 - t1)/3", "a mean over the classes"),
    ),
    accepted=(
        ("-(t1 - s1)", "the sign in front"),
        ("-t1*(1 - s1) + s1*(1 - t1)", "as the two paths of the chain rule give it"),
        ("s1 + (-1)t1", "as a sum"),
    ),
)

# %% [markdown]
# ## The gradient of the batch
#
# What you found for the first score holds for each of them, with its own letters, and the mean over the examples comes on
# top. Two tests for your result: every row sums to 0 (why must it?), and an example that is classified rightly and with
# certainty adds nothing, while one that is wrong never adds more than 1 in one place, however far the scores are apart.


@exercise(
    points=4,
    minutes=15,
    difficulty=3,
    source="S3-16",
    needs=("softmax_cross_entropy",),
    hints=(
        "For one example the slope is the row of probabilities, with 1 taken away in one place.",
        "Softmax of each row minus the one-hot labels; the mean over the batch divides by N.",
        "Build the probabilities from your log_sum_exp (the exponential of the difference cannot overflow), subtract 1 at the true classes, divide by the number of rows.",
    ),
    **of_batch(
        "softmax_cross_entropy_grad",
        class_scores,
        seed=1580,
        shapes=((5, 3), (4, 6), (1, 4), (3, 3), (7, 2)),
        whole=(np.array([[1, 2, 3], [-4, 0, -2]]), np.array([2, 0])),
        known=[
            (
                (np.zeros((2, 4)), np.array([1, 3])),
                np.array([[0.125, -0.375, 0.125, 0.125], [0.125, 0.125, 0.125, -0.375]]),
                "knows nothing",
            ),
        ],
        of="softmax_cross_entropy",
        wrt="Z",
        extreme=[
            (
                np.array([[1000.0, 999.0, -1000.0], [-1000.0, -998.0, -999.0], [0.5, 1000.0, 1000.0]]),
                np.array([2, 0, 1]),
            ),
            (np.array([[-1000.0, 1000.0], [-750.0, -752.0]]), np.array([0, 1])),
        ],
        extra=[
            Property(
                label="every row sums to 0",
                at=(call("softmax_cross_entropy_grad", *class_scores(1587, 4, 5)),),
                rule="rows_sum_to_zero",
            )
        ],
        formula=batch_formula(
            "softmax_cross_entropy_grad",
            {"Z": np.array([[0.5, -1.0], [2.0, 1.0]]), "y": np.array([1, 0])},
            fixed=("y",),
            like="Z",
        ),
    ),
)
def softmax_cross_entropy_grad(Z: np.ndarray, y: np.ndarray) -> np.ndarray:
    r"""Gradient of `softmax_cross_entropy` with respect to the scores.

    Args:
        Z: scores, shape (N, K); |z| up to 1000, without a warning; whole numbers may come in.
        y: class of each row, shape (N,), integers in [0, K).

    Returns:
        Array of shape (N, K), float64; every row sums to 0.

    Example:
        >>> softmax_cross_entropy_grad(np.array([[0.0, 0.0], [1000.0, 0.0]]), np.array([0, 1]))
        array([[-0.25,  0.25],
               [ 0.5 , -0.5 ]])
    """
    slopes = np.exp(Z - log_sum_exp(Z)[:, np.newaxis])
    slopes[np.arange(len(y)), y] -= 1.0
    return slopes / len(y)


@wrong(softmax_cross_entropy_grad, "forgets the mean")
def _(Z, y):
    P = np.exp(Z - log_sum_exp(Z)[:, None])
    P[np.arange(len(y)), y] -= 1
    return P


@wrong(softmax_cross_entropy_grad, "divides by all entries")
def _(Z, y):
    P = np.exp(Z - log_sum_exp(Z)[:, None])
    P[np.arange(len(y)), y] -= 1
    return P / Z.size


@wrong(softmax_cross_entropy_grad, "labels minus probabilities: uphill")
def _(Z, y):
    P = np.exp(Z - log_sum_exp(Z)[:, None])
    return (np.eye(Z.shape[1])[y] - P) / len(y)


@wrong(softmax_cross_entropy_grad, "the probabilities without the labels")
def _(Z, y):
    return np.exp(Z - log_sum_exp(Z)[:, None]) / len(y)


@wrong(softmax_cross_entropy_grad, "only the true class's entry")
def _(Z, y):
    P = np.exp(Z - log_sum_exp(Z)[:, None])
    return np.eye(Z.shape[1])[y] * (P - 1) / len(y)


@wrong(softmax_cross_entropy_grad, "divided before the labels are taken away")
def _(Z, y):
    P = np.exp(Z - log_sum_exp(Z)[:, None]) / len(y)
    P[np.arange(len(y)), y] -= 1
    return P


@wrong(softmax_cross_entropy_grad, "takes 1 away from whole columns")
def _(Z, y):
    P = np.exp(Z - log_sum_exp(Z)[:, None])
    P[:, y] -= 1
    return P / len(y)


@wrong(softmax_cross_entropy_grad, "a softmax that overflows")
def _(Z, y):
    E = np.exp(Z)
    P = E / E.sum(axis=1, keepdims=True)
    P[np.arange(len(y)), y] -= 1
    return P / len(y)


@wrong(softmax_cross_entropy_grad, "one sigmoid for each class")
def _(Z, y):
    P = np.exp(-np.logaddexp(0.0, -np.asarray(Z, dtype=float)))
    P[np.arange(len(y)), y] -= 1
    return P / len(y)


@wrong(softmax_cross_entropy_grad, "the diagonal of softmax's derivative once too often")
def _(Z, y):
    P = np.exp(Z - log_sum_exp(Z)[:, None])
    return (P - np.eye(Z.shape[1])[y]) * P * (1 - P) / len(y)


@wrong(softmax_cross_entropy_grad, "softmax over the examples")
def _(Z, y):
    E = np.exp(Z - np.max(Z, axis=0))
    P = E / E.sum(axis=0)
    P[np.arange(len(y)), y] -= 1
    return P / len(y)


@wrong(softmax_cross_entropy_grad, "classes counted from 1")
def _(Z, y):
    P = np.exp(Z - log_sum_exp(Z)[:, None])
    P[np.arange(len(y)), y - 1] -= 1
    return P / len(y)


@wrong(softmax_cross_entropy_grad, "works in the caller's array")
def _(Z, y):
    Z -= Z.max(axis=1, keepdims=True)
    np.exp(Z, out=Z)
    Z /= Z.sum(axis=1, keepdims=True)
    Z[np.arange(len(y)), y] -= 1
    return Z / len(y)


@wrong(softmax_cross_entropy_grad, "the mean over the batch, shape (K,)")
def _(Z, y):
    P = np.exp(Z - log_sum_exp(Z)[:, None])
    return (P - np.eye(Z.shape[1])[y]).mean(axis=0)


@accepted(softmax_cross_entropy_grad, "softmax minus one-hot")
def _(Z, y):
    E = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    return (P - np.eye(Z.shape[1])[y]) / len(Z)


@accepted(softmax_cross_entropy_grad, "from the logarithm of softmax, by comparison")
def _(Z, y):
    hit = np.arange(Z.shape[1]) == np.asarray(y)[:, None]
    return np.exp(log_softmax(Z)) / len(y) - hit / len(y)


@accepted(softmax_cross_entropy_grad, "row by row")
def _(Z, y):
    out = np.zeros(Z.shape)
    for n, k in enumerate(y):
        powers = np.exp(Z[n] - Z[n].max())
        out[n] = powers / powers.sum()
        out[n, k] -= 1.0
    return out / out.shape[0]


@accepted(softmax_cross_entropy_grad, "one example at a time, the label as a vector")
def _(Z, y):
    rows = []
    for row, k in zip(np.asarray(Z, dtype=float), y, strict=True):
        p = np.exp(row - np.logaddexp.reduce(row))
        own = np.zeros(len(row))
        own[k] = 1.0
        rows.append((own - p) / -len(y))
    return np.stack(rows)
