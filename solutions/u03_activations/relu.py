"""The rectifier: the cheapest bend there is, and the corner it has."""

from __future__ import annotations

import numpy as np

from autograder.calls import call
from autograder.checks import FiniteDifference, Golden, Property
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.recipes import draw, elementwise

# %% [markdown]
# ## The rectifier
#
# $$\mathrm{relu}(z) = \max(0, z)$$
#
# No exponential, no saturation for positive $z$, and a derivative that is 0 or 1: gradients pass through an active
# unit undiminished. The price is a unit that is off for every example: its gradient is 0, and it stays off.


@exercise(
    points=2,
    minutes=5,
    core=False,
    source="S0-25, S1-29, S2-09",
    hints=(
        "Every entry is compared with 0 on its own; the result is not the largest entry of the array.",
        "NumPy has the maximum of one array and two candidates per entry: np.maximum, which is not np.max.",
        "Convert z to floats and take the entry-wise maximum of it and zero.",
    ),
    **elementwise(
        "relu",
        [-2, -1, 0, 1, 2],
        seed=321,
        extreme=(-1000.0, 0.7, 1000.0),
        extra=[Property(label="is never negative", at=(call("relu", draw(322, 9)),), rule="never_negative")],
    ),
)
def relu(z: np.ndarray) -> np.ndarray:
    r"""Rectified linear unit, element by element: $\max(0, z)$.

    Args:
        z: pre-activations, a number or an array of any shape, whole numbers included.

    Returns:
        Values that are not negative, float64, same shape as `z`.

    Example:
        >>> relu(np.array([-2.0, 0.0, 3.0]))
        array([0., 0., 3.])
    """
    return np.maximum(np.asarray(z, dtype=float), 0.0)


@wrong(relu, "the minimum, as on one slide")
def _(z):
    return np.minimum(0.0, z)


@wrong(relu, "the absolute value")
def _(z):
    return np.abs(np.asarray(z, dtype=float))


@wrong(relu, "the largest entry instead of the larger of two")
def _(z):
    return np.asarray(max(0.0, np.max(z)))


@wrong(relu, "changes the caller's array")
def _(z):
    z = np.asarray(z, dtype=float)
    z[z < 0] = 0.0
    return z


@wrong(relu, "keeps whole numbers whole")
def _(z):
    return np.maximum(0, z)


@wrong(relu, "decides once for the whole array")
def _(z):
    return z if z > 0 else 0.0


@wrong(relu, "leaves a slope on the negative side")
def _(z):
    return np.where(np.asarray(z) > 0, z, 0.01 * np.asarray(z, dtype=float))


@wrong(relu, "1 on the positive side: the slope")
def _(z):
    return np.where(np.asarray(z) > 0, 1.0, 0.0)


@accepted(relu, "with a mask on a copy")
def _(z):
    out = np.array(z, dtype=float)
    out[out < 0] = 0.0
    return out


@accepted(relu, "times a truth value")
def _(z):
    z = np.asarray(z, dtype=float)
    return z * (z > 0)


@accepted(relu, "with the absolute value")
def _(z):
    z = np.asarray(z, dtype=float)
    return (z + np.abs(z)) / 2


@accepted(relu, "a loop over the entries")
def _(z):
    out = np.zeros(np.shape(z))
    for index, x in np.ndenumerate(z):
        out[index] = max(0, x)
    return out


# %% [markdown]
# ## The slope at a corner
#
# Left of 0 the slope is 0, right of it 1. At 0 there is no derivative: every line through the corner with a slope
# between 0 and 1 stays below the curve, and each of these slopes is called a *sub-gradient*. Training works with any
# of them. Most libraries take 0, SymPy says $\tfrac12$; here anything in $[0, 1]$ is right.


@exercise(
    points=2,
    minutes=8,
    source="S0-25, S2-09",
    hints=(
        "What is the slope of a horizontal line, what that of the line y = z? The height z does not matter, only its sign.",
        "1 where z > 0, 0 where z < 0, and one of the numbers between at 0.",
        "Compare z with zero and turn the truth values into floats (np.where, astype or a multiplication).",
    ),
    **elementwise(
        "relu_grad",
        [-2, -1, 1, 2],
        seed=323,
        derivative_of="relu",
        extreme=(-1000.0, 0.7, 1000.0),
        extra=[
            FiniteDifference(
                label="at 0 anything from 0 to 1",
                at=(call("relu_grad", np.array([-0.5, 0.0, 0.5])),),
                of="relu",
                elementwise=True,
            )
        ],
        extra_hidden=[
            Golden(
                label="near the corner and far away",
                at=(call("relu_grad", np.array([-1e-9, 1e-9, -40.0, 40.0])),),
            )
        ],
    ),
)
def relu_grad(z: np.ndarray) -> np.ndarray:
    r"""Derivative of the rectifier with respect to the pre-activation, element by element.

    Args:
        z: pre-activations, a number or an array of any shape, whole numbers included.

    Returns:
        The slope at each entry, float64, same shape as `z`. At 0 any number from 0 to 1 is right.

    Example:
        >>> relu_grad(np.array([-2.0, 3.0]))
        array([0., 1.])
    """
    return np.heaviside(np.asarray(z, dtype=float), 0.0)


@wrong(relu_grad, "returns the function itself")
def _(z):
    return np.maximum(0.0, z)


@wrong(relu_grad, "a slope of -1 on the left, as for the absolute value")
def _(z):
    return np.sign(np.asarray(z, dtype=float))


@wrong(relu_grad, "divides by z: nan at 0")
def _(z):
    z = np.asarray(z, dtype=float)
    return np.maximum(0.0, z) / z


@wrong(relu_grad, "truth values instead of numbers")
def _(z):
    return np.asarray(z) > 0


@wrong(relu_grad, "sides swapped")
def _(z):
    return np.where(np.asarray(z) > 0, 0.0, 1.0)


@wrong(relu_grad, "whole numbers instead of floats")
def _(z):
    return np.where(np.asarray(z) > 0, 1, 0)


@wrong(relu_grad, "changes the caller's array")
def _(z):
    z = np.asarray(z, dtype=float)
    z[z > 0] = 1.0
    z[z < 0] = 0.0
    return z


@wrong(relu_grad, "a kink that begins at 1")
def _(z):
    return np.where(np.asarray(z) > 1, 1.0, 0.0)


@accepted(relu_grad, "1 at the corner")
def _(z):
    return np.where(np.asarray(z) >= 0, 1.0, 0.0)


@accepted(relu_grad, "a half at the corner")
def _(z):
    return (1 + np.sign(np.array(z, dtype=float))) / 2


@accepted(relu_grad, "from truth values")
def _(z):
    return (np.asarray(z) > 0).astype(float)


@accepted(relu_grad, "with masks on a new array")
def _(z):
    z = np.asarray(z)
    out = np.zeros(z.shape)
    out[z > 0] = 1
    return out
