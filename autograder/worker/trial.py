"""A worker is believed when a real job in it has tried what is forbidden, and was refused."""

from __future__ import annotations

import os
import secrets
import socket
import tempfile
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from autograder.calls import Call, Outcome, call
from autograder.submission.code import Block, Code
from autograder.worker.process import WorkerProcess
from autograder.worker.protocol import Job, Limits, Reply
from autograder.worker.supervise import WorkerError

_SOURCE = """
import os, socket
def compute():
    return 1
def read(path):
    with open(path) as file:
        return file.read()
def look():
    return os.listdir("/")
def write():
    with open("note", "w") as file:
        return file.write("x")
def fork():
    if os.fork() == 0:
        os._exit(0)
def signal():
    os.kill(os.getppid(), 0)
def connect(port):
    socket.create_connection(("127.0.0.1", port), timeout=1).close()
"""
_CODE = Code("u00_trial", "trial.py", (Block("trial", _SOURCE, 1),))
_WORDS = {
    "read": "read a file of the grader",
    "look": "look into folders outside",
    "write": "write a file",
    "fork": "start a process",
    "signal": "send a signal to the worker",
    "connect": "reach the network",
}
_HELD = {
    "bubblewrap": ("read", "connect"),
    "seccomp": ("fork", "signal", "connect"),
    "landlock": ("read", "look"),
}


def fault(start: Callable[[], WorkerProcess], claims: Collection[str], *, scratch: bool) -> str:
    """Return why a worker does not work, or does not hold back what it claims; nothing when it does.

    `claims` are names of layers; without `scratch` Landlock leaves no place to write.
    """
    try:
        worker = start()
    except OSError as problem:
        return str(problem)
    try:
        with _bait() as (path, port):
            return _judged(worker, claims, path, port, scratch=scratch)
    except (WorkerError, OSError) as problem:
        return _own_words(str(problem))
    finally:
        worker.close()


def _own_words(problem: str) -> str:
    """Leave out what the doctor need not say."""
    what, _, said = problem.partition("; run `gradmark doctor`. It said: ")
    return what if said in ("", "nothing") else said


def _judged(worker: WorkerProcess, claims: Collection[str], path: Path, port: int, *, scratch: bool) -> str:
    forbidden = {name for claim in claims for name in _HELD[claim]}
    if "landlock" in claims and not scratch:
        forbidden.add("write")
    asked = [_attempt(name, path, port) for name in _WORDS if name in forbidden]
    reply = worker.ask(Job(_CODE, (call("compute"), *asked), Limits(total_seconds=5.0)))
    return _fault_of(reply, asked)


def _attempt(name: str, path: Path, port: int) -> Call:
    return call(name, *{"read": (str(path),), "connect": (port,)}.get(name, ()))


def _fault_of(reply: Reply, asked: list[Call]) -> str:
    if not reply.outcomes or reply.outcomes[0].status != "returned" or reply.ended != "normally":
        return f"a job that only computes ended as {reply.ended}"
    pairs = zip(asked, reply.outcomes[1:], strict=True)
    done = [_WORDS[attempt.name] for attempt, outcome in pairs if not _refused(outcome)]
    return f"a submission could still {', '.join(done)}" if done else ""


def _refused(outcome: Outcome) -> bool:
    errors: tuple[type[OSError], ...] = (
        OSError,
        *OSError.__subclasses__(),
        *ConnectionError.__subclasses__(),
    )
    known = {error.__name__ for error in errors}
    return outcome.status == "raised" and outcome.error is not None and outcome.error.type in known


@contextmanager
def _bait() -> Iterator[tuple[Path, int]]:
    """Lay out a file and a server that every user of this machine may reach."""
    with tempfile.TemporaryDirectory(prefix="gradmark-") as folder:
        path = Path(folder) / "secret"
        path.write_text(secrets.token_hex(8), encoding="utf-8")
        os.chmod(folder, 0o755)  # noqa: PTH101, S103 - rights of files are not what is tried
        with socket.create_server(("127.0.0.1", 0)) as server:
            yield path, server.getsockname()[1]
