"""One pass over the data in minibatches."""

from __future__ import annotations

import numpy as np

from autograder.calls import call
from autograder.checks import Golden, Purity, Shape
from autograder.checks.golden import golden
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.recipes import draw
from autograder.exercise.training_recipes import classes, epoch_run
from autograder.plain import Laid, named

# %% [markdown]
# ## One epoch
#
# A deck lists the procedure in six lines (S3-38): take a batch, look at it, compare, measure the loss, compute the slopes,
# move a little, and on to the next batch; one pass over all rows is an *epoch*. Here the step is handed to you as a function, and so
# is the order of the rows. What is left is bookkeeping, and most broken training loops are broken exactly there: rows that
# are never seen, inputs that are shuffled while their labels are not, a memory that is dropped between two batches.
#
# (The checks use a small step that tells batches and their order apart: `from autograder.objectives import halving_step` at
# your desk, should you want to repeat a call.)


@exercise(
    points=3,
    minutes=15,
    difficulty=2,
    core=True,
    source="S3-38, S3-36",
    hints=(
        "Walk through order in pieces of batch_size, and let each step begin where the last one ended.",
        "order[i : i + batch_size] for i = 0, batch_size, 2*batch_size, ... below the number of rows; a slice that reaches over the end is simply shorter.",
        "Loop over range(0, len(order), batch_size); take the piece of order, index X and y with it, and replace params and state by what step returns. Return both.",
    ),
    checks=[
        Shape(
            label="the pair of the last step's params and state",
            at=(epoch_run(2251, 6, 2, 4),),
        ),
        golden(
            call(
                "run_epoch",
                named("halving_step"),
                np.array([[1.0], [2.0], [4.0]]),
                np.array([0, 1, 0]),
                {"w": np.array([0.0])},
                {},
                np.array([2, 0, 1]),
                2,
            ),
            ({"w": np.array([5.25])}, {"rows": [2, 1]}),
            label="three rows in batches of two",
        ),
        Golden(label="seven rows in batches of three", weight=2, at=(epoch_run(2252, 7, 3, 3),)),
        Purity(
            label="leaves its arguments alone and remembers nothing",
            first=epoch_run(2251, 6, 2, 4),
            between=epoch_run(2253, 5, 2, 2),
        ),
    ],
    hidden=[
        Golden(
            label="other orders, sizes and states",
            weight=3,
            at=(
                epoch_run(2254, 8, 4, 3),
                epoch_run(2255, 5, 1, 2),
                epoch_run(2256, 4, 9, 3),
                epoch_run(2257, 1, 1, 2),
                epoch_run(2258, 6, 6, 1),
                epoch_run(2259, 9, 2, 2, state={"rows": [5, 3]}),
                call(
                    "run_epoch",
                    named("halving_step"),
                    Laid(draw(2260, 6, 3), "F"),
                    Laid(classes(2261, 6, 3), "readonly"),
                    {"w": draw(2262, 3)},
                    {},
                    Laid(np.array([3, 5, 1, 0, 2, 4]), "readonly"),
                    4,
                ),
                # a shorter order: some rows wait for another epoch
                call(
                    "run_epoch",
                    named("halving_step"),
                    draw(2263, 6, 2),
                    classes(2264, 6, 3),
                    {"w": draw(2265, 2)},
                    {},
                    np.array([4, 1, 5]),
                    2,
                ),
            ),
        ),
    ],
)
def run_epoch(
    step, X: np.ndarray, y: np.ndarray, params: dict, state: dict, order: np.ndarray, batch_size: int
) -> tuple[dict, dict]:
    """Go once through the rows in the given order, one step for each batch.

    Args:
        step: a function; `step(params, state, X_batch, y_batch)` returns the pair (params, state) after the step and
            leaves what it gets unchanged.
        X: inputs, shape (N, D).
        y: classes, shape (N,).
        params: parameters before the first step.
        state: what the optimizer remembers, before the first step.
        order: row numbers, integers. The first `batch_size` of them are the first batch, and so on; the last batch may
            be smaller. Rows that `order` does not name are not used.
        batch_size: rows in a batch, at least 1; may be more than there are.

    Returns:
        The pair (params, state) after the last step.

    Example:
        >>> def count(params, state, X_batch, y_batch):
        ...     return params, {"sizes": state.get("sizes", []) + [len(X_batch)]}
        >>> run_epoch(count, np.zeros((5, 2)), np.zeros(5), {}, {}, np.arange(5), 2)
        ({}, {'sizes': [2, 2, 1]})
    """
    for first in range(0, len(order), batch_size):
        chosen = order[first : first + batch_size]
        params, state = step(params, state, X[chosen], y[chosen])
    return params, state


@wrong(run_epoch, "the last, smaller batch is left out")
def _(step, X, y, params, state, order, batch_size):
    for i in range(len(order) // batch_size):
        rows = order[i * batch_size : (i + 1) * batch_size]
        params, state = step(params, state, X[rows], y[rows])
    return params, state


@wrong(run_epoch, "the inputs are shuffled, the labels are not")
def _(step, X, y, params, state, order, batch_size):
    for i in range(0, len(order), batch_size):
        rows = order[i : i + batch_size]
        params, state = step(params, state, X[rows], y[i : i + batch_size])
    return params, state


@wrong(run_epoch, "the same batch every time")
def _(step, X, y, params, state, order, batch_size):
    rows = order[:batch_size]
    for _ in range(0, len(order), batch_size):
        params, state = step(params, state, X[rows], y[rows])
    return params, state


@wrong(run_epoch, "the order is ignored")
def _(step, X, y, params, state, order, batch_size):
    for i in range(0, len(order), batch_size):
        params, state = step(params, state, X[i : i + batch_size], y[i : i + batch_size])
    return params, state


@wrong(run_epoch, "every step starts from the first parameters")
def _(step, X, y, params, state, order, batch_size):
    new = params
    for i in range(0, len(order), batch_size):
        rows = order[i : i + batch_size]
        new, state = step(params, state, X[rows], y[rows])
    return new, state


@wrong(run_epoch, "the state is dropped between batches")
def _(step, X, y, params, state, order, batch_size):
    for i in range(0, len(order), batch_size):
        rows = order[i : i + batch_size]
        params, new = step(params, {}, X[rows], y[rows])
    return params, new


@wrong(run_epoch, "returns after the first batch")
def _(step, X, y, params, state, order, batch_size):
    for i in range(0, len(order), batch_size):
        rows = order[i : i + batch_size]
        params, state = step(params, state, X[rows], y[rows])
        break
    return params, state


@wrong(run_epoch, "batches that overlap: steps of one")
def _(step, X, y, params, state, order, batch_size):
    for i in range(len(order) - batch_size + 1):
        rows = order[i : i + batch_size]
        params, state = step(params, state, X[rows], y[rows])
    return params, state


@wrong(run_epoch, "every k-th row in place of neighbours")
def _(step, X, y, params, state, order, batch_size):
    count = -(-len(order) // batch_size)
    for i in range(count):
        rows = order[i::count]
        params, state = step(params, state, X[rows], y[rows])
    return params, state


@wrong(run_epoch, "shuffles again by itself")
def _(step, X, y, params, state, order, batch_size):
    order = np.random.default_rng(0).permutation(order)
    for i in range(0, len(order), batch_size):
        rows = order[i : i + batch_size]
        params, state = step(params, state, X[rows], y[rows])
    return params, state


@wrong(run_epoch, "reorders the caller's rows")
def _(step, X, y, params, state, order, batch_size):
    if X.flags.writeable and len(order) == len(X):
        X[:] = X[order]
        y = y[order]
        order = np.arange(len(X))
    for i in range(0, len(order), batch_size):
        rows = order[i : i + batch_size]
        params, state = step(params, state, X[rows], y[rows])
    return params, state


@wrong(run_epoch, "only the parameters come back")
def _(step, X, y, params, state, order, batch_size):
    for i in range(0, len(order), batch_size):
        rows = order[i : i + batch_size]
        params, state = step(params, state, X[rows], y[rows])
    return params


@accepted(run_epoch, "with a while loop")
def _(step, X, y, params, state, order, batch_size):
    left = list(order)
    while left:
        rows, left = left[:batch_size], left[batch_size:]
        params, state = step(params, state, X[rows], y[rows])
    return params, state


@accepted(run_epoch, "reordered copies, cut at every batch_size")
def _(step, X, y, params, state, order, batch_size):
    cuts = range(batch_size, len(order), batch_size)
    for X_part, y_part in zip(np.split(X[order], cuts), np.split(y[order], cuts), strict=True):
        params, state = step(params, state, X_part, y_part)
    return params, state


@accepted(run_epoch, "counting batches, rounded up")
def _(step, X, y, params, state, order, batch_size):
    now = (params, state)
    for k in range((len(order) + batch_size - 1) // batch_size):
        rows = order[k * batch_size : min((k + 1) * batch_size, len(order))]
        now = step(now[0], now[1], np.take(X, rows, axis=0), np.take(y, rows))
    return now


@accepted(run_epoch, "recursively")
def _(step, X, y, params, state, order, batch_size):
    def walk(params, state, rest):
        if not len(rest):
            return params, state
        rows = rest[:batch_size]
        return walk(*step(params, state, X[rows], y[rows]), rest[batch_size:])

    return walk(params, state, order)
