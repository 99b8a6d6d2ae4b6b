"""What a recorder settles at once: neutral elements, constants, relations that cannot be otherwise."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from autograder.tracing.graph import EVALUATE, TRUTH, as_float
from autograder.tracing.recorder import Recorder

_OPPOSITE = {"lt": "le", "le": "lt", "eq": "ne", "ne": "eq"}


def record(recorder: Recorder, kind: str, places: tuple[int, ...]) -> int:
    """Return the node of an operation, or the simpler node that it is equal to."""
    special = _SPECIAL.get(kind)
    simpler = special(recorder, kind, places) if special is not None else None
    if simpler is not None:
        return simpler
    if kind != "where" and all(recorder.nodes[place][0] in ("int", "float") for place in places):
        return _computed(recorder, kind, places)
    return recorder.node(kind, *places)


def _computed(recorder: Recorder, kind: str, places: tuple[int, ...]) -> int:
    with np.errstate(all="ignore"):
        value = EVALUATE[kind](*(as_float(recorder.nodes[place][1]) for place in places))
    return recorder.constant(int(value) if kind in TRUTH else value)


def _neutral_zero(recorder: Recorder, kind: str, places: tuple[int, ...]) -> int | None:
    if recorder.number(places[1]) == 0:
        return places[0]
    return places[1] if kind == "add" and recorder.number(places[0]) == 0 else None


def _neutral_one(recorder: Recorder, kind: str, places: tuple[int, ...]) -> int | None:
    if recorder.number(places[1]) == 1:
        return places[0]
    return places[1] if kind == "mul" and recorder.number(places[0]) == 1 else None


def _extremum(recorder: Recorder, kind: str, places: tuple[int, ...]) -> int | None:
    if places[0] == places[1]:
        return places[0]
    neutral = -math.inf if kind == "max" else math.inf
    for place, other in (places, places[::-1]):
        if recorder.number(place) == neutral:
            return other
    return None


def _relation(recorder: Recorder, kind: str, places: tuple[int, ...]) -> int | None:
    one, other = places
    left, right = recorder.number(one), recorder.number(other)
    if (left is None) == (right is None):
        return None
    if right is not None:
        if abs(right) == math.inf:
            return recorder.constant(int(right > 0))
        impossible = right < 0 or (right == 0 and kind == "lt")
        return recorder.constant(0) if impossible and recorder.nonnegative(one) else None
    if left is not None:
        if abs(left) == math.inf:
            return recorder.constant(int(left < 0))
        certain = left < 0 or (left == 0 and kind == "le")
        return recorder.constant(1) if certain and recorder.nonnegative(other) else None
    return None


def _equality(recorder: Recorder, kind: str, places: tuple[int, ...]) -> int | None:
    if places[0] == places[1]:
        # The idiom x != x.
        missing = recorder.node("isnan", places[0])
        return missing if kind == "ne" else recorder.node("not", missing)
    numbers = [recorder.number(place) for place in places]
    if any(number is not None and abs(number) == math.inf for number in numbers) and None in numbers:
        return recorder.constant(int(kind == "ne"))
    return None


def _negation(recorder: Recorder, _kind: str, places: tuple[int, ...]) -> int | None:
    node = recorder.nodes[places[0]]
    if node[0] in ("lt", "le"):
        return record(recorder, _OPPOSITE[node[0]], (node[2], node[1]))
    if node[0] in ("eq", "ne"):
        return record(recorder, _OPPOSITE[node[0]], (node[1], node[2]))
    if node[0] == "not" and recorder.nodes[node[1]][0] in TRUTH:
        return int(node[1])
    return None


def _junction(recorder: Recorder, kind: str, places: tuple[int, ...]) -> int | None:
    if places[0] == places[1]:
        return places[0]
    for place, other in (places, places[::-1]):
        number = recorder.number(place)
        if number is not None:
            return other if bool(number) == (kind == "and") else recorder.constant(int(kind == "or"))
    return None


def _choice(recorder: Recorder, _kind: str, places: tuple[int, ...]) -> int | None:
    number = recorder.number(places[0])
    if number is not None:
        return places[1] if number else places[2]
    return places[1] if places[1] == places[2] else None


_SPECIAL: dict[str, Callable[[Recorder, str, tuple[int, ...]], int | None]] = {
    "add": _neutral_zero,
    "sub": _neutral_zero,
    "mul": _neutral_one,
    "div": _neutral_one,
    "pow": _neutral_one,
    "max": _extremum,
    "min": _extremum,
    "lt": _relation,
    "le": _relation,
    "eq": _equality,
    "ne": _equality,
    "not": _negation,
    "and": _junction,
    "or": _junction,
    "where": _choice,
}
