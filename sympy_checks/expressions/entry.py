"""One formula of the field: its text, the interval of each symbol, where it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from sympy_checks.expression import Expression
from sympy_checks.parse import parse

Domains = Mapping[str, tuple[float, float]]


class Formula(NamedTuple):
    """A formula in plain notation, the open interval of each of its symbols, and the slide row or paper."""

    text: str
    domains: Domains
    source: str

    def tree(self) -> Expression:
        """Return the expression, the same object each time."""
        return _tree(self.text, tuple(self.domains))


@cache
def _tree(text: str, symbols: tuple[str, ...]) -> Expression:
    return parse(text, symbols)


REAL = (-30.0, 30.0)
UNIT = (0.0, 1.0)
LABEL = (-1.0, 2.0)  # real labels around 0 and 1, so that formulas true of 0 and 1 alone are told apart
SMALL = (-3.0, 3.0)
BIAS = (-2.0, 2.0)


def over(interval: tuple[float, float], names: str) -> dict[str, tuple[float, float]]:
    """Return the same interval for each of several symbols, written with spaces between."""
    return dict.fromkeys(names.split(), interval)
