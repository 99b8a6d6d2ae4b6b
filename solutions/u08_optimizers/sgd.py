"""The plain step."""

from __future__ import annotations

import numpy as np

from autograder.calls import call
from autograder.checks import Golden, Purity, Shape, Trajectory
from autograder.checks.trajectory import optimizer_run
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.formula_recipes import formula
from autograder.exercise.optimizer_recipes import start
from autograder.exercise.recipes import draw
from autograder.plain import Laid

# %% [markdown]
# ## Stochastic gradient descent
#
# The step is the plain one; "stochastic" only says that the gradient comes from a few examples and not from all. It
# keeps no memory, so it needs no state.


@exercise(
    points=1,
    minutes=3,
    difficulty=1,
    source="S0-29, S0-21, S3-29",
    hints=(
        "The gradient points uphill.",
        "New parameters: the old ones less the rate times the gradient.",
        "One expression with a minus and a times; return it, and do not assign into theta.",
    ),
    checks=[
        Shape(label="an array in the shape of theta", at=(call("sgd_step", start(3), draw(1101, 3), 0.1),)),
        Golden(label="one step", weight=2, at=(call("sgd_step", start(3), draw(1101, 3), 0.1),)),
        Trajectory(
            label="four steps", call=optimizer_run("sgd_step", start(3), draw(1102, 4, 3), {"lr": 0.05})
        ),
        Purity(
            label="leaves theta and grad alone",
            first=call("sgd_step", start(4), draw(1107, 4), 0.2),
            between=call("sgd_step", start(3), draw(1108, 3), 0.1),
        ),
    ],
    hidden=[
        Golden(
            label="any shape, rate and layout",
            weight=4,
            at=(
                call("sgd_step", start(2, 3), draw(1103, 2, 3), 0.75),
                call("sgd_step", Laid(start(3, 2), "F"), Laid(draw(1104, 3, 2), "strided"), 1.5),
                call("sgd_step", Laid(start(5), "readonly"), Laid(1e-4 * draw(1105, 5), "readonly"), 0.3),
                call("sgd_step", start(1), draw(1106, 1), 0.0),
                call("sgd_step", start(2, 1, 3), 20 * draw(1109, 2, 1, 3), 0.3),
            ),
        ),
        formula("sgd_step", {"theta": np.array([1.5]), "grad": np.array([0.7]), "lr": 0.1}),
    ],
)
def sgd_step(theta: np.ndarray, grad: np.ndarray, lr: float) -> np.ndarray:
    """One step against the gradient.

    Args:
        theta: parameters, any shape.
        grad: gradient of the loss with respect to `theta`, same shape.
        lr: learning rate.

    Returns:
        The new parameters, a new array of the same shape.

    Example:
        >>> sgd_step(np.array([1.0, -2.0]), np.array([0.5, 4.0]), lr=0.5)
        array([ 0.75, -4.  ])
    """
    return np.subtract(theta, np.multiply(grad, lr))


@wrong(sgd_step, "climbs")
def _(theta, grad, lr):
    return theta + lr * grad


@wrong(sgd_step, "works in place")
def _(theta, grad, lr):
    if theta.flags.writeable:
        theta -= lr * grad
        return theta
    return theta - lr * grad


@wrong(sgd_step, "returns the move")
def _(theta, grad, lr):
    return -lr * grad


@wrong(sgd_step, "forgets the rate")
def _(theta, grad, lr):
    return theta - grad


@wrong(sgd_step, "moves by the sign only")
def _(theta, grad, lr):
    return theta - lr * np.sign(grad)


@wrong(sgd_step, "returns nothing")
def _(theta, grad, lr):
    theta = theta - lr * grad


@wrong(sgd_step, "divides by the size of the gradient")
def _(theta, grad, lr):
    return theta - lr * grad / np.linalg.norm(grad)


@wrong(sgd_step, "a rate of its own")
def _(theta, grad, lr=0.1):
    return theta - 0.1 * grad


@accepted(sgd_step, "the formula")
def _(theta, grad, lr):
    return theta - lr * grad


@accepted(sgd_step, "in place on a copy")
def _(theta, grad, lr):
    new = theta.copy()
    new -= lr * grad
    return new


@accepted(sgd_step, "entry by entry")
def _(theta, grad, lr):
    new = np.empty(theta.shape)
    for index, value in np.ndenumerate(theta):
        new[index] = value - lr * grad[index]
    return new


@accepted(sgd_step, "as a weighted sum of the two, with einsum")
def _(theta, grad, lr):
    both = np.stack([np.asarray(theta, dtype=float), np.asarray(grad, dtype=float)])
    return np.einsum("i,i...->...", np.array([1.0, -lr]), both)
