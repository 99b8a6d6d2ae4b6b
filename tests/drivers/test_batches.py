"""Facts about mini-batches, from functions that draw them well and badly."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.drivers import run_driver


def facts(split, n=40, size=12, seeds=(1, 2, 3)):
    return run_driver("batch_facts", split, [n, size, list(seeds), 4], {})


def cut(order, size):
    return [order[start : start + size] for start in range(0, len(order), size)]


FAIR = {
    "permutation": lambda n, size, rng: cut(rng.permutation(n), size),
    "sorted keys": lambda n, size, rng: cut(np.argsort(rng.random(n)), size),
    "lists": lambda n, size, rng: cut(rng.permutation(n).tolist(), size),
}


@pytest.mark.parametrize("name", FAIR)
def test_every_fair_way_gives_the_same_facts(name):
    assert facts(FAIR[name]) == {
        "sizes": [[12, 12, 12, 4]] * 3,
        "whole": 1,
        "visited": [[1] * 40] * 3,
        "in_order": 0,
        "neighbours": 0,
        "orders": 3,
        "repeatable": 1,
        "moves_on": 1,
    }


UNFAIR = {
    "in_order": lambda n, size, rng: cut(np.arange(n), size),
    "neighbours": lambda n, size, rng: [cut(np.arange(n), size)[i] for i in rng.permutation(-(-n // size))],
    "visited": lambda n, size, rng: cut(rng.integers(0, n, size=n), size),
    "orders": lambda n, size, rng: cut(np.random.default_rng(0).permutation(n), size),
    "moves_on": lambda n, size, rng: cut(np.random.default_rng(0).permutation(n), size),
    "repeatable": lambda n, size, rng: cut(np.random.default_rng().permutation(n), size),
    "sizes": lambda n, size, rng: cut(rng.permutation(n), size)[:-1],
    "whole": lambda n, size, rng: cut(rng.permutation(n) * 1.0, size),
}


@pytest.mark.parametrize("fact", UNFAIR)
def test_an_unfair_way_shows_in_its_fact(fact):
    assert facts(UNFAIR[fact])[fact] != facts(FAIR["permutation"])[fact]


def test_no_batch_at_all_is_a_fact_too():
    found = facts(lambda n, size, rng: [])

    assert (found["sizes"], found["visited"]) == ([[], [], []], [[0] * 40] * 3)
