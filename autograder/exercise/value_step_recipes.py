"""Checks of a class of numbers that differentiate themselves, step by step."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.calls import Call, drive
from autograder.checks import Check, FiniteDifference, Golden
from autograder.exercise.recipes import Checks

Inputs = dict[str, float]


def value_checks() -> Checks:
    """Return the checks of `Value`: numbers, graph, slopes, reuse, order, repetition, depth, time."""
    return {"checks": [*_numbers(), _graph(), *_slopes(), *_large()], "hidden": _hidden()}


def order_of(inputs: Inputs, lines: list[str], **options: Any) -> Call:
    """Ask for the order of the graph of a program."""
    return drive("value_order", "topological_order", inputs, lines, **options)


def _ask(driver: str, inputs: Inputs, lines: list[str], **options: Any) -> Call:
    return drive(driver, "Value", inputs, lines, **options)


def _numbers() -> list[Check]:
    two = {"a": 2.0, "b": -3.0}
    return [
        Golden(
            label="numbers: sums and products of two Values",
            at=(_ask("value_data", two, ["u = a + b", "v = a * b", "w = u * v + a"]),),
        ),
        Golden(
            label="numbers: minus, quotients, powers, plain numbers on either side",
            at=(
                _ask("value_data", two, ["n = -a", "d = a - b", "q = a / b", "p = b ** 3", "r = a ** -0.5"]),
                _ask("value_data", two, ["u = a + 1", "v = 1 + a", "w = a - 5", "x = 5 - a"]),
                _ask("value_data", two, ["u = b * 4", "v = 4 * b", "w = b / 2", "x = 2 / b"]),
            ),
        ),
        Golden(
            label="numbers: exp, log, tanh, relu",
            at=(
                _ask(
                    "value_data",
                    {"a": 0.5, "b": -1.25},
                    ["u = a.exp()", "v = a.log()", "w = b.tanh()", "x = b.relu()", "y = a.relu()"],
                ),
            ),
        ),
        Golden(
            label="tanh of large numbers",
            at=(_ask("value_data", {"a": 1000.0, "b": -1000.0}, ["u = a.tanh()", "v = b.tanh()"]),),
        ),
    ]


def _graph() -> Check:
    lines = ["u = a * b", "z = u + c", "J = z * a"]
    return Golden(
        label="graph: children, in a tuple; no slope before backward()",
        at=(_ask("value_graph", {"a": 5.0, "b": 4.0, "c": 2.0}, lines),),
    )


def _slopes() -> list[Check]:
    each = ["u = a - b", "v = c / d", "w = p ** 3", "x = q.exp()", "y = r.log()", "t = s.tanh()"]
    each += ["m = f.relu()", "o = g.relu()", "n = -k", "J = u * v + w * x + y * t + m * n + o"]
    letters = {"a": 1.5, "b": -0.5, "c": 0.75, "d": -1.25, "p": -1.5, "q": 0.25, "r": 2.5, "s": 0.4}
    letters |= {"f": 1.75, "g": -0.7, "k": 0.6}
    short_and_long = ["u = a * b", "v = u.tanh()", "w = v * v", "x = w + a", "J = x + u"]
    return [
        Golden(
            label="slopes: J = 3(ab + c), as by hand",
            at=(
                _ask(
                    "value_gradients",
                    {"a": 5.0, "b": 4.0, "c": 2.0},
                    ["u = a * b", "z = u + c", "J = 3 * z"],
                ),
            ),
        ),
        Golden(
            label="slopes: every operation",
            weight=2,
            at=(
                _ask("value_gradients", letters, each),
                _ask(
                    "value_gradients",
                    {"a": 5e-7, "b": -5e-7, "c": 2.0},
                    ["u = a.relu()", "v = b.relu()", "J = u * c + v * c"],
                ),
            ),
        ),
        Golden(
            label="slopes: a node that is used twice",
            at=(
                _ask("value_gradients", {"a": 3.0}, ["J = a + a"]),
                _ask("value_gradients", {"a": 3.0}, ["J = a * a"]),
                _ask("value_gradients", {"a": 3.0, "b": -2.0}, ["u = a * b", "J = u * u + u * a"]),
            ),
        ),
        Golden(
            label="slopes: short and long ways to the same node",
            at=(
                _ask("value_gradients", {"a": 0.5, "b": -1.5}, short_and_long),
                _ask(
                    "value_gradients",
                    {"a": 0.5, "b": -1.5},
                    ["u = a * b", "v = u + a", "w = u * v", "J = v * w + w"],
                ),
            ),
        ),
        Golden(
            label="slopes: the same when backward() is called twice",
            at=(
                _ask(
                    "value_gradients",
                    {"a": 1.5, "b": -2.5},
                    ["u = a * b", "v = u + a", "J = u * v"],
                    calls=("J", "J"),
                ),
            ),
        ),
    ]


def _large() -> list[Check]:
    return [
        Golden(
            label="500 nodes deep",
            at=(_ask("value_gradients", {"x": 1.0, "a": 0.25}, ["x = x + a"], times=500),),
        ),
        Golden(
            label="a chain of 30 doubled nodes takes no time",
            at=(_ask("value_gradients", {"x": 1.0}, ["x = x + x"], times=30),),
        ),
    ]


def _hidden() -> list[Check]:
    either_side = ["u = a + 2", "v = 2 + a", "w = a - 2", "x = 2 - a", "y = a * 2", "z = 2 * a", "q = a / 2"]
    either_side += ["r = 2 / a", "J = u * v - w * x + y * z / q + r"]
    return [
        FiniteDifference(
            label="slopes of other formulas", weight=4, of="program_value", wrt=("x",), at=_formulas()
        ),
        Golden(
            label="slopes: plain numbers on either side, whole ones, powers of 0",
            weight=2,
            at=(
                _ask("value_gradients", {"a": 1.25}, either_side),
                _ask("value_gradients", {"a": 3, "b": -2}, ["u = a / b", "v = b ** 2", "J = u * v - a"]),
                _ask("value_gradients", {"a": 0.0, "b": 2.0}, ["u = a ** 2", "v = a ** 1", "J = u + v * b"]),
            ),
        ),
        Golden(
            label="slopes: backward() on one result, then on another",
            at=(
                _ask(
                    "value_gradients",
                    {"a": 0.75, "b": 1.5},
                    ["u = a * b", "J = u * u", "K = u - a * J"],
                    calls=("J", "K"),
                ),
                _ask(
                    "value_gradients",
                    {"a": 0.75, "b": 1.5},
                    ["u = a * b", "v = u.exp()", "K = v * u + v"],
                    calls=("v", "K", "K"),
                ),
            ),
        ),
        Golden(
            label="other deep graphs and chains",
            at=(
                _ask("value_gradients", {"x": 0.5, "a": 0.999}, ["x = x * a"], times=500),
                _ask("value_gradients", {"x": 1.0}, ["y = x * 0.5", "x = y + y"], times=40),
            ),
        ),
        Golden(
            label="graph: of what every result was made",
            at=(
                _ask(
                    "value_graph",
                    {"a": 0.5, "b": 1.5, "c": 2.0},
                    ["u = a / b", "v = u.tanh() - c", "w = v ** 2", "x = (2 - w).exp()", "y = b.log() * a"],
                ),
            ),
        ),
        Golden(
            label="numbers of other formulas",
            at=(
                _ask(
                    "value_data",
                    {"a": -1.5, "b": 0.75},
                    ["u = (a - b) / (b + 2)", "v = (a * b).tanh() ** 2", "w = (1 - v).log()", "x = -w / 3"],
                ),
            ),
        ),
    ]


def _formulas() -> tuple[Call, ...]:
    programs: list[tuple[Inputs, list[str]]] = [
        (
            {"x": 0.7, "w": -1.3, "b": 0.4, "y": 1.0},
            ["z = w * x + b", "p = 1 / (1 + (-z).exp())", "J = -(y * p.log() + (1 - y) * (1 - p).log())"],
        ),
        (
            {"a": 1.1, "b": -0.6, "c": 0.8},
            [
                "u = (a * b + c).tanh()",
                "v = (u * a - b).relu() ** 2",
                "w = v / (u + 3)",
                "J = w * u + v - w / a",
            ],
        ),
        (
            {"p": 0.3, "q": 1.7, "r": -0.9},
            ["s = (p / q).exp()", "t = s - r * s", "u = t.log() + s ** 0.5", "J = u * t - (u - r) ** 3 / q"],
        ),
        (
            {"a": -0.4, "b": 0.9},
            [
                "u = a - b",
                "v = u - a * b",
                "w = v - u",
                "x = w * v - u / (w * w + 1)",
                "J = x - w + b - x * a",
            ],
        ),
    ]
    return tuple(
        drive("value_gradient", "Value", np.array(list(inputs.values())), list(inputs), lines)
        for inputs, lines in programs
    )
