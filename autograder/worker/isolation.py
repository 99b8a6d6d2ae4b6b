"""What this machine offers to keep a submission in its place, found by trying."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from autograder.record import Isolation as Level
from autograder.worker import bubblewrap, layers, trial
from autograder.worker.launch import PACKAGE, environment, python_command
from autograder.worker.layers import Layer
from autograder.worker.process import WorkerProcess

Launcher = Literal["bubblewrap", "fork", "spawn"]
LEVELS: tuple[Level, ...] = ("none", "basic", "good", "strong")
_LIMITS_ONLY = "Time, memory and process limits only: they stop accidents, not attackers."


class IsolationError(RuntimeError):
    """The machine does not offer the isolation that was asked for."""


@dataclass(frozen=True)
class Isolation:
    """How workers are started here, what that holds back, why it is not more, and how to get more.

    `parts` are what each child puts on: see `autograder.worker.shield`.
    """

    level: Level
    launcher: Launcher
    reason: str
    remedy: str = ""
    command: tuple[str, ...] = ()
    environment: tuple[tuple[str, str], ...] = ()
    parts: tuple[str, ...] = ()
    layers: tuple[Layer, ...] = ()

    def start(self) -> WorkerProcess:
        """Start a warm worker in this way."""
        return WorkerProcess(self.command, dict(self.environment))


@dataclass(frozen=True)
class Demand:
    """The isolation that is asked for: a level, by default the best there is, and the least that will do."""

    level: Level | None = None
    minimum: Level = "none"

    def allows(self, level: Level) -> bool:
        """Tell whether a level is what is asked for."""
        return self.level in (None, level) and LEVELS.index(level) >= LEVELS.index(self.minimum)

    def met(self) -> Isolation:
        """Return the isolation that this machine offers.

        Raises:
            IsolationError: it does not offer the level, or less than the minimum.
        """
        found = of_level(self.level) if self.level else probe()
        if self.allows(found.level):
            return found
        message = (
            f"isolation {self.level or self.minimum!r} is required, this machine offers {found.level!r}: "
            f"{found.reason} {found.remedy}"
        )
        raise IsolationError(message.strip())


ANYTHING = Demand()


def probe() -> Isolation:
    """Return the best isolation that works here."""
    boxed = _bubblewrapped()
    if boxed.level == "strong":
        return boxed
    forked = _forked()
    shown = (boxed.layers[0], *(layer for layer in forked.layers if layer.name != "bubblewrap"))
    reason = f"{forked.reason} {boxed.reason}"
    return replace(forked, reason=reason, remedy=layers.remedies(shown), layers=shown)


def of_level(level: Level) -> Isolation:
    """Return a way to start workers that offers this level and no more, whatever else works here.

    Raises:
        IsolationError: the machine does not offer it.
    """
    if level not in ("strong", "good"):
        return _limited()
    found = _bubblewrapped() if level == "strong" else _forked()
    if found.level != level:
        message = f"isolation {level!r} does not work here. {found.reason} {found.remedy}"
        raise IsolationError(message.strip())
    return found


@functools.cache
def _bubblewrapped() -> Isolation:
    bwrap = bubblewrap.find()
    if bwrap is None:
        return _without_box("bubblewrap is not installed.", layers.INSTALL)
    problem = ""
    for from_root in (True, False) if bubblewrap.is_root() else (False,):
        make = functools.partial(_boxed, bwrap, from_root=from_root)
        found, faults, problem = _best_shield(make, ("bubblewrap",))
        if found is not None:
            shown = layers.of_box(faults, own_user=from_root)
            return replace(found, level="strong", layers=shown, remedy=layers.remedies(shown))
    return _without_box(f"bubblewrap is installed but does not hold: {problem}", layers.ALLOW_NAMESPACES)


def _boxed(bwrap: str, parts: tuple[str, ...], *, from_root: bool) -> Isolation:
    command = tuple(bubblewrap.command(bwrap, from_root=from_root, parts=parts))
    reason = "bubblewrap: no files but Python's, no network, no other processes, nothing kept."
    return Isolation("none", "bubblewrap", reason, command=command, parts=parts)


def _without_box(reason: str, remedy: str) -> Isolation:
    missing = (Layer("bubblewrap", active=False, text=reason.rstrip("."), remedy=remedy),)
    return Isolation("none", "bubblewrap", reason, remedy, layers=missing)


@functools.cache
def _forked() -> Isolation:
    """Return a fork with all parts of the shield that work; "good" takes every one of them."""
    if not hasattr(os, "fork"):
        return _limited()
    found, faults, problem = _best_shield(_forking, ())
    shown = layers.of_fork(faults)
    if found is None:
        return replace(_forking(()), level="none", reason=f"Nothing works here: {problem}", layers=shown)
    if faults:
        lacks = " ".join(f"{layers.TITLES[part]}: {why}." for part, why in faults.items())
        found = replace(found, reason=f"{_LIMITS_ONLY} {lacks}")
    else:
        reason = "seccomp and Landlock: no files but Python's, no network, no signals, no place to write."
        found = replace(found, level="good", reason=reason)
    return replace(found, layers=shown, remedy=layers.remedies(shown))


def _forking(parts: tuple[str, ...]) -> Isolation:
    command = tuple(python_command("autograder.worker.warm", *parts))
    variables = tuple(environment(PACKAGE.parent).items())
    return Isolation("basic", "fork", _LIMITS_ONLY, command=command, environment=variables, parts=parts)


def _limited() -> Isolation:
    """Return limits and nothing else: what code may do in them is the user's own business."""
    if hasattr(os, "fork"):
        return replace(_forking(()), layers=layers.of_limits())
    if os.name == "posix":
        return Isolation("basic", "spawn", _LIMITS_ONLY, layers=layers.of_limits())
    reason = "Time limits only: this system has no fork and no limit on memory."
    remedy = "Grade untrusted submissions on Linux with bubblewrap."
    return Isolation("none", "spawn", reason, remedy, layers=layers.of_limits())


Make = Callable[[tuple[str, ...]], Isolation]


def _best_shield(make: Make, claims: Sequence[str]) -> tuple[Isolation | None, dict[str, str], str]:
    """Try a launcher with all parts of the shield that there are, then with fewer.

    Returns what works, why a part is not in it, and why nothing works.
    """
    faults = layers.lacking()
    offered = tuple(part for part in layers.PARTS if part not in faults)
    problem = _fault(make(offered), claims)
    if not problem:
        return make(offered), faults, ""
    without = _fault(make(()), claims) if offered else problem
    if without:
        return None, faults, without
    for part in offered:
        faults[part] = problem
    for part in offered if len(offered) > 1 else ():
        if not _fault(make((part,)), claims):
            del faults[part]
            return make((part,)), faults, ""
    return make(()), faults, ""


def _fault(candidate: Isolation, claims: Sequence[str]) -> str:
    claims = (*claims, *candidate.parts)
    ask = functools.partial(trial.fault, candidate.start, claims, scratch=candidate.launcher == "bubblewrap")
    # A busy moment must not lower the level of a whole class.
    return ask() and ask()
