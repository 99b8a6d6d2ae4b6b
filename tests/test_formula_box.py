"""The formulas of one submission have so much of the helper's time, and one that kills it costs an explanation."""

from __future__ import annotations

import pytest

from autograder import formula_box
from autograder.checks.formula import Formula
from autograder.formula_box import FormulaBox, shared
from autograder.submission.module import read_module
from autograder.worker.protocol import Job

SIGMOID = b"import numpy as np\ndef sigmoid(z):\n    return 1 / (1 + np.exp(-z))\n"


@pytest.fixture
def traced(worker, full_specs):
    """The formula check of the sigmoid, and what a submission's trace is."""
    spec = full_specs("u03_activations")
    item = spec.exercise("sigmoid")
    check = next(one for one in (*item.checks, *item.hidden) if isinstance(one, Formula))
    code = read_module("ada.py", SIGMOID, spec.unit)
    return check, worker.run(Job(code, check.calls())).outcomes


def test_formulas_are_read_until_their_time_is_used_up(traced, monkeypatch):
    box = FormulaBox(shared())

    assert box.read(*traced).formula
    assert 0 < box.seconds < formula_box.MOST_SECONDS

    monkeypatch.setattr(formula_box, "MOST_SECONDS", box.seconds)
    assert box.read(*traced).formula is None
    assert "took too long" in box.read(*traced).problem
    assert FormulaBox(shared()).read(*traced).formula


def test_a_submission_that_has_lost_the_helper_twice_is_read_no_more(traced):
    box = FormulaBox(shared())
    box.lost = 1
    assert box.read(*traced).formula

    box.lost = 2
    assert "took too long" in box.read(*traced).problem
