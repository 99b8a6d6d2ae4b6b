"""Real libraries' trajectories: canonical ones are right, the others are called by their name, in every check."""

from __future__ import annotations

import inspect
import re

import msgspec
import numpy as np
import pytest

from autograder.build.assemble import module_source
from autograder.build.specs import code_of
from autograder.build.unit import load_unit
from autograder.checks import Formula, Trajectory
from autograder.judge import Judge
from autograder.submission.code import Submission
from autograder.worker.protocol import Job
from tests.conftest import ROOT
from tests.solutions.optimizer_records import (
    FORMS,
    TABLE,
    UNIT,
    check_of,
    counts_as,
    forms_of,
    judged,
    records,
    written,
)

# By the equation that was measured with the record.
CANONICAL = {
    ("SGD", "x-=lr*g"),
    ("Momentum", "b=mu*b+g; x-=lr*b"),
    ("Nesterov", "b=mu*b+g; x-=lr*(g+mu*b)"),
    ("Adagrad", "s+=g^2; x-=lr*g/(sqrt(s)+eps)"),
    ("RMSprop", "u=g/(sqrt(s)+eps); x-=lr u"),
    ("RMSprop", "u=g/(sqrt(s)+eps)"),
    ("Adadelta", "s=rho s+(1-rho)g^2; d=sqrt(D+eps)/sqrt(s+eps)*g; D=rho D+(1-rho)d^2; x-=lr*d"),
    ("Adadelta", "same"),
    ("Adam", "x-=lr*mhat/(sqrt(vhat)+eps)"),
    ("Adam", "x-=lr*mhat/(sqrt(vhat+eps_root)+eps)"),
    ("AdamW", "x*=1-lr*wd; x-=lr*mhat/(sqrt(vhat)+eps)"),
    ("AdamW", "x-=lr*(mhat/(sqrt(vhat)+eps)+wd*x)"),
    ("Adamax", "u=max(b2 u,|g|); x-=lr/(1-b1^t)*m/(u+eps)"),
    ("Nadam", "constant mu=b1: b1 m/(1-b1^(t+1))+(1-b1)g/(1-b1^t)"),
    ("Ftrl", "McMahan 2013: x=-(z-sgn(z)l1)/((beta+sqrt n)/lr+l2), n0=0"),
}
RATE_INSIDE = {"v=mu*v-lr*g; x+=v", "v=mu*v-lr*g; x+=mu*v-lr*g"}
BESIDES = ("acc0=0.1", "momentum=0.9")  # an option in a variant's name that the canonical form does not have

# What one warm step's formula cannot tell apart from another form, or from the right one (None).
SAME_WARM_STEP = {
    "PyTorch's dampening: the first gradient whole, (1 - beta) before the later ones": (
        "momentum as an average, with (1 - beta) before the gradient"
    ),
    "Adagrad with a sum that begins at 0.1": None,
    "Keras's and optax's Adagrad: a sum that begins at 0.1, and eps inside the root": (
        "Adagrad with eps inside the root, as in Keras and optax"
    ),
    "RMSprop with momentum, as in PyTorch": None,
    "RMSprop with momentum and the rate inside the velocity": None,
    "RMSprop with momentum, and eps inside the root, as in Keras and optax": (
        "RMSprop with eps inside the root, as in Keras and optax"
    ),
    "centered RMSprop with momentum": "centered RMSprop, which divides by a standard deviation",
    "centered RMSprop with momentum, and eps inside the root": "centered RMSprop with eps inside the root",
}
# One step's moves are right, what is kept is not: the formula names the part.
STATE_ONLY = {
    "Adam with the corrected averages kept in the state": "m: ",
    "Adadelta that remembers its moves with the rate in them": "d: ",
}


def is_canonical(record):
    plain = not any(option in record.variant for option in BESIDES)
    return plain and (record.optimizer, record.equation) in CANONICAL


def constant_rate(record):
    return not isinstance(record.hyperparameters["lr"], list)


def test_there_are_118_records_from_three_libraries():
    assert len(records()) == 118
    assert {item.library.split()[0] for item in records()} == {"torch", "keras", "optax", "numpy"}


@pytest.fixture(scope="module")
def said():
    return [(item, counts_as(item)) for item in records()]


def test_canonical_records_are_right_and_no_others(said):
    right = [item[:5] for item, words in said if words == "right"]

    assert len(right) == 41
    assert right == [
        item[:5]
        for item, _ in said
        if is_canonical(item) or (item.equation in RATE_INSIDE and constant_rate(item))
    ]


def test_the_rate_inside_the_velocity_is_accepted_by_name(said):
    dropping = [words for item, words in said if item.equation in RATE_INSIDE and not constant_rate(item)]

    assert dropping == [
        "accepted: the deck's own momentum, with the rate inside the velocity",
        "accepted: Nesterov's momentum with the rate inside the velocity",
    ]


def test_every_other_record_fails_and_is_called_by_its_name(said):
    others = [words for _, words in said if not words.startswith(("right", "accepted: "))]

    assert len(others) == 75
    assert [words for words in others if not words.startswith("fails: this is ")] == []


def test_a_path_that_is_a_little_off_is_nothing_that_we_know():
    record = next(item for item in records() if item.optimizer == "Adam")

    assert judged(record._replace(path=record.path * (1 + 1e-9))).mistake is None
    assert np.array_equal(check_of(record).call.arguments()[0][0], record.path[0])


def test_the_table_is_up_to_date():
    assert TABLE.read_text(encoding="utf-8") == written()


def submission(exercise, text):
    source = module_source(load_unit(ROOT, UNIT), {exercise: text})
    return Submission("ada", "ada.py", UNIT, code_of(UNIT, source))


def text_of(exercise, name, verdict):
    """Return the source of a form under the exercise's name; each form is a variant of its exercise."""
    forms = forms_of(exercise)
    step = (forms.also if verdict == "accepted" else forms.named)[name]
    return re.sub(r"^def \w+", f"def {exercise}", inspect.getsource(step), count=1)


NAMED = [(exercise, name) for exercise in FORMS for name in forms_of(exercise).named]
ACCEPTED = [(exercise, name) for exercise in FORMS for name in forms_of(exercise).also]


@pytest.mark.parametrize(("exercise", "name"), NAMED)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_a_submission_in_another_form_is_told_its_name(exercise, name, worker, full_specs):
    spec = full_specs(UNIT)
    work = submission(exercise, text_of(exercise, name, "named"))

    result = Judge(spec, only={exercise}).grade(work, worker).exercise(exercise)

    told = {
        check.mistake for check in result.checks if check.kind == "trajectory" and check.status == "failed"
    }
    assert result.score < result.max_score
    assert f"this is {name}" in told


@pytest.mark.parametrize(("exercise", "name"), NAMED)
def test_the_formula_of_one_step_has_the_name_too(exercise, name, worker, full_specs):
    item = full_specs(UNIT).exercise(exercise)
    check = next(check for check in item.hidden if isinstance(check, Formula))
    work = submission(exercise, text_of(exercise, name, "named"))

    verdict = check.judge_outcomes(worker.run(Job(work.code, check.calls())).outcomes)

    due = SAME_WARM_STEP.get(name, name)
    if name in STATE_ONLY:
        assert str(verdict.mistake).startswith(STATE_ONLY[name])
    else:
        assert verdict.mistake == (due and f"this is {due}")


@pytest.mark.parametrize(("exercise", "name"), ACCEPTED)
def test_an_accepted_form_gets_full_marks_and_is_named(exercise, name, worker, full_specs):
    work = submission(exercise, text_of(exercise, name, "accepted"))

    result = Judge(full_specs(UNIT), only={exercise}).grade(work, worker).exercise(exercise)

    assert result.score == result.max_score
    assert result.notes == (f"accepted: {name}",)


@pytest.mark.parametrize("exercise", FORMS)
def test_the_public_spec_has_the_names_but_no_formula_of_another_form(exercise, full_specs):
    item = full_specs(UNIT).public().exercise(exercise)
    paths = [check for check in item.checks if isinstance(check, Trajectory) and check.forms]

    assert {form.name for check in paths for form in check.forms} == {
        *forms_of(exercise).also,
        *forms_of(exercise).named,
    }
    assert [check.forms for check in item.checks if isinstance(check, Formula)] == [()]
    assert b"published_forms" not in msgspec.json.encode(item)
