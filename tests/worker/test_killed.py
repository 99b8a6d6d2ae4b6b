"""Processes that are killed from outside, while a submission runs: nobody's marks depend on it."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import msgspec
import pytest

from autograder.calls import call
from autograder.judge import Judge
from autograder.submission.code import Submission
from autograder.submission.module import read_module
from autograder.worker.protocol import Limits
from tests.grading.runs import below, started

from .conftest import job, open_worker

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are found in /proc")

SLOW = """
import time
import numpy as np

def sigmoid(z):
    time.sleep(0.02)
    return 1 / (1 + np.exp(-np.clip(z, -700, 700)))

def sigmoid_grad(z):
    s = sigmoid(z)
    return s * (1 - s)
"""


ROLES = {
    "bubblewrap": ("bubblewrap", "worker", "supervisor", "child"),
    "fork": ("worker", "supervisor", "child"),
}


def _processes(pid):
    """Return a process and all that it has started, and that has started: the oldest first."""
    return sorted([pid, *below(pid)], key=started)


class Killer(threading.Thread):
    """Kills one of a worker's processes, so many times, each time a submission has run in it for a moment."""

    def __init__(self, worker, role, number, times=1):
        super().__init__(daemon=True)
        self.worker, self.number, self.times = worker, number, times
        self.roles = ROLES[worker.isolation.launcher]
        self.place = self.roles.index(role)
        self.killed = []
        self.over = False

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.over = True
        self.join()

    def run(self):
        while not self.over and len(self.killed) < self.times:
            process = self.worker._process
            found = _processes(process.pid) if process is not None else []
            time.sleep(0.1)
            victim = found[self.place] if len(found) == len(self.roles) else None
            if victim is not None and victim not in self.killed:
                self._kill(victim)

    def _kill(self, victim):
        with suppress(ProcessLookupError):
            os.kill(victim, self.number)
            self.killed.append(victim)


def _record(spec, worker):
    code = read_module("ada.py", SLOW.encode(), spec.unit)
    judge = Judge(spec, only={"sigmoid", "sigmoid_grad"})
    record = judge.grade(Submission("ada", "ada.py", spec.unit, code), worker)
    return msgspec.structs.replace(record, seconds=0.0)


@pytest.fixture(scope="module", params=["strong", "basic"])
def victim(request):
    with open_worker(request.param) as worker:
        yield worker


@pytest.fixture(scope="module")
def undisturbed(victim, full_specs):
    record = _record(full_specs("u03_activations"), victim)
    assert {item.status for item in record.exercises} == {"passed"}
    return record


@pytest.mark.parametrize(
    ("role", "number"),
    [
        ("bubblewrap", signal.SIGKILL),
        ("worker", signal.SIGKILL),
        ("supervisor", signal.SIGKILL),
        ("child", signal.SIGKILL),
        ("child", signal.SIGTERM),
    ],
)
def test_a_process_that_is_killed_once_from_outside_changes_no_record(
    role, number, victim, undisturbed, full_specs
):
    if role not in ROLES[victim.isolation.launcher]:
        pytest.skip("there is no such process")
    with Killer(victim, role, number) as killer:
        record = _record(full_specs("u03_activations"), victim)

    assert len(killer.killed) == 1
    assert record == undisturbed


def test_children_that_are_killed_at_different_places_change_no_record(victim, undisturbed, full_specs):
    with Killer(victim, "child", signal.SIGKILL, times=3) as killer:
        record = _record(full_specs("u03_activations"), victim)

    assert len(killer.killed) == 3
    assert record == undisturbed


@pytest.mark.parametrize(("number", "status"), [(signal.SIGKILL, "memory"), (signal.SIGTERM, "crashed")])
def test_what_is_killed_at_the_same_place_again_has_done_it_itself(run, number, status):
    source = f"""
    import os
    def bad():
        os.kill(os.getpid(), {number:d})
    def fine():
        return 1
    """
    reply = run(source, call("fine"), call("bad"), call("fine"))

    assert [outcome.status for outcome in reply.outcomes] == ["returned", status, "returned"]
    assert reply.ended == status


def test_a_submission_that_kills_itself_everywhere_is_soon_given_up(basic):
    source = "import os\ndef bad(n):\n    os.kill(os.getpid(), 9)\ndef fine():\n    return 1\n"
    calls = [*(call("bad", n) for n in range(20)), call("fine")]
    reply = basic(source, *calls, limits=Limits(restarts=4))

    assert {outcome.status for outcome in reply.outcomes[:-1]} == {"memory"}
    assert reply.ended == "memory"


def test_a_block_during_which_the_child_was_killed_is_run_again():
    with open_worker("basic") as worker, Killer(worker, "child", signal.SIGKILL) as killer:
        source = "import time\ntime.sleep(0.4)\nx = 1\ndef f():\n    return x\n"
        reply = worker.run(job(source, call("f"), limits=Limits()))

    assert len(killer.killed) == 1
    assert (reply.outcomes[0].result(), reply.blocks, reply.ended) == (1, (), "normally")


def test_a_spawned_child_that_is_killed_is_started_again(solo):
    killed = []

    def kill():
        deadline = time.monotonic() + 20
        while not killed and time.monotonic() < deadline:
            found = [pid for pid in below(os.getpid()) if b"autograder.worker.solo" in _command(pid)]
            time.sleep(0.3)
            for pid in found[:1]:
                os.kill(pid, signal.SIGKILL)
                killed.append(pid)

    thread = threading.Thread(target=kill)
    thread.start()
    reply = solo("import time\ndef f():\n    time.sleep(1)\n    return 1\n", call("f"), limits=Limits())
    thread.join()

    assert len(killed) == 1
    assert reply.outcomes[0].result() == 1


def _command(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""
