"""The loss of a sigmoid neuron."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.losses.activations import sigmoid
from autograder.losses.registry import loss


@loss
def logistic_loss(yhat: Any, y: Any) -> Any:
    """Cross-entropy of one prediction (element-wise)."""
    return np.where(np.asarray(y) > 0.5, -np.log(yhat), -np.log(1.0 - yhat))


@loss
def neuron_loss(x: Any, w: Any, b: Any, y: Any) -> Any:
    """Cross-entropy of a sigmoid neuron with one input."""
    return logistic_loss(sigmoid(w * x + b), y)


@loss
def logistic_regression_loss(X: Any, y: Any, w: Any, b: Any) -> float:
    """Mean cross-entropy of a sigmoid neuron over the rows of X."""
    return float(np.mean(logistic_loss(sigmoid(X @ w + b), y)))
