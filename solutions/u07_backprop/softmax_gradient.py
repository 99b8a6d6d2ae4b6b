"""Where the way back begins: softmax and cross-entropy together."""

from __future__ import annotations

import math

import numpy as np

from autograder.calls import call
from autograder.checks import FiniteDifference, Golden, Property, Purity, Shape, Stability
from autograder.checks.golden import golden
from autograder.exercise.backprop_recipes import classes
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.formula_recipes import formula
from autograder.exercise.recipes import draw
from autograder.plain import Laid

# %% [markdown]
# ## Where the way back begins
#
# The last layer hands out *logits* $Z$, one row for each example. Softmax makes them probabilities $P$, and the loss is
# the mean over the examples of $-\ln p_{n,y_n}$, the surprise at the true class. Taken one at a time the two steps back
# are unpleasant: the Jacobian of softmax is a matrix for each example, and $1/p$ explodes when $p$ is small. Taken
# together nearly everything cancels. Work it out on paper for one example before you code: write
# $-\ln p_y = \ln\sum_j e^{z_j} - z_y$ and differentiate with respect to $z_k$, once for $k = y$ and once for $k \ne y$.
#
# This is the only place where the division by $N$ happens. All later steps back just pass it on.


@exercise(
    points=3,
    minutes=20,
    difficulty=3,
    source="S0-34",
    hints=(
        "The derivative of ln of the sum of exp(z_j) with respect to z_k is a probability that you know. What does the term -z_y add, and for which k?",
        "Softmax of each row, minus 1 at the true class, everything divided by the number of rows.",
        "Subtract each row's maximum, take exp, divide by the row sums; subtract 1 at the places (n, y[n]) with two index arrays; divide by len(y).",
    ),
    checks=[
        Shape(
            label="has the shape of Z, float64",
            at=(call("softmax_ce_backward", draw(7401, 4, 3), classes(7402, 4, 3)),),
        ),
        golden(
            call(
                "softmax_ce_backward", np.log(np.array([[1.0, 1.0, 2.0], [3.0, 1.0, 4.0]])), np.array([2, 0])
            ),
            np.array([[0.125, 0.125, -0.25], [-0.3125, 0.0625, 0.25]]),
            label="probabilities 1/4, 1/4, 1/2 and 3/8, 1/8, 1/2",
        ),
        FiniteDifference(
            label="is the derivative of the mean loss",
            weight=2,
            at=(call("softmax_ce_backward", draw(7403, 5, 3), np.array([0, 2, 2, 1, 0])),),
            of="mean_cross_entropy",
            wrt=("Z",),
        ),
        Property(
            label="every row sums to 0",
            rule="rows_sum_to_zero",
            at=(call("softmax_ce_backward", draw(7405, 5, 4), classes(7406, 5, 4)),),
        ),
        Stability(
            label="large logits: finite, right, no overflow",
            at=(
                call(
                    "softmax_ce_backward",
                    np.array(
                        [
                            [1000.0, -1000.0, 0.0],
                            [-1000.0, -999.0, -1000.0],
                            [1000.0, 998.0, 1000.0],
                            [0.0, 1000.0, -1000.0],
                        ]
                    ),
                    np.array([1, 1, 0, 1]),
                ),
            ),
        ),
        Purity(
            label="leaves Z and y alone",
            first=call("softmax_ce_backward", draw(7407, 4, 3), classes(7408, 4, 3)),
            between=call("softmax_ce_backward", draw(7409, 2, 3), classes(7410, 2, 3)),
        ),
    ],
    hidden=[
        Golden(
            label="one example, two classes, one class, many classes, square",
            weight=4,
            at=(
                call("softmax_ce_backward", draw(7411, 1, 4), np.array([3])),
                call("softmax_ce_backward", draw(7412, 6, 2), classes(7413, 6, 2)),
                call("softmax_ce_backward", draw(7414, 3, 3), np.array([1, 1, 1])),
                call("softmax_ce_backward", draw(7415, 2, 7, low=-8, high=8), np.array([6, 0])),
                call("softmax_ce_backward", draw(7416, 5, 1), np.zeros(5, dtype=np.int64)),
                call("softmax_ce_backward", np.array([[2, 0, -1], [1, 1, 3]]), np.array([2, 0])),
                call("softmax_ce_backward", draw(7417, 5, 3, low=-30, high=30), np.array([0, 1, 2, 2, 1])),
            ),
        ),
        Golden(
            label="any memory layout",
            at=(
                call(
                    "softmax_ce_backward", Laid(draw(7421, 4, 3), "F"), Laid(classes(7422, 4, 3), "readonly")
                ),
                call("softmax_ce_backward", Laid(draw(7423, 4, 3), "readonly"), classes(7424, 4, 3)),
                call(
                    "softmax_ce_backward",
                    Laid(draw(7425, 2, 4), "strided"),
                    Laid(classes(7426, 2, 4), "strided"),
                ),
            ),
        ),
        formula(
            "softmax_ce_backward",
            {"Z": draw(7431, 2, 2), "y": np.array([0, 1])},
            fixed=("y",),
            names={f"Z[{n},{k}]": f"z{n}{k}" for n in (0, 1) for k in (0, 1)},
        ),
    ],
)
def softmax_ce_backward(Z: np.ndarray, y: np.ndarray) -> np.ndarray:
    r"""Derivative of the mean softmax cross-entropy with respect to the logits.

    $$L = \frac1N \sum_n -\ln p_{n, y_n}, \qquad p_{nk} = \frac{e^{z_{nk}}}{\sum_j e^{z_{nj}}}$$

    Args:
        Z: logits, shape (N, K), up to 1000 in size: nothing may overflow on the way.
        y: true classes, shape (N,), integers from 0 to K - 1.

    Returns:
        dZ, shape (N, K), float64.

    Example:
        >>> softmax_ce_backward(np.zeros((1, 2)), np.array([0]))
        array([[-0.5,  0.5]])
    """
    powers = np.exp(Z - np.amax(Z, axis=1)[:, np.newaxis])
    chances = powers / np.sum(powers, axis=1)[:, np.newaxis]
    truth = np.eye(Z.shape[1])[y]
    return (chances - truth) / Z.shape[0]


@wrong(softmax_ce_backward, "forgets the mean over the examples")
def _(Z, y):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True) - np.eye(Z.shape[1])[y]


@wrong(softmax_ce_backward, "the other sign")
def _(Z, y):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return (np.eye(Z.shape[1])[y] - E / E.sum(axis=1, keepdims=True)) / len(Z)


@wrong(softmax_ce_backward, "divides by all entries")
def _(Z, y):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return (E / E.sum(axis=1, keepdims=True) - np.eye(Z.shape[1])[y]) / Z.size


@wrong(softmax_ce_backward, "subtracts 1 everywhere in the column: a slice for the rows")
def _(Z, y):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    P[:, y] -= 1
    return P / len(Z)


@wrong(softmax_ce_backward, "overflows: exp of the logits as they are")
def _(Z, y):
    E = np.exp(Z)
    return (E / E.sum(axis=1, keepdims=True) - np.eye(Z.shape[1])[y]) / len(Z)


@wrong(softmax_ce_backward, "softmax over the examples")
def _(Z, y):
    E = np.exp(Z - Z.max(axis=0))
    return (E / E.sum(axis=0) - np.eye(Z.shape[1])[y]) / len(Z)


@wrong(softmax_ce_backward, "one maximum for the whole matrix: 0/0 in low rows")
def _(Z, y):
    E = np.exp(Z - Z.max())
    return (E / E.sum(axis=1, keepdims=True) - np.eye(Z.shape[1])[y]) / len(Z)


@wrong(softmax_ce_backward, "returns the probabilities")
def _(Z, y):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


@wrong(softmax_ce_backward, "logits minus labels, as in regression")
def _(Z, y):
    return (Z - np.eye(Z.shape[1])[y]) / len(Z)


@wrong(softmax_ce_backward, "the slope of a sigmoid once too often")
def _(Z, y):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    return (P - np.eye(Z.shape[1])[y]) * P * (1 - P) / len(Z)


@wrong(softmax_ce_backward, "works in the caller's logits")
def _(Z, y):
    Z -= Z.max(axis=1, keepdims=True)
    E = np.exp(Z)
    return (E / E.sum(axis=1, keepdims=True) - np.eye(Z.shape[1])[y]) / len(Z)


@wrong(softmax_ce_backward, "only the true class gets a derivative")
def _(Z, y):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    T = np.eye(Z.shape[1])[y]
    return T * (E / E.sum(axis=1, keepdims=True) - 1) / len(Z)


@accepted(softmax_ce_backward, "subtracts at index pairs")
def _(Z, y):
    dZ = np.exp(Z - Z.max(axis=1, keepdims=True))
    dZ /= dZ.sum(axis=1, keepdims=True)
    dZ[np.arange(len(y)), y] -= 1
    dZ /= len(y)
    return dZ


@accepted(softmax_ce_backward, "row by row in plain Python")
def _(Z, y):
    out = np.empty(Z.shape)
    for n, row in enumerate(Z.tolist()):
        top = max(row)
        powers = [math.exp(z - top) for z in row]
        for k, power in enumerate(powers):
            out[n, k] = (power / sum(powers) - (1 if k == y[n] else 0)) / len(Z)
    return out


@accepted(softmax_ce_backward, "through the logarithms of the probabilities")
def _(Z, y):
    log_p = Z - np.logaddexp.reduce(Z, axis=1, keepdims=True)
    truth = (np.arange(Z.shape[1]) == y[:, None]).astype(float)
    return (np.exp(log_p) - truth) / len(Z)


@accepted(softmax_ce_backward, "with the Jacobian of softmax, example by example")
def _(Z, y):
    N, K = Z.shape
    rows = []
    for z, label in zip(Z, y, strict=True):
        e = np.exp(z - z.max())
        p = e / e.sum()
        jacobian_over_p = np.eye(K) - p
        rows.append(-jacobian_over_p[label] / N)
    return np.array(rows)
