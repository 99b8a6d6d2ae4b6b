"""The gradient by program."""

from __future__ import annotations

import numpy as np

from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.gradient_recipes import gradient_of
from solutions.u02_rates_of_change.central import central_difference

# %% [markdown]
# ## The gradient by program
#
# A program can hold all variables still but one: make a copy, move one entry to both sides, look at the difference, put
# the entry back, go on to the next:
#
# $$\frac{\partial f}{\partial x_i} \approx \frac{f(x + h e_i) - f(x - h e_i)}{2h}, \qquad e_i = (0, \dots, 0, 1, 0, \dots, 0)$$
#
# It does not matter whether the entries lie in a row or in a matrix: weights come as matrices, and so must their
# gradient. Three things go wrong easily. A program that moves the entries of the caller's own `x` leaves it moved when `f`
# raises an error. A copy of whole numbers holds whole numbers: there $1 + 10^{-5}$ is 1, and the gradient comes out as 0
# or as garbage. And an entry that is not put back spoils all that come after it.
#
# The price: two evaluations of $f$ for each entry. For 13,002 weights that is 26,004 forward passes for a single
# gradient, which is why nobody trains this way, and why backpropagation matters. For *checking* a gradient it is
# the best there is.


@exercise(
    points=4,
    minutes=20,
    difficulty=3,
    source="S0-10, S4-15",
    needs=("central_difference",),
    hints=(
        "One entry at a time: what must be true of all other entries while you look at it?",
        "Copy x as float64. For each index (np.ndindex goes through any shape) evaluate f with that entry raised by h, then lowered by h, then restore it.",
        "Loop over the indices of the copy; keep the old entry; set old plus h, call f; set old minus h, call f; set old again; write the difference over 2h into a float64 result of the same shape.",
    ),
    **gradient_of("numerical_gradient"),
)
def numerical_gradient(f, x: np.ndarray, h: float = 1e-5) -> np.ndarray:
    r"""Gradient of f at x by central differences, one entry after the other.

    Args:
        f: a function of an array of x's shape that returns one number; it is called with float64 entries.
        x: where, an array of any shape or a single number, perhaps of whole numbers. It is not changed, not even while
            `f` runs.
        h: distance from each entry to its two neighbours.

    Returns:
        Gradient in float64, same shape as `x`.

    Example:
        >>> numerical_gradient(lambda x: x[0] * x[1], np.array([3, 5]), h=0.5)
        array([5., 3.])
    """
    point = np.array(x, dtype=float)
    slopes = np.empty_like(point)
    for place in np.ndindex(point.shape):
        kept = point[place]
        point[place] = kept + h
        above = f(point)
        point[place] = kept - h
        slopes[place] = (above - f(point)) / (2.0 * h)
        point[place] = kept
    return slopes


@wrong(numerical_gradient, "one-sided")
def _(f, x, h=1e-5):
    x = np.array(x, dtype=float)
    result = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        moved = x.copy()
        moved[place] += h
        result[place] = (f(moved) - f(x)) / h
    return result


@wrong(numerical_gradient, "one step below the line")
def _(f, x, h=1e-5):
    x = np.array(x, dtype=float)
    result = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[place] = h
        result[place] = (f(x + step) - f(x - step)) / h
    return result


@wrong(numerical_gradient, "moves the caller's x, and puts it back")
def _(f, x, h=1e-5):
    result = np.zeros(np.shape(x))
    for place in np.ndindex(x.shape):
        kept = x[place]
        x[place] = kept + h
        above = f(x)
        x[place] = kept - h
        below = f(x)
        x[place] = kept
        result[place] = (above - below) / (2 * h)
    return result


@wrong(numerical_gradient, "a copy of whole numbers, which no small step moves")
def _(f, x, h=1e-5):
    point = np.array(x)
    result = np.zeros(point.shape)
    for place in np.ndindex(point.shape):
        kept = point[place]
        point[place] = kept + h
        above = f(point)
        point[place] = kept - h
        below = f(point)
        point[place] = kept
        result[place] = (above - below) / (2 * h)
    return result


@wrong(numerical_gradient, "does not put the entry back")
def _(f, x, h=1e-5):
    point = np.array(x, dtype=float)
    result = np.zeros(point.shape)
    for place in np.ndindex(point.shape):
        point[place] += h
        above = f(point)
        point[place] -= 2 * h
        below = f(point)
        result[place] = (above - below) / (2 * h)
    return result


@wrong(numerical_gradient, "moves all entries at once")
def _(f, x, h=1e-5):
    x = np.array(x, dtype=float)
    return np.full(x.shape, (f(x + h) - f(x - h)) / (2 * h))


@wrong(numerical_gradient, "a whole row at once")
def _(f, x, h=1e-5):
    x = np.array(x, dtype=float)
    if x.ndim == 0:
        return (f(x + h) - f(x - h)) / (2 * h)
    result = np.zeros(x.shape)
    for i in range(len(x)):
        up, down = x.copy(), x.copy()
        up[i] += h
        down[i] -= h
        result[i] = (f(up) - f(down)) / (2 * h)
    return result


@wrong(numerical_gradient, "flat, whatever the shape is")
def _(f, x, h=1e-5):
    x = np.array(x, dtype=float)
    result = []
    for k in range(x.size):
        step = np.zeros(x.shape)
        step.flat[k] = h
        result.append((f(x + step) - f(x - step)) / (2 * h))
    return np.array(result)


@wrong(numerical_gradient, "f gets the entries in a row")
def _(f, x, h=1e-5):
    x = np.array(x, dtype=float)
    flat, result = x.ravel(), np.zeros(x.size)
    for k in range(x.size):
        step = np.zeros(x.size)
        step[k] = h
        result[k] = (f(flat + step) - f(flat - step)) / (2 * h)
    return result.reshape(x.shape)


@wrong(numerical_gradient, "ravel of a Fortran-ordered copy is another copy")
def _(f, x, h=1e-5):
    point = np.array(x, dtype=float)
    flat, result = point.ravel(), np.zeros(point.shape)
    for k in range(point.size):
        kept = flat[k]
        flat[k] = kept + h
        above = f(point)
        flat[k] = kept - h
        below = f(point)
        flat[k] = kept
        result.flat[k] = (above - below) / (2 * h)
    return result


@wrong(numerical_gradient, "a step of its own")
def _(f, x, h=1e-5):
    x, h = np.array(x, dtype=float), 1e-5
    result = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[place] = h
        result[place] = (f(x + step) - f(x - step)) / (2 * h)
    return result


@wrong(numerical_gradient, "the forward difference's default")
def _(f, x, h=1e-8):
    x = np.array(x, dtype=float)
    result = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[place] = h
        result[place] = (f(x + step) - f(x - step)) / (2 * h)
    return result


@wrong(numerical_gradient, "a result of whole numbers")
def _(f, x, h=1e-5):
    result = np.zeros_like(x)
    for place in np.ndindex(np.shape(x)):
        step = np.zeros(np.shape(x))
        step[place] = h
        result[place] = (f(x + step) - f(x - step)) / (2 * h)
    return result


@wrong(numerical_gradient, "no single numbers")
def _(f, x, h=1e-5):
    x = np.array(x, dtype=float)
    result = np.zeros(x.shape)
    for k in range(len(x.ravel())):
        step = np.zeros(x.size)
        step[k] = h
        move = step.reshape(x.shape)
        result.ravel()[k] = (f(x + move) - f(x - move)) / (2 * h)
    return result if len(x) else None


@accepted(numerical_gradient, "a step in each direction")
def _(f, x, h=1e-5):
    x = np.asarray(x, dtype=float)
    result = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[place] = h
        result[place] = (f(x + step) - f(x - step)) / (2 * h)
    return result


@accepted(numerical_gradient, "rows of the unit matrix")
def _(f, x, h=1e-5):
    x = np.array(x, dtype=float)
    moves = h * np.eye(x.size).reshape(x.size, *x.shape)
    return np.array([(f(x + move) - f(x - move)) / (2 * h) for move in moves]).reshape(x.shape)


@accepted(numerical_gradient, "by flat index, fresh copies")
def _(f, x, h=1e-5):
    result = np.empty(np.shape(x))
    for k in range(np.size(x)):
        up, down = np.array(x, dtype=np.float64), np.array(x, dtype=np.float64)
        up.flat[k] += h
        down.flat[k] -= h
        result.flat[k] = (f(up) - f(down)) / h / 2
    return result


@accepted(numerical_gradient, "with np.nditer")
def _(f, x, h=1e-5):
    point = np.array(x, dtype=float)
    slopes = np.zeros(point.shape)
    entries = np.nditer(point, flags=["multi_index"])
    for _ in entries:
        where = entries.multi_index
        old = float(point[where])
        point[where] = old + h
        above = f(point.copy())
        point[where] = old - h
        below = f(point.copy())
        point[where] = old
        slopes[where] = 0.5 * (above - below) / h
    return slopes


@accepted(numerical_gradient, "central_difference along each axis")
def _(f, x, h=1e-5):
    x = np.array(x, dtype=float)

    def along(place):
        def line(t):
            moved = x.copy()
            moved[place] = t
            return f(moved)

        return central_difference(line, x[place], h)

    return np.array([along(place) for place in np.ndindex(x.shape)], dtype=float).reshape(x.shape)
