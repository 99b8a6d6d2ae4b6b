"""The sign: the oldest activation of the list."""

from __future__ import annotations

import math

import numpy as np

from autograder.calls import call
from autograder.checks import Golden, Property
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.recipes import elementwise

# %% [markdown]
# ## Where it began: the sign
#
# The first artificial neurons answered with a decision, $-1$ or $1$ (and $0$ on the fence). Its derivative is 0
# wherever it exists, so gradient descent learns nothing from it: that is why the smooth ones took over.


@exercise(
    points=1,
    minutes=4,
    core=False,
    source="S2-05",
    hints=(
        "Three cases, entry by entry; 0 belongs to neither side.",
        "NumPy has a function for it; watch the type of the result when whole numbers come in.",
        "Convert z to floats first, then let NumPy take the sign.",
    ),
    **elementwise(
        "sign_activation",
        [-2, -0.5, 0, 0.5, 2],
        seed=341,
        extreme=(-1000.0, 0.7, 1000.0),
        extra=[
            Property(
                label="f(-z) is -f(z)",
                at=(
                    call("sign_activation", np.array([0.3, 0.0, 4.0])),
                    call("sign_activation", np.array([-0.3, 0.0, -4.0])),
                ),
                rule="odd",
            )
        ],
        extra_hidden=[
            Golden(
                label="0 for whole zeros and for the scalar 0",
                at=(
                    call("sign_activation", np.array([0, 4, -7])),
                    call("sign_activation", 0.0),
                    call("sign_activation", np.array([-1e-9, 1e-9])),
                ),
            )
        ],
    ),
)
def sign_activation(z: np.ndarray) -> np.ndarray:
    r"""Sign, element by element: -1 for z < 0, 0 for z = 0, 1 for z > 0.

    Args:
        z: pre-activations, a number or an array of any shape, whole numbers included.

    Returns:
        -1.0, 0.0 or 1.0 for each entry, float64, same shape as `z`.

    Example:
        >>> sign_activation(np.array([-3.0, 0.0, 0.2]))
        array([-1.,  0.,  1.])
    """
    return np.sign(np.asarray(z, dtype=float))


@wrong(sign_activation, "0 counts as positive")
def _(z):
    return np.where(np.asarray(z) >= 0, 1.0, -1.0)


@wrong(sign_activation, "0 counts as negative")
def _(z):
    return np.where(np.asarray(z) > 0, 1.0, -1.0)


@wrong(sign_activation, "divides by |z|: nan at 0")
def _(z):
    z = np.asarray(z, dtype=float)
    return z / np.abs(z)


@wrong(sign_activation, "a step from 0 to 1")
def _(z):
    return np.heaviside(np.asarray(z, dtype=float), 0.0)


@wrong(sign_activation, "the sign is the wrong way round")
def _(z):
    return -np.sign(np.asarray(z, dtype=float))


@wrong(sign_activation, "whole numbers instead of floats")
def _(z):
    z = np.asarray(z)
    return (z > 0).astype(int) - (z < 0).astype(int)


@wrong(sign_activation, "0, 1 and 2: stretches the step and does not shift it")
def _(z):
    return 2 * np.heaviside(np.asarray(z, dtype=float), 0.5)


@wrong(sign_activation, "a narrow band counts as 0")
def _(z):
    z = np.asarray(z, dtype=float)
    return np.where(np.abs(z) < 0.1, 0.0, np.sign(z))


@accepted(sign_activation, "as a difference of two steps")
def _(z):
    z = np.asarray(z)
    return (z > 0).astype(float) - (z < 0)


@accepted(sign_activation, "with two masks")
def _(z):
    z = np.asarray(z)
    out = np.zeros(z.shape)
    out[z > 0] = 1.0
    out[z < 0] = -1.0
    return out


@accepted(sign_activation, "with np.select")
def _(z):
    z = np.asarray(z, dtype=float)
    return np.select([z < 0, z > 0], [-1.0, 1.0], 0.0)


@accepted(sign_activation, "one number at a time")
def _(z):
    return np.vectorize(lambda x: 0.0 if x == 0 else math.copysign(1.0, x), otypes=[float])(z)
