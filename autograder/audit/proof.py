"""When an equal formula proves that a mutant computes what the reference computes."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.audit.mutants import ALGEBRAIC, SIZED, Mutant
from autograder.audit.places import parameters
from autograder.checks.formula import Formula
from autograder.exercise.spec import ExerciseSpec

PROVED = "proved equal"
"""The verdict on a formula that is exactly equal in every entry of the result."""


def formula_of(item: ExerciseSpec) -> Formula | None:
    """Return the check that traces the exercise, where there is one."""
    return next((check for check in (*item.checks, *item.hidden) if isinstance(check, Formula)), None)


def decides(mutant: Mutant, item: ExerciseSpec) -> bool:
    """Tell whether an equal formula would prove this mutant equivalent.

    It would not where the trace sees less than the change may do: types, copies, defaults, shapes, the edge
    of a condition, an argument that is one number in the trace, a sum over one entry.
    """
    check = formula_of(item)
    if check is None or mutant.operator not in ALGEBRAIC or mutant.unseen:
        return False
    if not _all_symbols(check, item.stub):
        return False
    return mutant.operator not in SIZED or all(min(shape) > 1 for shape in _shapes(check))


def _all_symbols(check: Formula, stub: str) -> bool:
    """Tell whether every parameter is passed, and every number of every argument is a symbol."""
    function = ast.parse(stub).body[0]
    if not isinstance(function, ast.FunctionDef) or check.call.trace is None:
        return False
    symbols = check.call.trace.inputs
    args, kwargs = check.call.arguments()
    if len(args) + len(kwargs) != len(parameters(function)):
        return False
    places = [(str(place), value) for place, value in enumerate(args)] + list(kwargs.items())
    return all(symbol in symbols for place, value in places for symbol in _numbers(place, value))


def _numbers(place: str, value: Any) -> Iterator[str]:
    """Yield the places of numbers in an argument: "2.m" and "2.t" of a dictionary."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _numbers(f"{place}.{key}", item)
    elif type(value) in (list, tuple):
        for number, item in enumerate(value):
            yield from _numbers(f"{place}.{number}", item)
    else:
        yield place


def _shapes(check: Formula) -> list[tuple[int, ...]]:
    args, kwargs = check.call.arguments()
    return [
        value.shape for value in (*args, *kwargs.values()) if isinstance(value, np.ndarray) and value.ndim
    ]
