"""The leaky rectifier and its derivative."""

from __future__ import annotations

import numpy as np

from autograder.calls import call
from autograder.checks import FiniteDifference, Golden
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.recipes import draw, elementwise

# %% [markdown]
# ## The leaky rectifier
#
# A unit that is off cannot learn, so let a little through: the slope on the negative side is a small number $\alpha$.
#
# $$\mathrm{leaky}(z) = \begin{cases} z & z > 0 \\ \alpha z & z \le 0 \end{cases}$$
#
# The slide writes $\max(0.1\,x, x)$. With $\alpha = 0$ it is the rectifier, with $\alpha = 1$ a straight line.


@exercise(
    points=2,
    minutes=6,
    core=False,
    source="S0-26",
    hints=(
        "Both sides are straight lines through 0; only their slopes differ.",
        "np.where chooses entry by entry between z and alpha*z.",
        "Write z as its positive part plus its negative part, and multiply the negative part by alpha.",
    ),
    **elementwise(
        "leaky_relu",
        [-2, -1, 0, 1, 2],
        seed=331,
        extreme=(-1000.0, 0.7, 1000.0),
        options=({}, {"alpha": 0.3}),
        extra=[
            Golden(label="alpha counts", at=(call("leaky_relu", np.array([-1.5, -0.2, 0.4]), alpha=0.25),))
        ],
        extra_hidden=[
            Golden(
                label="the rectifier for alpha = 0, a straight line for alpha = 1",
                at=(call("leaky_relu", draw(332, 5), alpha=0.0), call("leaky_relu", draw(333, 5), 1.0)),
            )
        ],
    ),
)
def leaky_relu(z: np.ndarray, alpha: float = 0.1) -> np.ndarray:
    r"""Leaky rectifier, element by element: z where z > 0, alpha*z elsewhere.

    Args:
        z: pre-activations, a number or an array of any shape, whole numbers included.
        alpha: slope on the negative side, from 0 to 1.

    Returns:
        Array of float64, same shape as `z`.

    Example:
        >>> leaky_relu(np.array([-2.0, -1.0, 3.0]))
        array([-0.2, -0.1,  3. ])
    """
    pre = np.asarray(z, dtype=float)
    return np.maximum(pre, 0.0) + alpha * np.minimum(pre, 0.0)


@wrong(leaky_relu, "ignores alpha")
def _(z, alpha=0.1):
    return np.where(np.asarray(z) > 0, z, 0.1 * np.asarray(z, dtype=float))


@wrong(leaky_relu, "another default for alpha")
def _(z, alpha=0.01):
    return np.where(np.asarray(z) > 0, z, alpha * np.asarray(z, dtype=float))


@wrong(leaky_relu, "alpha itself on the negative side")
def _(z, alpha=0.1):
    return np.where(np.asarray(z) > 0, np.asarray(z, dtype=float), alpha)


@wrong(leaky_relu, "takes the minimum")
def _(z, alpha=0.1):
    z = np.asarray(z, dtype=float)
    return np.minimum(alpha * z, z)


@wrong(leaky_relu, "rises on the negative side")
def _(z, alpha=0.1):
    z = np.asarray(z, dtype=float)
    return np.where(z > 0, z, -alpha * z)


@wrong(leaky_relu, "changes the caller's array")
def _(z, alpha=0.1):
    z = np.asarray(z, dtype=float)
    z[z < 0] *= alpha
    return z


@wrong(leaky_relu, "cuts whole numbers")
def _(z, alpha=0.1):
    out = np.array(z)
    out[out < 0] = alpha * out[out < 0]
    return out


@wrong(leaky_relu, "the leak on both sides")
def _(z, alpha=0.1):
    return alpha * np.asarray(z, dtype=float)


@accepted(leaky_relu, "the slide's maximum, right up to alpha = 1")
def _(z, alpha=0.1):
    z = np.asarray(z, dtype=float)
    return np.maximum(alpha * z, z)


@accepted(leaky_relu, "with a mask on a copy")
def _(z, alpha=0.1):
    out = np.array(z, dtype=float)
    out[out < 0] *= alpha
    return out


@accepted(leaky_relu, "times its own slope")
def _(z, alpha=0.1):
    z = np.asarray(z, dtype=float)
    return z * np.where(z > 0, 1.0, alpha)


@accepted(leaky_relu, "a loop over the entries")
def _(z, alpha=0.1):
    out = np.zeros(np.shape(z))
    for index, x in np.ndenumerate(z):
        out[index] = x if x >= 0 else alpha * x
    return out


@exercise(
    points=2,
    minutes=6,
    core=False,
    source="S0-26",
    hints=(
        "Two straight lines have two slopes; the value of z matters only through its sign.",
        "1 where z > 0, alpha where z < 0; at 0 any number between the two.",
        "Let np.where choose between the two constants; make sure that the result is float64 and has the shape of z.",
    ),
    **elementwise(
        "leaky_relu_grad",
        [-2, -1, 1, 2],
        seed=334,
        derivative_of="leaky_relu",
        extreme=(-1000.0, 0.7, 1000.0),
        options=({}, {"alpha": 0.3}),
        extra=[
            FiniteDifference(
                label="at 0 anything from alpha to 1",
                at=(call("leaky_relu_grad", np.array([-0.5, 0.0, 0.5]), alpha=0.2),),
                of="leaky_relu",
                elementwise=True,
            )
        ],
        extra_hidden=[
            Golden(
                label="near the corner and far away; alpha as second argument",
                at=(call("leaky_relu_grad", np.array([-1e-9, 1e-9, -40.0, 40.0]), 0.7),),
            )
        ],
    ),
)
def leaky_relu_grad(z: np.ndarray, alpha: float = 0.1) -> np.ndarray:
    r"""Derivative of the leaky rectifier with respect to the pre-activation, element by element.

    Args:
        z: pre-activations, a number or an array of any shape, whole numbers included.
        alpha: slope on the negative side, from 0 to 1.

    Returns:
        The slope at each entry, float64, same shape as `z`. At 0 any number from alpha to 1 is right.

    Example:
        >>> leaky_relu_grad(np.array([-2.0, 3.0]), alpha=0.2)
        array([0.2, 1. ])
    """
    return np.where(np.asarray(z, dtype=float) > 0.0, 1.0, float(alpha))


@wrong(leaky_relu_grad, "0 on the negative side, as for the rectifier")
def _(z, alpha=0.1):
    return np.where(np.asarray(z) > 0, 1.0, 0.0)


@wrong(leaky_relu_grad, "returns the function itself")
def _(z, alpha=0.1):
    z = np.asarray(z, dtype=float)
    return np.where(z > 0, z, alpha * z)


@wrong(leaky_relu_grad, "alpha*z on the negative side")
def _(z, alpha=0.1):
    z = np.asarray(z, dtype=float)
    return np.where(z > 0, 1.0, alpha * z)


@wrong(leaky_relu_grad, "ignores alpha")
def _(z, alpha=0.1):
    return np.where(np.asarray(z) > 0, 1.0, 0.1)


@wrong(leaky_relu_grad, "the sign of alpha is the wrong way round")
def _(z, alpha=0.1):
    return np.where(np.asarray(z) > 0, 1.0, -alpha)


@wrong(leaky_relu_grad, "0 at the corner, which lies below both slopes")
def _(z, alpha=0.1):
    z = np.asarray(z)
    return np.where(z > 0, 1.0, np.where(z < 0, alpha, 0.0))


@wrong(leaky_relu_grad, "cuts alpha in an array of whole numbers")
def _(z, alpha=0.1):
    out = np.ones_like(z)
    out[np.asarray(z) < 0] = alpha
    return out


@wrong(leaky_relu_grad, "sides swapped")
def _(z, alpha=0.1):
    return np.where(np.asarray(z) > 0, float(alpha), 1.0)


@accepted(leaky_relu_grad, "1 at the corner")
def _(z, alpha=0.1):
    return np.where(np.asarray(z) >= 0, 1.0, alpha)


@accepted(leaky_relu_grad, "the middle at the corner")
def _(z, alpha=0.1):
    right = np.heaviside(np.array(z, dtype=float), 0.5)
    return alpha + (1 - alpha) * right


@accepted(leaky_relu_grad, "with a mask on a new array")
def _(z, alpha=0.1):
    z = np.asarray(z)
    out = np.full(z.shape, alpha, dtype=float)
    out[z > 0] = 1
    return out


@accepted(leaky_relu_grad, "a loop over the entries")
def _(z, alpha=0.1):
    out = np.empty(np.shape(z))
    for index, x in np.ndenumerate(z):
        out[index] = 1.0 if x > 0 else alpha
    return out
