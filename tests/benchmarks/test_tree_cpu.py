"""Whose processor time counts: everybody's below the command."""

from __future__ import annotations

import sys

import pytest

from benchmarks.tree_cpu import measured

BURN = """
import os, time
def burn(seconds):
    start = time.process_time()
    while time.process_time() - start < seconds:
        pass
"""
ORPHAN = """
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        burn(0.4)
    os._exit(0)
"""
KILLED = """
child = os.fork()
if child == 0:
    burn(0.4)
    time.sleep(60)
while sum(map(int, open(f"/proc/{child}/stat").read().split()[13:15])) < 0.3 * os.sysconf("SC_CLK_TCK"):
    time.sleep(0.01)
os.kill(child, 9)
"""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="orphans are adopted on Linux")


def _cpu(program, folder):
    return measured([sys.executable, "-c", BURN + program], folder).cpu


@pytest.mark.parametrize("program", ["burn(0.4)", ORPHAN, KILLED], ids=["itself", "orphan", "killed"])
def test_the_time_of_every_descendant_counts(program, tmp_path):
    assert 0.3 < _cpu(program, tmp_path) < 0.9


def test_waiting_is_no_processor_time(tmp_path):
    usage = measured([sys.executable, "-c", "import time; time.sleep(0.5)"], tmp_path)

    assert usage.wall > 0.5
    assert usage.cpu < 0.3


def test_a_command_that_fails_says_why(tmp_path):
    with pytest.raises(RuntimeError, match="no such thing"):
        measured([sys.executable, "-c", "raise SystemExit('no such thing')"], tmp_path)
    assert measured([sys.executable, "-c", "raise SystemExit(1)"], tmp_path, code=1).cpu > 0
