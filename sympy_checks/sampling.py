"""Points at which two formulas are compared: nice ones first, then all sizes and the ends of intervals."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping
from functools import lru_cache

import numpy as np

from sympy_checks.expression import Expression, free_symbols
from sympy_checks.numeric import Array, to_numpy

POINTS = 1024
NICE = 96
SEED = 20_231_117
DEFAULT_DOMAIN = (-10.0, 10.0)
_WIDEST = 1e3

_NICE_VALUES = (
    0.5,
    1.0,
    2.0,
    0.25,
    0.75,
    -1.0,
    -0.5,
    -2.0,
    3.0,
    0.0,
    1.5,
    0.1,
    4.0,
    -3.0,
    0.9,
    -0.25,
    5.0,
    -5.0,
    10.0,
    -10.0,
)
_NICE_TARGETS = (0.25, 0.5, 0.75, 0.1, 0.9, -0.5, -0.25, 2.0, -1.0)

Interval = tuple[float, float]


def sample(domains: Mapping[str, Interval], where: Mapping[str, Expression]) -> dict[str, Array]:
    """Return about 1000 points inside the open intervals, the same ones every time.

    The first `NICE` are nice values of the symbols, or symbols at which an entry of `where` has a nice value.
    """
    return dict(
        _sample(tuple(sorted(domains.items())), tuple(sorted(where.items(), key=lambda item: item[0])))
    )


@lru_cache(maxsize=256)
def _sample(
    domains: tuple[tuple[str, Interval], ...],
    where: tuple[tuple[str, Expression], ...],
) -> dict[str, Array]:
    rng = np.random.default_rng(SEED)
    intervals = dict(domains)
    nice = {name: [*_targets(name, interval, where), *_nice(interval)] for name, interval in domains}
    rows = _combinations(list(nice.values()))
    columns = {name: np.array([row[place] for row in rows]) for place, name in enumerate(nice)}
    rest = POINTS - len(rows)
    return {name: np.concatenate([columns[name], _mixed(rng, *intervals[name], rest)]) for name in intervals}


def _nice(interval: Interval) -> list[float]:
    low, high = interval
    inside = [value for value in _NICE_VALUES if low < value < high]
    return inside or [_bounded(low) + (_bounded(high) - _bounded(low)) * part for part in (0.5, 0.25, 0.75)]


def _combinations(lists: list[list[float]]) -> list[tuple[float, ...]]:
    """Return up to `NICE` rows, first values first, symbols of unlike value before equal ones."""
    heads = [values[: max(3, math.ceil(200 ** (1 / max(1, len(lists)))))] for values in lists]
    places = itertools.islice(itertools.product(*(range(len(head)) for head in heads)), 20_000)
    rows = [(sum(row), [head[place] for head, place in zip(heads, row, strict=True)]) for row in places]
    rows.sort(key=lambda row: row[0] + 2 * (len(row[1]) - len(set(row[1]))))
    return [tuple(values) for _, values in rows[:NICE]]


def _mixed(rng: np.random.Generator, low: float, high: float, count: int) -> Array:
    """Return values of all sizes: evenly spread, spread over the orders of magnitude, close to the ends."""
    low, high = _bounded(low), _bounded(high)
    width = high - low
    even = low + width * rng.uniform(0.001, 0.999, count)
    largest = math.log10(max(abs(low), abs(high)))
    sized = rng.choice([-1.0, 1.0], count) * 10.0 ** rng.uniform(min(-6.0, largest - 1.0), largest, count)
    near = width * 10.0 ** rng.uniform(-6.0, -1.0, count)
    ends = np.where(rng.random(count) < 0.5, low + near, high - near)
    pick = rng.random(count)
    mixed = np.where(pick < 0.5, even, np.where(pick < 0.75, sized, ends))
    return np.where((mixed > low) & (mixed < high), mixed, even)


def _bounded(end: float) -> float:
    return min(max(end, -_WIDEST), _WIDEST)


def _targets(name: str, interval: Interval, where: tuple[tuple[str, Expression], ...]) -> list[float]:
    """Return values of `name` at which a formula of it alone in `where` takes nice values (by bisection)."""
    for _, expr in where:
        if free_symbols(expr) == {name}:
            return _inverted(expr, name, _bounded(interval[0]), _bounded(interval[1]))
    return []


def _inverted(expr: Expression, name: str, low: float, high: float) -> list[float]:
    targets = np.array(_NICE_TARGETS)
    function = to_numpy(expr)
    left, right = np.full(targets.shape, low), np.full(targets.shape, high)
    at_left, at_right = function({name: left}) - targets, function({name: right}) - targets
    for _ in range(60):
        middle = 0.5 * (left + right)
        below = np.sign(function({name: middle}) - targets) == np.sign(at_left)
        left, right = np.where(below, middle, left), np.where(below, right, middle)
    crossed = np.sign(at_left) * np.sign(at_right) < 0
    return [round(float(value), 14) for value in 0.5 * (left + right)[crossed]]
