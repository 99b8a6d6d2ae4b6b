"""The way back through the rectifier."""

from __future__ import annotations

import numpy as np

from autograder.calls import call
from autograder.checks import FiniteDifference, Golden, Purity, Shape
from autograder.checks.golden import golden
from autograder.exercise.backprop_recipes import traced_formula
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.recipes import draw
from autograder.plain import Laid

# %% [markdown]
# ## Through an activation
#
# An activation works entry by entry: $a_{nk} = f(z_{nk})$, and no other entry is concerned. The chain rule has one term,
#
# $$\frac{\partial L}{\partial z_{nk}} = \frac{\partial L}{\partial a_{nk}}\; f'(z_{nk}),$$
#
# so the way back is a product entry by entry, never a matrix product. Three activations, three ways to know $f'$: the
# rectifier looks at the sign of $Z$; sigmoid and tanh can do without $Z$, since their derivative is a function of the
# activation $A$ that the forward pass has computed anyway.


@exercise(
    points=2,
    minutes=8,
    difficulty=1,
    source="S0-34, S1-14",
    hints=(
        "Where Z is positive a small change of Z passes unchanged; where it is negative it does not arrive at all.",
        "The slope of the rectifier is 1 or 0. Multiply dA by it, entry by entry.",
        "Choose entry by entry: dA where Z is greater than 0, else 0. np.where does that without touching dA.",
    ),
    checks=[
        Shape(label="has the shape of Z", at=(call("relu_backward", draw(7301, 4, 3), draw(7302, 4, 3)),)),
        golden(
            call(
                "relu_backward",
                np.array([[10.0, 20.0, -30.0], [40.0, -50.0, 60.0]]),
                np.array([[1.0, -2.0, 3.0], [-0.1, 0.1, -7.0]]),
            ),
            np.array([[10.0, 0.0, -30.0], [0.0, -50.0, 0.0]]),
            label="passes where Z is positive",
        ),
        FiniteDifference(
            label="is the derivative, and in its range at exactly 0",
            weight=2,
            at=(
                call("relu_backward", draw(7303, 3, 4), draw(7304, 3, 4)),
                call(
                    "relu_backward",
                    np.array([[2.0, -3.0], [0.5, 4.0], [-1.0, 1.5]]),
                    np.array([[0.0, 0.0], [1.0, -1.0], [0.0, 2.0]]),
                ),
            ),
            of="relu_response",
            wrt=("Z",),
        ),
        Purity(
            label="leaves dA and Z alone",
            first=call("relu_backward", draw(7305, 4, 3), draw(7306, 4, 3)),
            between=call("relu_backward", draw(7307, 2, 5), draw(7308, 2, 5)),
        ),
    ],
    hidden=[
        Golden(
            label="any shape, whole numbers in Z, close to 0 and far out",
            weight=3,
            at=(
                call("relu_backward", draw(7311, 1, 5), draw(7312, 1, 5)),
                call("relu_backward", draw(7313, 6), draw(7314, 6)),
                call("relu_backward", draw(7315, 2, 3, 4), draw(7316, 2, 3, 4)),
                call("relu_backward", draw(7317, 3, 3), draw(7318, 3, 3)),
                call("relu_backward", draw(7319, 5), np.array([3, -2, 1, -1, 2])),
                call("relu_backward", draw(7320, 6), np.array([1e-9, -1e-9, 0.4, -0.4, 1000.0, -1000.0])),
                call("relu_backward", np.array([0.0, -0.001234567, 123.4567]), np.array([1.5, 0.25, 7.0])),
            ),
        ),
        Golden(
            label="any memory layout",
            at=(
                call("relu_backward", Laid(draw(7321, 4, 3), "F"), Laid(draw(7322, 4, 3), "readonly")),
                call("relu_backward", Laid(draw(7323, 4, 3), "readonly"), Laid(draw(7324, 4, 3), "strided")),
            ),
        ),
        # away from 0, where any slope from 0 to 1 is right
        traced_formula(
            call("relu_backward", np.array([0.7, 0.7]), np.array([1.5, -1.5])),
            {"0": "dA", "1": "Z"},
            names={f"{a}[{n}]": f"{a.lower()}{n}" for a in ("dA", "Z") for n in (0, 1)},
            domains={"z0": (0.1, 3.0), "z1": (-3.0, -0.1)},
        ),
    ],
)
def relu_backward(dA: np.ndarray, Z: np.ndarray) -> np.ndarray:
    r"""Backward pass of the rectifier $A = \max(0, Z)$.

    Args:
        dA: derivative of the loss with respect to A, float64, any shape.
        Z: the input of the rectifier, same shape (whole numbers may come in).

    Returns:
        dZ, the derivative of the loss with respect to Z: float64, same shape. Where Z is exactly 0, dA times any
        number from 0 to 1 is right.

    Example:
        >>> relu_backward(np.array([10.0, 20.0]), np.array([3.0, -3.0]))
        array([10.,  0.])
    """
    return np.where(np.asarray(Z) > 0, dA, 0.0)


@wrong(relu_backward, "the rectifier itself")
def _(dA, Z):
    return np.maximum(0.0, Z)


@wrong(relu_backward, "looks at the sign of dA")
def _(dA, Z):
    return dA * (dA > 0)


@wrong(relu_backward, "forgets dA")
def _(dA, Z):
    return (Z > 0) * 1.0


@wrong(relu_backward, "the other side")
def _(dA, Z):
    return dA * (Z < 0)


@wrong(relu_backward, "multiplies by Z, not by the slope")
def _(dA, Z):
    return dA * np.maximum(0, Z)


@wrong(relu_backward, "the rectifier of the product")
def _(dA, Z):
    return np.maximum(0.0, dA)


@wrong(relu_backward, "sets the caller's dA to 0 in place")
def _(dA, Z):
    if not dA.flags.writeable:
        dA = dA.copy()
    dA[Z <= 0] = 0
    return dA


@wrong(relu_backward, "the result takes the whole numbers of Z")
def _(dA, Z):
    dZ = np.zeros_like(Z)
    dZ[Z > 0] = dA[Z > 0]
    return dZ


@wrong(relu_backward, "a leak of 0.01")
def _(dA, Z):
    return np.where(Z > 0, dA, 0.01 * dA)


@wrong(relu_backward, "a sign function")
def _(dA, Z):
    return dA * np.sign(Z)


@wrong(relu_backward, "one decision for the whole array")
def _(dA, Z):
    return dA * 1.0 if (Z > 0).all() else dA * 0.0


@accepted(relu_backward, "a mask of truth values")
def _(dA, Z):
    return dA * (Z > 0)


@accepted(relu_backward, "a copy with zeros, slope 1 at 0")
def _(dA, Z):
    dZ = np.array(dA, dtype=float)
    dZ[np.asarray(Z) < 0] = 0
    return dZ


@accepted(relu_backward, "the step function with a half at 0")
def _(dA, Z):
    return np.heaviside(np.asarray(Z, dtype=float), 0.5) * dA


@accepted(relu_backward, "number by number")
def _(dA, Z):
    values = [d if z > 0 else 0.0 for d, z in zip(np.ravel(dA), np.ravel(Z), strict=True)]
    return np.array(values, dtype=float).reshape(np.shape(Z))
