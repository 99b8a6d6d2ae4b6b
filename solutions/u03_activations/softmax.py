"""Softmax: from scores to probabilities, row by row."""

from __future__ import annotations

import math

import numpy as np

from autograder.calls import call
from autograder.checks import Golden, Property, Purity, Shape, Stability
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.formula_recipes import formula
from autograder.exercise.recipes import draw
from autograder.plain import Laid

# %% [markdown]
# ## Softmax
#
# The output layer of a classifier has one score (*logit*) for each class. Softmax turns the scores of an example into
# probabilities:
#
# $$p_{nk} = \frac{e^{z_{nk}}}{\sum_j e^{z_{nj}}}$$
#
# The slide computes the scores as $W^\top X$ for one example in a column, and leaves the bias out; here they come batch
# first, $Z = XW + b$, one example in each row. Softmax is not element-wise: each entry looks at its whole row. Only
# differences count, since a constant added to a row cancels in the fraction. That is the way around the overflow of
# $e^{1000}$: subtract the largest score *of each row* first. The largest of the whole matrix is not enough: a row far
# below it would become $0/0$.


@exercise(
    points=3,
    minutes=15,
    difficulty=2,
    source="S3-11",
    hints=(
        "The sum below the line runs over the classes of one example: which axis is that, and how does the sum keep its place?",
        "Subtract each row's maximum, take the exponential, divide by each row's sum; keepdims=True keeps the shape (N, 1).",
        "Three lines: shifted scores, their exponentials, the quotient. Make the shifted scores a new array.",
    ),
    checks=[
        Shape(label="one row for each example, float64", at=(call("softmax", draw(501, 4, 3)),)),
        Golden(label="scores 1, 2, 3", at=(call("softmax", np.array([[1.0, 2.0, 3.0]])),)),
        Golden(label="several examples", at=(call("softmax", draw(501, 4, 3)),)),
        Property(label="every row sums to 1", at=(call("softmax", draw(502, 3, 5)),), rule="rows_sum_to_one"),
        Stability(
            label="large scores: finite, right, no overflow",
            at=(
                call(
                    "softmax",
                    np.array([[1000.0, 999.0, -1000.0], [-1000.0, -998.0, -999.0], [0.5, 1000.0, 1000.0]]),
                ),
            ),
        ),
        Purity(
            label="leaves Z alone and remembers nothing",
            first=call("softmax", draw(501, 4, 3)),
            between=call("softmax", draw(503, 1, 4)),
        ),
    ],
    hidden=[
        Golden(
            label="one example, one class, square, many classes",
            weight=4,
            at=(
                call("softmax", draw(503, 1, 4)),
                call("softmax", draw(504, 5, 1)),
                call("softmax", draw(505, 3, 3)),
                call("softmax", draw(506, 2, 7, low=-8.0, high=8.0)),
            ),
        ),
        Golden(
            label="any memory layout",
            at=(
                call("softmax", Laid(draw(507, 3, 4), "F")),
                call("softmax", Laid(draw(508, 4, 2), "readonly")),
            ),
        ),
        Property(
            label="a constant added to the scores changes nothing",
            at=(call("softmax", draw(509, 3, 4)), call("softmax", draw(509, 3, 4) + 8.0)),
            rule="equal",
        ),
        formula(
            "softmax",
            {"Z": np.array([[0.5, -1.0, 2.0]])},
            names={f"Z[0,{k}]": f"z{k}" for k in range(3)},
            parts={f"[0,{k}]": f"p{k}" for k in range(3)},
        ),
    ],
)
def softmax(Z: np.ndarray) -> np.ndarray:
    r"""Softmax of each row.

    Args:
        Z: scores, shape (N, K), one example in each row; |z| up to 1000, without an overflow warning.

    Returns:
        Probabilities, shape (N, K), float64; every row sums to 1.

    Example:
        >>> softmax(np.array([[1.0, 2.0, 3.0]]))
        array([[0.09003057, 0.24472847, 0.66524096]])
    """
    powers = np.exp(Z - np.amax(Z, axis=1, keepdims=True))
    return powers / np.sum(powers, axis=1, keepdims=True)


@wrong(softmax, "as it stands on the slide: overflows for scores of 1000")
def _(Z):
    E = np.exp(Z)
    return E / E.sum(axis=1, keepdims=True)


@wrong(softmax, "sums over the whole matrix")
def _(Z):
    E = np.exp(Z - Z.max())
    return E / E.sum()


@wrong(softmax, "sums over the examples")
def _(Z):
    E = np.exp(Z - Z.max(axis=0))
    return E / E.sum(axis=0)


@wrong(softmax, "subtracts the largest score of the whole matrix: 0/0 in low rows")
def _(Z):
    E = np.exp(Z - Z.max())
    return E / E.sum(axis=1, keepdims=True)


@wrong(softmax, "forgets keepdims")
def _(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1)


@wrong(softmax, "divides by the sum of the scores")
def _(Z):
    return Z / Z.sum(axis=1, keepdims=True)


@wrong(softmax, "a sigmoid for each score")
def _(Z):
    return 0.5 * (1 + np.tanh(0.5 * Z))


@wrong(softmax, "the sign in the exponent")
def _(Z):
    E = np.exp(Z.min(axis=1, keepdims=True) - Z)
    return E / E.sum(axis=1, keepdims=True)


@wrong(softmax, "changes the caller's array")
def _(Z):
    Z -= Z.max(axis=1, keepdims=True)
    np.exp(Z, out=Z)
    Z /= Z.sum(axis=1, keepdims=True)
    return Z


@wrong(softmax, "a safety margin below the line")
def _(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / (E.sum(axis=1, keepdims=True) + 1e-6)


@accepted(softmax, "row by row")
def _(Z):
    out = np.empty(Z.shape)
    for n, row in enumerate(Z):
        e = np.exp(row - row.max())
        out[n] = e / e.sum()
    return out


@accepted(softmax, "through logarithms")
def _(Z):
    return np.exp(Z - np.logaddexp.reduce(Z, axis=1)[:, None])


@accepted(softmax, "with transposes")
def _(Z):
    T = Z.T - Z.max(axis=1)
    E = np.exp(T)
    return (E / E.sum(axis=0)).T


@accepted(softmax, "plain Python")
def _(Z):
    rows = []
    for row in Z.tolist():
        top = max(row)
        powers = [math.exp(z - top) for z in row]
        rows.append([p / sum(powers) for p in powers])
    return np.array(rows)
