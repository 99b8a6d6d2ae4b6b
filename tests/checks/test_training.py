"""Training runs are repeated whatever their random numbers were; what is wrong with one is named."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.calls import call
from autograder.checks import Floor, Recorded, Replay, Start
from autograder.checks.network import slopes
from autograder.checks.replay import AFRESH, PLAIN, SAME_ORDER, SUMMED
from autograder.exercise.training_recipes import first_rows, runs_on, series
from autograder.mistakes import SIGN
from autograder.plain import data
from autograder.worker.values import materialise
from solutions.u09_training.evaluation import evaluate
from solutions.u09_training.gradients_of_a_batch import batch_gradients
from solutions.u09_training.softmax_regression import fit_softmax
from solutions.u09_training.training import train_mlp
from solutions.u09_training.updates import update_params
from tests.checks.outcomes import returned

OPTIMIZERS = ("sgd", "momentum", "adam")


def judged(check, function):
    outcomes = []
    for asked in check.calls():
        args, kwargs = (materialise(part) for part in asked.arguments())
        outcomes.append(returned(function(*args, **kwargs)))
    return check.judge_outcomes(outcomes)


def replay(optimizer="sgd", rows=5, epochs=4, batch_size=2, sizes=(2, 4, 2)):
    at = series(2501, sizes, rows, epochs, optimizer=optimizer, lr=0.1, batch_size=batch_size)
    return Replay(label="replay", at=at)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize(("rows", "batch_size"), [(5, 2), (4, 1), (4, 9), (6, 3)])
def test_a_right_run_is_explained(optimizer, rows, batch_size):
    assert judged(replay(optimizer, rows, 3, batch_size), train_mlp).status == "passed"


def loop(slope=batch_gradients, *, rate=1.0, order="fresh", forget="never", drop=False, optimizer=None):
    """Return a training function with one thing changed."""

    def train(X, y, sizes, *, lr, epochs, batch_size, seed, **options):
        rng, state = np.random.default_rng(seed), {}
        params = {}
        for layer in range(1, len(sizes)):
            params[f"W{layer}"] = rng.normal(size=(sizes[layer - 1], sizes[layer]))
            params[f"b{layer}"] = np.zeros(sizes[layer])
        pairs = [evaluate(X, y, params)]
        for _ in range(epochs):
            rows = rng.permutation(len(y)) if order == "fresh" else np.arange(len(y))
            state = {} if forget == "epoch" else state
            for first in range(0, len(y) - (batch_size - 1 if drop else 0), batch_size):
                chosen = rows[first : first + batch_size]
                kind = optimizer or options.get("optimizer", "sgd")
                grads = slope(X[chosen], y[chosen], params)
                params, state = update_params(params, grads, state, kind, lr * rate)
            pairs.append(evaluate(X, y, params))
        return params, {"loss": [a for a, _ in pairs], "accuracy": [b for _, b in pairs]}

    return train


def summed(X, y, params):
    return {name: len(y) * item for name, item in batch_gradients(X, y, params).items()}


def without_bias(X, y, params):
    return {name: item * (name[0] == "W") for name, item in batch_gradients(X, y, params).items()}


def still(X, y, params):
    return {name: 0 * item for name, item in params.items()}


@pytest.mark.parametrize(
    ("wrong", "optimizer", "cause"),
    [
        (loop(summed), "sgd", SUMMED),
        (loop(rate=-1), "momentum", SIGN),
        (loop(without_bias), "sgd", "b1, b2 never change"),
        (loop(still), "sgd", "the parameters do not change"),
        (loop(optimizer="sgd"), "adam", PLAIN),
        (loop(forget="epoch"), "momentum", AFRESH),
        (loop(drop=True), "sgd", "an epoch leaves rows out"),
        (loop(order="kept"), "sgd", SAME_ORDER),
        (loop(rate=1 + 1e-6), "sgd", None),
    ],
)
def test_what_is_wrong_is_named(wrong, optimizer, cause):
    verdict = judged(replay(optimizer, epochs=5), wrong)

    assert (verdict.status, verdict.mistake) == ("failed", cause)


def test_the_same_order_twice_may_be_an_accident():
    assert judged(replay(epochs=2), loop(order="kept")).status == "passed"


def test_a_slope_of_one_at_zero_is_accepted_too():
    X, y = np.array([[1.0], [2.0]]), np.array([0, 1])
    start = {"W1": np.zeros((1, 1)), "b1": np.zeros(1), "W2": np.array([[1.0, -1.0]]), "b2": np.zeros(2)}
    made = {name: start[name] - item for name, item in slopes(X, y, start, open_at_zero=True).items()}
    history = [{"loss": [0.0] * (epochs + 1), "accuracy": [0.0] * (epochs + 1)} for epochs in (0, 1)]
    at = tuple(call("train", X, y, [1, 1, 2], lr=1.0, epochs=epochs, batch_size=2) for epochs in (0, 1))

    verdict = Replay(at=at).judge_outcomes([returned((start, history[0])), returned((made, history[1]))])

    assert made["b1"].any() or made["W1"].any()
    assert verdict.status == "passed"


def spoiled(change):
    def train(*args, **options):
        params, history = train_mlp(*args, **options)
        return change(params, {name: list(item) for name, item in history.items()})

    return train


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda params, history: (params, history | {"loss": history["loss"][:-1]}), "has shape"),
        (lambda params, history: (params, {"loss": history["loss"]}), "lacks the key 'accuracy'"),
        (lambda params, history: ({k: v for k, v in params.items() if k != "b2"}, history), "'b2'"),
        (lambda params, history: ({k: v.T for k, v in params.items()}, history), "expected (2, 4)"),
        (lambda params, history: ({k: v * np.nan for k, v in params.items()}, history), "nan or inf"),
        (lambda params, history: (dict.fromkeys(params, "w"), history), "real numbers are due"),
        (lambda params, history: params, "the pair (params, history)"),
        (lambda params, history: None, "the pair (params, history)"),
    ],
)
def test_a_result_of_another_form_is_described(change, words):
    for check in (replay(), Recorded(at=replay().at), Start(at=replay().at[:1] * 2)):
        verdict = judged(check, spoiled(change))

        assert verdict.status == "failed"
        assert words in verdict.message


def test_an_honest_history_passes_and_may_be_arrays():
    check = Recorded(at=replay("adam").at)

    assert judged(check, train_mlp).status == "passed"
    arrays = spoiled(lambda params, history: (params, {k: np.array(v) for k, v in history.items()}))
    assert judged(check, arrays).status == "passed"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda params, h: (params, h | {"loss": [*h["loss"][:-1], 0.5]}), "the last loss"),
        (lambda params, h: (params, h | {"accuracy": [*h["accuracy"][:-1], 0.123]}), "the last accuracy"),
        (
            lambda params, h: (params, h | {"loss": [*range(len(h["loss"]) - 1), h["loss"][-1]]}),
            "begin with the entries",
        ),
        (lambda params, h: ({k: v * 0 for k, v in params.items()}, h), "the last"),
    ],
)
def test_a_dishonest_history_is_seen(change, words):
    verdict = judged(Recorded(at=replay(epochs=3).at), spoiled(change))

    assert verdict.status == "failed"
    assert words in verdict.message


def start_of(draw):
    def train(X, y, sizes, *, seed, **_options):
        rng = np.random.default_rng(seed)
        params = {}
        for layer in range(1, len(sizes)):
            params[f"W{layer}"] = draw(rng, sizes[layer - 1], sizes[layer])
            params[f"b{layer}"] = np.zeros(sizes[layer])
        return params, {"loss": [0.0], "accuracy": [0.0]}

    return train


STARTS = Start(
    at=tuple(
        call("t", np.ones((2, 200)), np.array([0, 1]), [200, 120, 90, 2], lr=0.1, epochs=0, seed=seed)
        for seed in (1, 2)
    )
)


@pytest.mark.parametrize("shift", range(20))
def test_a_start_of_the_right_size_passes(shift):
    train = start_of(lambda rng, n, k: np.sqrt(2 / n) * rng.normal(size=(n + shift, k))[shift:])

    assert judged(STARTS, train).status == "passed"


@pytest.mark.parametrize(
    ("draw", "words"),
    [
        (lambda rng, n, k: rng.normal(size=(n, k)) / np.sqrt(n), "standard deviation of W1"),
        (lambda rng, n, k: rng.normal(size=(n, k)) * np.sqrt(2 / 200), "standard deviation of W2"),
        (lambda rng, n, k: rng.normal(size=(n, k)) * np.sqrt(4 / (n + k)), "standard deviation"),
        (lambda rng, n, k: rng.uniform(-1, 1, size=(n, k)) * np.sqrt(6 / n), "not normally distributed"),
        (lambda rng, n, k: np.abs(rng.normal(size=(n, k))) * np.sqrt(2 / n), "not normally distributed"),
        (lambda rng, n, k: np.zeros((n, k)), "standard deviation of W1"),
        (lambda rng, n, k: np.random.RandomState(0).normal(size=(n, k)) * np.sqrt(2 / n), "another seed"),
    ],
)
def test_another_start_is_seen(draw, words):
    verdict = judged(STARTS, start_of(draw))

    assert verdict.status == "failed"
    assert words in verdict.message


def test_biases_start_at_zero():
    def train(*args, **options):
        params, history = start_of(lambda rng, n, k: np.sqrt(2 / n) * rng.normal(size=(n, k)))(
            *args, **options
        )
        return params | {"b2": params["b2"] + 0.01}, history

    assert "b2 must start at zero" in judged(STARTS, train).message


def test_a_floor_is_judged_on_rows_that_were_not_seen():
    check = Floor(at=runs_on("iris", (1, 2, 3)), least=0.9)

    assert judged(check, train_mlp).status == "passed"
    untrained = judged(check, start_of(lambda rng, n, k: rng.normal(size=(n, k))))
    assert untrained.status == "failed"
    assert "the test part" in untrained.message
    assert untrained.expected == "at least 0.9"


def test_a_floor_of_seen_rows():
    check = Floor(
        at=(first_rows("wine", 20, lr=0.1, epochs=100, batch_size=5, seed=1),), least=1.0, seen=True
    )

    assert judged(check, train_mlp).status == "passed"


def test_a_floor_of_one_layer():
    at = (call("fit", data("wine", "X_train", 1), data("wine", "y_train", 1), 3, 0.5, 50),)

    assert judged(Floor(at=at, least=0.93), fit_softmax).status == "passed"


@pytest.mark.parametrize(
    ("result", "words"),
    [
        (None, "the result is None"),
        ((1, 2, 3), "for W1, numbers of shape (13, 3) are due"),
        ((np.ones((1000, 13, 3)), np.zeros(3), []), "for W1, numbers of shape (13, 3) are due"),
        ((np.ones((13, 3)), np.zeros((1, 3)), []), "for b1, numbers of shape (3,) are due"),
        (({"W1": "w"}, {}), "for W1"),
    ],
)
def test_a_floor_describes_what_is_no_network(result, words):
    at = (call("fit", data("wine", "X_train", 1), data("wine", "y_train", 1), 3, 0.5, 50),)

    assert words in judged(Floor(at=at, least=0.5), lambda *_: result).message


def test_checks_of_runs_survive_their_file():
    import msgspec

    from autograder.checks import AnyCheck

    for check in (replay(), Recorded(at=replay().at), STARTS, Floor(at=runs_on("wine", (1,)), least=0.9)):
        assert msgspec.json.decode(msgspec.json.encode(check), type=AnyCheck) == check


@pytest.mark.parametrize("scale", [1e6, 1e14, 1e60])
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_weights_beside_which_no_step_is_seen_are_no_training(optimizer, scale):
    def still(X, y, sizes, *, epochs, seed, **_options):
        params, history = train_mlp(X, y, sizes, lr=0.1, batch_size=1, epochs=0, seed=seed)
        drift = {name: scale * item + (name == "b1") * epochs * scale / 1e8 for name, item in params.items()}
        return drift, {name: list(entries) * (epochs + 1) for name, entries in history.items()}

    assert judged(replay(optimizer, epochs=2), still).status == "failed"


def test_a_start_that_is_sure_of_every_row_needs_steps_too():
    def sure(X, y, sizes, *, epochs, **_options):
        params = {"W1": np.zeros(sizes), "b1": np.where(np.arange(sizes[1]) == y[0], 1e3, 0.0)}
        return params, {"loss": [0.0] * (epochs + 1), "accuracy": [1.0] * (epochs + 1)}

    assert judged(replay(rows=1, epochs=2, sizes=(2, 2)), sure).status == "failed"
