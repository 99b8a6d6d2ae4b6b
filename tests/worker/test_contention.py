"""How full the machine was is read from the system's own files, also where a worker sees none of them."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from autograder.calls import call
from autograder.submission.code import Block, Code
from autograder.worker import contention
from autograder.worker.contention import EVERY, Contention
from autograder.worker.protocol import Job

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems do not tell")


@pytest.fixture
def counters(tmp_path, monkeypatch):
    """Return a function that sets the idle seconds of two processors, and those that a quota took."""
    stat, quota = tmp_path / "stat", tmp_path / "cpu.stat"
    monkeypatch.setattr(contention, "_STAT", stat)
    monkeypatch.setattr(contention, "_quota_files", lambda: [quota])
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: {0, 2})
    ticks = os.sysconf("SC_CLK_TCK")

    def put(first, second, throttled=0.0):
        rows = [
            f"cpu{n} 9 9 9 {int(idle * ticks)} 0 9 9\n" for n, idle in ((0, first), (1, 5e6), (2, second))
        ]
        stat.write_text(f"cpu 1 2 3 4 5\n{''.join(rows)}intr 5 6\n")
        quota.write_text(f"usage_usec 7\nnr_throttled 2\nthrottled_usec {int(throttled * 1e6)}\n")

    put(50, 60)
    return put


@pytest.mark.parametrize(
    ("first", "second", "throttled", "full"),
    [
        (50, 60, 0, 2.0),  # neither was idle for a moment
        (52, 60, 0, 0.0),  # one was free all the time
        (51, 60.5, 0, 0.5),
        (52, 62, 0, 0.0),
        (52, 62, 1.5, 1.5),  # free, but not for us
        (50, 60, 1.5, 2.0),
    ],
)
def test_the_seconds_without_a_free_processor_are_counted(counters, first, second, throttled, full):
    seen = Contention(100.0)
    counters(first, second, throttled)

    assert seen.until(102.0) == pytest.approx(full, abs=0.02)


def test_the_files_are_not_read_at_every_call(counters):
    seen = Contention(100.0)
    counters(50, 60)

    assert seen.until(100.0 + EVERY / 2) == 0.0
    assert seen.until(100.0 + EVERY / 2, at_once=True) == pytest.approx(EVERY / 2)


@pytest.mark.parametrize("text", ["", "cpu0 1 2\n", "cpu0 a b c d e\n", "cpu7 1 2 3 4 5\n"])
def test_a_system_that_does_not_tell_is_taken_for_a_full_one(counters, tmp_path, text):
    (tmp_path / "stat").write_text(text)

    assert Contention(100.0).until(103.0) == 3.0


def test_the_machine_tells_how_idle_it_is():
    before, began = contention._look(), time.monotonic()
    time.sleep(0.5)
    after, passed = contention._look(), time.monotonic() - began

    assert 0 <= after.idle - before.idle <= passed * len(os.sched_getaffinity(0)) + 0.1


def test_files_that_were_handed_over_are_read_and_those_of_this_process_are_not(tmp_path):
    (tmp_path / "stat").write_text("".join(f"cpu{n} 0 0 0 700 0\n" for n in range(1024)))
    script = """
import os, sys
from autograder.worker import contention
contention.sources = None
contention.adopt([int(sys.argv[1])])
print(contention._look().idle * os.sysconf("SC_CLK_TCK") / 700 / len(os.sched_getaffinity(0)))
"""
    with (tmp_path / "stat").open() as file:
        command = [sys.executable, "-c", script, str(file.fileno())]
        told = subprocess.run(command, pass_fds=[file.fileno()], capture_output=True, text=True, check=True)

    assert float(told.stdout) == pytest.approx(1.0)


@pytest.mark.parametrize("kind", ["strong", "basic"])
def test_a_submission_does_not_get_these_files(kind, request):
    source = """
import os
def f():
    found = []
    for number in range(3, 64):
        try:
            found.append(os.pread(number, 100, 0).decode("ascii", "replace"))
        except OSError:
            pass
    return sum("cpu" in text for text in found)
"""
    run = request.getfixturevalue(kind)

    assert run(source, call("f")).outcomes[0].result() == 0


def test_the_judge_closes_what_it_has_handed_over(worker):
    worker.run(Job(Code("u99_test", "u99_test.py", (Block("line 1", "x = 1", 1),)), ()))

    assert [path for path in Path("/proc/self/fd").iterdir() if _leads_to_stat(path)] == []


def _leads_to_stat(path):
    try:
        return path.readlink() == Path("/proc/stat")
    except OSError:
        return False
