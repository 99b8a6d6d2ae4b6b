"""All derivatives of a network in one walk backwards."""

from __future__ import annotations

import numpy as np

from autograder.calls import drive
from autograder.checks import FiniteDifference, Golden, Purity, Shape
from autograder.exercise.backprop_recipes import laid, mlp_backward_call, network, traced_formula
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.spec import Follows
from solutions.u07_backprop.affine_gradient import affine_backward
from solutions.u07_backprop.network_forward import mlp_forward  # noqa: F401 - for the example
from solutions.u07_backprop.rectifier_gradient import relu_backward
from solutions.u07_backprop.softmax_gradient import softmax_ce_backward

# %% [markdown]
# ## Backpropagation
#
# Now put the steps together. The derivative with respect to the logits starts the walk. At each layer, from the last to
# the first, the affine step back gives the derivatives of that layer's `W` and `b`, and hands the derivative of its
# input on to the layer before, through that layer's rectifier. The slides call what is handed on $\delta$ (S0-34). Each
# step is one that you have written; what is new is the order, and the price on the weights: its derivative is added to
# each `dW`, and to nothing else.
#
# The checks follow the chain: one for the last layer, then one for each layer before it, every entry against a numerical
# derivative of the loss. When they fail from some layer on, look at the step between that layer and the one after it.


@exercise(
    points=4,
    minutes=35,
    difficulty=4,
    source="S0-34, S1-14",
    needs=("mlp_forward", "affine_backward", "relu_backward", "softmax_ce_backward"),
    follows=Follows("mlp_forward", ("X", "params"), "penalised"),
    hints=(
        "Carry one array backwards: the derivative of the loss with respect to the output of the step that you look at. It starts at the logits.",
        "For the layers L, L - 1, ..., 1: all but the last layer go through relu_backward with their own pre-activation first; then affine_backward with their cache gives the next array to carry, dW and db. The price adds l2 times W to dW.",
        "Start with softmax_ce_backward(Z, y). Loop with range(L, 0, -1); unpack what your mlp_forward kept for the layer; skip the rectifier step where the layer is the last one; store under f'W{l}' and f'b{l}'.",
    ),
    checks=[
        Shape(
            label="a gradient for every parameter, in its shape", at=(mlp_backward_call(8294, 4, [3, 5, 2]),)
        ),
        *(
            FiniteDifference(
                label=label,
                weight=1,
                at=(mlp_backward_call(8072, 5, [3, 4, 5, 2], 0.3),),
                of="mlp_loss",
                wrt=wrt,
                keyed=True,
            )
            for label, wrt in (
                ("the last of three layers: W3, b3", ("W3", "b3")),
                ("through one rectifier: W2, b2", ("W2", "b2")),
                ("through two rectifiers: W1, b1", ("W1", "b1")),
            )
        ),
        Golden(label="without a price", at=(mlp_backward_call(8292, 4, [3, 5, 2]),)),
        Purity(
            label="leaves its arguments alone",
            first=mlp_backward_call(8291, 4, [3, 5, 2], 0.2),
            between=mlp_backward_call(7981, 2, [2, 3, 4], 0.1),
        ),
    ],
    hidden=[
        Golden(
            label="one to four layers, one example, one unit, other prices",
            weight=4,
            at=(
                mlp_backward_call(8001, 4, [3, 2], 0.5),
                mlp_backward_call(8263, 1, [4, 3, 2], 0.05),
                mlp_backward_call(7983, 6, [2, 4, 3, 5, 3], 0.7),
                mlp_backward_call(8284, 4, [3, 3, 3]),
                mlp_backward_call(8296, 3, [1, 1, 2], 2.0),
                mlp_backward_call(8298, 7, [2, 6, 3]),
            ),
        ),
        Golden(
            label="uses the cache that it is given, twice, with another forward pass between",
            at=(mlp_backward_call(8289, 4, [3, 5, 2], 0.2, driver="late_mlp_gradients"),),
        ),
        Golden(
            label="any memory layout",
            at=(
                laid(mlp_backward_call(8281, 4, [3, 5, 2], 0.1), "readonly"),
                laid(mlp_backward_call(8283, 4, [3, 5, 2]), "F"),
                laid(mlp_backward_call(8285, 4, [3, 5, 2]), "strided"),
            ),
        ),
        traced_formula(
            drive(
                "mlp_gradients", "mlp_backward", np.array([[0.8]]), np.array([0]), network(8161, [1, 2]), 0.3
            ),
            {"0": "X", "2.W1": "W1", "2.b1": "b1", "3": "l2"},
            names={"X[0,0]": "x", "W1[0,0]": "w0", "W1[0,1]": "w1", "b1[0]": "b0", "b1[1]": "b1"},
            parts={"['W1'][0,0]": "dw0", "['W1'][0,1]": "dw1", "['b1'][0]": "db0", "['b1'][1]": "db1"},
        ),
    ],
)
def mlp_backward(
    Z: np.ndarray, y: np.ndarray, params: dict[str, np.ndarray], cache: object, l2: float = 0.0
) -> dict[str, np.ndarray]:
    r"""Gradient of the network's loss with respect to every parameter.

    The loss is the mean softmax cross-entropy of the logits plus l2/2 times the sum of all squared weights (biases are
    free).

    Args:
        Z: the logits that *your* `mlp_forward(X, params)` returned, shape (N, K), moderate in size.
        y: true classes, shape (N,), integers from 0 to K - 1.
        params: dict with W1, b1, ..., WL, bL, the one that the forward pass got.
        cache: the second result of that forward pass.
        l2: price of a squared weight.

    Returns:
        Dict with the keys of `params`; each entry has the shape of the parameter, float64.

    Example:
        One layer, one example; the logits are equal, so the probabilities are 1/2 and 1/2.

        >>> params = {"W1": np.zeros((1, 2)), "b1": np.zeros(2)}
        >>> Z, cache = mlp_forward(np.array([[4.0]]), params)
        >>> mlp_backward(Z, np.array([0]), params, cache)["W1"]
        array([[-2.,  2.]])
    """
    depth, grads = len(params) // 2, {}
    signal = softmax_ce_backward(Z, y)
    for number in range(depth, 0, -1):
        inside, before = cache[number - 1]
        if number < depth:
            signal = relu_backward(signal, before)
        signal, slope, grads[f"b{number}"] = affine_backward(signal, inside)
        grads[f"W{number}"] = slope + l2 * params[f"W{number}"]
    return grads


@wrong(mlp_backward, "forgets the rectifiers")
def _(Z, y, params, cache, l2=0.0):
    delta, grads = softmax_ce_backward(Z, y), {}
    for layer in range(len(params) // 2, 0, -1):
        delta, dW, db = affine_backward(delta, cache[layer - 1][0])
        grads[f"W{layer}"], grads[f"b{layer}"] = dW + l2 * params[f"W{layer}"], db
    return grads


@wrong(mlp_backward, "the rectifier at the logits too")
def _(Z, y, params, cache, l2=0.0):
    delta, grads = softmax_ce_backward(Z, y), {}
    for layer in range(len(params) // 2, 0, -1):
        inside, before = cache[layer - 1]
        delta, dW, db = affine_backward(relu_backward(delta, before), inside)
        grads[f"W{layer}"], grads[f"b{layer}"] = dW + l2 * params[f"W{layer}"], db
    return grads


@wrong(mlp_backward, "forgets the price")
def _(Z, y, params, cache, l2=0.0):
    delta, grads = softmax_ce_backward(Z, y), {}
    for layer in range(len(params) // 2, 0, -1):
        back, grads[f"W{layer}"], grads[f"b{layer}"] = affine_backward(delta, cache[layer - 1][0])
        delta = relu_backward(back, cache[layer - 1][0][0])
    return grads


@wrong(mlp_backward, "twice the price: the half is forgotten")
def _(Z, y, params, cache, l2=0.0):
    delta, grads = softmax_ce_backward(Z, y), {}
    for layer in range(len(params) // 2, 0, -1):
        back, dW, db = affine_backward(delta, cache[layer - 1][0])
        delta = relu_backward(back, cache[layer - 1][0][0])
        grads[f"W{layer}"], grads[f"b{layer}"] = dW + 2 * l2 * params[f"W{layer}"], db
    return grads


@wrong(mlp_backward, "a price on the biases")
def _(Z, y, params, cache, l2=0.0):
    delta, grads = softmax_ce_backward(Z, y), {}
    for layer in range(len(params) // 2, 0, -1):
        back, dW, db = affine_backward(delta, cache[layer - 1][0])
        delta = relu_backward(back, cache[layer - 1][0][0])
        grads[f"W{layer}"] = dW + l2 * params[f"W{layer}"]
        grads[f"b{layer}"] = db + l2 * params[f"b{layer}"]
    return grads


@wrong(mlp_backward, "the price divided by the number of examples")
def _(Z, y, params, cache, l2=0.0):
    delta, grads = softmax_ce_backward(Z, y), {}
    for layer in range(len(params) // 2, 0, -1):
        back, dW, db = affine_backward(delta, cache[layer - 1][0])
        delta = relu_backward(back, cache[layer - 1][0][0])
        grads[f"W{layer}"], grads[f"b{layer}"] = dW + l2 * params[f"W{layer}"] / len(y), db
    return grads


@wrong(mlp_backward, "divides by N at every layer")
def _(Z, y, params, cache, l2=0.0):
    delta, grads = softmax_ce_backward(Z, y) * len(y), {}
    for layer in range(len(params) // 2, 0, -1):
        back, dW, db = affine_backward(delta / len(y), cache[layer - 1][0])
        delta = relu_backward(back, cache[layer - 1][0][0])
        grads[f"W{layer}"], grads[f"b{layer}"] = dW + l2 * params[f"W{layer}"], db
    return grads


@wrong(mlp_backward, "empties the cache on the way")
def _(Z, y, params, cache, l2=0.0):
    delta, grads = softmax_ce_backward(Z, y), {}
    for layer in range(len(params) // 2, 0, -1):
        inside, _ = cache.pop()
        back, dW, db = affine_backward(delta, inside)
        delta = relu_backward(back, inside[0])
        grads[f"W{layer}"], grads[f"b{layer}"] = dW + l2 * params[f"W{layer}"], db
    return grads


@wrong(mlp_backward, "goes downhill at once, in the caller's parameters")
def _(Z, y, params, cache, l2=0.0):
    delta, grads = softmax_ce_backward(Z, y), {}
    for layer in range(len(params) // 2, 0, -1):
        back, dW, db = affine_backward(delta, cache[layer - 1][0])
        delta = relu_backward(back, cache[layer - 1][0][0])
        grads[f"W{layer}"], grads[f"b{layer}"] = dW + l2 * params[f"W{layer}"], db
        params[f"b{layer}"] = params[f"b{layer}"] - 0.1 * db
    return grads


@accepted(mlp_backward, "everything written out, the masks from the activations")
def _(Z, y, params, cache, l2=0.0):
    N, depth = len(y), len(params) // 2
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    delta = (E / E.sum(axis=1, keepdims=True) - np.eye(Z.shape[1])[y]) / N
    grads = {}
    for layer in reversed(range(1, depth + 1)):
        A, W = cache[layer - 1][0][0], params[f"W{layer}"]
        grads[f"W{layer}"] = A.T @ delta + l2 * W
        grads[f"b{layer}"] = delta.sum(axis=0)
        if layer > 1:
            delta = (delta @ W.T) * (A > 0)
    return grads


@accepted(mlp_backward, "recomputes the forward pass from the inputs in the cache")
def _(Z, y, params, cache, l2=0.0):
    depth = len(params) // 2
    signals = [cache[0][0][0]]
    for layer in range(1, depth):
        signals.append(np.maximum(0, signals[-1] @ params[f"W{layer}"] + params[f"b{layer}"]))
    logits = signals[-1] @ params[f"W{depth}"] + params[f"b{depth}"]
    P = np.exp(logits - np.logaddexp.reduce(logits, axis=1, keepdims=True))
    delta = (P - (np.arange(P.shape[1]) == y[:, None])) / len(y)
    grads = {}
    for layer in range(depth, 0, -1):
        grads[f"b{layer}"] = np.einsum("nk->k", delta)
        grads[f"W{layer}"] = np.einsum("nd,nk->dk", signals[layer - 1], delta) + l2 * params[f"W{layer}"]
        delta = np.where(signals[layer - 1] > 0, delta @ params[f"W{layer}"].T, 0)
    return grads


@accepted(mlp_backward, "example by example")
def _(Z, y, params, cache, l2=0.0):
    N, depth = len(y), len(params) // 2
    grads = {
        name: (l2 * array if name[0] == "W" else np.zeros(array.shape)) for name, array in params.items()
    }
    for n in range(N):
        p = np.exp(Z[n] - Z[n].max())
        delta = p / p.sum() / N
        delta[y[n]] -= 1 / N
        for layer in range(depth, 0, -1):
            a = cache[layer - 1][0][0][n]
            grads[f"W{layer}"] = grads[f"W{layer}"] + np.outer(a, delta)
            grads[f"b{layer}"] = grads[f"b{layer}"] + delta
            delta = (params[f"W{layer}"] @ delta) * (a > 0)
    return grads


@accepted(mlp_backward, "recursive")
def _(Z, y, params, cache, l2=0.0):
    depth = len(params) // 2

    def back(layer, delta):
        if layer == 0:
            return {}
        inside, before = cache[layer - 1]
        if layer < depth:
            delta = delta * (before > 0)
        below, dW, db = affine_backward(delta, inside)
        return {**back(layer - 1, below), f"W{layer}": dW + l2 * params[f"W{layer}"], f"b{layer}": db}

    return back(depth, softmax_ce_backward(Z, y))
