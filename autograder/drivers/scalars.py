"""Calculations with a student's own scalars that differentiate themselves."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from autograder.drivers.registry import driver

_ARITHMETIC: Mapping[str, Callable[..., Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "**": operator.pow,
    "neg": operator.neg,
}


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
