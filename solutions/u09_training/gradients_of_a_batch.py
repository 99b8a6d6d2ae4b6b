"""Slopes of the loss for one batch."""

from __future__ import annotations

import numpy as np

from autograder.calls import call, traced
from autograder.checks import Formula, Golden, Purity, Shape
from autograder.exercise.declare import accepted, exercise
from autograder.exercise.recipes import draw
from autograder.exercise.training_recipes import classes, network_of
from autograder.plain import Laid

# %% [markdown]
# ## The loop, part by part: gradients of a batch
#
# Four steps, says a deck: data, a start, a cost, a descent. The descent is where the work is, and it comes in
# parts: the slopes for a few rows, an update, an epoch, a history. You write each of them on its own, so that the whole
# thing is short in the end.
#
# First the slopes. This is backpropagation in matrices as in unit 7; if your `mlp_forward` and `mlp_backward` lie beside
# this file, three lines do it.


@exercise(
    points=4,
    minutes=25,
    difficulty=3,
    core=True,
    source="S3-38, S4-11",
    hints=(
        "Forward through all layers, keeping what goes into each; then backward through them in the opposite order.",
        "The last scores have the slope (softmax - one-hot)/N. A layer with input A and slope dZ has dW = A.T @ dZ and db = the column sums of dZ; its input has the slope dZ @ W.T, which passes a ReLU only where that let something through.",
        "Keep a list of inputs: X, then each ReLU's output. Set dZ for the scores; for the layers from last to first store dW and db, then dZ = (dZ @ W.T) times the truth values input > 0.",
    ),
    checks=[
        Shape(
            label="a dict of float64 arrays, one slope for each parameter",
            at=(
                call("batch_gradients", draw(2201, 4, 2), classes(2202, 4, 3), network_of(2203, 2, 5, 3)),
                call("batch_gradients", draw(2204, 3, 2), classes(2205, 3, 4), network_of(2206, 2, 4)),
            ),
        ),
        Golden(
            label="no hidden layer",
            at=(call("batch_gradients", draw(2204, 3, 2), classes(2205, 3, 4), network_of(2206, 2, 4)),),
        ),
        Golden(
            label="one hidden layer",
            weight=2,
            at=(call("batch_gradients", draw(2201, 4, 2), classes(2202, 4, 3), network_of(2203, 2, 5, 3)),),
        ),
        Purity(
            label="leaves X, y and params alone and remembers nothing",
            first=call("batch_gradients", draw(2201, 4, 2), classes(2202, 4, 3), network_of(2203, 2, 5, 3)),
            between=call("batch_gradients", draw(2207, 5, 3), classes(2208, 5, 2), network_of(2209, 3, 4, 2)),
        ),
    ],
    hidden=[
        Golden(
            label="any depth, size and layout",
            weight=4,
            at=(
                call("batch_gradients", draw(2211, 5, 3), classes(2212, 5, 3), network_of(2213, 3, 6, 4, 3)),
                call(
                    "batch_gradients", draw(2214, 7, 4), classes(2215, 7, 2), network_of(2216, 4, 5, 4, 3, 2)
                ),
                call("batch_gradients", draw(2217, 1, 3), np.array([1]), network_of(2218, 3, 4, 2)),
                call("batch_gradients", draw(2219, 4, 4), classes(2220, 4, 4), network_of(2221, 4, 4, 4)),
                call(
                    "batch_gradients",
                    np.array([[1, -2, 3], [2, 0, -1]]),
                    np.array([2, 0]),
                    network_of(2222, 3, 4, 3),
                ),
                call(
                    "batch_gradients",
                    Laid(draw(2223, 6, 2), "F"),
                    Laid(classes(2224, 6, 3), "readonly"),
                    network_of(2225, 2, 5, 3),
                ),
                call(
                    "batch_gradients", draw(2226, 5, 2), np.array([1, 1, 1, 1, 1]), network_of(2227, 2, 4, 3)
                ),
            ),
        ),
        Golden(
            label="scores in the hundreds do not overflow",
            at=(
                call(
                    "batch_gradients", 400 * draw(2228, 4, 2), classes(2229, 4, 3), network_of(2230, 2, 5, 3)
                ),
            ),
        ),
        Formula(
            label="the formula of one layer",
            call=traced(
                {"0": "X", "2.W1": "W", "2.b1": "b"},
                call(
                    "batch_gradients",
                    np.array([[0.7], [-1.2]]),
                    np.array([1, 0]),
                    {"W1": np.array([[0.4, -0.3]]), "b1": np.array([0.2, -0.1])},
                ),
            ),
            names={
                "X[0,0]": "x0",
                "X[1,0]": "x1",
                "W[0,0]": "w0",
                "W[0,1]": "w1",
                "b[0]": "b0",
                "b[1]": "b1",
            },
            parts={
                "['b1'][0]": "db1[0]",
                "['b1'][1]": "db1[1]",
                "['W1'][0,0]": "dW1[0,0]",
                "['W1'][0,1]": "dW1[0,1]",
            },
        ),
    ],
)
def batch_gradients(X: np.ndarray, y: np.ndarray, params: dict) -> dict:
    """Slopes of the mean cross-entropy of a batch with respect to every parameter of a ReLU network.

    Args:
        X: inputs of the batch, shape (N, D).
        y: classes, integers, shape (N,).
        params: "W1" (D, H), "b1" (H,), and so on, for one layer or more. ReLU follows every layer but the last,
            whose outputs are the scores.

    Returns:
        A new dict with the same keys: the derivative of the mean loss with respect to each array, in its shape.
        Scores in the hundreds must not overflow.

    Example:
        >>> params = {"W1": np.zeros((1, 2)), "b1": np.zeros(2)}
        >>> batch_gradients(np.array([[3.0]]), np.array([0]), params)
        {'W1': array([[-1.5,  1.5]]), 'b1': array([-0.5,  0.5])}
    """
    depth = len(params) // 2
    inputs = [X]
    for layer in range(1, depth):
        inputs.append(np.maximum(inputs[-1] @ params[f"W{layer}"] + params[f"b{layer}"], 0.0))
    Z = inputs[-1] @ params[f"W{depth}"] + params[f"b{depth}"]
    slope = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    slope = slope / np.sum(slope, axis=1, keepdims=True) - np.eye(Z.shape[1])[y]
    slope = slope / len(y)
    grads = {}
    for layer in range(depth, 0, -1):
        grads[f"W{layer}"] = inputs[layer - 1].T @ slope
        grads[f"b{layer}"] = np.sum(slope, axis=0)
        slope = (slope @ params[f"W{layer}"].T) * (inputs[layer - 1] > 0)
    return {name: grads[name] for name in params}


@accepted(batch_gradients, "recursively, layer by layer")
def _(X, y, params):
    L = len(params) // 2
    grads = {}

    def through(k, A):
        W, b = params[f"W{k}"], params[f"b{k}"]
        Z = A @ W + b
        if k == L:
            E = np.exp(Z - Z.max(axis=1)[:, None])
            d = E / E.sum(axis=1)[:, None]
            d[np.arange(len(y)), y] -= 1
            d = d / len(y)
        else:
            d = np.where(Z > 0, through(k + 1, np.where(Z > 0, Z, 0.0)), 0.0)
        grads[f"W{k}"], grads[f"b{k}"] = A.T @ d, d.sum(axis=0)
        return d @ W.T

    through(1, np.array(X, dtype=float))
    return grads


@accepted(batch_gradients, "a sum over single rows")
def _(X, y, params):
    L = len(params) // 2
    total = {name: np.zeros_like(item) for name, item in params.items()}
    for x, label in zip(X, y, strict=True):
        A = [np.asarray(x, dtype=float)]
        for k in range(1, L + 1):
            z = A[-1] @ params[f"W{k}"] + params[f"b{k}"]
            A.append(np.maximum(z, 0) if k < L else z)
        p = np.exp(A[-1] - A[-1].max())
        d = p / p.sum()
        d[label] -= 1
        for k in range(L, 0, -1):
            total[f"W{k}"] += np.outer(A[k - 1], d) / len(y)
            total[f"b{k}"] += d / len(y)
            d = (params[f"W{k}"] @ d) * (A[k - 1] > 0)
    return total


@accepted(batch_gradients, "einsum, and masks kept on the way")
def _(X, y, params):
    L = len(params) // 2
    flow, kept, masks = X, [], []
    for k in range(1, L + 1):
        kept.append(flow)
        flow = np.einsum("ni,ij->nj", flow, params[f"W{k}"]) + params[f"b{k}"]
        if k < L:
            masks.append((flow > 0).astype(float))
            flow = flow * masks[-1]
    partition = np.logaddexp.reduce(flow, axis=1, keepdims=True)
    d = (np.exp(flow - partition) - (y[:, None] == np.arange(flow.shape[1]))) / X.shape[0]
    grads = dict.fromkeys(params)
    for k in reversed(range(L)):
        grads[f"W{k + 1}"] = np.einsum("ni,nj->ij", kept[k], d)
        grads[f"b{k + 1}"] = np.einsum("nj->j", d)
        if k:
            d = np.einsum("nj,ij->ni", d, params[f"W{k + 1}"]) * masks[k - 1]
    return grads


@accepted(batch_gradients, "divides by N at the end")
def _(X, y, params):
    N, depth = len(X), len(params) // 2
    layers = [(params[f"W{k}"], params[f"b{k}"]) for k in range(1, depth + 1)]
    acts = [X * 1.0]
    for W, b in layers[:-1]:
        acts.append((acts[-1] @ W + b).clip(min=0))
    scores = acts[-1] @ layers[-1][0] + layers[-1][1]
    scores = scores - scores.max(axis=1, keepdims=True)
    back = np.exp(scores)
    back = back / back.sum(axis=1, keepdims=True)
    back[range(N), y] -= 1.0
    out = {}
    for k in range(depth, 0, -1):
        out[f"b{k}"] = back.sum(axis=0) / N
        out[f"W{k}"] = np.dot(acts[k - 1].T, back) / N
        back = np.dot(back, layers[k - 1][0].T) * np.sign(acts[k - 1])
    return out
