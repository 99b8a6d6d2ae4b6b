"""Checks for functions of a few arrays, for quiz answers, and for networks that a student writes down."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import numpy as np

from autograder.calls import Call, drive
from autograder.checks import Answered, Check, Golden, Purity, Quiz, Shape
from autograder.exercise.recipes import Checks
from autograder.plain import to_tree


def arrays_in(
    shape: Sequence[Call],
    hidden: Sequence[Call],
    *,
    form: str,
    known: Sequence[Check],
    then: Call,
    label: str = "any numbers, sizes and layouts",
    weight: int = 4,
    names: tuple[str, ...] = (),
    extra_hidden: Sequence[Check] = (),
) -> Checks:
    """Return the checks of a function of a few arguments: form, known values, purity; other values hidden.

    Args:
        shape: calls whose results must have the right form; the first one is also the purity check's.
        hidden: calls of the hidden value check.
        form: what the form is, in words.
        known: visible value checks.
        then: another call, made between two equal ones.
        label: of the hidden value check.
        weight: of the hidden value check.
        names: what the parts of a result are called.
        extra_hidden: further hidden checks.
    """
    pure = "leaves its arguments alone and remembers nothing"
    checks = [
        Shape(label=form, at=tuple(shape), names=names),
        *known,
        Purity(label=pure, first=shape[0], between=then),
    ]
    values = Golden(label=label, weight=weight, at=tuple(hidden), names=names)
    return {"checks": checks, "hidden": [values, *extra_hidden]}


def answered(
    name: str,
    right: Any,
    like: Any,
    *,
    form: str,
    label: str,
    words: tuple[str, ...] = (),
    also: tuple[Any, ...] = (),
    rtol: float = 1e-3,
) -> Checks:
    """Return the checks of a quiz: its form is told at home, whether it is right only by the grader."""
    shown = Answered(label=form, name=name, like=to_tree(like), words=words)
    others = tuple(to_tree(item) for item in also)
    decided = Quiz(label=label, name=name, expected=to_tree(right), also=others, rtol=rtol, weight=3)
    return {"checks": [shown], "hidden": [decided]}


def network(name: str, X: Any) -> Call:
    """Ask for the outputs, shape (N,), of the ReLU network that the student's function returns."""
    return drive("relu_network", name, np.asarray(X, dtype=float))


def network_form(name: str) -> Call:
    """Ask for the student's parameters, cut to one hidden unit: their form, for any number of units."""
    return drive("first_hidden_unit", name, 2)


def all_shape_pairs() -> Call:
    """Return one call that tries `broadcast_shape` on many pairs of shapes that go together or do not."""
    small = [(), *itertools.product((1, 2, 4)), *itertools.product((1, 2, 4), repeat=2)]
    longer = [(3, 1, 2), (1, 5, 4), (6, 1, 1), (3, 5, 1, 4), (2, 2, 2)]
    pairs = list(itertools.product([*small, *longer], repeat=2))
    return drive("value_or_refusal", "broadcast_shape", pairs)
