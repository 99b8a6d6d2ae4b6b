"""Firing or not: the step."""

from __future__ import annotations

import numpy as np

from autograder.calls import call
from autograder.checks import Golden, Property
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.recipes import elementwise

# %% [markdown]
# ## Firing or not
#
# The oldest activation is the step: the neuron fires, 1, or it does not, 0. One slide lets the signal of an eye reach
# three such neurons, and two of them decide to fire. The same signal, three decisions: each neuron has weights of its
# own.
#
# The transcript shows "Perceptrons output a continuous range of numbers, while Neurons either fire or they don't"
# (E10). Of the units of today that is true, a sigmoid or a ReLU gives a number; but the machine that Rosenblatt called
# a perceptron has exactly two outputs, just like the neuron in the slide. The word changed its meaning. (On another
# slide it also changed its letters: "percepton" (E52).)


@exercise(
    points=2,
    minutes=7,
    difficulty=1,
    source="S1-02, S1-03 (E10)",
    hints=(
        "The answer depends on one question about each entry, and on nothing else.",
        "A comparison of an array with 0 gives an array of truth values; ask it so that 0 itself is on the firing side.",
        "Compare with 'greater or equal', then turn the truth values into floats.",
    ),
    **elementwise(
        "step",
        [-2.0, -0.5, 0.0, 0.5, 2.0],
        seed=1150,
        extra=(
            Property(
                label="never falls",
                rule="increasing",
                at=(call("step", np.array([-3.0, -1.0, -0.25, 0.0, 0.25, 1.0, 3.0])),),
            ),
        ),
        extra_hidden=(
            Golden(
                label="decides at 0 and nowhere else",
                at=(
                    call("step", np.array([-1.0, -1e-9, -1e-60, -0.0, 0.0, 1e-9, 0.5])),
                    call("step", 0),
                    call("step", 0.0),
                ),
                pointwise=True,
            ),
        ),
    ),
)
def step(z: np.ndarray) -> np.ndarray:
    r"""Step activation: 1 where $z \ge 0$ (the neuron fires), 0 elsewhere.

    Args:
        z: weighted sum, a number or an array of any shape; whole numbers may come in.

    Returns:
        1.0 or 0.0 for each entry, float64 in the shape of `z`.

    Example:
        >>> step(np.array([-3, 0, 2]))
        array([0., 1., 1.])
    """
    return (np.asarray(z) >= 0).astype(np.float64)


@wrong(step, "does not fire at 0")
def _(z):
    return (np.asarray(z) > 0).astype(float)


@wrong(step, "fires where it should rest")
def _(z):
    return (np.asarray(z) < 0).astype(float)


@wrong(step, "truth values")
def _(z):
    return np.asarray(z) >= 0


@wrong(step, "whole numbers")
def _(z):
    return np.where(np.asarray(z) >= 0, 1, 0)


@wrong(step, "the sign: -1 for no")
def _(z):
    return np.where(np.asarray(z) >= 0, 1.0, -1.0)


@wrong(step, "if on an array")
def _(z):
    if z >= 0:
        return 1.0
    return 0.0


@wrong(step, "fires above one half")
def _(z):
    return np.where(np.asarray(z) >= 0.5, 1.0, 0.0)


@wrong(step, "one half at 0")
def _(z):
    return np.heaviside(np.asarray(z, dtype=float), 0.5)


@wrong(step, "hands the positive ones on: that is ReLU")
def _(z):
    return np.maximum(np.asarray(z, dtype=float), 0.0)


@wrong(step, "writes into its argument")
def _(z):
    if isinstance(z, np.ndarray) and z.dtype == float and z.flags.writeable:
        fires = z >= 0
        z[:] = 0.0
        z[fires] = 1.0
        return z
    return np.where(np.asarray(z) >= 0, 1.0, 0.0)


@wrong(step, "a sigmoid, rounded")
def _(z):
    with np.errstate(over="ignore"):
        return np.round(1 / (1 + np.exp(-np.asarray(z, dtype=float))))


@accepted(step, "np.where")
def _(z):
    return np.where(np.asarray(z) < 0, 0.0, 1.0)


@accepted(step, "np.heaviside with its value at 0")
def _(z):
    return np.heaviside(np.asarray(z, dtype=float), 1.0)


@accepted(step, "single numbers, vectorised")
def _(z):
    return np.vectorize(lambda one: 1.0 if one >= 0 else 0.0, otypes=[float])(z)


@accepted(step, "a mask on zeros")
def _(z):
    out = np.zeros(np.shape(z))
    out[np.asarray(z) >= 0] = 1.0
    return out


@accepted(step, "one less those that rest")
def _(z):
    return 1.0 - (np.array(z) < 0)
