"""Workers of every kind, and short ways to say what a submission is."""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Callable, Iterator

import pytest

from autograder.calls import Call
from autograder.submission.code import Block, Code
from autograder.worker import bubblewrap
from autograder.worker.isolation import Isolation, IsolationError
from autograder.worker.pool import Worker
from autograder.worker.protocol import Job, Limits, Reply

QUICK = Limits(call_seconds=0.4, load_seconds=1.0, total_seconds=8.0)

Run = Callable[..., Reply]


def module(source: str) -> Code:
    """Cut a module into blocks, one for each top-level statement."""
    text = textwrap.dedent(source).strip("\n")
    lines = text.split("\n")
    blocks = []
    for statement in ast.parse(text).body:
        decorators = getattr(statement, "decorator_list", [])
        first = min([statement.lineno, *(item.lineno for item in decorators)])
        body = "\n".join(lines[first - 1 : statement.end_lineno])
        blocks.append(Block(f"line {first}", body, first))
    # `Code.text` must give the lines back: blank lines belong to the block before.
    padded = []
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        end = following.line if following else len(lines) + 1
        padded.append(Block(block.name, "\n".join(lines[block.line - 1 : end - 1]), block.line))
    return Code("u99_test", "u99_test.py", tuple(padded))


def job(source: str, *calls: Call, limits: Limits = QUICK) -> Job:
    return Job(module(source), calls, limits)


def needs_bubblewrap() -> None:
    if bubblewrap.find() is None:
        pytest.skip("bubblewrap is not installed")


def boxed(*, from_root: bool | None = None) -> Isolation:
    """Return bubblewrap alone: its children put on no shield that would hide what the box holds back."""
    needs_bubblewrap()
    root = bubblewrap.is_root() if from_root is None else from_root
    if root and not bubblewrap.is_root():
        pytest.skip("entering the box as root needs root")
    command = tuple(bubblewrap.command(bubblewrap.find(), from_root=root))
    return Isolation("strong", "bubblewrap", "", command=command)


def open_worker(kind: str) -> Worker:
    """Open a worker of a level; "box" is bubblewrap alone, "solo" a spawned process."""
    if kind == "box":
        return Worker(boxed())
    if kind == "solo":
        return Worker(Isolation("basic", "spawn", ""))
    try:
        return Worker(kind)
    except IsolationError as problem:
        pytest.skip(str(problem))


def _runner(worker: Worker) -> Run:
    def run(source: str, *calls: Call, limits: Limits = QUICK) -> Reply:
        return worker.run(job(source, *calls, limits=limits))

    return run


@pytest.fixture(scope="session")
def strong_worker() -> Iterator[Worker]:
    with open_worker("strong") as worker:
        yield worker


@pytest.fixture(scope="session")
def strong(strong_worker: Worker) -> Run:
    """Run a submission in the box, with all that its children put on."""
    return _runner(strong_worker)


@pytest.fixture(scope="session")
def box() -> Iterator[Run]:
    """Run a submission in the box alone: files, network and processes, but any system call."""
    with open_worker("box") as worker:
        yield _runner(worker)


@pytest.fixture(scope="session")
def good() -> Iterator[Run]:
    """Run a submission in a fork with seccomp and Landlock."""
    with open_worker("good") as worker:
        yield _runner(worker)


@pytest.fixture(scope="session")
def basic() -> Iterator[Run]:
    """Run a submission in a fork with limits only."""
    with open_worker("basic") as worker:
        yield _runner(worker)


@pytest.fixture(scope="session")
def solo() -> Run:
    """Run a submission in a spawned process."""
    return _runner(open_worker("solo"))


@pytest.fixture(params=["strong", "good", "basic", "solo"])
def run(request: pytest.FixtureRequest) -> Run:
    """Run a submission in each kind of worker."""
    return request.getfixturevalue(request.param)
