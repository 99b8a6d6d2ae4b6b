"""The affine layer: backward."""

from __future__ import annotations

import numpy as np

from autograder.calls import drive
from autograder.checks import FiniteDifference, Golden, Purity, Shape
from autograder.checks.golden import golden
from autograder.exercise.backprop_recipes import affine_backward_call, laid, layer, traced_formula
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.recipes import draw
from autograder.exercise.spec import Follows
from solutions.u07_backprop.affine import affine_forward  # noqa: F401 - for the example

# %% [markdown]
# ## The affine layer, backwards
#
# Somebody further along the chain hands you $dZ$. What are $dX$, $dW$ and $db$? Do not guess. Take one entry of
# $W$, say $w_{dk}$, and ask which entries of $Z$ it touches: those of unit $k$, one for each example, each with the
# factor $x_{nd}$. The chain rule adds the contributions of all of them. Do the same for one entry of $X$ (which units
# does it feed?) and for one bias (which examples does it reach?). Then write each sum as a matrix product. Every result
# has the shape of the thing it belongs to, and for matrices of different sizes only one product fits.
#
# The slide adds the bias and goes on (S3-09); the way back through this addition is where most first attempts are wrong.
# The bias was broadcast to all rows, so what comes back from the rows is *added up*.
#
# A number confirms it: with $L = \sum_{nk} dZ_{nk}\,z_{nk}$ the three results are exactly the derivatives of $L$. Move one
# entry of $W$ by $10^{-5}$ both ways, divide the difference of $L$ by $2\cdot10^{-5}$, compare. The grader does that for
# every entry.


@exercise(
    points=4,
    minutes=25,
    difficulty=3,
    source="S0-34, S3-09",
    needs=("affine_forward",),
    follows=Follows("affine_forward", ("X", "W", "b"), "paired"),
    hints=(
        "Which entries of Z does one weight touch, which does one input touch, which does one bias touch? Add up over those.",
        "dW sums over the examples, dX over the units, db over the examples. Write the shapes side by side: a transpose of X belongs in dW, one of W in dX.",
        "Unpack the cache. dW is the transposed X times dZ, dX is dZ times the transposed W, db is the column sums of dZ.",
    ),
    checks=[
        Shape(
            label="dX, dW, db have the shapes of X, W, b",
            names=("dX", "dW", "db"),
            at=(affine_backward_call(7101, 4, 3, 2),),
        ),
        FiniteDifference(
            label="dX, dW and db are the derivatives",
            weight=3,
            at=(affine_backward_call(7101, 4, 3, 2),),
            of="affine_response",
            wrt=("X", "W", "b"),
        ),
        golden(
            drive(
                "affine_gradients",
                "affine_backward",
                np.array([[1.0, 2.0], [3.0, 4.0], [0.0, -1.0]]),
                np.array([[1.0], [-2.0]]),
                np.array([5.0]),
                np.array([[1.0], [2.0], [-1.0]]),
            ),
            (np.array([[1.0, -2.0], [2.0, -4.0], [-1.0, 2.0]]), np.array([[7.0], [11.0]]), np.array([2.0])),
            label="one unit, by hand",
            names=("dX", "dW", "db"),
        ),
        Purity(
            label="leaves dZ and what the cache holds alone",
            first=affine_backward_call(7104, 4, 3, 2),
            between=affine_backward_call(7108, 2, 3, 5),
        ),
    ],
    hidden=[
        Golden(
            label="any sizes",
            weight=3,
            names=("dX", "dW", "db"),
            at=(
                affine_backward_call(7111, 5, 4, 2),
                affine_backward_call(7115, 1, 4, 3),
                affine_backward_call(7119, 5, 1, 2),
                affine_backward_call(7123, 2, 3, 1),
                affine_backward_call(7127, 3, 3, 3),
                affine_backward_call(7131, 1, 1, 1),
            ),
        ),
        Golden(
            label="uses the cache that it is given, twice, with another forward pass between",
            names=("dX", "dW", "db"),
            at=(affine_backward_call(7135, 4, 3, 2, driver="late_affine_gradients"),),
        ),
        Golden(
            label="any memory layout, whole numbers in X",
            names=("dX", "dW", "db"),
            at=(
                laid(affine_backward_call(7141, 4, 3, 2), "readonly"),
                laid(affine_backward_call(7145, 4, 3, 2), "F"),
                laid(affine_backward_call(7149, 4, 3, 2), "strided"),
                drive(
                    "affine_gradients",
                    "affine_backward",
                    np.array([[1, -2, 3], [0, 4, -1]]),
                    *layer(7151, 1, 3, 2)[1:],
                    draw(7155, 2, 2),
                ),
            ),
        ),
        traced_formula(
            drive("affine_gradients", "affine_backward", *layer(7161, 2, 1, 1), draw(7164, 2, 1)),
            {"0": "X", "1": "W", "2": "b", "3": "dZ"},
            names={
                "W[0,0]": "w",
                "b[0]": "b",
                **{f"X[{n},0]": f"x{n}" for n in (0, 1)},
                **{f"dZ[{n},0]": f"dz{n}" for n in (0, 1)},
            },
            parts={"[0][0,0]": "dx0", "[0][1,0]": "dx1", "[1][0,0]": "dw", "[2][0]": "db"},
        ),
    ],
)
def affine_backward(dZ: np.ndarray, cache: object) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    r"""Backward pass of the affine layer $Z = XW + b$.

    Args:
        dZ: derivative of the loss with respect to Z, shape (N, K).
        cache: the second result of *your* `affine_forward`, for the same layer.

    Returns:
        The tuple (dX, dW, db) of the derivatives of the loss with respect to X, W and b, with their shapes.
        Nothing is averaged: dZ already holds what belongs to each example.

    Example:
        One example, two inputs, one unit.

        >>> Z, cache = affine_forward(np.array([[1.0, 2.0]]), np.array([[3.0], [4.0]]), np.array([0.5]))
        >>> affine_backward(np.array([[10.0]]), cache)
        (array([[30., 40.]]), array([[10.],
               [20.]]), array([10.]))
    """
    inputs, weights, _ = cache
    back = np.matmul(dZ, np.transpose(weights))
    return back, np.matmul(np.transpose(inputs), dZ), np.sum(dZ, axis=0)


@wrong(affine_backward, "the bias gets a copy of dZ, not the sum")
def _(dZ, cache):
    X, W, _ = cache
    return dZ @ W.T, X.T @ dZ, dZ


@wrong(affine_backward, "the mean over the examples for dW and db")
def _(dZ, cache):
    X, W, _ = cache
    return dZ @ W.T, X.T @ dZ / len(X), dZ.mean(axis=0)


@wrong(affine_backward, "db summed over the units")
def _(dZ, cache):
    X, W, _ = cache
    return dZ @ W.T, X.T @ dZ, dZ.sum(axis=1)


@wrong(affine_backward, "db as one number")
def _(dZ, cache):
    X, W, _ = cache
    return dZ @ W.T, X.T @ dZ, dZ.sum()


@wrong(affine_backward, "db keeps the axis of the examples")
def _(dZ, cache):
    X, W, _ = cache
    return dZ @ W.T, X.T @ dZ, dZ.sum(axis=0, keepdims=True)


@wrong(affine_backward, "dW transposed")
def _(dZ, cache):
    X, W, _ = cache
    return dZ @ W.T, dZ.T @ X, dZ.sum(axis=0)


@wrong(affine_backward, "W not transposed")
def _(dZ, cache):
    X, W, _ = cache
    return dZ @ W, X.T @ dZ, dZ.sum(axis=0)


@wrong(affine_backward, "returns dW first")
def _(dZ, cache):
    X, W, _ = cache
    return X.T @ dZ, dZ @ W.T, dZ.sum(axis=0)


@wrong(affine_backward, "forgets dZ: the derivative of the sum of Z")
def _(dZ, cache):
    X, W, _ = cache
    ones = np.ones_like(dZ)
    return ones @ W.T, X.T @ ones, ones.sum(axis=0)


@wrong(affine_backward, "the sign of a step downhill already in it")
def _(dZ, cache):
    X, W, _ = cache
    return -dZ @ W.T, -X.T @ dZ, -dZ.sum(axis=0)


@wrong(affine_backward, "the bias counted into the weights")
def _(dZ, cache):
    X, W, b = cache
    return dZ @ W.T, X.T @ (dZ + b), dZ.sum(axis=0)


@wrong(affine_backward, "scales the caller's dZ in place")
def _(dZ, cache):
    X, W, _ = cache
    if not dZ.flags.writeable:
        dZ = dZ.copy()
    dZ *= 2
    return dZ @ W.T / 2, X.T @ dZ / 2, dZ.sum(axis=0) / 2


@accepted(affine_backward, "with einsum")
def _(dZ, cache):
    X, W, _ = cache
    return np.einsum("nk,dk->nd", dZ, W), np.einsum("nd,nk->dk", X, dZ), np.einsum("nk->k", dZ)


@accepted(affine_backward, "example by example")
def _(dZ, cache):
    X, W, b = cache
    dX, dW, db = np.zeros(X.shape), np.zeros(W.shape), np.zeros(b.shape)
    for n in range(len(X)):
        dX[n] = W @ dZ[n]
        dW += np.outer(X[n], dZ[n])
        db += dZ[n]
    return dX, dW, db


@accepted(affine_backward, "entry by entry")
def _(dZ, cache):
    X, W, _ = cache
    (N, D), K = X.shape, W.shape[1]
    dX = np.array([[sum(dZ[n, k] * W[d, k] for k in range(K)) for d in range(D)] for n in range(N)])
    dW = np.array([[sum(dZ[n, k] * X[n, d] for n in range(N)) for k in range(K)] for d in range(D)])
    return dX, dW, np.array([sum(dZ[n, k] for n in range(N)) for k in range(K)])


@accepted(affine_backward, "the bias as the weight of a constant 1")
def _(dZ, cache):
    X, W, _ = cache
    both = np.column_stack([X, np.ones(len(X))]).T @ dZ
    return (W @ dZ.T).T, both[:-1], both[-1]


@accepted(affine_backward, "with tensordot")
def _(dZ, cache):
    X, W, _ = cache
    return np.tensordot(dZ, W, axes=(1, 1)), np.tensordot(X, dZ, axes=(0, 0)), np.ones(len(dZ)) @ dZ
