"""A formula that is wrong although every number was right costs a check, when the student's own floats agree."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest

from autograder.judge import Judge
from autograder.second_look import call_at
from autograder.submission.code import Submission
from autograder.submission.module import read_module
from autograder.worker.supervise import WorkerError
from tests.checks.test_formula import formula_of

HEAD = "import inspect\nimport numpy as np\n\ndef sigmoid_grad(z):\n    z = np.asarray(z, dtype=float)\n"
SIGMA = "    s = 1 / (1 + np.exp(-np.clip(z, -700, 700)))\n"
TRACED = 'any("tracing" in frame.frame.f_code.co_filename for frame in inspect.stack())'


@pytest.fixture(scope="module")
def graded(worker, full_specs):
    spec = full_specs("u03_activations")
    judge = Judge(spec, only={"sigmoid_grad"})

    def grade(body):
        code = read_module("ada.py", (HEAD + SIGMA + body).encode(), unit=spec.unit)
        return judge.grade(Submission("ada", "ada.py", spec.unit, code), worker).exercises[0]

    return grade


def test_a_right_solution_has_a_formula_that_is_proved(graded):
    item = graded("    return s * (1 - s)\n")

    assert (item.status, item.formula_verdict) == ("passed", "proved equal")
    assert item.formula.startswith("σ(")
    assert r"\sigma" in item.formula_latex


def untested(spec):
    """Return the ends of the widest gap between the inputs of all checks, from 0.5 to 2.5."""
    checks = (*spec.exercise("sigmoid_grad").checks, *spec.exercise("sigmoid_grad").hidden)
    calls = [asked for check in checks for asked in check.calls()]
    inputs = [np.ravel(getattr(arg, "array", arg)) for asked in calls for arg in asked.arguments()[0]]
    tested = np.unique(np.concatenate([*inputs, [0.5, 2.5]]).astype(float))
    tested = tested[(tested >= 0.5) & (tested <= 2.5)]
    widest = int(np.argmax(np.diff(tested)))
    return tested[widest] + 1e-3, tested[widest + 1] - 1e-3


def test_a_slip_between_the_tested_inputs_is_found_by_its_formula(graded, full_specs):
    low, high = untested(full_specs("u03_activations"))
    item = graded(f"    return np.where((z > {low}) & (z < {high}), 0.08, s * (1 - s))\n")
    lost = [check for check in item.checks if check.status != "passed"]

    assert item.status == "partial"
    assert [(check.hidden, check.got, check.message) for check in lost] == [
        (True, "0.08", "the value is wrong")
    ]
    assert lost[0].call.startswith("sigmoid_grad(")
    assert item.formula_verdict.startswith("different at z = ")


def test_a_formula_that_the_floats_do_not_confirm_costs_nothing(graded):
    # it notices the trace and shows another formula, the same one at the traced call's own point
    item = graded(f"    return s * (1 - s) + (z - 0.7 if {TRACED} else 0 * z)\n")

    assert item.status == "passed"


def test_a_right_formula_earns_nothing_when_the_floats_are_wrong(graded):
    item = graded(f"    return s * (1 - s) + (0 * z if {TRACED} else z - 0.7)\n")

    assert (item.status, item.score) == ("failed", 0.0)


def test_the_witness_stands_where_the_inputs_are(full_specs):
    check = formula_of(full_specs("u08_optimizers"), "momentum_step")
    names = sorted(set(check.call.trace.inputs.values()))
    there = call_at(check, dict.fromkeys(names, 0.125))

    assert there.trace is None
    assert msgspec.json.encode(there).count(b"0.125") == len(names)


def test_a_whole_number_beyond_all_floats_confirms_nothing_and_ends_nothing(graded, full_specs):
    low, high = untested(full_specs("u03_activations"))
    slip = f"(z > {low}) & (z < {high})"
    item = graded(
        f"    if not {TRACED} and np.any({slip}):\n        return [10**400]\n"
        f"    return np.where({slip}, 0.08, s * (1 - s))\n"
    )

    assert item.status == "passed"


def test_a_failure_of_ours_in_the_second_look_keeps_what_the_first_run_showed(worker, full_specs):
    class Once:
        runs = 0

        def run(self, job):
            self.runs += 1
            if self.runs > 1:
                message = "the worker ended"
                raise WorkerError(message)
            return worker.run(job)

    low, high = untested(full_specs("u03_activations"))
    spec, once = full_specs("u03_activations"), Once()
    slip = f"    return np.where((z > {low}) & (z < {high}), 0.08, s * (1 - s))\n"
    code = read_module("ada.py", (HEAD + SIGMA + slip).encode(), unit=spec.unit)

    item = Judge(spec, only={"sigmoid_grad"}).grade(Submission("ada", "ada.py", spec.unit, code), once)

    assert once.runs == 2
    assert item.exercises[0].status == "passed"
