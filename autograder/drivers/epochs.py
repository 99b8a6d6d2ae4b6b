"""The parts of a training loop, run several times in a row."""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from typing import Any

from autograder.drivers.registry import driver


@driver
def update_path(
    update: Callable[..., Any], params: Any, gradients: Sequence[Any], state: Any, optimizer: str, lr: float
) -> list[Any]:
    """Return the parameters after each of `params, state = update(params, grads, state, optimizer, lr)`.

    Every step is made twice from the same arguments, and the second result counts: a state that a step
    changed in place is a wrong one by then. A step that returns no pair ends the run with what it returned.
    """
    path: list[Any] = []
    for grads in gradients:
        for _ in range(2):
            result = update(params, grads, state, optimizer, lr)
        if not isinstance(result, tuple) or len(result) != 2:
            return [*path, result]
        params, state = copy.deepcopy(result)
        path.append(params)
    return path
