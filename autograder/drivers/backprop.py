"""Backward passes, each with the cache of the submission's own forward pass; and random starts, measured.

A cache may have any layout, so nobody but the submission can make one. A backward pass whose forward pass is
missing is `Blocked`, and the student reads which one.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from autograder.drivers.registry import Blocked, driver

Function = Callable[..., Any]
CACHE = "cache"  # stands for the cache, which may hold anything


@driver
def forward_pass(forward: Function, *inputs: Any) -> Any:
    """Call a function that returns (output, cache); the cache, whatever it is, becomes a text."""
    result = forward(*inputs)
    if not _is_pair(result):
        return result
    return (result[0], CACHE) if isinstance(result, tuple) else [result[0], CACHE]


@driver
def forward_value(forward: Function, *inputs: Any) -> Any:
    """Call a function that returns (output, cache), and return the output."""
    return forward(*inputs)[0]


@driver
def affine_gradients(backward: Function, X: Any, W: Any, b: Any, dZ: Any) -> Any:
    """Return `affine_backward(dZ, cache)`, the cache from the submission's own `affine_forward(X, W, b)`."""
    _, cache = _forward(backward, "affine_forward", (X, W, b), arguments=2)
    return backward(dZ, cache)


@driver
def late_affine_gradients(backward: Function, X: Any, W: Any, b: Any, dZ: Any) -> Any:
    """Like `affine_gradients`, after another forward pass and an earlier use of the same cache."""
    _, cache = _forward(backward, "affine_forward", (X, W, b), arguments=2)
    _forward(backward, "affine_forward", (X + 1.0, W - 1.0, b), arguments=2)
    backward(2.0 * dZ, cache)
    return backward(dZ, cache)


@driver
def mlp_gradients(backward: Function, X: Any, y: Any, params: Any, l2: float | None = None) -> Any:
    """Return `mlp_backward(Z, y, params, cache, l2)`, Z and cache from the submission's own `mlp_forward`."""
    Z, cache = _forward(backward, "mlp_forward", (X, params), arguments=4)
    return backward(Z, y, params, cache, **_penalty(l2))


@driver
def late_mlp_gradients(backward: Function, X: Any, y: Any, params: Any, l2: float | None = None) -> Any:
    """Like `mlp_gradients`, after another forward pass and an earlier use of the same cache."""
    Z, cache = _forward(backward, "mlp_forward", (X, params), arguments=4)
    _forward(backward, "mlp_forward", (X[::-1] - 1.0, params), arguments=4)
    backward(Z, y[::-1], params, cache, **_penalty(l2))
    return backward(Z, y, params, cache, **_penalty(l2))


def _penalty(l2: float | None) -> dict[str, float]:
    return {} if l2 is None else {"l2": l2}


def _is_pair(result: Any) -> bool:
    return isinstance(result, (tuple, list)) and len(result) == 2


def _forward(backward: Function, name: str, inputs: Sequence[Any], *, arguments: int) -> Any:
    """Return what the submission's own forward pass returns; raises `Blocked` where that is no pair."""
    try:
        result = _surroundings(backward)[name](*inputs)
        problem = None if _is_pair(result) else "does not return the pair (Z, cache)"
    except MemoryError:
        raise
    except KeyError as missing:
        problem = "is not defined" if missing.args == (name,) else f"raises KeyError: {missing}"
    except NotImplementedError:
        problem = "is not written yet"
    except Exception as failure:  # noqa: BLE001 - the submission's own, told as the reason
        problem = f"raises {type(failure).__name__}: {failure}"
    if problem is None:
        return result
    _unless_a_stub(backward, arguments)
    message = f"the cache comes from your own {name}, which {problem}; write {name} first"
    raise Blocked(message)


def _unless_a_stub(backward: Function, arguments: int) -> None:
    """Let a stub say that it is one: it is not started, whatever else is missing."""
    try:
        backward(*[None] * arguments)
    except NotImplementedError:
        raise
    except Exception:  # noqa: BLE001 - it was asked for nothing sensible
        return


def _surroundings(function: Function) -> Mapping[str, Any]:
    """Return the names of the module in which a function of the submission was defined."""
    bare = inspect.unwrap(function)
    module = sys.modules.get(getattr(bare, "__module__", ""))
    names: Mapping[str, Any] = getattr(bare, "__globals__", None) or vars(module)
    return names


@driver
def start_facts(init_params: Function, sizes: Sequence[int], rng: np.random.Generator) -> dict[str, float]:
    """Measure the weights of a random start, layer by layer."""
    params = init_params(sizes, rng)
    facts = {}
    for name in (f"W{layer}" for layer in range(1, len(sizes))):
        W = np.asarray(params[name], dtype=float)
        spread = float(np.sqrt(np.mean(W * W)))
        facts[f"root mean square of {name}"] = spread
        facts[f"mean size of {name}"] = float(np.mean(np.abs(W)))
        facts[f"mean of {name} in these units"] = float(np.mean(W)) / (spread or 1.0)
    return facts


@driver
def start_biases(init_params: Function, sizes: Sequence[int], rng: np.random.Generator) -> list[Any]:
    """Return the biases of a start, layer by layer."""
    params = init_params(sizes, rng)
    return [params[f"b{layer}"] for layer in range(1, len(sizes))]


@driver
def start_shapes(init_params: Function, sizes: Sequence[int], rng: np.random.Generator) -> dict[str, Any]:
    """Return the shapes of all parameters by name."""
    return {name: list(np.shape(array)) for name, array in init_params(sizes, rng).items()}


@driver
def start_scale(init_params: Function, sizes: Sequence[int], seed: int) -> float:
    """Return the scale of W1 times sqrt(fan_in / 2), if it is a multiple of the generator's normal numbers.

    Their order does not matter. Numbers drawn in another way have no exact scale: 1.0.
    """
    W = np.sort(np.ravel(init_params(sizes, np.random.default_rng(seed))["W1"]))
    drawn = np.sort(np.random.default_rng(seed).standard_normal(W.size))
    scale = float(W @ drawn / (drawn @ drawn))
    exact = np.allclose(W, scale * drawn, rtol=0.0, atol=1e-9 * abs(scale))
    return scale * float(np.sqrt(sizes[0] / 2)) if exact else 1.0


@driver
def start_repeats(init_params: Function, sizes: Sequence[int], seed: int) -> dict[str, str]:
    """Tell whether the numbers come from the generator that is given, and from nowhere else."""
    source = np.random.default_rng(seed)
    first, following = init_params(sizes, source), init_params(sizes, source)
    again = init_params(sizes, np.random.default_rng(seed))
    other = init_params(sizes, np.random.default_rng(seed + 1))
    return {
        "the same seed again": _compared(first, again),
        "another seed": _compared(first, other),
        "the same generator, going on": _compared(first, following),
    }


@driver
def start_copies(init_params: Function, sizes: Sequence[int], rng: np.random.Generator) -> int:
    """Count the weights that stand in the network more than once."""
    params = init_params(sizes, rng)
    flat = np.concatenate([np.ravel(params[f"W{layer}"]) for layer in range(1, len(sizes))])
    return int(flat.size - np.unique(flat).size)


def _compared(one: Mapping[str, Any], other: Mapping[str, Any]) -> str:
    same = all(np.array_equal(one[name], other[name]) for name in one)
    return "the same numbers" if same else "other numbers"
