"""Changes between two formulas in a student's words."""

from __future__ import annotations

from collections.abc import Sequence

from sympy_checks.differences import Change
from sympy_checks.expression import Application, Expression, Symbol
from sympy_checks.parts import key
from sympy_checks.pretty import pretty

_LONGEST = 60
_SHORT = 40
_NEAR = 12
_INSIDE = {
    "brackets": "the brackets",
    "min": "the bounds",
    "max": "the bounds",
    "sqrt": "the root",
    "abs": "the absolute value",
    "log": "the logarithm",
    "exp": "the exponential",
    "square": "the square",
    "power": "the power",
}
_CALLED = {"term": "the term", "factor": "the factor", "division": "the division by"}
_FUNCTIONS = {"sqrt": "the root", "log": "the logarithm", "abs": "the absolute value", "exp": "exp"}


def worded(found: Sequence[Change]) -> list[str] | None:
    """Return a message for each change, or None where a person would not follow it."""
    messages: list[str] = []
    left = list(found)
    while left:
        one = left.pop(0)
        partner = next((other for other in left if _of_one(one, other)), None)
        if partner is not None:
            left.remove(partner)
        message = _said(one) if partner is None else _moved(one, partner)
        if message is None:
            return None
        if message not in messages:
            messages.append(message)
    return messages


def _of_one(one: Change, other: Change) -> bool:
    """Tell whether two changes are one thing: a part that moved, or two parts exchanged."""
    if one.kind == other.kind == "replaced":
        return _same(one.found, other.due) and _same(one.due, other.found)
    movable = {"term", "factor", "division"}
    if one.kind not in movable or one.kind != other.kind:
        return False
    missing, extra = (one, other) if one.found is None else (other, one)
    return missing.found is None and extra.due is None and _same(missing.due, extra.found)


def _same(one: Expression | None, other: Expression | None) -> bool:
    return one is not None and other is not None and key(one) == key(other)


def _moved(one: Change, other: Change) -> str | None:
    if one.kind == "replaced":
        assert one.found is not None
        assert one.due is not None
        return f"{pretty(one.found)} and {pretty(one.due)} are exchanged"
    missing, extra = (one, other) if one.found is None else (other, one)
    assert missing.due is not None
    what = f"the division by {pretty(missing.due)}" if one.kind == "division" else pretty(missing.due)
    deeper, higher = extra.inside, missing.inside
    if len(deeper) > len(higher) and deeper[: len(higher)] == higher and deeper[len(higher)] in _INSIDE:
        return f"{what} stands inside {_INSIDE[deeper[len(higher)]]}, it belongs outside"
    if len(higher) > len(deeper) and higher[: len(deeper)] == deeper and higher[len(deeper)] in _INSIDE:
        return f"{what} stands outside {_INSIDE[higher[len(deeper)]]}, it belongs inside"
    if one.kind == "factor":
        place, whole = pretty(extra.around), pretty(missing.around)
        if len(place) <= _SHORT and len(whole) <= _SHORT:
            return f"the factor {what} stands in {place}, it belongs before all of {whole}"
    return f"{_CALLED[one.kind]} {pretty(missing.due)} stands at the wrong place"


def _said(change: Change) -> str | None:
    found, due = change.found, change.due
    if change.kind in _CALLED:
        what = due if found is None else found
        assert what is not None
        text = pretty(what)
        if len(text) > _LONGEST:
            return None
        if change.kind == "term" and text.startswith("−") and " " not in text and found is None:
            return f"the term {text} is missing"
        around = pretty(change.around)
        near = change.kind == "factor" and change.inside and len(around) <= _NEAR and around != text
        end = "is missing at" if found is None else "does not belong in"
        return f"{_CALLED[change.kind]} {text} {f'{end} {around}' if near else end.rpartition(' ')[0]}"
    if change.kind == "sign":
        assert found is not None
        return f"the sign of {_brief(found)} is wrong"
    if change.kind == "function":
        return _function(change)
    assert found is not None
    assert due is not None
    return _instead(found, due)


def _brief(expr: Expression) -> str:
    text = pretty(expr)
    return text if len(text) <= _LONGEST else f"{text[:_SHORT]}..."


def _function(change: Change) -> str:
    whole = change.found if change.due is None else change.due
    assert isinstance(whole, Application)
    if change.due is not None and isinstance(whole.args[0], Symbol):
        return f"{pretty(whole.args[0])} where {pretty(whole)} belongs"
    name = _FUNCTIONS.get(whole.name, pretty(whole).partition("(")[0])
    if change.due is None:
        return f"{name} does not belong in {_brief(whole)}"
    return f"{name} is missing: {_brief(whole)}"


def _instead(found: Expression, due: Expression) -> str | None:
    one, other = pretty(found), pretty(due)
    if max(len(one), len(other)) > _LONGEST:
        return None
    return f"{one} where {other} belongs"
