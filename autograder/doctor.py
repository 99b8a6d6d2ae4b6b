"""What this machine offers to gradmark, as data: the command line prints it."""

from __future__ import annotations

import os
import platform
import sys
from typing import Literal

import msgspec
import numpy as np

from autograder.worker.isolation import Isolation, probe
from autograder.worker.layers import Layer


class Finding(msgspec.Struct, frozen=True):
    """One line of the diagnosis: `remedy` says how to get more, where there is more to get."""

    topic: str
    status: Literal["good", "note", "problem"]
    text: str
    remedy: str = ""


def diagnose() -> list[Finding]:
    """Examine Python, NumPy and the layers that isolate a submission."""
    best = probe()
    return [_python(), _numpy(), _fork(), *map(_layer, best.layers), _level(best)]


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


def _layer(layer: Layer) -> Finding:
    if layer.active:
        return Finding(layer.name, "good", f"active: {layer.text}")
    status: Literal["note", "problem"] = "problem" if layer.needed else "note"
    return Finding(layer.name, status, f"not active: {layer.text}", layer.remedy)


def _level(best: Isolation) -> Finding:
    status: Literal["good", "problem"] = "good" if best.level in ("strong", "good") else "problem"
    remedy = "" if best.level == "strong" else best.remedy
    return Finding("isolation", status, f"{best.level}: {best.reason}", remedy)
