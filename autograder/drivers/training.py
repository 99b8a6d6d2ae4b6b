"""Training loops of several lengths, for formulas of their first steps."""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from typing import Any

from autograder.drivers.registry import driver


@driver
def each_count(train: Callable[..., Any], counts: Sequence[int], *args: Any) -> list[Any]:
    """Return `train(*args, steps)` for each number of steps, each with fresh arguments."""
    return [train(*copy.deepcopy(args), steps) for steps in counts]
