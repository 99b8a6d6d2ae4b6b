"""Checks of a gradient of the 2-2-2 sigmoid network."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from autograder.calls import Call, call, traced
from autograder.checks import Check, FiniteDifference, Formula, Golden, Purity, Shape
from autograder.checks.golden import golden
from autograder.exercise.recipes import Checks, draw
from autograder.plain import Laid

X, Y = np.array([0.1, 0.3]), np.array([1, 0])
T1, T2 = np.array([[0.1, 0.2], [0.3, 0.4]]), np.array([[0.5, 0.6], [0.7, 0.8]])


def slide_example(name: str) -> Call:
    """Ask for `name(x, y, T1, T2)` of the worked example."""
    return call(name, X, Y, T1, T2)


def sigmoid_net_gradient(
    name: str, wrt: str, worked: Any, *, seed: int, extra: Sequence[Check] = ()
) -> Checks:
    """Return the checks of `name(x, y, T1, T2)`, the derivative with respect to `wrt`, "T1" or "T2"."""
    return {
        "checks": [
            Shape(label="an array of shape (2, 2)", at=(slide_example(name),)),
            golden(slide_example(name), worked, label="the worked example", rtol=1e-6),
            _is_derivative(wrt, 2, (_drawn(name, seed),)),
            Purity(
                label="leaves its arguments alone", first=_drawn(name, seed), between=_drawn(name, seed + 10)
            ),
        ],
        "hidden": [
            _is_derivative(wrt, 2, (_drawn(name, seed + 20), _drawn(name, seed + 30))),
            Golden(label="whole numbers, other layouts, exact labels", weight=2, at=_odd_ones(name, seed)),
            *extra,
        ],
    }


def sigmoid_net_formula(name: str) -> Formula:
    """Show the formula with entries named as on paper: t12 leads to hidden unit 1 from input 2."""
    names = {f"{part}[{i}]": f"{part}{i + 1}" for part in ("x", "y") for i in (0, 1)}
    for layer, letter in (("T1", "t"), ("T2", "w")):
        names |= {f"{layer}[{i},{j}]": f"{letter}{i + 1}{j + 1}" for i in (0, 1) for j in (0, 1)}
    inputs = {"0": "x", "1": "y", "2": "T1", "3": "T2"}
    parts = {f"[{i},{j}]": f"entry [{i}, {j}]" for i in (0, 1) for j in (0, 1)}
    asked = traced(inputs, call(name, X, Y * 1.0, T1, T2))
    return Formula(label="the formula", call=asked, names=names, parts=parts)


def _is_derivative(wrt: str, weight: int, at: tuple[Call, ...]) -> FiniteDifference:
    label = f"is the derivative of J with respect to {wrt}"
    return FiniteDifference(label=label, weight=weight, at=at, of="loss_2_2_2", wrt=(wrt,))


def _numbers(seed: int) -> list[np.ndarray]:
    """Return x, y, T1, T2, nothing symmetric in them; targets are any numbers between 0 and 1."""
    return [
        draw(seed, 2),
        draw(seed + 1, 2, low=0.05, high=0.95),
        draw(seed + 2, 2, 2, low=-1.5, high=1.5),
        draw(seed + 3, 2, 2, low=-1.5, high=1.5),
    ]


def _drawn(name: str, seed: int) -> Call:
    return call(name, *_numbers(seed))


def _odd_ones(name: str, seed: int) -> tuple[Call, ...]:
    whole = np.array([1, -2]), np.array([0, 1]), np.array([[1, 0], [-1, 2]]), np.array([[2, -1], [1, 3]])
    layouts = [
        call(name, *(Laid(part, how) for part in _numbers(seed + 40))) for how in ("F", "readonly", "strided")
    ]
    return (call(name, *whole), *layouts, call(name, X, np.array([0.25, 0.25]), T1, T2))
