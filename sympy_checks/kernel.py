"""One kernel of a normal form, and what stops a proof."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from sympy_checks.numeric import Array
from sympy_checks.polynomial import Ratio

Kind = Literal["symbol", "pi", "exp", "log", "root", "sin", "cos", "atan", "atanh", "erf", "floor"]


class UnprovableError(ArithmeticError):
    """Outside of what the normal form covers."""


class SplitError(ArithmeticError):
    """A sign changes within the region; `sides` are its two parts."""

    def __init__(self, sides: tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]) -> None:
        super().__init__("a sign changes")
        self.sides = sides


@dataclass(frozen=True)
class Kernel:
    """One generator, a function of `argument`; where order > 0, kernel ** order equals `relation`."""

    kind: Kind
    values: Array
    positive: bool
    argument: Ratio | None = None
    order: int = 0
    relation: Ratio | None = None
