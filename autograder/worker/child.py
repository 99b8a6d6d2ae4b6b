"""Runs a submission: its blocks, then the calls, sending each outcome as soon as it is there.

This process belongs to the student's code. It never sees what is right, and nobody believes what it sends.
"""

from __future__ import annotations
import __future__

import builtins
import inspect
import os
import random
import sys
import time
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from types import CodeType, MappingProxyType, ModuleType
from typing import Any

import msgspec
import numpy as np

from autograder.calls import CALL_FAULT, Call, Outcome, Raised
from autograder.drivers import DRIVERS, Blocked, Driver, find_driver
from autograder.losses import LOSSES
from autograder.plain import PlainError
from autograder.submission.code import Block, Code
from autograder.tracing.recorder import Untraceable
from autograder.tracing.wire import write_graph
from autograder.tracing.world import World
from autograder.worker import earlier, inert
from autograder.worker.capture import BoundedWriter, clip, recorded_warnings, redirect
from autograder.worker.faults import ends_in, raised, type_name
from autograder.worker.launch import hide_ourselves
from autograder.worker.messages import MEMORY_EXIT, Message, Task, pack
from autograder.worker.places import Places
from autograder.worker.plan import Plan
from autograder.worker.protocol import BlockReport
from autograder.worker.values import changed_arguments, materialise, result_tree, snapshot

# The trusted half keeps its own references: students replace what hangs on modules.
_clock = time.perf_counter
_ours: tuple[str, ...] = ()
_FUTURE = 0
for _name in __future__.all_feature_names:
    _FUTURE |= getattr(__future__, _name).compiler_flag


def run(task: Task, plan: Plan, channel: int) -> None:
    """Do a task and send messages to the file descriptor `channel`; never returns."""
    try:
        Child(task, plan, channel).run()
    except MemoryError:
        os._exit(MEMORY_EXIT)
    except BaseException:  # noqa: BLE001 - whoever reads the stream sees that it ended early
        os._exit(1)
    os._exit(0)


class Child:
    """One life of a submission."""

    def __init__(self, task: Task, plan: Plan, channel: int) -> None:
        self.task = task
        self.plan = plan
        self.unsent = b""
        self.code: Code = task.job.code
        self.places = Places(self.code)
        self.channel = channel
        self.left = task.reply_bytes
        self.process = os.getpid()
        self.writer = BoundedWriter(task.job.limits.printed_chars)
        self.module = ModuleType(self.code.unit)
        self.future = 0
        self.programs: list[CodeType] = []
        self.world: World | None = None
        self.surroundings: dict[str, Any] = {}

    def run(self) -> None:
        """Load the code and make the calls."""
        # Found before the student's code can replace them.
        drivers = _drivers_of(self.task.job.calls)
        self._prepare()
        self._send(Message("ready"))
        for index, block in enumerate(self.code.blocks):
            if index not in self.task.skip:
                self._send(Message("block", index))
                self._load(index, block)
        self._send(Message("loaded", printed=self.writer.take()))
        for index in self.task.todo:
            self._send(Message("call", index))
            self._answer(index, self._perform(index, drivers))
        self._flush()

    def _prepare(self) -> None:
        redirect(self.writer)
        os.environ.clear()
        random.seed(0)
        np.random.seed(0)  # noqa: NPY002 - the global state that students' code may use
        _set_apart(self.module, self.code.filename)
        earlier.install(self.code.earlier)
        self.places.remember()
        self.surroundings = dict(self.module.__dict__)
        warnings.showwarning = lambda *_args, **_keywords: None
        warnings.simplefilter("ignore")

    def _load(self, index: int, block: Block) -> None:
        try:
            self._execute(block)
        except BaseException as problem:  # noqa: BLE001 - one broken cell does not end a submission
            _repair_interpreter()
            error = raised(problem, self.places)
            report = BlockReport(
                name=block.name,
                status="memory" if isinstance(problem, MemoryError) else "raised",
                error_type=error.type,
                error_message=error.message,
                place=error.place,
            )
            self._send(Message("block_failed", index, report=report))

    def _execute(self, block: Block) -> None:
        # Empty lines in front make every line number one of the whole text.
        source = "\n" * (block.line - 1) + block.source
        program = compile(source, self.places.filename(block), "exec", flags=self.future, dont_inherit=True)
        self.future |= program.co_flags & _FUTURE
        self.programs.append(program)
        exec(program, self.module.__dict__)  # noqa: S102 - running it is what this process is for

    def _perform(self, index: int, drivers: Mapping[str, Driver]) -> Outcome:
        asked = self.plan.calls[index]
        names = self.module.__dict__
        if asked.name not in names:
            return Outcome("missing")
        if asked.read:
            value = names[asked.name]
            return Outcome("not_started") if value is None or value is Ellipsis else _outcome_of(value)
        try:
            args, kwargs = self.plan.of(index)
            args, kwargs = materialise(args), materialise(kwargs)
            driver = None if asked.driver is None else drivers.get(asked.driver) or find_driver(asked.driver)
        except (PlainError, KeyError, ValueError, TypeError) as problem:
            return _refused(type_name(problem), f"{CALL_FAULT}: {clip(problem)}")
        if asked.trace is not None:
            return self._trace(asked, driver, args, kwargs)
        with _standing_in(names, asked.right):
            return self._call(asked, driver, names[asked.name], args, kwargs)

    def _trace(self, asked: Call, driver: Driver | None, args: list[Any], kwargs: dict[str, Any]) -> Outcome:
        assert asked.trace is not None
        start = _clock()
        try:
            if self.world is None:
                self.world = World(self.code.unit, self.programs, self.surroundings)
            graph = self.world.trace(asked.name, args, kwargs, asked.trace.inputs, driver)
            outcome = Outcome("returned", value=write_graph(graph))
        except Untraceable as problem:
            outcome = _refused("Untraceable", clip(problem, 200))
        except BaseException as problem:  # noqa: BLE001 - the student's own, or one of the traced world only
            outcome = self._failure(problem)
            plain = self._call(asked, driver, self.module.__dict__[asked.name], args, kwargs)
            if plain.status == "returned":
                reason = f"cannot be followed: {type_name(problem)}: {clip(problem, 150)}"
                outcome = _refused("Untraceable", reason)
        _repair_interpreter()
        self.writer.take()
        return msgspec.structs.replace(outcome, seconds=_clock() - start)

    def _call(
        self,
        asked: Call,
        driver: Driver | None,
        function: Callable[..., Any],
        args: list[Any],
        kwargs: dict[str, Any],
    ) -> Outcome:
        before = snapshot([*args, *kwargs.values()])
        self.writer.take()
        with recorded_warnings(self.places) as warned:
            start = _clock()
            try:
                with np.errstate(divide="warn", over="warn", invalid="warn", under="ignore"):
                    value = _invoke(asked, driver, function, args, kwargs)
                seconds = _clock() - start
                outcome = _outcome_of(value)
            except BaseException as problem:  # noqa: BLE001 - SystemExit and the like are outcomes too
                seconds = _clock() - start
                outcome = self._failure(problem)
            _repair_interpreter()
        changed = changed_arguments(_named_by(driver, function), args, kwargs, before)
        return msgspec.structs.replace(
            outcome, printed=self.writer.take(), warnings=tuple(warned), changed=changed, seconds=seconds
        )

    def _failure(self, problem: BaseException) -> Outcome:
        _repair_interpreter()
        if isinstance(problem, MemoryError):
            return Outcome("memory", error=Raised(type_name(problem), clip(problem)))
        if isinstance(problem, Blocked):
            return Outcome("blocked", error=Raised(type_name(problem), clip(problem)))
        unfinished = isinstance(problem, NotImplementedError) and ends_in(problem, self.places)
        return Outcome("not_started" if unfinished else "raised", error=raised(problem, self.places))

    def _answer(self, index: int, outcome: Outcome) -> None:
        try:
            frame = pack(Message("outcome", index, outcome=outcome))
        except Exception as problem:  # noqa: BLE001 - the student's object made a tree that cannot be written
            frame = b""
            outcome = msgspec.structs.replace(outcome, value=None)
            outcome = _without_value(outcome, "object", f"the result cannot be sent: {clip(problem, 100)}")
        if len(frame) > self.left:
            size = f"the result is too large ({len(frame)} bytes)"
            outcome, frame = _without_value(outcome, "object", size), b""
        # It goes with the announcement of the next call: whoever reads is woken once.
        self.unsent = frame or pack(Message("outcome", index, outcome=outcome))

    def _send(self, message: Message) -> None:
        self.unsent += pack(message)
        self._flush()

    def _flush(self) -> None:
        frame, self.unsent = self.unsent, b""
        if os.getpid() != self.process:
            os._exit(0)  # the student's own fork came back into our loop
        self.left -= len(frame)
        view = memoryview(frame)
        while view:
            view = view[os.write(self.channel, view) :]


@contextmanager
def _standing_in(names: dict[str, Any], right: tuple[str, ...]) -> Iterator[None]:
    """Put trusted functions in the place of the submission's own for one call."""
    kept = {name: names[name] for name in right if name in names}
    names.update({name: LOSSES[name] for name in kept if name in LOSSES})
    try:
        yield
    finally:
        names.update(kept)


def _drivers_of(calls: tuple[Call, ...]) -> Mapping[str, Driver]:
    names = {asked.driver for asked in calls}
    return MappingProxyType({name: DRIVERS[name] for name in names if name is not None and name in DRIVERS})


def _invoke(
    asked: Call,
    driver: Driver | None,
    function: Callable[..., Any],
    args: list[Any],
    kwargs: dict[str, Any],
) -> Any:
    if not callable(function):
        message = f"{asked.name} must be a function, it is {type_name(function)}"
        raise TypeError(message)
    if driver is not None:
        return driver(function, *args, **kwargs)
    return function(*args, **kwargs)


def _named_by(driver: Driver | None, function: Callable[..., Any]) -> Callable[..., Any]:
    """Return what names a call's arguments: a driver, unless it hands all of them on."""
    if driver is None or driver.__code__.co_flags & inspect.CO_VARARGS:
        return function
    return partial(driver, function)


def _outcome_of(value: Any) -> Outcome:
    try:
        return Outcome("returned", value=result_tree(value))
    except MemoryError:
        raise
    except BaseException as problem:  # noqa: BLE001 - a hostile object may raise anything while it is read
        return _refused(type_name(value), clip(problem, 200) or "the result cannot be read")


def _refused(kind: str, text: str) -> Outcome:
    return Outcome("refused", error=Raised(kind, text))


def _without_value(outcome: Outcome, kind: str, text: str) -> Outcome:
    return msgspec.structs.replace(outcome, status="refused", value=None, error=Raised(kind, text))


def settle() -> None:
    """Give our modules a `numpy` that nobody else can patch: once per process, before any student's code."""
    ours = ModuleType("numpy")
    ours.__dict__.update(np.__dict__)
    for name, module in list(sys.modules.items()):
        if name.startswith("autograder.") and module.__dict__.get("np") is np:
            module.__dict__["np"] = ours
    globals()["np"] = ours
    hide_ourselves()
    # Looking at every name in each child would cost it a copy of their memory.
    globals()["_ours"] = inert.loaded()


def _set_apart(module: ModuleType, filename: str) -> None:
    """Give the student builtins of their own to patch, and stand-ins for what must not run."""
    theirs = ModuleType("builtins")
    theirs.__dict__.update(builtins.__dict__)
    sys.modules["builtins"] = theirs
    inert.install(_ours or inert.loaded())
    sys.modules[module.__name__] = module
    module.__dict__.update(
        __builtins__=theirs, __file__=filename, display=inert.INERT, get_ipython=inert.INERT
    )


def _repair_interpreter() -> None:
    if sys.gettrace() is not None:
        sys.settrace(None)
    if sys.getprofile() is not None:
        sys.setprofile(None)
    if sys.getrecursionlimit() < 1000:
        sys.setrecursionlimit(1000)
