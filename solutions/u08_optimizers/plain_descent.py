"""Gradient descent itself: a published version with five defects, repaired."""

from __future__ import annotations

import numpy as np

from autograder.exercise.declare import accepted, exercise, wrong
from solutions.u08_optimizers.descent_checks import HIDDEN, VISIBLE

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
# 1. `vector = start` and `-=` write into the caller's array (E47);
# 2. the history holds the same array 31 times, so all its entries show the end (E47);
# 3. `abs(...) <= tolerance` has no truth value for an array of two (E48);
# 4. every step evaluates the gradient twice, 60 times for 30 steps, which for a network is the whole cost (E49);
# 5. a start of whole numbers cannot take a fractional step (E49).
#
# And when the rate is too high, it returns `inf` or `nan` as if that were a result. The first defect hides all
# others: Python numbers cannot be changed in place, so the one example that was tried is the one that works.


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
    checks=VISIBLE,
    hidden=HIDDEN,
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


@wrong(gradient_descent, "evaluates the gradient twice at each iterate")
def _(grad, start, lr, n_iter=50, tol=1e-6):
    x = np.array(start, dtype=float)
    path = [x]
    for _ in range(n_iter):
        if np.linalg.norm(lr * grad(x)) <= tol:
            break
        x = x - lr * grad(x)
        if not np.all(np.isfinite(x)):
            raise ValueError
        path.append(x)
    return x, np.array(path)


@wrong(gradient_descent, "the path lacks the start")
def _(grad, start, lr, n_iter=50, tol=1e-6):
    x = np.array(start, dtype=float)
    path = []
    for _ in range(n_iter):
        move = lr * grad(x)
        if np.linalg.norm(move) <= tol:
            break
        x = x - move
        if not np.all(np.isfinite(x)):
            raise ValueError
        path.append(x)
    return x, np.array(path)


@wrong(gradient_descent, "keeps the type of a start of whole numbers")
def _(grad, start, lr, n_iter=50, tol=1e-6):
    x = np.array(start)
    path = [x]
    for _ in range(n_iter):
        move = lr * grad(x)
        if np.linalg.norm(move) <= tol:
            break
        x = (x - move).astype(x.dtype)
        if not np.all(np.isfinite(x)):
            raise ValueError
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


@accepted(gradient_descent, "a helper that makes one step, and a path of fixed size")
def _(grad, start, lr, n_iter=50, tol=1e-6):
    first = np.asarray(start, dtype=np.float64)
    path = np.zeros((n_iter + 1, *first.shape))
    path[0] = first

    def moved(point):
        move = lr * np.asarray(grad(np.array(point)))
        return None if (np.abs(move) ** 2).sum() <= tol * abs(tol) else point - move

    steps = 0
    while steps < n_iter:
        new = moved(path[steps])
        if new is None:
            break
        if not np.isfinite(np.sum(np.abs(new))):
            raise ValueError
        steps += 1
        path[steps] = new
    return path[steps].copy(), path[: steps + 1]
