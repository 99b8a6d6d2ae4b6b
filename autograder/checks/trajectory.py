"""Optimizer steps: parameters and state after each, from a given state, with given gradients."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec
import numpy as np

from autograder.calls import Call, Outcome, drive
from autograder.checks.base import PASSED, Check, Run, Verdict
from autograder.checks.compare import Worst, as_array, structure_mismatch, worst_difference
from autograder.checks.golden import rounded
from autograder.checks.wording import describe, number, show, two_numbers, value_of
from autograder.drivers import run_driver
from autograder.mistakes import FORGOT_RETURN, recognise
from autograder.plain import Tree, to_tree


class Form(msgspec.Struct, frozen=True):
    """Another form of the method, by name, with the path that it takes: [theta, state] after each step.

    One that is `accepted` passes when its state is right too. The others fail with their name as the cause,
    whatever they keep in the state: their paths hold none.
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
        if not isinstance(path, list) or len(path) != len(due) or not all(map(_is_pair, path)):
            return self._odd(got)
        problem = self._first_problem(path, due)
        if problem is None:
            return PASSED
        form = self._form(path, due)
        return problem if form is None else _by_name(form, problem)

    def _form(self, path: list[Any], due: list[Any]) -> Form | None:
        """Return the form that took this path; right parameters are a sign of no other form."""
        for form in self.forms:
            if form.accepted and self._first_problem(path, value_of(form.path)) is None:
                return form
        if self._same_moves(path, due):
            return None
        others = (form for form in self.forms if not form.accepted)
        return next((form for form in others if self._same_moves(path, value_of(form.path))), None)

    def _same_moves(self, path: list[Any], due: list[Any]) -> bool:
        pairs = [(mine[0], right[0]) for mine, right in zip(path, due, strict=True)]
        return all(
            structure_mismatch(*pair) is None and worst_difference(*pair, self.rtol, self.atol) is None
            for pair in pairs
        )

    def _first_problem(self, path: list[Any], due: list[Any]) -> Verdict | None:
        before = [self.call.arguments()[0][0], *(theta for theta, _ in due)]
        steps = enumerate(zip(path, due, before, strict=False), start=1)
        problems = (self._step(step, *parts) for step, parts in steps)
        return next((problem for problem in problems if problem is not None), None)

    def filled(self, run: Run) -> Trajectory:
        """Take the path from the reference."""
        path = run(self.call).result()["path"]
        return msgspec.structs.replace(self, expected=to_tree(rounded(path)))

    def _odd(self, got: Any) -> Verdict:
        """Say what a step returned in place of parameters and state."""
        odd = got.get("odd") if isinstance(got, dict) else got
        due = "theta" if self.call.driver == "optimizer_stateless" else "(theta, state), state a dict"
        message = f"the step returned {describe(odd)}, expected {due}"
        mistake = FORGOT_RETURN if odd is None else "wrong shape"
        return Verdict(
            status="failed", call=self._text(), message=message, mistake=mistake, got=describe(odd)
        )

    def _step(self, step: int, got: Any, due: Any, before: Any) -> Verdict | None:
        names = ("theta", "state")
        for name, mine, right in zip(names, got, due, strict=True):
            problem = structure_mismatch((mine,), (right,), (name,))
            if problem:
                return self._failed(step, f"after step {step}: {problem}", recognise(mine, right))
        for name, mine, right in zip(names, got, due, strict=True):
            worst = worst_difference(mine, right, self.rtol, self.atol)
            if worst is not None:
                where = name + "".join(f"[{key!r}]" for key in worst.path)
                where += f"[{', '.join(map(str, worst.entry))}]" if worst.entry else ""
                cause = recognise(mine, right) if name == "state" else _cause_of_move(mine, right, before)
                return self._failed(step, "the value is wrong", cause, worst, where)
        return None

    def _failed(
        self, step: int, message: str, cause: str | None, worst: Worst | None = None, where: str = ""
    ) -> Verdict:
        mine, right = two_numbers(worst.got, worst.expected) if worst else (None, None)
        return Verdict(
            status="failed",
            call=self._text(step),
            message=message,
            mistake=cause,
            got=mine,
            expected=right,
            where=f"after step {step}, {where}" if where else None,
        )

    def _text(self, step: int = 0) -> str:
        """Return the call of one step (from 1) as a student can repeat it, with the right state before it."""
        (theta, gradients, options, *state), _ = self.call.arguments()
        if not step:
            return f"{self.call.name}(theta, grad, ..., {_listed(options[0])})"
        before = [[theta, state[0] if state else {}], *value_of(self.expected)][step - 1]
        given = [before[0], gradients[step - 1], *([before[1]] if state else [])]
        return (
            f"{self.call.name}({', '.join(show(item, 60) for item in given)}, {_listed(options[step - 1])})"
        )


def _listed(options: Mapping[str, Any]) -> str:
    return ", ".join(f"{key}={number(value)}" for key, value in options.items())


def _is_pair(step: Any) -> bool:
    return isinstance(step, list) and len(step) == 2


def _cause_of_move(got: Any, due: Any, before: Any) -> str | None:
    """Look at the move rather than at where it led: a wrong sign or factor shows there."""
    mine, right = as_array(got), np.asarray(due)
    if mine is None or mine.shape != right.shape:
        return recognise(got, due)
    cause = recognise(mine - before, right - before)
    return cause.replace("everything is", "the move is") if cause else None


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
        if not isinstance(changed, list) or not isinstance(got.get("same_state_object"), bool):
            return Verdict(status="failed", message="the steps did not run to their end")
        if changed:
            message = f"the step changed {' and '.join(map(str, changed[:3]))} of the caller; work on copies"
            return Verdict(status="failed", message=message, mistake="changes its argument")
        if got["same_state_object"]:
            message = "the step returned the caller's own state dict; return a new one"
            return Verdict(status="failed", message=message, mistake="changes its argument")
        return PASSED


def published(
    asked: Call, steps: Mapping[str, Callable[..., Any]], *, accepted: bool = False
) -> tuple[Form, ...]:
    """Author's shorthand: the paths of other published forms, by name, for the call of a `Trajectory`."""
    paths = {name: taken_path(asked, step) for name, step in steps.items()}
    kept = {
        name: [[theta, state if accepted else {}] for theta, state in path] for name, path in paths.items()
    }
    return tuple(Form(name, to_tree(rounded(path)), accepted) for name, path in kept.items())


def taken_path(asked: Call, step: Callable[..., Any]) -> list[list[Any]]:
    """Return [theta, state] after each step of a trusted function, for the call of a `Trajectory`."""
    args, kwargs = asked.arguments()
    assert asked.driver is not None
    path: list[list[Any]] = run_driver(asked.driver, step, args, kwargs)["path"]
    return path


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
