"""Trace calls in every kind of worker."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.calls import call, drive, traced
from autograder.tracing.wire import read_graph
from autograder.worker.protocol import Limits

SOURCE = """
import numpy as np
import matplotlib.pyplot as plt
SHIFT = undefined_name
def sigmoid(z):
    plt.plot(z)
    print("looking at", z)
    return 1 / (1 + np.exp(-np.asarray(z, dtype=float)))
def step(theta, grad, state, lr=0.1):
    u = 0.9 * state["u"] + grad
    return theta - lr * u, {"u": u, "t": state["t"] + 1}
def endless(z):
    while True:
        pass
def loop(z):
    while abs(z) > 1e-9:
        z = z / 2
    return z
def strange(z):
    import decimal
    return float(decimal.Decimal(z))
def raises(z):
    return z + {}
def stub(z):
    raise NotImplementedError("stub")
number = 3
"""


def test_a_trace_call_gives_a_graph_and_plain_calls_are_as_before(run):
    asked = call("sigmoid", np.array([0.5, -1.0]))
    reply = run(SOURCE, asked, traced({"0": "z"}, asked), asked)

    own = reply.outcomes[0].result()
    graph = read_graph(reply.outcomes[1].value)

    assert graph.inputs == ("z[0]", "z[1]")
    assert graph.evaluate({"z": [0.5, -1.0]}) == pytest.approx(own, rel=1e-14)
    assert reply.outcomes[1].printed == ""
    assert np.array_equal(reply.outcomes[2].result(), own)
    assert [block.error_type for block in reply.blocks] == ["NameError"]
    assert reply.ended == "normally"


def test_a_trace_leaves_the_random_numbers_of_the_plain_world_as_they_are(run):
    source = """
import random
import numpy as np
np.random.rand()
def f(z):
    return z * np.random.rand() * random.random()
"""
    asked = call("f", 1.0)

    alone = run(source, asked, asked).outcomes
    beside = run(source, asked, traced({"0": "z"}, asked), asked).outcomes

    assert beside[2].result() == alone[1].result() != alone[0].result()


def test_a_submission_that_patches_its_builtins_is_traced_with_them(run):
    source = """
import builtins
builtins.abs = lambda x: x * x * x
def f(z):
    return abs(z)
"""
    asked = call("f", -2.0)

    own, formula = run(source, asked, traced({"0": "z"}, asked)).outcomes

    assert own.result() == -8.0
    assert read_graph(formula.value).evaluate({"z": -2.0}) == -8.0


def test_entries_of_a_state_and_keywords_can_be_inputs(run):
    asked = call("step", np.array([1.0]), np.array([2.0]), {"u": np.array([3.0]), "t": 4}, lr=0.5)
    places = {"0": "theta", "1": "grad", "2.u": "u", "lr": "lr"}
    reply = run(SOURCE, traced(places, asked))

    theta, state = read_graph(reply.outcomes[0].value).evaluate(
        {"theta": [1.0], "grad": [2.0], "u": [3.0], "lr": 0.5}
    )

    assert theta == pytest.approx([1 - 0.5 * 4.7])
    assert state["t"] == 5


def test_a_driver_can_make_the_call(basic):
    runs = drive(
        "optimizer", "step", np.ones(2), np.ones((2, 2)), [{"lr": 0.1}] * 2, {"u": np.zeros(2), "t": 0}
    )
    reply = basic(SOURCE, traced({"0": "theta", "1": "grads", "3.u": "u"}, runs), runs)

    point = {"theta": np.ones(2), "grads": np.ones((2, 2)), "u": np.zeros(2)}
    path = read_graph(reply.outcomes[0].value).evaluate(point)["path"]
    own = reply.outcomes[1].result()["path"]

    assert path[1][0] == pytest.approx(own[1][0])
    assert path[1][1]["u"] == pytest.approx(own[1][1]["u"])


def test_what_cannot_be_traced_says_why(basic):
    names = ["loop", "endless", "raises", "stub", "number", "nowhere", "strange"]
    reply = basic(
        SOURCE, *(traced({"0": "z"}, call(name, 0.5)) for name in names), limits=Limits(call_seconds=2.0)
    )

    statuses = [outcome.status for outcome in reply.outcomes]

    assert statuses == ["refused", "refused", "raised", "not_started", "raised", "missing", "refused"]
    assert reply.outcomes[0].error.type == "Untraceable"
    assert "as long as the data says" in reply.outcomes[0].error.message
    assert "too long" in reply.outcomes[1].error.message
    assert reply.outcomes[2].error.type == "TypeError"
    assert "conversion from Tracer to Decimal" in reply.outcomes[6].error.message
    assert reply.outcomes[4].error.message == "number must be a function, it is int"
    assert reply.ended == "normally"


def test_cells_that_take_too_long_to_run_twice_are_left(basic):
    source = "import time\ntime.sleep(0.6)\ntime.sleep(0.6)\ntime.sleep(0.6)\ndef f(z):\n    return z\n"
    asked = call("f", 0.5)
    limits = Limits(call_seconds=2.0, load_seconds=5.0)
    reply = basic(source, traced({"0": "z"}, asked), asked, limits=limits)

    assert [outcome.status for outcome in reply.outcomes] == ["returned", "returned"]
    assert 0.5 < reply.outcomes[0].seconds < 1.2


def test_a_function_that_is_not_there_a_second_time_says_so(basic):
    source = "import time\nif time.sleep(0.6) is None:\n    def f(z):\n        return z\n"
    reply = basic(source, traced({"0": "z"}, call("f", 0.5)), limits=Limits(call_seconds=2.0))

    assert reply.outcomes[0].error.message == "stands in code that cannot be run a second time"
