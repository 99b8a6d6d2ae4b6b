"""The affine layer: forward, with a cache."""

from __future__ import annotations

import numpy as np

from autograder.calls import drive
from autograder.checks import Golden, Purity, Shape
from autograder.checks.golden import golden
from autograder.exercise.backprop_recipes import FORWARD, affine_call, laid, layer, traced_formula
from autograder.exercise.declare import accepted, exercise, wrong

# %% [markdown]
# ## The affine layer
#
# Every layer begins with the same step, the weighted sums of all units for all examples (S1-14):
#
# $$Z = XW + b, \qquad z_{nk} = \sum_d x_{nd}\,w_{dk} + b_k$$
#
# with the shapes `(N, D)`, `(D, K)`, `(K,)` and `(N, K)`. The vector `b` is added to every row: NumPy *broadcasts* it
# (S3-09). Remember that when the way back comes: what was copied to `N` rows has `N` influences on the loss.
#
# From here on a forward pass has a second duty. It keeps what the backward pass will need. Which of `X`, `W` and `b`
# that is, you find out in the next exercise; for now, keep all three.


@exercise(
    points=2,
    minutes=8,
    difficulty=1,
    source="S1-14, S3-09",
    hints=(
        "Which product of X and W has the shape (N, K)? And which rule adds a vector of shape (K,) to each row of it?",
        "The matrix product of X and W, in this order and without a transpose, plus b; then a tuple of two things.",
        "Return a pair: first the matrix X @ W with b added, second a tuple that holds X, W and b.",
    ),
    checks=[
        Shape(
            label="returns Z of shape (N, K), and a cache", names=FORWARD, at=(affine_call(7001, 4, 3, 2),)
        ),
        golden(
            drive(
                "forward_pass",
                "affine_forward",
                np.array([[1.0, 2.0], [3.0, 4.0], [0.0, -1.0]]),
                np.array([[1.0, 0.0], [2.0, -1.0]]),
                np.array([10.0, 20.0]),
            ),
            (np.array([[15.0, 18.0], [21.0, 16.0], [8.0, 21.0]]), "cache"),
            label="three examples, by hand",
            names=FORWARD,
        ),
        Golden(label="more inputs and units", names=FORWARD, weight=2, at=(affine_call(7001, 4, 3, 5),)),
        Purity(
            label="leaves X, W and b alone, and remembers nothing",
            first=affine_call(7004, 4, 3, 2),
            between=affine_call(7007, 2, 3, 2),
        ),
    ],
    hidden=[
        Golden(
            label="one example, one input, one unit, square",
            names=FORWARD,
            weight=3,
            at=(
                affine_call(7011, 1, 4, 3),
                affine_call(7014, 5, 1, 2),
                affine_call(7017, 2, 3, 1),
                affine_call(7021, 3, 3, 3),
                affine_call(7025, 1, 1, 1),
                drive(
                    "forward_pass",
                    "affine_forward",
                    np.array([[1, -2], [0, 3], [2, 5]]),
                    *layer(7028, 1, 2, 4)[1:],
                ),
            ),
        ),
        Golden(
            label="any memory layout",
            names=FORWARD,
            at=(
                laid(affine_call(7031, 4, 3, 2), "readonly"),
                laid(affine_call(7034, 4, 3, 2), "F"),
                laid(affine_call(7037, 4, 3, 2), "strided"),
            ),
        ),
        traced_formula(
            drive("forward_value", "affine_forward", *layer(7041, 1, 2, 1)),
            {"0": "X", "1": "W", "2": "b"},
            names={"X[0,0]": "x0", "X[0,1]": "x1", "W[0,0]": "w0", "W[1,0]": "w1", "b[0]": "b"},
        ),
    ],
)
def affine_forward(X: np.ndarray, W: np.ndarray, b: np.ndarray) -> tuple[np.ndarray, object]:
    r"""Weighted sums of all units for all examples: $Z = XW + b$.

    Args:
        X: inputs, shape (N, D).
        W: weights, shape (D, K).
        b: biases, shape (K,).

    Returns:
        The pair (Z, cache): Z has shape (N, K); the cache is anything that your `affine_backward` wants to have.

    Example:
        >>> Z, cache = affine_forward(np.array([[1.0, 2.0]]), np.array([[3.0], [4.0]]), np.array([0.5]))
        >>> Z
        array([[11.5]])
    """
    kept = (X, W, b)
    return np.matmul(X, W) + b, kept


@wrong(affine_forward, "forgets the bias")
def _(X, W, b):
    return X @ W, (X, W, b)


@wrong(affine_forward, "returns Z without a cache")
def _(X, W, b):
    return X @ W + b


@wrong(affine_forward, "multiplies by the transpose")
def _(X, W, b):
    return X @ W.T + b, (X, W, b)


@wrong(affine_forward, "the product entry by entry")
def _(X, W, b):
    return X * W + b, (X, W, b)


@wrong(affine_forward, "units in rows, as the slides have it for one example")
def _(X, W, b):
    return W.T @ X.T + b[:, None], (X, W, b)


@wrong(affine_forward, "subtracts the bias")
def _(X, W, b):
    return X @ W - b, (X, W, b)


@wrong(affine_forward, "adds the bias of the first unit everywhere")
def _(X, W, b):
    return X @ W + b[0], (X, W, b)


@wrong(affine_forward, "adds the mean over the examples instead of the sum over the inputs")
def _(X, W, b):
    return X @ W / len(X) + b, (X, W, b)


@wrong(affine_forward, "returns the cache first")
def _(X, W, b):
    return (X, W, b), X @ W + b


@wrong(affine_forward, "adds the bias into the first row only")
def _(X, W, b):
    Z = X @ W
    Z[0] += b
    return Z, (X, W, b)


@wrong(affine_forward, "cuts off the fractions of a whole X")
def _(X, W, b):
    Z = np.zeros((X.shape[0], W.shape[1]), dtype=X.dtype)
    Z[:] = X @ W + b
    return Z, (X, W, b)


@wrong(affine_forward, "writes the biases into the caller's weights")
def _(X, W, b):
    if W.flags.writeable:
        W[0] += 0.5
        W[0] -= 0.25
    return X @ W + b, (X, W, b)


@accepted(affine_forward, "a dict as the cache")
def _(X, W, b):
    return np.dot(X, W) + b, {"X": X, "W": W}


@accepted(affine_forward, "three loops, and a list as the cache")
def _(X, W, b):
    N, D = X.shape
    K = W.shape[1]
    Z = np.empty((N, K))
    for n in range(N):
        for k in range(K):
            Z[n, k] = b[k] + sum(X[n, d] * W[d, k] for d in range(D))
    return Z, [X, W, b]


@accepted(affine_forward, "with einsum, and copies in the cache")
def _(X, W, b):
    return np.einsum("nd,dk->nk", X, W) + b[np.newaxis, :], (X.copy(), W.copy(), b.copy())


@accepted(affine_forward, "the biases as one more row of weights, and a function as the cache")
def _(X, W, b):
    rows = np.column_stack([X, np.ones(len(X))])
    return rows @ np.vstack([W, b]), lambda: (X, W, b)


@accepted(affine_forward, "adds into its own new array")
def _(X, W, b):
    Z = X @ W
    Z += b
    return Z, (X, W)
