"""Does a trace compute what the plain call returned? Code may notice that it is traced."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from autograder.calls import Call
from autograder.tracing.graph import Graph

TOLERANCE = 1e-9


def faithful(graph: Graph, asked: Call, plain: Any) -> bool:
    """Tell whether the graph, at the traced call's own values, gives the numbers of the plain result."""
    try:
        values = graph.evaluate_nodes(point_of(asked))
        own = list(numbers_in(plain))
    except (KeyError, TypeError, ValueError, OverflowError):
        return False  # an input that was never given, or a result that holds something else than numbers
    traced = [float(values[node]) for _, node in graph.entries()]
    return len(own) == len(traced) and np.allclose(
        traced, own, rtol=TOLERANCE, atol=TOLERANCE**2, equal_nan=True
    )


def point_of(asked: Call) -> dict[str, Any]:
    """Return the values of a traced call's inputs under the names that the trace gives them."""
    assert asked.trace is not None
    args, kwargs = asked.arguments()
    found: dict[str, Any] = {}
    for place, value in [*((str(place), value) for place, value in enumerate(args)), *kwargs.items()]:
        found.update(_inputs(value, place, asked.trace.inputs))
    return found


def _inputs(value: Any, place: str, inputs: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
    if place in inputs:
        yield inputs[place], value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _inputs(item, f"{place}.{key}", inputs)
    elif isinstance(value, (list, tuple)):
        for number, item in enumerate(value):
            yield from _inputs(item, f"{place}.{number}", inputs)


def numbers_in(value: Any) -> Iterator[float]:
    """Yield the numbers of a plain result in the order of a graph's entries."""
    if isinstance(value, np.ndarray):
        yield from (float(entry) for entry in value.ravel())
    elif isinstance(value, dict):
        for item in value.values():
            yield from numbers_in(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from numbers_in(item)
    elif value is not None and not isinstance(value, str):
        yield float(value)
