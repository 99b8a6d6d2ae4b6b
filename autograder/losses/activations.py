"""Activations and maxout."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from autograder.losses.registry import loss


@loss
def sigmoid(z: Any) -> Any:
    """1 / (1 + exp(-z))."""
    return 1.0 / (1.0 + np.exp(-z))


@loss
def tanh(z: Any) -> Any:
    """Hyperbolic tangent."""
    return np.tanh(z)


@loss
def relu(z: Any) -> Any:
    """max(0, z)."""
    return (np.abs(z) + z) / 2


@loss
def leaky_relu(z: Any, alpha: float = 0.1) -> Any:
    """Z for z > 0, alpha*z elsewhere."""
    return relu(z) - alpha * relu(-z)


@loss
def elu(z: Any, alpha: float = 1.0) -> Any:
    """Z for z > 0, alpha*(exp(z) - 1) elsewhere."""
    return relu(z) + alpha * (np.exp(-relu(-z)) - 1.0)


@loss
def piecewise_linear(z: Any) -> Any:
    """clip(z + 1/2, 0, 1)."""
    return relu(z + 0.5) - relu(z - 0.5)


@loss
def softplus(z: Any) -> Any:
    """log(1 + exp(z))."""
    return np.log(1.0 + np.exp(z))


@loss
def swish(z: Any) -> Any:
    """Z * sigmoid(z)."""
    return z * sigmoid(z)


@loss
def gelu(z: Any) -> Any:
    """Z times the normal distribution function at z."""
    erf = np.vectorize(math.erf, otypes=[float])
    return 0.5 * z * (1.0 + erf(z / math.sqrt(2.0)))


@loss
def maxout_response(dY: Any, X: Any, W: Any, b: Any) -> float:
    """Sum of dY times the maxout of X: its gradients are the backward pass."""
    pieces = np.einsum("nd,dkp->nkp", X, W) + b
    return float((dY * pieces.max(axis=2)).sum())
