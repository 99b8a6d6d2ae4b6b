"""What is known of a symbol: real, positive, a probability, or an open interval."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from sympy_checks.sampling import Interval

ASSUMPTIONS: Mapping[str, Interval] = {"real": (-30.0, 30.0), "positive": (0.0, 30.0), "unit": (0.0, 1.0)}
"""The interval from which points are taken; a proof holds on the whole line, or for all positive numbers."""


def interval(assumption: str | Sequence[float]) -> Interval:
    """Return the open interval that an assumption stands for.

    Raises:
        ValueError: neither a word of `ASSUMPTIONS` nor two numbers in order.
    """
    if isinstance(assumption, str):
        if assumption in ASSUMPTIONS:
            return ASSUMPTIONS[assumption]
    elif len(assumption) == 2:
        low, high = float(assumption[0]), float(assumption[1])
        if low < high and not math.isnan(low + high):
            return low, high
    message = f"an assumption is real, positive, unit or [low, high], got {assumption!r}; use one of them"
    raise ValueError(message)
