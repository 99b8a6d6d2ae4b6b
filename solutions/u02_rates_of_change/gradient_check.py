"""Is a gradient right? One number that tells."""

from __future__ import annotations

import math

import numpy as np

from autograder.calls import call
from autograder.checks import Golden, Purity, Shape
from autograder.checks.golden import golden
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.formula_recipes import formula
from autograder.exercise.recipes import draw
from autograder.plain import Laid, named
from solutions.u02_rates_of_change.nabla import numerical_gradient

# %% [markdown]
# ## Is a gradient right?
#
# Somebody has worked out a gradient on paper and made a program of it: $a = \text{grad}(x)$. You have the numerical one, $n$.
# They never agree to the last digit, so how close is close? The distance alone says nothing: $10^{-6}$ is a lot between
# gradients of $10^{-5}$ and nothing between gradients of $1000$. Divide by their size:
#
# $$\text{error} = \frac{\lVert a - n \rVert}{\lVert a \rVert + \lVert n \rVert}$$
#
# This lies between 0 (equal) and 1 (opposite, or one of them zero). With $h = 10^{-5}$ a right gradient usually gets below
# $10^{-7}$; a forgotten factor 2 is a third, a wrong sign is 1. Keep this function: it tells you about every
# backward pass that you write in later units.
#
# No fixed limit is always fair: near a kink such as relu's at 0 even a right gradient fails, and where $f$ is a million
# and hardly moves, rounding alone can make $10^{-3}$. The grader of this course therefore estimates, entry by entry, how
# far its own numerical derivative can be trusted.

_NAME = "gradient_error"
_CUBES, _CHAINED = named("sum_of_cubes"), named("chained")


def _slope(factor: float = 1.0) -> object:
    return named("sum_of_cubes_gradient", factor=factor)


@exercise(
    points=3,
    minutes=15,
    difficulty=2,
    source="S0-10, S4-15",
    needs=("numerical_gradient",),
    hints=(
        "Both gradients have the shape of x; the norm goes over all their entries, whatever the shape.",
        "Flatten both, take three 2-norms, and look at the sum of two of them before you divide.",
        "a is grad at x, n is your numerical_gradient with the same h. When both norms are 0 return 0.0, else the norm of the difference over the sum of the norms.",
    ),
    checks=[
        Shape(
            label="one number",
            at=(
                call(_NAME, _CUBES, _slope(), draw(380, 3)),
                call(_NAME, _CHAINED, named("chained_gradient"), draw(381, 2, 3)),
            ),
        ),
        golden(
            call(_NAME, _CUBES, _slope(), draw(380, 3)),
            0.0,
            label="a right gradient: next to nothing",
            atol=1e-7,
        ),
        golden(
            call(_NAME, _CUBES, _slope(0.5), draw(380, 3)),
            1 / 3,
            label="a gradient that is half of what it should be",
            rtol=1e-6,
        ),
        golden(
            call(_NAME, _CUBES, _slope(-1.0), draw(380, 3)),
            1.0,
            label="a gradient with the wrong sign",
            rtol=1e-6,
        ),
        Golden(
            label="a coarse step",
            weight=2,
            at=(
                call(_NAME, _CUBES, _slope(), draw(382, 4), 0.5),
                call(_NAME, _CHAINED, named("chained_gradient"), draw(381, 2, 3), h=0.75),
            ),
        ),
        Purity(
            label="leaves x alone",
            first=call(_NAME, _CUBES, _slope(), draw(382, 4), 0.5),
            between=call(_NAME, _CUBES, _slope(2.0), draw(380, 3)),
        ),
    ],
    hidden=[
        Golden(
            label="any shape and layout, whole numbers, a single number",
            weight=3,
            at=(
                call(_NAME, _CUBES, _slope(1.5), Laid(draw(383, 4, 3), "F"), 0.5),
                call(_NAME, _CHAINED, named("chained_gradient"), Laid(draw(384, 3, 4), "readonly"), 1.0),
                call(_NAME, _CHAINED, _slope(), draw(385, 2, 1, 3), 0.25),
                call(_NAME, _CUBES, _slope(0.25), np.array([[1, -2], [3, 0], [2, 5]]), 0.5),
                call(_NAME, named("cube"), _slope(-0.5), 1.5, 0.5),
                call(_NAME, named("cube"), _slope(), 2, 1),
                call(_NAME, _CUBES, _slope(), draw(386, 1), 0.5),
            ),
        ),
        golden(call(_NAME, named("slide_field"), _slope(), np.zeros(3)), 0.0, label="0 when both are zero"),
        golden(call(_NAME, _CUBES, _slope(0.0), draw(387, 3)), 1.0, label="1 when one of them is zero"),
        Golden(
            label="small gradients, the default step",
            rtol=1e-8,
            at=(call(_NAME, _CUBES, _slope(), 1e-4 * draw(388, 5, low=0.5)),),
        ),
        formula(
            _NAME,
            {"f": named("cube"), "grad": _slope(2.0), "x": 1.5, "h": 0.5},
            fixed=("f", "grad"),
        ),
    ],
)
def gradient_error(f, grad, x: np.ndarray, h: float = 1e-5) -> float:
    r"""Relative distance between a gradient and the numerical one, $\lVert a - n \rVert/(\lVert a \rVert + \lVert n \rVert)$.

    $a$ is `grad(x)`, $n$ the central differences of `f` at `x` with step `h`; the norms are 2-norms over all entries,
    the root of the sum of squares.

    Args:
        f: a function of an array of x's shape that returns one number.
        grad: a function that claims to be the gradient of `f`, in x's shape.
        x: where, an array of any shape or a single number, perhaps of whole numbers.
        h: step of the central differences.

    Returns:
        One number from 0 to 1; 0.0 when both gradients are zero.

    Example:
        >>> print(round(gradient_error(lambda x: 2.0 * x, lambda x: 6.0, 1.0), 6))
        0.5
    """
    claimed = np.ravel(np.asarray(grad(np.array(x, dtype=float)), dtype=float))
    measured = numerical_gradient(f, x, h).ravel()
    size = np.linalg.norm(claimed) + np.linalg.norm(measured)
    return float(np.linalg.norm(claimed - measured) / size) if size > 0 else 0.0


@wrong(gradient_error, "the distance, not divided")
def _(f, grad, x, h=1e-5):
    return float(np.linalg.norm(np.ravel(grad(x) - numerical_gradient(f, x, h))))


@wrong(gradient_error, "divided by the larger norm")
def _(f, grad, x, h=1e-5):
    a, n = np.ravel(grad(x)), np.ravel(numerical_gradient(f, x, h))
    size = max(np.linalg.norm(a), np.linalg.norm(n))
    return float(np.linalg.norm(a - n) / size) if size else 0.0


@wrong(gradient_error, "divided by the norm of the sum")
def _(f, grad, x, h=1e-5):
    a, n = np.ravel(grad(x)), np.ravel(numerical_gradient(f, x, h))
    with np.errstate(all="ignore"):
        size = np.linalg.norm(a + n)
        return float(np.linalg.norm(a - n) / size) if size else 0.0


@wrong(gradient_error, "not a number when both are zero")
def _(f, grad, x, h=1e-5):
    a, n = np.ravel(grad(x)), np.ravel(numerical_gradient(f, x, h))
    with np.errstate(all="ignore"):
        return np.linalg.norm(a - n) / (np.linalg.norm(a) + np.linalg.norm(n))


@wrong(gradient_error, "a small number in the denominator")
def _(f, grad, x, h=1e-5):
    a, n = np.ravel(grad(x)), np.ravel(numerical_gradient(f, x, h))
    return float(np.linalg.norm(a - n) / (np.linalg.norm(a) + np.linalg.norm(n) + 1e-8))


@wrong(gradient_error, "squared norms")
def _(f, grad, x, h=1e-5):
    a, n = np.ravel(grad(x)), np.ravel(numerical_gradient(f, x, h))
    size = np.sum(a**2) + np.sum(n**2)
    return float(np.sum((a - n) ** 2) / size) if size else 0.0


@wrong(gradient_error, "sums of absolute values")
def _(f, grad, x, h=1e-5):
    a, n = np.ravel(grad(x)), np.ravel(numerical_gradient(f, x, h))
    size = np.sum(np.abs(a)) + np.sum(np.abs(n))
    return float(np.sum(np.abs(a - n)) / size) if size else 0.0


@wrong(gradient_error, "the worst entry")
def _(f, grad, x, h=1e-5):
    a, n = np.ravel(grad(x)), np.ravel(numerical_gradient(f, x, h))
    size = np.abs(a) + np.abs(n)
    return float(np.max(np.abs(a - n) / np.where(size > 0, size, 1.0)))


@wrong(gradient_error, "a matrix norm: the largest singular value")
def _(f, grad, x, h=1e-5):
    a, n = np.atleast_1d(grad(x)), np.atleast_1d(numerical_gradient(f, x, h))
    if a.ndim > 2:
        a, n = a.reshape(len(a), -1), n.reshape(len(n), -1)
    size = np.linalg.norm(a, 2) + np.linalg.norm(n, 2)
    return float(np.linalg.norm(a - n, 2) / size) if size else 0.0


@wrong(gradient_error, "the step is not passed on")
def _(f, grad, x, h=1e-5):
    a, n = np.ravel(grad(x)), np.ravel(numerical_gradient(f, x))
    size = np.linalg.norm(a) + np.linalg.norm(n)
    return float(np.linalg.norm(a - n) / size) if size else 0.0


@wrong(gradient_error, "another default step")
def _(f, grad, x, h=1e-6):
    a, n = np.ravel(grad(x)), np.ravel(numerical_gradient(f, x, h))
    size = np.linalg.norm(a) + np.linalg.norm(n)
    return float(np.linalg.norm(a - n) / size) if size else 0.0


@wrong(gradient_error, "1 when both are zero")
def _(f, grad, x, h=1e-5):
    a, n = np.ravel(grad(x)), np.ravel(numerical_gradient(f, x, h))
    size = np.linalg.norm(a) + np.linalg.norm(n)
    return float(np.linalg.norm(a - n) / size) if size else 1.0


@wrong(gradient_error, "0 as soon as one of them is zero")
def _(f, grad, x, h=1e-5):
    a, n = np.ravel(grad(x)), np.ravel(numerical_gradient(f, x, h))
    if not a.any() or not n.any():
        return 0.0
    return float(np.linalg.norm(a - n) / (np.linalg.norm(a) + np.linalg.norm(n)))


@wrong(gradient_error, "compares f with grad")
def _(f, grad, x, h=1e-5):
    a, n = np.ravel(grad(x)), np.ravel(f(x))
    size = np.linalg.norm(a) + np.linalg.norm(n)
    return float(np.linalg.norm(a - n) / size) if size else 0.0


@accepted(gradient_error, "roots of sums of squares")
def _(f, grad, x, h=1e-5):
    x = np.asarray(x, dtype=float)
    a, n = np.asarray(grad(x)), numerical_gradient(f, x, h)

    def norm(v):
        return np.sqrt(np.sum(v**2))

    if norm(a) + norm(n) == 0:
        return 0.0
    return norm(a - n) / (norm(a) + norm(n))


@accepted(gradient_error, "math.hypot over all entries")
def _(f, grad, x, h=1e-5):
    a = [float(v) for v in np.ravel(grad(np.asarray(x)))]
    n = [float(v) for v in np.ravel(numerical_gradient(f, x, h))]
    size = math.hypot(*a) + math.hypot(*n)
    return math.dist(a, n) / size if size else 0.0


@accepted(gradient_error, "its own central differences")
def _(f, grad, x, h=1e-5):
    x = np.array(x, dtype=float)
    difference = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[place] = h
        difference[place] = (f(x + step) - f(x - step)) / (2 * h)
    a = np.array(grad(x), dtype=float)
    top, left, right = (np.linalg.norm(v.reshape(-1)) for v in (a - difference, a, difference))
    return 0.0 if left == right == 0 else top / (left + right)


@accepted(gradient_error, "inner products")
def _(f, grad, x, h=1e-5):
    a = np.ravel(np.array(grad(np.array(x, dtype=float)), dtype=float))
    n = np.ravel(numerical_gradient(f, x, h=h))
    d = a - n
    size = (a @ a) ** 0.5 + np.dot(n, n) ** 0.5
    if size == 0.0:
        return 0.0
    return np.vdot(d, d) ** 0.5 / size


@accepted(gradient_error, "the default norm, which is the root of the sum of squares for matrices too")
def _(f, grad, x, h=1e-5):
    a, n = np.asarray(grad(x), dtype=float), numerical_gradient(f, x, h)
    sizes = float(np.linalg.norm(a.ravel())), float(np.linalg.norm(n.ravel()))
    distance = float(np.linalg.norm((a - n).ravel()))
    return distance / sum(sizes) if any(sizes) else 0.0
