"""Runs of `gradmark grade` as processes, and what is the same about two of them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import msgspec

from autograder.record import read_records
from tests.conftest import ROOT

UNIT = "u08_optimizers"
ONLY = ("sgd_step", "momentum_step")
GRADE = [sys.executable, "-m", "autograder.cli.main", "grade"]


def contents(path):
    """Return the records without the times that they took."""
    return [msgspec.structs.replace(record, seconds=0.0) for record in read_records(path)]


def start(folder, spec_file, target, *options, env=None, **settings):
    """Start grading a folder in a process group of its own, with more variables in its environment."""
    command = [*GRADE, str(folder), "--unit", UNIT, "--spec", str(spec_file), "--json", str(target)]
    return subprocess.Popen(
        [*command, *map(str, options)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), **(env or {})},
        **settings,
    )


def finish(process, seconds=300):
    """Wait for it; return exit code and what it said on stderr."""
    _, said = process.communicate(timeout=seconds)
    return process.returncode, said


def started(pid):
    """Return when a process was started, in ticks since the machine was."""
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19])
    except OSError:
        return 0


def below(pid):
    """Return the living processes that a process started, and those that they started."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                text = (entry / "stat").read_text()
            except OSError:
                continue
            state, parent = text.rpartition(")")[2].split()[:2]
            if state != "Z":
                parents[int(entry.name)] = int(parent)
    found, front = [], [pid]
    while front:
        front = [child for child, parent in parents.items() if parent in front]
        found += front
    return found


def alive(pids):
    """Return those of the processes that have not ended."""
    return [pid for pid in pids if pid in below(1) or (Path(f"/proc/{pid}").exists() and not _is_zombie(pid))]


def _is_zombie(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True
