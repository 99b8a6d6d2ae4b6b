"""What a training run must show: an honest history, a random start of the right size, and results."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

import numpy as np

from autograder.calls import Call, Outcome
from autograder.checks.base import PASSED, Check, Verdict
from autograder.checks.compare import as_array
from autograder.checks.network import Params, array_of, hits, losses_of, scores, shapes_of
from autograder.checks.runs import Run, read_run
from autograder.checks.wording import call_text, describe, number, two_numbers, value_of
from autograder.plain import Data

HISTORY_RTOL = 1e-7
_MANY = 10_000  # weights of a layer that tell their distribution


class Recorded(Check, frozen=True, kw_only=True, tag="recorded"):
    """The history tells the loss and the accuracy on all rows, before training and after each epoch.

    `at` holds calls that differ in `epochs` only. The last entries must be those of the parameters that came
    back, and a longer run must begin with the entries of a shorter one.
    """

    at: tuple[Call, ...]

    supporting: ClassVar[bool] = True

    def calls(self) -> tuple[Call, ...]:
        """Return the runs, the shortest first."""
        return self.at

    def verdict(self, outcomes: Sequence[Outcome]) -> Verdict:
        """Recompute the last entries; compare the others with the run before."""
        known: Run | None = None
        for asked, outcome in zip(self.at, outcomes, strict=True):
            run = read_run(asked, outcome)
            if isinstance(run, Verdict):
                return run
            problem = _dishonest(run) or (known and _another_run(known, run))
            if problem:
                return problem
            known = run
        return PASSED


class Start(Check, frozen=True, kw_only=True, tag="start"):
    """Before training, the weights of a layer are normal with variance 2/fan_in, its biases 0 (He 2015).

    `at` are two calls with `epochs=0` that differ in the seed. Only layers of 10,000 weights or more are
    looked at for their distribution.
    """

    at: tuple[Call, Call]

    supporting: ClassVar[bool] = True

    def calls(self) -> tuple[Call, ...]:
        """Return both runs."""
        return self.at

    def verdict(self, outcomes: Sequence[Outcome]) -> Verdict:
        """Look at the large layers' weights, at all biases, and at the other seed."""
        runs = [read_run(asked, outcome) for asked, outcome in zip(self.at, outcomes, strict=True)]
        for run in runs:
            if isinstance(run, Verdict):
                return run
        first, second = (run for run in runs if isinstance(run, Run))
        problem = _odd_start(first.params)
        if problem:
            return first.failed(problem, "the start")
        if np.array_equal(first.params["W1"], second.params["W1"]):
            return second.failed("another seed must give another start", "the seed is not used")
        return PASSED


class Floor(Check, frozen=True, kw_only=True, tag="floor"):
    """The median accuracy of several training runs is at least `least`.

    The calls are `train(X, y, sizes, ...)` on the training part of a data set and return (params, history),
    or `fit(X, y, K, ...)` for one layer and return (W, b, losses). The judge takes the accuracy on the test
    part, which a submission never gets, or with `seen` on the rows that it was trained on.
    """

    at: tuple[Call, ...]
    least: float
    seen: bool = False

    def calls(self) -> tuple[Call, ...]:
        """Return the training runs."""
        return self.at

    def verdict(self, outcomes: Sequence[Outcome]) -> Verdict:
        """Compute the accuracy of each run."""
        reached = []
        for asked, outcome in zip(self.at, outcomes, strict=True):
            X, y, kinds = self._examples(asked)
            params = _layers(value_of(outcome.value), kinds)
            if isinstance(params, str):
                return Verdict(status="failed", call=call_text(asked), message=f"the result is {params}")
            reached.append(_accuracy(X, y, params))
        median = float(np.median(reached))
        if median >= self.least:
            return PASSED
        return Verdict(
            status="failed",
            call=call_text(self.at[0]),
            message=self._message(len(reached)),
            got=number(median, 3),
            expected=f"at least {number(self.least, 3)}",
        )

    def _message(self, count: int) -> str:
        rows = "the rows that it was trained on" if self.seen else "the test part"
        return f"the accuracy on {rows} is too low" + (f" (the median of {count} runs)" if count > 1 else "")

    def _examples(self, asked: Call) -> tuple[np.ndarray, np.ndarray, list[int]]:
        """Return the rows that count, their labels, and the layer sizes."""
        (X, y, kinds, *_), _ = asked.arguments()
        if not self.seen:
            assert isinstance(X, Data)
            assert isinstance(y, Data)
            X, y = X._replace(part="X_test", rows=0), y._replace(part="y_test", rows=0)
        rows = array_of(X)
        return rows, array_of(y), kinds if isinstance(kinds, list) else [rows.shape[1], kinds]


def _dishonest(run: Run) -> Verdict | None:
    with np.errstate(all="ignore"):
        values = scores(run.X, run.params)
        due = {"loss": float(losses_of(values, run.y)), "accuracy": hits(values, run.y)}
    for name, right in due.items():
        mine = float(run.history[name][-1])
        if not abs(mine - right) <= HISTORY_RTOL * max(abs(right), 1e-6):
            got, expected = two_numbers(mine, right)
            message = f"the last {name} is not that of the returned parameters on all rows"
            return run.failed(message, got=got, expected=expected)
    return None


def _another_run(known: Run, run: Run) -> Verdict | None:
    for name, entries in known.history.items():
        if not np.allclose(run.history[name][: len(entries)], entries, rtol=1e-9, atol=1e-12):
            message = (
                f"history[{name!r}] of epochs={run.epochs} must begin with the entries of "
                f"epochs={known.epochs}: the same seed makes the same run"
            )
            return run.failed(message)
    return None


def _odd_start(params: Params) -> str | None:
    for name, item in params.items():
        if name.startswith("b") and item.any():
            return f"{name} must start at zero"
    large = {name: item for name, item in params.items() if item.size >= _MANY}
    problems = (_odd_weights(name, item) for name, item in large.items())
    return next((problem for problem in problems if problem), None)


def _odd_weights(name: str, weights: np.ndarray) -> str | None:
    due = float(np.sqrt(2 / weights.shape[0]))
    spread = float(np.sqrt(np.mean(weights**2)))
    if not abs(spread / due - 1) < 0.03:
        return f"the standard deviation of {name} is {number(spread, 3)}, sqrt(2/fan_in) is {number(due, 3)}"
    far = float(np.mean(np.abs(weights) > 2 * spread))  # 4.55 % of a normal distribution
    if abs(float(np.mean(weights))) > 0.05 * due or not 0.035 < far < 0.056:
        return f"the weights of {name} are not normally distributed around 0"
    return None


def _layers(value: Any, sizes: Sequence[int]) -> Params | str:
    """Return the parameters of a network with these layer sizes, or what the value is instead."""
    if isinstance(value, (tuple, list)) and len(value) == 3:
        value = ({"W1": value[0], "b1": value[1]}, value[2])
    if not isinstance(value, (tuple, list)) or len(value) != 2 or not isinstance(value[0], dict):
        return describe(value)
    params = {}
    for name, shape in shapes_of(sizes).items():
        array = as_array(value[0].get(name))
        if array is None or array.shape != shape or array.dtype.kind == "c":
            return f"{describe(value[0].get(name))} for {name}, numbers of shape {shape} are due"
        params[name] = array.astype(float)
    return params


def _accuracy(X: np.ndarray, y: np.ndarray, params: Params) -> float:
    with np.errstate(all="ignore"):
        return hits(scores(X, params), y)
