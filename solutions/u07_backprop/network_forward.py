"""Any number of layers, forward."""

from __future__ import annotations

import numpy as np

from autograder.calls import drive
from autograder.checks import Golden, Purity, Shape
from autograder.checks.golden import golden
from autograder.exercise.backprop_recipes import FORWARD, laid, mlp_call, network, traced_formula
from autograder.exercise.declare import accepted, exercise, wrong
from solutions.u07_backprop.affine import affine_forward

# %% [markdown]
# ## A network of any depth
#
# Forward propagation repeats two steps, as the slide says (S1-14): affine map, activation, affine map, activation, ...,
# affine map. The hidden layers use the rectifier. The last layer has no activation: it hands out the logits, and
# softmax is part of the loss.
#
# $$A_0 = X, \qquad Z_l = A_{l-1} W_l + b_l, \qquad A_l = \max(0, Z_l) \ \text{ for } l < L, \qquad \text{result } Z_L$$
#
# The backward pass will walk through the same layers from the last to the first and will want to know, at each of them,
# what came in and where the rectifier was open. Put that into the cache while you have it. A list with one entry for each
# layer is a natural form; any other will do.


@exercise(
    points=3,
    minutes=20,
    difficulty=3,
    source="S1-14",
    needs=("affine_forward",),
    hints=(
        "The output of one layer is the input of the next: one variable that changes in a loop over the layers.",
        "There are len(params) // 2 layers. In each: affine map; then the rectifier, unless it is the last layer.",
        "Start with A = X and an empty list. For each l: Z and a cache from your affine_forward with W and b of layer l; append that cache together with Z; A = np.maximum(0, Z). Return the last Z and the list.",
    ),
    checks=[
        Shape(
            label="logits of shape (N, K), and a cache",
            names=FORWARD,
            at=(mlp_call(7501, 4, [3, 5, 2]),),
        ),
        golden(
            drive(
                "forward_pass",
                "mlp_forward",
                np.array([[1.0, 2.0], [-1.0, 3.0]]),
                {
                    "W1": np.array([[1.0, -1.0, 0.5], [0.0, 1.0, 1.0]]),
                    "b1": np.array([0.5, -2.0, 0.0]),
                    "W2": np.array([[1.0, -1.0], [2.0, 0.5], [-1.0, 1.0]]),
                    "b2": np.array([0.25, -6.0]),
                },
            ),
            (np.array([[-0.75, -5.0], [1.75, -2.5]]), "cache"),
            label="two examples through two layers, by hand",
            names=FORWARD,
        ),
        Golden(
            label="three layers",
            names=FORWARD,
            weight=2,
            at=(mlp_call(7511, 5, [3, 4, 6, 2]),),
        ),
        Purity(
            label="leaves X and params alone, and remembers nothing",
            first=mlp_call(7521, 4, [3, 5, 2]),
            between=mlp_call(7531, 2, [2, 3, 4]),
        ),
    ],
    hidden=[
        Golden(
            label="one to four layers, one example, one unit",
            names=FORWARD,
            weight=3,
            at=(
                mlp_call(7541, 4, [3, 2]),
                mlp_call(7551, 1, [4, 3, 2]),
                mlp_call(7561, 6, [2, 4, 3, 5, 3]),
                mlp_call(7571, 3, [1, 1, 1]),
                mlp_call(7581, 3, [3, 3, 3]),
                mlp_call(7591, 2, [3, 7, 4], 9.0),
            ),
        ),
        Golden(
            label="eleven layers: W10 comes after W9, not after W1",
            names=FORWARD,
            at=(mlp_call(8222, 3, [4] * 12),),
        ),
        Golden(
            label="any memory layout",
            names=FORWARD,
            at=(
                laid(mlp_call(7631, 4, [3, 5, 2]), "readonly"),
                laid(mlp_call(7641, 4, [3, 5, 2]), "F"),
                laid(mlp_call(7645, 4, [3, 5, 2]), "strided"),
            ),
        ),
        traced_formula(
            drive("forward_value", "mlp_forward", np.array([[0.8]]), network(7651, [1, 1, 1])),
            {"0": "X", **{f"1.{name}": name for name in ("W1", "b1", "W2", "b2")}},
            names={"X[0,0]": "x", "W1[0,0]": "w1", "b1[0]": "b1", "W2[0,0]": "w2", "b2[0]": "b2"},
        ),
    ],
)
def mlp_forward(X: np.ndarray, params: dict[str, np.ndarray]) -> tuple[np.ndarray, object]:
    r"""Forward pass of a network of L >= 1 affine layers with a rectifier between any two of them.

    Args:
        X: inputs, shape (N, D).
        params: dict with W1, b1, ..., WL, bL and nothing else; the layers fit together, W1 has D rows.

    Returns:
        The pair (Z, cache): Z holds the logits, shape (N, K), without an activation; the cache is anything that your
        `mlp_backward` wants to have.

    Example:
        Two inputs, one hidden unit, two logits.

        >>> params = {"W1": np.array([[1.0], [-1.0]]), "b1": np.array([0.5]), "W2": np.array([[2.0, -2.0]]), "b2": np.array([0.0, 1.0])}
        >>> Z, cache = mlp_forward(np.array([[3.0, 1.0], [1.0, 3.0]]), params)
        >>> Z
        array([[ 5., -4.],
               [ 0.,  1.]])
    """
    depth, kept = len(params) // 2, []
    signal, Z = X, X
    for number in range(1, depth + 1):
        Z, inside = affine_forward(signal, params[f"W{number}"], params[f"b{number}"])
        kept.append((inside, Z))
        signal = np.where(Z > 0, Z, 0.0)
    return Z, kept


@wrong(mlp_forward, "the rectifier on the logits too")
def _(X, params):
    A = X
    for layer in range(1, len(params) // 2 + 1):
        A = np.maximum(0, A @ params[f"W{layer}"] + params[f"b{layer}"])
    return A, None


@wrong(mlp_forward, "no activation at all")
def _(X, params):
    A = X
    for layer in range(1, len(params) // 2 + 1):
        A = A @ params[f"W{layer}"] + params[f"b{layer}"]
    return A, None


@wrong(mlp_forward, "the rectifier on the inputs")
def _(X, params):
    A = X
    for layer in range(1, len(params) // 2 + 1):
        A = np.maximum(0, A) @ params[f"W{layer}"] + params[f"b{layer}"]
    return A, None


@wrong(mlp_forward, "forgets the biases")
def _(X, params):
    A = X @ params["W1"]
    for layer in range(2, len(params) // 2 + 1):
        A = np.maximum(0, A) @ params[f"W{layer}"]
    return A, None


@wrong(mlp_forward, "two layers only")
def _(X, params):
    A = np.maximum(0, X @ params["W1"] + params["b1"])
    if "W2" not in params:
        return X @ params["W1"] + params["b1"], None
    return A @ params["W2"] + params["b2"], None


@wrong(mlp_forward, "stops one layer early")
def _(X, params):
    A = X
    for layer in range(1, len(params) // 2):
        A = np.maximum(0, A @ params[f"W{layer}"] + params[f"b{layer}"])
    return A, None


@wrong(mlp_forward, "sorts the names as texts")
def _(X, params):
    A = X
    names = sorted(name for name in params if name.startswith("W"))
    for name in names:
        Z = A @ params[name] + params["b" + name[1:]]
        A = np.maximum(0, Z)
    return Z, None


@wrong(mlp_forward, "tanh between the layers")
def _(X, params):
    depth = len(params) // 2
    A = X
    for layer in range(1, depth + 1):
        Z = A @ params[f"W{layer}"] + params[f"b{layer}"]
        A = np.tanh(Z)
    return Z, None


@wrong(mlp_forward, "the bias after the rectifier")
def _(X, params):
    depth = len(params) // 2
    A = X
    for layer in range(1, depth):
        A = np.maximum(0, A @ params[f"W{layer}"]) + params[f"b{layer}"]
    return A @ params[f"W{depth}"] + params[f"b{depth}"], None


@wrong(mlp_forward, "returns the logits alone")
def _(X, params):
    A = X
    for layer in range(1, len(params) // 2 + 1):
        Z = A @ params[f"W{layer}"] + params[f"b{layer}"]
        A = np.maximum(0, Z)
    return Z


@wrong(mlp_forward, "takes the parameters out of the caller's dict")
def _(X, params):
    A, layer = X, 1
    while f"W{layer}" in params:
        Z = A @ params.pop(f"W{layer}") + params.pop(f"b{layer}")
        A, layer = np.maximum(0, Z), layer + 1
    return Z, None


@accepted(mlp_forward, "a while loop and a dict of arrays")
def _(X, params):
    cache, layer = {"A0": X}, 1
    while f"W{layer}" in params:
        Z = cache[f"A{layer - 1}"] @ params[f"W{layer}"] + params[f"b{layer}"]
        cache[f"Z{layer}"], cache[f"A{layer}"] = Z, Z * (Z > 0)
        layer += 1
    return Z, cache


@accepted(mlp_forward, "recursive, with the inputs as the cache")
def _(X, params):
    depth = len(params) // 2

    def signal(layer):
        if layer == 0:
            return X
        Z = np.einsum("nd,dk->nk", signal(layer - 1), params[f"W{layer}"]) + params[f"b{layer}"]
        return Z if layer == depth else np.clip(Z, 0, None)

    return signal(depth), X


@accepted(mlp_forward, "one example at a time")
def _(X, params):
    depth = max(int(name[1:]) for name in params)
    rows = []
    for x in X:
        a = x
        for layer in range(1, depth + 1):
            z = params[f"b{layer}"] + np.dot(a, params[f"W{layer}"])
            a = z if layer == depth else np.where(z > 0, z, 0)
        rows.append(a)
    return np.array(rows), {"inputs": X.copy()}


@accepted(mlp_forward, "an object of its own class as the cache")
def _(X, params):
    class Tape:
        steps = ()

    tape, A = Tape(), X
    depth = len(params) // 2
    for layer in range(1, depth + 1):
        Z = A @ params[f"W{layer}"] + params[f"b{layer}"]
        tape.steps = (*tape.steps, (A, Z))
        A = (np.abs(Z) + Z) / 2
    return Z, tape
