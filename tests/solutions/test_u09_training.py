"""The reference learns real data well enough, whatever its random numbers; facts of the prose recomputed."""

from __future__ import annotations

import math
import time

import numpy as np
import pytest

from autograder.checks.network import hits, scores
from autograder.datasets import part_of, split
from autograder.exercise.training_recipes import TRAINED
from autograder.plain import data
from solutions.u09_training.batch_noise import batch_noise
from solutions.u09_training.broken_runs import broken_runs, run_a, run_b, run_c
from solutions.u09_training.evaluation import evaluate
from solutions.u09_training.gradients_of_a_batch import batch_gradients
from solutions.u09_training.order_of_steps import order_of_steps
from solutions.u09_training.prediction import predict
from solutions.u09_training.scaling import standardize
from solutions.u09_training.softmax_regression import fit_softmax
from solutions.u09_training.training import train_mlp

SPLITS = {"digits": (1, 4, 5), "wine": (1, 4, 6), "iris": (1, 2, 3), "breast_cancer": (1, 5, 6)}
FLOORS = {"digits": 0.93, "wine": 0.93, "iris": 0.9, "breast_cancer": 0.91}


def parts(name, seed):
    return [part_of(data(name, part, seed)) for part in ("X_train", "y_train", "X_test", "y_test")]


def accuracies(name, seeds):
    """One row for each seed of training, one column for each split that the grader uses."""
    sizes, options = TRAINED[name]
    found = []
    for X, y, X_test, y_test in (parts(name, seed) for seed in SPLITS[name]):
        runs = [train_mlp(X, y, list(sizes), **options, seed=start)[0] for start in seeds]
        found.append([hits(scores(X_test, params), y_test) for params in runs])
    return np.array(found).T


@pytest.mark.slow
@pytest.mark.parametrize("name", FLOORS)
def test_the_median_of_three_runs_reaches_the_floor_for_any_seed(name):
    assert np.median(accuracies(name, range(20)), axis=1).min() >= FLOORS[name]


@pytest.mark.slow
@pytest.mark.parametrize("name", FLOORS)
def test_a_training_run_takes_less_than_half_a_second(name):
    X, y, _, _ = parts(name, 1)
    sizes, options = TRAINED[name]

    start = time.process_time()
    train_mlp(X, y, list(sizes), **options, seed=1)

    assert time.process_time() - start < 0.5


@pytest.mark.slow
def test_twenty_wines_are_learned_by_heart_for_any_seed():
    X, y = (part_of(data("wine", part, 1, rows=20)) for part in ("X_train", "y_train"))

    last = [
        train_mlp(X, y, [13, 16, 3], lr=0.1, epochs=100, batch_size=5, seed=seed)[1]["accuracy"][-1]
        for seed in range(20)
    ]

    assert last == [1.0] * 20


@pytest.mark.parametrize("name", FLOORS)
def test_the_first_loss_is_typically_20_to_50_percent_above_that_of_equal_chances(name):
    X, y, _, _ = parts(name, 1)
    sizes = list(TRAINED[name][0])

    first = [
        train_mlp(X, y, sizes, lr=0.1, epochs=0, batch_size=32, seed=seed)[1]["loss"][0] for seed in range(60)
    ]

    assert 1.2 < np.median(first) / math.log(sizes[-1]) < 1.5


def test_predict_agrees_with_the_accuracy_of_evaluate():
    X, y, X_test, y_test = parts("iris", 2)
    params, history = train_mlp(X, y, [4, 8, 3], lr=0.1, epochs=3, batch_size=10, seed=0)

    assert np.mean(predict(X, params) == y) == history["accuracy"][-1]
    assert evaluate(X_test, y_test, params)[1] == hits(scores(X_test, params), y_test)


def test_the_linear_classifier_knows_93_percent_of_new_digits():
    X, y, X_test, y_test = parts("digits", 3)
    W, b, losses = fit_softmax(X, y, 10, 0.5, 60)

    assert hits(X_test @ W + b, y_test) >= 0.93
    assert (np.diff(losses) < 0).all()
    assert W.size + b.size == 650


def test_the_story_of_the_wines():
    X_train, _, X_test, _ = split("wine")

    assert X_train[:, 0].mean() == pytest.approx(13, abs=0.1)
    assert X_train[:, 12].mean() == pytest.approx(750, abs=25)
    assert len(X_test) == 35
    assert math.sqrt(0.95 * 0.05 / 35) == pytest.approx(0.037, abs=5e-4)


def test_the_order_of_steps_counts_the_updates():
    rows = len(split("digits")[1])

    assert rows == 1438
    assert order_of_steps[1] == 15 * math.ceil(rows / 32)


def test_the_noise_of_batches():
    slopes = np.array([1.0, -3.0, 4.0, 0.0, 8.0])
    draws = np.random.RandomState(0).choice(slopes, size=(200_000, 4))

    assert batch_noise[1] == slopes.var() / 4
    assert draws.mean(axis=1).var() == pytest.approx(batch_noise[1], rel=0.02)


def test_run_a_has_too_high_a_rate():
    run = broken_runs()["A"]

    losses = fit_softmax(run["X"], run["y"], 2, run["lr"], 9)[2]
    rates = [rate for rate in 2.0 ** np.arange(5, -6, -1) if falls(run, rate)]

    np.testing.assert_allclose(losses, run["losses"], atol=6e-4)
    assert run_a == ("learning rate", max(rates))
    np.testing.assert_allclose([run["X"].mean(axis=0), run["X"].std(axis=0) - 1], 0, atol=0.01)


def falls(run, rate):
    return bool((np.diff(fit_softmax(run["X"], run["y"], 2, rate, 10)[2]) < 0).all())


def test_run_b_has_inputs_of_different_size():
    run = broken_runs()["B"]

    losses = fit_softmax(run["X"], run["y"], 3, run["lr"], 9)[2]
    scaled, _ = standardize(run["X"], run["X"])

    np.testing.assert_allclose(losses, run["losses"], rtol=1e-4)
    assert run_b[1] == pytest.approx(fit_softmax(scaled, run["y"], 3, run["lr"], 30)[2][-1], rel=1e-8)
    np.testing.assert_allclose(scaled, broken_runs()["C"]["X"], atol=5.1e-3)


def test_run_c_starts_where_nothing_but_the_last_bias_moves():
    run = broken_runs()["C"]
    params = {"W1": np.zeros((3, 8)), "b1": np.zeros(8), "W2": np.zeros((8, 3)), "b2": np.zeros(3)}

    losses = [evaluate(run["X"], run["y"], params)[0]]
    for _ in range(40):
        grads = batch_gradients(run["X"], run["y"], params)
        params = {name: params[name] - run["lr"] * grads[name] for name in params}
        losses.append(evaluate(run["X"], run["y"], params)[0])

    np.testing.assert_allclose(losses[:10], run["losses"], atol=6e-5)
    assert [name for name in params if params[name].any()] == ["b2"]
    assert run_c[1] == pytest.approx(losses[-1], rel=1e-9)
