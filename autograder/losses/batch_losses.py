"""Losses of a batch, from predictions and from scores."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.losses.activations import softplus
from autograder.losses.one_neuron import logistic_loss
from autograder.losses.registry import loss


@loss
def squared_error(yhat: Any, y: Any) -> Any:
    """(yhat - y)^2, element by element."""
    gap = yhat - np.asarray(y)
    return gap * gap


@loss
def mse(yhat: Any, y: Any) -> float:
    """Mean of the squared errors over all entries."""
    return float(squared_error(yhat, y).sum() / np.asarray(y).size)


@loss
def half_mse(yhat: Any, y: Any) -> float:
    """Sum of the squared errors divided by twice the number of rows."""
    return 0.5 * float(squared_error(yhat, y).sum() / np.asarray(y).shape[0])


@loss
def mae(yhat: Any, y: Any) -> float:
    """Mean distance over all entries."""
    return float(np.sqrt(squared_error(yhat, y)).mean())


@loss
def bce(p: Any, y: Any) -> float:
    """Mean logistic loss over all entries."""
    return float(logistic_loss(p, y).mean())


@loss
def cross_entropy(P: Any, Y: Any) -> float:
    """-(1/N) sum of Y*log(P), one example in each of the N rows."""
    return -float(np.vdot(Y, np.log(P)) / np.asarray(P).shape[0])


@loss
def softmax_cross_entropy(Z: Any, y: Any) -> float:
    """Mean of log(sum_j exp(Z_nj)) - Z_n,y_n over the rows."""
    own = np.take_along_axis(Z, np.asarray(y)[:, None], axis=1)[:, 0]
    return float((np.log(np.exp(Z).sum(axis=1)) - own).mean())


@loss
def bce_with_logits(z: Any, y: Any) -> float:
    """Mean of softplus(z) - y*z over all entries."""
    return float((softplus(z) - np.multiply(y, z)).mean())


@loss
def multilabel_loss(Z: Any, T: Any) -> float:
    """Sum of softplus(Z) - T*Z over the classes, mean over the rows."""
    return float((softplus(Z) - np.multiply(T, Z)).sum() / np.asarray(Z).shape[0])
