"""Random numbers of the traced world: the same numbers, in arrays that can take traced ones."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.tracing.array import adopted, lowered

_METHODS = """random normal uniform standard_normal integers choice permutation exponential binomial beta
    gamma poisson laplace lognormal multivariate_normal"""


class Generator(np.random.Generator):
    """A generator whose results are arrays of the traced world."""


def _method(name: str) -> Callable[..., Any]:
    real = getattr(np.random.Generator, name)

    def method(self: Generator, *args: Any, **kwargs: Any) -> Any:
        return adopted(real(self, *lowered(args), **lowered(kwargs)))

    return method


for _name in _METHODS.split():
    setattr(Generator, _name, _method(_name))


def default_rng(seed: Any = None) -> Generator:
    """Do what `np.random.default_rng` does."""
    return seed if isinstance(seed, Generator) else Generator(np.random.default_rng(seed).bit_generator)


def fresh(generator: np.random.Generator) -> Generator:
    """Return a generator that will give the same numbers."""
    return Generator(copy.deepcopy(generator.bit_generator))
