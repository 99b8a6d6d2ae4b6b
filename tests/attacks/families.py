"""The families of attacks, and the least level of isolation that stops each."""

from __future__ import annotations

from typing import NamedTuple

from autograder.record import Isolation as Level
from autograder.worker.isolation import LEVELS as ORDER

LEVELS: tuple[Level, ...] = ("strong", "good", "basic")  # the suite runs at each of them


class Family(NamedTuple):
    """What a family does, and from which level on nothing comes of it."""

    says: str
    stopped_by: Level


FAMILIES = {
    "waiting": Family("loops, sleep, SIGSTOP, ignored signals, texts and objects that hang", "basic"),
    "memory": Family("arrays, shared maps, memfd, pipes, giant and endless results", "basic"),
    "exits": Family("exit, crash of the interpreter, SIGKILL of itself", "basic"),
    "objects": Family("hostile objects, subclasses, giant and odd numbers as results", "basic"),
    "patches": Family("NumPy, builtins, transport and the types themselves replaced", "basic"),
    "frames": Family("stack, frames, tracebacks and the garbage collector walked", "basic"),
    "forged": Family("forged, truncated, late and racing replies", "basic"),
    "tracing": Family("code that notices, forges or floods the trace", "basic"),
    "hooks": Family("import hooks, AST transformers, atexit, finalizers, trace functions", "basic"),
    "texts": Family("ANSI, HTML and surrogates in messages, names and code", "basic"),
    "formulas": Family("typed formulas that are bombs or code", "basic"),
    "notebooks": Family("metadata edits, deleted, duplicated, re-marked cells, inflated points", "basic"),
    "archives": Family("zip slip, bombs, links, devices, encodings, giant files", "basic"),
    "processes": Family("forks, daemons, threads, descriptors, programs", "good"),
    "floods": Family("disk, folders, output, warnings", "good"),
    "signals": Family("signals, ptrace and limits set on judge, worker and siblings", "good"),
    "reading": Family("files, environment, memory, solutions and other submissions read", "good"),
    "writing": Family("files, network, IPC, keyrings, privileges, the gradebook", "good"),
}


def stopped(family: str, level: Level) -> bool:
    """Tell whether a level stops a family; what it does not stop is not run there, on a machine in use."""
    return ORDER.index(level) >= ORDER.index(FAMILIES[family].stopped_by)
