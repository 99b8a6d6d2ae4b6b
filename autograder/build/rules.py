"""The rules about exercises that can be read off their declarations: one finding for each that is broken."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from autograder.build.topic import Item
from autograder.build.unit import Unit
from autograder.exercise.declare import Declared

LEAST_VARIANTS = {"value": (5, 3)}
"""Wrong and accepted variants that are due by the kind of exercise."""

LEAST_FOR_CODE = (8, 4)
CORE = range(5, 9)
CORE_MINUTES = 180
HIDDEN_SHARE = (0.3, 0.6)
MOSTLY_HIDDEN = frozenset(["best_step"])
"""Functions with so few answers that a visible value would give one away."""

MOST_WITHOUT_STORY = 3
WARM_UP = "u00"
"""The first unit carries no points: it has no core load, no essay and no picture."""

LAST_ROW = {"S0": 35, "S1": 30, "S2": 24, "S3": 40, "S4": 18, "E": 52}
SPECIFIC = 12
"""Characters from which on a line of a reference gives something away."""

_ROW = re.compile(r"(S\d-|E)(\d\d)(?:\s*(?:…|–|-)\s*(?:\1)?(\d\d))?")
_PAPER = re.compile(r"[A-Z].*\b(18|19|20)\d\d\b")


class Finding(NamedTuple):
    """A rule that is broken, or a promise that does not hold; `exercise` may be a unit."""

    exercise: str
    problem: str


def kit_findings(units: Sequence[Unit]) -> Iterator[Finding]:
    """Yield what no unit shows alone: names that occur twice, needs that nobody fulfils.

    Args:
        units: all units of the kit.
    """
    names = Counter(name for unit in units for name in _names(unit))
    for name, count in names.items():
        if count > 1:
            yield Finding(name, f"the name is used {count} times, names are unique over the kit")
    known = {declared.id for unit in units for declared in unit.exercises}
    for unit in units:
        for declared in unit.exercises:
            for need in declared.needs:
                if need not in known:
                    yield Finding(declared.id, f"needs {need!r}, which is no exercise")


def unit_findings(unit: Unit) -> Iterator[Finding]:
    """Yield every broken rule of a unit and of its exercises."""
    for declared in unit.exercises:
        for problem in exercise_problems(unit, declared):
            yield Finding(declared.id, problem)
    for essay in unit.essays.values():
        for problem in _source_problems(essay.source):
            yield Finding(essay.id, problem)
    for problem in _unit_problems(unit):
        yield Finding(unit.name, problem)


def exercise_problems(unit: Unit, declared: Declared) -> Iterator[str]:
    """Yield what an exercise's declaration lacks."""
    yield from _variant_problems(declared)
    yield from _hint_problems(declared, unit.item(declared.id))
    yield from _source_problems(declared.source)
    yield from _number_problems(declared)
    yield from _weight_problems(declared)
    if declared.kind != "value":
        yield from _docstring_problems(declared, unit.item(declared.id))


def _variant_problems(declared: Declared) -> Iterator[str]:
    wrong = sum(variant.verdict == "wrong" for variant in declared.variants)
    counts = {"wrong": wrong, "accepted": len(declared.variants) - wrong}
    due = LEAST_VARIANTS.get(declared.kind, LEAST_FOR_CODE)
    for (kind, count), least in zip(counts.items(), due, strict=True):
        if count < least:
            yield f"{count} {kind} variants, at least {least} are due"


def _hint_problems(declared: Declared, item: Item) -> Iterator[str]:
    if len(declared.hints) != 3 or not all(hint.strip() for hint in declared.hints):
        yield "three hints are due"
    given_away = _lines(declared, item)
    for number, hint in enumerate(declared.hints, 1):
        line = next((line for line in given_away if line in _bare(hint)), None)
        if line:
            yield f"hint {number} holds a line of the reference: {line}"


def _lines(declared: Declared, item: Item) -> list[str]:
    """Return the specific lines of the reference without blanks; a formula is a line too."""
    if declared.kind == "value":
        answer = _bare(declared.reference) if isinstance(declared.reference, str) else ""
        return [answer] if len(answer) >= SPECIFIC // 2 else []
    lines = [_bare(line).removeprefix("return") for line in item.body.splitlines()]
    return [line for line in lines if len(line) >= SPECIFIC]


def _bare(text: str) -> str:
    return "".join(text.split())


def _source_problems(source: str) -> Iterator[str]:
    """Yield what is no row of the decks, no mistake in them and no paper with its year."""
    if not source.strip():
        yield "a source is due: slide rows, or a paper with its year"
        return
    for part in re.split(r"[;()]", source):
        rows = [piece.strip() for piece in part.split(",") if piece.strip()]
        if _PAPER.match(part.strip()) and not any(_ROW.fullmatch(row) for row in rows):
            continue
        for row in rows:
            if not _is_row(row):
                yield f"source {row!r} is no row (S0-01 to S4-18, E01 to E52) and no paper with its year"


def _is_row(text: str) -> bool:
    match = _ROW.fullmatch(text)
    if match is None:
        return False
    first, last = int(match[2]), int(match[3] or match[2])
    return 1 <= first <= last <= LAST_ROW.get(match[1].rstrip("-"), 0)


def _number_problems(declared: Declared) -> Iterator[str]:
    if declared.points != int(declared.points) or declared.points < 0:
        yield f"points are whole numbers, not {declared.points:g}"
    if declared.minutes < 1:
        yield "minutes are due"
    if not 1 <= declared.difficulty <= 5:
        yield f"difficulty goes from 1 to 5, not {declared.difficulty}"


def _weight_problems(declared: Declared) -> Iterator[str]:
    visible, hidden = (sum(check.weight for check in side) for side in (declared.checks, declared.hidden))
    if not visible + hidden:
        yield "at least one check with a weight is due"
    elif declared.kind == "value" or declared.id in MOSTLY_HIDDEN:
        return
    elif not HIDDEN_SHARE[0] <= hidden / (visible + hidden) <= HIDDEN_SHARE[1]:
        low, high = HIDDEN_SHARE
        yield f"hidden checks weigh {hidden} of {visible + hidden}, a share from {low} to {high} is due"


def _docstring_problems(declared: Declared, item: Item) -> Iterator[str]:
    """A docstring says what comes in and what goes out, part by part or by naming the shapes."""
    parts = {"Args:": _takes_arguments(item.head), "Returns:": "class " not in item.head[:6]}
    for part, due in parts.items():
        if due and part not in declared.prompt and "shape" not in declared.prompt.lower():
            yield f"the docstring has no {part} and names no shape"


def _takes_arguments(head: str) -> bool:
    function = ast.parse(f"{head}\n    pass").body[0]
    return isinstance(function, ast.FunctionDef) and bool(function.args.args or function.args.kwonlyargs)


def _unit_problems(unit: Unit) -> Iterator[str]:
    yield from _story_problems(unit)
    if unit.name.startswith(WARM_UP):
        return
    core = [declared for declared in unit.exercises if declared.core]
    minutes = sum(declared.minutes for declared in core)
    if len(core) not in CORE:
        yield f"{len(core)} core exercises, {CORE[0]} to {CORE[-1]} are due"
    if minutes > CORE_MINUTES:
        yield f"the core exercises take {minutes} minutes, at most {CORE_MINUTES} are planned for a unit"
    counts = Counter(item.kind for item in unit.items())
    for kind in ("essay", "picture"):
        if counts[kind] != 1:
            yield f"{counts[kind]} {kind}s, exactly one is due"


def _story_problems(unit: Unit) -> Iterator[str]:
    """Yield the places where a topic begins without a story, or goes on for too long without one."""
    for topic in unit.topics:
        run: list[str] = []
        told = False
        for item in topic.items:
            if item.kind in ("function", "value"):
                run.append(item.name)
                if not told and len(run) == 1:
                    yield f"{topic.name} begins with {item.name}, a story is due above it"
                elif len(run) == MOST_WITHOUT_STORY + 1:
                    yield f"a story is due above {item.name}: {MOST_WITHOUT_STORY} exercises stand before it"
            elif item.kind == "markdown":
                told, run = True, []


def _names(unit: Unit) -> AbstractSet[str]:
    return {item.name for item in unit.items() if item.name}
