from __future__ import annotations

import numpy as np
import pytest

from autograder.calls import Outcome
from autograder.checks import StepPurity, Trajectory, optimizer_run
from autograder.checks.trajectory import published, taken_path
from autograder.drivers import run_driver
from autograder.mistakes import FORGOT_RETURN
from autograder.plain import to_tree

START = np.array([1.0, -1.5])
GRADIENTS = np.array([[1.0, -2.0], [0.5, 1.0], [-3.0, 0.25]])


def momentum(theta, grad, state, lr, beta=0.9):
    u = beta * state.get("u", 0.0) + grad
    return theta - lr * u, {"u": u}


def run(check, step):
    (asked,) = check.calls()
    args, kwargs = asked.arguments()
    return Outcome("returned", value=to_tree(run_driver(asked.driver, step, args, kwargs)))


def trajectory(options, state=None):
    asked = optimizer_run("momentum_step", START, GRADIENTS, options, {} if state is None else state)
    return Trajectory(label="path", call=asked).filled(lambda _: run(Trajectory(call=asked), momentum))


CHECK = trajectory({"lr": 0.1, "beta": 0.8})
DROPPING = trajectory([{"lr": 0.1}, {"lr": 0.1}, {"lr": 0.01}], {"u": np.array([2.0, -1.0])})


@pytest.mark.parametrize("check", [CHECK, DROPPING])
def test_the_reference_passes(check):
    assert check.judge_outcomes([run(check, momentum)]).status == "passed"


def average(theta, grad, state, lr, beta=0.9):
    u = beta * state.get("u", 0.0) + (1 - beta) * grad
    return theta - lr * u, {"u": u}


def forgets_its_history(theta, grad, state, lr, beta=0.9):
    return theta - lr * grad, {"u": grad}


def rate_inside(theta, grad, state, lr, beta=0.9):
    u = beta * state.get("u", 0.0) + lr * grad
    return theta - u, {"u": u}


def fixed_beta(theta, grad, state, lr, beta=0.9):
    return momentum(theta, grad, state, lr)


@pytest.mark.parametrize("wrong", [average, forgets_its_history, rate_inside, fixed_beta])
def test_other_formulas_fail(wrong):
    verdicts = [check.judge_outcomes([run(check, wrong)]) for check in (CHECK, DROPPING)]

    assert "failed" in {verdict.status for verdict in verdicts}


def test_the_first_wrong_step_is_named():
    verdict = CHECK.judge_outcomes([run(CHECK, forgets_its_history)])

    assert verdict.where == "after step 2, theta[1]"


def test_a_missing_state_key_is_named():
    verdict = CHECK.judge_outcomes([run(CHECK, lambda *a, **k: (momentum(*a, **k)[0], {"velocity": START}))])

    assert "lacks the key 'u'" in verdict.message


def test_a_step_uphill_is_named():
    def uphill(theta, grad, state, lr, beta=0.9):
        moved, state = momentum(theta, grad, state, lr, beta)
        return 2 * theta - moved, state

    assert CHECK.judge_outcomes([run(CHECK, uphill)]).mistake == "the sign is wrong"


def test_a_forgotten_return_is_named():
    verdict = CHECK.judge_outcomes([run(CHECK, lambda *_, **__: None)])

    assert (verdict.status, verdict.mistake) == ("failed", FORGOT_RETURN)


def test_another_published_form_has_its_name():
    asked = CHECK.call
    named = Trajectory(call=asked, expected=CHECK.expected, forms=published(asked, {"the average": average}))
    forms = published(asked, {"the deck's": rate_inside}, accepted=True)
    also = Trajectory(call=asked, expected=CHECK.expected, forms=forms)

    assert named.judge_outcomes([run(named, average)]).mistake == "this is the average"
    assert also.judge_outcomes([run(also, rate_inside)]).status == "passed"
    assert also.judge_outcomes([run(also, average)]).status == "failed"


def test_step_purity_sees_in_place_updates_and_shared_state():
    check = StepPurity(label="pure", call=CHECK.call)

    def in_place(theta, grad, state, lr, beta=0.9):
        theta -= lr * grad
        return theta, {"u": grad}

    def same_dict(theta, grad, state, lr, beta=0.9):
        state["u"] = grad
        return theta - lr * grad, state

    assert check.judge_outcomes([run(check, momentum)]).status == "passed"
    assert "theta" in check.judge_outcomes([run(check, in_place)]).message
    assert "state" in check.judge_outcomes([run(check, same_dict)]).message


def test_a_form_is_recognised_by_its_moves_whatever_it_keeps():
    def own_key(theta, grad, state, lr, beta=0.9):
        u = beta * state.get("velocity", 0.0) + (1 - beta) * grad
        return theta - lr * u, {"velocity": u}

    check = Trajectory(
        call=CHECK.call, expected=CHECK.expected, forms=published(CHECK.call, {"the average": average})
    )

    assert check.judge_outcomes([run(check, own_key)]).mistake == "this is the average"


def test_right_moves_with_a_wrong_state_are_no_sign_of_another_form():
    asked = optimizer_run("momentum_step", START, GRADIENTS[:1], {"lr": 0.1}, {})
    check = Trajectory(
        call=asked,
        expected=to_tree(taken_path(asked, momentum)),
        forms=published(asked, {"the method itself": momentum}),
    )

    def keeps_nothing(theta, grad, state, lr, beta=0.9):
        return momentum(theta, grad, state, lr, beta)[0], {"u": 0 * theta}

    verdict = check.judge_outcomes([run(check, keeps_nothing)])

    assert (verdict.status, verdict.where) == ("failed", "after step 1, state['u'][1]")
    assert verdict.mistake != "this is the method itself"
