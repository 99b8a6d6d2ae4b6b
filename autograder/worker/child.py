"""Runs a submission: its blocks, then the calls, sending each outcome as soon as it is there.

This process belongs to the student's code. It never sees what is right, and nobody believes what it sends.
"""

from __future__ import annotations
import __future__

import os
import random
import time
import warnings
from collections.abc import Callable
from contextlib import nullcontext
from types import CodeType, MappingProxyType, ModuleType
from typing import Any, Literal

import msgspec

from autograder.calls import CALL_FAULT, Call, Outcome, Raised
from autograder.drivers import DRIVERS, Blocked, Driver, find_driver
from autograder.plain import PlainError
from autograder.submission.code import Block, Code
from autograder.tracing.builtins_world import builtins_ahead
from autograder.tracing.recorder import Untraceable
from autograder.tracing.wire import write_graph
from autograder.tracing.world import World
from autograder.worker import earlier
from autograder.worker.calling import invoke, named_by, outcome_of, refused, standing_in, without_value
from autograder.worker.capture import BoundedWriter, WarningRecorder, clip, redirect
from autograder.worker.faults import ends_in, raised, type_name
from autograder.worker.messages import MEMORY_EXIT, Message, Task, pack, read_more
from autograder.worker.places import Places
from autograder.worker.plan import Arguments, Plan
from autograder.worker.progress import Progress
from autograder.worker.protocol import BlockReport
from autograder.worker.surroundings import (
    FloatingErrors,
    RandomNumbers,
    mentions,
    repair_interpreter,
    set_apart,
)
from autograder.worker.values import argument_names, changed_places

# The trusted half keeps its own references: students replace what hangs on modules.
_clock = time.perf_counter
_own_number = os.getpid
_AS_IT_IS = nullcontext()
_DRIVERS = MappingProxyType(dict(DRIVERS))
_FUTURE = 0
for _name in __future__.all_feature_names:
    _FUTURE |= getattr(__future__, _name).compiler_flag


def run(
    task: Task,
    plan: Plan,
    channel: int,
    progress: Progress | None = None,
    listen: Callable[[], bytes] | None = None,
) -> None:
    """Do a task and send messages to the file descriptor `channel`; never returns.

    Where it is, it tells by `progress`, or else by messages. `listen` waits for calls that are withheld.
    """
    try:
        Child(task, plan, channel, progress, listen).run()
    except MemoryError:
        os._exit(MEMORY_EXIT)
    except BaseException:  # noqa: BLE001 - whoever reads the stream sees that it ended early
        os._exit(1)
    os._exit(0)


class Child:
    """One life of a submission."""

    def __init__(
        self,
        task: Task,
        plan: Plan,
        channel: int,
        progress: Progress | None = None,
        listen: Callable[[], bytes] | None = None,
    ) -> None:
        self.task = task
        # A child that is started late knows of all calls at once.
        self.plan = Plan(task.job.calls, plan.arguments)
        self.progress, self.listen = progress, listen
        self.code: Code = task.job.code
        self.places = Places(self.code)
        self.channel = channel
        self.left = task.reply_bytes
        self.process = _own_number()
        self.writer = BoundedWriter(task.job.limits.printed_chars)
        self.module = ModuleType(self.code.unit)
        self.future = 0
        self.programs: list[CodeType] = []
        self.world: World | None = None
        self.warned = WarningRecorder(self.places)
        self.draws = mentions(self.code, "random", "samples")
        self.before_tracing: RandomNumbers | None = None
        self.surroundings: dict[str, Any] = {}
        self.errors = FloatingErrors()

    def run(self) -> None:
        """Leave the grader's surroundings for the submission's, load the code and make the calls."""
        self._prepare()
        self.live()

    def live(self) -> None:
        """Load the code and make the calls, in whatever surroundings."""
        self._send(Message("ready"))
        for index, block in enumerate(self.code.blocks):
            if index not in self.task.skip:
                self._begin("block", index)
                self._load(index, block)
                self._end()
        self._send(Message("loaded", printed=self.writer.take()))
        self._answer_all(self.task.todo)
        if self.task.withheld and self.listen is not None:
            more = read_more(self.listen())
            self.plan = Plan(self.plan.calls + more.calls, self.plan.arguments)
            self._answer_all(more.todo)

    def _answer_all(self, todo: tuple[int, ...]) -> None:
        for index in todo:
            self._begin("call", index)
            self._answer(index, self._perform(index))
            self._end()
        self._flush()

    def _begin(self, phase: Literal["block", "call"], index: int) -> None:
        if self.progress is None:
            self._send(Message(phase, index))
        elif phase == "call" or _own_number() == self.process:
            # After a call `_keep` sees to it that we are still ourselves.
            self.progress.begin(phase, index)

    def _end(self) -> None:
        if self.progress is not None:
            self.progress.end()

    def _prepare(self) -> None:
        redirect(self.writer)
        random.seed(0)
        set_apart(self.module, self.code.filename)
        earlier.install(self.code.earlier)
        self.places.remember()
        self.surroundings = dict(self.module.__dict__)
        warnings.showwarning = lambda *_args, **_keywords: None
        warnings.simplefilter("ignore")

    def _load(self, index: int, block: Block) -> None:
        try:
            self._execute(block)
        except BaseException as problem:  # noqa: BLE001 - one broken cell does not end a submission
            repair_interpreter()
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

    def _perform(self, index: int) -> Outcome:
        asked = self.plan.calls[index]
        names = self.module.__dict__
        if asked.name not in names:
            return Outcome("missing")
        if asked.read:
            value = names[asked.name]
            return Outcome("not_started") if value is None or value is Ellipsis else outcome_of(value)
        try:
            arguments = self.plan.of(index)
            driver = None if asked.driver is None else _DRIVERS.get(asked.driver) or find_driver(asked.driver)
        except (PlainError, KeyError, ValueError, TypeError) as problem:
            return refused(type_name(problem), f"{CALL_FAULT}: {clip(problem)}")
        if asked.trace is not None:
            return self._trace(asked, driver, arguments)
        self._end_tracing()
        with standing_in(names, asked.right) if asked.right else _AS_IT_IS:
            return self._call(asked, driver, names[asked.name], arguments)

    def _trace(self, asked: Call, driver: Driver | None, arguments: Arguments) -> Outcome:
        assert asked.trace is not None
        self.errors.leave()
        start = _clock()
        if self.before_tracing is None and self.draws:
            self.before_tracing = RandomNumbers()
        try:
            if self.world is None:
                ready = None if mentions(self.code, "builtins") else builtins_ahead()
                self.world = World(self.code.unit, self.programs, self.surroundings, ready)
            graph = self.world.trace(asked.name, arguments.args, arguments.kwargs, asked.trace.inputs, driver)
            outcome = Outcome("returned", value=write_graph(graph))
        except Untraceable as problem:
            outcome = refused("Untraceable", clip(problem, 200))
        except BaseException as problem:  # noqa: BLE001 - the student's own, or one of the traced world only
            outcome = self._failure(problem)
            self._end_tracing()
            plain = self._call(asked, driver, self.module.__dict__[asked.name], arguments)
            if plain.status == "returned":
                reason = f"cannot be followed: {type_name(problem)}: {clip(problem, 150)}"
                outcome = refused("Untraceable", reason)
        repair_interpreter()
        self.writer.take()
        return msgspec.structs.replace(outcome, seconds=_clock() - start)

    def _end_tracing(self) -> None:
        """Leave the random numbers of the plain world as they were before calls were traced."""
        if self.before_tracing is not None:
            self.before_tracing.restore()
            self.before_tracing = None

    def _call(
        self, asked: Call, driver: Driver | None, function: Callable[..., Any], arguments: Arguments
    ) -> Outcome:
        args, kwargs, before = arguments
        self.errors.enter()
        self.writer.take()
        self.warned.listen()
        start = _clock()
        try:
            value = invoke(asked, driver, function, args, kwargs)
            seconds = _clock() - start
            outcome = outcome_of(value)
        except BaseException as problem:  # noqa: BLE001 - SystemExit and the like are outcomes too
            seconds = _clock() - start
            outcome = self._failure(problem)
        repair_interpreter()
        changed = changed_places(args, kwargs, before)
        return msgspec.structs.replace(
            outcome,
            printed=self.writer.take(),
            warnings=self.warned.heard(),
            changed=argument_names(named_by(driver, function), args, kwargs, changed) if changed else (),
            seconds=seconds,
        )

    def _failure(self, problem: BaseException) -> Outcome:
        repair_interpreter()
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
            outcome = without_value(outcome, "object", f"the result cannot be sent: {clip(problem, 100)}")
        if len(frame) > self.left:
            size = f"the result is too large ({len(frame)} bytes)"
            outcome, frame = without_value(outcome, "object", size), b""
        self._keep(frame or pack(Message("outcome", index, outcome=outcome)))

    def _send(self, message: Message) -> None:
        self._write(pack(message))

    def _keep(self, frame: bytes) -> None:
        """Send a frame with others: whoever reads is woken once."""
        if _own_number() == self.process and self.progress is not None and self.progress.keep(frame):
            return
        self._flush()
        self._write(frame)

    def _flush(self) -> None:
        if _own_number() == self.process and self.progress is not None:
            self._write(self.progress.take())

    def _write(self, frame: bytes) -> None:
        if _own_number() != self.process:
            os._exit(0)  # the student's own fork came back into our loop
        self.left -= len(frame)
        view = memoryview(frame)
        while view:
            view = view[os.write(self.channel, view) :]
