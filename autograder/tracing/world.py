"""The traced world: a submission executed a second time, with `numpy`, `math` and builtins that record."""

from __future__ import annotations

import builtins
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import CodeType, ModuleType
from typing import Any

import numpy as np

from autograder.submission.code import Code
from autograder.tracing.array import adopted, wrapped
from autograder.tracing.builtins_world import world_builtins
from autograder.tracing.graph import Graph, entry_name
from autograder.tracing.random_world import fresh
from autograder.tracing.recorder import Recorder, Untraceable
from autograder.tracing.replay import follow
from autograder.tracing.scalar import FLOAT, Tracer

LOAD_SECONDS = 0.8
BLOCK_SECONDS = 0.4
LEAST_SECONDS = 0.02
CALL_SECONDS = 0.7


class World:
    """A submission in the traced world; whoever makes it keeps the state of the global random numbers."""

    def __init__(
        self,
        unit: str,
        programs: Iterable[CodeType],
        names: Mapping[str, Any],
        ready: ModuleType | None = None,
    ) -> None:
        """Execute the blocks of a submission.

        Args:
            unit: the module's name.
            programs: the blocks.
            names: what a module of the plain world begins with.
            ready: builtins of the traced world, when there are; else they are made from those in `names`.
        """
        self.module = ModuleType(unit)
        given = dict(names)
        self.module.__dict__.update(
            given, __builtins__=ready or world_builtins(given["__builtins__"].__dict__)
        )
        self._load(programs)

    def _load(self, programs: Iterable[CodeType]) -> None:
        deadline = time.perf_counter() + LOAD_SECONDS
        with bounded(BLOCK_SECONDS) as allow:
            for program in programs:
                try:
                    # A cell that trains something is left when it takes too long; definitions take no time.
                    allow(max(LEAST_SECONDS, min(BLOCK_SECONDS, deadline - time.perf_counter())))
                    exec(program, self.module.__dict__)  # noqa: S102 - the student's own process
                except BaseException:  # noqa: BLE001, S112 - the plain world has reported it already
                    continue

    def trace(
        self,
        name: str,
        args: Sequence[Any],
        kwargs: Mapping[str, Any],
        inputs: Mapping[str, str],
        around: Callable[..., Any] | None = None,
    ) -> Graph:
        """Return the graph of a call.

        Args:
            name: the function.
            args: its arguments; numbers that are inputs say by their type whether they are whole.
            kwargs: its keyword arguments.
            inputs: names by place: "0", "lr", "2.m" (entry "m" of the third argument).
            around: a driver that gets the function first.

        Raises:
            Untraceable: says why not; anything else is what the student's code raises.
        """
        if name not in self.module.__dict__:
            message = "stands in code that cannot be run a second time"
            raise Untraceable(message)
        function = self.module.__dict__[name]
        if not callable(function):
            message = f"{name} must be a function, it is {type(function).__name__}"
            raise TypeError(message)
        recorder = Recorder(CALL_SECONDS)

        def call() -> Any:
            positional = [_symbolic(recorder, item, str(place), inputs) for place, item in enumerate(args)]
            named = {key: _symbolic(recorder, item, key, inputs) for key, item in kwargs.items()}
            return (
                function(*positional, **named) if around is None else around(function, *positional, **named)
            )

        with np.errstate(all="ignore"), bounded(CALL_SECONDS + 0.3):
            return follow(recorder, call)


def world_of(code: Code) -> World:
    """Return the world of a source of ours, which has no syntax error."""
    programs = [
        compile("\n" * (block.line - 1) + block.source, code.filename, "exec", dont_inherit=True)
        for block in code.blocks
    ]
    return World(
        code.unit,
        programs,
        {"__builtins__": builtins, "__name__": code.unit, "__file__": code.filename},
    )


def _symbolic(recorder: Recorder, value: Any, place: str, inputs: Mapping[str, str]) -> Any:
    """Return a fresh argument, with traced numbers in the places of inputs."""
    if place in inputs:
        return _input(recorder, value, inputs[place])
    if isinstance(value, dict):
        return {key: _symbolic(recorder, item, f"{place}.{key}", inputs) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(_symbolic(recorder, item, f"{place}.{n}", inputs) for n, item in enumerate(value))
    if isinstance(value, np.random.Generator):
        return fresh(value)
    return adopted(value.copy()) if isinstance(value, np.ndarray) else value


def _input(recorder: Recorder, value: Any, name: str) -> Any:
    array = np.asarray(value)
    whole = array.dtype.kind in "iub"
    bare = np.empty(array.shape, dtype=object)
    for index in np.ndindex(array.shape):
        place = recorder.node("input", entry_name(name, index))
        bare[index] = Tracer(recorder, place)
        if whole:
            recorder.whole.add(place)
    if not isinstance(value, np.ndarray):
        return bare[()]
    return wrapped(bare, array.dtype if whole else FLOAT)


@contextmanager
def bounded(seconds: float) -> Iterator[Callable[[float], object]]:
    """Raise `Untraceable` in code that takes longer, where the system has a timer for that.

    What it gives sets the timer anew.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield lambda _seconds: None
        return

    def stop(*_: object) -> None:
        message = "takes too long to follow"
        raise Untraceable(message)

    def allow(seconds: float) -> None:
        # Again and again: the student's code may catch it once.
        signal.setitimer(signal.ITIMER_REAL, seconds, 0.05)

    before = signal.signal(signal.SIGALRM, stop)
    allow(seconds)
    try:
        yield allow
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
