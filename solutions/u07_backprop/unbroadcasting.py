"""The way back through broadcasting."""

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
# ## Any broadcast at all
#
# The bias was one case of a rule. NumPy stretches an array in two ways before it adds or multiplies: it puts new axes in
# front, and it repeats along axes of length 1. Either way one number serves in many places. On the way back the
# derivative of that number is the sum over all the places where it served, and the result has the shape that the
# array had before. Every automatic differentiation library contains this function.


@exercise(
    points=3,
    minutes=15,
    difficulty=3,
    core=False,
    source="S3-09, S0-34",
    hints=(
        "Two kinds of axes were stretched: those that `shape` does not have at all, and those where `shape` says 1. Which are they, counted from the right?",
        "Sum over the missing axes in front (they disappear), then over the axes of length 1 with keepdims=True (they stay).",
        "The number of missing axes is grad.ndim - len(shape). Sum over the first so many; then go through shape, and sum over each axis where it is 1, keeping the axis.",
    ),
    checks=[
        Shape(
            label="has the shape that was asked for",
            at=(
                call("unbroadcast", draw(7201, 4, 3), (3,)),
                call("unbroadcast", draw(7201, 4, 3), (4, 1)),
                call("unbroadcast", draw(7202, 2, 4, 3), (4, 3)),
            ),
        ),
        golden(
            call("unbroadcast", np.array([[1.0, 2.0, 3.0], [10.0, 20.0, 30.0]]), (3,)),
            np.array([11.0, 22.0, 33.0]),
            label="a row that served in two rows",
        ),
        golden(
            call("unbroadcast", np.array([[1.0, 2.0, 3.0], [10.0, 20.0, 30.0]]), (2, 1)),
            np.array([[6.0], [60.0]]),
            label="a column that served in three columns",
        ),
        Golden(
            label="nothing was stretched; everything was",
            at=(call("unbroadcast", draw(7203, 2, 3), (2, 3)), call("unbroadcast", draw(7204, 2, 3), ())),
        ),
        Purity(
            label="leaves grad alone",
            first=call("unbroadcast", draw(7205, 4, 3), (1, 3)),
            between=call("unbroadcast", draw(7206, 4, 3), (4, 3)),
        ),
    ],
    hidden=[
        Golden(
            label="both kinds of axes, any number of them",
            weight=4,
            at=(
                call("unbroadcast", draw(7211, 4, 3), (1, 3)),
                call("unbroadcast", draw(7212, 4, 3), (1, 1)),
                call("unbroadcast", draw(7213, 4, 3), (1,)),
                call("unbroadcast", draw(7214, 2, 4, 3), (4, 1)),
                call("unbroadcast", draw(7215, 2, 4, 3), (2, 1, 3)),
                call("unbroadcast", draw(7216, 2, 4, 3), (1, 4, 1)),
                call("unbroadcast", draw(7217, 2, 4, 3, 5), (4, 1, 5)),
                call("unbroadcast", draw(7218, 3, 3), (3,)),
                call("unbroadcast", draw(7219, 3, 3), (3, 1)),
                call("unbroadcast", draw(7220, 5), ()),
                call("unbroadcast", draw(7221, 4, 1), (4, 1)),
                call("unbroadcast", draw(7222, 3, 3, 3), (1, 3)),
            ),
        ),
        Golden(
            label="any memory layout",
            at=(
                call("unbroadcast", Laid(draw(7231, 4, 3), "F"), (3,)),
                call("unbroadcast", Laid(draw(7232, 4, 3), "readonly"), (4, 1)),
                call("unbroadcast", Laid(draw(7233, 2, 4, 3), "strided"), (1, 3)),
            ),
        ),
        formula(
            "unbroadcast",
            {"grad": draw(7241, 2, 2), "shape": (1, 2)},
            fixed=("shape",),
            names={f"grad[{n},{k}]": f"g{n}{k}" for n in (0, 1) for k in (0, 1)},
        ),
    ],
)
def unbroadcast(grad: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    r"""Turn the derivative of a stretched array into the derivative of the array before it was stretched.

    Args:
        grad: derivative with respect to the array as it was stretched by broadcasting, any shape.
        shape: the shape before; a tuple that broadcasts to grad.shape. It may be grad.shape itself, or ().

    Returns:
        Array of shape `shape` (one number for ()), float64.

    Example:
        >>> unbroadcast(np.ones((4, 3)), (4, 1))
        array([[3.],
               [3.],
               [3.],
               [3.]])
    """
    in_front = grad.ndim - len(shape)
    folded = np.sum(grad, axis=tuple(range(in_front)))
    repeated = tuple(place for place, length in enumerate(shape) if length == 1)
    return folded.sum(axis=repeated, keepdims=True)


@wrong(unbroadcast, "sums over the axes in front only")
def _(grad, shape):
    while grad.ndim > len(shape):
        grad = grad.sum(axis=0)
    return grad


@wrong(unbroadcast, "sums over the axes of length 1 only")
def _(grad, shape):
    for axis, length in enumerate(shape):
        if length == 1:
            grad = grad.sum(axis=axis, keepdims=True)
    return grad


@wrong(unbroadcast, "the mean where the sum belongs")
def _(grad, shape):
    while grad.ndim > len(shape):
        grad = grad.mean(axis=0)
    for axis, length in enumerate(shape):
        if length == 1:
            grad = grad.mean(axis=axis, keepdims=True)
    return grad


@wrong(unbroadcast, "drops the axes of length 1")
def _(grad, shape):
    while grad.ndim > len(shape):
        grad = grad.sum(axis=0)
    return grad.sum(axis=tuple(axis for axis, length in enumerate(shape) if length == 1))


@wrong(unbroadcast, "sums the last axes instead of the first")
def _(grad, shape):
    while grad.ndim > len(shape):
        grad = grad.sum(axis=-1)
    for axis, length in enumerate(shape):
        if length == 1:
            grad = grad.sum(axis=axis, keepdims=True)
    return grad


@wrong(unbroadcast, "reshapes the first entries instead of adding up")
def _(grad, shape):
    return grad.ravel()[: int(np.prod(shape))].reshape(shape)


@wrong(unbroadcast, "sums once, over the rows")
def _(grad, shape):
    return grad if grad.shape == shape else grad.sum(axis=0).reshape(shape)


@wrong(unbroadcast, "takes the first row in place of all of them")
def _(grad, shape):
    while grad.ndim > len(shape):
        grad = grad[0]
    for axis, length in enumerate(shape):
        if length == 1:
            grad = grad.sum(axis=axis, keepdims=True)
    return grad


@wrong(unbroadcast, "matches the axes from the left")
def _(grad, shape):
    for axis, length in enumerate(shape):
        if grad.shape[axis] != length:
            grad = grad.sum(axis=axis, keepdims=True)
    return grad.reshape(shape) if grad.size == int(np.prod(shape)) else grad


@accepted(unbroadcast, "one axis after the other")
def _(grad, shape):
    while grad.ndim > len(shape):
        grad = grad.sum(axis=0)
    for axis, length in enumerate(shape):
        if length == 1:
            grad = grad.sum(axis=axis, keepdims=True)
    return grad


@accepted(unbroadcast, "pads the shape with ones, then reshapes")
def _(grad, shape):
    padded = (1,) * (grad.ndim - len(shape)) + tuple(shape)
    axes = tuple(axis for axis in range(grad.ndim) if padded[axis] == 1 and grad.shape[axis] != 1)
    return grad.sum(axis=axes).reshape(shape)


@accepted(unbroadcast, "adds entry by entry to where it came from")
def _(grad, shape):
    out = np.zeros(shape)
    for place in np.ndindex(grad.shape):
        own = place[len(place) - len(shape) :]
        out[tuple(0 if length == 1 else i for i, length in zip(own, shape, strict=True))] += grad[place]
    return out


@accepted(unbroadcast, "lets NumPy say where each entry came from")
def _(grad, shape):
    size = int(np.prod(shape))
    origin = np.broadcast_to(np.arange(size).reshape(shape), grad.shape)
    return np.bincount(origin.ravel(), weights=grad.ravel(), minlength=size).reshape(shape)
