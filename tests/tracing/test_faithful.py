"""A trace is believed only where it computes what the plain call returned."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.calls import call, traced
from autograder.tracing.faithful import faithful, point_of
from tests.tracing.desk import trace

ASKED = traced(
    {"0": "z", "1.m": "m", "lr": "lr"}, call("f", np.array([0.5, 2.0]), {"m": 3.0, "t": 1}, lr=0.1)
)
SOURCE = "def f(z, state, lr): return z * state['m'], {'lr': lr + 1, 'note': None}"
PLAIN = (np.array([1.5, 6.0]), {"lr": 1.1, "note": None})


@pytest.fixture(scope="module")
def graph():
    args, kwargs = ASKED.arguments()
    return trace(SOURCE, tuple(args), ASKED.trace.inputs, **kwargs)


def test_the_point_has_the_values_of_the_inputs_alone():
    point = point_of(ASKED)

    assert list(point) == ["z", "m", "lr"]
    assert point["z"].tolist() == [0.5, 2.0]
    assert (point["m"], point["lr"]) == (3.0, 0.1)


def test_the_plain_result_is_recognised(graph):
    assert faithful(graph, ASKED, PLAIN)


@pytest.mark.parametrize(
    "other",
    [
        (np.array([1.5, 6.0001]), {"lr": 1.1, "note": None}),
        (np.array([1.5, np.nan]), {"lr": 1.1, "note": None}),
        (np.array([1.5, 6.0]), {"note": None}),
        (np.array([1.5, 6.0]), {"lr": 1.1, "note": 0.0}),
        (np.array([1.5, 6.0]), {"lr": object(), "note": None}),
        None,
    ],
)
def test_another_result_is_not(graph, other):
    assert not faithful(graph, ASKED, other)


def test_not_a_number_agrees_with_itself():
    asked = traced({"0": "z"}, call("f", 0.0))
    graph = trace("def f(z): return (z - z) / z", (0.5,), {"0": "z"})

    assert faithful(graph, asked, float("nan"))
    assert not faithful(graph, asked, 0.0)
