"""Is a training run what it says? The judge repeats it, whatever random numbers the submission drew."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Sequence

import numpy as np

from autograder.calls import Call, Outcome
from autograder.checks.base import PASSED, Check, Verdict
from autograder.checks.network import Params, slopes, stepped
from autograder.checks.runs import Run, read_run
from autograder.mistakes import SIGN

Batch = tuple[int, ...]
Slope = Callable[[Batch, Params], Params]
_VISIBLE = 1e-6  # of the largest weight; an epoch of a fresh start moves a hundredth of it
_SURE = 1e5  # orders that there could have been, before "always the same one" is no accident

SUMMED = "the gradient is a sum over the batch where a mean is due"
PLAIN = "these are plain gradient steps, whatever the optimizer"
AFRESH = "the optimizer forgets at the end of each epoch what it remembers"
SAME_ORDER = "the rows come in the same order in every epoch"


class Replay(Check, frozen=True, kw_only=True, tag="replay"):
    """Every epoch is one pass over all rows, in some order, with the steps of the optimizer.

    `at` holds calls of one training function that differ in `epochs` only: 0, 1, 2, ... The parameters after
    each epoch must follow from those before it by way of some order of the rows; which one is for the
    submission's own random numbers to say. So the start, the order and the generator are free, and a
    gradient, a rate or a batch that is wrong shows. Meant for few rows and parameters.
    """

    at: tuple[Call, ...]

    def calls(self) -> tuple[Call, ...]:
        """Return the runs, the shortest first."""
        return self.at

    def verdict(self, outcomes: Sequence[Outcome]) -> Verdict:
        """Explain one epoch after the other; report the first that no order explains."""
        runs = []
        for asked, outcome in zip(self.at, outcomes, strict=True):
            run = read_run(asked, outcome)
            if isinstance(run, Verdict):
                return run
            runs.append(run)
        with np.errstate(all="ignore"):
            problems = [_Story(runs, open_at_zero=way).problem() for way in (False, True)]
        return PASSED if None in problems else problems[0] or PASSED


class _Story:
    """What happened in a series of runs; `open_at_zero` is the slope that a ReLU has at exactly 0."""

    def __init__(self, runs: list[Run], *, open_at_zero: bool) -> None:
        self.runs = runs
        options = runs[0].options
        self.lr, self.optimizer = float(options["lr"]), options.get("optimizer", "sgd")
        self.rows = tuple(range(len(runs[0].y)))
        self.size = min(int(options["batch_size"]), len(self.rows))
        self.open_at_zero = open_at_zero
        self.skipped = False

    def problem(self) -> Verdict | None:
        past: list[Params] = []
        orders = []
        for before, after in itertools.pairwise(self.runs):
            found = self.explain(before.params, after.params, past, self.slope)
            if found is None:
                return self.unexplained(before, after, past)
            order, past = found
            orders.append(order)
        if len(set(orders)) == 1 and self.possible() ** (len(orders) - 1) > _SURE:
            return self.runs[-1].failed("the rows must be shuffled afresh in each epoch", SAME_ORDER)
        return None

    def possible(self) -> float:
        """Return how many orders of batches there are."""
        full, rest = divmod(len(self.rows), self.size)
        ways = math.factorial(self.size) ** full * math.factorial(rest)
        return math.factorial(len(self.rows)) / float(ways)

    def slope(self, batch: Batch, params: Params) -> Params:
        run, rows = self.runs[0], list(batch)
        return slopes(run.X[rows], run.y[rows], params, open_at_zero=self.open_at_zero)

    def explain(
        self, params: Params, end: Params, past: list[Params], slope: Slope, optimizer: str = ""
    ) -> tuple[tuple[Batch, ...], list[Params]] | None:
        """Return an order of batches that leads from `params` to `end`, and all gradients so far."""
        if not _moved(params, end):
            return None
        reach = _reach(params, end)

        def follow(
            here: Params, left: Batch, past: list[Params]
        ) -> tuple[tuple[Batch, ...], list[Params]] | None:
            if not left:
                return ((), past) if _near(here, end, reach) else None
            for batch in itertools.combinations(left, min(self.size, len(left))):
                known = [*past, slope(batch, here)]
                there = stepped(here, known, optimizer or self.optimizer, self.lr)
                rest = tuple(row for row in left if row not in batch)
                self.skipped = self.skipped or bool(rest and _near(there, end, reach))
                found = follow(there, rest, known)
                if found is not None:
                    return ((batch, *found[0]), found[1])
            return None

        return follow(params, self.rows, past)

    def unexplained(self, before: Run, after: Run, past: list[Params]) -> Verdict:
        message = (
            f"epoch {after.epochs}: no order of the rows leads from the parameters of epochs={before.epochs} "
            f"to those of epochs={after.epochs}"
        )
        return after.failed(message, self.cause(before.params, after.params, past))

    def cause(self, start: Params, end: Params, past: list[Params]) -> str | None:
        still = [name for name in start if np.array_equal(start[name], end[name])]
        if len(still) == len(start):
            return "the parameters do not change"
        if not _moved(start, end):
            return "the parameters hardly change, beside the size that they have"
        tried: dict[str, tuple[Slope, list[Params], str]] = {
            SIGN: (self.scaled(lambda _batch: -1.0), past, ""),
            SUMMED: (self.scaled(len), past, ""),
            PLAIN: (self.slope, past, "sgd"),
            AFRESH: (self.slope, [], ""),
        }
        explains = (name for name, attempt in tried.items() if self.tried(start, end, attempt))
        known = next(explains, None)
        if known or self.skipped:
            return known or "an epoch leaves rows out"
        return f"{', '.join(still)} never change{'s' if len(still) == 1 else ''}" if still else None

    def tried(self, start: Params, end: Params, attempt: tuple[Slope, list[Params], str]) -> bool:
        slope, past, optimizer = attempt
        return self.explain(start, end, past, slope, optimizer) is not None

    def scaled(self, factor: Callable[[Batch], float]) -> Slope:
        def slope(batch: Batch, params: Params) -> Params:
            return {name: factor(batch) * item for name, item in self.slope(batch, params).items()}

        return slope


def _moved(start: Params, end: Params) -> bool:
    """Tell whether an epoch can be seen: beside huge weights, or with slopes of 0, no step differs."""
    way, size = _way_and_size(start, end)
    return way > _VISIBLE * size


def _reach(start: Params, end: Params) -> float:
    """Return how far apart two ends of a right epoch may be: rounding beside the way that was made."""
    way, size = _way_and_size(start, end)
    return 1e-8 * way + 1e-12 * size


def _way_and_size(start: Params, end: Params) -> tuple[float, float]:
    way = max(float(np.max(np.abs(end[name] - start[name]), initial=0.0)) for name in start)
    return way, max(float(np.max(np.abs(item), initial=0.0)) for item in start.values())


def _near(one: Params, other: Params, reach: float) -> bool:
    return all(bool(np.all(np.abs(one[name] - other[name]) <= reach)) for name in one)
