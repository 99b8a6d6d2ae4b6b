"""Processes that die, and what becomes of the submissions that they had."""

from __future__ import annotations

import multiprocessing
import sys

import pytest

from autograder.grading.failures import StoppedError
from autograder.grading.processes import in_processes
from autograder.grading.task import Task
from autograder.submission.load import Listing
from autograder.worker.pool import Worker
from tests.grading.runs import contents

# Without a box a submission can reach the process that grades it, a few generations above.
KILLER = """
import os, signal, time
pid = os.getppid()
while b"multiprocessing" not in open(f"/proc/{pid}/cmdline", "rb").read():
    pid = int(open(f"/proc/{pid}/stat").read().rpartition(")")[2].split()[1])
os.kill(pid, signal.SIGKILL)
time.sleep(9)
"""


def test_a_submission_that_kills_three_processes_is_our_fault_and_costs_nobody_else(
    a_class, graded, tmp_path
):
    folder = a_class(9)
    graded(folder, tmp_path / "alone.jsonl", jobs=1, level="basic")
    (folder / "killer.py").write_text(KILLER)

    graded(folder, jobs=2, level="basic")

    *honest, killer = sorted(
        contents(tmp_path / "class.jsonl"), key=lambda record: record.student == "killer"
    )
    assert honest == contents(tmp_path / "alone.jsonl")
    assert {item.status for item in killer.exercises} == {"error"}
    assert "3 grading processes died" in killer.messages[0]


def test_submissions_are_taken_when_there_is_room_for_them(a_class, spec):
    listing = Listing([a_class(20)], spec.unit, spec.given)
    taken = []

    def tasks():
        for submission in listing:
            taken.append(submission.student)
            yield Task(submission)

    ahead = []
    for done, _ in enumerate(in_processes(spec, Worker().isolation, tasks(), 2)):
        ahead.append(len(taken) - done)

    assert (len(ahead), len(taken)) == (20, 20)
    assert max(ahead) <= 5


def test_processes_that_never_start_stop_the_run(a_class, graded, tmp_path):
    folder = a_class(2)
    multiprocessing.set_executable("/bin/false")
    try:
        with pytest.raises(StoppedError, match="do not start"):
            graded(folder, jobs=2)
    finally:
        multiprocessing.set_executable(sys.executable)

    assert not (tmp_path / "class.jsonl").exists()
    assert multiprocessing.active_children() == []
