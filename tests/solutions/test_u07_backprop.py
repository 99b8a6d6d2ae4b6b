"""What check-kit cannot see: caches of any layout, what blocks what, and the numbers in the story."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.build.assemble import module_source, stub
from autograder.build.unit import load_unit
from autograder.judge import Judge
from autograder.submission.code import Submission
from autograder.submission.module import read_module
from solutions.u07_backprop import moons
from solutions.u07_backprop.network_forward import mlp_forward
from solutions.u07_backprop.network_gradient import mlp_backward
from solutions.u07_backprop.symmetry import zero_start
from tests.conftest import ROOT

NAME = "u07_backprop"
LAYOUTS = {
    "a function": ("lambda: (X, W)", "cache()"),
    "a dict": ("{'X': X.copy(), 'W': W.copy()}", "cache.values()"),
    "bytes": ("pickle.dumps((X, W))", "pickle.loads(cache)"),
    "an object": ("types.SimpleNamespace(X=X, W=W)", "(cache.X, cache.W)"),
    "a generator's list": ("[part for part in (X, W)]", "iter(cache)"),
}
STARTS = np.array([[1.0, 0.0], [0.0, 1.0], [-1.0, 0.0], [0.0, -1.0]]), np.array([0, 0, 1, 2])


@pytest.fixture(scope="module")
def graded(worker, full_specs):
    spec = full_specs(NAME)
    unit = load_unit(ROOT, NAME)

    def grade(own, *exercises):
        source = module_source(unit, own) if isinstance(own, dict) else own
        code = read_module("ada.py", source.encode(), unit=NAME)
        result = Judge(spec, only=set(exercises)).grade(Submission("ada", "ada.py", NAME, code), worker)
        return [result.exercise(name) for name in exercises]

    return grade


def affine(forward="X @ W + b", cache="(X, W)", parts="cache"):
    return {
        "affine_forward": f"import pickle, types\n\n\ndef affine_forward(X, W, b):\n    return {forward}, {cache}\n",
        "affine_backward": f"def affine_backward(dZ, cache):\n    X, W = {parts}\n"
        "    return dZ @ W.T, X.T @ dZ, dZ.sum(axis=0)\n",
    }


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_cache_may_be_anything(layout, graded):
    cache, parts = LAYOUTS[layout]

    both = graded(affine(cache=cache, parts=parts), "affine_forward", "affine_backward")

    assert [item.status for item in both] == ["passed", "passed"]


@pytest.mark.parametrize(
    ("forward", "reason"),
    [
        ("raise NotImplementedError('affine_forward')", "is not written yet"),
        ("return X @ W + b", "does not return the pair (Z, cache)"),
        ("return X @ w + b, (X, W)", "raises NameError: name 'w' is not defined"),
        ("return {}['X'], (X, W)", "raises KeyError: 'X'"),
        (None, "is not defined"),
    ],
)
def test_a_missing_forward_pass_blocks_the_backward_pass_and_says_so(forward, reason, graded):
    own = affine()["affine_backward"]
    if forward is not None:
        own += f"\ndef affine_forward(X, W, b):\n    {forward}\n"

    (backward,) = graded(f"import numpy as np\n\n{own}", "affine_backward")

    assert {check.status for check in backward.checks} == {"blocked"}
    assert backward.score == 0
    assert reason in backward.checks[0].message


def test_where_nothing_is_written_nothing_is_started(graded):
    unit = load_unit(ROOT, NAME)
    stubs = {item.id: stub(unit, item.id) for item in unit.exercises}

    results = graded(stubs, "affine_backward", "mlp_backward")

    assert [item.status for item in results] == ["not_started", "not_started"]


def test_a_decorated_backward_pass_finds_the_forward_pass(graded):
    decorator = """import functools
import numpy as np


def loud(function):
    @functools.wraps(function)
    def louder(*args):
        print(args)
        return function(*args)

    return louder


"""
    own = affine()

    (backward,) = graded(
        f"{decorator}{own['affine_forward']}\n@loud\n{own['affine_backward']}", "affine_backward"
    )

    assert backward.status == "passed"


def test_the_exact_gradient_of_a_near_miss_is_carried_forward(graded):
    own = affine(forward="2 * (X @ W) + b")
    own["affine_backward"] = own["affine_backward"].replace(
        "dZ @ W.T, X.T @ dZ", "2 * dZ @ W.T, 2 * X.T @ dZ"
    )

    forward, backward = graded(own, "affine_forward", "affine_backward")

    assert forward.status == "failed"
    assert (backward.status, backward.score) == ("carried_forward", backward.max_score)


def test_a_network_that_is_a_near_miss_carries_its_gradient_and_its_loss(graded):
    forward = """def mlp_forward(X, params):
    A, steps = X, []
    for layer in range(1, len(params) // 2 + 1):
        Z = A @ params[f"W{layer}"] + params[f"b{layer}"]
        steps.append((A, Z))
        A = np.maximum(0, Z)
    return -Z, steps
"""
    backward = """def mlp_backward(Z, y, params, cache, l2=0.0):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    delta = -(E / E.sum(axis=1, keepdims=True) - np.eye(Z.shape[1])[y]) / len(y)
    grads = {}
    for layer in range(len(params) // 2, 0, -1):
        A = cache[layer - 1][0]
        grads[f"W{layer}"] = A.T @ delta + l2 * params[f"W{layer}"]
        grads[f"b{layer}"] = delta.sum(axis=0)
        delta = (delta @ params[f"W{layer}"].T) * (A > 0)
    return grads
"""
    names = ("mlp_forward", "mlp_backward", "mlp_loss")

    results = graded({"mlp_forward": forward, "mlp_backward": backward}, *names)

    assert [item.status for item in results] == ["failed", "carried_forward", "carried_forward"]


def trained(start, steps, rate=0.5):
    X, y = STARTS
    params = {
        "W1": np.full((2, 3), start),
        "b1": np.zeros(3),
        "W2": np.full((3, 3), start),
        "b2": np.zeros(3),
    }
    for _ in range(steps):
        Z, cache = mlp_forward(X, params)
        grads = mlp_backward(Z, y, params, cache)
        params = {name: params[name] - rate * grads[name] for name in params}
    Z, _ = mlp_forward(X, params)
    return params, float(np.mean(np.log(np.exp(Z).sum(axis=1)) - Z[np.arange(4), y]))


def test_from_zero_only_the_last_biases_move_and_the_loss_ends_at_the_entropy_of_the_shares():
    params, loss = trained(0.0, 3000)

    assert [name for name, array in params.items() if array.any()] == [zero_start[0]]
    assert loss == pytest.approx(zero_start[1], rel=1e-9)


def test_equal_weights_leave_the_hidden_units_equal_and_not_the_outputs():
    params, loss = trained(0.5, 1000)

    assert np.ptp(params["W1"], axis=1) == pytest.approx(0.0)
    assert np.ptp(params["W2"], axis=0) == pytest.approx(0.0)
    assert np.ptp(params["W2"], axis=1).min() > 0.1
    assert loss < zero_start[1]


@pytest.mark.parametrize(("steps", "least", "most"), [(0, 0.0, 0.9), (600, 1.0, 1.0)])
def test_the_moons_of_the_picture_are_told_apart_after_training_only(steps, least, most, monkeypatch):
    shown = []
    monkeypatch.setattr("autograder.plots.decision_boundary", lambda *drawn: shown.extend(drawn))
    body = load_unit(ROOT, NAME).item("picture_of_moons").body

    exec(body.replace("steps = 600", f"steps = {steps}"), dict(vars(moons)))

    predict, points, labels = shown
    assert least <= np.mean(predict(points) == labels) <= most
