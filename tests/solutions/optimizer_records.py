"""Trajectories of real libraries against the kit's own checks; writes docs/optimizers.md.

Run `python -m tests.solutions.optimizer_records` after a change of an optimizer or of its other forms.
"""

from __future__ import annotations

import importlib
import inspect
import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from autograder.build.unit import load_unit
from autograder.calls import Outcome
from autograder.checks import Trajectory, Verdict, optimizer_run
from autograder.checks.trajectory import Form, taken_path
from autograder.plain import to_tree
from solutions.u08_optimizers.forms import Forms

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "tests" / "data" / "optimizers.json"
TABLE = ROOT / "docs" / "optimizers.md"
UNIT = "u08_optimizers"

EXERCISES = {
    "SGD": "sgd_step",
    "Momentum": "momentum_step",
    "Nesterov": "nesterov_step",
    "Adagrad": "adagrad_step",
    "RMSprop": "rmsprop_step",
    "RMSprop centered": "rmsprop_step",
    "Adadelta": "adadelta_step",
    "Adam": "adam_step",
    "AdamW": "adamw_step",
    "Adamax": "adamax_step",
    "Nadam": "nadam_step",
    "Ftrl": "ftrl_step",
}
FORMS = {
    "momentum_step": ("momentum", "MOMENTUM"),
    "nesterov_step": ("momentum", "NESTEROV"),
    "adagrad_step": ("adaptive", "ADAGRAD"),
    "rmsprop_step": ("adaptive", "RMSPROP"),
    "adadelta_step": ("adaptive", "ADADELTA"),
    "adam_step": ("adam", "ADAM"),
    "adamw_step": ("adam", "ADAMW"),
    "adamax_step": ("adam_kin", "ADAMAX"),
    "nadam_step": ("adam_kin", "NADAM"),
    "ftrl_step": ("adam_kin", "FTRL"),
}
OURS = {"b1": "beta1", "b2": "beta2"}  # the records' names of hyperparameters

HEAD = """# What counts as which optimizer

The trajectories below are five steps on a quadratic, measured from PyTorch, Keras and optax, and of other published
forms computed with NumPy (`tests/data/optimizers.json`). The equations of `u08_optimizers` are binding where they fix
a point: a submission in another published form fails, and its name is told. The deck's own momentum, with the rate
inside the velocity, is accepted by name, and Nesterov's momentum likewise.

A form is recognised by its path over several steps and by the traced formula of one step. The exercises' own checks
use eps = 0.01, a rate that drops, and states that are not empty, so that all of these forms differ visibly; here the
paths are compared to 12 digits, so that eps = 1e-8 shows too. While the rate is constant, some forms walk the same
path.

Written by `python -m tests.solutions.optimizer_records`; a test compares it with what is said today.
"""


class Record(NamedTuple):
    """One measured trajectory: `path` has the start and the point after each step."""

    optimizer: str
    library: str
    variant: str
    hyperparameters: dict[str, Any]
    equation: str
    path: np.ndarray

    @property
    def exercise(self) -> str:
        """The exercise that the optimizer is judged by."""
        return EXERCISES[self.optimizer]


@cache
def problem() -> tuple[np.ndarray, np.ndarray]:
    """Return A and b of the quadratic."""
    found = json.loads(DATA.read_text(encoding="utf-8"))["problem"]
    return np.array(found["A"]), np.array(found["b"])


@cache
def records() -> tuple[Record, ...]:
    """Return all trajectories."""
    found = json.loads(DATA.read_text(encoding="utf-8"))["records"]
    keys = ("optimizer", "library", "variant", "hyperparameters", "equation")
    return tuple(Record(*(item[key] for key in keys), np.array(item["trajectory"])) for item in found)


@cache
def reference(exercise: str) -> Callable[..., Any]:
    """Return the kit's own step."""
    found: Callable[..., Any] = load_unit(ROOT, UNIT).declared[exercise].reference
    return found


@cache
def forms_of(exercise: str) -> Forms:
    """Return the other forms of an exercise."""
    if exercise not in FORMS:
        return Forms()
    module, name = FORMS[exercise]
    found: Forms = getattr(importlib.import_module(f"solutions.{UNIT}.forms.{module}"), name)
    return found


def check_of(record: Record) -> Trajectory:
    """Return the check of an exercise, for the gradients on the record's own path."""
    forms, state = forms_of(record.exercise), None if record.exercise == "sgd_step" else {}
    asked = optimizer_run(record.exercise, record.path[0], gradients(record), options(record), state)
    due = to_tree(taken_path(asked, reference(record.exercise)))
    others = [
        Form(name, to_tree(taken_path(asked, step)), accepted=True) for name, step in forms.also.items()
    ]
    others += [Form(name, to_tree(taken_path(asked, step))) for name, step in forms.named.items()]
    return Trajectory(call=asked, expected=due, forms=tuple(others), rtol=1e-12, atol=1e-13)


def gradients(record: Record) -> np.ndarray:
    """Return the gradient of each step; Sutskever's form takes it at the point ahead."""
    A, b = problem()
    points = record.path[:-1]
    if "Sutskever" in record.equation:
        last_moves = np.diff(record.path, axis=0, prepend=record.path[:1])[:-1]
        points = points + record.hyperparameters["momentum"] * last_moves
    return points @ A - b


def options(record: Record) -> list[dict[str, float]]:
    """Return the hyperparameters of each step that the exercise has too, under our names."""
    known = inspect.signature(reference(record.exercise)).parameters
    ours = {**OURS, **({"momentum": "beta"} if record.optimizer in ("Momentum", "Nesterov") else {})}
    named = {ours.get(key, key): value for key, value in record.hyperparameters.items()}
    kept = {key: value for key, value in named.items() if key in known}
    return [
        {key: value[step] if isinstance(value, list) else value for key, value in kept.items()}
        for step in range(len(record.path) - 1)
    ]


def judged(record: Record) -> Verdict:
    """Judge a record as if a student's step had taken its path.

    A record has no states: each step gets those of the first form that takes the same path, so that an
    accepted form is accepted with its own.
    """
    check, forms = check_of(record), forms_of(record.exercise)
    verdicts = []
    for step in (reference(record.exercise), *forms.also.values(), *forms.named.values()):
        states = [state for _, state in taken_path(check.call, step)]
        path = [[theta, state] for theta, state in zip(record.path[1:], states, strict=True)]
        verdicts.append(check.judge_outcomes([Outcome("returned", value=to_tree({"path": path}))]))
    passed = (verdict for verdict in verdicts if verdict.status == "passed")
    return next(passed, verdicts[0])


def counts_as(record: Record) -> str:
    """Return what a record counts as, in the words of the table."""
    verdict = judged(record)
    if verdict.status == "passed":
        return verdict.message or "right"
    return f"fails: {verdict.mistake}"


def written() -> str:
    """Return the page."""
    return HEAD + "".join(_sections())


def _sections() -> Iterator[str]:
    for exercise in dict.fromkeys(EXERCISES.values()):
        own = [record for record in records() if record.exercise == exercise]
        yield f"\n## {exercise}\n\n| library | run | equation | counts as |\n|---|---|---|---|\n"
        for record in own:
            run = f"{record.variant}, centered" if "centered" in record.optimizer else record.variant
            cells = (record.library.split("+")[0], run, f"`{record.equation}`", counts_as(record))
            yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"


if __name__ == "__main__":
    TABLE.write_text(written(), encoding="utf-8")
