"""What the unit on the chain rule says in prose, recomputed."""

from __future__ import annotations

import re
from fractions import Fraction

import numpy as np
import pytest

from autograder.build.assemble import PLACEHOLDER, instructor, stub
from autograder.build.unit import load_unit
from autograder.losses import LOSSES
from solutions.u06_chain_rule.first_layer import grad_theta1
from solutions.u06_chain_rule.path_counts import chain_rule_cost
from solutions.u06_chain_rule.relu_network import forward_2_3_1
from solutions.u06_chain_rule.slide_paths import slide_three_terms
from solutions.u06_chain_rule.two_layers import forward_2_2_2, slide_loss_layer
from solutions.u06_chain_rule.value import Value
from tests.conftest import ROOT

X, Y = np.array([0.1, 0.3]), np.array([1.0, 0.0])
T1, T2 = np.array([[0.1, 0.2], [0.3, 0.4]]), np.array([[0.5, 0.6], [0.7, 0.8]])


@pytest.fixture(scope="module")
def unit():
    return load_unit(ROOT, "u06_chain_rule")


def test_the_slides_three_products_add_up_to_fifteen_times_too_much():
    a2, a3 = forward_2_2_2(X, T1, T2)
    through_hidden = T2[:, 0] * a2[0] * (1 - a2[0])
    first = (a3[0] - Y[0]) * a3[0] * (1 - a3[0]) * through_hidden[0] * 1 * X[0]
    second = (a3[1] - Y[1]) * through_hidden[1] * 1 * X[0]
    third = (a3[1] - Y[1]) * through_hidden[1] * X[0]

    assert slide_three_terms == (
        2,
        pytest.approx(first + second + third),
        pytest.approx(grad_theta1(X, Y, T1, T2)[0, 0]),
    )


def test_the_loss_takes_the_last_layer():
    assert slide_loss_layer == (3, pytest.approx(LOSSES["loss_2_2_2"](X, Y, T1, T2)))


def test_counts_of_the_slide_and_how_they_grow():
    assert [chain_rule_cost(size, size, size) for size in (1, 2)] == [(8, 6), (52, 18)]
    ratios = [Fraction(*chain_rule_cost(size, size, size)) for size in (1, 2, 4, 8, 16)]
    assert ratios == sorted(ratios)


def test_two_relu_units_compute_the_mean_exactly():
    params = {"W1": np.array([[0.5, -0.5, 0.0]] * 2), "b1": np.zeros(3), "b2": np.zeros(1)}
    params["W2"] = np.array([[1.0], [-1.0], [0.5]])

    for x in np.random.default_rng(0).normal(size=(100, 2)):
        assert forward_2_3_1(x, params) == pytest.approx(x.mean(), abs=1e-15)


def test_thirty_doublings_have_31_nodes_and_a_thousand_million_paths():
    x = start = Value(1.0)
    for _ in range(30):
        x = x + x
    x.backward()

    assert start.grad == 2.0**30 > 1e9


def test_core_exercises_take_at_most_three_hours(unit):
    core = [item for item in unit.exercises if item.core]

    assert 5 <= len(core) <= 8
    assert sum(item.minutes for item in core) <= 180


def test_the_class_without_its_solutions_is_the_stub(unit):
    region = re.compile(r"^ *### BEGIN SOLUTION\n.*?### END SOLUTION$", re.DOTALL | re.MULTILINE)

    assert region.sub(" " * 8 + PLACEHOLDER, instructor(unit, "Value")) == stub(unit, "Value")


def test_the_instructors_class_runs_and_the_stub_says_what_is_missing(unit):
    def names(text):
        found = {"math": __import__("math"), "Self": object, "__name__": "student"}
        exec(f"from __future__ import annotations\n{text}", found)
        return found

    written = names(instructor(unit, "Value") + "\n\n" + instructor(unit, "topological_order"))
    a = written["Value"](3.0)
    (a * a).backward()
    assert a.grad == 6.0
    with pytest.raises(NotImplementedError, match=r"^Value.__init__$"):
        names(stub(unit, "Value"))["Value"](3.0)
