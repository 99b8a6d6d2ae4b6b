"""Forward passes without their caches, and what is measured on random starts."""

from __future__ import annotations

import itertools
from collections import namedtuple

import numpy as np
import pytest

from autograder.calls import drive
from autograder.checks.wording import call_text
from autograder.drivers import run_driver
from autograder.exercise.backprop_recipes import start_facts
from autograder.plain import Seed

Pair = namedtuple("Pair", ["Z", "cache"])  # noqa: PYI024 - as a student would write it


def he(sizes, rng):
    pairs = enumerate(itertools.pairwise(sizes), start=1)
    return {f"W{layer}": rng.standard_normal(pair) * np.sqrt(2 / pair[0]) for layer, pair in pairs}


def test_a_forward_pass_is_told_without_its_cache():
    assert run_driver("forward_pass", lambda x: (2 * x, object()), (1.0,), {}) == (2.0, "cache")
    assert run_driver("forward_pass", lambda x: Pair(2 * x, None), (1.0,), {}) == (2.0, "cache")
    assert run_driver("forward_pass", lambda x: [2 * x, None], (1.0,), {}) == [2.0, "cache"]
    assert run_driver("forward_pass", lambda x: 2 * x, (1.0,), {}) == 2.0
    assert run_driver("forward_value", lambda x: (2 * x, None), (1.0,), {}) == 2.0


@pytest.mark.parametrize(
    ("driver", "name", "args", "text"),
    [
        ("forward_pass", "affine_forward", ([1], [2], 3), "affine_forward([1], [2], 3)"),
        (
            "affine_gradients",
            "affine_backward",
            (1, 2, 3, 4),
            "affine_backward(4, affine_forward(1, 2, 3)[1])",
        ),
        (
            "mlp_gradients",
            "mlp_backward",
            (1, 2, {"W1": 3}, 0.5),
            "Z, cache = mlp_forward(1, {'W1': 3}); mlp_backward(Z, 2, {'W1': 3}, cache, 0.5)",
        ),
        (
            "mlp_gradients",
            "mlp_backward",
            (1, 2, 3),
            "Z, cache = mlp_forward(1, 3); mlp_backward(Z, 2, 3, cache)",
        ),
        ("start_facts", "init_params", ([3, 2], Seed(7)), "init_params([3, 2], default_rng(7))"),
        ("start_scale", "init_params", ([3, 2], 7), "init_params([3, 2], default_rng(7))"),
    ],
)
def test_what_is_driven_is_told_as_a_student_can_type_it(driver, name, args, text):
    assert call_text(drive(driver, name, *args)) == text


@pytest.mark.parametrize(("factor", "scale"), [(1.0, 1.0), (0.5, 0.5), (1 + 1e-6, 1 + 1e-6)])
def test_the_scale_of_a_start_is_exact_in_any_order_of_draws(factor, scale):
    def shuffled(sizes, rng):
        drawn = factor * he(sizes, rng)["W1"].ravel()
        return {"W1": drawn[::-1].reshape(sizes)}

    assert run_driver("start_scale", shuffled, ([7, 5], 3), {}) == pytest.approx(scale, rel=1e-12)


def test_numbers_that_are_drawn_in_another_way_have_no_exact_scale():
    def uniform(sizes, rng):
        return {"W1": rng.random(sizes)}

    assert run_driver("start_scale", uniform, ([7, 5], 3), {}) == 1.0


@pytest.mark.parametrize(
    ("start", "facts"),
    [
        (he, ("the same numbers", "other numbers", "other numbers")),
        (lambda sizes, rng: he(sizes, np.random.default_rng(1)), ("the same numbers",) * 3),
        (lambda sizes, rng: he(sizes, np.random.default_rng()), ("other numbers",) * 3),
    ],
)
def test_where_the_numbers_of_a_start_come_from(start, facts):
    assert tuple(run_driver("start_repeats", start, ([3, 4, 2], 5), {}).values()) == facts


def test_copies_among_the_weights_are_counted():
    rng = np.random.default_rng(0)

    assert run_driver("start_copies", he, ([3, 4, 2], rng), {}) == 0
    assert run_driver("start_copies", lambda *_: {"W1": np.ones((3, 2))}, ([3, 2], rng), {}) == 5


def test_the_facts_about_a_start_agree_with_those_that_are_due():
    measured = run_driver("start_facts", he, ([400, 500, 300], np.random.default_rng(0)), {})

    assert measured == pytest.approx(start_facts(400, 500), rel=0.02, abs=0.02)
