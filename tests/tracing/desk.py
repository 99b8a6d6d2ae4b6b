"""Short ways to trace a source, and to run it plainly beside."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from types import ModuleType
from typing import Any

import numpy as np

from autograder.build.specs import code_of
from autograder.submission.code import Code
from autograder.tracing.graph import Graph
from autograder.tracing.world import world_of


def source_of(text: str) -> Code:
    return code_of("u99_test", textwrap.dedent(text).strip() + "\n")


def trace(text: str, args: tuple[Any, ...], inputs: Mapping[str, str], **kwargs: Any) -> Graph:
    """Trace the function `f` of a source."""
    return world_of(source_of(text)).trace("f", args, kwargs, inputs)


def plain_module(code: Code) -> ModuleType:
    module = ModuleType(code.unit)
    exec(compile(code.text, code.filename, "exec", dont_inherit=True), module.__dict__)
    return module


def run(text: str, *args: Any, **kwargs: Any) -> Any:
    """Run the function `f` of a source plainly."""
    return plain_module(source_of(text)).f(*args, **kwargs)


def agree(one: Any, other: Any, rtol: float = 1e-12) -> bool:
    """Say whether two results have the same structure and the same numbers."""
    if isinstance(one, (tuple, list)):
        return (
            isinstance(other, (tuple, list))
            and len(one) == len(other)
            and all(agree(*pair, rtol=rtol) for pair in zip(one, other, strict=True))
        )
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(agree(one[key], other[key], rtol=rtol) for key in one)
    if one is None or isinstance(one, str):
        return one == other
    left, right = np.asarray(one, dtype=float), np.asarray(other, dtype=float)
    # Cancellation near 0 is not what is compared here.
    return left.shape == right.shape and np.allclose(left, right, rtol=rtol, atol=1e-14, equal_nan=True)
