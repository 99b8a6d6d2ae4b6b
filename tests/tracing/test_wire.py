"""Graphs on the wire: what is written is read back; what is hostile is an error."""

from __future__ import annotations

import copy
import math
import os

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.plain import to_tree
from autograder.tracing.graph import ARITY, Array, Graph, Plain
from autograder.tracing.wire import GraphError, graph_of, read_graph, write_graph
from tests.tracing.desk import trace

# More of them make it a fuzzer: EXAMPLES=100000 pytest tests/tracing/test_wire.py
EXAMPLES = int(os.environ.get("EXAMPLES", "300"))

GRAPH = Graph(
    nodes=(
        ("input", "z"),
        ("int", -(2**70)),
        ("float", 1 / math.sqrt(2)),
        ("float", math.inf),
        ("undefined",),
        ("mul", 2, 0),
        ("lt", 0, 2),
        ("where", 6, 5, 4),
    ),
    result=({"m": Array((2, 1), (5, 7)), "t": 1}, [Plain(None), Plain("text")], Array((0,), ())),
)


def data(**changes):
    return {"trace": 1, "nodes": [["input", "z"], ["exp", 0]], "result": 1, **changes}


def test_a_graph_survives_the_wire_to_the_bit():
    encoded = msgspec.msgpack.encode(write_graph(GRAPH))

    assert read_graph(msgspec.msgpack.decode(encoded)) == GRAPH
    assert read_graph(msgspec.json.decode(msgspec.json.encode(write_graph(GRAPH)))) == GRAPH


def test_entries_name_every_number_of_a_result():
    assert list(GRAPH.entries()) == [("[0]['m'][0,0]", 5), ("[0]['m'][1,0]", 7), ("[0]['t']", 1)]


HOSTILE = {
    "nothing": None,
    "a list": [],
    "another version": data(trace=2),
    "a missing part": {"trace": 1, "nodes": []},
    "an extra part": data(extra=1),
    "nodes that are no list": data(nodes={"a": 1}),
    "too many nodes": data(nodes=[["undefined"]] * 20_001, result=0),
    "too deep": data(nodes=[["input", "z"], *(["neg", place] for place in range(2_500))]),
    "an unknown operation": data(nodes=[["system", "rm"]]),
    "an attribute": data(nodes=[["__class__", 0]]),
    "a node that is no list": data(nodes=["input"]),
    "an empty node": data(nodes=[[]]),
    "a node without a name": data(nodes=[[1, 2]]),
    "a cycle": data(nodes=[["input", "z"], ["exp", 1]]),
    "a later node": data(nodes=[["exp", 1], ["input", "z"]], result=0),
    "a negative index": data(nodes=[["input", "z"], ["exp", -1]]),
    "a fractional index": data(nodes=[["input", "z"], ["exp", 0.0]]),
    "a truth value as index": data(nodes=[["input", "z"], ["exp", False]]),
    "too few arguments": data(nodes=[["input", "z"], ["add", 0]]),
    "too many arguments": data(nodes=[["input", "z"], ["exp", 0, 0]]),
    "NaN": data(nodes=[["float", math.nan]], result=0),
    "a whole number as float": data(nodes=[["float", 1]], result=0),
    "a truth value as int": data(nodes=[["int", True]], result=0),
    "a huge number": data(nodes=[["int", 2**5000]], result=0),
    "a long name": data(nodes=[["input", "z" * 100]], result=0),
    "an empty name": data(nodes=[["input", ""]], result=0),
    "a name with a line break": data(nodes=[["input", "z\n"]], result=0),
    "a name that is no text": data(nodes=[["input", 7]], result=0),
    "undefined with a value": data(nodes=[["undefined", 1]], result=0),
    "a result out of range": data(result=2),
    "a result that is a truth value": data(result=True),
    "an unknown mark": data(result=["set", [1]]),
    "an array with a hole": data(result=["array", [3], [1, 1]]),
    "an array with a negative length": data(result=["array", [-1, -1], [1]]),
    "a huge array": data(result=["array", [5_001], [1] * 5_001]),
    "an empty array of huge shape": data(result=["array", [0, 10**9], []]),
    "a deep result": data(result=[]),
    "a long text": data(result=["plain", "x" * 1000]),
    "a number as text": data(result=["plain", 3.0]),
    "a dict with a list as key": data(result=["dict", [[[1], 1]]]),
    "a dict with a key twice": data(result=["dict", [["a", 1], ["a", 0]]]),
    "an array for nodes": data(nodes=np.zeros(3)),
}


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
def test_hostile_graphs_are_errors(hostile):
    with pytest.raises(GraphError):
        graph_of(hostile)


def test_a_result_nested_too_deeply_is_an_error():
    nested = 1
    for _ in range(30):
        nested = ["list", [nested]]

    with pytest.raises(GraphError, match="deeply"):
        graph_of(data(result=nested))


@pytest.mark.parametrize(
    "tree", [{"dict": 5}, {"float": "x"}, {"bytes": b"", "shape": [9]}, object(), {1: 2}, {}]
)
def test_trees_that_are_no_plain_data_are_errors(tree):
    with pytest.raises(GraphError):
        read_graph(tree)


LEAVES = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from([*ARITY])
)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=30,
)


def usable(graph):
    """A graph that was read can be used: evaluated, walked, and written again."""
    point = dict.fromkeys(graph.inputs, 0.5)
    graph.evaluate(point)
    list(graph.entries())
    assert read_graph(write_graph(graph)) == graph


@settings(max_examples=EXAMPLES, deadline=None)
@given(TREES, TREES)
def test_any_tree_is_read_or_refused(nodes, result):
    for tree in (
        nodes,
        to_tree(data(result=1))["dict"],
        {"dict": [["trace", 1], ["nodes", nodes], ["result", result]]},
    ):
        try:
            graph = read_graph(tree)
        except GraphError:
            continue
        usable(graph)


SOURCE = """
import numpy as np
def f(X, w):
    e = np.exp(X - X.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    return {"p": p, "w": (np.where(w > 0, w, 0.1), "text", 3)}
"""
REAL = write_graph(trace(SOURCE, (np.ones((2, 2)), np.ones(2)), {"0": "X", "1": "w"}))


@st.composite
def mutated(draw):
    tree = copy.deepcopy(REAL)
    for _ in range(draw(st.integers(1, 3))):
        spots = [
            (part, key)
            for part in walk(tree)
            for key in (range(len(part)) if isinstance(part, list) else part)
        ]
        part, key = draw(st.sampled_from(spots))
        parts = st.sampled_from([item for item in walk(REAL) if item is not REAL]).map(copy.deepcopy)
        part[key] = draw(LEAVES | st.integers(-3, 30) | parts)
    return tree


def walk(tree):
    if isinstance(tree, (list, dict)):
        yield tree
        for item in tree.values() if isinstance(tree, dict) else tree:
            yield from walk(item)


@settings(max_examples=EXAMPLES, deadline=None)
@given(mutated())
def test_damaged_graphs_are_read_or_refused(tree):
    try:
        graph = read_graph(tree)
    except GraphError:
        return
    usable(graph)
