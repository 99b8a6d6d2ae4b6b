"""What this machine offers to keep a submission in its place, found by trying."""

from __future__ import annotations

import functools
import os
from dataclasses import dataclass
from typing import Literal

from autograder.record import Isolation as Level
from autograder.submission.code import Code
from autograder.worker import bubblewrap
from autograder.worker.launch import PACKAGE, environment, python_command
from autograder.worker.process import WorkerProcess
from autograder.worker.protocol import Job, Limits
from autograder.worker.supervise import WorkerError

Launcher = Literal["bubblewrap", "fork", "spawn"]
LEVELS: tuple[Level, ...] = ("none", "basic", "good", "strong")


class IsolationError(RuntimeError):
    """The machine does not offer the isolation that was asked for."""


@dataclass(frozen=True)
class Isolation:
    """How workers are started here, what that holds back, why it is not more, and how to get more."""

    level: Level
    launcher: Launcher
    reason: str
    remedy: str = ""
    command: tuple[str, ...] = ()
    environment: tuple[tuple[str, str], ...] = ()

    def start(self) -> WorkerProcess:
        """Start a warm worker in this way."""
        # A box has a folder of its own, in memory.
        boxed = self.launcher == "bubblewrap"
        return WorkerProcess(self.command, dict(self.environment), folder=not boxed)


def probe(minimum: Level = "none", prefer: Launcher | None = None) -> Isolation:
    """Return the best isolation that works here, or the preferred one.

    Raises:
        IsolationError: it is below `minimum`, or the preferred launcher does not work.
    """
    found = _preferred(prefer) if prefer else _best()
    if LEVELS.index(found.level) < LEVELS.index(minimum):
        message = (
            f"isolation must be at least {minimum!r}, this machine offers {found.level!r}: {found.reason}"
        )
        raise IsolationError(f"{message} {found.remedy}".strip())
    return found


def of_level(level: Level) -> Isolation:
    """Return a way to start workers that offers this level, no matter what else works here.

    Raises:
        IsolationError: the machine does not offer it.
    """
    if level in ("strong", "good"):
        return probe(minimum=level, prefer="bubblewrap")
    return probe(minimum=level, prefer="fork" if hasattr(os, "fork") else "spawn")


def _best() -> Isolation:
    boxed = _bubblewrapped()
    if boxed.level == "strong":
        return boxed
    plain = _forking() if hasattr(os, "fork") else _spawning()
    return Isolation(
        plain.level,
        plain.launcher,
        f"{plain.reason} {boxed.reason}",
        boxed.remedy,
        plain.command,
        plain.environment,
    )


def _preferred(launcher: Launcher) -> Isolation:
    found = {"bubblewrap": _bubblewrapped, "fork": _forking, "spawn": _spawning}[launcher]()
    if launcher == "bubblewrap" and found.level != "strong":
        message = f"{found.reason} {found.remedy}"
        raise IsolationError(message)
    if launcher == "fork" and not hasattr(os, "fork"):
        message = "This system has no fork; use the launcher 'spawn'."
        raise IsolationError(message)
    return found


@functools.cache
def _bubblewrapped() -> Isolation:
    bwrap = bubblewrap.find()
    if bwrap is None:
        remedy = (
            "Install bubblewrap (Debian, Ubuntu: apt install bubblewrap; Fedora: dnf install bubblewrap)."
        )
        return Isolation("none", "bubblewrap", "bubblewrap is not installed.", remedy)
    problem = ""
    for from_root in (True, False) if bubblewrap.is_root() else (False,):
        command = tuple(bubblewrap.command(bwrap, from_root=from_root))
        problem = _try(Isolation("none", "bubblewrap", "", command=command))
        if not problem:
            reason = "bubblewrap: no files but Python's, no network, no other processes, nothing kept."
            return Isolation("strong", "bubblewrap", reason, command=command)
    remedy = (
        "Allow unprivileged user namespaces (Ubuntu: an AppArmor profile for bwrap; containers: a seccomp "
        "profile that permits unshare), or grade in a virtual machine."
    )
    reason = f"bubblewrap is installed but does not start a worker: {problem}"
    return Isolation("none", "bubblewrap", reason, remedy)


@functools.cache
def _forking() -> Isolation:
    command = tuple(python_command("autograder.worker.warm"))
    variables = tuple(environment(PACKAGE.parent).items())
    reason = "Time, memory and process limits only: they stop accidents, not attackers."
    return Isolation("basic", "fork", reason, command=command, environment=variables)


@functools.cache
def _spawning() -> Isolation:
    if os.name == "posix":
        return Isolation("basic", "spawn", "Time and memory limits only: they stop accidents, not attackers.")
    reason = "Time limits only: this system has no fork and no limit on memory."
    return Isolation("none", "spawn", reason, "Grade untrusted submissions on Linux with bubblewrap.")


def _try(candidate: Isolation) -> str:
    """Return why the candidate does not work, or nothing."""
    job = Job(Code("u00_probe", "probe.py", ()), (), Limits(total_seconds=5.0))
    try:
        worker = candidate.start()
    except OSError as problem:
        return str(problem)
    try:
        reply = worker.ask(job)
    except WorkerError as problem:
        return str(problem)
    finally:
        worker.close()
    return "" if reply.ended == "normally" else f"an empty job ended as {reply.ended}"
