"""The spec of a unit: what is asked and how it is judged, as data in a JSON file.

The *public* spec (`assignments/uNN/spec.json`) travels with the stubs and holds the visible checks only. The
*full* spec holds the hidden ones too and is read by nobody but the judge.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Literal

import msgspec

from autograder.checks import AnyCheck, Formula
from autograder.personal.numbers import Numbers

SCHEMA = 1


class Follows(msgspec.Struct, frozen=True, omit_defaults=True):
    """An exercise that is the derivative of another one of the unit.

    `forward` is the other exercise. Its result is differentiated entry by entry or, where `loss` names a
    trusted function of that result, as the one number that this gives: `loss(result, **others)`, whose
    further arguments are those of the exercise with the same names. `passes` are the arguments that the
    forward function gets; all of them when empty.
    """

    forward: str
    passes: tuple[str, ...] = ()
    loss: str = ""


class ExerciseSpec(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One exercise. `hidden_weight` is known to everyone, the hidden checks themselves are not.

    `personal` are the numbers that it can draw for each student.
    """

    id: str
    kind: Literal["function", "class", "value"]
    points: float
    prompt: str
    source: str
    hints: tuple[str, str, str]
    stub: str
    checks: tuple[AnyCheck, ...]
    hidden: tuple[AnyCheck, ...] = ()
    hidden_weight: int = 0
    needs: tuple[str, ...] = ()
    minutes: int = 5
    difficulty: int = 1
    core: bool = True
    follows: Follows | None = None
    personal: Numbers | None = None

    @property
    def visible_weight(self) -> int:
        """Sum of the weights of the visible checks."""
        return sum(check.weight for check in self.checks)

    @property
    def hidden_points(self) -> float:
        """Points that hang on hidden checks."""
        total = self.visible_weight + self.hidden_weight
        return round(self.points * self.hidden_weight / total, 2) if total else 0.0


class UnitSpec(msgspec.Struct, frozen=True, kw_only=True):
    """One unit. `given` maps the ids of given cells to their source (see `autograder.submission`).

    `call_seconds` and `total_seconds` are what its longest honest solutions need, where that is more than the
    worker's limits.
    """

    gradmark: Literal["spec"] = "spec"
    schema: int = SCHEMA
    kit: str
    unit: str
    title: str
    scope: Literal["all", "public"]
    exercises: tuple[ExerciseSpec, ...]
    given: dict[str, str] = {}
    call_seconds: float = 0.0
    total_seconds: float = 0.0

    @property
    def max_score(self) -> float:
        """Points of all exercises together."""
        return round(sum(item.points for item in self.exercises), 2)

    def exercise(self, name: str) -> ExerciseSpec:
        """Return one exercise by name; raises KeyError that lists the names."""
        for item in self.exercises:
            if item.id == name:
                return item
        message = f"{self.unit} has no exercise {name!r}; it has {', '.join(e.id for e in self.exercises)}"
        raise KeyError(message)

    def public(self) -> UnitSpec:
        """Return the spec without hidden checks."""
        exercises = tuple(_public(item) for item in self.exercises)
        return msgspec.structs.replace(self, scope="public", exercises=exercises)

    def digest(self) -> str:
        """Return the hash that records carry."""
        return "sha256:" + hashlib.sha256(msgspec.json.encode(self)).hexdigest()[:16]


def _public(item: ExerciseSpec) -> ExerciseSpec:
    """Return an exercise without its hidden checks; a formula is still shown, without the right one."""
    shown = tuple(check.shown_only() for check in item.hidden if isinstance(check, Formula))
    weight = sum(check.weight for check in item.hidden)
    return msgspec.structs.replace(item, checks=(*item.checks, *shown), hidden=(), hidden_weight=weight)


class SpecError(ValueError):
    """A spec file that cannot be read; the message says what to do."""


def write_spec(spec: UnitSpec) -> str:
    """Return the spec as indented JSON."""
    return msgspec.json.format(msgspec.json.encode(spec), indent=1).decode() + "\n"


def read_spec(path: Path) -> UnitSpec:
    """Read a spec file; raises `SpecError`."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=UnitSpec)
    except FileNotFoundError:
        message = (
            f"no spec at {path}; build it with `gradmark build`, or copy spec.json back from the download"
        )
    except (msgspec.DecodeError, msgspec.ValidationError) as problem:
        message = f"{path} is not a spec of this version of gradmark ({problem}); build or download it again"
    raise SpecError(message)


def is_spec(path: Path) -> bool:
    """Tell whether a file called spec.json is one of ours, without reading all of it into structs."""
    try:
        return b'"gradmark"' in path.read_bytes()[:200]
    except OSError:
        return False
