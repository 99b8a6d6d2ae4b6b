"""Programs of arithmetic are data: they compute, and do nothing else."""

from __future__ import annotations

import math

import pytest

from autograder.calls import drive
from autograder.checks.wording import call_text
from autograder.programs import Plain, run, text


def value(expression, **inputs):
    return run([f"J = {expression}"], {name: Plain(number) for name, number in inputs.items()})["J"].number


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("a + b", 2.5),
        ("2 - a", 1.5),
        ("a - 2", -1.5),
        ("3*a*b", 3.0),
        ("1/a + a/b", 2.25),
        ("-b ** 3", -8.0),
        ("a.exp() + a.log()", math.exp(0.5) + math.log(0.5)),
        ("b.tanh()", math.tanh(2.0)),
        ("(a - b).relu() + b.relu()", 2.0),
        ("2 + a", 2.5),
        ("b / 4", 0.5),
    ],
)
def test_arithmetic_is_pythons(expression, expected):
    assert value(expression, a=0.5, b=2.0) == pytest.approx(expected, rel=1e-15)


def test_a_program_may_run_many_times():
    assert run(["x = x*x"], {"x": 2.0}, times=3)["x"] == 256.0


@pytest.mark.parametrize(
    "line",
    [
        "__import__('os')",
        "J = __import__('os')",
        "J = a.b",
        "J = [a]",
        "J = a if a else a",
        "J = a.exp(2)",
        "a, b = a",
    ],
)
def test_nothing_else_is_run(line):
    with pytest.raises(ValueError, match="a program has"):
        run([line], {"a": 1.0})


def test_a_program_is_shown_as_it_would_be_typed():
    assert text(["u = a*b"], {"a": 1.5, "b": -2.0}) == "a = Value(1.5); b = Value(-2); u = a*b"
    assert text(["x = x + x"], {"x": 1.0}, times=30) == "x = Value(1); (x = x + x) 30 times"


def test_the_call_of_a_driver_is_its_program():
    slopes = drive("value_gradients", "Value", {"a": 2.0}, ["J = a*a"], calls=("J", "J"))
    array = drive("value_gradient", "Value", [2.0], ["a"], ["J = a*a"])
    order = drive("value_order", "topological_order", {"a": 2.0}, ["J = a*a"])

    assert call_text(slopes) == "a = Value(2); J = a*a; J.backward(); J.backward()"
    assert call_text(array) == "a = Value(2); J = a*a; J.backward(); [a.grad]"
    assert call_text(order) == "a = Value(2); J = a*a; topological_order(J)"
