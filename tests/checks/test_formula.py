"""The formula that code computes: shown as a person writes it, explained when it is wrong, never refuted when right."""

from __future__ import annotations

from collections import Counter

import msgspec
import numpy as np
import pytest

from autograder.build.assemble import module_source
from autograder.build.kit import trials
from autograder.build.specs import code_of
from autograder.build.unit import load_unit
from autograder.calls import Outcome, call, traced
from autograder.checks import Formula
from autograder.exercise.spec import write_spec
from autograder.judge import Judge
from autograder.plain import to_tree
from autograder.submission.code import Submission
from autograder.worker.protocol import Job
from tests.conftest import ROOT

TRACED = ("u03_activations", "u05_one_neuron", "u08_optimizers")
CHECK = Formula(
    label="formula",
    call=traced({"0": "z"}, call("sigmoid_grad", np.array([0.7]))),
    of="sigmoid",
    wrt="z",
    names={"z[0]": "z"},
)


def formula_of(spec, name):
    item = spec.exercise(name)
    return next((check for check in (*item.checks, *item.hidden) if isinstance(check, Formula)), None)


@pytest.fixture(scope="module")
def verdicts(worker, full_specs):
    """Return (unit, trial, verdict) for every reference and variant that has a formula check."""
    found = []
    for name in TRACED:
        unit, spec = load_unit(ROOT, name), full_specs(name)
        for trial in trials(unit):
            check = formula_of(spec, trial.exercise)
            if check is None or trial.due == "not started":
                continue
            code = code_of(name, module_source(unit, {trial.exercise: trial.text}))
            reply = worker.run(Job(code, check.calls()))
            found.append((trial, check.judge_outcomes(reply.outcomes)))
    return found


def test_no_right_solution_is_refuted(verdicts):
    # the deck's momentum is another formula for the same path, accepted by name in its own check
    right = [(t, v) for t, v in verdicts if t.due == "full" and "deck" not in t.name]

    assert len(right) > 80
    assert [(t.exercise, t.name, v.message, v.where) for t, v in right if v.status != "passed"] == []


def test_most_refuted_solutions_get_a_cause(verdicts):
    refuted = [v for t, v in verdicts if t.due == "less" and v.status == "failed"]
    count = Counter(bool(v.mistake) for v in refuted)

    assert len(refuted) > 120
    assert count[True] / len(refuted) > 0.7


def test_every_refutation_has_a_witness_and_a_formula(verdicts):
    for trial, verdict in verdicts:
        if verdict.status == "failed":
            assert "yours" in verdict.where, trial
            assert verdict.got, trial


@pytest.mark.parametrize(
    ("body", "formula", "cause"),
    [
        (
            "s = 1 / (1 + np.exp(-z)); return s * (1 + s)",
            "σ(z)·(1 + σ(z))",
            "a sign is wrong in the derivative of σ",
        ),
        ("s = 1 / (1 + np.exp(-z)); return s * (1 - z)", "σ(z)·(1 − z)", "z where σ(z) belongs"),
        ("return 1 / (1 + np.exp(-z))", "σ(z)", "this is the function itself, not its derivative"),
        ("return -np.exp(-z) / (1 + np.exp(-z)) ** 2", None, "the sign is wrong"),
    ],
)
def test_the_formula_is_written_as_a_person_would(body, formula, cause, worker):
    code = code_of("u03_activations", f"import numpy as np\ndef sigmoid_grad(z):\n    {body}\n")

    verdict = CHECK.judge_outcomes(worker.run(Job(code, CHECK.calls())).outcomes)

    assert verdict.mistake == cause
    assert formula in (None, verdict.got)


def test_a_formula_of_exploding_size_is_not_written_out(worker):
    body = "for _ in range(60):\n        z = z * z + z\n    return z"
    code = code_of("u03_activations", f"import numpy as np\ndef sigmoid_grad(z):\n    {body}\n")

    assert CHECK.shown(worker.run(Job(code, CHECK.calls())).outcomes) is None


@pytest.mark.parametrize(
    "value", [None, 5, "x", {"trace": 1}, [[]], {"trace": 1, "nodes": [["exp", 9]], "result": 0}]
)
def test_a_forged_graph_explains_nothing_and_breaks_nothing(value):
    outcomes = [Outcome("returned", value=to_tree(value)), Outcome("returned", value=to_tree(0.2))]

    assert CHECK.judge_outcomes(outcomes).status == "blocked"
    assert CHECK.shown(outcomes) is None


def test_it_never_changes_a_mark(worker, full_specs):
    spec = full_specs("u03_activations")
    source = "import numpy as np\ndef relu_grad(z):\n    return np.where(np.asarray(z) > 0, 1.0, 0.5)\n"
    submission = Submission("ada", "ada.py", spec.unit, code_of(spec.unit, source))
    item = spec.exercise("relu_grad")
    bare = msgspec.structs.replace(item, checks=tuple(c for c in item.checks if not isinstance(c, Formula)))

    with_formula = Judge(msgspec.structs.replace(spec, exercises=(item,))).grade(submission, worker)
    without = Judge(msgspec.structs.replace(spec, exercises=(bare,))).grade(submission, worker)

    assert with_formula.score == without.score
    assert with_formula.exercises[0].formula == "(1 if 0 < z, else 0.5)"
    assert [c.label for c in with_formula.exercises[0].checks] == [
        c.label for c in without.exercises[0].checks
    ]


def test_a_public_spec_shows_formulas_without_the_right_one(full_specs):
    spec = full_specs("u08_optimizers")
    hidden = [check for item in spec.exercises for check in item.hidden if isinstance(check, Formula)]
    public = [
        check for item in spec.public().exercises for check in item.checks if isinstance(check, Formula)
    ]

    assert hidden
    assert all(check.truth for check in hidden)
    assert public
    assert all(check.truth is None for check in public)
    assert '"truth":' not in write_spec(spec.public())
