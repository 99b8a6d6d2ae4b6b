"""Reading what a training function returned: parameters and history, or what is wrong with their form."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from autograder.calls import Call, Outcome
from autograder.checks.base import Verdict
from autograder.checks.compare import as_array
from autograder.checks.network import Params, array_of, shapes_of
from autograder.checks.wording import call_text, describe, value_of
from autograder.mistakes import FORGOT_RETURN

RECORDED = ("loss", "accuracy")


class Run(NamedTuple):
    """One call `train(X, y, sizes, ..., epochs=...)` and what came of it."""

    asked: Call
    X: np.ndarray
    y: np.ndarray
    options: dict[str, Any]
    params: Params
    history: dict[str, np.ndarray]

    @property
    def epochs(self) -> int:
        """Passes over the data that were asked for."""
        return int(self.options["epochs"])

    def failed(self, message: str, mistake: str | None = None, **more: str) -> Verdict:
        """Return a failing verdict for this call."""
        return Verdict(status="failed", call=call_text(self.asked), message=message, mistake=mistake, **more)


def read_run(asked: Call, outcome: Outcome) -> Run | Verdict:
    """Return the run, or a failing verdict that names what is odd about the result."""
    (X, y, sizes), options = asked.arguments()
    got = value_of(outcome.value)
    problem = _problem(got, sizes, int(options["epochs"]))
    if problem:
        mistake = FORGOT_RETURN if got is None else "wrong shape"
        return Verdict(status="failed", call=call_text(asked), message=problem, mistake=mistake)
    params = {name: np.asarray(got[0][name], dtype=float) for name in shapes_of(sizes)}
    history = {name: np.asarray(got[1][name], dtype=float) for name in RECORDED}
    return Run(asked, array_of(X).astype(float), array_of(y), options, params, history)


def _problem(got: Any, sizes: list[int], epochs: int) -> str | None:
    if not isinstance(got, (tuple, list)) or len(got) != 2 or not all(isinstance(item, dict) for item in got):
        return f"the result is {describe(got)}, expected the pair (params, history) of two dicts"
    due = shapes_of(sizes) | dict.fromkeys(RECORDED, (epochs + 1,))
    for name, shape in due.items():
        where, part = ("history", got[1]) if name in RECORDED else ("params", got[0])
        if name not in part:
            return f"{where} lacks the key {name!r}"
        problem = _array_problem(part[name], shape)
        if problem:
            return f"{where}[{name!r}] {problem}"
    return None


def _array_problem(value: Any, shape: tuple[int, ...]) -> str | None:
    array = as_array(value)
    if array is None or array.dtype.kind == "c":
        return f"is {describe(value)}, real numbers are due"
    if array.shape != shape:
        return f"has shape {array.shape}, expected {shape}"
    return None if np.isfinite(array).all() else "holds nan or inf"
