"""Building expressions with a student's class of numbers, and reading what it keeps.

Every driver takes `inputs`, a number for each name, and the `lines` of a program (`autograder.programs`) that
runs `times` times on the student's objects.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from autograder.drivers.registry import driver
from autograder.programs import run

MOST_NODES = 5000


@driver
def value_data(
    make: Callable[[float], Any], inputs: Mapping[str, float], lines: Sequence[str], times: int = 1
) -> dict[str, Any]:
    """Return "u.data" of each name."""
    return {f"{name}.data": node.data for name, node in _built(make, inputs, lines, times).items()}


@driver
def value_graph(
    make: Callable[[float], Any], inputs: Mapping[str, float], lines: Sequence[str], times: int = 1
) -> dict[str, Any]:
    """Return, for each name, the names from which it was made, "a b u", and its grad before any backward.

    What was made in between without a name is walked through and left out. `children` must be a tuple.
    """
    nodes = _built(make, inputs, lines, times)
    names = {id(node): name for name, node in nodes.items()}
    found: dict[str, Any] = {}
    for name, node in nodes.items():
        below = {names.get(id(item), "") for item in _below(node)} - {""}
        found[f"{name} is made from"] = " ".join(sorted(below)) or "nothing"
        found[f"type of {name}.children"] = type(node.children).__name__
        found[f"{name}.grad"] = node.grad
    return found


@driver
def value_gradients(
    make: Callable[[float], Any],
    inputs: Mapping[str, float],
    lines: Sequence[str],
    times: int = 1,
    calls: Sequence[str] = (),
) -> dict[str, Any]:
    """Return "u.grad" of each name after a `backward()` of the last line's name, or of each of `calls`.

    An input whose name the program assigns again is meant by that name, not what the name stands for later.
    """
    leaves = {name: make(number) for name, number in inputs.items()}
    nodes = {**run(lines, leaves, times)}
    last = lines[-1].partition("=")[0].strip()
    for name in calls or (last,):
        nodes[name].backward()
    return {f"{name}.grad": node.grad for name, node in {**nodes, **leaves}.items()}


@driver
def value_gradient(
    make: Callable[[float], Any], x: Sequence[float], names: Sequence[str], lines: Sequence[str]
) -> np.ndarray:
    """Return the grads of the inputs as an array, in the order of `names`, whose numbers are `x`."""
    leaves = {name: make(float(number)) for name, number in zip(names, x, strict=True)}
    nodes = run(lines, leaves)
    nodes[lines[-1].partition("=")[0].strip()].backward()
    return np.array([leaves[name].grad for name in names])


@driver
def value_order(
    order: Callable[[Any], Any],
    inputs: Mapping[str, float],
    lines: Sequence[str],
    times: int = 1,
    of: str = "",
    *,
    only: bool = False,
) -> dict[str, Any]:
    """Return what `order` makes of the node `of` (the last one), built with the class `Value` beside it.

    Keys: "type"; "count" and "different", how many nodes there are and how many different ones; "too early",
    results that stand before what they were made from, as "u before a"; "last", the name of the last. With
    `only`, for programs that allow one order, "order" has all names as they come.
    """
    nodes = _built(_class_beside(order), inputs, lines, times)
    result = order(nodes[of or lines[-1].partition("=")[0].strip()])
    listed = list(result)
    names = {id(node): name for name, node in nodes.items()}
    place = {id(node): at for at, node in enumerate(listed)}
    early = [
        f"{names.get(id(node), 'a node')} before {names.get(id(child), 'a node')}"
        for at, node in enumerate(listed)
        for child in node.children
        if place.get(id(child), -1) > at
    ]
    names_in_order = {"order": " ".join(names.get(id(node), "?") for node in listed)}
    return {
        **(names_in_order if only else {}),
        "type": type(result).__name__,
        "count": len(listed),
        "different": len(place),
        "too early": ", ".join(early[:3]) or "none",
        "last": names.get(id(listed[-1]), "a node without a name") if listed else "nothing",
    }


def _built(
    make: Callable[[float], Any], inputs: Mapping[str, float], lines: Sequence[str], times: int
) -> dict[str, Any]:
    return run(lines, {name: make(number) for name, number in inputs.items()}, times)


def _below(node: Any) -> list[Any]:
    """Return every object below a node, each once; the node itself is not among them."""
    seen: dict[int, Any] = {}
    todo = list(node.children)
    while todo and len(seen) < MOST_NODES:
        item = todo.pop()
        if id(item) not in seen:
            seen[id(item)] = item
            todo.extend(item.children)
    return list(seen.values())


def _class_beside(function: Callable[..., Any]) -> Callable[[float], Any]:
    names = getattr(function, "__globals__", None) or vars(sys.modules[function.__module__])
    if "Value" not in names:
        message = "Value is not defined: the order is tried on nodes of your own class"
        raise NameError(message)
    made: Callable[[float], Any] = names["Value"]
    return made
