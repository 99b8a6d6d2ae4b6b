"""Trusted helpers that work with a student's function where one plain call is not enough.

They run in the child, beside the student's code, so they hold no expected value. A driver gets the student's
function first, then the arguments of the call, and returns plain data.
"""

from __future__ import annotations

import copy
import functools
import itertools
import operator
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import numpy as np

Driver = Callable[..., Any]
_ARITHMETIC: Mapping[str, Callable[..., Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "**": operator.pow,
    "neg": operator.neg,
}
_registered: dict[str, Driver] = {}
DRIVERS: Mapping[str, Driver] = MappingProxyType(_registered)


def driver(function: Driver) -> Driver:
    """Register a driver under its name."""
    _registered[function.__name__] = function
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
        `same_state_object`: whether a step returned the very dict that it was given. A step that returns
        anything but a pair of parameters and dict ends the run, and what it returned is `odd`.
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
        result = step(given["theta"], given["grad"], given["state"], **keywords)
        changed |= _touched(given, kept)
        if not _is_theta_and_state(result):
            return {"path": path, "odd": result}
        same = same or result[1] is given["state"]
        current = copy.deepcopy(result)
        path.append(list(current))
    return {"path": path, "changed": sorted(changed), "same_state_object": same}


@driver
def optimizer_stateless(
    step: Callable[..., Any], theta: Any, gradients: Any, options: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """Like `optimizer`, for `theta = step(theta, grad, **options)`; the state in `path` is always {}."""

    def with_state(theta: Any, grad: Any, state: Any, **keywords: Any) -> Any:
        result = step(theta, grad, **keywords)
        return result if result is None or isinstance(result, tuple) else (result, dict(state))

    result: dict[str, Any] = optimizer(with_state, theta, gradients, options)
    return result


@driver
def each_count(train: Callable[..., Any], counts: Sequence[int], *args: Any) -> list[Any]:
    """Return `train(*args, steps)` for each number of steps, each with fresh arguments."""
    return [train(*copy.deepcopy(args), steps) for steps in counts]


@driver
def differentiate(
    value: Callable[[Any], Any],
    steps: Sequence[Sequence[Any]],
    inputs: Mapping[str, Any],
    times: int = 1,
) -> dict[str, dict[str, Any]]:
    """Carry out a calculation with the student's scalars, and let the last one find the derivatives.

    Args:
        value: the student's class; `value(x).data` is x, `.grad` its derivative after `backward()`.
        steps: lists [name, operation, operand, ...]; an operand is a name or a number, an operation one of
            + - * / ** neg or a method without arguments. Names with an underscore in front are not reported.
        inputs: the numbers to begin with, by name.
        times: how often `backward()` is called.

    Returns:
        `data`: the value of each step by its name; `grad`: the derivative of the last one with respect to
        each input and each step.
    """
    nodes = {name: value(number) for name, number in inputs.items()}
    last = None
    for name, operation, *operands in steps:
        args = [nodes[item] if isinstance(item, str) else item for item in operands]
        arithmetic = _ARITHMETIC.get(operation)
        last = nodes[name] = arithmetic(*args) if arithmetic else getattr(args[0], operation)()
    for _ in range(times):
        last.backward()  # type: ignore[union-attr]
    told = {name: node for name, node in nodes.items() if not name.startswith("_")}
    return {
        "data": {name: node.data for name, node in told.items() if name not in inputs},
        "grad": {name: node.grad for name, node in told.items()},
    }


@driver
def count_evaluations(function: Callable[..., Any], *args: Any, **kwargs: Any) -> dict[str, Any]:
    """Call the function with every callable argument counted; `evaluations` is their total.

    The count is on the student's honour: code in the same process can take the bare function out of what it
    gets and call that. It cannot set the counter back.
    """
    tally = itertools.count()

    def counted(item: Any) -> Any:
        return functools.partial(_evaluate, tally, item) if callable(item) else item

    positional = [counted(item) for item in args]
    named = {key: counted(item) for key, item in kwargs.items()}
    result = function(*positional, **named)
    return {"result": result, "evaluations": next(tally)}


def _evaluate(
    tally: itertools.count[int], inner: Callable[..., Any], /, *inputs: Any, **keywords: Any
) -> Any:
    next(tally)
    return inner(*inputs, **keywords)


def _is_theta_and_state(result: Any) -> bool:
    return isinstance(result, tuple) and len(result) == 2 and isinstance(result[1], dict)


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
