"""The data sets: the same as scikit-learn's, split without overlap, handed over by name."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest

from autograder import datasets
from autograder.calls import call
from autograder.checks.wording import call_text
from autograder.plain import PlainError, data, from_tree, to_tree
from autograder.submission.module import read_module
from autograder.worker.protocol import Job
from autograder.worker.solo import SoloWorker

KEEP = b"def keep(X, y):\n    return X.sum(axis=0), y[:5]\n"


@pytest.mark.parametrize("name", datasets.SETS)
def test_the_sets_are_those_of_scikit_learn(name):
    bunch = getattr(pytest.importorskip("sklearn.datasets"), f"load_{name}")()

    X, y = datasets.load(name)

    np.testing.assert_array_equal(X, bunch.data)
    np.testing.assert_array_equal(y, bunch.target)
    assert (X.dtype, y.dtype) == (np.float64, np.int64)


@pytest.mark.parametrize("name", datasets.SETS)
def test_both_parts_together_are_the_whole_set(name):
    X_train, y_train, X_test, y_test = datasets.split(name, seed=2)
    X, y = datasets.load(name)

    rows = np.column_stack([np.vstack([X_train, X_test]), np.concatenate([y_train, y_test])])
    whole = np.column_stack([X, y])
    assert len(X_test) == len(X) // 5
    np.testing.assert_array_equal(rows[np.lexsort(rows.T)], whole[np.lexsort(whole.T)])


def test_the_seed_decides_on_the_split():
    same = [datasets.split("wine", seed)[1].tolist() for seed in (1, 1, 2)]

    assert same[0] == same[1] != same[2]


def test_the_test_part_is_scaled_with_the_training_part():
    raw, scaled = (datasets.part_of(data("wine", part, 1)) for part in ("raw_X_test", "X_test"))
    train = datasets.part_of(data("wine", "raw_X_train", 1))

    np.testing.assert_allclose(scaled, (raw - train.mean(axis=0)) / train.std(axis=0), rtol=1e-12)


def test_constant_pixels_stay_zero():
    assert np.isfinite(datasets.part_of(data("digits", "X_train"))).all()


def test_some_rows_and_columns():
    whole = datasets.part_of(data("iris", "X_train"))

    few = datasets.part_of(data("iris", "X_train", rows=7, columns=(2, 0)))

    np.testing.assert_array_equal(few, whole[:7][:, [2, 0]])


@pytest.mark.parametrize("asked", [data("titanic", "X_train"), data("iris", "X_valid")])
def test_what_is_not_there_is_named(asked):
    with pytest.raises(KeyError, match="there are"):
        datasets.part_of(asked)


@pytest.mark.parametrize("asked", [data("iris", "y_test"), data("wine", "X_train", 3, rows=5, columns=(1,))])
def test_a_part_is_plain_data(asked):
    by_json = msgspec.json.decode(msgspec.json.encode(to_tree(asked)))

    assert from_tree(by_json) == asked


@pytest.mark.parametrize(
    "tree",
    [
        {"data": "iris", "part": "X_train", "seed": -1},
        {"data": "iris", "part": "X_train", "seed": True},
        {"data": 3, "part": "X_train", "seed": 0},
        {"data": "iris", "part": "X_train", "seed": 0, "columns": "ab"},
        {"data": "iris"},
    ],
)
def test_malformed_parts_are_refused(tree):
    with pytest.raises(PlainError):
        from_tree(tree)


def test_a_call_names_the_part_in_words():
    asked = call("fit", data("digits", "X_train", 3, rows=20), 0.5)

    assert call_text(asked) == "fit(X_train[:20] of digits, seed 3, 0.5)"


@pytest.mark.parametrize("kind", ["warm", "spawned"])
def test_a_function_gets_the_arrays(kind, worker):
    runner = worker if kind == "warm" else SoloWorker()
    asked = call("keep", data("digits", "raw_X_train", 1), data("digits", "y_train", 1))

    outcome = runner.run(Job(read_module("u.py", KEEP, "u09_x"), (asked,))).outcomes[0]

    sums, labels = outcome.result()
    X, y, _, _ = datasets.split("digits", 1)
    np.testing.assert_array_equal(sums, X.sum(axis=0))
    np.testing.assert_array_equal(labels, y[:5])
