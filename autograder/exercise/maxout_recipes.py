"""Arguments for maxout and its backward pass, so that both are asked about the same layers."""

from __future__ import annotations

from autograder.calls import Call, call
from autograder.exercise.recipes import draw


def maxout_call(seed: int, examples: int, inputs: int, units: int, pieces: int) -> Call:
    """Return `maxout(X, W, b)` with fixed pseudo-random arguments of these sizes."""
    X, W, b = (
        draw(seed, examples, inputs),
        draw(seed + 1, inputs, units, pieces),
        draw(seed + 2, units, pieces),
    )
    return call("maxout", X, W, b)


def maxout_backward_call(seed: int, examples: int, inputs: int, units: int, pieces: int) -> Call:
    """Return `maxout_backward(dY, X, W, b)` for the layer of `maxout_call` with the same arguments."""
    X, W, b = maxout_call(seed, examples, inputs, units, pieces).arguments()[0]
    return call("maxout_backward", draw(seed + 3, examples, units), X, W, b)


def large_maxout_call(seed: int) -> Call:
    """Return a call whose inputs have all digits and whose sums are in the hundreds."""
    X, W, b = (
        draw(seed, 4, 3, low=-60, high=60) / 7,
        draw(seed + 1, 3, 2, 3, low=-9, high=9),
        draw(seed + 2, 2, 3),
    )
    return call("maxout", X, W, b)


def large_maxout_backward_call(seed: int) -> Call:
    """Return `maxout_backward(dY, X, W, b)` for the layer of `large_maxout_call`."""
    X, W, b = large_maxout_call(seed).arguments()[0]
    return call("maxout_backward", draw(seed + 3, 4, 2) / 7, X, W, b)
