"""What this machine offers to gradmark, as data: the command line prints it."""

from __future__ import annotations

import os
import platform
import sys
from typing import Literal

import msgspec
import numpy as np

from autograder.worker import bubblewrap
from autograder.worker.isolation import Isolation, probe


class Finding(msgspec.Struct, frozen=True):
    """One line of the diagnosis: `remedy` says how to get more, where there is more to get."""

    topic: str
    status: Literal["good", "note", "problem"]
    text: str
    remedy: str = ""


def diagnose() -> list[Finding]:
    """Examine Python, NumPy and the ways to isolate a submission."""
    best = probe()
    return [_python(), _numpy(), _fork(), _bubblewrap(best), _kernel_filters(), _level(best)]


def _python() -> Finding:
    text = f"Python {platform.python_version()} on {platform.system()} {platform.release()}"
    if sys.version_info < (3, 11):  # noqa: UP036 - a checkout can be run by any interpreter
        return Finding("Python", "problem", text, "Install Python 3.11 or newer.")
    return Finding("Python", "good", text)


def _numpy() -> Finding:
    text = f"NumPy {np.__version__}"
    if int(np.__version__.split(".")[0]) < 2:
        return Finding("NumPy", "problem", text, "Install NumPy 2: pip install 'numpy>=2'.")
    return Finding("NumPy", "good", text)


def _fork() -> Finding:
    if hasattr(os, "fork"):
        return Finding("fork", "good", "submissions are forked from a warm worker")
    text = "this system has no fork; every submission starts a Python process"
    return Finding("fork", "note", text, "Grade on Linux for speed and isolation.")


def _bubblewrap(best: Isolation) -> Finding:
    if best.launcher == "bubblewrap":
        return Finding("bubblewrap", "good", f"{bubblewrap.find()} starts our worker")
    text = "is installed but does not start our worker" if bubblewrap.find() else "is not installed"
    return Finding("bubblewrap", "problem", text, best.remedy)


def _kernel_filters() -> Finding:
    return Finding(
        "seccomp, Landlock", "note", "not used yet: the box limits files and network, not system calls"
    )


def _level(best: Isolation) -> Finding:
    status: Literal["good", "problem"] = "good" if best.level in ("strong", "good") else "problem"
    return Finding("isolation", status, f"{best.level}: {best.reason}", best.remedy)
