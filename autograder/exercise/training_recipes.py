"""Calls of training functions: small networks, series of runs to repeat, real data."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import numpy as np

from autograder.calls import Call, call, drive
from autograder.exercise.recipes import draw
from autograder.plain import data, named

TRAINED: dict[str, tuple[tuple[int, ...], dict[str, Any]]] = {
    "digits": ((64, 32, 10), {"lr": 0.1, "epochs": 15, "batch_size": 32}),
    "wine": ((13, 16, 3), {"optimizer": "momentum", "lr": 0.05, "epochs": 20, "batch_size": 16}),
    "iris": ((4, 16, 3), {"optimizer": "adam", "lr": 0.02, "epochs": 30, "batch_size": 16}),
    "breast_cancer": ((30, 16, 2), {"lr": 0.1, "epochs": 15, "batch_size": 32}),
}
"""Layer sizes and settings of the runs whose accuracy counts; a run takes a fifth of a second at most."""


def network_of(seed: int, *sizes: int) -> dict[str, np.ndarray]:
    """Return fixed parameters W1, b1, W2, b2, ... of a network with these layer sizes, biases not zero."""
    made = {}
    for layer, (inputs, units) in enumerate(itertools.pairwise(sizes), start=1):
        made[f"W{layer}"] = draw(seed + 2 * layer, inputs, units, low=-1.5, high=1.5)
        made[f"b{layer}"] = draw(seed + 2 * layer + 1, units, low=-0.8, high=0.8)
    return made


def classes(seed: int, count: int, K: int) -> np.ndarray:
    """Return fixed pseudo-random labels of `count` rows in K classes."""
    return np.random.RandomState(seed).randint(0, K, size=count).astype(np.int64)


def series(
    seed: int,
    sizes: Sequence[int],
    rows: int,
    epochs: int,
    *,
    inputs: Any = None,
    **options: Any,
) -> tuple[Call, ...]:
    """Return calls of `train_mlp` with 0, 1, ... `epochs` epochs and everything else the same."""
    X = draw(seed, rows, sizes[0]) if inputs is None else inputs
    y = np.arange(rows) * 2 % 5 % sizes[-1]
    return tuple(
        call("train_mlp", X, y, list(sizes), **options, epochs=count, seed=seed)
        for count in range(epochs + 1)
    )


def runs_on(name: str, splits: Sequence[int]) -> tuple[Call, ...]:
    """Return one call of `train_mlp` for each split of a real data set."""
    sizes, options = TRAINED[name]
    return tuple(
        call(
            "train_mlp",
            data(name, "X_train", split),
            data(name, "y_train", split),
            list(sizes),
            **options,
            seed=10 + split,
        )
        for split in splits
    )


def first_rows(name: str, rows: int, **options: Any) -> Call:
    """Return a call of `train_mlp` on the first rows of a real data set."""
    sizes = list(TRAINED[name][0])
    X, y = (data(name, part, 1, rows=rows) for part in ("X_train", "y_train"))
    return call("train_mlp", X, y, sizes, **options)


def update_run(optimizer: str, steps: int, lr: float, seed: int = 2240, scale: float = 1.0) -> Call:
    """Return several steps of `update_params` on two arrays, with gradients that are given beforehand."""
    params = {"W1": draw(seed, 2, 3), "b1": draw(seed + 50, 3)}
    gradients = [
        {"W1": scale * draw(seed + 60 + step, 2, 3), "b1": scale * draw(seed + 80 + step, 3)}
        for step in range(steps)
    ]
    return drive("update_path", "update_params", params, gradients, {}, optimizer, lr)


def epoch_run(
    seed: int, rows: int, batch_size: int, inputs: int, state: dict[str, Any] | None = None
) -> Call:
    """Return a call of `run_epoch` on drawn rows in a drawn order, with a step that tells orders apart."""
    order = np.random.RandomState(seed).permutation(rows).astype(np.int64)
    examples = draw(seed + 1, rows, inputs), classes(seed + 2, rows, 3)
    params = {"w": draw(seed + 3, inputs)}
    return call("run_epoch", named("halving_step"), *examples, params, state or {}, order, batch_size)


def history_run(seed: int, rows: int, batch_size: int, epochs: int, *, stateful: bool = False) -> Call:
    """Return a call of `record_history` with drawn orders; `stateful` takes a step that uses its state."""
    random = np.random.RandomState(seed)
    orders = [random.permutation(rows).astype(np.int64) for _ in range(epochs)]
    step = named("coasting_step" if stateful else "halving_step")
    examples = draw(seed + 1, rows, 2), classes(seed + 2, rows, 3)
    params = {"w": draw(seed + 3, 2)}
    return call("record_history", step, named("spread_measure"), *examples, params, orders, batch_size)
