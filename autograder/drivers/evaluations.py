"""Counting how often a function is evaluated."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable
from typing import Any

from autograder.drivers.registry import driver


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
