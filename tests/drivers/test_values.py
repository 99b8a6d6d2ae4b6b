"""Drivers build expressions with any class of numbers and report what it keeps."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.drivers import run_driver
from autograder.losses import LOSSES
from solutions.u06_chain_rule import node_order
from solutions.u06_chain_rule.node_order import topological_order
from solutions.u06_chain_rule.value import Value

INPUTS = {"a": 5.0, "b": 4.0, "c": 2.0}
LINES = ["u = a*b", "z = u + c", "J = 3*z"]


def test_numbers_and_slopes_go_by_name():
    data = run_driver("value_data", Value, (INPUTS, LINES), {})
    grads = run_driver("value_gradients", Value, (INPUTS, LINES), {})

    assert (data["u.data"], data["J.data"]) == (20.0, 66.0)
    assert grads == {"a.grad": 12, "b.grad": 15, "c.grad": 3, "u.grad": 3, "z.grad": 3, "J.grad": 1}


def test_a_graph_is_told_by_names_and_leaves_out_what_has_none():
    graph = run_driver("value_graph", Value, (INPUTS, LINES), {})

    assert graph["J is made from"] == "a b c u z"
    assert graph["a is made from"] == "nothing"
    assert (graph["type of u.children"], graph["u.grad"]) == ("tuple", 0.0)


def test_an_input_that_is_assigned_again_keeps_its_name():
    grads = run_driver("value_gradients", Value, ({"x": 1.0}, ["x = x + x"]), {"times": 5})

    assert grads == {"x.grad": 32.0}


def test_backward_is_called_on_each_result_in_turn():
    program = ({"a": 3.0}, ["J = a*a", "K = 5*a"])

    assert run_driver("value_gradients", Value, program, {"calls": ("J", "K")})["a.grad"] == 5.0


def test_slopes_as_an_array_are_those_of_the_trusted_program():
    numbers, names = np.array([0.5, -1.5]), ["a", "b"]
    lines = ["u = (a*b).tanh()", "J = u/a - b**2"]
    slopes = run_driver("value_gradient", Value, (numbers, names, lines), {})

    for place in range(2):
        h = np.eye(2)[place] * 1e-6
        program = LOSSES["program_value"]
        rise = program(numbers + h, names, lines) - program(numbers - h, names, lines)
        assert slopes[place] == pytest.approx(rise / 2e-6, rel=1e-7)


def test_an_order_is_described(monkeypatch):
    monkeypatch.setattr(node_order, "Value", Value, raising=False)
    told = run_driver("value_order", topological_order, (INPUTS, ["u = a*b", "J = u + c"]), {})

    assert told == {"type": "list", "count": 5, "different": 5, "too early": "none", "last": "J"}


def test_what_stands_too_early_is_named():
    names = {"Value": Value}
    exec("def backwards(v):\n    return [v, *v.children]", names)
    told = run_driver("value_order", names["backwards"], ({"a": 1.0}, ["J = a*a"]), {"only": True})

    assert (told["too early"], told["order"]) == ("J before a, J before a", "J a a")


def test_an_order_needs_a_class_beside_it():
    names = {}
    exec("def alone(v):\n    return [v]", names)

    with pytest.raises(NameError, match="Value is not defined"):
        run_driver("value_order", names["alone"], (INPUTS, LINES), {})
