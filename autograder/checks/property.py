"""Properties that the right function has, whatever its numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

import numpy as np

from autograder.calls import Call, Outcome
from autograder.checks.base import PASSED, Check, Verdict
from autograder.checks.compare import as_array, structure_mismatch, worst_difference
from autograder.checks.wording import call_text, describe, number, two_numbers, value_of

Rule = Callable[[list[np.ndarray]], str | None]
RULES: dict[str, Rule] = {}


class Property(Check, frozen=True, kw_only=True, tag="property"):
    """The results of the calls obey a named rule (see `RULES`), whatever the reference's values are."""

    at: tuple[Call, ...]
    rule: str

    supporting: ClassVar[bool] = True

    def calls(self) -> tuple[Call, ...]:
        """Return the calls that the rule relates."""
        return self.at

    def verdict(self, outcomes: Sequence[Outcome]) -> Verdict:
        """Apply the rule to the results as arrays."""
        results = [value_of(outcome.value) for outcome in outcomes]
        arrays = [as_array(item) for item in results]
        if any(item is None for item in arrays):
            bad = next(item for item, array in zip(results, arrays, strict=True) if array is None)
            return self._failed(f"the result is {describe(bad)}, numbers are due")
        odd = next(
            (item for item in arrays if item is not None and (not item.size or item.dtype.kind == "c")), None
        )
        if odd is not None:
            return self._failed(f"the result is {describe(odd)}, real numbers are due")
        problem = RULES[self.rule]([item.astype(float) for item in arrays if item is not None])
        return PASSED if problem is None else self._failed(problem)

    def _failed(self, problem: str) -> Verdict:
        return Verdict(status="failed", call=" and ".join(call_text(c) for c in self.at[:2]), message=problem)


def rule(function: Rule) -> Rule:
    """Register a rule under its function's name."""
    RULES[function.__name__] = function
    return function


def _differ(got: Any, due: Any) -> tuple[str, str] | None:
    if structure_mismatch(got, due):
        return str(np.shape(got)), str(np.shape(due))
    worst = worst_difference(got, due, 1e-9, 1e-12)
    return None if worst is None else two_numbers(worst.got, worst.expected)


@rule
def equal(results: list[np.ndarray]) -> str | None:
    """All calls give the same result."""
    pairs = (_differ(item, results[0]) for item in results[1:])
    wrong = next((pair for pair in pairs if pair), None)
    return f"the two results must be the same; {wrong[0]} differs from {wrong[1]}" if wrong else None


@rule
def odd(results: list[np.ndarray]) -> str | None:
    """f(-z) = -f(z)."""
    wrong = _differ(results[1], -results[0])
    return f"f(-z) must be -f(z); f(-z) is {wrong[0]}, -f(z) is {wrong[1]}" if wrong else None


@rule
def even(results: list[np.ndarray]) -> str | None:
    """f(-z) = f(z)."""
    wrong = _differ(results[1], results[0])
    return f"f(-z) must be f(z); f(-z) is {wrong[0]}, f(z) is {wrong[1]}" if wrong else None


@rule
def complement(results: list[np.ndarray]) -> str | None:
    """f(-z) = 1 - f(z)."""
    wrong = _differ(results[1], 1.0 - results[0])
    return f"f(-z) must be 1 - f(z); f(-z) is {wrong[0]}, 1 - f(z) is {wrong[1]}" if wrong else None


@rule
def increasing(results: list[np.ndarray]) -> str | None:
    """Values on increasing inputs never fall."""
    if not results[0].ndim:
        return "one value for each input is due, it is a single number"
    falls = np.diff(results[0]) < -1e-12
    if not falls.any():
        return None
    i = int(falls.argmax())
    here, after = number(results[0][i]), number(results[0][i + 1])
    return f"larger inputs must not give smaller values; {here} is followed by {after}"


@rule
def rows_sum_to_one(results: list[np.ndarray]) -> str | None:
    """Every row sums to 1 and no entry is negative."""
    sums = results[0].sum(axis=-1)
    worst = sums.flat[int(np.abs(sums - 1).argmax())]
    if not abs(worst - 1) <= 1e-9:
        columns = results[0].ndim == 2 and np.allclose(results[0].sum(axis=0), 1.0, rtol=0, atol=1e-9)
        hint = "; the columns do: the wrong axis?" if columns else ""
        return f"every row must sum to 1; one sums to {number(worst)}{hint}"
    return "no entry may be negative" if (results[0] < 0).any() else None


@rule
def rows_sum_to_zero(results: list[np.ndarray]) -> str | None:
    """Every row sums to 0."""
    sums = results[0].sum(axis=-1)
    worst = sums.flat[int(np.abs(sums).argmax())]
    return None if abs(worst) <= 1e-9 else f"every row must sum to 0; one sums to {number(worst)}"


@rule
def symmetric(results: list[np.ndarray]) -> str | None:
    """The matrix equals its transpose."""
    wrong = _differ(results[0].T, results[0])
    return f"the matrix must be symmetric; {wrong[0]} stands opposite {wrong[1]}" if wrong else None


@rule
def never_negative(results: list[np.ndarray]) -> str | None:
    """No entry is below 0."""
    low = min(float(item.min()) for item in results)
    return None if low >= 0 else f"no value may be negative; one is {number(low)}"
