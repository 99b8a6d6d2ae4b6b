"""Counts of an audit, exercise by exercise, and the survivors with their reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from autograder.audit.explained import Explanation, stale
from autograder.audit.run import Judged


class Row(NamedTuple):
    """The mutants of one exercise by what became of them. `survived` is what nobody has explained."""

    unit: str
    exercise: str
    mutants: int
    killed: int
    proved: int
    explained: int
    survived: int

    @property
    def counts(self) -> tuple[int, int, int, int, int]:
        """The numbers alone."""
        return self.mutants, self.killed, self.proved, self.explained, self.survived


class Survivor(msgspec.Struct, frozen=True, kw_only=True):
    """A mutant that kept all its marks. `line` counts in `file`; `formula` says how its formula compares."""

    unit: str
    exercise: str
    operator: str
    change: str
    file: str
    line: int
    formula: str = ""
    reason: str | None = None


class Audit(NamedTuple):
    """What an audit found."""

    rows: tuple[Row, ...]
    survivors: tuple[Survivor, ...]
    stale: tuple[str, ...]
    errors: tuple[str, ...]
    killers: Mapping[str, int]
    seconds: float

    @property
    def unexplained(self) -> list[Survivor]:
        """Survivors without a reason."""
        return [survivor for survivor in self.survivors if survivor.reason is None]

    @property
    def total(self) -> Row:
        """The sum of all rows."""
        return summed("all", self.rows)


def summed(name: str, rows: Sequence[Row]) -> Row:
    """Return the sum of some rows under a name."""
    columns = zip(*(row.counts for row in rows), strict=True) if rows else [()] * 5
    mutants, killed, proved, explained, survived = map(sum, columns)
    return Row(name, "", mutants, killed, proved, explained, survived)


def summarise(
    judged: Sequence[Judged],
    explanations: Sequence[Explanation],
    places: Mapping[str, tuple[str, int]],
    seconds: float,
) -> Audit:
    """Count what became of the mutants.

    Args:
        judged: every mutant with its outcome.
        explanations: the content of `survivors.toml`.
        places: file and line in which the source of each exercise begins.
        seconds: how long this run took.
    """
    survivors = [one for one in judged if one.decided.outcome == "survived"]
    reasons = [_reason(one, explanations) for one in survivors]
    units = {one.unit for one in judged}
    return Audit(
        rows=tuple(_rows(judged, explanations)),
        survivors=tuple(_survivor(*pair, places) for pair in zip(survivors, reasons, strict=True)),
        stale=tuple(stale(explanations, survivors, units)),
        errors=tuple(
            f"{one.mutant.exercise}, {one.mutant.change}: {one.decided.by}"
            for one in judged
            if one.decided.outcome == "error"
        ),
        killers=_killers(judged),
        seconds=seconds,
    )


def as_json(audit: Audit) -> bytes:
    """Return the audit as indented JSON."""
    data: dict[str, Any] = {
        "gradmark": "audit",
        "total": audit.total._asdict(),
        "exercises": [row._asdict() for row in audit.rows],
        "survivors": [msgspec.to_builtins(survivor) for survivor in audit.survivors],
        "stale": audit.stale,
        "errors": audit.errors,
        "killed_by": audit.killers,
        "seconds": round(audit.seconds, 1),
    }
    return msgspec.json.format(msgspec.json.encode(data), indent=1) + b"\n"


def _rows(judged: Sequence[Judged], explanations: Sequence[Explanation]) -> list[Row]:
    names = dict.fromkeys((one.unit, one.mutant.exercise) for one in judged)
    groups: dict[tuple[str, str], list[Judged]] = {name: [] for name in names}
    for one in judged:
        groups[one.unit, one.mutant.exercise].append(one)
    return [_row(unit, exercise, own, explanations) for (unit, exercise), own in groups.items()]


def _row(unit: str, exercise: str, own: Sequence[Judged], explanations: Sequence[Explanation]) -> Row:
    outcomes = [one.decided.outcome for one in own]
    survivors = [one for one in own if one.decided.outcome == "survived"]
    explained = sum(_reason(one, explanations) is not None for one in survivors)
    # a mutant on which we failed is as open as one that survived
    return Row(
        unit,
        exercise,
        mutants=len(own),
        killed=outcomes.count("killed"),
        proved=outcomes.count("proved"),
        explained=explained,
        survived=len(survivors) - explained + outcomes.count("error"),
    )


def _killers(judged: Sequence[Judged]) -> dict[str, int]:
    """Count the first lost mark of killed mutants, most frequent first."""
    counts: dict[str, int] = {}
    for one in judged:
        if one.decided.outcome == "killed":
            counts[one.decided.by] = counts.get(one.decided.by, 0) + 1
    return dict(sorted(counts.items(), key=lambda item: -item[1]))


def _reason(one: Judged, explanations: Sequence[Explanation]) -> str | None:
    return next((known.reason for known in explanations if known.covers(one)), None)


def _survivor(one: Judged, reason: str | None, places: Mapping[str, tuple[str, int]]) -> Survivor:
    mutant = one.mutant
    file, start = places[mutant.exercise]
    return Survivor(
        unit=one.unit,
        exercise=mutant.exercise,
        operator=mutant.operator,
        change=mutant.change,
        file=file,
        line=start + mutant.line - 1,
        formula=one.decided.by,
        reason=reason,
    )
