"""The error of one prediction, squared."""

from __future__ import annotations

import numpy as np

from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.loss_recipes import ALL_DIGITS, batch_formula, of_batch, targets

# %% [markdown]
# ## The error of one prediction
#
# A network says $\hat y = 0.01$ and the truth is $y = 1$. The error is $0.99$, its square $0.9801$. At
# $\hat y = 0.001$ the error is $0.999$ and the square $0.998001$. Squaring does two things: it forgets on which side
# the prediction was, and it makes large errors count more and small ones less. Before there is any mean there is one
# squared error for each prediction.


@exercise(
    points=1,
    minutes=4,
    difficulty=1,
    core=False,
    source="S2-12",
    hints=(
        "Each prediction meets the target at its own place; nothing is added up.",
        "Subtract, then square. Which of the two stands first does not matter here; it will for the derivative.",
        "Make the difference in floats (whole numbers may come in) and multiply it by itself.",
    ),
    **of_batch(
        "squared_error",
        targets,
        seed=1400,
        shapes=((5,), (4, 3), (1,), (2, 1, 3)),
        scales=(ALL_DIGITS, 321 * ALL_DIGITS),
        whole=(np.array([3, -1, 0, 2]), np.array([1, 1, 0, -2])),
        known=[
            (
                (np.array([0.01, 0.001]), np.array([1.0, 1.0])),
                np.array([0.9801, 0.998001]),
                "the slide's two rows",
            ),
            ((0.25, 1.0), 0.5625, "a single prediction"),
        ],
        formula=batch_formula("squared_error", {"yhat": np.array([0.5]), "y": np.array([-1.0])}),
    ),
)
def squared_error(yhat: np.ndarray, y: np.ndarray) -> np.ndarray:
    r"""Squared error of each prediction: no sum, no mean.

    Args:
        yhat: predictions, a number or an array of any shape; whole numbers may come in.
        y: targets, a number or an array of the same shape.

    Returns:
        Squared errors in float64, same shape as `yhat`.

    Example:
        >>> squared_error(np.array([2.0, 0.5]), np.array([3.0, 0.0]))
        array([1.  , 0.25])
    """
    return np.square(np.subtract(yhat, y, dtype=float))


@wrong(squared_error, "the mean over the batch")
def _(yhat, y):
    return np.mean((np.asarray(yhat, dtype=float) - y) ** 2)


@wrong(squared_error, "the sum over the batch")
def _(yhat, y):
    return np.sum((np.asarray(yhat, dtype=float) - y) ** 2)


@wrong(squared_error, "the distance, not squared")
def _(yhat, y):
    return np.abs(np.subtract(yhat, y, dtype=float))


@wrong(squared_error, "a half in front")
def _(yhat, y):
    return np.subtract(yhat, y, dtype=float) ** 2 / 2


@wrong(squared_error, "the difference of the squares")
def _(yhat, y):
    return np.asarray(yhat, dtype=float) ** 2 - np.asarray(y, dtype=float) ** 2


@wrong(squared_error, "a sum in place of the difference")
def _(yhat, y):
    return np.add(yhat, y, dtype=float) ** 2


@wrong(squared_error, "keeps whole numbers whole")
def _(yhat, y):
    return (np.asarray(yhat) - np.asarray(y)) ** 2


@wrong(squared_error, "changes the caller's predictions")
def _(yhat, y):
    yhat = np.asarray(yhat, dtype=float)
    yhat -= y
    return yhat**2


@wrong(squared_error, "returns nothing")
def _(yhat, y):
    np.subtract(yhat, y, dtype=float) ** 2


@wrong(squared_error, "the truth is always 1, as on the slide")
def _(yhat, y):
    return (1 - np.asarray(yhat, dtype=float)) ** 2


@accepted(squared_error, "as it is written on paper")
def _(yhat, y):
    return (1.0 * np.asarray(y) - np.asarray(yhat)) ** 2


@accepted(squared_error, "multiplied out")
def _(yhat, y):
    yhat, y = np.array(yhat, dtype=float), np.array(y, dtype=float)
    return yhat * yhat - 2 * yhat * y + y * y


@accepted(squared_error, "one prediction at a time")
def _(yhat, y):
    return np.vectorize(lambda a, b: (float(a) - float(b)) ** 2, otypes=[float])(yhat, y)


@accepted(squared_error, "the distance times itself")
def _(yhat, y):
    distance = np.abs(np.asarray(yhat, dtype=float) - np.asarray(y, dtype=float))
    return np.multiply(distance, distance)


# %% [markdown]
# ## Its derivative
#
# Training asks how the squared error changes when the *prediction* changes; the target is fixed. The derivative
# brings the sign back that the square had forgotten: it is negative where the prediction is too low.


@exercise(
    points=1,
    minutes=4,
    difficulty=1,
    core=False,
    source="S2-12, S1-17",
    needs=("squared_error",),
    hints=(
        "The chain rule: outer derivative of the square, times the inner derivative with respect to yhat.",
        "The square of u has the derivative 2u; u = yhat - y has the derivative 1 with respect to yhat.",
        "Twice the difference, prediction first. Compare with central differences of your squared_error.",
    ),
    **of_batch(
        "squared_error_grad",
        targets,
        seed=1410,
        shapes=((5,), (4, 3), (1,), (2, 1, 3)),
        scales=(ALL_DIGITS, 321 * ALL_DIGITS),
        whole=(np.array([3, -1, 0, 2]), np.array([1, 1, 0, -2])),
        known=[
            (
                (np.array([0.01, 0.001]), np.array([1.0, 1.0])),
                np.array([-1.98, -1.998]),
                "the slide's rows",
            ),
            ((0.25, 1.0), -1.5, "a single prediction"),
        ],
        of="squared_error",
        formula=batch_formula("squared_error_grad", {"yhat": np.array([0.5]), "y": np.array([-1.0])}),
    ),
)
def squared_error_grad(yhat: np.ndarray, y: np.ndarray) -> np.ndarray:
    r"""Derivative of each squared error with respect to its own prediction.

    Args:
        yhat: predictions, a number or an array of any shape; whole numbers may come in.
        y: targets, a number or an array of the same shape.

    Returns:
        Slopes in float64, same shape as `yhat`.

    Example:
        >>> squared_error_grad(np.array([2.0, 0.5]), np.array([3.0, 0.0]))
        array([-2.,  1.])
    """
    return 2.0 * np.subtract(yhat, y, dtype=float)


@wrong(squared_error_grad, "target minus prediction: uphill")
def _(yhat, y):
    return 2.0 * np.subtract(y, yhat, dtype=float)


@wrong(squared_error_grad, "forgets the factor 2")
def _(yhat, y):
    return np.subtract(yhat, y, dtype=float)


@wrong(squared_error_grad, "the function itself")
def _(yhat, y):
    return np.subtract(yhat, y, dtype=float) ** 2


@wrong(squared_error_grad, "the mean's factor, where there is no mean")
def _(yhat, y):
    return 2.0 * np.subtract(yhat, y, dtype=float) / np.size(yhat)


@wrong(squared_error_grad, "one number for the whole batch")
def _(yhat, y):
    return 2.0 * np.sum(np.subtract(yhat, y, dtype=float))


@wrong(squared_error_grad, "the slope of the distance")
def _(yhat, y):
    return np.sign(np.subtract(yhat, y, dtype=float))


@wrong(squared_error_grad, "always positive")
def _(yhat, y):
    return 2.0 * np.abs(np.subtract(yhat, y, dtype=float))


@wrong(squared_error_grad, "the target is differentiated too")
def _(yhat, y):
    return 2.0 * np.asarray(yhat, dtype=float)


@wrong(squared_error_grad, "keeps whole numbers whole")
def _(yhat, y):
    return 2 * (np.asarray(yhat) - np.asarray(y))


@accepted(squared_error_grad, "two terms")
def _(yhat, y):
    return 2.0 * np.asarray(yhat) - 2.0 * np.asarray(y)


@accepted(squared_error_grad, "the difference added to itself")
def _(yhat, y):
    gap = np.array(yhat, dtype=float) - y
    return gap + gap


@accepted(squared_error_grad, "one prediction at a time")
def _(yhat, y):
    return np.vectorize(lambda a, b: 2 * (float(a) - float(b)), otypes=[float])(yhat, y)


@accepted(squared_error_grad, "size and sign apart")
def _(yhat, y):
    gap = np.asarray(yhat, dtype=float) - np.asarray(y, dtype=float)
    return np.where(gap < 0, -2.0, 2.0) * np.abs(gap)
