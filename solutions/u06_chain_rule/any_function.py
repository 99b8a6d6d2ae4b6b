"""The slope of any function that is written with operators."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from autograder.calls import call
from autograder.checks import Golden, Shape
from autograder.checks.golden import golden
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.plain import named
from solutions.u06_chain_rule.value import Value

# %% [markdown]
# ## Differentiate anything
#
# A function that is written with `+ - * / **` does not care what it gets. Give it your Values in place of numbers, and
# it builds a graph while it runs, through loops and all; one `backward()` later every slope is there. No difference
# quotient, no formula on paper. One of the checks differentiates six steps of Newton's method for a square root.


@exercise(
    points=1,
    minutes=8,
    difficulty=2,
    core=False,
    source="S3-20",
    needs=("Value",),
    hints=(
        "Wrap, run, go back, collect.",
        "Make one Value for each number and keep the list: after backward() the slopes are in those very objects.",
        "A list of Values, the result of f for it, backward() on the result, then the grads of the list as an array.",
    ),
    checks=[
        Shape(
            label="an array with a slope for each number",
            at=(call("gradient_of", named("value_line"), [1.0, 2.0, 3.0]),),
        ),
        golden(
            call("gradient_of", named("value_line"), [1.0, 2.0, 3.0]),
            np.array([3.0, -2.0, 1.0]),
            label="a straight line",
        ),
        golden(
            call("gradient_of", named("value_valley"), [-1.2, 1.0]),
            np.array([-215.6, -88.0]),
            label="Rosenbrock's valley",
            weight=2,
        ),
    ],
    hidden=[
        Golden(
            label="other functions, and a loop",
            weight=3,
            at=(
                call("gradient_of", named("value_neuron"), [0.7, -1.3, 0.4]),
                call("gradient_of", named("value_ratio"), [0.5, 1.5, -2.0]),
                call("gradient_of", named("value_root"), [7.0]),
                call("gradient_of", named("value_valley"), [2, 3]),
                call("gradient_of", named("value_neuron"), [0.5, 0.5, 0.5]),
            ),
        ),
    ],
)
def gradient_of(f: Callable, x: list[float]) -> np.ndarray:
    r"""Gradient of a function of several numbers, by your own class `Value`.

    Args:
        f: a function of a list of Values, one for each number, that returns a Value. It uses operators and the methods
            of `Value` only.
        x: the point, a list of numbers.

    Returns:
        The slopes of `f` with respect to the entries of `x`, float64 of shape (len(x),).

    Example:
        >>> print(gradient_of(lambda v: v[0] * v[1] + v[0], [2.0, 5.0]))
        [6. 2.]
    """
    point = [Value(number) for number in x]
    f(point).backward()
    return np.array([value.grad for value in point])


@wrong(gradient_of, "the function itself")
def _(f, x):
    return np.array([f([Value(number) for number in x]).data])


@wrong(gradient_of, "looks at other objects than those that f got")
def _(f, x):
    f([Value(number) for number in x]).backward()
    return np.array([Value(number).grad for number in x])


@wrong(gradient_of, "goes back from each input")
def _(f, x):
    point = [Value(number) for number in x]
    f(point)
    for value in point:
        value.backward()
    return np.array([value.grad for value in point])


@wrong(gradient_of, "backward is not called")
def _(f, x):
    point = [Value(number) for number in x]
    f(point)
    return np.array([value.grad for value in point])


@wrong(gradient_of, "the values in place of the slopes")
def _(f, x):
    point = [Value(number) for number in x]
    f(point).backward()
    return np.array([value.data for value in point])


@wrong(gradient_of, "a forward difference")
def _(f, x):
    def at(numbers):
        return f([Value(number) for number in numbers]).data

    h = 1e-6
    return np.array([(at([*x[:i], x[i] + h, *x[i + 1 :]]) - at(x)) / h for i in range(len(x))])


@wrong(gradient_of, "equal numbers share one Value")
def _(f, x):
    made = {number: Value(number) for number in x}
    f([made[number] for number in x]).backward()
    return np.array([made[number].grad for number in x])


@wrong(gradient_of, "slope times number")
def _(f, x):
    point = [Value(number) for number in x]
    f(point).backward()
    return np.array([value.grad * value.data for value in point])


@wrong(gradient_of, "whole numbers only")
def _(f, x):
    point = [Value(int(number)) for number in x]
    f(point).backward()
    return np.array([value.grad for value in point])


@wrong(gradient_of, "a step downhill in place of the slope")
def _(f, x):
    point = [Value(number) for number in x]
    f(point).backward()
    return np.array([value.data - value.grad for value in point])


@accepted(gradient_of, "name by name")
def _(f, x):
    values = [Value(float(number)) for number in x]
    result = f(values)
    result.backward()
    slopes = np.zeros(len(x))
    for place, value in enumerate(values):
        slopes[place] = value.grad
    return slopes


@accepted(gradient_of, "one slope at a time, a new graph for each")
def _(f, x):
    def slope(place):
        point = list(map(Value, x))
        f(point).backward()
        return point[place].grad

    return np.array([slope(place) for place in range(len(x))])


@accepted(gradient_of, "from an object array")
def _(f, x):
    point = np.empty(len(x), dtype=object)
    for place, number in enumerate(x):
        point[place] = Value(number)
    f(list(point)).backward()
    return np.fromiter((value.grad for value in point), dtype=float)


@accepted(gradient_of, "mapped and unpacked")
def _(f, x):
    point = (*map(Value, x),)
    result = f([*point])
    result.backward()
    return np.asarray([float(v.grad) for v in point])
