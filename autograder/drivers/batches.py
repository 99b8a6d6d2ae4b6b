"""Facts about mini-batches that hold for every right way of drawing them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograder.drivers.registry import driver


@driver
def batch_facts(
    split: Callable[..., Any], n: int, size: int, seeds: Sequence[int], again: int = 0
) -> dict[str, Any]:
    """Call `split(n, size, rng)` once for each seed, then twice with one generator.

    Args:
        split: the student's function.
        n: how many examples there are.
        size: of a batch.
        seeds: one generator for each.
        again: seed of the generator that is used twice.

    Returns:
        `sizes`: lengths of the batches by seed; `visited`: how often each example came, by seed; `whole`:
        whether all indices are whole numbers; `in_order`: how many epochs came in the order 0, 1, 2, ...;
        `neighbours`: how many batches of three or more are examples in a row; `orders`: how many different
        orders the seeds gave; `repeatable`: whether a seed gives one order; `moves_on`: whether a generator
        gives another order the second time. What is true counts 1.
    """
    epochs = [_epoch(split, n, size, np.random.default_rng(seed)) for seed in seeds]
    orders = [_joined(epoch) for epoch in epochs]
    rng = np.random.default_rng(again)
    first, second = (_joined(_epoch(split, n, size, rng)).tolist() for _ in range(2))
    afresh = _joined(_epoch(split, n, size, np.random.default_rng(again))).tolist()
    whole = all(batch.dtype.kind in "iu" for epoch in epochs for batch in epoch)
    return {
        "sizes": [[len(batch) for batch in epoch] for epoch in epochs],
        "whole": int(whole),
        "visited": [_visits(order, n) for order in orders],
        "in_order": sum(order.tolist() == list(range(n)) for order in orders),
        "neighbours": sum(_in_a_row(batch) for epoch in epochs for batch in epoch),
        "orders": len({tuple(order.tolist()) for order in orders}),
        "repeatable": int(first == afresh),
        "moves_on": int(first != second),
    }


def _epoch(split: Callable[..., Any], n: int, size: int, rng: np.random.Generator) -> list[np.ndarray]:
    return [np.atleast_1d(np.asarray(batch)) for batch in split(n, size, rng)]


def _joined(epoch: list[np.ndarray]) -> np.ndarray:
    return np.concatenate([batch.ravel() for batch in epoch]) if epoch else np.zeros(0)


def _visits(order: np.ndarray, n: int) -> list[int]:
    return [int(np.sum(order == place)) for place in range(n)]


def _in_a_row(batch: np.ndarray) -> bool:
    ranked = np.sort(batch.ravel())
    return ranked.size >= 3 and bool(np.all(np.diff(ranked) == 1))
