"""Counting parameters."""

# ruff: noqa: FBT001, FBT002, FBT003 - a student calls this with True or False by position

from __future__ import annotations

import itertools

import numpy as np

from autograder.calls import call
from autograder.checks import Golden
from autograder.checks.golden import golden
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.layer_recipes import arrays_in

# %% [markdown]
# ## Counting parameters
#
# How many numbers does a network learn? Between two neighbouring layers every unit of the first is joined with every unit
# of the second, and each of these edges has a weight. Every unit that *computes* something has a bias. The network of
# the slides reads images of 784 pixels through two hidden layers of 16 units and names one of 10 digits: its sizes are
# `[784, 16, 16, 10]`.


@exercise(
    points=2,
    minutes=10,
    difficulty=2,
    source="S1-06, S4-07 (E44)",
    needs=("infer_shapes",),
    hints=(
        "Take two neighbouring sizes at a time. Which units have no bias?",
        "From n to k units there are n times k weights and, with biases, k more.",
        "Walk over the pairs (first, second), (second, third), ... and add up; the flag says whether the biases count.",
    ),
    **arrays_in(
        form="one number",
        shape=(call("count_parameters", [2, 3, 1]), call("count_parameters", [4, 3], False)),
        known=(
            golden(call("count_parameters", [784, 16, 16, 10]), 13002, label="the slides' digits", rtol=0.0),
            Golden(
                label="small ones, with and without biases",
                weight=2,
                at=(
                    call("count_parameters", [2, 3, 1]),
                    call("count_parameters", [2, 3, 1], False),
                    call("count_parameters", [64, 32, 10], bias=True),
                    call("count_parameters", [5, 2], bias=False),
                ),
            ),
        ),
        then=call("count_parameters", [3, 2, 2, 4], False),
        label="other depths and widths",
        hidden=(
            call("count_parameters", [1, 1]),
            call("count_parameters", [7, 5, 3, 11, 2]),
            call("count_parameters", [7, 5, 3, 11, 2], False),
            call("count_parameters", [4, 9], bias=True),
            call("count_parameters", [3, 3, 3]),
            call("count_parameters", [6, 1, 6, 1, 6, 1], bias=False),
            call("count_parameters", [8]),
            call("count_parameters", [8], False),
        ),
    ),
)
def count_parameters(sizes: list[int], bias: bool = True) -> int:
    """Number of trainable parameters of a network of dense layers.

    Args:
        sizes: numbers of units from the inputs to the outputs, at least one entry; a single layer of inputs has no
            parameters.
        bias: whether the units have biases.

    Returns:
        Number of weights and, where asked for, biases.

    Example:
        >>> count_parameters([10, 5])
        55
    """
    weights = sum(before * after for before, after in itertools.pairwise(sizes))
    return weights + bias * sum(sizes[1:])


@wrong(count_parameters, "biases for the inputs too, as the slide says")
def _(sizes, bias=True):
    weights = sum(n * k for n, k in itertools.pairwise(sizes))
    return weights + (sum(sizes) if bias else 0)


@wrong(count_parameters, "forgets the biases")
def _(sizes, bias=True):
    return sum(n * k for n, k in itertools.pairwise(sizes))


@wrong(count_parameters, "always counts the biases")
def _(sizes, bias=True):
    return sum((n + 1) * k for n, k in itertools.pairwise(sizes))


@wrong(count_parameters, "one bias for each layer")
def _(sizes, bias=True):
    return sum(n * k + bias for n, k in itertools.pairwise(sizes))


@wrong(count_parameters, "the biases of the layer before")
def _(sizes, bias=True):
    return sum(n * k + n * bias for n, k in itertools.pairwise(sizes))


@wrong(count_parameters, "no biases unless asked for")
def _(sizes, bias=False):
    return sum(n * k + k * bias for n, k in itertools.pairwise(sizes))


@wrong(count_parameters, "all sizes multiplied")
def _(sizes, bias=True):
    return int(np.prod(sizes)) + (sum(sizes[1:]) if bias else 0)


@wrong(count_parameters, "the last layer is left out")
def _(sizes, bias=True):
    total = 0
    for i in range(len(sizes) - 2):
        total += sizes[i] * sizes[i + 1] + (sizes[i + 1] if bias else 0)
    return total


@wrong(count_parameters, "sums where there are products")
def _(sizes, bias=True):
    return sum(n + k + k * bias for n, k in itertools.pairwise(sizes))


@wrong(count_parameters, "every layer with every later one")
def _(sizes, bias=True):
    pairs = [(n, k) for i, n in enumerate(sizes) for k in sizes[i + 1 :]]
    return sum(n * k for n, k in pairs) + (sum(sizes[1:]) if bias else 0)


@wrong(count_parameters, "uses up the caller's list")
def _(sizes, bias=True):
    total, before = 0, sizes.pop(0)
    while sizes:
        after = sizes.pop(0)
        total += before * after + (after if bias else 0)
        before = after
    return total


@accepted(count_parameters, "a loop over places")
def _(sizes, bias=True):
    total = 0
    for i in range(1, len(sizes)):
        total += sizes[i - 1] * sizes[i]
        if bias:
            total += sizes[i]
    return total


@accepted(count_parameters, "a bias is a weight of one more input")
def _(sizes, bias=True):
    return sum((sizes[i] + int(bias)) * sizes[i + 1] for i in range(len(sizes) - 1))


@accepted(count_parameters, "recursively")
def _(sizes, bias=True):
    if len(sizes) < 2:
        return 0
    n, k = sizes[:2]
    return n * k + (k if bias else 0) + count_parameters(sizes[1:], bias)


@accepted(count_parameters, "the sizes of arrays")
def _(sizes, bias=True):
    W = [np.zeros((n, k)) for n, k in itertools.pairwise(sizes)]
    return sum(w.size for w in W) + (sum(w.shape[1] for w in W) if bias else 0)


@accepted(count_parameters, "a dot product of the sizes")
def _(sizes, bias=True):
    n = np.array(sizes)
    return int(n[:-1] @ n[1:]) + int(bias) * int(n[1:].sum())
