"""Small graphs and networks whose gradients are worked out by hand, and programs of arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from autograder.losses.activations import relu, sigmoid
from autograder.losses.registry import loss
from autograder.programs import Plain, run


@loss
def small_graph(a: Any, b: Any, c: Any) -> float:
    """3(ab + c)."""
    return 3.0 * float(a * b + c)


@loss
def loss_2_3_1(x: Any, y: Any, W1: Any, b1: Any, W2: Any, b2: Any) -> float:
    """Half the squared error of two inputs, three relu units and one linear output."""
    output = relu(x @ W1 + b1) @ W2 + b2
    return float((output[0] - y) ** 2) / 2


@loss
def loss_2_2_2(x: Any, y: Any, T1: Any, T2: Any) -> float:
    """Half the squared error, summed over the outputs; sigmoids, no biases, rows of T lead into a unit."""
    return float(np.sum((sigmoid(T2 @ sigmoid(T1 @ x)) - y) ** 2)) / 2


@loss
def half_squared_error_of(result: Any, y: Any) -> float:
    """Half the squared error of an output."""
    return float(np.asarray(result - y).item() ** 2) / 2


@loss
def half_squared_error_of_outputs(result: Any, y: Any) -> float:
    """Half the squared error, summed over the outputs: the second part of what the forward pass returned."""
    return float(np.sum((np.asarray(result[1]) - y) ** 2)) / 2


@loss
def last_of_three(result: Any) -> float:
    """Return the end of a graph whose forward pass returned (u, z, J)."""
    return float(result[2])


@loss
def program_value(x: Any, names: Sequence[str], lines: Sequence[str]) -> float:
    """Return what the last line of a program gives; `names` are its inputs and `x` their numbers."""
    inputs = {name: Plain(number) for name, number in zip(names, x, strict=True)}
    found: float = run(lines, inputs)[lines[-1].partition("=")[0].strip()].number
    return found
