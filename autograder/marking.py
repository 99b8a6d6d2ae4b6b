"""From the verdicts of one exercise to its score, status and record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from autograder.calls import Call, Outcome
from autograder.checks.base import Check, Verdict
from autograder.checks.formula_reading import Reading
from autograder.exercise.spec import ExerciseSpec
from autograder.mistakes import TYPES
from autograder.record import CheckResult, ExerciseResult, ExerciseStatus

MAX_TEXT = 1000  # characters of one text in a record


class Asked(NamedTuple):
    """One check in the plan: which exercise it belongs to and which calls are its own."""

    exercise: str
    check: Check
    hidden: bool
    calls: tuple[Call, ...]


class Judged(NamedTuple):
    """One check with its verdict and what its calls gave.

    `carried`: it passes because only an earlier exercise, already marked, is wrong.
    """

    asked: Asked
    verdict: Verdict
    outcomes: list[Outcome]
    carried: bool = False


def exercise_result(
    item: ExerciseSpec, judged: Sequence[Judged], reading: Reading, *, public: bool
) -> ExerciseResult:
    """Put the verdicts of one exercise together: blocked checks, score, status; `reading` is its formula."""
    order = {id(check): place for place, check in enumerate((*item.checks, *item.hidden))}
    judged = sorted(judged, key=lambda entry: order[id(entry.asked.check)])
    verdicts = _explained(_blocked([(asked.check, verdict) for asked, verdict, *_ in judged]), reading)
    checks = tuple(
        _check_result(asked, verdict) for (asked, *_), (_, verdict) in zip(judged, verdicts, strict=True)
    )
    sides = [entry.asked.hidden for entry in judged]
    score = _score(item.points, [(*entry, side) for entry, side in zip(verdicts, sides, strict=True)])
    return ExerciseResult(
        id=item.id,
        score=score,
        max_score=item.points,
        status="carried_forward"
        if any(entry.carried for entry in judged)
        else _status(score, item.points, [verdict for _, verdict in verdicts]),
        hidden_points=item.hidden_points if public else _hidden_points(item),
        formula=_clipped(reading.formula),
        formula_latex=reading.latex if reading.latex and len(reading.latex) <= MAX_TEXT else None,
        formula_verdict=_clipped(_comparison(verdicts, reading)),
        checks=checks,
        notes=_notes([v for _, v in verdicts], [outcome for entry in judged for outcome in entry.outcomes]),
    )


def _comparison(verdicts: list[tuple[Check, Verdict]], reading: Reading) -> str | None:
    """Return how the formula compares; nothing where no number confirms that it is another one."""
    right = all(verdict.status == "passed" for _, verdict in verdicts)
    return None if right and reading.refuted is not None else reading.verdict


def _explained(verdicts: list[tuple[Check, Verdict]], reading: Reading) -> list[tuple[Check, Verdict]]:
    """Give failed value checks the formula's likely cause where nothing better is known."""
    if not reading.mistake:
        return verdicts
    return [
        (check, msgspec.structs.replace(verdict, mistake=reading.mistake))
        if verdict.status == "failed" and not verdict.mistake and not check.supporting
        else (check, verdict)
        for check, verdict in verdicts
    ]


def _hidden_points(item: ExerciseSpec) -> float:
    weight = sum(check.weight for check in item.hidden)
    total = weight + item.visible_weight
    return round(item.points * weight / total, 2) if total else 0.0


def _blocked(verdicts: list[tuple[Check, Verdict]]) -> list[tuple[Check, Verdict]]:
    """Turn failed value checks into blocked ones when a gate (the shape) has failed: one cause, said once."""
    shut = any(check.gate and v.status == "failed" and v.mistake not in TYPES for check, v in verdicts)
    if not shut:
        return verdicts
    return [
        (check, Verdict(status="blocked") if v.status == "failed" and not check.gate else v)
        for check, v in verdicts
    ]


def _score(points: float, verdicts: list[tuple[Check, Verdict, bool]]) -> float:
    """Return points in proportion to the weights; `verdicts` are (check, verdict, hidden).

    Supporting checks earn only beside a passed value check, hidden ones beside a hidden one: typing in the
    visible answers must not earn what the hidden inputs are for. A check that failed through a fault of ours
    earns nothing yet, or provoking one would pay: the exercise is an "error", its score provisional.
    """
    total = sum(check.weight for check, _, _ in verdicts)
    passed = [(check, hidden) for check, verdict, hidden in verdicts if verdict.status == "passed"]
    earned = sum(
        check.weight for check, hidden in passed if not check.supporting or _backed(verdicts, hidden=hidden)
    )
    return float(points) if earned == total and total else round(points * earned / max(total, 1), 2)


def _backed(verdicts: list[tuple[Check, Verdict, bool]], *, hidden: bool) -> bool:
    """Tell whether the supporting checks of one side stand beside a passed value check."""
    values = [(verdict.status == "passed", side) for check, verdict, side in verdicts if not check.supporting]
    own = [passed for passed, side in values if side is hidden]
    if hidden and own:
        return any(own)
    return any(passed for passed, _ in values) or not values


def _status(score: float, points: float, verdicts: list[Verdict]) -> ExerciseStatus:
    statuses = {verdict.status for verdict in verdicts}
    if "error" in statuses:
        return "error"
    if statuses == {"not_started"}:
        return "not_started"
    if statuses == {"passed"}:
        return "passed"
    some = score > 0 or (points == 0 and "passed" in statuses)
    return "partial" if some else "failed"


def _check_result(asked: Asked, verdict: Verdict) -> CheckResult:
    texts = {key: _clipped(text) for key, text in msgspec.structs.asdict(verdict).items() if key != "status"}
    return CheckResult(
        label=asked.check.label or asked.check.kind.replace("_", " "),
        kind=asked.check.kind,
        hidden=asked.hidden,
        status=verdict.status,
        **texts,
    )


def _clipped(text: str | None) -> str | None:
    return text if text is None or len(text) <= MAX_TEXT else f"{text[:MAX_TEXT]}..."


def _notes(verdicts: Sequence[Verdict], outcomes: Sequence[Outcome]) -> tuple[str, ...]:
    notes = list(dict.fromkeys(v.message for v in verdicts if v.status == "passed" and v.message))
    if any(outcome.printed for outcome in outcomes):
        notes.append("the function prints; that costs nothing")
    return tuple(notes)
