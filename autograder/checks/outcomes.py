"""Verdicts for calls that did not return: raised, hung, missing, not started."""

from __future__ import annotations

from autograder.calls import CALL_FAULT, Call, Outcome
from autograder.checks.base import Verdict
from autograder.checks.wording import call_text, short

MISSING = "name not defined"

_ENDED = {
    "timeout": "did not come back within the time limit; is there a loop that never ends?",
    "memory": "asked for more memory than the limit allows",
    "crashed": "ended the Python process; remove sys.exit(), exit() or os._exit()",
}


def not_returned(asked: Call, outcome: Outcome) -> Verdict:
    """Say what happened instead of a result."""
    text = call_text(asked)
    if outcome.status == "not_started":
        return Verdict(status="not_started", call=text)
    if outcome.status == "missing":
        return Verdict(status="failed", call=text, message=_missing(asked), mistake=MISSING)
    if outcome.status == "blocked":
        return Verdict(status="blocked", call=text, message=outcome.error.message if outcome.error else None)
    if outcome.status == "raised" and outcome.error is not None:
        return Verdict(status="failed", call=text, message=_raised(outcome), mistake=_cause(outcome))
    if outcome.status == "refused" and outcome.error and outcome.error.message.startswith(CALL_FAULT):
        return Verdict(status="error", call=text, message=f"our fault: {outcome.error.message}")
    if outcome.status == "refused" and asked.read:
        kind = outcome.error.type if outcome.error else "object"
        message = f"{asked.name} must be a text in quotes, a number, a tuple or a list; it is a {kind}"
        return Verdict(status="failed", call=text, message=message, mistake="form of the answer")
    if outcome.status == "refused":
        detail = (
            outcome.error.message if outcome.error else "it is not a number, array, tuple, list, dict or text"
        )
        return Verdict(
            status="failed", call=text, message=f"the result could not be read: {short(detail, 160)}"
        )
    status = "timeout" if outcome.status == "timeout" else "failed"
    message = f"{asked.name} {_ENDED.get(outcome.status, 'did not return')}"
    return Verdict(status=status, call=text, message=message, mistake=_name(outcome))  # type: ignore[arg-type]


def _name(outcome: Outcome) -> str | None:
    names = {"timeout": "endless loop", "memory": "too much memory", "crashed": "ends the process"}
    return names.get(outcome.status)


def _missing(asked: Call) -> str:
    return f"{asked.name} is not defined in your file; keep the name and the signature of the exercise"


def _raised(outcome: Outcome) -> str:
    error = outcome.error
    assert error is not None
    lines = [f"raised {error.type}: {short(error.message, 200)}"]
    lines += [f"{place}: {short(source, 90)}" for place, source in error.frames[-3:]]
    return "\n".join(lines)


_ALONE = "other processes, the network or files: a submission runs alone, with NumPy and the standard library"
_CAUSES = {
    "NameError": "a name that is not defined (a typing slip, or a cell that was deleted)",
    "UnboundLocalError": "a variable that is read before it gets a value",
    "IndentationError": "indentation",
    "ZeroDivisionError": "a division by zero",
    "RecursionError": "a function that calls itself without end",
    "KeyError": "a key that the dict does not have: d.get(key, default) gives a default for the first time",
    "SystemExit": "sys.exit() or exit() ends the program: a function returns instead",
    "EOFError": "input() has nobody to ask: a function takes its numbers as arguments",
    "FileNotFoundError": "a file that is not there: a submission runs without files of its own",
    "PermissionError": _ALONE,
    "BlockingIOError": _ALONE,
    "gaierror": _ALONE,
    "ConnectionRefusedError": _ALONE,
    "ModuleNotFoundError": "an import that is not allowed here: NumPy and the standard library only",
}


def _cause(outcome: Outcome) -> str | None:
    error = outcome.error
    assert error is not None
    if "truth value of an array" in error.message:
        return (
            "`if`, `and` or max() needs one truth value: entry by entry use np.where or np.maximum, "
            "for one decision a norm or .all()"
        )
    if error.type == "TypeError" and "only 0-dimensional" in error.message:
        return "a function for single numbers (math.exp, float) on an array: use NumPy's"
    if "read-only" in error.message or error.type in ("UFuncTypeError", "_UFuncOutputCastingError"):
        return (
            "writes into its argument: `x -= ...` changes the caller's array, `x = x - ...` makes a new one"
        )
    if "unsupported operand type(s) for ^" in error.message:
        return "a power is ** in Python; ^ is something else"
    if "could not be broadcast" in error.message or "matmul" in error.message:
        return "shapes that do not fit: write the shape of each factor beside it; a transpose may be missing"
    return _CAUSES.get(error.type)
