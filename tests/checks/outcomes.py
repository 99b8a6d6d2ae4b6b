"""Outcomes as the worker would send them, for tests of verdicts."""

from __future__ import annotations

from autograder.calls import Outcome, Warned
from autograder.plain import to_tree


def returned(value, **more):
    return Outcome("returned", value=to_tree(value), **more)


def warned(value, message):
    return returned(value, warnings=(Warned("RuntimeWarning", message, "line 3"),))


def judged(check, function):
    """Run a plain function here for every call of a check, and return the verdict."""
    outcomes = []
    for asked in check.calls():
        args, kwargs = asked.arguments()
        outcomes.append(returned(function(*args, **kwargs)))
    return check.judge_outcomes(outcomes)


def filled(check, reference):
    """Fill a check as the build does."""

    def run(asked):
        args, kwargs = asked.arguments()
        return returned(reference(*args, **kwargs))

    return check.filled(run)
