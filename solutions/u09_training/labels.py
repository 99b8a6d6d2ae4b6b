"""Classes as rows of zeros and a one."""

from __future__ import annotations

import numpy as np

from autograder.calls import call
from autograder.checks.golden import golden
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.layer_recipes import arrays_in
from autograder.exercise.training_recipes import classes
from autograder.plain import Laid

# %% [markdown]
# ## Classes as vectors
#
# Class 2 of 4 is the row $(0, 0, 1, 0)$: all the certainty on one place. With labels in this form the slope of the loss
# with respect to the scores is a difference of two matrices, $(P - Y)/N$.


@exercise(
    points=1,
    minutes=4,
    difficulty=1,
    core=False,
    source="S4-11",
    hints=(
        "Start from zeros; each row gets one 1.",
        "NumPy sets many entries at once when you index with two arrays of whole numbers, rows and columns.",
        "Make zeros of shape (N, K), set the entries with row numbers arange(N) and column numbers y to 1, return them.",
    ),
    **arrays_in(
        form="float64 of shape (N, K)",
        shape=(call("one_hot", np.array([1, 0, 3]), 5), call("one_hot", np.array([0]), 2)),
        known=(
            golden(
                call("one_hot", np.array([2, 0]), 3),
                np.array([[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]]),
                label="two labels, three classes",
            ),
        ),
        then=call("one_hot", np.array([1, 1]), 2),
        hidden=(
            call("one_hot", classes(2121, 7, 5), 5),
            call("one_hot", np.array([0, 1, 1, 0]), 4),
            call("one_hot", np.array([3]), 4),
            call("one_hot", np.array([2, 2, 2]), 3),
            call("one_hot", np.array([0, 0]), 1),
            call("one_hot", Laid(classes(2122, 6, 3), "readonly"), 3),
            call("one_hot", Laid(classes(2123, 5, 4), "strided"), 4),
            call("one_hot", np.array([1, 0, 2], dtype=np.uint8), 3),
        ),
    ),
)
def one_hot(y: np.ndarray, K: int) -> np.ndarray:
    """Labels as rows with a single 1.

    Args:
        y: classes 0, ..., K - 1, integers, shape (N,). A class need not occur.
        K: number of classes.

    Returns:
        Array of shape (N, K), float64: 1 in the column of the row's class, 0 elsewhere.

    Example:
        >>> one_hot(np.array([1, 0]), 3)
        array([[0., 1., 0.],
               [1., 0., 0.]])
    """
    rows = np.zeros((len(y), K))
    rows[np.arange(len(y)), y] = 1.0
    return rows


@wrong(one_hot, "as many columns as the largest label asks for")
def _(y, K):
    return np.eye(int(max(y)) + 1)[y]


@wrong(one_hot, "classes in rows")
def _(y, K):
    return np.eye(K)[:, y]


@wrong(one_hot, "classes counted from 1")
def _(y, K):
    return np.eye(K)[y.astype(int) - 1]


@wrong(one_hot, "whole numbers")
def _(y, K):
    return np.eye(K, dtype=int)[y]


@wrong(one_hot, "truth values")
def _(y, K):
    return y[:, None] == np.arange(K)


@wrong(one_hot, "ones in all columns of the classes that occur")
def _(y, K):
    rows = np.zeros((len(y), K))
    rows[:, y] = 1.0
    return rows


@wrong(one_hot, "the label in place of the 1")
def _(y, K):
    return np.where(y[:, None] == np.arange(K), y[:, None], 0).astype(float)


@wrong(one_hot, "all classes up to the label")
def _(y, K):
    return (np.arange(K) <= y[:, None].astype(int)).astype(float)


@wrong(one_hot, "a row is missing: range stops early")
def _(y, K):
    rows = np.zeros((len(y), K))
    for i in range(len(y) - 1):
        rows[i, y[i]] = 1.0
    return rows


@wrong(one_hot, "forgets to return")
def _(y, K):
    rows = np.zeros((len(y), K))
    rows[np.arange(len(y)), y] = 1.0


@accepted(one_hot, "rows of the identity")
def _(y, K):
    return np.eye(K)[y]


@accepted(one_hot, "a comparison that broadcasts")
def _(y, K):
    return (np.asarray(y)[:, np.newaxis] == np.arange(K)).astype(np.float64)


@accepted(one_hot, "label by label")
def _(y, K):
    return np.array([[1.0 if k == label else 0.0 for k in range(K)] for label in y])


@accepted(one_hot, "put_along_axis")
def _(y, K):
    out = np.zeros((y.shape[0], K), dtype=float)
    np.put_along_axis(out, y[:, None].astype(np.int64), 1.0, axis=1)
    return out
