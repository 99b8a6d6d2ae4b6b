"""The warm worker: NumPy is loaded once, each submission gets a fork of it.

    python -m autograder.worker.warm [from-root] [scratch] [seccomp] [landlock] [--read=DESCRIPTOR ...]

One job a frame on standard input, one reply a frame on standard output; it ends when its input does. Two
processes do the work: the first forks the submissions' children (`autograder.worker.nursery`), its own child
reads jobs and what the children send (`autograder.worker.serving`).
"""

from __future__ import annotations

import gc
import importlib
import os
import signal
import socket
import sys
from pathlib import Path

from autograder.tracing.builtins_world import make_ahead
from autograder.worker import contention, limits, privileges
from autograder.worker.nursery import Confinement, FirstProcess, Nursery, be
from autograder.worker.progress import Shared
from autograder.worker.rehearsal import rehearse
from autograder.worker.serving import Supervisor
from autograder.worker.shield import Shield
from autograder.worker.surroundings import settle

# What students import: loaded here once, and still there when the files are out of reach.
_PRELOADED = """
    numpy.random numpy.linalg numpy.polynomial numpy.fft math cmath statistics itertools
    functools operator collections dataclasses typing abc enum copy random time datetime string textwrap
    pprint inspect fractions decimal re json warnings contextlib
"""


def main(arguments: list[str]) -> None:
    """Serve jobs until standard input ends."""
    _refuse_a_folder_in_use()
    from_root = "from-root" in arguments
    contention.adopt([int(name.removeprefix("--read=")) for name in arguments if name.startswith("--read=")])
    if from_root:
        privileges.become_worker()
    limits.prctl(limits.PR_SET_DUMPABLE, 0)
    limits.prctl(limits.PR_SET_CHILD_SUBREAPER, 1)
    limits.lower("RLIMIT_NOFILE", limits.MAX_FILES)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in _PRELOADED.split():
        importlib.import_module(name)
    settle()
    rehearse(Shared().progress)
    make_ahead()
    gc.collect()
    gc.freeze()
    shield = Shield(arguments, Path.cwd() if "scratch" in arguments else None)
    shared = Shared()
    confinement = Confinement(limits.mapped_bytes(), shield)
    ours, theirs = socket.socketpair()
    first = os.getpid()
    supervisor = os.fork()
    if supervisor == 0:
        ours.close()
        be(lambda: Supervisor(Nursery(theirs, first, shared), own_users=from_root).serve())
    theirs.close()
    FirstProcess(ours, supervisor, shared, confinement).serve()


def _refuse_a_folder_in_use() -> None:
    """End where there are files: what submissions leave in the working directory is deleted."""
    if os.listdir("."):  # noqa: PTH208
        message = f"a worker empties its folder, {Path.cwd()} holds files: start it in an empty one"
        sys.exit(message)


if __name__ == "__main__":
    main(sys.argv[1:])
