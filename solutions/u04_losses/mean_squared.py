"""The mean squared error and its gradient."""

from __future__ import annotations

import numpy as np

from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.loss_recipes import ALL_DIGITS, batch_formula, of_batch, targets
from solutions.u04_losses.errors import squared_error, squared_error_grad

# %% [markdown]
# ## One number for a batch
#
# $$\mathrm{MSE} = \frac1n \sum_{i=1}^{n} (y_i - \hat y_i)^2$$
#
# Here $n$ counts *all* entries: the predictions of a network with $K$ outputs form a matrix of $n = N \cdot K$ numbers.
# A mean, not a sum, so that the loss of ten examples and the loss of ten thousand can be compared and one learning
# rate serves both.


@exercise(
    points=2,
    minutes=6,
    difficulty=1,
    source="S1-17, S3-18",
    hints=(
        "First one squared error for each entry, then one number for all of them.",
        "The mean over all entries of the array, not over its rows: np.mean without an axis.",
        "Take the difference, square it entry by entry, and give the result to np.mean.",
    ),
    **of_batch(
        "mse",
        targets,
        seed=1420,
        shapes=((5,), (4, 3), (1,), (3, 3), (1, 4), (6, 1)),
        scales=(ALL_DIGITS, 321 * ALL_DIGITS),
        whole=(np.array([[3, -1, 0], [2, 2, 5]]), np.array([[1, 1, 0], [-2, 2, 4]])),
        known=[
            ((np.array([1.0, 2.0, 4.0]), np.array([1.0, 0.0, 3.0])), 5 / 3, "errors 0, 2 and 1"),
            ((np.array([[0.5, -1.0]]), np.array([[0.0, -1.5]])), 0.25, "two errors of 1/2"),
        ],
        formula=batch_formula("mse", {"yhat": np.array([[0.5, 2.0]]), "y": np.array([[-1.0, 1.5]])}),
    ),
)
def mse(yhat: np.ndarray, y: np.ndarray) -> float:
    r"""Mean squared error over all entries.

    Args:
        yhat: predictions, shape (N,) or (N, K); whole numbers may come in.
        y: targets, same shape.

    Returns:
        One number: the mean of the squared errors of all N or N times K entries.

    Example:
        >>> print(mse(np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[1.0, 0.0], [3.0, 2.0]])))
        2.0
    """
    return np.mean(np.square(np.subtract(yhat, y)))


@wrong(mse, "the sum, not the mean")
def _(yhat, y):
    return np.sum((yhat - y) ** 2)


@wrong(mse, "divides by the rows only")
def _(yhat, y):
    return np.sum((yhat - y) ** 2) / len(yhat)


@wrong(mse, "the half of another deck")
def _(yhat, y):
    return np.mean((yhat - y) ** 2) / 2


@wrong(mse, "one mean for each column")
def _(yhat, y):
    return np.mean((yhat - y) ** 2, axis=0)


@wrong(mse, "the square of the mean error")
def _(yhat, y):
    return np.mean(yhat - y) ** 2


@wrong(mse, "the root of it")
def _(yhat, y):
    return np.sqrt(np.mean((yhat - y) ** 2))


@wrong(mse, "the mean distance")
def _(yhat, y):
    return np.mean(np.abs(yhat - y))


@wrong(mse, "divides by n - 1: nothing is left for one example")
def _(yhat, y):
    return np.sum((yhat - y) ** 2) / (np.size(y) - 1)


@wrong(mse, "a column minus a row: (N, 1) and (N,) become (N, N)")
def _(yhat, y):
    return np.mean((np.reshape(yhat, (-1, 1)) - np.ravel(y)) ** 2)


@wrong(mse, "subtracts in place")
def _(yhat, y):
    yhat -= y
    return np.mean(yhat**2)


@wrong(mse, "returns the errors too")
def _(yhat, y):
    return np.mean((yhat - y) ** 2), yhat - y


@accepted(mse, "the mean of the squared errors of this unit")
def _(yhat, y):
    return squared_error(yhat, y).mean()


@accepted(mse, "plain Python")
def _(yhat, y):
    total, count = 0.0, 0
    for a, b in zip(np.ravel(yhat).tolist(), np.ravel(y).tolist(), strict=True):
        total += (a - b) ** 2
        count += 1
    return total / count


@accepted(mse, "a dot product over the number of entries")
def _(yhat, y):
    gap = (np.asarray(y, dtype=float) - yhat).ravel()
    return gap @ gap / gap.size


@accepted(mse, "through a norm")
def _(yhat, y):
    return float(np.linalg.norm(np.subtract(yhat, y)) ** 2 / np.size(y))


@accepted(mse, "with einsum, and a name for the result")
def _(yhat, y):
    gap = np.reshape(yhat, -1) - np.reshape(y, -1)
    loss = np.einsum("i,i->", gap, gap) / float(len(gap))
    return np.array(loss)


# %% [markdown]
# ## Its gradient
#
# One number depends on $n$ predictions, so the gradient has $n$ entries, in the shape of `yhat`. In the sum only one
# term holds $\hat y_i$; its derivative keeps the factor $1/n$. Leave that factor out and nothing crashes: training
# just takes steps that are $n$ times too long.


@exercise(
    points=3,
    minutes=10,
    difficulty=2,
    source="S1-17",
    needs=("mse",),
    hints=(
        "How does the whole sum change when one prediction moves? All other terms stay.",
        "The derivative of (yhat_i - y_i) squared is 2 (yhat_i - y_i); the mean divides by the number of all entries.",
        "Difference, prediction first, times two, over the size of the array: np.size counts every entry.",
    ),
    **of_batch(
        "mse_grad",
        targets,
        seed=1430,
        shapes=((4, 3), (5,), (1,), (3, 3), (1, 4), (6, 1)),
        scales=(ALL_DIGITS, 321 * ALL_DIGITS),
        whole=(np.array([[3, -1, 0], [2, 2, 5]]), np.array([[1, 1, 0], [-2, 2, 4]])),
        known=[
            (
                (np.array([1.0, 2.0, 4.0, 0.0]), np.array([1.0, 0.0, 3.0, 0.5])),
                np.array([0.0, 1.0, 0.5, -0.25]),
                "errors 0, 2, 1 and -1/2",
            ),
        ],
        of="mse",
        wrt="yhat",
        formula=batch_formula(
            "mse_grad", {"yhat": np.array([[0.5, 2.0]]), "y": np.array([[-1.0, 1.5]])}, like="yhat"
        ),
    ),
)
def mse_grad(yhat: np.ndarray, y: np.ndarray) -> np.ndarray:
    r"""Gradient of the mean squared error with respect to the predictions.

    Args:
        yhat: predictions, shape (N,) or (N, K); whole numbers may come in.
        y: targets, same shape.

    Returns:
        Array in the shape of `yhat`, float64: how much the loss rises for each prediction.

    Example:
        >>> mse_grad(np.array([1.0, 5.0]), np.array([2.0, 3.0]))
        array([-1.,  2.])
    """
    difference = np.subtract(yhat, y, dtype=float)
    return difference * (2.0 / difference.size)


@wrong(mse_grad, "forgets the mean")
def _(yhat, y):
    return 2.0 * (yhat - y)


@wrong(mse_grad, "forgets the factor 2")
def _(yhat, y):
    return (yhat - y) / np.size(y)


@wrong(mse_grad, "target minus prediction: uphill")
def _(yhat, y):
    return 2.0 * (y - yhat) / np.size(y)


@wrong(mse_grad, "divides by the rows only")
def _(yhat, y):
    return 2.0 * (yhat - y) / len(y)


@wrong(mse_grad, "divides by the columns")
def _(yhat, y):
    return 2.0 * (yhat - y) / np.shape(y)[-1]


@wrong(mse_grad, "the mean of the slopes, one number")
def _(yhat, y):
    return np.mean(2.0 * (yhat - y))


@wrong(mse_grad, "the same mean slope everywhere")
def _(yhat, y):
    return np.full(np.shape(y), np.mean(2.0 * (yhat - y)))


@wrong(mse_grad, "the squared errors over n")
def _(yhat, y):
    return (yhat - y) ** 2 / np.size(y)


@wrong(mse_grad, "a whole-number array for the result")
def _(yhat, y):
    out = np.zeros_like(yhat)
    out[...] = 2 * (yhat - y) / np.size(y)
    return out


@wrong(mse_grad, "transposed")
def _(yhat, y):
    return np.transpose(2.0 * (yhat - y) / np.size(y))


@wrong(mse_grad, "subtracts in place")
def _(yhat, y):
    yhat -= y
    return 2.0 * yhat / yhat.size


@accepted(mse_grad, "from the slopes of this unit")
def _(yhat, y):
    return squared_error_grad(yhat, y) / np.size(yhat)


@accepted(mse_grad, "entry by entry")
def _(yhat, y):
    out = np.empty(np.shape(yhat))
    for place, value in np.ndenumerate(yhat):
        out[place] = 2 * (value - y[place]) / out.size
    return out


@accepted(mse_grad, "rows times columns")
def _(yhat, y):
    count = np.prod(np.shape(y))
    return (2.0 * np.asarray(yhat) - 2.0 * np.asarray(y)) / count


@accepted(mse_grad, "one half of n below the line")
def _(yhat, y):
    yhat = np.array(yhat, dtype=float)
    return (yhat - y) / (yhat.size / 2)
