"""Arguments for maxout and its backward pass, so that both are asked about the same layers."""

from __future__ import annotations

import msgspec
import numpy as np

from autograder.calls import Call, call
from autograder.checks import Formula
from autograder.exercise.formula_recipes import formula
from autograder.exercise.recipes import draw

_WINNERS = "where piece 0 of unit 0 and piece 1 of unit 1 win"
_BACKWARD = {
    **{f"[0][{n},0]": f"dX[{n},0] {_WINNERS}" for n in (0, 1)},
    **{f"[1][0,{k},{p}]": f"dW[0,{k},{p}] {_WINNERS}" for k in (0, 1) for p in (0, 1)},
    **{f"[2][{k},{p}]": f"db[{k},{p}] {_WINNERS}" for k in (0, 1) for p in (0, 1)},
}


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


def maxout_backward_formula() -> Formula:
    """Return the check that shows the backward pass of two examples, one input and two units.

    With these inputs piece 0 wins in unit 0 and piece 1 in unit 1, whatever the others are, so that nothing
    has cases and no tie is among the points.
    """
    slopes, high, low = (-1.0, 1.0), (1.5, 3.0), (-2.0, -1.0)
    names = {f"X[{n},0]": f"x{n}" for n in (0, 1)}
    names |= {f"W[0,{k},{p}]": f"w{k}{p}" for k in (0, 1) for p in (0, 1)}
    names |= {f"b[{k},{p}]": f"b{k}{p}" for k in (0, 1) for p in (0, 1)}
    names |= {f"dY[{n},{k}]": f"g{n}{k}" for n in (0, 1) for k in (0, 1)}
    domains = {f"x{n}": (0.1, 1.0) for n in (0, 1)}
    domains |= {f"w{k}{p}": slopes for k in (0, 1) for p in (0, 1)}
    domains |= {f"b{k}{p}": high if k == p else low for k in (0, 1) for p in (0, 1)}
    domains |= {f"g{n}{k}": (-3.0, 3.0) for n in (0, 1) for k in (0, 1)}
    arguments = {
        "dY": draw(491, 2, 2),
        "X": np.array([[0.7], [0.4]]),
        "W": draw(493, 1, 2, 2, low=-1.0, high=1.0),
        "b": np.array([[2.5, -1.2], [-1.7, 1.9]]),
    }
    check = formula("maxout_backward", arguments, names=names, parts=_BACKWARD)
    return msgspec.structs.replace(check, domains=domains)
