"""Answers of a trained network."""

from __future__ import annotations

import numpy as np

from autograder.calls import call
from autograder.checks.golden import golden
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.layer_recipes import arrays_in
from autograder.exercise.recipes import draw
from autograder.exercise.training_recipes import network_of
from autograder.plain import Laid

# %% [markdown]
# ## Using it
#
# Training is over; from now on the network only answers. No softmax is needed for that, no loss, no labels.


@exercise(
    points=1,
    minutes=5,
    difficulty=1,
    core=True,
    source="S3-40, S4-11",
    needs=("evaluate",),
    hints=(
        "The forward pass, and then a decision for each row.",
        "ReLU between the layers, none after the last; the answer is the position of the largest score in each row.",
        "Loop over the layers as in evaluate, and return np.argmax of the scores along axis 1.",
    ),
    **arrays_in(
        form="N whole numbers",
        shape=(
            call("predict", draw(2321, 6, 2), network_of(2322, 2, 4, 3)),
            call("predict", draw(2323, 1, 2), network_of(2322, 2, 4, 3)),
        ),
        known=(
            golden(
                call(
                    "predict",
                    np.array([[1.0], [-2.0], [0.0]]),
                    {"W1": np.array([[1.0, -1.0]]), "b1": np.array([0.0, 0.0])},
                ),
                np.array([0, 1, 0]),
                label="three rows, one layer, one tie",
            ),
        ),
        then=call("predict", draw(2324, 4, 3), network_of(2325, 3, 5)),
        hidden=(
            call("predict", draw(2326, 14, 3), network_of(2327, 3, 6, 5, 4)),
            call("predict", draw(2328, 20, 2), network_of(2329, 2, 7, 3)),
            call("predict", draw(2330, 5, 5), network_of(2331, 5, 5, 5)),
            call("predict", draw(2332, 12, 3), network_of(2333, 3, 5, 4, 3, 6)),
            call("predict", draw(2334, 12, 4), network_of(2335, 4, 3)),
            call("predict", draw(2340, 15, 2), network_of(2341, 2, 4, 2)),
            call("predict", np.array([[1, -2], [3, 0], [2, 2]]), network_of(2336, 2, 4, 3)),
            call("predict", Laid(draw(2337, 9, 2), "F"), network_of(2338, 2, 5, 3)),
            call(
                "predict",
                np.array([[-3.0, 1.0], [0.5, 2.0], [-2.0, -2.0]]),
                {
                    "W1": np.array([[1.0, -2.0, 0.5], [0.5, 1.0, -1.0]]),
                    "b1": np.array([0.1, -0.2, 0.3]),
                    "W2": np.array([[-1.0, -2.0], [-1.0, -0.5], [-2.0, -0.1]]),
                    "b2": np.array([-1.0, -1.5]),
                },
            ),
        ),
    ),
)
def predict(X: np.ndarray, params: dict) -> np.ndarray:
    """Most likely class of each row.

    Args:
        X: inputs, shape (N, D).
        params: "W1" (D, H), "b1" (H,), and so on; ReLU follows every layer but the last, whose outputs are the scores.

    Returns:
        Array of shape (N,), whole numbers: the class with the largest score, the first one of equals.

    Example:
        >>> predict(np.array([[1.0], [-2.0]]), {"W1": np.array([[1.0, -1.0]]), "b1": np.zeros(2)})
        array([0, 1])
    """
    hidden, depth = X, len(params) // 2
    for layer in range(1, depth):
        hidden = np.maximum(0.0, hidden @ params[f"W{layer}"] + params[f"b{layer}"])
    return np.argmax(hidden @ params[f"W{depth}"] + params[f"b{depth}"], axis=1)


@wrong(predict, "the best row of each class")
def _(X, params):
    A, L = X, len(params) // 2
    for k in range(1, L + 1):
        Z = A @ params[f"W{k}"] + params[f"b{k}"]
        A = np.maximum(Z, 0)
    return Z.argmax(axis=0)


@wrong(predict, "a ReLU on the scores")
def _(X, params):
    A = X
    for k in range(1, len(params) // 2 + 1):
        A = np.maximum(A @ params[f"W{k}"] + params[f"b{k}"], 0)
    return A.argmax(axis=1)


@wrong(predict, "without ReLU")
def _(X, params):
    A = X
    for k in range(1, len(params) // 2 + 1):
        A = A @ params[f"W{k}"] + params[f"b{k}"]
    return A.argmax(axis=1)


@wrong(predict, "forgets the biases")
def _(X, params):
    A = X
    for k in range(1, len(params) // 2 + 1):
        Z = A @ params[f"W{k}"]
        A = np.maximum(Z, 0)
    return Z.argmax(axis=1)


@wrong(predict, "forgets the last bias")
def _(X, params):
    A, L = X, len(params) // 2
    for k in range(1, L):
        A = np.maximum(A @ params[f"W{k}"] + params[f"b{k}"], 0)
    return (A @ params[f"W{L}"]).argmax(axis=1)


@wrong(predict, "two layers, whatever is there")
def _(X, params):
    A = X
    for k in range(1, min(2, len(params) // 2)):
        A = np.maximum(A @ params[f"W{k}"] + params[f"b{k}"], 0)
    k = min(2, len(params) // 2)
    return (A @ params[f"W{k}"] + params[f"b{k}"]).argmax(axis=1)


@wrong(predict, "the largest scores themselves")
def _(X, params):
    A, L = X, len(params) // 2
    for k in range(1, L):
        A = np.maximum(A @ params[f"W{k}"] + params[f"b{k}"], 0)
    return (A @ params[f"W{L}"] + params[f"b{L}"]).max(axis=1)


@wrong(predict, "tanh between the layers")
def _(X, params):
    A, L = X, len(params) // 2
    for k in range(1, L):
        A = np.tanh(A @ params[f"W{k}"] + params[f"b{k}"])
    return (A @ params[f"W{L}"] + params[f"b{L}"]).argmax(axis=1)


@wrong(predict, "the last of equal scores")
def _(X, params):
    A, L = X, len(params) // 2
    for k in range(1, L):
        A = np.maximum(A @ params[f"W{k}"] + params[f"b{k}"], 0)
    Z = A @ params[f"W{L}"] + params[f"b{L}"]
    return Z.shape[1] - 1 - Z[:, ::-1].argmax(axis=1)


@accepted(predict, "row by row")
def _(X, params):
    depth, answers = len(params) // 2, []
    for row in X:
        a = np.array(row, dtype=float)
        for k in range(1, depth + 1):
            z = a @ params[f"W{k}"] + params[f"b{k}"]
            a = np.maximum(z, 0)
        answers.append(int(np.argmax(z)))
    return np.array(answers)


@accepted(predict, "with the layers in a list")
def _(X, params):
    layers = [(params[f"W{k + 1}"], params[f"b{k + 1}"]) for k in range(len(params) // 2)]
    *hidden, (last, bias) = layers
    signal = np.asarray(X)
    for W, b in hidden:
        signal = np.where(signal @ W + b < 0, 0, signal @ W + b)
    best = np.full(len(signal), -np.inf)
    found = np.zeros(len(signal), dtype=int)
    for unit in range(last.shape[1]):
        score = signal @ last[:, unit] + bias[unit]
        found[score > best] = unit
        best = np.maximum(best, score)
    return found


@accepted(predict, "recursively")
def _(X, params):
    def scores(A, k):
        Z = np.dot(A, params[f"W{k}"]) + params[f"b{k}"]
        return scores(Z * (Z > 0), k + 1) if f"W{k + 1}" in params else Z

    return scores(X, 1).argmax(axis=-1)


@accepted(predict, "by way of softmax")
def _(X, params):
    A, L = np.asarray(X, dtype=float), len(params) // 2
    for k in range(1, L + 1):
        A = np.einsum("nd,dk->nk", A, params[f"W{k}"]) + params[f"b{k}"][None, :]
        A = np.clip(A, 0, None) if k < L else A
    P = np.exp(A - A.max(axis=1, keepdims=True))
    P /= P.sum(axis=1, keepdims=True)
    return P.argmax(axis=1).astype(float)
