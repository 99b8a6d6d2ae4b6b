"""From columns to rows: two conventions for the same layer."""

from __future__ import annotations

import numpy as np

from autograder.calls import call
from autograder.checks import Golden
from autograder.checks.golden import golden
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.layer_recipes import arrays_in
from autograder.exercise.recipes import draw
from autograder.plain import Laid

# %% [markdown]
# ## The same layer in columns
#
# The next slide writes the layer as $A = \sigma(WX + B)$. There the examples are the *columns* of $X$, the weights are
# $(K, D)$, one row for each unit, and the biases a column, $(K, 1)$. Half of the books do it like this, the other half
# and all common libraries keep the examples in rows. Transposing both sides shows what to do:
#
# $$(WX + B)^\top = X^\top W^\top + B^\top$$
#
# A formula copied from a book in the other convention runs without an error whenever the matrix is square. So look at
# the shapes, and convert once, here.


@exercise(
    points=1,
    minutes=6,
    difficulty=2,
    core=False,
    source="S1-16",
    needs=("dense_forward",),
    hints=(
        "Write the four shapes down: what must become of (K, D), and what of (K, 1)?",
        "The weights are transposed; the biases lose their second axis.",
        "W.T for the one, the only column of B for the other.",
    ),
    **arrays_in(
        form="weights (D, K) and biases (K,)",
        shape=(
            call("to_row_convention", draw(1240, 3, 4), draw(1241, 3, 1)),
            call("to_row_convention", draw(1242, 1, 2), draw(1243, 1, 1)),
        ),
        names=("W", "b"),
        known=(
            golden(
                call(
                    "to_row_convention",
                    np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]),
                    np.array([[7.0], [8.0]]),
                ),
                (np.array([[1.0, 4.0], [2.0, 5.0], [3.0, 6.0]]), np.array([7.0, 8.0])),
                label="two units with three inputs",
                names=("W", "b"),
            ),
            Golden(
                label="the slide's sizes: three units, four inputs",
                weight=2,
                names=("W", "b"),
                at=(call("to_row_convention", draw(1240, 3, 4), draw(1241, 3, 1)),),
            ),
        ),
        then=call("to_row_convention", draw(1244, 2, 5), draw(1245, 2, 1)),
        hidden=(
            call("to_row_convention", draw(1246, 5, 2), draw(1247, 5, 1)),
            call("to_row_convention", draw(1248, 3, 3), draw(1249, 3, 1)),
            call("to_row_convention", draw(1250, 1, 4), draw(1251, 1, 1)),
            call("to_row_convention", draw(1252, 4, 1), draw(1253, 4, 1)),
            call("to_row_convention", Laid(draw(1254, 2, 3), "F"), Laid(draw(1255, 2, 1), "readonly")),
            call("to_row_convention", Laid(draw(1256, 3, 2), "readonly"), Laid(draw(1257, 3, 1), "strided")),
        ),
    ),
)
def to_row_convention(W: np.ndarray, B: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    r"""Convert a layer $A = \sigma(WX + B)$, examples in columns, to $\sigma(XW + b)$, examples in rows.

    Args:
        W: weights, shape (K, D), one row for each unit.
        B: biases, shape (K, 1).

    Returns:
        The pair (W, b) of the same layer for examples in rows: shapes (D, K) and (K,).

    Example:
        >>> W, b = to_row_convention(np.array([[1.0, 2.0, 3.0]]), np.array([[4.0]]))
        >>> print(W.shape, b.shape)
        (3, 1) (1,)
    """
    return np.transpose(W), B[:, 0]


@wrong(to_row_convention, "nothing is transposed")
def _(W, B):
    return W, B[:, 0]


@wrong(to_row_convention, "reshaped, which mixes the numbers")
def _(W, B):
    return W.reshape(W.shape[1], W.shape[0]), B.reshape(-1)


@wrong(to_row_convention, "the biases stay a column")
def _(W, B):
    return W.T, B


@wrong(to_row_convention, "the biases become a row")
def _(W, B):
    return W.T, B.T


@wrong(to_row_convention, "squeeze: a single bias loses both axes")
def _(W, B):
    return W.T, np.squeeze(B)


@wrong(to_row_convention, "only the first bias")
def _(W, B):
    return W.T, B[0]


@wrong(to_row_convention, "the pair the other way round")
def _(W, B):
    return B[:, 0], W.T


@wrong(to_row_convention, "turned by a quarter")
def _(W, B):
    return np.rot90(W), B[:, 0]


@wrong(to_row_convention, "a square matrix is taken as it is")
def _(W, B):
    return (W if W.shape[0] == W.shape[1] else W.T), B.ravel()


@wrong(to_row_convention, "lists")
def _(W, B):
    return W.T.tolist(), B[:, 0].tolist()


@accepted(to_row_convention, "T and ravel")
def _(W, B):
    return W.T, B.ravel()


@accepted(to_row_convention, "the first row of the transposed biases")
def _(W, B):
    return W.T.copy(), B.T[0].copy()


@accepted(to_row_convention, "entry by entry")
def _(W, B):
    K, D = W.shape
    turned = np.empty((D, K))
    for k in range(K):
        for j in range(D):
            turned[j, k] = W[k, j]
    return turned, np.array([B[k, 0] for k in range(K)])


@accepted(to_row_convention, "axes exchanged, one squeezed by name")
def _(W, B):
    return np.swapaxes(W, 0, 1), np.squeeze(B, axis=1)


@accepted(to_row_convention, "the rows stacked as columns")
def _(W, B):
    return np.stack(list(W), axis=1), np.concatenate(list(B))
