"""Maxout: a layer that learns its own activation."""

from __future__ import annotations

import numpy as np

from autograder.calls import call
from autograder.checks import Golden, Property, Purity, Shape
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.formula_recipes import formula
from autograder.exercise.maxout_recipes import large_maxout_call, maxout_call
from autograder.exercise.recipes import draw
from autograder.plain import Laid

# %% [markdown]
# ## Maxout
#
# Why choose an activation at all? A maxout unit computes $P$ weighted sums and passes on the largest:
#
# $$y_{nk} = \max_{p}\;\Big(\sum_d x_{nd}\,w_{dkp} + b_{kp}\Big)$$
#
# The slide shows $P = 2$: $\max(w_1^\top x + b_1,\; w_2^\top x + b_2)$. With the second weights at 0 that is the
# rectifier; with $w_2 = -w_1$ and no biases it is the absolute value. More pieces approach any convex curve, at the price
# of $P$ times the weights.


@exercise(
    points=3,
    minutes=12,
    difficulty=3,
    core=False,
    source="S0-27",
    hints=(
        "First all N x K x P sums, then the largest over the pieces. Which axis of each array disappears in which step?",
        "The sum runs over d, the last axis of X and the first axis of W; the maximum runs over the last axis of the result.",
        "np.einsum with the letters nd and dkp, or np.tensordot over one axis, gives (N, K, P); add b, then take the maximum.",
    ),
    checks=[
        Shape(
            label="one row for each example, one column for each unit",
            at=(maxout_call(391, 4, 3, 5, 2),),
        ),
        Golden(
            label="one unit with two pieces",
            at=(
                call(
                    "maxout",
                    np.array([[1.0, 2.0], [-1.0, 0.5]]),
                    np.array([[[1.0, -1.0]], [[0.5, 2.0]]]),
                    np.array([[0.25, -3.0]]),
                ),
            ),
        ),
        Golden(
            label="several units",
            weight=2,
            at=(maxout_call(391, 4, 3, 5, 2),),
        ),
        Property(
            label="the order of the pieces does not matter",
            at=(
                maxout_call(481, 5, 2, 4, 3),
                call("maxout", draw(481, 5, 2), draw(482, 2, 4, 3)[:, :, ::-1], draw(483, 4, 3)[:, ::-1]),
            ),
            rule="equal",
        ),
        Purity(
            label="leaves X, W and b alone",
            first=maxout_call(391, 4, 3, 5, 2),
            between=maxout_call(397, 3, 4, 2, 1),
        ),
    ],
    hidden=[
        Golden(
            label="three pieces, one piece, one example",
            weight=4,
            at=(
                maxout_call(394, 5, 2, 4, 3),
                maxout_call(397, 3, 4, 2, 1),
                maxout_call(400, 1, 3, 2, 4),
                maxout_call(403, 3, 3, 3, 3),
                maxout_call(485, 4, 1, 1, 3),
                large_maxout_call(409),
            ),
        ),
        Golden(
            label="any memory layout",
            at=(
                call(
                    "maxout",
                    Laid(draw(406, 3, 4), "F"),
                    Laid(draw(407, 4, 2, 3), "strided"),
                    Laid(draw(408, 2, 3), "readonly"),
                ),
            ),
        ),
        formula(
            "maxout",
            {"X": draw(487, 1, 2), "W": draw(488, 2, 1, 2), "b": draw(489, 1, 2)},
            names={f"{a}[0,{i}]": f"{a.lower()}{i}" for a in "Xb" for i in (0, 1)}
            | {f"W[{d},0,{p}]": f"w{d}{p}" for d in (0, 1) for p in (0, 1)},
        ),
    ],
)
def maxout(X: np.ndarray, W: np.ndarray, b: np.ndarray) -> np.ndarray:
    r"""Maxout layer: the largest of P weighted sums for every unit.

    Args:
        X: inputs, shape (N, D), one example in each row.
        W: weights, shape (D, K, P): input d, unit k, piece p.
        b: biases, shape (K, P).

    Returns:
        Array of shape (N, K), float64.

    Example:
        One input, one unit with the pieces x and -x, no biases: the absolute value.

        >>> maxout(np.array([[-3.0], [2.0]]), np.array([[[1.0, -1.0]]]), np.zeros((1, 2)))
        array([[3.],
               [2.]])
    """
    pieces = np.tensordot(X, W, axes=1) + b
    return np.max(pieces, axis=-1)


@wrong(maxout, "adds the pieces up")
def _(X, W, b):
    return (np.einsum("nd,dkp->nkp", X, W) + b).sum(axis=2)


@wrong(maxout, "takes the mean of the pieces")
def _(X, W, b):
    return (np.einsum("nd,dkp->nkp", X, W) + b).mean(axis=2)


@wrong(maxout, "takes the smallest piece")
def _(X, W, b):
    return (np.einsum("nd,dkp->nkp", X, W) + b).min(axis=2)


@wrong(maxout, "the largest unit instead of the largest piece")
def _(X, W, b):
    return (np.einsum("nd,dkp->nkp", X, W) + b).max(axis=1)


@wrong(maxout, "forgets the biases")
def _(X, W, b):
    return np.einsum("nd,dkp->nkp", X, W).max(axis=2)


@wrong(maxout, "adds the largest bias afterwards")
def _(X, W, b):
    return np.einsum("nd,dkp->nkp", X, W).max(axis=2) + b.max(axis=1)


@wrong(maxout, "picks the piece without looking at the biases")
def _(X, W, b):
    sums = np.einsum("nd,dkp->nkp", X, W)
    best = sums.argmax(axis=2)[..., None]
    return np.take_along_axis(sums + b, best, axis=2)[..., 0]


@wrong(maxout, "a rectifier on top")
def _(X, W, b):
    return np.maximum(0, (np.einsum("nd,dkp->nkp", X, W) + b).max(axis=2))


@wrong(maxout, "two pieces only")
def _(X, W, b):
    return np.maximum(X @ W[:, :, 0] + b[:, 0], X @ W[:, :, -1] + b[:, -1])


@accepted(maxout, "with einsum")
def _(X, W, b):
    return (np.einsum("nd,dkp->nkp", X, W) + b).max(axis=2)


@accepted(maxout, "piece by piece")
def _(X, W, b):
    out = X @ W[:, :, 0] + b[:, 0]
    for p in range(1, W.shape[2]):
        out = np.maximum(out, X @ W[:, :, p] + b[:, p])
    return out


@accepted(maxout, "four loops")
def _(X, W, b):
    N, (D, K, P) = X.shape[0], W.shape
    out = np.empty((N, K))
    for n in range(N):
        for k in range(K):
            sums = [sum(X[n, d] * W[d, k, p] for d in range(D)) + b[k, p] for p in range(P)]
            out[n, k] = max(sums)
    return out


@accepted(maxout, "as one matrix product")
def _(X, W, b):
    D, K, P = W.shape
    flat = X @ W.reshape(D, K * P) + b.reshape(K * P)
    return flat.reshape(len(X), K, P).max(axis=2)
