"""Two inputs, three hidden units, one output: backwards."""

from __future__ import annotations

import numpy as np

from autograder.calls import call
from autograder.checks import FiniteDifference, Golden, Purity, Shape
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.network_recipes import laid, relu_params
from autograder.exercise.recipes import draw
from autograder.exercise.spec import Follows
from autograder.plain import Laid
from solutions.u06_chain_rule.relu_network import forward_2_3_1

# %% [markdown]
# ## All thirteen slopes
#
# The loss of one example is half the squared error, $J = \tfrac12 e^2$ with $e = \hat y - y$ (output minus target, with
# its sign: S1-12). The half is there so that $dJ/d\hat y = e$ and nothing else.
#
# The slides update a weight of the output layer first, then one of the hidden layer. That is the order of the chain
# rule: what the output layer worked out is used again one layer further back.
#
# * A weight $W_2[j]$ is multiplied by $h_j$: its slope is $e\, h_j$.
# * A weight $W_1[i, j]$ reaches the loss through unit $j$ alone: through $W_2[j]$, through the ReLU, and it is multiplied
#   by $x_i$. The ReLU has the slope 1 where its unit is alive and 0 where it is dead: **a dead unit learns nothing**.


@exercise(
    follows=Follows("forward_2_3_1", ("x", "params"), "half_squared_error_of"),
    points=3,
    minutes=25,
    difficulty=3,
    source="S1-12, S1-13, S1-05",
    needs=("forward_2_3_1",),
    hints=(
        "Go back node by node: e, then the output layer, then h, then z, then the hidden layer. Keep z and h.",
        "dJ/dh_j = e W2[j]; dJ/dz_j is the same where z_j > 0 and 0 elsewhere; dJ/dW1[i, j] = x_i dJ/dz_j.",
        (
            "A bias has the slope of its pre-activation; a weight has that slope times its input (np.outer does both "
            "indices at once). Shapes: W2 is (3, 1), so its gradient is too."
        ),
    ),
    checks=[
        Shape(
            label="a dict of gradients in the shapes of the parameters",
            at=(
                call("backward_2_3_1", np.array([0.5, -1.0]), 0.25, relu_params(np.array([0.5, -1.0]), 1000)),
            ),
        ),
        Golden(
            label="one unit dead",
            at=(
                call("backward_2_3_1", np.array([0.5, -1.0]), 0.25, relu_params(np.array([0.5, -1.0]), 1000)),
            ),
        ),
        FiniteDifference(
            label="are the derivatives of half the squared error",
            weight=3,
            at=(call("backward_2_3_1", draw(1100, 2), -0.5, relu_params(draw(1100, 2), 1101)),),
            of="loss_2_3_1",
            wrt=("W1", "b1", "W2", "b2"),
            keyed=True,
        ),
        Golden(
            label="all units dead: only the output bias learns",
            at=(call("backward_2_3_1", draw(1110, 2), 0.5, relu_params(draw(1110, 2), 1111, (False,) * 3)),),
        ),
        Purity(
            label="leaves x and the parameters alone",
            first=call("backward_2_3_1", draw(1100, 2), -0.5, relu_params(draw(1100, 2), 1101)),
            between=call("backward_2_3_1", draw(1110, 2), 0.5, relu_params(draw(1110, 2), 1111)),
        ),
    ],
    hidden=[
        Shape(
            label="whole numbers give float64",
            at=(call("backward_2_3_1", np.array([2, -1]), 1, relu_params(np.array([2, -1]), 1140)),),
        ),
        FiniteDifference(
            label="are the derivatives at other points",
            weight=3,
            at=(
                call(
                    "backward_2_3_1",
                    draw(1120, 2),
                    1.5,
                    relu_params(draw(1120, 2), 1121, (True, True, True)),
                ),
                call(
                    "backward_2_3_1",
                    draw(1130, 2),
                    -2.0,
                    relu_params(draw(1130, 2), 1131, (False, True, False)),
                ),
            ),
            of="loss_2_3_1",
            wrt=("W1", "b1", "W2", "b2"),
            keyed=True,
        ),
        Golden(
            label="whole numbers, other layouts, no error",
            weight=3,
            at=(
                call("backward_2_3_1", np.array([2, -1]), 1, relu_params(np.array([2, -1]), 1140)),
                call(
                    "backward_2_3_1",
                    Laid(draw(1150, 2), "readonly"),
                    0.75,
                    laid(relu_params(draw(1150, 2), 1151, (False, True, True)), "readonly"),
                ),
                call(
                    "backward_2_3_1",
                    Laid(draw(1160, 2), "strided"),
                    -0.75,
                    laid(relu_params(draw(1160, 2), 1161), "F"),
                ),
                call(
                    "backward_2_3_1",
                    np.array([1.5, 0.5]),
                    3.0,
                    {
                        "W1": np.array([[1.0, -1.0, 2.0], [1.0, -1.0, -2.0]]),
                        "b1": np.zeros(3),
                        "W2": np.array([[1.0], [-1.0], [0.5]]),
                        "b2": np.zeros(1),
                    },
                ),
            ),
        ),
    ],
)
def backward_2_3_1(x: np.ndarray, y: float, params: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    r"""Gradient of $J = \tfrac12(\hat y - y)^2$ of the 2-3-1 ReLU network, for one example.

    Args:
        x: one example, shape (2,).
        y: its target, a number.
        params: the arrays "W1" of shape (2, 3), "b1" (3,), "W2" (3, 1), "b2" (1,). All of it may be whole numbers.

    Returns:
        A dict with the same keys: the derivative of $J$ with respect to each parameter, float64, in the shape of that
        parameter. At $z = 0$ any slope of the ReLU from 0 to 1 will do.

    Example:
        >>> ones = {"W1": np.ones((2, 3)), "b1": np.zeros(3), "W2": np.ones((3, 1)), "b2": np.ones(1)}
        >>> grads = backward_2_3_1(np.array([1.0, 2.0]), 9.5, ones)
        >>> print(grads["W1"], grads["b2"])
        [[0.5 0.5 0.5]
         [1.  1.  1. ]] [0.5]
    """
    error = forward_2_3_1(x, params) - y
    z = np.dot(x, params["W1"]) + params["b1"]
    dz = error * params["W2"][:, 0] * np.heaviside(z, 0.0)
    return {
        "W1": np.outer(x, dz),
        "b1": dz,
        "W2": error * np.maximum(z, 0.0)[:, np.newaxis],
        "b2": np.full(1, error),
    }


@wrong(backward_2_3_1, "target minus output")
def _(x, y, params):
    z = x @ params["W1"] + params["b1"]
    h = np.maximum(0, z)
    e = y - (h @ params["W2"] + params["b2"])
    dz = e * params["W2"][:, 0] * (z > 0)
    return {"W1": np.outer(x, dz), "b1": dz, "W2": np.outer(h, e), "b2": e}


@wrong(backward_2_3_1, "the slope of the ReLU is forgotten")
def _(x, y, params):
    h = np.maximum(0, x @ params["W1"] + params["b1"])
    e = h @ params["W2"] + params["b2"] - y
    dz = e * params["W2"][:, 0]
    return {"W1": np.outer(x, dz), "b1": dz, "W2": np.outer(h, e), "b2": e}


@wrong(backward_2_3_1, "the factor 2 of a square without its half")
def _(x, y, params):
    z = x @ params["W1"] + params["b1"]
    h = np.maximum(0, z)
    e = 2 * (h @ params["W2"] + params["b2"] - y)
    dz = e * params["W2"][:, 0] * (z > 0)
    return {"W1": np.outer(x, dz), "b1": dz, "W2": np.outer(h, e), "b2": e}


@wrong(backward_2_3_1, "z in place of h for the output layer")
def _(x, y, params):
    z = x @ params["W1"] + params["b1"]
    e = np.maximum(0, z) @ params["W2"] + params["b2"] - y
    dz = e * params["W2"][:, 0] * (z > 0)
    return {"W1": np.outer(x, dz), "b1": dz, "W2": np.outer(z, e), "b2": e}


@wrong(backward_2_3_1, "multiplied by h where the ReLU's slope belongs")
def _(x, y, params):
    h = np.maximum(0, x @ params["W1"] + params["b1"])
    e = h @ params["W2"] + params["b2"] - y
    dz = e * params["W2"][:, 0] * h
    return {"W1": np.outer(x, dz), "b1": dz, "W2": np.outer(h, e), "b2": e}


@wrong(backward_2_3_1, "the weights of the output layer are left out of the hidden one")
def _(x, y, params):
    z = x @ params["W1"] + params["b1"]
    h = np.maximum(0, z)
    e = h @ params["W2"] + params["b2"] - y
    dz = e * (z > 0)
    return {"W1": np.outer(x, dz), "b1": dz, "W2": np.outer(h, e), "b2": e}


@wrong(backward_2_3_1, "W1 transposed")
def _(x, y, params):
    z = x @ params["W1"] + params["b1"]
    h = np.maximum(0, z)
    e = h @ params["W2"] + params["b2"] - y
    dz = e * params["W2"][:, 0] * (z > 0)
    return {"W1": np.outer(dz, x), "b1": dz, "W2": np.outer(h, e), "b2": e}


@wrong(backward_2_3_1, "the hidden bias skips the ReLU")
def _(x, y, params):
    z = x @ params["W1"] + params["b1"]
    h = np.maximum(0, z)
    e = h @ params["W2"] + params["b2"] - y
    dh = e * params["W2"][:, 0]
    return {"W1": np.outer(x, dh * (z > 0)), "b1": dh, "W2": np.outer(h, e), "b2": e}


@wrong(backward_2_3_1, "the output bias has the slope 1")
def _(x, y, params):
    z = x @ params["W1"] + params["b1"]
    h = np.maximum(0, z)
    e = h @ params["W2"] + params["b2"] - y
    dz = e * params["W2"][:, 0] * (z > 0)
    return {"W1": np.outer(x, dz), "b1": dz, "W2": np.outer(h, e), "b2": np.ones(1)}


@wrong(backward_2_3_1, "into arrays of the parameters' own type: whole numbers stay whole")
def _(x, y, params):
    z = x @ params["W1"] + params["b1"]
    h = np.maximum(0, z)
    e = h @ params["W2"] + params["b2"] - y
    dz = e * params["W2"][:, 0] * (z > 0)
    found = {"W1": np.outer(x, dz), "b1": dz, "W2": np.outer(h, e), "b2": e}
    return {key: np.asarray(found[key]).astype(params[key].dtype) for key in found}


@wrong(backward_2_3_1, "writes the gradients into the parameters")
def _(x, y, params):
    z = x @ params["W1"] + params["b1"]
    h = np.maximum(0, z)
    e = h @ params["W2"] + params["b2"] - y
    dz = e * params["W2"][:, 0] * (z > 0)
    params.update({"W1": np.outer(x, dz), "b1": dz, "W2": np.outer(h, e), "b2": e})
    return params


@accepted(backward_2_3_1, "with outer products")
def _(x, y, params):
    z = x @ params["W1"] + params["b1"]
    h = np.maximum(0, z)
    e = h @ params["W2"] + params["b2"] - float(y)
    dz = e * params["W2"][:, 0] * (z > 0)
    return {"W1": np.outer(x, dz), "b1": dz, "W2": np.outer(h, e), "b2": e}


@accepted(backward_2_3_1, "as a batch of one, in matrices")
def _(x, y, params):
    X = np.array(x, dtype=float).reshape(1, 2)
    Z = X @ params["W1"] + params["b1"]
    H = np.where(Z > 0, Z, 0.0)
    dY = H @ params["W2"] + params["b2"] - y
    dZ = (dY @ params["W2"].T) * (Z > 0)
    return {"W1": X.T @ dZ, "b1": dZ.sum(axis=0), "W2": H.T @ dY, "b2": dY.sum(axis=0)}


@accepted(backward_2_3_1, "weight by weight")
def _(x, y, params):
    grads = {key: np.zeros(np.shape(value)) for key, value in params.items()}
    e = forward_2_3_1(x, params) - y
    grads["b2"][0] = e
    for j in range(3):
        z = float(params["b1"][j]) + sum(float(x[i]) * float(params["W1"][i, j]) for i in range(2))
        if z > 0:
            grads["W2"][j, 0] = e * z
            grads["b1"][j] = e * float(params["W2"][j, 0])
            for i in range(2):
                grads["W1"][i, j] = grads["b1"][j] * float(x[i])
    return grads


@accepted(backward_2_3_1, "einsum and a mask")
def _(x, y, params):
    alive = (np.einsum("d,dk->k", x, params["W1"]) + params["b1"] > 0).astype(float)
    z = np.einsum("d,dk,k->k", x, params["W1"], alive) + params["b1"] * alive
    e = np.einsum("k,ko->o", z, params["W2"]) + params["b2"] - y
    back = np.einsum("o,ko,k->k", e, params["W2"], alive)
    return {"W1": np.einsum("d,k->dk", x, back), "b1": back, "W2": np.einsum("k,o->ko", z, e), "b2": e}
