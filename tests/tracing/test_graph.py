"""Graphs by hand: evaluation, and what the recorder settles at once."""

from __future__ import annotations

import math

import numpy as np
import pytest

from autograder.tracing.folding import record
from autograder.tracing.graph import ARITY, EVALUATE, Array, Graph
from autograder.tracing.recorder import Recorder, Untraceable
from tests.tracing.desk import trace


def value(kind, *numbers):
    nodes = tuple(("float", float(number)) for number in numbers)
    return Graph((*nodes, (kind, *range(len(numbers)))), len(numbers)).evaluate({})


def test_every_operation_of_the_table_is_evaluated():
    assert set(EVALUATE) == set(ARITY)


@pytest.mark.parametrize(
    ("kind", "numbers", "expected"),
    [
        ("mod", (-7, 3), 2.0),
        ("pow", (-8, 1 / 3), math.nan),
        ("div", (1, 0), math.inf),
        ("cbrt", (-8,), -2.0),
        ("rint", (2.5,), 2.0),
        ("logaddexp", (1000, 1000), 1000 + math.log(2)),
        ("erf", (0.5,), math.erf(0.5)),
        ("erfc", (0.5,), math.erfc(0.5)),
        ("le", (1, 1), 1.0),
        ("lt", (1, 1), 0.0),
        ("and", (2, 0), 0.0),
        ("not", (0.5,), 0.0),
        ("isinf", (math.inf,), 1.0),
        ("where", (1, 2, 3), 2.0),
        ("where", (0, 2, 3), 3.0),
    ],
)
def test_evaluation(kind, numbers, expected):
    assert value(kind, *numbers) == pytest.approx(expected, nan_ok=True)


def test_whole_numbers_beyond_float64_and_undefined_places_evaluate():
    assert Graph((("int", 10**400),), 0).evaluate({}) == math.inf
    assert math.isnan(Graph((("undefined",),), 0).evaluate({}))


def test_inputs_come_as_numbers_or_as_arrays():
    graph = Graph((("input", "X[0,1]"), ("input", "b"), ("add", 0, 1)), Array((1,), (2,)))

    assert graph.inputs == ("X[0,1]", "b")
    assert graph.evaluate({"X": np.array([[1.0, 2.0]]), "b": 3}) == pytest.approx([5.0])
    assert graph.evaluate({"X[0,1]": 2.0, "b": 3}) == pytest.approx([5.0])
    with pytest.raises(KeyError):
        graph.evaluate({"X": np.array([[1.0, 2.0]])})


def test_a_node_is_stored_once_and_signs_of_zero_are_kept_apart():
    recorder = Recorder()
    x = recorder.node("input", "x")

    assert record(recorder, "mul", (x, x)) == record(recorder, "mul", (x, x))
    assert recorder.constant(0.0) != recorder.constant(-0.0)
    assert recorder.constant(1) != recorder.constant(1.0)


SETTLED = {
    "0 + z": "z",
    "z - 0.0": "z",
    "1 * z": "z",
    "z / 1": "z",
    "z ** 1": "z",
    "max(z, z)": "z",
    "max(z, -math.inf)": "z",
    "1.0 if abs(z) >= 0 else 2.0": 1.0,
    "1.0 if np.exp(z) > -1 else 2.0": 1.0,
    "1.0 if z < math.inf else 2.0": 1.0,
    "1.0 if z * z + 0.5 < 0 else 2.0": 2.0,
    "1.0 if np.isfinite(z) else 2.0": 1.0,
    "1.0 if z == z else 2.0": 1.0,
    "1.0 if abs(z) + 10**400 >= 0 else 2.0": 1.0,
}


@pytest.mark.parametrize(("expression", "expected"), SETTLED.items())
def test_what_cannot_be_otherwise_is_settled_at_once(expression, expected):
    graph = trace(f"import math\nimport numpy as np\ndef f(z):\n    return {expression}", (0.5,), {"0": "z"})

    assert graph.nodes == ((("input", "z"),) if expected == "z" else (("float", expected),))


def test_zero_times_a_number_stays():
    graph = trace("def f(z):\n    return 0 * z", (0.5,), {"0": "z"})

    assert math.isnan(graph.evaluate({"z": math.inf}))


def test_a_graph_has_an_end():
    with pytest.raises(Untraceable, match="more than 20000 steps"):
        trace(
            "def f(z):\n    for k in range(30000):\n        z = z + k * z\n    return z", (0.5,), {"0": "z"}
        )


def test_a_product_in_a_loop_does_not_grow_with_its_paths():
    graph = trace("def f(z):\n    for _ in range(50):\n        z = z * z\n    return z", (0.5,), {"0": "z"})

    assert len(graph.nodes) == 51
