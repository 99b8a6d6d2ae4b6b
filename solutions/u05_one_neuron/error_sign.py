"""The sign of an error."""

from __future__ import annotations

import numpy as np

from autograder.calls import call
from autograder.checks import Golden, Purity, Shape
from autograder.checks.golden import golden
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.formula_recipes import formula
from autograder.exercise.recipes import draw
from autograder.plain import Laid

# %% [markdown]
# ## The sign of an error
#
# A deck trains a tiny network to output the mean of its inputs. For the first row the target is 0.2 and the network
# says $-0.1$; the transcript shows "the difference between the output and the desired output is 0.3". The
# *distance* is. The difference, output minus target, has a sign, and the sign is all that tells training which way
# to go: a negative error says "raise the output".


@exercise(
    points=1,
    minutes=4,
    difficulty=1,
    core=False,
    source="S1-12 (E12)",
    hints=(
        "Say the sentence in symbols: output minus desired output.",
        "The loss is one half of the square of that difference.",
        "Subtract y from yhat, then return the difference and half of its square.",
    ),
    checks=[
        Shape(
            label="a pair of numbers, or of arrays",
            at=(call("error_and_loss", -0.1, 0.2), call("error_and_loss", draw(760, 5), draw(761, 5))),
        ),
        golden(
            call("error_and_loss", -0.1, 0.2),
            (-0.3, 0.045),
            label="the slide's first row",
            names=("error", "loss"),
        ),
        Golden(
            label="five rows",
            weight=2,
            at=(call("error_and_loss", draw(760, 5), draw(761, 5)),),
            names=("error", "loss"),
        ),
        Shape(
            label="whole numbers give float64",
            at=(call("error_and_loss", np.array([1, -2, 4]), np.array([3, 1, 4])),),
        ),
        Purity(
            label="leaves its arguments alone",
            first=call("error_and_loss", draw(766, 5), draw(767, 5)),
            between=call("error_and_loss", -0.1, 0.2),
        ),
    ],
    hidden=[
        Golden(
            label="any rows and layouts",
            weight=4,
            names=("error", "loss"),
            at=(
                call("error_and_loss", draw(762, 4, 3), draw(763, 4, 3)),
                call("error_and_loss", Laid(draw(764, 3, 2), "F"), Laid(draw(765, 3, 2), "readonly")),
                call("error_and_loss", np.array([1, -2, 4]), np.array([3, 1, 4])),
                call("error_and_loss", 2, -1),
            ),
        ),
        formula(
            "error_and_loss",
            {"yhat": np.array([-0.1]), "y": np.array([0.2])},
            parts={"[0][0]": "error", "[1][0]": "loss"},
        ),
    ],
)
def error_and_loss(yhat: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    r"""Error of an output (output minus target, with its sign) and the loss $\tfrac12\,\text{error}^2$.

    Args:
        yhat: outputs, a number or an array of any shape; whole numbers may come in.
        y: targets, a number or an array of the same shape.

    Returns:
        The pair (error, loss), both float64 in the shape of `yhat`, one of each for every output.

    Example:
        >>> error, loss = error_and_loss(3.0, 1.0)
        >>> print(error, loss)
        2.0 2.0
    """
    error = np.subtract(yhat, y, dtype=float)
    return error, np.square(error) / 2


@wrong(error_and_loss, "target minus output: the slide's 0.3")
def _(yhat, y):
    error = np.subtract(y, yhat, dtype=float)
    return error, error**2 / 2


@wrong(error_and_loss, "the distance")
def _(yhat, y):
    error = np.abs(np.subtract(yhat, y, dtype=float))
    return error, error**2 / 2


@wrong(error_and_loss, "without the half")
def _(yhat, y):
    error = np.subtract(yhat, y, dtype=float)
    return error, error**2


@wrong(error_and_loss, "halves before it squares")
def _(yhat, y):
    error = np.subtract(yhat, y, dtype=float)
    return error, (error / 2) ** 2


@wrong(error_and_loss, "mean over the rows")
def _(yhat, y):
    error = np.subtract(yhat, y, dtype=float)
    return error, np.mean(error**2) / 2


@wrong(error_and_loss, "returns the loss only")
def _(yhat, y):
    return np.subtract(yhat, y, dtype=float) ** 2 / 2


@wrong(error_and_loss, "the error is squared already")
def _(yhat, y):
    error = np.subtract(yhat, y, dtype=float) ** 2
    return error, error / 2


@wrong(error_and_loss, "the pair the other way round")
def _(yhat, y):
    error = np.subtract(yhat, y, dtype=float)
    return error**2 / 2, error


@accepted(error_and_loss, "the plain difference")
def _(yhat, y):
    error = 1.0 * (np.asarray(yhat) - np.asarray(y))
    return error, 0.5 * error**2


@accepted(error_and_loss, "multiplied out")
def _(yhat, y):
    yhat, y = np.array(yhat, dtype=float), np.array(y, dtype=float)
    return yhat - y, yhat * yhat / 2 - yhat * y + y * y / 2


@accepted(error_and_loss, "row by row")
def _(yhat, y):
    error = np.vectorize(lambda a, b: float(a) - float(b), otypes=[float])(yhat, y)
    return error, np.vectorize(lambda e: e * e / 2, otypes=[float])(error)


@accepted(error_and_loss, "the loss as the area under the error")
def _(yhat, y):
    error = np.array(yhat, dtype=float) - np.array(y, dtype=float)
    base, height = np.abs(error), np.abs(error)
    return error, base * height / 2
