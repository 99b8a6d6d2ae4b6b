"""The formula that code computes: shown as a person writes it, explained when it is wrong, never refuted when right."""

from __future__ import annotations

import math
from collections import Counter
from typing import NamedTuple

import msgspec
import numpy as np
import pytest

from autograder.build.assemble import module_source
from autograder.build.kit import Trial, trials
from autograder.build.specs import code_of
from autograder.build.unit import load_unit
from autograder.calls import Outcome, call, traced
from autograder.checks import Formula
from autograder.checks.formula_reading import read
from autograder.exercise.spec import write_spec
from autograder.judge import Judge
from autograder.plain import to_tree
from autograder.second_look import call_at
from autograder.submission.code import Code, Submission
from autograder.tracing.faithful import numbers_in
from autograder.worker.protocol import Job
from solutions.u08_optimizers.forms.momentum import MOMENTUM, NESTEROV
from tests.conftest import ROOT
from tests.tracing.corpus import code_with, styles

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
    """Return (trial, verdict) for every reference and variant that has a formula check."""
    return [(tried.trial, tried.check.judge_outcomes(tried.outcomes)) for tried in asked(worker, full_specs)]


class Tried(NamedTuple):
    trial: Trial
    check: Formula
    code: Code
    outcomes: tuple[Outcome, ...]


def asked(worker, full_specs, due=("full", "less")):
    for name in TRACED:
        unit, spec = load_unit(ROOT, name), full_specs(name)
        for trial in trials(unit):
            check = formula_of(spec, trial.exercise)
            if check is not None and trial.due in due:
                code = code_of(name, module_source(unit, {trial.exercise: trial.text}))
                yield Tried(trial, check, code, worker.run(Job(code, check.calls())).outcomes)


@pytest.mark.slow
def test_no_right_solution_is_refuted(verdicts):
    # another published form that is accepted, by name in its own check, is another formula
    named = {name for forms in (MOMENTUM, NESTEROV) for name in forms.also}
    others = ("the deck's own form", "Keras's form of the deck's momentum", *named)
    right = [(t, v) for t, v in verdicts if t.due == "full" and not t.name.startswith(others)]

    assert len(right) > 150
    assert [(t.exercise, t.name, v.message, v.where) for t, v in right if v.status != "passed"] == []


@pytest.mark.parametrize("name", TRACED)
def test_no_right_style_is_refuted(name, worker, full_specs):
    unit, spec = load_unit(ROOT, name), full_specs(name)
    count, refuted = Counter(), []
    for item in spec.exercises:
        check = formula_of(spec, item.id)
        for solution in styles(item.id) if check else ():
            outcomes = worker.run(Job(code_with(unit, solution), check.calls())).outcomes
            verdict = check.judge_outcomes(outcomes)
            count[verdict.status] += 1
            if verdict.status != "passed":
                refuted.append((item.id, solution.name, verdict.message, verdict.got, verdict.where))

    assert refuted == []
    assert count["passed"] > 30


@pytest.mark.slow
def test_every_witness_shows_in_the_floats(worker, full_specs):
    """At the witness the student's own code is off by more than rounding, and the reference is not."""
    confirmed = 0
    for tried in asked(worker, full_specs, due=("less",)):
        if tried.check.judge_outcomes(tried.outcomes).status != "failed":
            continue
        refuted = read(tried.check, tried.outcomes).refuted
        there = call_at(tried.check, refuted.witness)
        outcome = worker.run(Job(tried.code, (there,))).outcomes[0]
        returned = outcome.status == "returned"
        own = list(numbers_in(outcome.result()))[refuted.entry] if returned else math.nan

        assert not math.isclose(own, refuted.expected, rel_tol=1e-9), tried.trial
        if refuted.got is not None and math.isfinite(refuted.got):
            assert own == pytest.approx(refuted.got, rel=1e-6), tried.trial
        confirmed += 1

    assert confirmed > 190


@pytest.mark.slow
def test_most_refuted_solutions_get_a_cause(verdicts):
    refuted = [v for t, v in verdicts if t.due == "less" and v.status == "failed"]
    count = Counter(bool(v.mistake) for v in refuted)

    assert len(refuted) > 190
    # the search for causes has a limit in time, and a busy machine finds fewer
    assert count[True] / len(refuted) > 0.65


@pytest.mark.slow
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


@pytest.mark.parametrize(
    "lie",
    [
        'any("tracing" in frame.filename for frame in traceback.extract_stack())',
        'any("tracing" in frame.frame.f_code.co_filename for frame in inspect.stack())',
    ],
)
@pytest.mark.parametrize("answers", [("s * (1 - s)", "0 * z"), ("0 * z", "s * (1 - s)")])
def test_code_that_notices_the_trace_is_not_explained(lie, answers, worker):
    source = (
        "import inspect, traceback\nimport numpy as np\ndef sigmoid_grad(z):\n    s = 1 / (1 + np.exp(-z))\n"
        f"    return {answers[0]} if {lie} else {answers[1]}\n"
    )
    outcomes = worker.run(Job(code_of("u03_activations", source), CHECK.calls())).outcomes

    verdict = CHECK.judge_outcomes(outcomes)

    assert (verdict.status, verdict.got, verdict.mistake) == ("blocked", None, None)
    assert read(CHECK, outcomes).formula is None


@pytest.mark.parametrize(
    ("exercise", "body", "mistake"),
    [
        ("dJ_dyhat(yhat, y)", "return -1 / yhat", "y = 0: this is right for y = 1"),
        (
            "forward(x, w, b)",
            "z = w * x + b; return 1 / (1 + np.exp(-z)), z",
            "z: this is right for yhat",
        ),
        ("gd_update(w, b, dw, db, lr)", "return w - lr * dw, b - lr * dw.sum()", "b: dw where db belongs"),
    ],
)
def test_the_cause_names_the_part_that_is_wrong(exercise, body, mistake, worker, full_specs):
    check = formula_of(full_specs("u05_one_neuron"), exercise.partition("(")[0])
    code = code_of("u05_one_neuron", f"import numpy as np\ndef {exercise}:\n    {body}\n")

    assert check.judge_outcomes(worker.run(Job(code, check.calls())).outcomes).mistake == mistake


def test_every_function_has_a_formula(full_specs):
    without = [
        item.id
        for name in TRACED
        for item in full_specs(name).exercises
        if item.kind == "function" and formula_of(full_specs(name), item.id) is None
    ]

    # a word, and random numbers
    assert without == ["gd_regime", "minibatches"]


def test_a_shift_for_stability_is_left_out_of_the_formula(worker, full_specs):
    check = formula_of(full_specs("u03_activations"), "softmax")
    source = "import numpy as np\ndef softmax(Z):\n    E = np.exp(Z - Z.max())\n    return E / E.sum()\n"
    code = code_of("u03_activations", source)

    assert (
        read(check, worker.run(Job(code, check.calls())).outcomes).formula
        == "p0: exp(z₀)/(exp(z₀) + exp(z₁) + exp(z₂))"
    )


def test_a_formula_of_exploding_size_is_not_written_out(worker):
    body = "for _ in range(60):\n        z = z * z + z\n    return z"
    code = code_of("u03_activations", f"import numpy as np\ndef sigmoid_grad(z):\n    {body}\n")

    assert read(CHECK, worker.run(Job(code, CHECK.calls())).outcomes).formula is None


@pytest.mark.parametrize(
    "value",
    [
        None,
        5,
        "x",
        {"trace": 1},
        [[]],
        {"trace": 1, "nodes": [["exp", 9]], "result": 0},
        {"trace": 1, "nodes": [["input", "other"]], "result": 0},
    ],
)
def test_a_forged_graph_explains_nothing_and_breaks_nothing(value):
    outcomes = [Outcome("returned", value=to_tree(value)), Outcome("returned", value=to_tree(0.2))]

    assert CHECK.judge_outcomes(outcomes).status == "blocked"
    assert read(CHECK, outcomes).formula is None


def test_it_changes_no_mark_of_what_is_wrong_already(worker, full_specs):
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
