"""Calling a function that must refuse some of its arguments."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from autograder.drivers.registry import driver


@driver
def value_or_refusal(function: Callable[..., Any], arguments: Sequence[Sequence[Any]]) -> dict[str, Any]:
    """Call the function with each list of arguments; a ValueError counts as the result "ValueError".

    So that one check sees both: a function that refuses everything, and one that refuses nothing, fail.
    """
    return {" and ".join(map(str, each)): _tried(function, each) for each in arguments}


def _tried(function: Callable[..., Any], arguments: Sequence[Any]) -> Any:
    try:
        return function(*arguments)
    except ValueError:
        return "ValueError"
