"""The loss of a network, with a price on large weights."""

from __future__ import annotations

import math

import numpy as np

from autograder.calls import call
from autograder.checks import Golden, Purity, Shape
from autograder.checks.golden import golden
from autograder.exercise.backprop_recipes import laid, mlp_loss_call, network, traced_formula
from autograder.exercise.declare import accepted, exercise, wrong
from solutions.u07_backprop.network_forward import mlp_forward

# %% [markdown]
# ## One number to go down
#
# The loss of the network is the mean softmax cross-entropy of its logits. Often a price on large weights is added, so
# that the network prefers small ones where both fit the data:
#
# $$J = \frac1N\sum_n -\ln p_{n,y_n} + \frac{\lambda}{2} \sum_l \sum_{d,k} \bigl(W_l\bigr)_{dk}^2$$
#
# $\lambda$ is called `l2` here. The factor ½ is there for the sake of the derivative. Biases cost nothing: they shift
# units, they do not make the network steep. With this function you can check any gradient of the network yourself: move
# one entry of one parameter a little both ways and look at $J$.


@exercise(
    points=2,
    minutes=12,
    difficulty=2,
    core=False,
    source="S1-14, S0-34",
    needs=("mlp_forward",),
    hints=(
        "Two terms: one from the logits and the labels, one from the weight matrices alone.",
        "-ln p of the true class is ln of the sum of exp(z_j) minus z_y; the mean over the rows. Then l2/2 times the sum of the squares of all W, without the biases.",
        "Call your mlp_forward, pick the logits of the true classes with two index arrays, subtract them from the log-sum-exp of the rows, take the mean; add 0.5 * l2 times the sum over the names that begin with W.",
    ),
    checks=[
        Shape(label="is one number", at=(mlp_loss_call(7701, 4, [3, 5, 2]),)),
        golden(
            call(
                "mlp_loss",
                np.array([[1.0, 2.0], [-1.0, 3.0]]),
                np.array([0, 1]),
                {"W1": np.zeros((2, 3)), "b1": np.ones(3), "W2": np.zeros((3, 2)), "b2": np.log([1.0, 3.0])},
            ),
            0.5 * (math.log(4.0) + math.log(4.0 / 3.0)),
            label="probabilities 1/4 and 3/4 for both examples",
        ),
        Golden(
            label="with l2, without it",
            weight=2,
            at=(mlp_loss_call(7711, 5, [3, 4, 6, 2]), mlp_loss_call(7711, 5, [3, 4, 6, 2], l2=0.3)),
        ),
        Purity(
            label="leaves its arguments alone",
            first=mlp_loss_call(7721, 4, [3, 5, 2], l2=0.1),
            between=mlp_loss_call(7741, 2, [2, 3, 4], l2=0.2),
        ),
    ],
    hidden=[
        Golden(
            label="one to four layers, one example, other prices",
            weight=4,
            at=(
                mlp_loss_call(7761, 4, [3, 2], l2=2.0),
                mlp_loss_call(7781, 1, [4, 3, 2], l2=0.05),
                mlp_loss_call(7801, 6, [2, 4, 3, 5, 3], l2=0.7),
                mlp_loss_call(7821, 3, [3, 3, 3]),
                mlp_loss_call(7841, 3, [1, 1, 2], l2=1.0),
            ),
        ),
        Golden(
            label="any memory layout",
            at=tuple(
                laid(mlp_loss_call(7861, 4, [3, 5, 2], 0.1), how) for how in ("readonly", "F", "strided")
            ),
        ),
        traced_formula(
            call("mlp_loss", np.array([[0.8]]), np.array([0]), network(7881, [1, 2]), 0.3),
            {"0": "X", "2.W1": "W1", "2.b1": "b1", "3": "l2"},
            names={"X[0,0]": "x", "W1[0,0]": "w0", "W1[0,1]": "w1", "b1[0]": "b0", "b1[1]": "b1"},
        ),
    ],
)
def mlp_loss(X: np.ndarray, y: np.ndarray, params: dict[str, np.ndarray], l2: float = 0.0) -> float:
    r"""Mean softmax cross-entropy of the network plus l2/2 times the sum of all squared weights.

    Args:
        X: inputs, shape (N, D).
        y: true classes, shape (N,), integers from 0 to K - 1.
        params: dict with W1, b1, ..., WL, bL; the network of `mlp_forward`. Its logits are moderate here.
        l2: price of a squared weight; biases are free.

    Returns:
        The loss, one number.

    Example:
        >>> params = {"W1": np.zeros((3, 2)), "b1": np.zeros(2)}
        >>> print(round(mlp_loss(np.ones((5, 3)), np.array([0, 1, 1, 0, 1]), params), 6))
        0.693147
    """
    logits = mlp_forward(X, params)[0]
    rise = logits - np.amax(logits, axis=1, keepdims=True)
    log_chance = rise - np.log(np.sum(np.exp(rise), axis=1, keepdims=True))
    surprise = -np.mean(log_chance[np.arange(len(y)), y])
    price = sum(np.sum(np.square(array)) for name, array in params.items() if name[0] == "W")
    return float(surprise + l2 * price / 2)


@wrong(mlp_loss, "the sum over the examples")
def _(X, y, params, l2=0.0):
    Z, _ = mlp_forward(X, params)
    data = np.sum(np.log(np.exp(Z).sum(axis=1)) - Z[np.arange(len(y)), y])
    return data + l2 / 2 * sum((params[name] ** 2).sum() for name in params if name.startswith("W"))


@wrong(mlp_loss, "forgets the price")
def _(X, y, params, l2=0.0):
    Z, _ = mlp_forward(X, params)
    return np.mean(np.log(np.exp(Z).sum(axis=1)) - Z[np.arange(len(y)), y])


@wrong(mlp_loss, "without the half")
def _(X, y, params, l2=0.0):
    Z, _ = mlp_forward(X, params)
    data = np.mean(np.log(np.exp(Z).sum(axis=1)) - Z[np.arange(len(y)), y])
    return data + l2 * sum((params[name] ** 2).sum() for name in params if name.startswith("W"))


@wrong(mlp_loss, "the biases cost too")
def _(X, y, params, l2=0.0):
    Z, _ = mlp_forward(X, params)
    data = np.mean(np.log(np.exp(Z).sum(axis=1)) - Z[np.arange(len(y)), y])
    return data + l2 / 2 * sum((array**2).sum() for array in params.values())


@wrong(mlp_loss, "the price divided by the number of examples")
def _(X, y, params, l2=0.0):
    Z, _ = mlp_forward(X, params)
    data = np.mean(np.log(np.exp(Z).sum(axis=1)) - Z[np.arange(len(y)), y])
    return data + l2 / (2 * len(y)) * sum(
        (params[name] ** 2).sum() for name in params if name.startswith("W")
    )


@wrong(mlp_loss, "the price of the last layer only")
def _(X, y, params, l2=0.0):
    Z, _ = mlp_forward(X, params)
    data = np.mean(np.log(np.exp(Z).sum(axis=1)) - Z[np.arange(len(y)), y])
    return data + l2 / 2 * (params[f"W{len(params) // 2}"] ** 2).sum()


@wrong(mlp_loss, "absolute values in place of squares")
def _(X, y, params, l2=0.0):
    Z, _ = mlp_forward(X, params)
    data = np.mean(np.log(np.exp(Z).sum(axis=1)) - Z[np.arange(len(y)), y])
    return data + l2 / 2 * sum(np.abs(params[name]).sum() for name in params if name.startswith("W"))


@wrong(mlp_loss, "logarithms to the base 10")
def _(X, y, params, l2=0.0):
    Z, _ = mlp_forward(X, params)
    E = np.exp(Z)
    data = -np.mean(np.log10(E[np.arange(len(y)), y] / E.sum(axis=1)))
    return data + l2 / 2 * sum((params[name] ** 2).sum() for name in params if name.startswith("W"))


@wrong(mlp_loss, "the sign")
def _(X, y, params, l2=0.0):
    Z, _ = mlp_forward(X, params)
    data = np.mean(Z[np.arange(len(y)), y] - np.log(np.exp(Z).sum(axis=1)))
    return data + l2 / 2 * sum((params[name] ** 2).sum() for name in params if name.startswith("W"))


@wrong(mlp_loss, "a price even when none is asked for")
def _(X, y, params, l2=0.01):
    Z, _ = mlp_forward(X, params)
    data = np.mean(np.log(np.exp(Z).sum(axis=1)) - Z[np.arange(len(y)), y])
    return data + l2 / 2 * sum((params[name] ** 2).sum() for name in params if name.startswith("W"))


@wrong(mlp_loss, "the loss of each example")
def _(X, y, params, l2=0.0):
    Z, _ = mlp_forward(X, params)
    data = np.log(np.exp(Z).sum(axis=1)) - Z[np.arange(len(y)), y]
    return data + l2 / 2 * sum((params[name] ** 2).sum() for name in params if name.startswith("W"))


@accepted(mlp_loss, "with one-hot labels")
def _(X, y, params, l2=0.0):
    Z, _ = mlp_forward(X, params)
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    data = -np.sum(np.eye(Z.shape[1])[y] * np.log(P)) / len(y)
    depth = len(params) // 2
    return data + 0.5 * l2 * sum(np.linalg.norm(params[f"W{layer}"]) ** 2 for layer in range(1, depth + 1))


@accepted(mlp_loss, "its own forward pass, example by example")
def _(X, y, params, l2=0.0):
    total, depth = 0.0, len(params) // 2
    for x, label in zip(X, y, strict=True):
        z = x
        for layer in range(1, depth + 1):
            z = (z if layer == 1 else np.maximum(z, 0)) @ params[f"W{layer}"] + params[f"b{layer}"]
        total += math.log(sum(math.exp(value) for value in z)) - z[label]
    squares = sum(float(w) ** 2 for layer in range(1, depth + 1) for w in params[f"W{layer}"].ravel())
    return total / len(X) + l2 * squares / 2


@accepted(mlp_loss, "with logaddexp and vdot")
def _(X, y, params, l2=0.0):
    Z = mlp_forward(X, params)[0]
    loss = np.mean(np.logaddexp.reduce(Z, axis=1) - np.take_along_axis(Z, y[:, None], axis=1)[:, 0])
    for name in params:
        if "W" in name:
            loss = loss + 0.5 * l2 * np.vdot(params[name], params[name])
    return loss


@accepted(mlp_loss, "textbook softmax, einsum for the squares")
def _(X, y, params, l2=0.0):
    E = np.exp(mlp_forward(X, params)[0])
    data = -np.log([row[label] / row.sum() for row, label in zip(E, y, strict=True)]).mean()
    weights = [params[name] for name in params if not name.startswith("b")]
    return data + l2 / 2 * sum(np.einsum("dk,dk->", W, W) for W in weights)
