"""Arguments from trees, results to trees, inside the child."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.random import default_rng

from autograder.datasets import part_of
from autograder.objectives import resolve
from autograder.plain import Data, Laid, NamedFunction, Other, PlainError, Seed, Tree, to_tree
from autograder.plain_values import NAMES
from autograder.plain_writer import raw_tree
from autograder.worker.capture import clip
from autograder.worker.faults import type_name

MAX_SOFTENED = 1000
_UNCHANGING = frozenset([float, int, bool, str, type(None), complex])

States = tuple[tuple[int, Any], ...]
"""Places among the arguments of a call, keyword arguments last, and what was there."""


def materialise(value: Any) -> Any:
    """Turn what a call carries into what the student's function gets."""
    if isinstance(value, Seed):
        return default_rng(value.seed)
    if isinstance(value, Data):
        return part_of(value)
    if isinstance(value, NamedFunction):
        return resolve(value)
    if isinstance(value, Laid):
        return laid_out(value)
    if type(value) in (list, tuple):
        return type(value)(materialise(item) for item in value)
    if type(value) is dict:
        return {key: materialise(item) for key, item in value.items()}
    return value


def laid_out(value: Laid) -> np.ndarray:
    """Return the array in the memory layout that was asked for."""
    if value.layout == "F":
        return np.asfortranarray(value.array)
    if value.layout == "strided":
        # Every second element of a larger buffer along the last axis: a view that owns nothing.
        wide = np.repeat(value.array, 2, axis=-1) if value.array.ndim else value.array
        return wide[..., ::2] if value.array.ndim else wide
    array = value.array.copy()
    if value.layout == "readonly":
        array.setflags(write=False)
    return array


def states(args: tuple[Any, ...], kwargs: dict[str, Any]) -> States:
    """Return what the arguments that can change are now; None for callables and generators."""
    values = enumerate([*args, *kwargs.values()])
    return tuple((place, _state(value)) for place, value in values if type(value) not in _UNCHANGING)


def changed_places(args: tuple[Any, ...], kwargs: dict[str, Any], before: States) -> list[int]:
    """Return the places of the arguments that are not what they were before the call."""
    values = (*args, *kwargs.values()) if kwargs else args
    return [place for place, old in before if not _same(old, _state(values[place]))]


def argument_names(
    function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any], places: list[int]
) -> tuple[str, ...]:
    """Name the arguments in these places, as the function does."""
    names = [*_positional_names(function, len(args)), *kwargs]
    return tuple(names[place] for place in places)


def result_tree(value: Any) -> Tree:
    """Return a result as a tree; parts that are no plain data become `Other`; raises `PlainError`."""
    if type(value) is np.ndarray and value.dtype in NAMES:
        return raw_tree(value)
    try:
        return to_tree(value, raw=True)
    except PlainError:
        if type(value) not in (list, tuple, dict):
            raise
        return to_tree(_softened(value, 0), raw=True)


def _softened(value: Any, depth: int) -> Any:
    if depth < 4 and type(value) in (list, tuple, dict) and len(value) <= MAX_SOFTENED:
        if type(value) is dict:
            return {key: _softened(item, depth + 1) for key, item in value.items()}
        return type(value)(_softened(item, depth + 1) for item in value)
    try:
        to_tree(value, raw=True)
    except PlainError as problem:
        return Other(type_name(value), clip(problem, 200))
    return value


def _state(value: Any) -> Any:
    if type(value) is np.ndarray and value.dtype in NAMES:
        return value.dtype, value.shape, value.tobytes()
    try:
        return to_tree(value, raw=True)
    except BaseException:  # noqa: BLE001 - after the call an argument may hold any object of the student's
        return None


def _same(old: Any, new: Any) -> bool:
    try:
        return bool(old == new)
    except Exception:  # noqa: BLE001 - the student put something into the argument that cannot be compared
        return False


def _positional_names(function: Callable[..., Any], count: int) -> list[str]:
    numbered = [f"argument {place + 1}" for place in range(count)]
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return numbered
    kinds = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    names = [item.name for item in parameters if item.kind in kinds][:count]
    return names + numbered[len(names) :]
