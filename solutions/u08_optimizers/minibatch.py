"""Cutting the data into mini-batches."""

from __future__ import annotations

import numpy as np

from autograder.calls import call, drive
from autograder.checks import Golden, Shape
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.plain import Seed

# %% [markdown]
# ## Mini-batches
#
# Between all examples at once and one at a time lies the usual way (S3-35, S1-23): shuffle the examples in each epoch,
# cut them into batches of a few dozen, and make one step for each batch. Three things go wrong in practice. The last
# batch is short and gets lost; the examples are not shuffled, so that a file sorted by class gives batches of one
# class; or they are drawn with replacement, so that an epoch misses about a third of them.
#
# The random numbers come from a generator that you are given. `rng.permutation`, `rng.shuffle`, random keys that you
# sort: every fair way is right.


@exercise(
    points=2,
    minutes=10,
    difficulty=2,
    source="S1-23, S3-35",
    hints=(
        "Shuffle first, cut afterwards.",
        "One random order of 0 to n - 1, then slices of that order which begin at 0, size, 2*size, ...",
        "Draw the order once with rng, step a range from 0 to n by size, take a slice of length size at each; a slice at the end is short by itself.",
    ),
    checks=[
        Shape(
            label="a list of arrays, the last one short",
            at=(call("minibatches", 7, 3, Seed(1)), call("minibatches", 5, 2, Seed(2))),
        ),
        Golden(
            label="every example once, in a random order",
            weight=2,
            at=(drive("batch_facts", "minibatches", 64, 12, [1, 2, 3], 4),),
        ),
        Golden(
            label="a size that fits, and one that is too large",
            at=(
                drive("batch_facts", "minibatches", 48, 16, [5, 6], 7),
                drive("batch_facts", "minibatches", 20, 33, [8, 9], 10),
            ),
        ),
    ],
    hidden=[
        Golden(
            label="other numbers of examples and sizes",
            weight=3,
            at=(
                drive("batch_facts", "minibatches", 65, 32, [11, 12, 13, 14], 15),
                drive("batch_facts", "minibatches", 41, 20, [16, 17], 18),
                drive("batch_facts", "minibatches", 30, 1, [19, 20], 21),
                drive("batch_facts", "minibatches", 25, 25, [22, 23], 24),
            ),
        ),
        Shape(
            label="one example alone",
            at=(call("minibatches", 1, 1, Seed(25)), call("minibatches", 1, 4, Seed(26))),
        ),
    ],
)
def minibatches(n: int, size: int, rng: np.random.Generator) -> list[np.ndarray]:
    """Shuffle the indices 0, 1, ..., n - 1 and cut them into batches.

    Args:
        n: number of examples, at least 1.
        size: examples in a batch, at least 1; may be larger than `n`.
        rng: NumPy's random generator; take your random numbers from it.

    Returns:
        A list of arrays of whole numbers. All have `size` entries but the last, which may be shorter (never empty).
        Together they hold every index once, in an order that is random and different in each call.

    Example:
        >>> batches = minibatches(7, 3, np.random.default_rng(0))
        >>> [len(batch) for batch in batches]
        [3, 3, 1]
        >>> sorted(int(i) for batch in batches for i in batch)
        [0, 1, 2, 3, 4, 5, 6]
    """
    shuffled = rng.permutation(n)
    return [shuffled[begin : begin + size] for begin in range(0, n, size)]


@wrong(minibatches, "drops the short batch at the end")
def _(n, size, rng):
    order = rng.permutation(n)
    return [order[i * size : (i + 1) * size] for i in range(max(n // size, 1))]


@wrong(minibatches, "forgets to shuffle")
def _(n, size, rng):
    return [np.arange(i, min(i + size, n)) for i in range(0, n, size)]


@wrong(minibatches, "draws with replacement")
def _(n, size, rng):
    order = rng.integers(0, n, size=n)
    return [order[i : i + size] for i in range(0, n, size)]


@wrong(minibatches, "shuffles the batches, not the examples")
def _(n, size, rng):
    batches = [np.arange(i, min(i + size, n)) for i in range(0, n, size)]
    return [batches[i] for i in rng.permutation(len(batches))]


@wrong(minibatches, "a generator of its own, the same order each time")
def _(n, size, rng):
    order = np.random.default_rng(0).permutation(n)
    return [order[i : i + size] for i in range(0, n, size)]


@wrong(minibatches, "NumPy's global random numbers: no seed repeats them")
def _(n, size, rng):
    order = np.random.permutation(n)  # noqa: NPY002
    return [order[i : i + size] for i in range(0, n, size)]


@wrong(minibatches, "equal parts in place of full batches")
def _(n, size, rng):
    return np.array_split(rng.permutation(n), -(-n // size))


@wrong(minibatches, "an empty batch at the end when the size fits")
def _(n, size, rng):
    order = rng.permutation(n)
    return [order[i * size : (i + 1) * size] for i in range(n // size + 1)]


@wrong(minibatches, "fills the last batch up with examples that were there before")
def _(n, size, rng):
    order = rng.permutation(n)
    order = np.concatenate([order, order])
    return [order[i : i + size] for i in range(0, n, size)]


@wrong(minibatches, "counts from 1")
def _(n, size, rng):
    order = rng.permutation(n) + 1
    return [order[i : i + size] for i in range(0, n, size)]


@wrong(minibatches, "one order for the whole program")
def _(n, size, rng, kept={}):  # noqa: B006
    order = kept.setdefault(n, rng.permutation(n))
    return [order[i : i + size] for i in range(0, n, size)]


@accepted(minibatches, "shuffles an arange in place")
def _(n, size, rng):
    order = np.arange(n)
    rng.shuffle(order)
    batches = []
    while order.size:
        batches.append(order[:size])
        order = order[size:]
    return batches


@accepted(minibatches, "random keys, sorted")
def _(n, size, rng):
    order = np.argsort(rng.random(n))
    return np.split(order, np.arange(size, n, size))


@accepted(minibatches, "draws one batch after the other out of what is left")
def _(n, size, rng):
    left, batches = list(range(n)), []
    while left:
        batch = rng.choice(left, size=min(size, len(left)), replace=False)
        left = sorted(set(left) - set(batch.tolist()))
        batches.append(batch)
    return batches


@accepted(minibatches, "choice without replacement, whole batches first")
def _(n, size, rng):
    order = rng.choice(n, size=n, replace=False)
    whole = n // size
    batches = list(order[: whole * size].reshape(whole, size))
    if n % size:
        batches.append(order[whole * size :])
    return batches
