"""Clipping: a bound on the length of a gradient."""

from __future__ import annotations

import math

import numpy as np

from autograder.calls import call
from autograder.checks import Golden, Purity, Shape, Stability
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.formula_recipes import formula
from autograder.exercise.recipes import draw
from autograder.plain import Laid

# %% [markdown]
# ## Clipping
#
# One strange batch can throw the parameters far away. Clipping by norm keeps the gradient's direction and bounds its
# length: a long gradient is scaled down to `max_norm`, a short one stays as it is. The norm is taken over *all*
# entries together; clipping entry by entry would bend the direction.


@exercise(
    points=1,
    minutes=6,
    difficulty=2,
    core=False,
    source="Pascanu, Mikolov and Bengio 2013; S3-36",
    hints=(
        "Is the gradient longer than allowed? If not, nothing happens.",
        "Multiply by max_norm over the norm where that is less than 1, else by 1.",
        "Look at the norm first: where it is at most max_norm (0 is), return the gradient; else scale it by the quotient.",
    ),
    checks=[
        Shape(label="the shape of the gradient", at=(call("clip_by_norm", draw(1291, 2, 3), 1.0),)),
        Golden(
            label="a long gradient, and a short one",
            weight=2,
            at=(
                call("clip_by_norm", np.array([3.0, -4.0]), 2.0),
                call("clip_by_norm", np.array([0.3, -0.4]), 2.0),
            ),
        ),
        Stability(
            label="a gradient of zero stays zero, without a warning",
            at=(call("clip_by_norm", np.zeros(3), 1.5),),
        ),
        Purity(
            label="leaves the gradient alone",
            first=call("clip_by_norm", np.array([3.0, -4.0, 12.0]), 2.0),
            between=call("clip_by_norm", np.array([0.3, 0.4]), 2.0),
        ),
    ],
    hidden=[
        Golden(
            label="any shape, layout and length",
            weight=3,
            at=(
                call("clip_by_norm", draw(1292, 3, 4), 1.25),
                call("clip_by_norm", Laid(draw(1293, 4, 2), "F"), 0.5),
                call("clip_by_norm", Laid(draw(1294, 2, 2, 2), "readonly"), 100.0),
                call("clip_by_norm", np.array([3.0, -4.0]), 5.0),
                call("clip_by_norm", np.array([3.0, -4.0]), 4.9999999),
                call("clip_by_norm", np.array([-7.0]), 3.0),
                call("clip_by_norm", 1e-4 * draw(1295, 5), 1e-5),
                call("clip_by_norm", np.array([3, -4, 12]), 6.5),
                call("clip_by_norm", np.array([1, 0]), 6.5),
            ),
        ),
        Stability(label="a matrix of zeros", at=(call("clip_by_norm", np.zeros((2, 2)), 0.1),)),
        formula(
            "clip_by_norm",
            {"grad": np.array([1.5, -2.0]), "max_norm": 1.0},
            names={"grad[0]": "g0", "grad[1]": "g1"},
            domains={"max_norm": (0.1, 3.0)},
        ),
    ],
)
def clip_by_norm(grad: np.ndarray, max_norm: float) -> np.ndarray:
    r"""Scale a gradient down to a largest length.

    $$g \cdot \min\left(1, \frac{\text{max\_norm}}{\lVert g \rVert_2}\right)$$

    The norm is the root of the sum of squares of all entries, whatever the shape. A gradient of zero comes back as it
    is, and no warning is raised on the way. No small constant is added to the norm.

    Args:
        grad: gradient, any shape; whole numbers may come in.
        max_norm: largest norm of the result, positive.

    Returns:
        Array of the shape of `grad`, float64.

    Example:
        >>> clip_by_norm(np.array([3.0, 4.0]), 2.5)
        array([1.5, 2. ])
    """
    size = np.linalg.norm(grad)
    return np.array(grad, dtype=float) if size <= max_norm else np.multiply(grad, max_norm / size)


@wrong(clip_by_norm, "divides by zero for a gradient of zero")
def _(grad, max_norm):
    return grad * np.minimum(1.0, max_norm / np.linalg.norm(grad))


@wrong(clip_by_norm, "a small constant in the norm, as in PyTorch")
def _(grad, max_norm):
    return grad * min(1.0, max_norm / (np.linalg.norm(grad) + 1e-6))


@wrong(clip_by_norm, "clips entry by entry")
def _(grad, max_norm):
    return np.clip(grad, -max_norm, max_norm) * 1.0


@wrong(clip_by_norm, "makes every gradient as long as allowed")
def _(grad, max_norm):
    norm = np.linalg.norm(grad)
    return grad * (max_norm / norm) if norm > 0 else grad * 1.0


@wrong(clip_by_norm, "a norm for each row")
def _(grad, max_norm):
    norm = np.sqrt(np.sum(np.asarray(grad, dtype=float) ** 2, axis=-1, keepdims=True))
    return grad * np.minimum(1.0, max_norm / np.where(norm == 0, 1.0, norm))


@wrong(clip_by_norm, "the largest entry in place of the norm")
def _(grad, max_norm):
    norm = np.max(np.abs(grad))
    return grad * (max_norm / norm if norm > max_norm else 1.0)


@wrong(clip_by_norm, "the sum of absolute values in place of the norm")
def _(grad, max_norm):
    norm = np.sum(np.abs(grad))
    return grad * (max_norm / norm if norm > max_norm else 1.0)


@wrong(clip_by_norm, "forgets the root")
def _(grad, max_norm):
    norm = np.sum(np.asarray(grad, dtype=float) ** 2)
    return grad * (max_norm / norm if norm > max_norm else 1.0)


@wrong(clip_by_norm, "throws a long gradient away")
def _(grad, max_norm):
    return grad * 1.0 if np.linalg.norm(grad) <= max_norm else 0.0 * grad


@wrong(clip_by_norm, "scales the caller's gradient")
def _(grad, max_norm):
    norm = np.linalg.norm(grad)
    if norm > max_norm and grad.dtype.kind == "f" and grad.flags.writeable:
        grad *= max_norm / norm
        return grad
    return grad * (max_norm / norm if norm > max_norm else 1.0)


@wrong(clip_by_norm, "the quotient upside down")
def _(grad, max_norm):
    norm = np.linalg.norm(grad)
    return grad * (norm / max_norm if norm > max_norm else 1.0)


@accepted(clip_by_norm, "the formula, with the zero apart")
def _(grad, max_norm):
    norm = np.linalg.norm(grad)
    if norm == 0:
        return 1.0 * grad
    return grad * min(1.0, max_norm / norm)


@accepted(clip_by_norm, "divides by the larger of the two")
def _(grad, max_norm):
    return grad * (max_norm / max(max_norm, math.sqrt(float(np.sum(np.square(grad))))))


@accepted(clip_by_norm, "with np.where, and a norm that is never zero")
def _(grad, max_norm):
    grad = np.array(grad, dtype=float)
    square = np.einsum("i,i->", grad.ravel(), grad.ravel())
    scale = np.where(square > max_norm**2, max_norm / np.sqrt(np.maximum(square, max_norm**2)), 1.0)
    return grad * scale


@accepted(clip_by_norm, "a unit vector times the shorter length")
def _(grad, max_norm):
    flat = np.ravel(np.asarray(grad, dtype=float))
    norm = math.hypot(*flat.tolist())
    return np.reshape(flat / norm * min(norm, max_norm) if norm else flat, np.shape(grad))
