"""Following every path of a call: it is made again for each answer to each question that it asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from autograder.tracing.array import TArray, plain
from autograder.tracing.folding import record
from autograder.tracing.graph import Array, Graph, Plain, Result
from autograder.tracing.masked import Masked
from autograder.tracing.recorder import Recorder, Untraceable
from autograder.tracing.scalar import Tracer, reference

MAX_PATHS = 40
MAX_DEPTH = 20
MAX_ENTRIES = 5_000


class Raises(NamedTuple):
    """A path that ends in an exception."""

    problem: BaseException


class Path(NamedTuple):
    """What was asked and answered on a path, and where it led."""

    trail: tuple[tuple[int, bool], ...]
    result: Result | Raises


def follow(recorder: Recorder, function: Callable[[], Any], limit: int = MAX_PATHS) -> Graph:
    """Return the graph of a call; raises `Untraceable`, or what the call raises on every path."""
    paths: list[Path] = []
    planned: list[tuple[bool, ...]] = [()]
    while planned:
        if len(paths) >= limit:
            raise recorder.refuse(f"takes more than {limit} different ways, depending on the data")
        answers = planned.pop()
        paths.append(_one_path(recorder, function, answers))
        trail = paths[-1].trail
        given = tuple(answer for _, answer in trail)
        planned += [(*given[:place], not given[place]) for place in range(len(answers), len(given))]
    result = _merged(recorder, paths, 0)
    if isinstance(result, Raises):
        raise result.problem
    return pruned(recorder, result)


def _one_path(recorder: Recorder, function: Callable[[], Any], answers: tuple[bool, ...]) -> Path:
    recorder.start_path(answers)
    try:
        value = function()
        result = recorder.failure is None and _noted(recorder, value, 0)
    except Untraceable:
        raise
    except Exception as problem:  # noqa: BLE001 - the student's code may raise on some paths
        result = Raises(problem)
    if recorder.failure is not None:
        raise recorder.failure
    return Path(tuple(recorder.trail), result)


def _noted(recorder: Recorder, value: Any, depth: int) -> Result:
    """Return what a call returned with a node in the place of each number."""
    if depth > MAX_DEPTH:
        raise recorder.refuse("returns something that is nested too deeply")
    if isinstance(value, Masked):
        value = value.settled_array()
    if isinstance(value, np.ndarray) and (isinstance(value, TArray) or value.dtype.kind in "fiubO"):
        if value.size > MAX_ENTRIES:
            raise recorder.refuse("returns too many numbers")
        places = tuple(reference(recorder, entry) for entry in plain(value).reshape(-1).tolist())
        return Array(tuple(value.shape), places)
    if type(value) is Tracer or isinstance(value, (bool, int, float, np.number, np.bool_)):
        return reference(recorder, value)
    if isinstance(value, (tuple, list)):
        parts = [_noted(recorder, item, depth + 1) for item in value]
        return tuple(parts) if isinstance(value, tuple) else parts
    if isinstance(value, dict):
        return {_key(recorder, key): _noted(recorder, item, depth + 1) for key, item in value.items()}
    if value is None or isinstance(value, str):
        return Plain(value if value is None else str(value)[:200])
    raise recorder.refuse(f"returns an object of type {type(value).__name__}")


def _key(recorder: Recorder, key: Any) -> Any:
    if isinstance(key, (str, int)) and len(str(key)) < 100:
        return str(key) if isinstance(key, str) else int(key)
    raise recorder.refuse("returns a dict whose keys are no texts")


def _merged(recorder: Recorder, paths: list[Path], depth: int) -> Result | Raises:
    if len(paths) == 1:
        return paths[0].result
    questions = {path.trail[depth][0] if depth < len(path.trail) else -1 for path in paths}
    if len(questions) != 1 or -1 in questions:
        raise recorder.refuse("does not behave alike when it is called twice")
    sides = [[path for path in paths if path.trail[depth][1] is answer] for answer in (True, False)]
    if not all(sides):
        return _merged(recorder, paths, depth + 1)
    one, other = (_merged(recorder, side, depth + 1) for side in sides)
    return _joined(recorder, questions.pop(), one, other)


def _joined(recorder: Recorder, condition: int, one: Any, other: Any) -> Any:
    """Return a result that is one where the condition holds, and the other elsewhere."""
    if isinstance(one, Raises) and isinstance(other, Raises):
        return one
    if isinstance(one, Raises) or isinstance(other, Raises):
        there = other if isinstance(one, Raises) else one
        nowhere = _undefined(recorder, there)
        pair = (nowhere, there) if isinstance(one, Raises) else (there, nowhere)
        return _joined(recorder, condition, *pair)
    if isinstance(one, int) and isinstance(other, int):
        return record(recorder, "where", (condition, one, other))
    if isinstance(one, Plain) and one == other:
        return one
    if isinstance(one, int) and isinstance(other, Array) and other.shape == ():
        one = Array((), (one,))
    if isinstance(other, int) and isinstance(one, Array) and one.shape == ():
        other = Array((), (other,))
    if isinstance(one, Array) and isinstance(other, Array) and one.shape == other.shape:
        pairs = zip(one.entries, other.entries, strict=True)
        return Array(one.shape, tuple(record(recorder, "where", (condition, *pair)) for pair in pairs))
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        return {key: _joined(recorder, condition, item, other[key]) for key, item in one.items()}
    if type(one) is type(other) and type(one) in (tuple, list) and len(one) == len(other):
        return type(one)(_joined(recorder, condition, *pair) for pair in zip(one, other, strict=True))
    raise recorder.refuse("returns something of another shape, depending on the data")


def _undefined(recorder: Recorder, like: Result) -> Result:
    if isinstance(like, int):
        return recorder.node("undefined")
    if isinstance(like, Array):
        return Array(like.shape, (recorder.node("undefined"),) * len(like.entries))
    if isinstance(like, Plain):
        return like
    if isinstance(like, dict):
        return {key: _undefined(recorder, item) for key, item in like.items()}
    return type(like)(_undefined(recorder, item) for item in like)


def pruned(recorder: Recorder, result: Result) -> Graph:
    """Return the nodes that the result needs, renumbered."""
    needed = {place for _, place in Graph((), result).entries()}
    for place in range(len(recorder.nodes) - 1, -1, -1):
        node = recorder.nodes[place]
        if place in needed and node[0] not in ("input", "int", "float"):
            needed.update(node[1:])
    order = sorted(needed)
    new = {place: count for count, place in enumerate(order)}
    nodes = tuple(
        node if node[0] in ("input", "int", "float") else (node[0], *(new[place] for place in node[1:]))
        for node in (recorder.nodes[place] for place in order)
    )
    return Graph(nodes, _renumbered(result, new))


def _renumbered(result: Result, new: dict[int, int]) -> Result:
    if isinstance(result, int):
        return new[result]
    if isinstance(result, Array):
        return Array(result.shape, tuple(new[place] for place in result.entries))
    if isinstance(result, Plain):
        return result
    if isinstance(result, dict):
        return {key: _renumbered(item, new) for key, item in result.items()}
    return type(result)(_renumbered(item, new) for item in result)
