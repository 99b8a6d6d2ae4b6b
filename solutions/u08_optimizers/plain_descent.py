"""Gradient descent itself: a published version with five defects, repaired."""

from __future__ import annotations

import numpy as np

from autograder.checks import Golden, Purity, Raises, Shape
from autograder.checks.golden import golden
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.formula_recipes import formula
from autograder.exercise.optimizer_recipes import counted_descent, descent
from autograder.plain import Laid, named

# %% [markdown]
# ## Fix the slide: simple_gd
#
# A deck shows this program:
#
# ```python
# def simple_gd(gradient, start, learn_rate, n_iter=50, tolerance=1e-06):
#     vector = start
#     vector_lst = [start]
#     for _ in range(n_iter):
#         vector -= learn_rate * gradient(vector)
#         vector_lst.append(vector)
#         if abs(learn_rate * gradient(vector)) <= tolerance:
#             break
#     return vector, vector_lst
# ```
#
# With a Python number as `start` it works: for $f(x) = x^2$, start 10 and rate 0.2 it makes 30 steps and ends at
# $10 \cdot 0.6^{30} \approx 2.2 \cdot 10^{-6}$. With arrays it falls apart:
#
# 1. `vector = start` and `-=` write into the caller's array;
# 2. the history holds the same array 31 times, so all its entries show the end;
# 3. `abs(...) <= tolerance` has no truth value for an array of two;
# 4. every step evaluates the gradient twice, which for a network is the whole cost;
# 5. a start of whole numbers cannot take a fractional step.
#
# And when the rate is too high, it returns `inf` or `nan` as if that were a result.


_SADDLE = named("saddle_gradient")
_ONE = np.array([1.5])
_TWO = np.array([1.0, -0.5])
_THREE = np.array([3.0, -4.0, 12.0])
_BOWL = named("bowl_gradient", A=np.array([[2.0, 0.5], [0.5, 8.0]]), b=np.array([1.0, -2.0]))
_PAIR = ("x", "path")


@exercise(
    points=4,
    minutes=20,
    difficulty=3,
    source="S4-16 (E47, E48, E49), S4-13, S4-14",
    hints=(
        "Begin with a float64 copy of start. Make a new array in each step, then nothing can be overwritten.",
        "Evaluate the gradient once at the present point, measure lr times it with a norm, and only then step or stop.",
        "Loop n_iter times: work out the move, leave if its norm is at most tol, subtract it into a new array, refuse what is not finite, append. Stack at the end.",
    ),
    checks=[
        Shape(
            label="the end point, and one row of the path for each iterate",
            names=_PAIR,
            at=(descent(2.0, 10.0, 0.2), descent(_SADDLE, _TWO, 0.1, n_iter=3)),
        ),
        golden(
            descent(2.0, 10.0, 0.2),
            (10 * 0.6**30, 10 * 0.6 ** np.arange(31)),
            label="the slide's example: x squared from 10",
            names=_PAIR,
        ),
        Golden(
            label="two coordinates",
            weight=2,
            names=_PAIR,
            at=(descent(_BOWL, np.array([1.0, -1.5]), 0.1, n_iter=6),),
        ),
        Golden(label="one evaluation of the gradient at each iterate", at=(counted_descent(2.0, 10.0, 0.2),)),
        Purity(
            label="leaves start alone",
            first=descent(_SADDLE, _TWO, 0.1, n_iter=4),
            between=descent(named("identity"), np.array([3.0, 4.0, -1.0]), 0.5, n_iter=2),
        ),
    ],
    hidden=[
        Golden(
            label="stops by the 2-norm of the move, without making it",
            weight=2,
            names=_PAIR,
            at=(
                descent(2.0, np.full((2, 3), 2.0), 0.2, 80, 1e-3),
                descent(0.5, _THREE, 0.8, 90, 0.25),
                descent(3.0, np.zeros(4), 0.3),
                descent(_SADDLE, np.array([1.0, 0.0]), 0.2, n_iter=60),
            ),
        ),
        Golden(
            label="stops after n_iter steps",
            names=_PAIR,
            at=(
                descent(
                    named("rosenbrock_gradient"), Laid(np.array([-1.2, 1.0]), "readonly"), 1e-3, 7, tol=0.0
                ),
                descent(1.0, np.array([2.0, -5.0]), 0.1, n_iter=0),
                descent(1.0, np.array([2000.0, -5.0]), 0.01),
                descent(1.0, np.array([2.0, -4.0]), 1.0, 5, 0.0),
            ),
        ),
        Golden(
            label="a start of whole numbers",
            names=_PAIR,
            at=(descent(0.6, np.array([3, -2, 1]), 0.5, n_iter=4), descent(2.0, 10, 0.2, n_iter=3)),
        ),
        Golden(
            label="one evaluation at each iterate, for arrays too",
            at=(counted_descent(0.5, _THREE, 0.8, 90, 0.25),),
        ),
        Raises(
            label="refuses an iterate that is not finite",
            exception="ValueError",
            at=(
                descent(1000.0, _TWO, 1.0, n_iter=400),
                descent(named("cube"), np.array([10.0, -0.5]), 1.0, n_iter=6),
            ),
        ),
        formula(
            "gradient_descent",
            # no move has a norm of -1 or less: the path has n_iter steps, whatever start and lr are
            {
                "grad": named("quadratic_gradient", curvature=2.0),
                "start": _ONE,
                "lr": 0.1,
                "n_iter": 2,
                "tol": -1.0,
            },
            fixed=("grad", "n_iter", "tol"),
            parts={"[0][0]": "x", **{f"[1][{step},0]": f"path[{step}]" for step in range(3)}},
        ),
    ],
)
def gradient_descent(
    grad, start, lr: float, n_iter: int = 50, tol: float = 1e-6
) -> tuple[np.ndarray, np.ndarray]:
    r"""Gradient descent with a fixed rate, and the path it took.

    At each iterate the gradient is evaluated once. If $\lVert \text{lr}\cdot\text{gradient} \rVert_2 \le$ `tol` (over
    all entries), stop without making that step; otherwise make it. Stop after `n_iter` steps at the latest.

    Args:
        grad: function that returns the gradient at a point, in the point's shape.
        start: the first iterate, a number or an array of any shape; whole numbers may come in.
        lr: learning rate.
        n_iter: largest number of steps, may be 0.
        tol: a move whose norm is at most this is not made.

    Returns:
        The pair (x, path): the last iterate, and a float64 array of shape (k + 1, *shape of start) with the start and
        the iterates after each of the k steps. `start` itself stays as it is.

    Raises:
        ValueError: when an iterate is not finite (the descent diverges).

    Example:
        >>> gradient_descent(lambda x: 2 * x, np.array([4, -8]), 0.25, n_iter=2)
        (array([ 1., -2.]), array([[ 4., -8.],
               [ 2., -4.],
               [ 1., -2.]]))
    """
    x = np.array(start, dtype=float)
    visited = [x]
    while len(visited) <= n_iter:
        move = lr * np.asarray(grad(x))
        if np.linalg.norm(move) <= tol:
            break
        x = x - move
        if not np.isfinite(x).all():
            complaint = (
                f"the descent diverges after {len(visited)} steps; take a smaller learning rate than {lr}"
            )
            raise ValueError(complaint)
        visited.append(x)
    return x, np.stack(visited)


@wrong(gradient_descent, "the slide's program")
def _(grad, start, lr, n_iter=50, tol=1e-6):
    vector = start
    vector_lst = [start]
    for _ in range(n_iter):
        vector -= lr * grad(vector)
        vector_lst.append(vector)
        if abs(lr * grad(vector)) <= tol:
            break
    return vector, vector_lst


@wrong(gradient_descent, "a copy at the start, but one array for the whole path")
def _(grad, start, lr, n_iter=50, tol=1e-6):
    x = np.array(start, dtype=float)
    path = [x]
    for _ in range(n_iter):
        move = lr * grad(x)
        if np.linalg.norm(move) <= tol:
            break
        x -= move
        if not np.all(np.isfinite(x)):
            raise ValueError
        path.append(x)
    return x, np.array(path)


@wrong(gradient_descent, "makes the last, tiny step as well")
def _(grad, start, lr, n_iter=50, tol=1e-6):
    x = np.array(start, dtype=float)
    path = [x]
    for _ in range(n_iter):
        move = lr * grad(x)
        x = x - move
        if not np.all(np.isfinite(x)):
            raise ValueError
        path.append(x)
        if np.linalg.norm(move) <= tol:
            break
    return x, np.array(path)


@wrong(gradient_descent, "compares the gradient with tol, without the rate")
def _(grad, start, lr, n_iter=50, tol=1e-6):
    x = np.array(start, dtype=float)
    path = [x]
    for _ in range(n_iter):
        slope = grad(x)
        if np.linalg.norm(slope) <= tol:
            break
        x = x - lr * slope
        if not np.all(np.isfinite(x)):
            raise ValueError
        path.append(x)
    return x, np.array(path)


@wrong(gradient_descent, "the largest entry in place of the 2-norm")
def _(grad, start, lr, n_iter=50, tol=1e-6):
    x = np.array(start, dtype=float)
    path = [x]
    for _ in range(n_iter):
        move = lr * grad(x)
        if np.max(np.abs(move)) <= tol:
            break
        x = x - move
        if not np.all(np.isfinite(x)):
            raise ValueError
        path.append(x)
    return x, np.array(path)


@wrong(gradient_descent, "never notices that it diverges")
def _(grad, start, lr, n_iter=50, tol=1e-6):
    x = np.array(start, dtype=float)
    path = [x]
    with np.errstate(all="ignore"):
        for _ in range(n_iter):
            move = lr * grad(x)
            if np.linalg.norm(move) <= tol:
                break
            x = x - move
            path.append(x)
    return x, np.array(path)


@accepted(gradient_descent, "in place on copies, the slide's order of things")
def _(grad, start, lr, n_iter=50, tol=1e-6):
    vector = np.array(start, dtype=float)
    history = [vector.copy()]
    for _ in range(n_iter):
        step = np.array(lr * grad(vector))
        if np.sqrt(np.sum(step**2)) <= tol:
            break
        vector -= step
        if np.any(np.isnan(vector)) or np.any(np.isinf(vector)):
            raise ValueError
        history.append(vector.copy())
    return vector, np.array(history)


@accepted(gradient_descent, "a while loop, one evaluation more when n_iter is used up")
def _(grad, start, lr, n_iter=50, tol=1e-6):
    path = np.asarray(start, dtype=np.float64)[np.newaxis]
    while True:
        move = lr * np.asarray(grad(path[-1].copy()))
        if np.linalg.norm(np.ravel(move)) <= tol or len(path) > n_iter:
            return path[-1], path
        new = path[-1] - move
        if not np.isfinite(new).all():
            raise ValueError
        path = np.concatenate([path, new[np.newaxis]])


@accepted(gradient_descent, "looks for numbers that are not finite at the end")
def _(grad, start, lr, n_iter=50, tol=1e-6):
    points = [1.0 * np.asarray(start)]
    with np.errstate(all="ignore"):
        for _ in range(n_iter):
            move = np.multiply(lr, grad(points[-1]))
            if (move * move).sum() ** 0.5 <= tol:
                break
            points.append(points[-1] - move)
    path = np.array(points)
    if not np.isfinite(path).all():
        raise ValueError
    return points[-1], path
