"""A unit with one student's visible numbers in it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import msgspec

from autograder.checks import AnyCheck, OwnNumbers
from autograder.exercise.spec import ExerciseSpec, UnitSpec
from autograder.personal.numbers import Numbers, hashed, same_id, shown
from autograder.personal.settings import STUDENT_FILE, read_released
from autograder.personal.who import student_at

DIGITS = 12  # hexadecimal ones, of each half of a variant's name


class Own(NamedTuple):
    """What one student gets: the spec, the name of the draw (None: the class's), and what to tell them."""

    spec: UnitSpec
    variant: str | None = None
    notes: tuple[str, ...] = ()


def numbers_of(spec: UnitSpec) -> dict[str, Numbers]:
    """Return the groups of numbers that a unit can draw, by name."""
    return {item.personal.name: item.personal for item in spec.exercises if item.personal is not None}


def with_numbers(spec: UnitSpec, seed: str, student: str) -> UnitSpec:
    """Return the spec with a student's own numbers in every check that asks for them."""
    exercises = tuple(_with_numbers(item, seed, student) for item in spec.exercises)
    return msgspec.structs.replace(spec, exercises=exercises)


def public_variant(spec: UnitSpec, seed: str, student: str) -> str:
    """Return the name of a student's visible draw: a digest that says which, not of whom."""
    return hashed(seed, spec.unit, same_id(student)).hex()[:DIGITS]


def at_desk(folder: Path, spec: UnitSpec) -> Own:
    """Return what the student who works in `folder` gets; raises `PersonalError` for a damaged file."""
    groups, released = numbers_of(spec), read_released(folder)
    if released is None or not groups:
        return Own(spec)
    student = student_at(folder, released)
    if student is None:
        return Own(spec, None, tuple(_unknown(group) for group in groups.values()))
    notes = (
        f"{name}: {shown(group.drawn(released.seed, student))} (your own numbers, {student})"
        for name, group in groups.items()
    )
    own = with_numbers(spec, released.seed, student)
    return Own(own, public_variant(spec, released.seed, student), tuple(notes))


def _unknown(group: Numbers) -> str:
    return (
        f"{group.name}: {shown(group.usual)} (the class's numbers; yours are due, but who you are is not "
        f"known: `gradmark check --student ID`, with the id that you hand in under; kept in {STUDENT_FILE})"
    )


def _with_numbers(item: ExerciseSpec, seed: str, student: str) -> ExerciseSpec:
    if item.personal is None:
        return item
    own = item.personal.drawn(seed, student)
    checks, hidden = (tuple(_own_check(check, own) for check in side) for side in (item.checks, item.hidden))
    return msgspec.structs.replace(item, checks=checks, hidden=hidden)


def _own_check(check: AnyCheck, own: dict[str, float]) -> AnyCheck:
    if not isinstance(check, OwnNumbers):
        return check
    return msgspec.structs.replace(check, numbers=own, usual=check.numbers)
