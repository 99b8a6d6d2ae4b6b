"""Module-level answers: quizzes with a number as witness."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

import numpy as np

from autograder.calls import Call, Outcome, read
from autograder.checks.base import PASSED, Check, Verdict
from autograder.checks.compare import as_array
from autograder.checks.wording import describe, show, value_of
from autograder.plain import Tree, from_tree


class Answered(Check, frozen=True, kw_only=True, tag="answered"):
    """The value is filled in with the right kind of thing; says nothing about right or wrong.

    `like` is an example of the form only: a text, a number, a list, or a tuple of those. `words` are the
    texts to choose from, where there is a choice; `symbols` says that a text must be a formula of these.
    """

    name: str
    like: Tree = None
    words: tuple[str, ...] = ()
    symbols: tuple[str, ...] | None = None

    supporting: ClassVar[bool] = True
    gate: ClassVar[bool] = True

    def calls(self) -> tuple[Call, ...]:
        """Read the value."""
        return (read(self.name),)

    def verdict(self, outcomes: Sequence[Outcome]) -> Verdict:
        """Compare the form."""
        got = value_of(outcomes[0].value)
        problem = (
            _form_mismatch(got, from_tree(self.like)) or self._not_a_choice(got) or self._no_formula(got)
        )
        if problem:
            return Verdict(status="failed", call=self.name, message=problem, mistake="form of the answer")
        return PASSED

    def _not_a_choice(self, got: Any) -> str | None:
        texts = [got] if isinstance(got, str) else got if isinstance(got, (list, tuple)) else []
        odd = [
            text for text in texts if isinstance(text, str) and _plain(text) not in map(_plain, self.words)
        ]
        if not self.words or not odd:
            return None
        return f"{show(odd[0], 40)} is none of the words to choose from: {', '.join(self.words)}"

    def _no_formula(self, got: Any) -> str | None:
        if self.symbols is None or not isinstance(got, str):
            return None
        from sympy_checks.parse import parse
        from sympy_checks.tokens import FormulaError

        try:
            parse(got, self.symbols)
        except FormulaError as problem:
            return f"{problem.message}\n{problem.caret()}"
        return None


class Quiz(Check, frozen=True, kw_only=True, tag="quiz"):
    """The value is the expected one: texts ignoring case, numbers to `rtol`, tuples part by part.

    A claim comes with a number that shows it (its *witness*): both must be right.
    """

    name: str
    expected: Tree
    also: tuple[Tree, ...] = ()
    rtol: float = 1e-3

    def calls(self) -> tuple[Call, ...]:
        """Read the value."""
        return (read(self.name),)

    def verdict(self, outcomes: Sequence[Outcome]) -> Verdict:
        """Accept any of the expected answers."""
        got = value_of(outcomes[0].value)
        if any(same_answer(got, from_tree(tree), self.rtol) for tree in (self.expected, *self.also)):
            return PASSED
        message = not_the_answer(got, from_tree(self.expected), self.rtol)
        return Verdict(status="failed", call=self.name, message=message, got=show(got, 60))


def not_the_answer(got: Any, due: Any, rtol: float) -> str:
    """Return what is wrong with an answer: which parts, where it has the right number of them."""
    if isinstance(due, tuple) and isinstance(got, (tuple, list)) and len(got) == len(due) > 1:
        wrong = [i for i, (g, d) in enumerate(zip(got, due, strict=True), 1) if not same_answer(g, d, rtol)]
        return "part " + " and ".join(map(str, wrong)) + " of the answer is not right"
    return "this is not the answer"


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def same_answer(got: Any, due: Any, rtol: float) -> bool:
    """Compare a quiz answer with the expected one."""
    if isinstance(due, str):
        return isinstance(got, str) and _plain(got) == _plain(due)
    if isinstance(due, (tuple, list)):
        parts = list(got) if isinstance(got, np.ndarray) and got.shape == (len(due),) else got
        same_length = isinstance(parts, (tuple, list)) and len(parts) == len(due)
        return same_length and all(same_answer(g, d, rtol) for g, d in zip(parts, due, strict=True))
    if isinstance(due, bool):
        return isinstance(got, (bool, np.bool_)) and bool(got) == due
    return _same_number(got, due, rtol)


def _same_number(got: Any, due: float, rtol: float) -> bool:
    array = as_array(got)
    if array is None or array.ndim or array.dtype.kind not in "iuf":
        return False
    return bool(abs(float(array[()]) - due) <= rtol * abs(due) + 1e-12)


def _form_mismatch(got: Any, like: Any) -> str | None:
    if isinstance(like, str) and not isinstance(got, str):
        return f'a text in quotes is due, for example "{like}"; it is {describe(got)}'
    if isinstance(like, (tuple, list)):
        if not isinstance(got, (tuple, list)):
            return f"{_length(like)} is due; it is {describe(got)}"
        if isinstance(like, tuple) and len(got) != len(like):
            return f"{_length(like)} is due; it has {len(got)}"
        parts = (_form_mismatch(g, d) for g, d in zip(got, like, strict=False))
        return next((part for part in parts if part), None)
    number = isinstance(like, (int, float)) and not isinstance(like, bool)
    if number and (as_array(got) is None or np.ndim(got) or isinstance(got, bool)):
        return f"a number is due; it is {describe(got)}"
    return None


def _length(like: Any) -> str:
    return f"a tuple of {len(like)}" if isinstance(like, tuple) else "a list"
