"""The derivative of softmax: a matrix, since every probability depends on every score."""

from __future__ import annotations

import numpy as np

from autograder.calls import call
from autograder.checks import Golden, Property, Purity, Shape, Stability
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.formula_recipes import formula
from autograder.exercise.recipes import draw
from autograder.plain import Laid
from solutions.u03_activations.softmax import softmax

# %% [markdown]
# ## A matrix of slopes
#
# Raise one score: its own probability grows, and all the others shrink, since the row still sums to 1. So softmax has
# a slope for each pair: $J_{ij} = \partial p_i / \partial z_j$. The quotient rule gives one answer for $i = j$ and
# another for $i \ne j$. Two tests for your result: the matrix is symmetric, and each of its rows sums to 0. Who keeps the
# diagonal only (there is published code that does) has an activation whose probabilities no longer sum to 1 after a step.


@exercise(
    points=4,
    minutes=20,
    difficulty=3,
    core=False,
    needs=("softmax",),
    source="S3-12",
    hints=(
        "Differentiate the fraction for one score z_j twice: once with z_j in the numerator, once with it below the line only.",
        "The slope is p_i (1 - p_i) on the diagonal and -p_i p_j elsewhere.",
        "Both cases at once: a diagonal matrix of p minus the outer product of p with itself. Your softmax wants a matrix: give it one row.",
    ),
    checks=[
        Shape(label="a square matrix", at=(call("softmax_jacobian", draw(511, 4)),)),
        Golden(label="known values", weight=2, at=(call("softmax_jacobian", np.array([1.0, 2.0, 3.0])),)),
        Property(
            label="rows sum to 0", at=(call("softmax_jacobian", draw(511, 4)),), rule="rows_sum_to_zero"
        ),
        Property(label="is symmetric", at=(call("softmax_jacobian", draw(511, 4)),), rule="symmetric"),
        Purity(
            label="leaves z alone and remembers nothing",
            first=call("softmax_jacobian", draw(511, 4)),
            between=call("softmax_jacobian", draw(513, 2)),
        ),
    ],
    hidden=[
        Golden(
            label="any number of classes",
            weight=5,
            at=(
                call("softmax_jacobian", draw(512, 5)),
                call("softmax_jacobian", draw(513, 2)),
                call("softmax_jacobian", draw(514, 1)),
                call("softmax_jacobian", Laid(draw(515, 3), "strided")),
                call("softmax_jacobian", Laid(draw(516, 3), "readonly")),
            ),
        ),
        Stability(
            label="large scores: finite, right, no overflow",
            at=(
                call("softmax_jacobian", np.array([1000.0, 998.0, -1000.0])),
                call("softmax_jacobian", np.array([-1000.0, -998.5, -999.0])),
            ),
        ),
        formula(
            "softmax_jacobian",
            {"z": np.array([0.5, -1.0, 2.0])},
            names={f"z[{k}]": f"z{k}" for k in range(3)},
            parts={f"[{i},{j}]": f"J[{i},{j}]" for i in range(3) for j in range(3)},
        ),
    ],
)
def softmax_jacobian(z: np.ndarray) -> np.ndarray:
    r"""Jacobian of softmax for one example: $J_{ij} = \partial p_i / \partial z_j$.

    Args:
        z: scores of one example, shape (K,); |z| up to 1000, without an overflow warning.

    Returns:
        Array of shape (K, K), float64: row i belongs to the probability, column j to the score.

    Example:
        >>> softmax_jacobian(np.array([0.0, 0.0]))
        array([[ 0.25, -0.25],
               [-0.25,  0.25]])
    """
    chances = softmax(z[np.newaxis, :])[0]
    return np.diag(chances) - np.outer(chances, chances)


@wrong(softmax_jacobian, "the diagonal only, as a vector")
def _(z):
    p = softmax(z[None])[0]
    return p * (1 - p)


@wrong(softmax_jacobian, "the diagonal only, as a matrix")
def _(z):
    p = softmax(z[None])[0]
    return np.diag(p * (1 - p))


@wrong(softmax_jacobian, "a plus beside the diagonal")
def _(z):
    p = softmax(z[None])[0]
    J = np.outer(p, p)
    np.fill_diagonal(J, p * (1 - p))
    return J


@wrong(softmax_jacobian, "the sign is the wrong way round")
def _(z):
    p = softmax(z[None])[0]
    return np.outer(p, p) - np.diag(p)


@wrong(softmax_jacobian, "forgets the diagonal case")
def _(z):
    p = softmax(z[None])[0]
    return -np.outer(p, p)


@wrong(softmax_jacobian, "a full identity: 1 instead of p on the diagonal")
def _(z):
    p = softmax(z[None])[0]
    return np.eye(len(z)) - np.outer(p, p)


@wrong(softmax_jacobian, "scores in the place of probabilities")
def _(z):
    return np.diag(z) - np.outer(z, z)


@wrong(softmax_jacobian, "p_i (1 - p_j) everywhere")
def _(z):
    p = softmax(z[None])[0]
    return np.outer(p, 1 - p)


@wrong(softmax_jacobian, "a softmax of its own that overflows")
def _(z):
    p = np.exp(z) / np.exp(z).sum()
    return np.diag(p) - np.outer(p, p)


@accepted(softmax_jacobian, "two loops with the two cases")
def _(z):
    p = softmax(z[None])[0]
    J = np.empty((len(z), len(z)))
    for i in range(len(z)):
        for j in range(len(z)):
            J[i, j] = p[i] * (1 - p[i]) if i == j else -p[i] * p[j]
    return J


@accepted(softmax_jacobian, "by broadcasting")
def _(z):
    p = softmax(z.reshape(1, -1)).ravel()
    return p[:, None] * (np.eye(p.size) - p)


@accepted(softmax_jacobian, "without the softmax of this unit")
def _(z):
    e = np.exp(z - z.max())
    p = e / e.sum()
    J = -np.einsum("i,j->ij", p, p)
    J[np.diag_indices(len(z))] += p
    return J


@accepted(softmax_jacobian, "column by column: the slope along each score")
def _(z):
    p = softmax(np.array([z], dtype=float))[0]
    columns = [p * ((np.arange(p.size) == j) - p[j]) for j in range(p.size)]
    return np.column_stack(columns)
