"""Which way is up."""

from __future__ import annotations

import math

import numpy as np

from autograder.calls import call
from autograder.checks import Golden, Purity, Shape, Stability
from autograder.checks.golden import golden
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.formula_recipes import formula
from autograder.exercise.recipes import draw
from autograder.plain import Laid

# %% [markdown]
# ## Which way is up?
#
# A deck defines the gradient as "a vector that indicates the direction and magnitude in which the greatest possible
# increase is obtained". Take that apart. Move from $x$ a little way $t$ in a direction $u$ of length 1, and $f$ grows by
# $t\,\nabla f \cdot u = t\,\lVert \nabla f \rVert \cos \alpha$, with $\alpha$ the angle between both. That is largest for
# $\alpha = 0$: the direction of the gradient is the steepest way up, its length is how steep it is there, and the
# opposite direction is the steepest way down. Training goes there, step by step.
#
# The direction alone is the gradient divided by its length. At a flat point there is none, and a program should say so
# with zeros rather than with `nan`.

_NAME = "steepest_direction"
_GRAD = draw(390, 5)


@exercise(
    points=2,
    minutes=6,
    difficulty=1,
    core=False,
    source="S1-20, S4-14",
    needs=("numerical_gradient",),
    hints=(
        "A vector divided by its own length has length 1.",
        "The length is the 2-norm, the root of the sum of squares. Which vector has length 0?",
        "Work out the norm of the float64 gradient; when it is 0 return zeros of the same shape, before you divide.",
    ),
    checks=[
        Shape(
            label="float64 in the shape of grad",
            at=(call(_NAME, _GRAD), call(_NAME, np.array([3, 4])), call(_NAME, np.array([0, 0, 0]))),
        ),
        golden(call(_NAME, np.array([3.0, -4.0])), np.array([0.6, -0.8]), label="three, four, five"),
        Golden(label="five variables", weight=2, at=(call(_NAME, _GRAD),)),
        Stability(label="a flat point: zeros, without a warning", at=(call(_NAME, np.zeros(4)),)),
        Purity(label="leaves grad alone", first=call(_NAME, _GRAD), between=call(_NAME, draw(391, 3))),
    ],
    hidden=[
        Golden(
            label="any length and layout, whole numbers",
            weight=4,
            at=(
                call(_NAME, np.array([3, 4])),
                call(_NAME, np.array([-2, 0, 1, 5])),
                call(_NAME, np.array([-2.5])),
                call(_NAME, np.array([7])),
                call(_NAME, Laid(draw(392, 7), "strided")),
                call(_NAME, Laid(draw(393, 4), "readonly")),
                call(_NAME, 300 * draw(394, 3)),
            ),
        ),
        Golden(
            label="flat is exactly zero: a tiny gradient has a direction",
            at=(
                call(_NAME, 1e-9 * draw(395, 4)),
                call(_NAME, np.array([0.0, 1e-12])),
                call(_NAME, np.zeros(1)),
                call(_NAME, np.array([0, 0, 0])),
            ),
        ),
        formula(
            _NAME,
            {"grad": np.array([3.0, -4.0])},
            names={"grad[0]": "g1", "grad[1]": "g2"},
            parts={"[0]": "the first entry", "[1]": "the second entry"},
        ),
    ],
)
def steepest_direction(grad: np.ndarray) -> np.ndarray:
    r"""Direction of steepest ascent: the vector of length 1 along the gradient.

    Args:
        grad: gradient, shape (n,), perhaps of whole numbers.

    Returns:
        Float64 array of shape (n,) with 2-norm 1; zeros, without a warning, when every entry of `grad` is 0.

    Example:
        >>> steepest_direction(np.array([0.0, 5.0]))
        array([0., 1.])
    """
    ascent = np.asarray(grad, dtype=float)
    steepness = np.linalg.norm(ascent)
    return ascent / steepness if steepness > 0.0 else np.zeros_like(ascent)


@wrong(steepest_direction, "the way down")
def _(grad):
    g = np.asarray(grad, dtype=float)
    size = np.linalg.norm(g)
    return -g / size if size else np.zeros(g.shape)


@wrong(steepest_direction, "the gradient itself")
def _(grad):
    return np.array(grad, dtype=float)


@wrong(steepest_direction, "divided by the squared length")
def _(grad):
    g = np.asarray(grad, dtype=float)
    size = np.sum(g**2)
    return g / size if size else np.zeros(g.shape)


@wrong(steepest_direction, "divided by the sum of absolute values")
def _(grad):
    g = np.asarray(grad, dtype=float)
    size = np.abs(g).sum()
    return g / size if size else np.zeros(g.shape)


@wrong(steepest_direction, "divided by the largest entry")
def _(grad):
    g = np.asarray(grad, dtype=float)
    size = np.abs(g).max()
    return g / size if size else np.zeros(g.shape)


@wrong(steepest_direction, "the signs")
def _(grad):
    return np.sign(np.asarray(grad, dtype=float))


@wrong(steepest_direction, "divided by the sum")
def _(grad):
    g = np.asarray(grad, dtype=float)
    size = g.sum()
    return g / size if size else np.zeros(g.shape)


@wrong(steepest_direction, "nan at a flat point")
def _(grad):
    g = np.asarray(grad, dtype=float)
    with np.errstate(all="ignore"):
        return g / np.linalg.norm(g)


@wrong(steepest_direction, "zeros, with a warning")
def _(grad):
    g = np.asarray(grad, dtype=float)
    return np.nan_to_num(g / np.linalg.norm(g))


@wrong(steepest_direction, "a small number in the denominator")
def _(grad):
    g = np.asarray(grad, dtype=float)
    return g / (np.linalg.norm(g) + 1e-8)


@wrong(steepest_direction, "what is nearly flat counts as flat")
def _(grad):
    g = np.asarray(grad, dtype=float)
    size = np.linalg.norm(g)
    return np.zeros(g.shape) if size < 1e-8 else g / size


@wrong(steepest_direction, "in the caller's array")
def _(grad):
    size = np.linalg.norm(grad)
    if size:
        grad /= size
    return grad


@wrong(steepest_direction, "zeros of whole numbers")
def _(grad):
    size = np.linalg.norm(grad)
    return grad / size if size else np.zeros_like(grad)


@wrong(steepest_direction, "the number 0 for a flat point")
def _(grad):
    g = np.asarray(grad, dtype=float)
    size = np.linalg.norm(g)
    return g / size if size else 0.0


@accepted(steepest_direction, "the root of a sum")
def _(grad):
    g = np.array(grad, dtype=float)
    if not g.any():
        return g
    return g / np.sqrt((g**2).sum())


@accepted(steepest_direction, "entry by entry")
def _(grad):
    size = math.sqrt(sum(float(v) ** 2 for v in grad))
    return np.array([float(v) / size if size > 0 else 0.0 for v in grad])


@accepted(steepest_direction, "np.divide where there is something to divide by")
def _(grad):
    g = 1.0 * np.asarray(grad)
    return np.divide(g, np.linalg.norm(g), out=np.zeros_like(g), where=g.any())


@accepted(steepest_direction, "divides by 1 where the length is 0")
def _(grad):
    g = np.asarray(grad, dtype=float)
    return g / (np.sqrt(g @ g) or 1.0)


@accepted(steepest_direction, "math.hypot")
def _(grad):
    size = math.hypot(*grad)
    return np.asarray(grad) * (1.0 / size) if size else np.zeros(len(grad))
