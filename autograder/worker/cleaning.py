"""From an outcome that may be forged to one that the judge can read."""

from __future__ import annotations

import msgspec

from autograder.calls import CALL_FAULT, Call, Outcome, Raised, Warned
from autograder.drivers import find_driver
from autograder.plain import PlainError, from_tree, is_simple
from autograder.worker.protocol import Limits
from autograder.worker.values import materialise

_MAX_LIST = 32


def cleaned(outcome: Outcome, limits: Limits) -> Outcome:
    """Return an outcome whose value can be read and whose texts are short, from one that may be forged."""
    try:
        if not is_simple(outcome.value):
            from_tree(outcome.value)
    except (PlainError, RecursionError, ValueError, TypeError, AttributeError) as problem:
        error = Raised("object", f"the result is no plain data: {str(problem)[:200]}")
        return Outcome("refused", error=error, seconds=outcome.seconds)
    if _is_silent(outcome):
        return outcome
    return msgspec.structs.replace(
        outcome,
        error=_short(outcome.error),
        printed=outcome.printed[: limits.printed_chars],
        warnings=tuple(_short_warning(item) for item in outcome.warnings[:_MAX_LIST]),
        changed=tuple(name[:200] for name in outcome.changed[:_MAX_LIST]),
    )


def _is_silent(outcome: Outcome) -> bool:
    """Say whether there are no texts that could be long."""
    return not (outcome.error or outcome.printed or outcome.warnings or outcome.changed)


def honest(outcome: Outcome, asked: Call) -> Outcome:
    """Return the outcome, without a claim that the call could not be made when it can be."""
    error = outcome.error
    if outcome.status != "refused" or error is None or not error.message.startswith(CALL_FAULT):
        return outcome
    try:
        for part in asked.arguments():
            materialise(part)
        if asked.driver is not None:
            find_driver(asked.driver)
    except (PlainError, KeyError, ValueError, TypeError):
        return outcome
    return msgspec.structs.replace(outcome, error=Raised(error.type, "the result cannot be read"))


def _short_warning(warned: Warned) -> Warned:
    return Warned(warned.category[:80], warned.message[:500], warned.place[:200])


def _short(error: Raised | None) -> Raised | None:
    if error is None:
        return None
    frames = tuple((place[:200], text[:500]) for place, text in error.frames[:_MAX_LIST])
    return Raised(error.type[:80], error.message[:500], error.place[:200], frames)
