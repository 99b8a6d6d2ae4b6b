"""The mean absolute error and its gradient."""

from __future__ import annotations

import numpy as np

from autograder.calls import call
from autograder.checks import Golden
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.loss_recipes import ALL_DIGITS, batch_formula, of_batch, targets

# %% [markdown]
# ## The mean absolute error
#
# $$\mathrm{MAE} = \frac1n \sum_{i=1}^{n} |y_i - \hat y_i|$$
#
# Without the square an error of 10 counts ten times as much as an error of 1, not a hundred times. One wild
# measurement among many no longer decides the fit.


@exercise(
    points=1,
    minutes=4,
    difficulty=1,
    core=False,
    source="S1-18, S3-17",
    hints=(
        "Each entry contributes its distance; errors of opposite sign must not cancel.",
        "Absolute value first, mean over all entries second.",
        "np.abs of the difference, then np.mean without an axis.",
    ),
    **of_batch(
        "mae",
        targets,
        seed=1460,
        shapes=((5,), (4, 3), (1,), (3, 3), (1, 4), (6, 1)),
        scales=(ALL_DIGITS, 321 * ALL_DIGITS),
        whole=(np.array([[3, -1, 0], [2, 2, 5]]), np.array([[1, 1, 0], [-2, 2, 4]])),
        known=[
            ((np.array([1.0, 2.0, 4.0]), np.array([1.0, 4.0, 3.0])), 1.0, "errors 0, -2 and 1"),
            ((np.array([[0.5, -1.0]]), np.array([[0.0, -1.5]])), 0.5, "two errors of 1/2"),
        ],
        formula=batch_formula("mae", {"yhat": np.array([[0.5, 2.0]]), "y": np.array([[-1.0, 1.5]])}),
    ),
)
def mae(yhat: np.ndarray, y: np.ndarray) -> float:
    r"""Mean absolute error over all entries.

    Args:
        yhat: predictions, shape (N,) or (N, K); whole numbers may come in.
        y: targets, same shape.

    Returns:
        One number.

    Example:
        >>> print(mae(np.array([1.0, 2.0]), np.array([2.0, -1.0])))
        2.0
    """
    return np.mean(np.abs(np.subtract(yhat, y)))


@wrong(mae, "the sum, not the mean")
def _(yhat, y):
    return np.sum(np.abs(yhat - y))


@wrong(mae, "the absolute value of the mean: errors cancel")
def _(yhat, y):
    return np.abs(np.mean(yhat - y))


@wrong(mae, "forgets the absolute value")
def _(yhat, y):
    return np.mean(yhat - y)


@wrong(mae, "the difference of the absolute values")
def _(yhat, y):
    return np.mean(np.abs(np.abs(yhat) - np.abs(y)))


@wrong(mae, "the mean square")
def _(yhat, y):
    return np.mean((yhat - y) ** 2)


@wrong(mae, "the root of the mean square")
def _(yhat, y):
    return np.sqrt(np.mean((yhat - y) ** 2))


@wrong(mae, "divides by the rows only")
def _(yhat, y):
    return np.sum(np.abs(yhat - y)) / len(y)


@wrong(mae, "the median")
def _(yhat, y):
    return np.median(np.abs(yhat - y))


@wrong(mae, "one mean for each example")
def _(yhat, y):
    return np.mean(np.abs(yhat - y), axis=-1, keepdims=True)


@accepted(mae, "the larger of the two differences")
def _(yhat, y):
    return np.mean(np.maximum(np.subtract(yhat, y), np.subtract(y, yhat)))


@accepted(mae, "plain Python")
def _(yhat, y):
    pairs = list(zip(np.ravel(yhat).tolist(), np.ravel(y).tolist(), strict=True))
    return sum(abs(a - b) for a, b in pairs) / len(pairs)


@accepted(mae, "a 1-norm over the number of entries")
def _(yhat, y):
    gap = np.subtract(yhat, y, dtype=float).ravel()
    return float(np.linalg.norm(gap, ord=1) / gap.size)


@accepted(mae, "with a mask")
def _(yhat, y):
    gap = np.array(yhat, dtype=float) - y
    gap[gap < 0] *= -1
    return gap.sum() / gap.size


# %% [markdown]
# ## Its gradient
#
# The slide says that errors are penalised "homogenously, in magnitude and direction". For the gradient that is exact:
# each entry is $+\frac1n$ or $-\frac1n$, however large the error is. Far away that is safe; close to the target it
# never slows down. Where prediction and target agree the absolute value has its corner, and the derivative there is
# set to 0: nothing is to be changed.


@exercise(
    points=2,
    minutes=6,
    difficulty=2,
    core=False,
    source="S1-18, S3-17",
    needs=("mae",),
    hints=(
        "What is the slope of |u| left of 0, right of 0, and (by agreement) at 0?",
        "The sign of the difference, prediction first; the mean brings one over the number of entries.",
        "np.sign gives -1, 0 or 1; divide by the size of the array.",
    ),
    **of_batch(
        "mae_grad",
        targets,
        seed=1470,
        shapes=((4, 3), (5,), (1,), (3, 3), (1, 4), (6, 1)),
        scales=(ALL_DIGITS, 321 * ALL_DIGITS),
        whole=(np.array([[3, -1, 0], [2, 2, 5]]), np.array([[1, 1, 0], [-2, 2, 4]])),
        known=[
            (
                (np.array([1.0, 2.0, 4.0, 0.0]), np.array([1.0, 0.0, 3.0, 0.5])),
                np.array([0.0, 0.25, 0.25, -0.25]),
                "errors 0, 2, 1 and -1/2",
            ),
        ],
        of="mae",
        wrt="yhat",
        extra_hidden=[
            Golden(
                label="any size of error, and none",
                at=(
                    call("mae_grad", np.array([1e-7, 250.0, -1e-7, 4.5]), np.array([0.0, -250.0, 0.0, 4.5])),
                    call("mae_grad", np.array([[2.5], [0.75], [3 + 1e-9]]), np.array([[2.5], [1.0], [3.0]])),
                    call("mae_grad", np.array([[900.0, 2.0]]), np.array([[1200.0, 2 + 1e-9]])),
                    call("mae_grad", np.array([[-900.0]]), np.array([[-1200.0]])),
                ),
            )
        ],
        formula=batch_formula(
            "mae_grad", {"yhat": np.array([[0.5, 2.0]]), "y": np.array([[-1.0, 1.5]])}, like="yhat"
        ),
    ),
)
def mae_grad(yhat: np.ndarray, y: np.ndarray) -> np.ndarray:
    r"""Gradient of the mean absolute error with respect to the predictions, 0 where both agree.

    Args:
        yhat: predictions, shape (N,) or (N, K); whole numbers may come in.
        y: targets, same shape.

    Returns:
        Array in the shape of `yhat`, float64.

    Example:
        >>> mae_grad(np.array([1.0, 5.0]), np.array([2.0, 3.0]))
        array([-0.5,  0.5])
    """
    direction = np.sign(np.subtract(yhat, y, dtype=float))
    return direction / direction.size


@wrong(mae_grad, "forgets the mean")
def _(yhat, y):
    return np.sign(np.subtract(yhat, y, dtype=float))


@wrong(mae_grad, "target minus prediction: uphill")
def _(yhat, y):
    return np.sign(y - yhat) / np.size(y)


@wrong(mae_grad, "grows with the error")
def _(yhat, y):
    return (yhat - y) / np.size(y)


@wrong(mae_grad, "divides by the rows only")
def _(yhat, y):
    return np.sign(yhat - y) / len(y)


@wrong(mae_grad, "0/0 where both agree")
def _(yhat, y):
    gap = yhat - y
    return gap / np.abs(gap) / gap.size


@wrong(mae_grad, "1/n where both agree")
def _(yhat, y):
    return np.where(yhat >= y, 1.0, -1.0) / np.size(y)


@wrong(mae_grad, "never negative")
def _(yhat, y):
    return np.abs(np.sign(yhat - y)) / np.size(y)


@wrong(mae_grad, "the slope of the squares")
def _(yhat, y):
    return 2.0 * (yhat - y) / np.size(y)


@wrong(mae_grad, "one number")
def _(yhat, y):
    return np.mean(np.sign(yhat - y))


@wrong(mae_grad, "the corner is smoothed")
def _(yhat, y):
    return np.tanh(50 * (yhat - y)) / np.size(y)


@accepted(mae_grad, "two comparisons")
def _(yhat, y):
    yhat, y = np.asarray(yhat), np.asarray(y)
    return ((yhat > y).astype(float) - (yhat < y)) / y.size


@accepted(mae_grad, "with np.select")
def _(yhat, y):
    share = 1 / np.size(y)
    gap = np.asarray(yhat, dtype=float) - y
    return np.select([gap > 0, gap < 0], [share, -share], 0.0)


@accepted(mae_grad, "entry by entry")
def _(yhat, y):
    out = np.zeros(np.shape(yhat))
    for place, value in np.ndenumerate(yhat):
        if value != y[place]:
            out[place] = (1 if value > y[place] else -1) / out.size
    return out


@accepted(mae_grad, "the quotient, kept away from 0/0")
def _(yhat, y):
    gap = np.array(yhat, dtype=float) - np.array(y, dtype=float)
    size = np.abs(gap)
    return np.divide(gap, size, out=np.zeros_like(gap), where=size > 0) / gap.size
