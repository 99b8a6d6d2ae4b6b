"""Maxout's backward pass: the winner takes it all."""

from __future__ import annotations

import numpy as np

from autograder.calls import call
from autograder.checks import FiniteDifference, Golden, Purity, Shape
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.maxout_recipes import (
    large_maxout_backward_call,
    maxout_backward_call,
    maxout_backward_formula,
)
from autograder.exercise.recipes import draw
from autograder.plain import Laid

# %% [markdown]
# ## Who gets the gradient?
#
# Suppose that a loss $L$ depends on the output $Y$ of a maxout layer and that $\partial L / \partial Y$ is known. A small
# change of a piece that did not win changes nothing, so only the winner of each pair (example, unit) receives the
# gradient, with slope 1. From there on it is an ordinary linear layer. Every sum of the forward pass turns into a
# sum over the *other* axes on the way back: a weight is used by all examples, an input by all units.


@exercise(
    points=4,
    minutes=25,
    difficulty=4,
    core=False,
    needs=("maxout",),
    source="S0-27",
    hints=(
        "Find the winning piece of each example and unit first; build an array of shape (N, K, P) that holds dY there and 0 elsewhere.",
        "With that array G: dW sums x times G over the examples, db sums G over the examples, dX sums w times G over units and pieces.",
        "Spell the three sums with np.einsum: the letters of the result are d for the first axis of dW and so on; every letter that is missing in the result is summed over.",
    ),
    checks=[
        Shape(label="dX, dW, db have the shapes of X, W, b", at=(maxout_backward_call(411, 4, 3, 5, 2),)),
        FiniteDifference(
            label="is the gradient of sum(dY * maxout)",
            weight=3,
            at=(maxout_backward_call(411, 4, 3, 5, 2), maxout_backward_call(421, 3, 2, 4, 3)),
            of="maxout_response",
            wrt=("X", "W", "b"),
        ),
        Purity(
            label="leaves its arguments alone",
            first=maxout_backward_call(411, 4, 3, 5, 2),
            between=maxout_backward_call(441, 1, 3, 2, 4),
        ),
    ],
    hidden=[
        Golden(
            label="any sizes",
            weight=3,
            names=("dX", "dW", "db"),
            at=(
                maxout_backward_call(431, 5, 4, 2, 3),
                maxout_backward_call(441, 1, 3, 2, 4),
                maxout_backward_call(451, 4, 2, 3, 1),
                maxout_backward_call(461, 3, 3, 3, 3),
                maxout_backward_call(485, 4, 1, 1, 3),
                large_maxout_backward_call(409),
            ),
        ),
        Golden(
            label="any memory layout",
            names=("dX", "dW", "db"),
            at=(
                call(
                    "maxout_backward",
                    Laid(draw(471, 4, 2), "readonly"),
                    Laid(draw(472, 4, 3), "F"),
                    Laid(draw(473, 3, 2, 3), "strided"),
                    Laid(draw(474, 2, 3), "F"),
                ),
            ),
        ),
        maxout_backward_formula(),
    ],
)
def maxout_backward(
    dY: np.ndarray, X: np.ndarray, W: np.ndarray, b: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    r"""Backward pass of the maxout layer.

    Args:
        dY: derivative of the loss with respect to the output, shape (N, K).
        X: inputs of the forward pass, shape (N, D).
        W: weights, shape (D, K, P).
        b: biases, shape (K, P).

    Returns:
        The tuple (dX, dW, db) of the derivatives of the loss, with the shapes of `X`, `W` and `b`, float64.
        Nothing is averaged: `dY` already holds what belongs to each example. Ties are not tested.

    Example:
        One input, one unit with the pieces x and -x; at x = -3 the second one wins.

        >>> dX, dW, db = maxout_backward(np.array([[2.0]]), np.array([[-3.0]]), np.array([[[1.0, -1.0]]]), np.zeros((1, 2)))
        >>> dX, dW, db
        (array([[-2.]]), array([[[ 0., -6.]]]), array([[0., 2.]]))
    """
    pieces = np.tensordot(X, W, axes=1) + b
    winner = np.argmax(pieces, axis=-1)
    routed = np.eye(W.shape[-1])[winner] * dY[:, :, np.newaxis]
    return (
        np.tensordot(routed, W, axes=([1, 2], [1, 2])),
        np.tensordot(X.T, routed, axes=1),
        routed.sum(axis=0),
    )


@wrong(maxout_backward, "every piece gets the gradient")
def _(dY, X, W, b):
    G = np.repeat(dY[..., None], W.shape[2], axis=2)
    return np.einsum("nkp,dkp->nd", G, W), np.einsum("nd,nkp->dkp", X, G), G.sum(axis=0)


@wrong(maxout_backward, "forgets dY")
def _(dY, X, W, b):
    Z = np.einsum("nd,dkp->nkp", X, W) + b
    G = (Z.max(axis=2, keepdims=True) == Z) * 1.0
    return np.einsum("nkp,dkp->nd", G, W), np.einsum("nd,nkp->dkp", X, G), G.sum(axis=0)


@wrong(maxout_backward, "the smallest piece wins")
def _(dY, X, W, b):
    Z = np.einsum("nd,dkp->nkp", X, W) + b
    G = (Z.min(axis=2, keepdims=True) == Z) * dY[..., None]
    return np.einsum("nkp,dkp->nd", G, W), np.einsum("nd,nkp->dkp", X, G), G.sum(axis=0)


@wrong(maxout_backward, "looks for the winner without the biases")
def _(dY, X, W, b):
    Z = np.einsum("nd,dkp->nkp", X, W)
    G = (Z.max(axis=2, keepdims=True) == Z) * dY[..., None]
    return np.einsum("nkp,dkp->nd", G, W), np.einsum("nd,nkp->dkp", X, G), G.sum(axis=0)


@wrong(maxout_backward, "averages over the examples")
def _(dY, X, W, b):
    Z = np.einsum("nd,dkp->nkp", X, W) + b
    G = (Z.max(axis=2, keepdims=True) == Z) * dY[..., None]
    return np.einsum("nkp,dkp->nd", G, W), np.einsum("nd,nkp->dkp", X, G) / len(X), G.mean(axis=0)


@wrong(maxout_backward, "returns dW first")
def _(dY, X, W, b):
    Z = np.einsum("nd,dkp->nkp", X, W) + b
    G = (Z.max(axis=2, keepdims=True) == Z) * dY[..., None]
    return np.einsum("nd,nkp->dkp", X, G), np.einsum("nkp,dkp->nd", G, W), G.sum(axis=0)


@wrong(maxout_backward, "overwrites instead of adding up over the examples")
def _(dY, X, W, b):
    Z = np.einsum("nd,dkp->nkp", X, W) + b
    dX, dW, db = np.zeros(X.shape), np.zeros(W.shape), np.zeros(b.shape)
    for n, k in np.ndindex(dY.shape):
        p = Z[n, k].argmax()
        dX[n] += dY[n, k] * W[:, k, p]
        dW[:, k, p] = dY[n, k] * X[n]
        db[k, p] = dY[n, k]
    return dX, dW, db


@wrong(maxout_backward, "the input receives from the last unit only")
def _(dY, X, W, b):
    Z = np.einsum("nd,dkp->nkp", X, W) + b
    G = (Z.max(axis=2, keepdims=True) == Z) * dY[..., None]
    return np.einsum("np,dp->nd", G[:, -1], W[:, -1]), np.einsum("nd,nkp->dkp", X, G), G.sum(axis=0)


@accepted(maxout_backward, "with einsum and a mask of winners")
def _(dY, X, W, b):
    Z = np.einsum("nd,dkp->nkp", X, W) + b
    G = np.where(Z.max(axis=2, keepdims=True) == Z, dY[:, :, None], 0.0)
    return np.einsum("nkp,dkp->nd", G, W), np.einsum("nd,nkp->dkp", X, G), G.sum(axis=0)


@accepted(maxout_backward, "a loop over examples and units")
def _(dY, X, W, b):
    dX, dW, db = np.zeros(X.shape), np.zeros(W.shape), np.zeros(b.shape)
    for n in range(X.shape[0]):
        for k in range(W.shape[1]):
            p = int(np.argmax(X[n] @ W[:, k, :] + b[k]))
            dX[n] += dY[n, k] * W[:, k, p]
            dW[:, k, p] += dY[n, k] * X[n]
            db[k, p] += dY[n, k]
    return dX, dW, db


@accepted(maxout_backward, "piece by piece")
def _(dY, X, W, b):
    pieces = [X @ W[:, :, p] + b[:, p] for p in range(W.shape[2])]
    top = np.max(pieces, axis=0)
    dX, dW, db = np.zeros(X.shape), np.zeros(W.shape), np.zeros(b.shape)
    for p, piece in enumerate(pieces):
        G = dY * (piece == top)
        dX += G @ W[:, :, p].T
        dW[:, :, p] = X.T @ G
        db[:, p] = G.sum(axis=0)
    return dX, dW, db


@accepted(maxout_backward, "picks the winners' weights by index")
def _(dY, X, W, b):
    units = np.arange(W.shape[1])
    chosen = (np.einsum("nd,dkp->nkp", X, W) + b).argmax(axis=2)
    dX = np.stack([W[:, units, row] @ g for row, g in zip(chosen, dY, strict=True)])
    dW, db = np.zeros(W.shape), np.zeros(b.shape)
    for x, row, g in zip(X, chosen, dY, strict=True):
        dW[:, units, row] += np.outer(x, g)
        db[units, row] += g
    return dX, dW, db
