"""The same submissions give the same records, however slow the machine is that day."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading

import msgspec
import pytest

from autograder import formula_box
from autograder.build.kit import trials, try_out
from autograder.build.unit import load_unit
from autograder.judge import Judge
from autograder.submission.load import find_submissions
from tests.conftest import ROOT
from tests.test_sample_class import ROWS, path_of

HARD_TO_EXPLAIN = [
    ("u03_activations", "maxout_backward", "looks for the winner without the biases"),
    ("u08_optimizers", "nadam_step", "no correction of the bias"),
]
STUDENTS = {"ines", "chen", "dalia", "pedro", "tariq"}


@pytest.fixture(scope="module")
def records(full_specs, worker):
    """Return a function that grades some of the sample class, without the seconds that it took."""

    def graded():
        formula_box.shared().close()
        formula_box._read.cache_clear()
        found = []
        for row in ROWS:
            if row["student"] in STUDENTS:
                judge = Judge(full_specs(row["unit"]))
                (submission,) = find_submissions([path_of(row)], row["unit"], judge.spec.given)
                result = judge.grade(submission, worker)
                found.append(msgspec.json.encode(msgspec.structs.replace(result, seconds=0.0)))
        return found

    return graded


@contextlib.contextmanager
def halted():
    """Halt the helper process most of the time, and keep the processors busy."""
    busy = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(os.cpu_count() or 1)]
    over = threading.Event()
    halting = threading.Thread(target=halt, args=(over,))
    halting.start()
    try:
        yield
    finally:
        over.set()
        halting.join()
        for process in busy:
            process.kill()
            process.wait()


def halt(over):
    box = formula_box.shared()
    while not over.wait(0.002):
        if (helper := box._helper) is not None:
            helper.process.send_signal(signal.SIGSTOP)
            over.wait(0.006)
            helper.process.send_signal(signal.SIGCONT)


@contextlib.contextmanager
def burdened(burden=range(20)):
    """Decide in this process, with a profiler that makes every call many times slower."""
    box = formula_box.shared()
    box.close()
    box._alone = True
    sys.setprofile(lambda *_: sum(burden))
    try:
        yield
    finally:
        sys.setprofile(None)
        box._alone = False


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="processes are halted by signals")
@pytest.mark.parametrize("slowed", [halted, burdened])
def test_a_slow_machine_writes_the_same_records(slowed, records):
    due = records()
    with slowed():
        found = records()

    assert any(b'"mistake":"' in record for record in due)
    assert found == due


@pytest.mark.slow
@pytest.mark.parametrize(("unit", "exercise", "name"), HARD_TO_EXPLAIN)
def test_a_slow_machine_finds_the_same_cause(unit, exercise, name, full_specs, worker):
    (trial,) = (one for one in trials(load_unit(ROOT, unit)) if (one.exercise, one.name) == (exercise, name))

    def graded():
        formula_box._read.cache_clear()
        return try_out(load_unit(ROOT, unit), full_specs(unit), trial, worker)

    due = graded()
    with burdened(range(200)):
        found = graded()

    assert any(check.mistake for check in due.checks)
    assert found == due
