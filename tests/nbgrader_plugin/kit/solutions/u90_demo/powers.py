"""Two functions with hidden checks, one without."""

from __future__ import annotations

import numpy as np

from autograder.calls import call
from autograder.checks import Golden
from autograder.exercise.declare import exercise

HINTS = ("First look at the name.", "Then at the example.", "Then at the formula.")

# %% [markdown]
# ## Two functions


@exercise(
    points=5,
    source="test",
    hints=HINTS,
    checks=[Golden(label="small numbers", weight=3, at=(call("double", 3.0), call("double", -1.5)))],
    hidden=[Golden(label="secretlabel of doubling", weight=2, at=(call("double", 4321.125),))],
)
def double(x: float) -> float:
    """Twice `x`."""
    return float(np.asarray(x) * np.float64(2.0))


@exercise(
    points=3,
    source="test",
    hints=HINTS,
    checks=[Golden(label="small squares", weight=2, at=(call("square", 3.0), call("square", -1.5)))],
    hidden=[Golden(label="secretlabel of squaring", weight=1, at=(call("square", 8765.375),))],
)
def square(x: float) -> float:
    """`x` times `x`."""
    return float(np.power(np.float64(x), 2))


@exercise(
    points=2,
    source="test",
    hints=HINTS,
    checks=[Golden(label="minus one", at=(call("minus_one", 3.0), call("minus_one", -1.5)))],
)
def minus_one(x: float) -> float:
    """`x` less one."""
    return float(np.subtract(x, 1.0))
