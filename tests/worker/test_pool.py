"""A worker comes back after its death and leaves nothing running after its end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import msgspec
import pytest

from autograder.calls import call
from autograder.submission.code import Block, Code
from autograder.worker.isolation import Isolation
from autograder.worker.pool import Worker, WorkerError
from autograder.worker.protocol import Job, Limits

from .conftest import open_worker

ROOT = Path(__file__).resolve().parents[2]
CODE = Code("u99_test", "u99_test.py", (Block("line 1", "def f(x): return x", 1),))


def _job(value: float) -> Job:
    return Job(CODE, (call("f", value),))


def _exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]


def _below(pid: int) -> list[int]:
    listing = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    rows = [tuple(map(int, line.split())) for line in listing.splitlines()]
    children = [child for child, parent in rows if parent == pid]
    return children + [deeper for child in children for deeper in _below(child)]


@pytest.mark.parametrize("level", ["strong", "basic"])
def test_a_killed_worker_is_started_again(level):
    with open_worker(level) as worker:
        assert worker.run(_job(1.0)).outcomes[0].result() == 1.0
        first = worker._process.pid
        os.kill(first, signal.SIGKILL)
        worker._process._process.wait(5)
        assert worker.run(_job(2.0)).outcomes[0].result() == 2.0
        second = worker._process.pid

    assert first != second
    assert not _exists(second)


def test_jobs_of_several_threads_do_not_mix():
    results: dict[int, float] = {}
    with open_worker("basic") as worker:

        def ask(number: int) -> None:
            results[number] = worker.run(_job(float(number))).outcomes[0].result()

        threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert results == {number: float(number) for number in range(8)}


def test_a_closed_worker_says_so():
    with open_worker("basic") as worker:
        pass

    with pytest.raises(WorkerError, match="closed worker"):
        worker.run(_job(1.0))


def test_a_worker_that_cannot_start_is_our_failure_with_its_own_words():
    broken = Isolation(
        "basic", "fork", "", command=(sys.executable, "-c", "raise SystemExit('no NumPy here')")
    )

    with Worker(broken) as worker, pytest.raises(WorkerError, match="no NumPy here"):
        worker.run(_job(1.0))


def test_a_worker_that_talks_nonsense_is_our_failure():
    talk = "import os; os.write(1, b'\\x03\\0\\0\\0abc'); os.read(0, 1 << 20)"
    babbling = Isolation("basic", "fork", "", command=(sys.executable, "-c", talk))

    with Worker(babbling) as worker, pytest.raises(WorkerError, match="cannot be read"):
        worker.run(_job(1.0))


JUDGE = """
import sys
from autograder.calls import call
from autograder.submission.code import Block, Code
from autograder.worker.pool import Worker
from autograder.worker.protocol import Job, Limits
code = Code("u99_test", "u99_test.py", (Block("line 1", "def f(x):\\n    while x: pass", 1),))
worker = Worker(sys.argv[1])
worker.run(Job(code, (call("f", 0),)))
print("ready", flush=True)
if sys.argv[2] == "hang":
    worker.run(Job(code, (call("f", 1),), Limits(call_seconds=60, total_seconds=60)))
"""


@pytest.mark.parametrize("level", ["strong", "basic"])
@pytest.mark.parametrize("end", ["exit", "kill", "interrupt"])
def test_nothing_outlives_the_judge(level, end):
    judge = subprocess.Popen(
        [sys.executable, "-c", JUDGE, level, "exit" if end == "exit" else "hang"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    with judge:
        assert judge.stdout.readline() == b"ready\n"
        time.sleep(0.2)
        below = _below(judge.pid)
        if end != "exit":
            assert len(below) >= 2
            judge.send_signal(signal.SIGKILL if end == "kill" else signal.SIGINT)
        judge.wait(10)
    deadline = time.monotonic() + 2
    while any(map(_exists, below)) and time.monotonic() < deadline:
        time.sleep(0.02)

    assert [pid for pid in below if _exists(pid)] == []


def test_the_guard_ends_a_worker_that_never_answers(monkeypatch):
    monkeypatch.setattr("autograder.worker.process._GUARD_SECONDS", 0.1)
    silent = Isolation("basic", "fork", "", command=(sys.executable, "-c", "import time; time.sleep(60)"))
    job = msgspec.structs.replace(_job(1.0), limits=Limits(total_seconds=0.2))

    with Worker(silent) as worker, pytest.raises(WorkerError, match="no reply in time"):
        worker.run(job)


# A worker that is only stopped for a while goes on.
ONE_WAY_OR_THE_OTHER = ({"crashed"}, {"raised"}, {"returned"})
SUPERVISOR = """
import os
def parent(pid):
    return int(open(f"/proc/{pid}/stat").read().rpartition(")")[2].split()[1])
def supervisor():
    for pid in filter(str.isdigit, os.listdir("/proc")):
        if int(pid) != os.getpid() and parent(pid) == os.getppid():
            return int(pid)
"""


@pytest.mark.parametrize("number", [9, 15, 19])
@pytest.mark.parametrize("victim", ["os.getppid()", "supervisor()"])
@pytest.mark.parametrize("level", ["strong", "good", "box", "basic"])
def test_a_submission_that_kills_or_stops_the_worker_costs_only_itself(level, victim, number):
    source = f"""{SUPERVISOR}
import time
def f():
    os.kill({victim}, {number})
    time.sleep(0.2)
    return 1.0
"""
    killer = Job(Code("u99_test", "u99_test.py", (Block("line 1", source, 1),)), (call("f"), call("f")))
    with open_worker(level) as worker:
        reply = worker.run(killer)

        # In a shield, or as a user of its own, it may not even send the signal.
        statuses = {outcome.status for outcome in reply.outcomes}
        assert statuses == {"raised"} if level in ("strong", "good") else statuses in ONE_WAY_OR_THE_OTHER
        assert reply.ended == ("crashed" if reply.outcomes[0].status == "crashed" else "normally")
        assert worker.run(_job(3.0)).outcomes[0].result() == 3.0


def test_in_the_box_the_first_process_cannot_be_killed_or_stopped(strong_worker):
    source = """
import os
for number in (9, 19, 15, 1):
    try:
        os.kill(1, number)
    except PermissionError:
        pass
def f(): return 1.0
"""
    code = Code("u99_test", "u99_test.py", (Block("line 1", source, 1),))
    before = strong_worker.run(_job(1.0)) and strong_worker._process.pid

    assert strong_worker.run(Job(code, (call("f"),))).outcomes[0].result() == 1.0
    assert strong_worker._process.pid == before


def test_a_folder_too_deep_to_empty_costs_the_worker_and_nobody_else(strong_worker):
    source = "import os\nfor _ in range(3000):\n    os.mkdir('d'); os.chdir('d')\ndef f(): return os.listdir('/scratch')"
    code = Code("u99_test", "u99_test.py", (Block("line 1", source, 1),))
    look = Code(
        "u99_test", "u99_test.py", (Block("line 1", "import os\ndef f(): return os.listdir('/scratch')", 1),)
    )

    assert strong_worker.run(Job(code, (call("f"),))).outcomes[0].result() == ["d"]
    assert strong_worker.run(Job(look, (call("f"),))).outcomes[0].result() == []
