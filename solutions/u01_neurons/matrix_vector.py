"""A matrix times a vector, by hand."""

from __future__ import annotations

import numpy as np

from autograder.calls import call
from autograder.checks import Golden
from autograder.checks.golden import golden
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.formula_recipes import formula
from autograder.exercise.layer_recipes import arrays_in
from autograder.exercise.recipes import draw
from autograder.plain import Laid

# %% [markdown]
# ## What @ does
#
# Before the @ sign becomes a habit, look at what it does. A slide multiplies a matrix with a vector:
#
# $$\begin{bmatrix} a_1 & a_2 & a_3 \\ b_1 & b_2 & b_3 \\ c_1 & c_2 & c_3 \end{bmatrix}
# \begin{bmatrix} x \\ y \\ z \end{bmatrix} =
# \begin{bmatrix} a_1x + a_2y + a_3z \\ b_1x + b_2y + b_3z \\ c_1x + c_2y + c_3z \end{bmatrix}$$
#
# Row by row it is your weighted sum without a bias. Write it with loops once, then compare with `M @ v`. Every weight
# matrix in this course is used in this way.


@exercise(
    points=1,
    minutes=8,
    difficulty=1,
    core=False,
    source="S3-07",
    needs=("weighted_sum",),
    hints=(
        "One entry of the result for each row of M.",
        "Entry i is the sum over j of M[i, j] times v[j].",
        "Start with m zeros; an outer loop over the rows, an inner one over the columns, adding one product at a time.",
    ),
    **arrays_in(
        form="one number for each row",
        shape=(
            call("matvec", draw(1180, 2, 3), draw(1181, 3)),
            call("matvec", draw(1182, 4, 1), draw(1183, 1)),
        ),
        known=(
            golden(
                call(
                    "matvec",
                    np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 10.0]]),
                    np.array([1.0, -1.0, 2.0]),
                ),
                np.array([5.0, 11.0, 19.0]),
                label="three rows, three columns",
            ),
            Golden(
                label="two rows, three columns",
                weight=2,
                at=(call("matvec", draw(1180, 2, 3), draw(1181, 3)),),
            ),
        ),
        then=call("matvec", draw(1184, 3, 2), draw(1185, 2)),
        hidden=(
            call("matvec", draw(1186, 5, 2), draw(1187, 2)),
            call("matvec", draw(1188, 4, 4), draw(1189, 4)),
            call("matvec", draw(1190, 1, 6), draw(1191, 6)),
            call("matvec", Laid(draw(1192, 3, 4) / 7, "F"), Laid(draw(1193, 4), "readonly")),
            call("matvec", Laid(draw(1194, 2, 5), "readonly"), Laid(draw(1195, 5), "strided")),
        ),
        extra_hidden=(
            formula(
                "matvec",
                {"M": draw(1196, 2, 2), "v": draw(1197, 2)},
                names={
                    "M[0,0]": "a1",
                    "M[0,1]": "a2",
                    "M[1,0]": "b1",
                    "M[1,1]": "b2",
                    "v[0]": "x",
                    "v[1]": "y",
                },
                parts={"[0]": "first entry", "[1]": "second entry"},
            ),
        ),
    ),
)
def matvec(M: np.ndarray, v: np.ndarray) -> np.ndarray:
    r"""Matrix times vector: entry $i$ is $\sum_j M_{ij} v_j$.

    Args:
        M: matrix, shape (m, n).
        v: vector, shape (n,).

    Returns:
        Array of shape (m,), float64.

    Example:
        >>> matvec(np.array([[1.0, 2.0], [0.0, -1.0], [3.0, 3.0]]), np.array([10.0, 1.0]))
        array([12., -1., 33.])
    """
    entries = np.zeros(len(M))
    for i, row in enumerate(M):
        for j, weight in enumerate(row):
            entries[i] += weight * v[j]
    return entries


@wrong(matvec, "vector times matrix")
def _(M, v):
    return v @ M


@wrong(matvec, "the transpose where it is square")
def _(M, v):
    return M.T @ v if len(M) == len(v) else M @ v


@wrong(matvec, "products that nobody adds up")
def _(M, v):
    return M * v


@wrong(matvec, "sums down the columns")
def _(M, v):
    return (M * v).sum(axis=0)


@wrong(matvec, "one number for all rows")
def _(M, v):
    return np.sum(M * v)


@wrong(matvec, "the last column is left out")
def _(M, v):
    out = np.zeros(M.shape[0])
    for i in range(M.shape[0]):
        for j in range(M.shape[1] - 1):
            out[i] += M[i, j] * v[j]
    return out


@wrong(matvec, "overwrites instead of adding")
def _(M, v):
    out = np.zeros(M.shape[0])
    for i in range(M.shape[0]):
        for j in range(M.shape[1]):
            out[i] = M[i, j] * v[j]
    return out


@wrong(matvec, "each entry goes on with the sum of the one before")
def _(M, v):
    out, total = [], 0.0
    for row in M:
        for weight, value in zip(row, v, strict=True):
            total += weight * value
        out.append(total)
    return np.array(out)


@wrong(matvec, "a column")
def _(M, v):
    return M @ v.reshape(-1, 1)


@wrong(matvec, "a list")
def _(M, v):
    return [float(np.dot(row, v)) for row in M]


@accepted(matvec, "the @ sign")
def _(M, v):
    return M @ v


@accepted(matvec, "row by row")
def _(M, v):
    return np.array([np.dot(row, v) for row in M])


@accepted(matvec, "the columns, each as often as v says")
def _(M, v):
    total = np.zeros(M.shape[0])
    for j in range(M.shape[1]):
        total = total + v[j] * M[:, j]
    return total


@accepted(matvec, "sums of generator expressions")
def _(M, v):
    m, n = M.shape
    return np.array([sum(M[i, j] * v[j] for j in range(n)) for i in range(m)], dtype=float)


@accepted(matvec, "einsum")
def _(M, v):
    return np.einsum("ij,j->i", M, v)
