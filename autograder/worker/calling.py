"""One call of a submission's function, and what becomes of its result."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import msgspec

from autograder.calls import Call, Outcome, Raised
from autograder.drivers import Driver
from autograder.losses import LOSSES
from autograder.worker.capture import clip
from autograder.worker.faults import type_name
from autograder.worker.values import result_tree


@contextmanager
def standing_in(names: dict[str, Any], right: tuple[str, ...]) -> Iterator[None]:
    """Put trusted functions in the place of the submission's own for one call."""
    kept = {name: names[name] for name in right if name in names}
    names.update({name: LOSSES[name] for name in kept if name in LOSSES})
    try:
        yield
    finally:
        names.update(kept)


def invoke(
    asked: Call,
    driver: Driver | None,
    function: Callable[..., Any],
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
) -> Any:
    """Call a function, through its driver if there is one."""
    if not callable(function):
        message = f"{asked.name} must be a function, it is {type_name(function)}"
        raise TypeError(message)
    if driver is not None:
        return driver(function, *args, **kwargs)
    return function(*args, **kwargs)


def named_by(driver: Driver | None, function: Callable[..., Any]) -> Callable[..., Any]:
    """Return what names a call's arguments: a driver, unless it hands all of them on."""
    if driver is None or driver.__code__.co_flags & inspect.CO_VARARGS:
        return function
    return partial(driver, function)


def outcome_of(value: Any) -> Outcome:
    """Return the outcome of a call that returned this value."""
    try:
        return Outcome("returned", value=result_tree(value))
    except MemoryError:
        raise
    except BaseException as problem:  # noqa: BLE001 - a hostile object may raise anything while it is read
        return refused(type_name(value), clip(problem, 200) or "the result cannot be read")


def refused(kind: str, text: str) -> Outcome:
    """Return the outcome of a call whose result cannot be taken."""
    return Outcome("refused", error=Raised(kind, text))


def without_value(outcome: Outcome, kind: str, text: str) -> Outcome:
    """Return an outcome that says why there is no value."""
    return msgspec.structs.replace(outcome, status="refused", value=None, error=Raised(kind, text))
