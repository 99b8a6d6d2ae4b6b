"""One request of the filter `python -m sympy_checks`: from plain data to plain data, whatever comes in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from sympy_checks.answer import describe
from sympy_checks.applications import Definitions
from sympy_checks.assumptions import interval
from sympy_checks.decide import Decision, equal
from sympy_checks.explain import Question, causes
from sympy_checks.expression import Expression
from sympy_checks.parse import parse
from sympy_checks.sampling import Interval
from sympy_checks.tokens import FormulaError

MAX_NAMES = 60
_KEYS = frozenset(["answer", "reference", "variables", "functions", "assume", "traps"])


class RequestError(ValueError):
    """A request that is not of the form."""


def decide_request(request: object) -> dict[str, Any]:
    """Return the verdict on one request; nothing is raised because of what it holds."""
    try:
        return _decide(_Request(request))
    except RequestError as error:
        return refused(str(error))
    except FormulaError as error:
        return refused(f"{error.message}\n{error.caret()}")
    except RecursionError:
        return undecided("the formula is nested too deep; write it more simply")


def refused(message: str) -> dict[str, Any]:
    """Return the verdict on what cannot be read."""
    return _reply("refused", message)


def undecided(message: str) -> dict[str, Any]:
    """Return the verdict on what cannot be decided."""
    return _reply("undecided", message)


def _reply(
    verdict: str,
    message: str | None = None,
    certainty: str | None = None,
    counterexample: dict[str, Any] | None = None,
    mistakes: list[str] | None = None,
) -> dict[str, Any]:
    return {
        "verdict": verdict,
        "certainty": certainty,
        "message": message,
        "counterexample": counterexample,
        "mistakes": mistakes or [],
    }


class _Request:
    """The checked parts of a request."""

    def __init__(self, request: object) -> None:
        if not isinstance(request, dict):
            message = f"a request is an object, got {type(request).__name__}; see the documentation"
            raise RequestError(message)
        unknown = sorted(str(key)[:40] for key in set(request) - _KEYS)
        if unknown:
            message = f"a request has the keys {', '.join(sorted(_KEYS))}, got {unknown[0]!r}; leave it out"
            raise RequestError(message)
        self.variables = _names(request.get("variables", []), "variables")
        self.domains = _assumed(request.get("assume", {}), self.variables)
        self.definitions = _functions(request.get("functions", {}), self.variables)
        self.reference = self.formula(request.get("reference"), "reference")
        self.answer = self.formula(request.get("answer"), "answer")
        traps = _object(request.get("traps", {}), "traps")
        self.traps = {name: self.formula(text, "traps") for name, text in traps.items()}

    def formula(self, text: object, key: str) -> Expression:
        return parse(_text(text, key), self.variables, None, self.definitions)


def _decide(request: _Request) -> dict[str, Any]:
    decision = equal(request.answer, request.reference, request.domains, prove=True)
    if decision.verdict == "equal":
        return _reply("equal", _tested(decision), decision.certainty)
    if decision.verdict == "undecided":
        return undecided("this could not be decided; write the formula more simply")
    question = Question(
        request.reference, symbols=request.variables, domains=request.domains, traps=request.traps
    )
    found = causes(request.answer, question)
    return _reply(decision.verdict, describe(decision, {}), decision.certainty, _witness(decision), found)


def _tested(decision: Decision) -> str | None:
    if decision.certainty != "tested":
        return None
    rounding = ", up to the rounding of a constant" if decision.rounding else ""
    return f"equal at {decision.points} points{rounding}"


def _witness(decision: Decision) -> dict[str, Any]:
    assert decision.witness is not None
    values = {"answer": decision.got, "reference": decision.expected}
    finite = {name: value if _is_finite(value) else None for name, value in values.items()}
    return {"at": dict(decision.witness), **finite}


def _is_finite(value: float | None) -> bool:
    return value is not None and abs(value) < float("inf")


def _text(value: object, key: str) -> str:
    if not isinstance(value, str):
        message = f"{key!r} is a formula in a text, got {type(value).__name__}; put it in quotes"
        raise RequestError(message)
    return value


def _object(value: object, key: str) -> Mapping[str, Any]:
    if not isinstance(value, dict) or len(value) > MAX_NAMES:
        message = (
            f"{key!r} is an object with at most {MAX_NAMES} names, got something else; see the documentation"
        )
        raise RequestError(message)
    return value


def _names(value: object, key: str) -> tuple[str, ...]:
    """Return names that the formula reader reads as they are."""
    if (
        not isinstance(value, list)
        or len(value) > MAX_NAMES
        or not all(isinstance(name, str) for name in value)
    ):
        message = f"{key!r} is a list of at most {MAX_NAMES} names, got something else; see the documentation"
        raise RequestError(message)
    names = cast("list[str]", value)
    for name in names:
        if len(name) > 40 or not name[:1].isalpha() or not name.replace("_", "a").isalnum():
            message = f"{key!r} holds names of letters and digits, got {name[:40]!r}; rename it"
            raise RequestError(message)
    return tuple(dict.fromkeys(names))


def _assumed(value: object, variables: tuple[str, ...]) -> dict[str, Interval]:
    domains = {name: interval("real") for name in variables}
    for name, assumption in _object(value, "assume").items():
        if name not in domains:
            message = f"'assume' speaks of variables, got {name[:40]!r}; list it in 'variables'"
            raise RequestError(message)
        if not isinstance(assumption, str) and not _is_pair(assumption):
            message = (
                "an assumption is real, positive, unit or [low, high], got something else; use one of them"
            )
            raise RequestError(message)
        try:
            domains[name] = interval(assumption)
        except ValueError as error:
            raise RequestError(str(error)[:300]) from error
    return domains


def _is_pair(value: object) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 2
        and all(isinstance(end, int | float) and abs(end) <= 1e300 for end in value)
    )


def _functions(value: object, variables: tuple[str, ...]) -> Definitions:
    """Read the functions in order; each may use those before it."""
    definitions: dict[str, tuple[tuple[str, ...], Expression]] = {}
    for name, parts in _object(value, "functions").items():
        if not isinstance(parts, list) or len(parts) != 2:
            message = (
                f"a function is [[names of its arguments], formula], got something else for {name[:40]!r}"
            )
            raise RequestError(message)
        _names([name], "functions")
        own = _names(parts[0], "functions")
        text = _text(parts[1], "functions")
        definitions[name] = own, parse(text, (*variables, *own), None, definitions)
    return definitions
