"""Each kind of check passes what is right and names what is wrong."""

from __future__ import annotations

from typing import get_args

import numpy as np
import pytest

from autograder.calls import CALL_FAULT, Outcome, OutcomeStatus, Raised, call, drive
from autograder.checks import (
    Answered,
    FiniteDifference,
    Golden,
    Property,
    Purity,
    Quiz,
    Raises,
    Shape,
    Stability,
    golden,
)
from autograder.checks.outcomes import not_returned
from autograder.mistakes import NOT_ARRAY, NOT_FLOAT, NOT_TUPLE, STACKED
from autograder.plain import to_tree
from tests.checks.outcomes import filled, judged, returned, warned

Z = np.array([[-1.5, 0.3, 2.0], [0.7, -0.2, 1.1]])


def square(z):
    return np.asarray(z, dtype=float) ** 2


def shape_of(*at):
    return filled(Shape(label="shape", at=at), square)


def test_shape_passes_the_reference():
    assert judged(shape_of(call("square", Z)), square).status == "passed"


@pytest.mark.parametrize(
    ("wrong", "mistake"),
    [
        (lambda z: None, "the function returns nothing: is `return` missing?"),
        (lambda z: square(z).T, "the result is transposed"),
        (lambda z: square(z).sum(), "wrong shape"),
        (lambda z: square(z).tolist(), NOT_ARRAY),
        (lambda z: square(z).astype(np.float32), NOT_FLOAT),
        (lambda z: square(z).astype(int), NOT_FLOAT),
    ],
)
def test_shape_names_what_is_wrong(wrong, mistake):
    verdict = judged(shape_of(call("square", Z)), wrong)

    assert (verdict.status, verdict.mistake) == ("failed", mistake)


def test_shape_of_parts_that_differ_in_size():
    check = filled(Shape(label="shape", at=(call("parts", Z),)), lambda z: (z, z.sum(axis=0)))

    assert judged(check, lambda z: (z, z.sum(axis=0))).status == "passed"
    assert judged(check, lambda z: z).mistake == "wrong shape"


def test_shape_says_that_one_array_is_not_a_pair():
    def pair(z):
        return square(z)[0], 1.0

    check = filled(Shape(label="shape", at=(call("pair", Z),)), pair)

    verdict = judged(check, square)

    assert (verdict.status, verdict.mistake) == ("failed", "wrong shape")


@pytest.mark.parametrize(("kind", "mistake"), [(list, NOT_TUPLE), (np.array, STACKED)])
def test_shape_takes_another_kind_with_the_right_parts_for_a_wrong_type(kind, mistake):
    def pair(z):
        return float(z.min()), float(z.max())

    check = filled(Shape(label="shape", at=(call("pair", Z),)), pair)

    assert judged(check, lambda z: kind(pair(z))).mistake == mistake


def test_shape_hands_on_what_a_driver_says():
    asked = drive("first_hidden_unit", "network", 2)
    check = Shape(label="shape", at=(asked,), form=(to_tree((0.0, 0.0)),))

    verdict = check.judge_outcomes([returned("W2 is (2,), not (2, 1)")])

    assert verdict.message == "W2 is (2,), not (2, 1)"


def test_shape_accepts_every_kind_of_single_number_but_no_array_of_one():
    check = shape_of(call("square", 0.5))
    for number in (0.25, 1, np.float64(0.25), np.array(0.25)):
        assert judged(check, lambda z, number=number: number).status == "passed"

    assert (
        judged(check, lambda z: np.array([0.25])).message
        == "the result has shape (1,), expected a single number"
    )


def test_golden_reports_the_worst_entry():
    check = filled(Golden(label="values", at=(call("square", Z),), pointwise=True), square)

    verdict = judged(check, lambda z: square(z) + 1e-3 * (z == 2.0))

    assert (verdict.status, verdict.where, verdict.got, verdict.expected) == ("failed", "at 2", "4.001", "4")


def test_golden_compares_a_list_by_its_numbers():
    check = filled(Golden(label="values", at=(call("square", Z),)), square)

    assert judged(check, lambda z: square(z).tolist()).status == "passed"


@pytest.mark.parametrize("slip", [1e-8, 1e-4, np.nan, np.inf])
def test_golden_sees_small_slips_and_nonsense(slip):
    check = filled(Golden(label="values", at=(call("square", Z),)), square)

    assert judged(check, lambda z: square(z) * (1 + slip)).status == "failed"


def test_golden_takes_the_slides_number_with_its_digits():
    check = golden(call("loss", 0.8), 0.2231, label="the slide's number", rtol=5e-4)

    assert judged(check, lambda p: -np.log(p)).status == "passed"
    assert judged(check, lambda p: -np.log(1 - p)).status == "failed"


def test_golden_names_parts_of_a_tuple():
    check = Golden(
        label="both",
        at=(call("grads", 1.0),),
        expected=(to_tree((np.array([1.0, 2.0]), 3.0)),),
        names=("dw", "db"),
    )

    assert judged(check, lambda x: (np.array([1.0, 9.0]), 3.0)).where == "dw[1]"
    assert judged(check, lambda x: (np.array([1.0, 2.0]), 4.0)).where == "db"


def test_finite_difference_accepts_the_derivative_and_nothing_near_it():
    check = FiniteDifference(label="d", at=(call("tanh_grad", Z),), of="tanh", elementwise=True)

    assert judged(check, lambda z: 1 - np.tanh(z) ** 2).status == "passed"
    assert judged(check, lambda z: (1 - np.tanh(z) ** 2) * (1 + 1e-6)).status == "failed"
    assert judged(check, lambda z: np.tanh(z) ** 2 - 1).mistake == "the sign is wrong"
    assert judged(check, np.tanh).mistake == "this is the function itself, not its derivative"


def test_finite_difference_accepts_any_slope_at_a_kink():
    check = FiniteDifference(
        label="d", at=(call("relu_grad", np.array([0.0, 1.0])),), of="relu", elementwise=True
    )

    for slope in (0.0, 0.5, 1.0):
        assert judged(check, lambda z, slope=slope: np.array([slope, 1.0])).status == "passed"
    assert judged(check, lambda z: np.array([1.5, 1.0])).status == "failed"


def test_finite_difference_of_an_entry_of_a_dict():
    params = {"W1": np.array([[0.5, -1.0], [0.25, 2.0], [-0.5, 1.5]]), "b1": np.array([0.1, -0.2])}
    y = np.array([1, 0])
    check = FiniteDifference(
        label="gradient",
        at=(call("mlp_backward", Z, y, params, 0.5),),
        of="mlp_loss",
        wrt=("W1", "b1"),
        keyed=True,
    )

    def grads(X, y, params, l2):
        powers = np.exp(X @ params["W1"] + params["b1"])
        error = (powers / powers.sum(axis=1, keepdims=True) - np.eye(2)[y]) / len(y)
        return {"W1": X.T @ error + l2 * params["W1"], "b1": error.sum(axis=0), "unasked": 0.0}

    assert judged(check, grads).status == "passed"
    assert judged(check, lambda X, y, params, l2: grads(X, y, params, 0.0)).where.startswith("dW1[")
    assert "lacks the key 'b1'" in judged(check, lambda *_: {"W1": np.zeros((3, 2))}).message


def test_finite_difference_of_several_arguments_names_the_wrong_one():
    X, y, w = Z, np.array([0, 1]), np.array([0.4, -0.3, 0.2])
    check = FiniteDifference(
        label="gradient",
        at=(call("logistic_grad", X, y, w, 0.1),),
        of="logistic_regression_loss",
        wrt=("w", "b"),
    )

    def grads(X, y, w, b):
        difference = 1 / (1 + np.exp(-(X @ w + b))) - y
        return X.T @ difference / len(y), difference.mean()

    assert judged(check, grads).status == "passed"
    forgot_mean = judged(check, lambda X, y, w, b: (grads(X, y, w, b)[0], 2 * grads(X, y, w, b)[1]))
    assert (forgot_mean.status, forgot_mean.where) == ("failed", "db")


def test_stability_wants_the_value_and_no_overflow():
    check = filled(Stability(label="large", at=(call("square", np.array([1000.0])),)), square)
    (asked,) = check.at

    assert judged(check, square).status == "passed"
    assert check.judge_outcomes([warned(np.array([1e6]), "overflow encountered in exp")]).mistake is not None
    assert check.judge_outcomes([warned(np.array([1e6]), "underflow encountered in exp")]).status == "passed"
    assert check.judge_outcomes([warned(np.array([1e6]), "deprecated")]).status == "passed"
    assert judged(check, lambda z: z * np.inf).status == "failed"
    assert asked.name == "square"


def test_purity_sees_changed_arguments_and_memory():
    check = Purity(label="pure", first=call("f", Z), between=call("f", 2 * Z))
    seen = []

    def counting(z):
        seen.append(1)
        return z * len(seen)

    assert judged(check, square).status == "passed"
    assert judged(check, counting).mistake == "shared state"
    changed = [returned(Z, changed=("z",)), returned(Z), returned(Z)]
    assert check.judge_outcomes(changed).mistake == "changes its argument"


OTHERS = [1.0, np.float64("nan"), np.array(1), 10**401, "text", None, True]


@pytest.mark.parametrize("other", OTHERS, ids=lambda value: type(value).__name__)
def test_an_integer_that_no_array_holds_is_compared_with_what_came_before(other):
    check = Purity(label="pure", first=call("f", Z), between=call("f", 2 * Z))
    huge = 10**400

    for first, second in [(huge, other), (other, huge)]:
        verdict = check.judge_outcomes([returned(first), returned(Z), returned(second)])
        assert verdict.status == "failed"
        assert verdict.mistake == "shared state"


def test_raises_wants_the_exception_by_name():
    check = Raises(label="refuses", at=(call("slope", (0, 0), (0, 1)),), exception="ValueError")

    assert (
        check.judge_outcomes([Outcome("raised", error=Raised("ValueError", "vertical"))]).status == "passed"
    )
    assert check.judge_outcomes([Outcome("raised", error=Raised("ZeroDivisionError", ""))]).status == "failed"
    assert check.judge_outcomes([returned(np.inf)]).mistake == "must raise ValueError"
    assert check.judge_outcomes([Outcome("not_started")]).status == "not_started"


@pytest.mark.parametrize(
    ("rule", "right", "wrong"),
    [
        ("odd", [Z, -Z], [Z, Z]),
        ("even", [Z, Z], [Z, -Z]),
        ("equal", [Z, Z, Z], [Z, Z, Z + 1e-6]),
        ("complement", [np.array([0.3]), np.array([0.7])], [np.array([0.3]), np.array([0.3])]),
        ("increasing", [np.array([0.0, 1, 1, 2])], [np.array([0.0, 2, 1])]),
        ("rows_sum_to_one", [np.array([[0.2, 0.8]])], [np.array([[0.2, 0.9]])]),
        ("rows_sum_to_one", [np.array([[0.2, 0.8]])], [np.array([[-0.2, 1.2]])]),
        ("rows_sum_to_one", [np.array([[0.2, 0.8]])], [np.array([[np.nan, 1.2]])]),
        ("rows_sum_to_zero", [np.array([[0.2, -0.2]])], [np.array([[0.2, -0.3]])]),
        ("symmetric", [np.array([[1.0, 2], [2, 1]])], [np.array([[1.0, 2], [3, 1]])]),
        ("never_negative", [np.array([0.0, 1])], [np.array([-1e-9, 1])]),
    ],
)
def test_properties(rule, right, wrong):
    check = Property(label=rule, rule=rule, at=tuple(call("f", i) for i in range(len(right))))

    assert check.judge_outcomes([returned(item) for item in right]).status == "passed"
    verdict = check.judge_outcomes([returned(item) for item in wrong])
    assert (verdict.status, bool(verdict.message)) == ("failed", True)


def test_a_quiz_needs_claim_and_witness():
    check = Quiz(label="quiz", name="which", expected=to_tree(("no", 0.2204)), rtol=1e-3)

    for right in (("no", 0.2204), ("No ", np.float64(0.22041)), ["no", 0.2204]):
        assert check.judge_outcomes([returned(right)]).status == "passed"
    for wrong in (("yes", 0.2204), ("no", 0.3), "no", ("no",), ("no", "0.2204"), 0.2204, ("no", True)):
        assert check.judge_outcomes([returned(wrong)]).status == "failed"
    assert check.judge_outcomes([returned(("no", 0.3))]).message == "part 2 of the answer is not right"


@pytest.mark.parametrize(
    ("like", "fits", "not_fitting"),
    [
        ("text", "any", 3),
        (0.5, 7, "7"),
        (("a", 1.0), ("b", 2), ("b",)),
        ([1.0], [], 3.0),
        (("a", 1.0), ("b", 0), ("b", "c")),
    ],
)
def test_answered_looks_at_the_form_only(like, fits, not_fitting):
    check = Answered(label="answered", name="q", like=to_tree(like))

    assert check.judge_outcomes([returned(fits)]).status == "passed"
    assert check.judge_outcomes([returned(not_fitting)]).status == "failed"


def test_answered_refuses_what_is_no_choice_and_what_is_no_formula():
    choice = Answered(label="answered", name="q", like=to_tree(("uphill", 1.0)), words=("uphill", "downhill"))
    formula = Answered(label="answered", name="q", symbols=("alpha",))

    assert choice.judge_outcomes([returned(("Downhill", 2.0))]).status == "passed"
    assert "uphill, downhill" in choice.judge_outcomes([returned(("up", 2.0))]).message
    assert formula.judge_outcomes([returned("1/alpha")]).status == "passed"
    assert formula.judge_outcomes([returned(1)]).status == "passed"
    assert "banana(" in formula.judge_outcomes([returned("banana(")]).message
    assert formula.judge_outcomes([returned("alpha = 1")]).status == "failed"


@pytest.mark.parametrize(
    ("outcome", "status", "words"),
    [
        (Outcome("not_started"), "not_started", None),
        (Outcome("refused", error=Raised("KeyError", f"{CALL_FAULT}: no such driver")), "error", "our fault"),
        (Outcome("missing"), "failed", "is not defined in your file"),
        (Outcome("timeout"), "timeout", "never ends"),
        (Outcome("memory"), "failed", "memory"),
        (Outcome("crashed"), "failed", "ended the Python process"),
        (
            Outcome("refused", error=Raised("TypeError", "set is not plain data")),
            "failed",
            "set is not plain data",
        ),
        (
            Outcome("raised", error=Raised("NameError", "zz", "line 3", (("line 3", "return zz"),))),
            "failed",
            "line 3: return zz",
        ),
    ],
)
def test_what_did_not_return_is_told_in_words(outcome, status, words):
    verdict = shape_of(call("square", Z)).judge_outcomes([outcome])

    assert verdict.status == status
    assert words is None or words in verdict.message


@pytest.mark.parametrize("status", get_args(OutcomeStatus))
def test_whatever_came_instead_of_a_result_has_a_verdict(status):
    verdict = not_returned(call("f", 1.0), Outcome(status))

    assert verdict.status in ("failed", "timeout", "not_started", "blocked")
