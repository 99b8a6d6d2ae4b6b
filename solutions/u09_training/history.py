"""Epochs in a row, and what they did."""

from __future__ import annotations

import numpy as np

from autograder.calls import call
from autograder.checks import Golden, Purity, Shape
from autograder.checks.golden import golden
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.training_recipes import history_run
from autograder.plain import named
from solutions.u09_training.one_epoch import run_epoch

# %% [markdown]
# ## A history
#
# A run that is not recorded did not happen. The record begins *before* the first step: without that entry nobody sees
# what the first epoch did, and the first epoch does the most. So there is one entry more than there are epochs.


@exercise(
    points=2,
    minutes=10,
    difficulty=2,
    core=False,
    source="S3-38, S4-11",
    needs=("run_epoch",),
    hints=(
        "Measure, then for each order: an epoch, and measure again.",
        "The state begins as {} and goes from each epoch to the next; the measurements always see all rows.",
        "Start the two lists with a first measurement; loop over orders, replace params and state by what run_epoch returns, append a measurement to both lists.",
    ),
    checks=[
        Shape(
            label="parameters, and a dict of two sequences with one entry more than there are orders",
            names=("params", "history"),
            at=(history_run(2301, 5, 2, 3),),
        ),
        golden(
            call(
                "record_history",
                named("halving_step"),
                named("spread_measure"),
                np.array([[1.0], [2.0], [4.0]]),
                np.array([0, 1, 0]),
                {"w": np.array([1.0])},
                [np.array([2, 0, 1])],
                3,
            ),
            ({"w": np.array([3.5])}, {"loss": [10 / 3, 8.75 / 3], "accuracy": [2 / 3, 2 / 3]}),
            label="one epoch of one batch",
            names=("params", "history"),
        ),
        Golden(
            label="three epochs",
            weight=2,
            names=("params", "history"),
            at=(history_run(2301, 5, 2, 3),),
        ),
        Purity(
            label="leaves its arguments alone and remembers nothing",
            first=history_run(2301, 5, 2, 3),
            between=history_run(2302, 4, 3, 2),
        ),
    ],
    hidden=[
        Golden(
            label="other orders, sizes and numbers of epochs",
            weight=3,
            names=("params", "history"),
            at=(
                history_run(2303, 7, 3, 4),
                history_run(2304, 6, 6, 2),
                history_run(2305, 4, 1, 1),
                history_run(2306, 5, 2, 0),
                history_run(2307, 5, 8, 3, stateful=True),
                history_run(2308, 6, 4, 3, stateful=True),
            ),
        ),
    ],
)
def record_history(
    step, measure, X: np.ndarray, y: np.ndarray, params: dict, orders: list, batch_size: int
) -> tuple[dict, dict]:
    """Train for one epoch after the other, and record how it goes.

    Args:
        step: a function; `step(params, state, X_batch, y_batch)` returns the pair (params, state) after the step.
        measure: a function; `measure(X, y, params)` returns the pair (loss, accuracy).
        X: inputs, shape (N, D).
        y: classes, shape (N,).
        params: parameters before the first epoch.
        orders: the order of the rows in each epoch, a list of integer arrays; it may be empty.
        batch_size: rows in a batch.

    Returns:
        The pair (params, history): the parameters after the last epoch, and a dict of two lists, "loss" and "accuracy",
        measured on all rows before the first epoch and after each one: len(orders) + 1 entries. The state is `{}` before
        the first step and goes on from epoch to epoch.
    """
    state: dict = {}
    measured = [measure(X, y, params)]
    for order in orders:
        params, state = run_epoch(step, X, y, params, state, order, batch_size)
        measured.append(measure(X, y, params))
    return params, {"loss": [loss for loss, _ in measured], "accuracy": [share for _, share in measured]}


@wrong(record_history, "measures before each epoch, not after the last")
def _(step, measure, X, y, params, orders, batch_size):
    state, history = {}, {"loss": [], "accuracy": []}
    for order in orders:
        loss, acc = measure(X, y, params)
        history["loss"].append(loss)
        history["accuracy"].append(acc)
        params, state = run_epoch(step, X, y, params, state, order, batch_size)
    return params, history


@wrong(record_history, "measures after each epoch, not before the first")
def _(step, measure, X, y, params, orders, batch_size):
    state, history = {}, {"loss": [], "accuracy": []}
    for order in orders:
        params, state = run_epoch(step, X, y, params, state, order, batch_size)
        loss, acc = measure(X, y, params)
        history["loss"].append(loss)
        history["accuracy"].append(acc)
    return params, history


@wrong(record_history, "the first measurement twice, the last one never")
def _(step, measure, X, y, params, orders, batch_size):
    state, seen = {}, [measure(X, y, params)]
    for order in orders:
        seen.append(measure(X, y, params))
        params, state = run_epoch(step, X, y, params, state, order, batch_size)
    return params, {"loss": [a for a, _ in seen], "accuracy": [b for _, b in seen]}


@wrong(record_history, "the state starts afresh in each epoch")
def _(step, measure, X, y, params, orders, batch_size):
    seen = [measure(X, y, params)]
    for order in orders:
        params, _ = run_epoch(step, X, y, params, {}, order, batch_size)
        seen.append(measure(X, y, params))
    return params, {"loss": [a for a, _ in seen], "accuracy": [b for _, b in seen]}


@wrong(record_history, "measures the last batch only")
def _(step, measure, X, y, params, orders, batch_size):
    state, seen = {}, [measure(X, y, params)]
    for order in orders:
        params, state = run_epoch(step, X, y, params, state, order, batch_size)
        rows = order[(len(order) - 1) // batch_size * batch_size :]
        seen.append(measure(X[rows], y[rows], params))
    return params, {"loss": [a for a, _ in seen], "accuracy": [b for _, b in seen]}


@wrong(record_history, "one order for all epochs")
def _(step, measure, X, y, params, orders, batch_size):
    state, seen = {}, [measure(X, y, params)]
    for _ in orders:
        params, state = run_epoch(step, X, y, params, state, orders[0], batch_size)
        seen.append(measure(X, y, params))
    return params, {"loss": [a for a, _ in seen], "accuracy": [b for _, b in seen]}


@wrong(record_history, "every epoch starts from the first parameters")
def _(step, measure, X, y, params, orders, batch_size):
    state, seen, new = {}, [measure(X, y, params)], params
    for order in orders:
        new, state = run_epoch(step, X, y, params, state, order, batch_size)
        seen.append(measure(X, y, new))
    return new, {"loss": [a for a, _ in seen], "accuracy": [b for _, b in seen]}


@wrong(record_history, "loss and accuracy swapped")
def _(step, measure, X, y, params, orders, batch_size):
    state, seen = {}, [measure(X, y, params)]
    for order in orders:
        params, state = run_epoch(step, X, y, params, state, order, batch_size)
        seen.append(measure(X, y, params))
    return params, {"loss": [b for _, b in seen], "accuracy": [a for a, _ in seen]}


@wrong(record_history, "a list of pairs in place of a dict of lists")
def _(step, measure, X, y, params, orders, batch_size):
    state, seen = {}, [measure(X, y, params)]
    for order in orders:
        params, state = run_epoch(step, X, y, params, state, order, batch_size)
        seen.append(measure(X, y, params))
    return params, seen


@wrong(record_history, "the history alone")
def _(step, measure, X, y, params, orders, batch_size):
    state, seen = {}, [measure(X, y, params)]
    for order in orders:
        params, state = run_epoch(step, X, y, params, state, order, batch_size)
        seen.append(measure(X, y, params))
    return {"loss": [a for a, _ in seen], "accuracy": [b for _, b in seen]}


@accepted(record_history, "two lists that grow, and its own loop over the batches")
def _(step, measure, X, y, params, orders, batch_size):
    state, losses, shares = {}, [], []

    def look():
        loss, share = measure(X, y, params)
        losses.append(loss)
        shares.append(share)

    look()
    for order in orders:
        for i in range(0, len(order), batch_size):
            rows = order[i : i + batch_size]
            params, state = step(params, state, X[rows], y[rows])
        look()
    return params, {"loss": losses, "accuracy": shares}


@accepted(record_history, "arrays, filled in place")
def _(step, measure, X, y, params, orders, batch_size):
    table, state = np.zeros((2, len(orders) + 1)), {}
    table[:, 0] = measure(X, y, params)
    for e, order in enumerate(orders, start=1):
        params, state = run_epoch(step, X, y, params, state, order, batch_size)
        table[:, e] = measure(X, y, params)
    return params, {"loss": list(table[0]), "accuracy": list(table[1])}


@accepted(record_history, "epoch 0 does nothing")
def _(step, measure, X, y, params, orders, batch_size):
    history = {"loss": [], "accuracy": []}
    state = {}
    for epoch in range(len(orders) + 1):
        if epoch > 0:
            params, state = run_epoch(step, X, y, params, state, orders[epoch - 1], batch_size)
        for key, number in zip(("loss", "accuracy"), measure(X, y, params), strict=True):
            history[key].append(number)
    return params, history


@accepted(record_history, "recursively over the orders")
def _(step, measure, X, y, params, orders, batch_size):
    def rest(params, state, orders):
        loss, share = measure(X, y, params)
        if not orders:
            return params, [loss], [share]
        new, state = run_epoch(step, X, y, params, state, orders[0], batch_size)
        last, losses, shares = rest(new, state, orders[1:])
        return last, [loss, *losses], [share, *shares]

    last, losses, shares = rest(params, {}, list(orders))
    return last, {"loss": losses, "accuracy": shares}
