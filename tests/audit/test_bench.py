"""A mutant is graded by the real judge: killed, proved equal by its formula, or not told apart."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest

from autograder.audit.bench import Bench
from autograder.audit.mutants import Mutant
from autograder.audit.proof import decides
from autograder.build.unit import load_unit
from autograder.calls import call
from autograder.checks import Golden
from autograder.exercise.formula_recipes import formula
from autograder.plain import to_tree
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def unit():
    return load_unit(ROOT, "u03_activations")


@pytest.fixture(scope="module")
def bench(unit, full_specs):
    return Bench(unit, full_specs(unit.name), "elu", lambda asked: 0.0)


def elu(body, operator="factor", **more):
    text = f"def elu(z, alpha=1.0):\n    {body}\n"
    return Mutant("elu", operator, 2, "before", "after", text, **more)


RIGHT = "return np.where(np.asarray(z) >= 0, 1.0 * np.asarray(z), alpha * np.expm1(np.minimum(z, 0.0)))"


def test_a_mutant_that_loses_marks_is_killed_by_a_check(bench, worker):
    decided = bench.decide(elu("return np.asarray(z) * 2.0"), worker)

    assert (decided.outcome, decided.by) == ("killed", "known values")


def test_a_hanging_mutant_costs_its_limits_only(bench, worker):
    decided = bench.decide(elu("while True: pass"), worker)

    assert decided.outcome == "killed"
    assert decided.by.endswith("(timeout)")


def test_an_equal_formula_proves_what_a_formula_shows(bench, worker):
    assert bench.decide(elu(RIGHT, "factor"), worker).outcome == "proved"


@pytest.mark.parametrize("operator", ["aliasing", "dtype", "default", "in place", "comparison", "variable"])
def test_an_equal_formula_proves_nothing_that_it_does_not_show(operator, bench, worker):
    decided = bench.decide(elu(RIGHT, operator), worker)

    assert (decided.outcome, decided.by) == ("survived", "proved equal")


def test_a_place_that_a_formula_may_miss_is_not_proved(bench, worker):
    assert bench.decide(elu(RIGHT, "factor", unseen=True), worker).outcome == "survived"


def test_the_same_code_is_not_graded(bench):
    assert bench.decide(elu(RIGHT, same_code=True), None).outcome == "proved"


def item_with(check, full_specs, name):
    item = full_specs("u03_activations").exercise(name)
    return msgspec.structs.replace(item, checks=(), hidden=(check,))


def test_sums_over_one_entry_and_defaults_that_stay_prove_nothing(full_specs):
    single = formula("elu", {"z": np.array([0.5])})
    both = formula("elu", {"z": np.array([0.5]), "alpha": 0.3})
    wide = formula("elu", {"z": np.array([0.5, -0.25]), "alpha": 0.3})

    assert not decides(elu(RIGHT), item_with(single, full_specs, "elu"))
    assert decides(elu(RIGHT), item_with(both, full_specs, "elu"))
    assert not decides(elu(RIGHT, "reduction"), item_with(both, full_specs, "elu"))
    assert decides(elu(RIGHT, "reduction"), item_with(wide, full_specs, "elu"))


def test_slow_checks_are_asked_of_those_that_pass_the_cheap_ones(unit, full_specs, worker):
    spec = full_specs(unit.name)
    at = np.array([1.0, -2.0])
    quick = Golden(label="quick", at=(call("relu", at),), expected=(to_tree(np.array([1.0, 0.0])),))
    slow = Golden(label="slow", at=(call("relu", 2 * at),), expected=(to_tree(np.array([2.0, 0.0])),))
    item = msgspec.structs.replace(spec.exercise("relu"), checks=(slow, quick), hidden=())
    patched = msgspec.structs.replace(spec, exercises=(item,))
    bench = Bench(unit, patched, "relu", lambda asked: 0.3 if asked == slow.at[0] else 0.01)

    def outcome(body):
        return bench.decide(Mutant("relu", "factor", 2, "", "", f"def relu(z):\n    {body}\n"), worker)

    assert outcome("return -z").by == "quick"
    assert outcome("return np.minimum(np.maximum(z, 0.0), 1.0)").by == "slow"
    assert outcome("return np.maximum(z, 0.0)").outcome == "survived"
