"""The table of drivers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

Driver = Callable[..., Any]


class Blocked(Exception):  # noqa: N818 - nothing of ours is wrong: the call waits
    """The function cannot be tried, because an earlier one of the submission is missing; says which."""


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
