"""Other parts, the same walk: tanh and squared errors."""

from __future__ import annotations

import math

import numpy as np

from autograder.checks import FiniteDifference, Golden, Purity, Shape
from autograder.exercise.backprop_recipes import laid, two_layer_call
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.formula_recipes import formula

# %% [markdown]
# ## Other parts, the same walk
#
# Exchange the parts, and the walk stays the same. A network for regression: one hidden layer with tanh, a linear output,
# half the squared error summed over the outputs and averaged over the examples,
#
# $$J = \frac{1}{2N}\sum_{n,k} \bigl(\hat y_{nk} - y_{nk}\bigr)^2, \qquad \hat Y = \tanh(X W_1 + b_1)\,W_2 + b_2.$$
#
# No cache this time, and no price on the weights: one function goes forward and back.


@exercise(
    points=3,
    minutes=20,
    difficulty=3,
    core=False,
    source="S0-34, S1-14",
    needs=("affine_backward", "tanh_backward"),
    hints=(
        "Four steps forward, and the same four back: affine, tanh, affine, half the mean squared error.",
        "The half cancels the 2 of the square; the N stays. The derivative at the output is the error over N. Through tanh: times 1 minus the activation squared.",
        "Forward: A and then the predictions. Back: the error over N; dW2 and db2 from A; the error times W2 transposed, times the slope; dW1 and db1 from X.",
    ),
    checks=[
        Shape(label="a gradient for every parameter, in its shape", at=(two_layer_call(8201, 5, 3, 4, 2),)),
        FiniteDifference(
            label="the output layer: W2, b2",
            at=(two_layer_call(8201, 5, 3, 4, 2),),
            of="two_layer_loss",
            wrt=("W2", "b2"),
            keyed=True,
        ),
        FiniteDifference(
            label="through tanh: W1, b1",
            at=(two_layer_call(8201, 5, 3, 4, 2),),
            of="two_layer_loss",
            wrt=("W1", "b1"),
            keyed=True,
        ),
        Purity(
            label="leaves its arguments alone",
            first=two_layer_call(8231, 4, 3, 5, 2),
            between=two_layer_call(8261, 2, 2, 3, 4),
        ),
    ],
    hidden=[
        Golden(
            label="any sizes, one example, one unit",
            weight=3,
            at=(
                two_layer_call(8291, 6, 2, 5, 3),
                two_layer_call(8321, 1, 4, 3, 2),
                two_layer_call(8351, 4, 1, 1, 1),
                two_layer_call(8381, 3, 3, 3, 3),
            ),
        ),
        Golden(
            label="any memory layout",
            at=tuple(laid(two_layer_call(8401, 4, 3, 5, 2), how) for how in ("readonly", "F", "strided")),
        ),
        formula(
            "two_layer_grads",
            {
                "X": np.array([[0.8]]),
                "Y": np.array([[-0.4]]),
                "W1": np.array([[0.5]]),
                "b1": np.array([0.1]),
                "W2": np.array([[-1.2]]),
                "b2": np.array([0.3]),
            },
            parts={"['W1'][0,0]": "dW1", "['b1'][0]": "db1", "['W2'][0,0]": "dW2", "['b2'][0]": "db2"},
        ),
    ],
)
def two_layer_grads(
    X: np.ndarray, Y: np.ndarray, W1: np.ndarray, b1: np.ndarray, W2: np.ndarray, b2: np.ndarray
) -> dict[str, np.ndarray]:
    r"""Gradient of half the mean squared error of a network with one tanh layer and a linear output.

    Args:
        X: inputs, shape (N, D).
        Y: what the network should return, shape (N, K).
        W1: weights of the hidden layer, shape (D, H).
        b1: its biases, shape (H,).
        W2: weights of the output, shape (H, K).
        b2: its biases, shape (K,).

    Returns:
        Dict with the keys "W1", "b1", "W2", "b2": the derivatives of J, each in the shape of its parameter. J sums over the
        outputs and divides by 2N, N being the number of rows.

    Example:
        The hidden unit is at 0, so only the last bias has a derivative: the error 3 - 1.

        >>> grads = two_layer_grads(np.array([[2.0]]), np.array([[1.0]]), np.zeros((1, 1)), np.zeros(1), np.zeros((1, 1)), np.array([3.0]))
        >>> grads["b2"], grads["W2"]
        (array([2.]), array([[0.]]))
    """
    hidden = np.tanh(np.matmul(X, W1) + b1)
    residual = (np.matmul(hidden, W2) + b2 - Y) / X.shape[0]
    inner = np.matmul(residual, W2.T) * (1.0 - np.square(hidden))
    return {
        "W1": np.matmul(X.T, inner),
        "b1": np.sum(inner, axis=0),
        "W2": np.matmul(hidden.T, residual),
        "b2": np.sum(residual, axis=0),
    }


@wrong(two_layer_grads, "forgets the slope of tanh")
def _(X, Y, W1, b1, W2, b2):
    A = np.tanh(X @ W1 + b1)
    D = (A @ W2 + b2 - Y) / len(X)
    D1 = D @ W2.T
    return {"W1": X.T @ D1, "b1": D1.sum(0), "W2": A.T @ D, "b2": D.sum(0)}


@wrong(two_layer_grads, "forgets the mean over the examples")
def _(X, Y, W1, b1, W2, b2):
    A = np.tanh(X @ W1 + b1)
    D = A @ W2 + b2 - Y
    D1 = (D @ W2.T) * (1 - A**2)
    return {"W1": X.T @ D1, "b1": D1.sum(0), "W2": A.T @ D, "b2": D.sum(0)}


@wrong(two_layer_grads, "the mean over all entries")
def _(X, Y, W1, b1, W2, b2):
    A = np.tanh(X @ W1 + b1)
    D = (A @ W2 + b2 - Y) / Y.size
    D1 = (D @ W2.T) * (1 - A**2)
    return {"W1": X.T @ D1, "b1": D1.sum(0), "W2": A.T @ D, "b2": D.sum(0)}


@wrong(two_layer_grads, "the half does not cancel")
def _(X, Y, W1, b1, W2, b2):
    A = np.tanh(X @ W1 + b1)
    D = 2 * (A @ W2 + b2 - Y) / len(X)
    D1 = (D @ W2.T) * (1 - A**2)
    return {"W1": X.T @ D1, "b1": D1.sum(0), "W2": A.T @ D, "b2": D.sum(0)}


@wrong(two_layer_grads, "target minus output")
def _(X, Y, W1, b1, W2, b2):
    A = np.tanh(X @ W1 + b1)
    D = (Y - A @ W2 - b2) / len(X)
    D1 = (D @ W2.T) * (1 - A**2)
    return {"W1": X.T @ D1, "b1": D1.sum(0), "W2": A.T @ D, "b2": D.sum(0)}


@wrong(two_layer_grads, "takes the slope at the activation")
def _(X, Y, W1, b1, W2, b2):
    A = np.tanh(X @ W1 + b1)
    D = (A @ W2 + b2 - Y) / len(X)
    D1 = (D @ W2.T) * (1 - np.tanh(A) ** 2)
    return {"W1": X.T @ D1, "b1": D1.sum(0), "W2": A.T @ D, "b2": D.sum(0)}


@wrong(two_layer_grads, "tanh on the output too")
def _(X, Y, W1, b1, W2, b2):
    A = np.tanh(X @ W1 + b1)
    out = np.tanh(A @ W2 + b2)
    D = (out - Y) * (1 - out**2) / len(X)
    D1 = (D @ W2.T) * (1 - A**2)
    return {"W1": X.T @ D1, "b1": D1.sum(0), "W2": A.T @ D, "b2": D.sum(0)}


@wrong(two_layer_grads, "a rectifier's mask in place of the slope")
def _(X, Y, W1, b1, W2, b2):
    A = np.tanh(X @ W1 + b1)
    D = (A @ W2 + b2 - Y) / len(X)
    D1 = (D @ W2.T) * (A > 0)
    return {"W1": X.T @ D1, "b1": D1.sum(0), "W2": A.T @ D, "b2": D.sum(0)}


@wrong(two_layer_grads, "the means of the bias derivatives once more")
def _(X, Y, W1, b1, W2, b2):
    A = np.tanh(X @ W1 + b1)
    D = (A @ W2 + b2 - Y) / len(X)
    D1 = (D @ W2.T) * (1 - A**2)
    return {"W1": X.T @ D1, "b1": D1.mean(0), "W2": A.T @ D, "b2": D.mean(0)}


@wrong(two_layer_grads, "the bias derivatives as rows")
def _(X, Y, W1, b1, W2, b2):
    A = np.tanh(X @ W1 + b1)
    D = (A @ W2 + b2 - Y) / len(X)
    D1 = (D @ W2.T) * (1 - A**2)
    return {"W1": X.T @ D1, "b1": D1.sum(0, keepdims=True), "W2": A.T @ D, "b2": D.sum(0, keepdims=True)}


@accepted(two_layer_grads, "through sinh and cosh")
def _(X, Y, W1, b1, W2, b2):
    Z = X @ W1 + b1
    A = np.sinh(Z) / np.cosh(Z)
    D = (A @ W2 + b2 - Y) / len(X)
    D1 = (D @ W2.T) / np.cosh(Z) ** 2
    return {"b2": D.sum(0), "b1": D1.sum(0), "W2": A.T @ D, "W1": X.T @ D1}


@accepted(two_layer_grads, "example by example, the mean at the end")
def _(X, Y, W1, b1, W2, b2):
    sums = [np.zeros(part.shape) for part in (W1, b1, W2, b2)]
    for x, target in zip(X, Y, strict=True):
        a = np.tanh(x @ W1 + b1)
        d = a @ W2 + b2 - target
        d1 = (W2 @ d) * (1 - a) * (1 + a)
        for total, part in zip(sums, (np.outer(x, d1), d1, np.outer(a, d), d), strict=True):
            np.add(total, part, out=total)
    return {name: total / len(X) for name, total in zip(("W1", "b1", "W2", "b2"), sums, strict=True)}


@accepted(two_layer_grads, "with einsum, means over the examples")
def _(X, Y, W1, b1, W2, b2):
    A = np.tanh(np.einsum("nd,dh->nh", X, W1) + b1)
    D = np.einsum("nh,hk->nk", A, W2) + b2 - Y
    D1 = np.einsum("nk,hk->nh", D, W2) * (1 - A * A)
    N = float(len(X))
    return {
        "b2": np.mean(D, axis=0),
        "W2": np.einsum("nh,nk->hk", A, D) / N,
        "b1": np.mean(D1, axis=0),
        "W1": np.einsum("nd,nh->dh", X, D1) / N,
    }


@accepted(two_layer_grads, "the slope entry by entry with math")
def _(X, Y, W1, b1, W2, b2):
    A = np.vectorize(math.tanh, otypes=[float])(X @ W1 + b1)
    D = (A @ W2 + b2 - Y) / X.shape[0]
    D1 = np.array(
        [[(D[n] @ W2[h]) * (1 - A[n, h] ** 2) for h in range(A.shape[1])] for n in range(A.shape[0])]
    )
    ones = np.ones(len(X))
    return {"W1": X.T @ D1, "b1": ones @ D1, "W2": A.T @ D, "b2": ones @ D}
