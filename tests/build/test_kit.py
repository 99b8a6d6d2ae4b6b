"""The kit's promises: each stub, reference and variant gets what it must. One test for each exercise."""

from __future__ import annotations

import pytest

from autograder.build.kit import kept, trials, try_out
from autograder.build.unit import load_unit
from tests.conftest import ROOT, UNITS

EXERCISES = [(name, item.id) for name in UNITS for item in load_unit(ROOT, name).exercises]


@pytest.mark.parametrize(("unit_name", "exercise"), EXERCISES, ids=[name for _, name in EXERCISES])
def test_wrong_variants_lose_marks_and_accepted_ones_do_not(unit_name, exercise, worker, full_specs):
    unit, spec = load_unit(ROOT, unit_name), full_specs(unit_name)

    broken = [
        kept(trial, try_out(unit, spec, trial, worker))
        for trial in trials(unit)
        if trial.exercise == exercise
    ]

    assert [problem for problem in broken if problem] == []
