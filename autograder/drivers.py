"""Trusted helpers that work with a student's function where one plain call is not enough.

They run in the child, beside the student's code, so they hold no expected value. A driver gets the student's
function first, then the arguments of the call, and returns plain data.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

Driver = Callable[..., Any]
DRIVERS: dict[str, Driver] = {}


def driver(function: Driver) -> Driver:
    """Register a driver under its name."""
    DRIVERS[function.__name__] = function
    return function


def find_driver(name: str) -> Driver:
    """Return a driver; raises KeyError with the known names."""
    if name not in DRIVERS:
        message = f"{name!r} is no driver; autograder.drivers has {', '.join(sorted(DRIVERS))}"
        raise KeyError(message)
    return DRIVERS[name]


def run_driver(name: str, function: Driver, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
    """Let the named driver work with the student's function."""
    return find_driver(name)(function, *args, **kwargs)


@driver
def optimizer(
    step: Callable[..., Any],
    theta: Any,
    gradients: Any,
    options: Sequence[Mapping[str, Any]],
    state: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Run `theta, state = step(theta, grad, state, **options)` once for each gradient.

    Args:
        step: the student's function.
        theta: parameters before the first step.
        gradients: one gradient for each step, shape (steps, *theta.shape).
        options: keyword arguments of each step.
        state: state before the first step.

    Returns:
        `path`: [theta, state] after each step; `changed`: which arguments a step modified;
        `same_state_object`: whether a step returned the very dict that it was given.
    """
    changed: set[str] = set()
    path: list[list[Any]] = []
    same = False
    current: tuple[Any, Any] = (theta, dict(state or {}))
    for grad, keywords in zip(gradients, options, strict=True):
        given = {
            "theta": copy.deepcopy(current[0]),
            "grad": np.array(grad),
            "state": copy.deepcopy(current[1]),
        }
        kept = copy.deepcopy(given)
        result = _theta_and_state(step(given["theta"], given["grad"], given["state"], **keywords))
        changed |= _touched(given, kept)
        same = same or result[1] is given["state"]
        current = copy.deepcopy(result)
        path.append(list(current))
    return {"path": path, "changed": sorted(changed), "same_state_object": same}


@driver
def optimizer_stateless(
    step: Callable[..., Any], theta: Any, gradients: Any, options: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """Like `optimizer`, for `theta = step(theta, grad, **options)`; the state in `path` is always {}."""

    def with_state(theta: Any, grad: Any, state: Any, **keywords: Any) -> tuple[Any, dict[str, Any]]:
        result = step(theta, grad, **keywords)
        if result is None or isinstance(result, tuple):
            message = f"the step must return theta, not {_kind(result)}"
            raise TypeError(message)
        return result, dict(state)

    result: dict[str, Any] = optimizer(with_state, theta, gradients, options)
    return result


@driver
def count_evaluations(function: Callable[..., Any], *args: Any, **kwargs: Any) -> dict[str, Any]:
    """Call the function with every callable argument counted; `evaluations` is their total."""
    evaluations = 0

    def counted(inner: Callable[..., Any]) -> Callable[..., Any]:
        def evaluate(*inputs: Any, **keywords: Any) -> Any:
            nonlocal evaluations
            evaluations += 1
            return inner(*inputs, **keywords)

        return evaluate

    positional = [counted(item) if callable(item) else item for item in args]
    named = {key: counted(item) if callable(item) else item for key, item in kwargs.items()}
    result = function(*positional, **named)
    return {"result": result, "evaluations": evaluations}


def _theta_and_state(result: Any) -> tuple[Any, dict[str, Any]]:
    if not isinstance(result, tuple) or len(result) != 2:
        message = f"the step must return (theta, state), not {_kind(result)}"
        raise TypeError(message)
    if not isinstance(result[1], dict):
        message = f"the step must return (theta, state) with a dict as state, not {_kind(result[1])}"
        raise TypeError(message)
    return result[0], result[1]


def _touched(given: Mapping[str, Any], kept: Mapping[str, Any]) -> set[str]:
    return {name for name in given if not _same(given[name], kept[name])}


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, dict):
        return (
            isinstance(other, dict)
            and one.keys() == other.keys()
            and all(_same(one[k], other[k]) for k in one)
        )
    if isinstance(one, (list, tuple)):
        return type(one) is type(other) and len(one) == len(other) and all(map(_same, one, other))
    # Bytes, so that NaN equals itself and -0.0 does not equal 0.0.
    left, right = np.asarray(one), np.asarray(other)
    return (left.dtype, left.shape, left.tobytes()) == (right.dtype, right.shape, right.tobytes())


def _kind(value: Any) -> str:
    size = f" of {len(value)}" if isinstance(value, (tuple, list)) else ""
    return "None" if value is None else f"{type(value).__name__}{size}"
