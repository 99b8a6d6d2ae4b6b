"""Shape and type of results."""

from __future__ import annotations

from typing import Any, ClassVar

import msgspec
import numpy as np

from autograder.calls import Call, Outcome
from autograder.checks.base import CallCheck, Run, Verdict
from autograder.checks.compare import leaves, structure_mismatch
from autograder.checks.wording import call_text, describe, value_of
from autograder.mistakes import FORGOT_RETURN, NOT_ARRAY, NOT_FLOAT, NOT_TUPLE, STACKED, TRANSPOSED
from autograder.plain import Tree, to_tree


class Shape(CallCheck, frozen=True, kw_only=True, tag="shape"):
    """The result has the structure, the shapes and the types of the reference's.

    `form` is filled by the build: the reference's results with every number replaced by 0, so that it says
    nothing about values. A wrong shape blocks the value checks; a wrong type (a list, float32) does not.
    `names` are what the parts of a tuple are called.
    """

    form: tuple[Tree, ...] = ()
    names: tuple[str, ...] = ()

    supporting: ClassVar[bool] = True
    gate: ClassVar[bool] = True

    def judge_call(self, place: int, asked: Call, outcome: Outcome) -> Verdict | None:
        """Compare structure first, then types."""
        got, due = value_of(outcome.value), value_of(self.form[place])
        said = got if asked.driver and isinstance(got, str) and not isinstance(due, str) else None
        problem = said or structure_mismatch(got, due, self.names)  # what a driver says is no result
        if problem:
            return _failed(asked, got, due, problem)
        wrong = _type_mismatch(got, due)
        if wrong is None:
            return None
        message, mistake = wrong
        text = call_text(asked)
        return Verdict(status="failed", call=text, message=message, mistake=mistake, got=describe(got))

    def filled(self, run: Run) -> Shape:
        """Take the form from the reference's results."""
        form = tuple(to_tree(_blank(run(asked).result())) for asked in self.at)
        return msgspec.structs.replace(self, form=form)


def _failed(asked: Call, got: Any, due: Any, problem: str) -> Verdict:
    mistake = FORGOT_RETURN if got is None else "wrong shape"
    both = isinstance(got, np.ndarray) and isinstance(due, np.ndarray)
    if both and got.ndim == 2 and got.T.shape == due.shape:
        mistake = TRANSPOSED
    return Verdict(
        status="failed", call=call_text(asked), message=problem, mistake=mistake, got=describe(got)
    )


def _blank(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _blank(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return type(value)(_blank(item) for item in value)
    if isinstance(value, np.ndarray):
        return np.zeros_like(value)
    return type(value)() if isinstance(value, (bool, int, float, np.generic)) else value


def _type_mismatch(got: Any, due: Any) -> tuple[str, str] | None:
    if isinstance(due, tuple) and not isinstance(got, tuple):
        mistake = STACKED if isinstance(got, np.ndarray) else NOT_TUPLE
        return f"the result is {describe(got)}, expected a tuple", mistake
    for path, mine, form in leaves(got, due):
        where = "".join(f"[{key!r}]" for key in path)
        if isinstance(form, np.ndarray) and form.ndim and not isinstance(mine, np.ndarray):
            return f"the result{where} is {describe(mine)}, expected a NumPy array", NOT_ARRAY
        kind = np.asarray(mine).dtype
        if np.asarray(form).dtype.kind == "f" and not _float_enough(kind, form):
            return f"the result{where} has dtype {kind}, expected float64", NOT_FLOAT
    return None


def _float_enough(dtype: np.dtype, form: Any) -> bool:
    """Arrays must be float64; a single number may be an int too."""
    return dtype == np.float64 or (np.ndim(form) == 0 and dtype.kind in "iuf")
