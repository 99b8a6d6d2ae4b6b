"""The graphs of other published forms of a method, so that code which computes one is called by its name."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Any

from autograder.calls import Call
from autograder.checks.formula_forms import FormulaForm
from autograder.plain import Tree
from autograder.submission.module import read_module
from autograder.tracing.wire import write_graph
from autograder.tracing.world import world_of

_UNIT = "published_forms"


def traced_forms(asked: Call, steps: Mapping[str, Callable[..., Any]]) -> tuple[FormulaForm, ...]:
    """Return what each form computes for the call of a `Formula`, by name.

    The source of each function is run in the traced world, at build time; it may use `np` and nothing else
    of its module.
    """
    return tuple(FormulaForm(name, _graph(asked, step)) for name, step in steps.items())


def _graph(asked: Call, step: Callable[..., Any]) -> Tree:
    assert asked.trace is not None
    text = f"import numpy as np\n\n\n{inspect.getsource(step)}"
    world = world_of(read_module(f"{_UNIT}.py", text.encode(), unit=_UNIT))
    args, kwargs = asked.arguments()
    return write_graph(world.trace(step.__name__, args, kwargs, asked.trace.inputs))
