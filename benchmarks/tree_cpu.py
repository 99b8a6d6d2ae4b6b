"""Processor time of a command and of everything that it starts, down to the last orphan. Linux only.

The command runs below a small process of ours, which adopts every descendant that loses its parent
(PR_SET_CHILD_SUBREAPER), waits for all of them, and then asks for RUSAGE_CHILDREN. A process's time goes to
whoever waits for it, however it ended, and with it the time of all whom it had waited for itself. So kernels,
workers, bubblewrap, and what was killed count:

- a killed process is a zombie with its times until its parent, or we, wait for it;
- one whose parent dies first comes to us; nothing may leave the tree by a double fork or a new session;
- in bubblewrap's namespace process 1 waits for orphans, bubblewrap for process 1, and we for bubblewrap.

Lost is only the time of a process whose parent ignores SIGCHLD (nothing here does), or that is alive when
process 1 of its namespace ends, which happens to a worker that is killed in the middle of a job. What still
runs ten seconds after the command is killed by us, and counted. A control group with CPU accounting around
all of it counts the same for every way in vs_nbgrader.py, but for our own process in between.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ORPHAN_SECONDS = 10.0
_PR_SET_CHILD_SUBREAPER = 36


class Usage(NamedTuple):
    """Seconds of processor (user and system, all processes together), and of the clock."""

    cpu: float
    wall: float


def measured(
    command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None, *, code: int = 0
) -> Usage:
    """Run a command to its end; raises `RuntimeError` with what it said unless it ends with `code`."""
    with tempfile.TemporaryDirectory() as name:
        report, said = Path(name) / "usage.json", Path(name) / "said"
        with said.open("wb") as output:
            done = subprocess.run(
                [sys.executable, str(Path(__file__).resolve()), str(report), *command],
                cwd=folder,
                env=dict(environment or os.environ),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                check=False,
            )
        if done.returncode != code:
            tail = said.read_text(encoding="utf-8", errors="replace")[-3000:]
            message = f"{' '.join(command)} ended with {done.returncode}:\n{tail}"
            raise RuntimeError(message)
        return Usage(**json.loads(report.read_text(encoding="ascii")))


def main(report: str, *command: str) -> int:
    """Be the process in between."""
    _adopt_orphans()
    started = time.perf_counter()
    code = subprocess.call(command)
    wall = time.perf_counter() - started
    _wait_for_all(time.monotonic() + ORPHAN_SECONDS)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    usage = Usage(used.ru_utime + used.ru_stime, wall)
    Path(report).write_text(json.dumps(usage._asdict()), encoding="ascii")
    return code


def _adopt_orphans() -> None:
    import ctypes

    if ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0):
        message = "this process cannot adopt orphans (PR_SET_CHILD_SUBREAPER), so their time would be lost"
        raise OSError(message)


def _wait_for_all(deadline: float) -> None:
    while True:
        try:
            ended, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if ended:
            continue
        if time.monotonic() > deadline:
            for child in _children():
                os.kill(child, signal.SIGKILL)
        time.sleep(0.01)


def _children() -> list[int]:
    text = Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii")
    return [int(word) for word in text.split()]


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
