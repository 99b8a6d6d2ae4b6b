"""Arguments for layers and networks, so that forward and backward passes are asked about the same ones."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import msgspec
import numpy as np

from autograder.calls import Call, call, drive, traced
from autograder.checks import Formula
from autograder.exercise.recipes import draw
from autograder.plain import Laid

FORWARD = ("Z", "the cache")
"""What the parts of a forward pass's result are called."""


def layer(seed: int, examples: int, inputs: int, units: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return X, W and b of fixed pseudo-random numbers."""
    return draw(seed, examples, inputs), draw(seed + 1, inputs, units), draw(seed + 2, units)


def affine_call(seed: int, *sizes: int) -> Call:
    """Return `affine_forward(X, W, b)`; the result's cache is not looked at."""
    return drive("forward_pass", "affine_forward", *layer(seed, *sizes))


def affine_backward_call(seed: int, *sizes: int, driver: str = "affine_gradients") -> Call:
    """Return `affine_backward(dZ, cache)` for the layer of `affine_call` with the same arguments."""
    return drive(driver, "affine_backward", *layer(seed, *sizes), draw(seed + 3, sizes[0], sizes[2]))


def classes(seed: int, examples: int, count: int) -> np.ndarray:
    """Return fixed pseudo-random labels 0 ... count - 1."""
    return np.random.RandomState(seed).randint(0, count, size=examples)


def network(seed: int, sizes: Sequence[int], spread: float = 1.0) -> dict[str, np.ndarray]:
    """Return fixed parameters W1, b1, W2, ... of a network with these layer sizes."""
    params = {}
    for number, (inputs, units) in enumerate(pairwise(sizes), start=1):
        params[f"W{number}"] = draw(seed + 2 * number, inputs, units, low=-spread, high=spread)
        params[f"b{number}"] = draw(seed + 2 * number + 1, units, low=-spread, high=spread)
    return params


def mlp_call(seed: int, examples: int, sizes: Sequence[int], spread: float = 1.0) -> Call:
    """Return `mlp_forward(X, params)`; the result's cache is not looked at."""
    return drive("forward_pass", "mlp_forward", *_inputs(seed, examples, sizes, spread))


def mlp_backward_call(
    seed: int, examples: int, sizes: Sequence[int], *l2: float, driver: str = "mlp_gradients"
) -> Call:
    """Return `mlp_backward(Z, y, params, cache, l2)` for the network of `mlp_call`."""
    X, params = _inputs(seed, examples, sizes)
    return drive(driver, "mlp_backward", X, classes(seed + 50, examples, sizes[-1]), params, *l2)


def mlp_loss_call(seed: int, examples: int, sizes: Sequence[int], *l2: float, **named: float) -> Call:
    """Return `mlp_loss(X, y, params, l2)` for the network of `mlp_call`."""
    X, params = _inputs(seed, examples, sizes)
    return call("mlp_loss", X, classes(seed + 50, examples, sizes[-1]), params, *l2, **named)


def _inputs(seed: int, examples: int, sizes: Sequence[int], spread: float = 1.0) -> tuple[Any, Any]:
    return draw(seed, examples, sizes[0], low=-2, high=2), network(seed, sizes, spread)


def start_facts(*fan_in: int) -> dict[str, float]:
    """Return what the driver of that name measures on normal weights of variance 2 / fan-in."""
    facts = {}
    for number, inputs in enumerate(fan_in, start=1):
        spread = math.sqrt(2 / inputs)
        facts[f"root mean square of W{number}"] = spread
        facts[f"mean size of W{number}"] = spread * math.sqrt(2 / math.pi)
        facts[f"mean of W{number} in these units"] = 0.0
    return facts


def two_layer_call(seed: int, examples: int, inputs: int, hidden: int, outputs: int) -> Call:
    """Return `two_layer_grads(X, Y, W1, b1, W2, b2)`."""
    params = network(seed, [inputs, hidden, outputs])
    Y = draw(seed + 20, examples, outputs)
    return call("two_layer_grads", draw(seed, examples, inputs, low=-2, high=2), Y, *params.values())


def traced_formula(asked: Call, inputs: dict[str, str], **options: Any) -> Formula:
    """Return the check that shows what a call computes; `inputs` as in `autograder.calls.Trace`."""
    return Formula(label="the formula", call=traced(inputs, asked), **options)


def laid(asked: Call, layout: str) -> Call:
    """Return the call with every array in another memory layout: "F", "strided" or "readonly"."""
    args, kwargs = asked.arguments()
    changed = call(asked.name, *(_laid(item, layout) for item in args), **kwargs)
    return msgspec.structs.replace(changed, driver=asked.driver)


def _laid(value: Any, layout: str) -> Any:
    if isinstance(value, dict):
        return {key: _laid(item, layout) for key, item in value.items()}
    return Laid(value, layout) if isinstance(value, np.ndarray) else value
