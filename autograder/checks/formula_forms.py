"""Other published forms of a method, by name and by what they compute."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from autograder.formulas import formulas
from autograder.plain import Tree
from autograder.tracing.wire import read_graph

if TYPE_CHECKING:
    from sympy_checks.expression import Expression


class FormulaForm(msgspec.Struct, frozen=True):
    """Another form of a method: its name completes "this is ...", `truth` is its graph of the same call."""

    name: str
    truth: Tree


def form_of(
    forms: Sequence[FormulaForm],
    names: Mapping[str, str],
    mine: Expression,
    verdict: Callable[[Expression, Expression], str],
) -> FormulaForm | None:
    """Return the form whose result begins with this formula; its first entry is what a method is known by.

    Args:
        forms: to look among, in this order.
        names: other names of inputs, as in the check.
        mine: the first entry of the submission's result.
        verdict: compares two formulas; "equal" when they are.
    """
    for form in forms:
        first = next(iter(formulas(read_graph(form.truth), names).values()))
        if verdict(mine, first) == "equal":
            return form
    return None
