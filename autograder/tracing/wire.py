"""A graph as plain data, and back. What is read may be hostile: the reader checks everything it uses.

    {"dict": [["trace", 1], ["nodes", [["input", "z"], ["neg", 0], ["exp", 1]]], ["result", 2]]}

In the result a number is a node, `["array", [2, 3], [nodes]]` an array, `["tuple", [...]]`, `["list", [...]]`
and `["dict", [[key, ...], ...]]` are themselves, and `["plain", "text"]` is no number.
"""

from __future__ import annotations

import math
from typing import Any

from autograder.plain import PlainError, Tree, from_tree, to_tree
from autograder.tracing.graph import ARITY, Array, Graph, Node, Plain, Result

VERSION = 1
MAX_NODES = 20_000
MAX_DEPTH = 2_000
MAX_ENTRIES = 5_000
MAX_NESTING = 20
MAX_NAME = 80
MAX_BITS = 4_096


class GraphError(ValueError):
    """A tree that is no graph; says which rule it breaks."""


def write_graph(graph: Graph) -> Tree:
    """Return a graph as a tree of plain data."""
    nodes = [list(node) for node in graph.nodes]
    return to_tree({"trace": VERSION, "nodes": nodes, "result": _written(graph.result)})


def read_graph(tree: Tree) -> Graph:
    """Return the graph in a tree that may be hostile; raises `GraphError`."""
    try:
        data = from_tree(tree)
    except (PlainError, RecursionError, ValueError, TypeError, AttributeError, KeyError) as problem:
        message = f"a graph must be plain data: {str(problem)[:200]}"
        raise GraphError(message) from None
    return graph_of(data)


def graph_of(data: Any) -> Graph:
    """Return the graph in a value that `from_tree` gave; raises `GraphError`."""
    if type(data) is not dict or set(data) != {"trace", "nodes", "result"} or data["trace"] != VERSION:
        raise GraphError(f"a graph must have its nodes and a result, in version {VERSION}")
    return _Reader().graph(data)


class _Reader:
    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.entries = 0

    def graph(self, data: dict[str, Any]) -> Graph:
        listed = data["nodes"]
        _demand(
            type(listed) is list and len(listed) <= MAX_NODES,
            f"a graph has at most {MAX_NODES} nodes, in a list",
        )
        depths: list[int] = []
        for item in listed:
            self.nodes.append(self.node(item))
            arguments = self.nodes[-1][1:] if self.nodes[-1][0] in ARITY else ()
            depths.append(1 + max((depths[place] for place in arguments), default=0))
            _demand(depths[-1] <= MAX_DEPTH, f"a graph is at most {MAX_DEPTH} nodes deep")
        return Graph(tuple(self.nodes), self.result(data["result"], 0))

    def node(self, item: Any) -> Node:
        _demand(
            type(item) is list and bool(item) and type(item[0]) is str,
            "a node is a list that begins with a name",
        )
        kind, arguments = item[0], item[1:]
        if kind in ARITY:
            _demand(len(arguments) == ARITY[kind], f"{kind} has {ARITY[kind]} arguments")
            return (kind, *(self.place(place) for place in arguments))
        if kind == "undefined":
            _demand(not arguments, "undefined has no arguments")
            return ("undefined",)
        _demand(kind in ("input", "int", "float"), f"{kind[:20]!r} is no operation")
        _demand(len(arguments) == 1, f"{kind} has one value")
        return (kind, _LEAF[kind](arguments[0]))

    def place(self, place: Any) -> int:
        _demand(type(place) is int and 0 <= place < len(self.nodes), "a node's arguments stand before it")
        return int(place)

    def result(self, item: Any, depth: int) -> Result:
        self.entries += 1
        _demand(
            depth <= MAX_NESTING and self.entries <= MAX_ENTRIES, "a result is too large or nested too deeply"
        )
        if type(item) is int:
            return self.place(item)
        _demand(
            type(item) is list and len(item) >= 2 and type(item[0]) is str,
            "a result is a node or a marked list",
        )
        kind, rest = item[0], item[1:]
        if kind == "array":
            return self.array(rest)
        _demand(len(rest) == 1, "a marked list has one value")
        if kind == "plain":
            _demand(
                rest[0] is None or (type(rest[0]) is str and len(rest[0]) <= 200),
                "a plain value is a short text",
            )
            return Plain(rest[0])
        _demand(
            kind in ("tuple", "list", "dict") and type(rest[0]) is list,
            "a result holds numbers, arrays and texts",
        )
        if kind == "dict":
            return self.mapping(rest[0], depth)
        parts = [self.result(part, depth + 1) for part in rest[0]]
        return tuple(parts) if kind == "tuple" else parts

    def array(self, rest: list[Any]) -> Array:
        _demand(
            len(rest) == 2 and all(type(part) is list for part in rest), "an array has a shape and entries"
        )
        shape, entries = rest
        _demand(
            len(shape) <= 32 and all(type(length) is int and 0 <= length <= MAX_ENTRIES for length in shape),
            "an array's shape has at most 32 lengths",
        )
        self.entries += len(entries)
        _demand(self.entries <= MAX_ENTRIES, "a result is too large")
        _demand(math.prod(shape) == len(entries), "an array has as many entries as its shape says")
        return Array(tuple(shape), tuple(self.place(place) for place in entries))

    def mapping(self, pairs: list[Any], depth: int) -> dict[Any, Result]:
        found: dict[Any, Result] = {}
        for pair in pairs:
            _demand(
                type(pair) is list and len(pair) == 2 and type(pair[0]) in (str, int),
                "a dict has texts as keys",
            )
            _demand(
                len(str(pair[0])[: MAX_NAME + 1]) <= MAX_NAME and pair[0] not in found,
                "a dict's keys are short",
            )
            found[pair[0]] = self.result(pair[1], depth + 1)
        return found


def _name(value: Any) -> str:
    _demand(
        type(value) is str and 0 < len(value) <= MAX_NAME and value.isprintable(), "an input has a short name"
    )
    return str(value)


def _whole(value: Any) -> int:
    _demand(
        type(value) is int and value.bit_length() <= MAX_BITS, f"a whole number has at most {MAX_BITS} bits"
    )
    return int(value)


def _float(value: Any) -> float:
    _demand(type(value) is float and not math.isnan(value), "a float is a number")
    return float(value)


_LEAF = {"input": _name, "int": _whole, "float": _float}


def _demand(holds: bool, rule: str) -> None:  # noqa: FBT001
    if not holds:
        raise GraphError(rule)


def _written(result: Result) -> Any:
    if isinstance(result, int):
        return result
    if isinstance(result, Array):
        return ["array", list(result.shape), list(result.entries)]
    if isinstance(result, Plain):
        return ["plain", result.value]
    if isinstance(result, dict):
        return ["dict", [[key, _written(item)] for key, item in result.items()]]
    return ["tuple" if isinstance(result, tuple) else "list", [_written(item) for item in result]]
