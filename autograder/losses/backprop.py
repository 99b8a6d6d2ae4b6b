"""Layers and networks, forward only, and the numbers that their backward passes are the gradients of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from autograder.losses.activations import relu
from autograder.losses.registry import loss


@loss
def affine_forward(X: Any, W: Any, b: Any) -> tuple[Any, None]:
    """X @ W + b, and no cache."""
    return np.einsum("nd,dk->nk", X, W) + b, None


@loss
def affine_response(X: Any, W: Any, b: Any, dZ: Any) -> float:
    """Sum of dZ times the affine layer's output: its gradients are the backward pass."""
    return float(paired(affine_forward(X, W, b), dZ))


@loss
def paired(result: Any, dZ: Any) -> float:
    """Sum of dZ times the output of a layer, given what its forward pass returned."""
    return float(np.sum(dZ * result[0]))


@loss
def relu_response(dA: Any, Z: Any) -> float:
    """Sum of dA times relu(Z)."""
    return float(np.sum(dA * relu(np.asarray(Z, dtype=float))))


@loss
def mean_cross_entropy(Z: Any, y: Any) -> float:
    """Mean over the rows of log(sum(exp(z))) - z[y]."""
    rows = np.arange(np.shape(Z)[0])
    return float(np.mean(np.log(np.exp(Z).sum(axis=1)) - np.asarray(Z)[rows, y]))


@loss
def mlp_forward(X: Any, params: Mapping[str, Any]) -> tuple[Any, None]:
    """Affine layers with relu between them, and no cache."""
    A: Any = X
    depth = sum(name.startswith("W") for name in params)
    for number in range(1, 1 + depth):
        A = affine_forward(relu(A) if number > 1 else A, params[f"W{number}"], params[f"b{number}"])[0]
    return A, None


@loss
def mlp_loss(
    X: Any, y: Any, params: Mapping[str, Any] | None = None, l2: float = 0.0, **entries: Any
) -> float:
    """Mean cross-entropy of the network's logits plus l2/2 times the sum of all squared weights.

    The parameters come in a dict, or by their names.
    """
    network = {**(params or {}), **entries}
    return float(penalised(mlp_forward(X, network), y, network, l2))


@loss
def penalised(result: Any, y: Any, params: Mapping[str, Any], l2: float) -> float:
    """Return the loss of a network, given what its forward pass returned."""
    squares = sum(float(np.sum(np.square(W))) for name, W in params.items() if name.startswith("W"))
    return float(mean_cross_entropy(result[0], y) + l2 * squares / 2)


@loss
def two_layer_loss(X: Any, Y: Any, W1: Any, b1: Any, W2: Any, b2: Any) -> float:
    """Half mean squared error of a linear layer on top of a tanh layer."""
    error = affine_forward(np.tanh(affine_forward(X, W1, b1)[0]), W2, b2)[0] - Y
    return float(np.sum(error**2) / (2 * np.shape(X)[0]))
