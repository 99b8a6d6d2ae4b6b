"""Optimizer steps: parameters and state after each, from a given state, with given gradients."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec
import numpy as np

from autograder.calls import Call, Outcome, drive
from autograder.checks.base import PASSED, Check, Run, Verdict
from autograder.checks.compare import structure_mismatch, worst_difference
from autograder.checks.golden import rounded
from autograder.checks.wording import describe, number, two_numbers, value_of
from autograder.drivers import run_driver
from autograder.mistakes import recognise
from autograder.plain import Tree, to_tree


class Form(msgspec.Struct, frozen=True):
    """Another published form of the method, by name, with the path that it takes.

    One that is `accepted` passes; the others fail with their name as the cause.
    """

    name: str
    path: Tree
    accepted: bool = False


class Trajectory(Check, frozen=True, kw_only=True, tag="trajectory"):
    """Each step of an optimizer gives the reference's parameters and state.

    The gradients are given beforehand, so that a wrong first step does not make the second one wrong too.
    `call` runs the driver "optimizer" (or "optimizer_stateless"); `expected` is the list of [theta, state]
    after each step, filled by the build.
    """

    call: Call
    expected: Tree = None
    forms: tuple[Form, ...] = ()
    rtol: float = 1e-9
    atol: float = 1e-12

    def calls(self) -> tuple[Call, ...]:
        """Return the one driven call."""
        return (self.call,)

    def verdict(self, outcomes: Sequence[Outcome]) -> Verdict:
        """Report the first step that differs: parameters first, then the state by key."""
        got, due = value_of(outcomes[0].value), value_of(self.expected)
        path = got.get("path") if isinstance(got, dict) else None
        if not isinstance(path, list) or len(path) != len(due):
            return self._failed(0, f"the step returned {describe(got)}", None)
        problem = self._first_problem(path, due)
        if problem is None:
            return PASSED
        for form in self.forms:
            if self._first_problem(path, value_of(form.path)) is None:
                return _by_name(form, problem)
        return problem

    def _first_problem(self, path: list[Any], due: list[Any]) -> Verdict | None:
        steps = enumerate(zip(path, due, strict=True), start=1)
        problems = (self._step(step, mine, right) for step, (mine, right) in steps)
        return next((problem for problem in problems if problem is not None), None)

    def filled(self, run: Run) -> Trajectory:
        """Take the path from the reference."""
        path = run(self.call).result()["path"]
        return msgspec.structs.replace(self, expected=to_tree(rounded(path)))

    def _step(self, step: int, got: Any, due: Any) -> Verdict | None:
        names = ("theta", "state")
        for name, mine, right in zip(names, got, due, strict=False):
            problem = structure_mismatch(mine, right, name)
            if problem:
                return self._failed(step, problem, recognise(mine, right))
        for name, mine, right in zip(names, got, due, strict=False):
            worst = worst_difference(mine, right, self.rtol, self.atol)
            if worst is not None:
                where = name + "".join(f"[{key!r}]" for key in worst.path)
                where += f"[{', '.join(map(str, worst.entry))}]" if worst.entry else ""
                cause = recognise(mine, right) if name == "state" else None
                return self._failed(step, f"{where} is wrong", cause, worst.got, worst.expected, where)
        return None

    def _failed(
        self,
        step: int,
        message: str,
        cause: str | None,
        got: Any = None,
        due: Any = None,
        where: str | None = None,
    ) -> Verdict:
        mine, right = two_numbers(got, due) if due is not None and not isinstance(due, str) else (None, None)
        return Verdict(
            status="failed",
            call=self._text(),
            message=f"after step {step}: {message}" if step else message,
            mistake=cause,
            got=mine,
            expected=right,
            where=f"step {step}, {where}" if where else None,
        )

    def _text(self) -> str:
        args, _ = self.call.arguments()
        options = ", ".join(f"{key}={number(value)}" for key, value in args[2][0].items())
        warm = "" if len(args) < 4 or not args[3] else ", from a state of earlier steps"
        return f"{len(args[1])} calls of {self.call.name}(theta, grad, ..., {options}){warm}"


def _by_name(form: Form, problem: Verdict) -> Verdict:
    if form.accepted:
        return Verdict(status="passed", message=f"accepted: {form.name}")
    return msgspec.structs.replace(problem, mistake=f"this is {form.name}")


class StepPurity(Check, frozen=True, kw_only=True, tag="step_purity"):
    """A step leaves theta, grad and state untouched and returns a new state dict."""

    call: Call

    supporting = True

    def calls(self) -> tuple[Call, ...]:
        """Return the one driven call."""
        return (self.call,)

    def verdict(self, outcomes: Sequence[Outcome]) -> Verdict:
        """Read what the driver noticed."""
        got = value_of(outcomes[0].value)
        changed = got.get("changed") if isinstance(got, dict) else None
        if changed:
            message = f"the step changed {' and '.join(map(str, changed))} of the caller; work on copies"
            return Verdict(status="failed", message=message, mistake="changes its argument")
        if isinstance(got, dict) and got.get("same_state_object"):
            message = "the step returned the caller's own state dict; return a new one"
            return Verdict(status="failed", message=message, mistake="changes its argument")
        return PASSED


def published(
    asked: Call, steps: Mapping[str, Callable[..., Any]], *, accepted: bool = False
) -> tuple[Form, ...]:
    """Author's shorthand: the paths of other published forms, by name, for the call of a `Trajectory`."""
    args, kwargs = asked.arguments()
    assert asked.driver is not None
    paths = {name: run_driver(asked.driver, step, args, kwargs)["path"] for name, step in steps.items()}
    return tuple(Form(name, to_tree(rounded(path)), accepted) for name, path in paths.items())


def optimizer_run(
    step: str,
    theta: Any,
    gradients: Any,
    options: Mapping[str, float] | Sequence[Mapping[str, float]],
    state: Mapping[str, Any] | None = None,
) -> Call:
    """Author's shorthand: several steps with given gradients; one dict of options serves every step.

    Args:
        step: name of the student's function; `sgd_step` has no state.
        theta: start, shape (n,).
        gradients: one row per step, shape (steps, n).
        options: keyword arguments of each step.
        state: state before the first step; {} unless the run starts warm. None for a step without state.
    """
    rows = np.asarray(gradients, dtype=float)
    each = [dict(options)] * len(rows) if isinstance(options, Mapping) else [dict(item) for item in options]
    driver, rest = ("optimizer_stateless", ()) if state is None else ("optimizer", (dict(state),))
    return drive(driver, step, np.asarray(theta, dtype=float), rows, each, *rest)
