"""The mean loss of a data set from the means of its batches."""

from __future__ import annotations

import numpy as np

from autograder.calls import call
from autograder.checks import Golden, Purity, Shape
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.loss_recipes import batch_formula
from autograder.exercise.recipes import draw
from autograder.plain import Laid, to_tree

# %% [markdown]
# ### Fix the slide: adding up batches
#
# A data set that is too large comes in mini-batches, each with its own mean loss. The transcript shows: "The sum of the
# batch cost functions gives the overall cost of the entire dataset". Try it on ten examples with the losses
# $0^2, 1^2, \dots, 9^2$ in batches of 4, 4 and 2: the mean over all ten is $28.5$. The three batch means are $3.5$,
# $31.5$ and $72.5$; their sum is $107.5$. Their plain mean is $35.83$, which is not right either: the last batch is
# smaller.


@exercise(
    points=2,
    minutes=6,
    difficulty=2,
    core=False,
    source="S1-23, S1-17 (E14)",
    hints=(
        "What must you know of a batch, beside its mean, to get back the sum over its examples?",
        "Mean times size is the batch's sum; all the sums together, over all examples.",
        "A mean of the batch means with the sizes as weights; the weights' own sum is below the line.",
    ),
    checks=[
        Shape(
            label="one number",
            at=(call("combine_batch_means", np.array([3.5, 31.5, 72.5]), np.array([4, 4, 2])),),
        ),
        Golden(
            label="the ten examples in batches of 4, 4 and 2; a batch of three and a single example",
            weight=2,
            at=(
                call("combine_batch_means", np.array([3.5, 31.5, 72.5]), np.array([4, 4, 2])),
                call("combine_batch_means", np.array([0.5, 2.5]), np.array([3, 1])),
            ),
            expected=(to_tree(28.5), to_tree(1.0)),
        ),
        Golden(
            label="five batches",
            weight=2,
            at=(call("combine_batch_means", draw(1491, 5), np.array([32, 32, 32, 32, 7])),),
        ),
        Purity(
            label="leaves its arguments alone",
            first=call("combine_batch_means", draw(1492, 3), np.array([2, 5, 1])),
            between=call("combine_batch_means", draw(1493, 2), np.array([3, 4])),
        ),
    ],
    hidden=[
        Golden(
            label="any batches",
            weight=4,
            at=(
                call("combine_batch_means", draw(1494, 4), np.array([16, 16, 16, 3])),
                call("combine_batch_means", draw(1495, 1), np.array([9])),
                call("combine_batch_means", draw(1496, 3), np.array([1, 10, 100])),
                call("combine_batch_means", 987.654321 * draw(1490, 3), np.array([4096, 512, 1])),
                call("combine_batch_means", np.array([3, 1, 2]), np.array([2, 1, 4])),
                call("combine_batch_means", draw(1497, 3), np.array([5, 5, 5])),
            ),
        ),
        Golden(
            label="right in any memory layout",
            at=(
                call(
                    "combine_batch_means", Laid(draw(1498, 4), "strided"), Laid(np.array([8, 8, 8, 1]), "F")
                ),
                call(
                    "combine_batch_means", Laid(draw(1499, 2), "readonly"), Laid(np.array([8, 3]), "readonly")
                ),
            ),
        ),
        batch_formula(
            "combine_batch_means",
            {"means": np.array([3.5, 1.5]), "sizes": np.array([4, 2])},
            fixed=("sizes",),
        ),
    ],
)
def combine_batch_means(means: np.ndarray, sizes: np.ndarray) -> float:
    r"""Mean loss of a whole data set from the mean losses of its batches.

    Args:
        means: mean loss of each batch, shape (B,).
        sizes: number of examples in each batch, shape (B,), whole numbers of at least 1.

    Returns:
        One number: the mean over all examples, as if there had been a single batch.

    Example:
        >>> print(combine_batch_means(np.array([1.0, 4.0]), np.array([2, 1])))
        2.0
    """
    return np.average(means, weights=sizes)


@wrong(combine_batch_means, "the sum of the batches, as on the slide")
def _(means, sizes):
    return np.sum(means)


@wrong(combine_batch_means, "the plain mean of the means")
def _(means, sizes):
    return np.mean(means)


@wrong(combine_batch_means, "the sum over all examples")
def _(means, sizes):
    return np.sum(means * sizes)


@wrong(combine_batch_means, "divides by the number of batches")
def _(means, sizes):
    return np.sum(means * sizes) / len(sizes)


@wrong(combine_batch_means, "the sum of the means over all examples")
def _(means, sizes):
    return np.sum(means) / np.sum(sizes)


@wrong(combine_batch_means, "weights upside down")
def _(means, sizes):
    return np.sum(means / sizes) / np.sum(1 / sizes)


@wrong(combine_batch_means, "every batch as large as the first")
def _(means, sizes):
    return np.sum(means * sizes[0]) / (sizes[0] * len(sizes))


@wrong(combine_batch_means, "the last batch is dropped")
def _(means, sizes):
    return np.sum(means[:-1] * sizes[:-1]) / max(np.sum(sizes[:-1]), 1)


@wrong(combine_batch_means, "writes the sums into the caller's means")
def _(means, sizes):
    means *= sizes
    return np.sum(means) / np.sum(sizes)


@accepted(combine_batch_means, "batch by batch")
def _(means, sizes):
    total, seen = 0.0, 0
    for mean, size in zip(means, sizes, strict=True):
        total += float(mean) * int(size)
        seen += int(size)
    return total / seen


@accepted(combine_batch_means, "a dot product")
def _(means, sizes):
    return means @ sizes / sizes.sum()


@accepted(combine_batch_means, "shares that sum to 1")
def _(means, sizes):
    share = np.asarray(sizes) / np.sum(sizes)
    return float(np.sum(share * np.asarray(means)))


@accepted(combine_batch_means, "a running mean")
def _(means, sizes):
    mean, seen = 0.0, 0
    for new, size in zip(means.tolist(), sizes.tolist(), strict=True):
        seen += size
        mean += (new - mean) * size / seen
    return mean


@accepted(combine_batch_means, "as if each example had its batch's mean")
def _(means, sizes):
    return np.mean(np.repeat(means, sizes))
