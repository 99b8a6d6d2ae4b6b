"""`solutions/survivors.toml`: why a mutant that no check notices is no mistake."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import msgspec

from autograder.audit.run import Judged


class Explanation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The changes by one operator in some exercises of a unit that are right answers, and the reason."""

    unit: str
    exercises: tuple[str, ...]
    operator: str
    changes: tuple[str, ...]
    reason: str

    def covers(self, judged: Judged) -> bool:
        """Tell whether this is the reason for a survivor."""
        mutant = judged.mutant
        place = (judged.unit, mutant.operator) == (self.unit, self.operator)
        return place and mutant.exercise in self.exercises and mutant.change in self.changes


class ExplanationError(ValueError):
    """A file of explanations that cannot be read; the message says where and what to do."""


def read_explanations(path: Path) -> tuple[Explanation, ...]:
    """Read `survivors.toml`, empty where there is none; raises `ExplanationError`."""
    if not path.exists():
        return ()
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
        return msgspec.convert(found.get("survivor", []), tuple[Explanation, ...])
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as problem:
        remedy = "each [[survivor]] has unit, exercises, operator, changes and reason"
        message = f"{path} cannot be read ({problem}); {remedy}"
        raise ExplanationError(message) from None


def unknown(explanations: Sequence[Explanation], units: Collection[str]) -> Iterator[str]:
    """Yield the explanations of units that the kit does not have, in words."""
    for one in explanations:
        if one.unit not in units:
            yield f"there is no unit {one.unit!r}; take it out of survivors.toml"


def stale(
    explanations: Sequence[Explanation], survivors: Sequence[Judged], units: Collection[str]
) -> Iterator[str]:
    """Yield what is explained in these units and did not survive, in words."""
    for one in explanations:
        if one.unit not in units:
            continue
        met = [judged.mutant for judged in survivors if one.covers(judged)]
        left = [name for name in one.exercises if name not in {mutant.exercise for mutant in met}]
        unmet = [change for change in one.changes if change not in {mutant.change for mutant in met}]
        for what in (*left, *(f"{change!r}" for change in unmet)):
            yield f"{one.unit}, {one.operator}: no mutant of {what} survives; take it out of survivors.toml"
