"""Every solution of the function exercises of u03, u05 and u08: what traces, and that it is what the code computes."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from autograder.build.unit import load_unit
from autograder.tracing.recorder import Untraceable
from tests.conftest import ROOT
from tests.tracing.corpus import CASES, code_with, solutions, styles
from tests.tracing.desk import agree, plain_module, world_of

UNITS = ["u03_activations", "u05_one_neuron", "u08_optimizers"]
# What a right solution may do that cannot be followed, with the reason that it gets.
UNTRACED: dict[tuple[str, str], str] = {}

# Wrong in a way that raises at once where an array comes in: there is no formula.
RAISES = {
    ("sigmoid", "decides once for the whole array"),
    ("tanh", "for single numbers only"),
    ("relu", "decides once for the whole array"),
    ("swish", "a matrix product"),
    ("softmax", "forgets keepdims"),
    ("relu_regression", "if on an array"),
    ("forward", "math.exp takes no arrays"),
    ("logistic_loss", "if on an array of labels"),
    ("gradient_descent", "the slide's program"),
}


@cache
def unit_of(name):
    return load_unit(ROOT, name)


@cache
def found(unit_name):
    return solutions(unit_of(unit_name))


EXERCISES = [(unit, name) for unit in UNITS for name in unit_of(unit).declared if name in CASES]


def traced(unit_name, solution):
    """Trace a solution in all its cases; compare each trace with the solution's own floats at random points."""
    code = code_with(unit_of(unit_name), solution)
    world, module = world_of(code), plain_module(code)
    rng = np.random.default_rng(3)
    for case in CASES[solution.exercise]:
        graph = world.trace(solution.exercise, case.args, case.kwargs, case.inputs)
        for _ in range(4):
            args, kwargs, point = case.draw(rng)
            with np.errstate(all="ignore"):
                own = getattr(module, solution.exercise)(*args, **kwargs)
            assert agree(graph.evaluate(point), own), (solution.name, case)


def test_every_function_exercise_has_cases():
    declared = [item.id for unit in UNITS for item in unit_of(unit).exercises if item.kind == "function"]

    # a word, and random numbers, are no formulas
    assert sorted(declared) == sorted([*CASES, "gd_regime", "minibatches"])


def test_exercises_with_styles_have_at_least_eight():
    counts = {name: len(styles(name)) for name in CASES if styles(name)}

    assert len(counts) > 35
    assert {name: count for name, count in counts.items() if count < 8} == {}


@pytest.mark.parametrize(("unit", "exercise"), EXERCISES)
def test_right_solutions_trace_to_what_they_compute(unit, exercise):
    right = [item for item in found(unit) if item.exercise == exercise and item.verdict != "wrong"]

    for solution in right:
        reason = UNTRACED.get((exercise, solution.name))
        if reason is None:
            traced(unit, solution)
        else:
            with pytest.raises(Untraceable, match=reason):
                traced(unit, solution)


def test_at_least_97_percent_of_the_right_solutions_trace():
    right = [
        item for unit in UNITS for item in found(unit) if item.verdict != "wrong" and item.exercise in CASES
    ]

    assert len(UNTRACED) <= 0.03 * len(right)


@pytest.mark.parametrize(("unit", "exercise"), EXERCISES)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_wrong_solutions_trace_to_what_they_compute(unit, exercise):
    wrong = [item for item in found(unit) if item.exercise == exercise and item.verdict == "wrong"]

    for solution in wrong:
        if (exercise, solution.name) in RAISES:
            with pytest.raises((ValueError, TypeError)):
                traced(unit, solution)
        else:
            traced(unit, solution)
