"""A child whose shield does not fit ends; no submission runs with less than its level says."""

from __future__ import annotations

import sys

import pytest

from autograder.calls import call
from autograder.worker import isolation
from autograder.worker.isolation import Isolation
from autograder.worker.pool import Worker, WorkerError
from tests.conftest import ROOT

from .conftest import job, open_worker


def _shielded_where(*lacks):
    """Return a worker that believes in both parts, on a machine that lacks something by now."""
    whole = isolation._forking(("seccomp", "landlock"))
    command = (sys.executable, "-m", "tests.worker.lacks", *lacks, "--", *whole.command)
    variables = dict(whole.environment)
    variables["PYTHONPATH"] = f"{ROOT}:{variables['PYTHONPATH']}"
    return Isolation("good", "fork", "", command=command, environment=tuple(variables.items()))


@pytest.mark.parametrize(
    ("lacks", "words"),
    [
        ("seccomp", "seccomp: the kernel does not offer it"),
        ("landlock", "Landlock: the kernel does not offer it"),
        ("putting on Landlock", "Landlock: Function not implemented"),
        ("putting on seccomp", "seccomp: Invalid argument"),
    ],
)
def test_a_part_that_is_gone_is_our_fault_and_runs_nothing(lacks, words, tmp_path):
    open_worker("good").close()
    mark = tmp_path / "ran"
    source = f"open({str(mark)!r}, 'w').close()\ndef f(): return 1"

    with Worker(_shielded_where(lacks)) as worker, pytest.raises(WorkerError, match=words):
        worker.run(job(source, call("f")))

    assert not mark.exists()


def test_a_fork_of_root_keeps_no_capabilities(good):
    source = """
    import ctypes
    def rights():
        header = (ctypes.c_uint32 * 2)(0x20080522, 0)
        sets = (ctypes.c_uint32 * 6)()
        assert ctypes.CDLL(None).capget(header, sets) == 0
        return list(sets)
    """

    assert good(source, call("rights")).outcomes[0].result() == [0] * 6
