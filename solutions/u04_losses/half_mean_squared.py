"""The same loss with another factor: half of the sum over outputs, mean over examples."""

from __future__ import annotations

import numpy as np

from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.loss_recipes import ALL_DIGITS, batch_formula, of_batch, targets
from solutions.u04_losses.errors import squared_error
from solutions.u04_losses.mean_squared import mse, mse_grad

# %% [markdown]
# ## The same loss with another factor
#
# One deck divides by $2m$, with $m$ the number of *examples*, and adds up the outputs $k$ of each:
#
# $$J = \frac1{2m} \sum_{e=1}^{m} \sum_{k} \bigl(\hat y^{(e)}_k - y^{(e)}_k\bigr)^2$$
#
# Nothing about the best weights changes with a factor, but the gradient does, and with it the right learning rate. The
# half is there for one reason only: you see it when you differentiate. For a batch of 5 examples with 3 outputs,
# by which factor do the two gradients differ?


@exercise(
    points=2,
    minutes=6,
    difficulty=2,
    core=False,
    source="S1-25",
    needs=("mse",),
    hints=(
        "Two counts that are easily mixed up: the sum runs over every entry, the division counts rows only.",
        "Sum of all squared errors, divided by two times the number of examples.",
        "np.sum without an axis for the numerator; len of the array gives the rows for the denominator.",
    ),
    **of_batch(
        "half_mse",
        targets,
        seed=1440,
        shapes=((4, 3), (5,), (1,), (3, 3), (1, 4), (6, 2)),
        scales=(ALL_DIGITS, 321 * ALL_DIGITS),
        whole=(np.array([[3, -1, 0], [2, 2, 5]]), np.array([[1, 1, 0], [-2, 2, 4]])),
        known=[
            (
                (np.array([[1.0, 2.0], [4.0, 0.0]]), np.array([[1.0, 0.0], [3.0, 1.0]])),
                1.5,
                "two examples with two outputs",
            ),
            ((np.array([0.5, -1.0]), np.array([0.0, -1.5])), 0.125, "one output, two errors of 1/2"),
        ],
        formula=batch_formula("half_mse", {"yhat": np.array([[0.5, 2.0]]), "y": np.array([[-1.0, 1.5]])}),
    ),
)
def half_mse(yhat: np.ndarray, y: np.ndarray) -> float:
    r"""Half of the squared error, summed over the outputs, mean over the examples.

    Args:
        yhat: predictions, shape (N, K), or (N,) for one output; whole numbers may come in.
        y: targets, same shape.

    Returns:
        One number: the sum of all squared errors over 2N.

    Example:
        >>> print(half_mse(np.array([[1.0, 2.0, 3.0]]), np.array([[0.0, 2.0, 1.0]])))
        2.5
    """
    return np.sum(np.square(np.subtract(yhat, y))) / (2 * len(y))


@wrong(half_mse, "divides by all entries")
def _(yhat, y):
    return np.mean((yhat - y) ** 2) / 2


@wrong(half_mse, "forgets the half")
def _(yhat, y):
    return np.sum((yhat - y) ** 2) / len(y)


@wrong(half_mse, "forgets the division by the examples")
def _(yhat, y):
    return np.sum((yhat - y) ** 2) / 2


@wrong(half_mse, "divides by the outputs")
def _(yhat, y):
    return np.sum((yhat - y) ** 2) / (2 * np.shape(y)[-1])


@wrong(half_mse, "operator precedence: times N where it should be divided")
def _(yhat, y):
    return np.sum((yhat - y) ** 2) / 2 * len(y)


@wrong(half_mse, "halves before it squares")
def _(yhat, y):
    return np.sum(((yhat - y) / 2) ** 2) / len(y)


@wrong(half_mse, "one loss for each example")
def _(yhat, y):
    return np.sum((yhat - y) ** 2, axis=-1) / 2


@wrong(half_mse, "distances instead of squares")
def _(yhat, y):
    return np.sum(np.abs(yhat - y)) / (2 * len(y))


@wrong(half_mse, "whole-number division")
def _(yhat, y):
    return np.sum((yhat - y) ** 2) // (2 * len(y))


@accepted(half_mse, "mean over the rows, sum over the columns")
def _(yhat, y):
    rows = squared_error(yhat, y).reshape(len(y), -1)
    return rows.sum(axis=1).mean() / 2


@accepted(half_mse, "from the mean squared error")
def _(yhat, y):
    return mse(yhat, y) * np.size(y) / len(y) / 2


@accepted(half_mse, "example by example")
def _(yhat, y):
    total = 0.0
    for guess, target in zip(yhat, y, strict=True):
        gap = np.atleast_1d(np.subtract(guess, target, dtype=float))
        total += 0.5 * float(gap @ gap)
    return total / len(y)


@accepted(half_mse, "a squared norm")
def _(yhat, y):
    gap = np.asarray(yhat, dtype=float) - y
    return 0.5 / gap.shape[0] * np.vdot(gap, gap)


# %% [markdown]
# ## Its gradient
#
# The 2 that the square sends down finally meets the half. What is left divides by the number of examples, and by
# nothing else: a network with more outputs gets a larger loss.


@exercise(
    points=2,
    minutes=6,
    difficulty=2,
    core=False,
    source="S1-25",
    needs=("half_mse",),
    hints=(
        "Only one term of the double sum holds a given prediction.",
        "The 2 that comes down from the square meets the half; what is left below the line?",
        "The difference, prediction first, over the number of rows.",
    ),
    **of_batch(
        "half_mse_grad",
        targets,
        seed=1450,
        shapes=((4, 3), (5,), (1,), (3, 3), (1, 4), (6, 2)),
        scales=(ALL_DIGITS, 321 * ALL_DIGITS),
        whole=(np.array([[3, -1, 0], [2, 2, 5]]), np.array([[1, 1, 0], [-2, 2, 4]])),
        known=[
            (
                (np.array([[1.0, 2.0], [4.0, 0.0]]), np.array([[1.0, 0.0], [3.0, 1.0]])),
                np.array([[0.0, 1.0], [0.5, -0.5]]),
                "two examples with two outputs",
            ),
        ],
        of="half_mse",
        wrt="yhat",
        formula=batch_formula(
            "half_mse_grad", {"yhat": np.array([[0.5], [2.0]]), "y": np.array([[-1.0], [1.5]])}, like="yhat"
        ),
    ),
)
def half_mse_grad(yhat: np.ndarray, y: np.ndarray) -> np.ndarray:
    r"""Gradient of `half_mse` with respect to the predictions.

    Args:
        yhat: predictions, shape (N, K), or (N,) for one output; whole numbers may come in.
        y: targets, same shape.

    Returns:
        Array in the shape of `yhat`, float64.

    Example:
        >>> half_mse_grad(np.array([[1.0, 2.0, 3.0]]), np.array([[0.0, 2.0, 1.0]]))
        array([[1., 0., 2.]])
    """
    return np.subtract(yhat, y, dtype=float) / len(y)


@wrong(half_mse_grad, "keeps the 2 that the half takes away")
def _(yhat, y):
    return 2.0 * (yhat - y) / len(y)


@wrong(half_mse_grad, "the half stays below the line")
def _(yhat, y):
    return (yhat - y) / (2 * len(y))


@wrong(half_mse_grad, "divides by all entries")
def _(yhat, y):
    return (yhat - y) / np.size(y)


@wrong(half_mse_grad, "divides by the outputs")
def _(yhat, y):
    return (yhat - y) / np.shape(y)[-1]


@wrong(half_mse_grad, "forgets the mean over the examples")
def _(yhat, y):
    return np.subtract(yhat, y, dtype=float)


@wrong(half_mse_grad, "target minus prediction: uphill")
def _(yhat, y):
    return (y - yhat) / len(y)


@wrong(half_mse_grad, "sums over the outputs")
def _(yhat, y):
    return np.sum(yhat - y, axis=-1, keepdims=True) / len(y)


@wrong(half_mse_grad, "takes the mean over the examples once more")
def _(yhat, y):
    return np.mean(yhat - y, axis=0) / len(y)


@accepted(half_mse_grad, "from the other gradient")
def _(yhat, y):
    outputs = np.size(y) // len(y)
    return mse_grad(yhat, y) * outputs / 2


@accepted(half_mse_grad, "times one over N")
def _(yhat, y):
    return (1 / np.shape(yhat)[0]) * (np.asarray(yhat) - np.asarray(y))


@accepted(half_mse_grad, "example by example")
def _(yhat, y):
    return np.array([(np.array(a, dtype=float) - b) / len(y) for a, b in zip(yhat, y, strict=True)])


@accepted(half_mse_grad, "two terms")
def _(yhat, y):
    examples = float(len(yhat))
    return np.asarray(yhat) / examples - np.asarray(y) / examples
