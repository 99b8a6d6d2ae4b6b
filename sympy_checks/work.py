"""Counted work: how much one decision or explanation may do, the same on every machine and under any load.

Whatever takes time says beforehand how much it is, in units of about a microsecond on an idle machine. What
gives up when its units are spent gives up at the same place in every run, which no clock could promise.
"""

from __future__ import annotations

from collections.abc import Iterable

from sympy_checks.expression import Application, Expression

_SLOW = frozenset(["erf", "Phi"])
"""NumPy has no error function: it is called value by value."""


class Work:
    """Units of work that are left; what a part spends its whole spends, too, and no part has more than it."""

    __slots__ = ("left", "whole")

    def __init__(self, units: float, whole: Work | None = None) -> None:
        self.left: float = units if whole is None else min(units, whole.left)
        self.whole = whole

    @property
    def spent(self) -> bool:
        """Tell whether nothing is left; what has begun by then still ends."""
        return self.left <= 0

    def spend(self, units: float) -> None:
        """Count work that is about to be done."""
        self.left -= units
        if self.whole is not None:
            self.whole.spend(units)


def scanning(nodes: Iterable[Expression], points: int) -> float:
    """Return the work of evaluating nodes in float64 at so many points."""
    each, slow = 1.0 + points / 300, points / 12
    return sum(slow if isinstance(node, Application) and node.name in _SLOW else each for node in nodes)
