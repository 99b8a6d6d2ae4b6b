"""A Dask cluster on loopback: a scheduler and two workers, as processes of their own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager

import pytest

from autograder.grading.failures import StoppedError, UsageError
from autograder.grading.ledger import partial_path
from tests.conftest import ROOT
from tests.grading.runs import contents, finish, start
from tests.grading.test_processes import KILLER

pytest.importorskip("distributed")
pytestmark = pytest.mark.slow


@contextmanager
def _process(module, *arguments):
    """Run a part of the cluster until the end of the block."""
    settings = {"PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "2"}
    process = subprocess.Popen(
        [sys.executable, "-m", f"distributed.cli.{module}", *map(str, arguments), "--no-dashboard"],
        env={**os.environ, **settings},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@contextmanager
def _cluster(folder, *options):
    """Give the address of a scheduler with two workers, and the processes: scheduler, worker, worker."""
    file = folder / "scheduler.json"
    with ExitStack() as stack:
        own = ["--host", "127.0.0.1", "--port", "0", "--scheduler-file", file, "--no-jupyter"]
        processes = [stack.enter_context(_process("dask_scheduler", *own))]
        for _ in range(2):
            worker = ["--scheduler-file", file, "--nthreads", "1", "--local-directory", folder, *options]
            processes.append(stack.enter_context(_process("dask_worker", *worker)))
        _wait(lambda: file.exists() and file.read_text().endswith("}"))
        yield json.loads(file.read_text())["address"], processes


def _wait(condition):
    deadline = time.monotonic() + 60.0
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.fixture
def folder(tmp_path):
    """Return a place for the cluster's own files, which is no class."""
    (tmp_path / "cluster").mkdir()
    return tmp_path / "cluster"


def test_a_cluster_writes_the_same_records_when_a_worker_is_killed(
    a_class, graded, spec_file, folder, tmp_path
):
    submissions, target = a_class(60), tmp_path / "cluster.jsonl"
    graded(submissions, tmp_path / "alone.jsonl", jobs=2)

    with _cluster(folder, "--no-nanny") as (address, (_, worker, _)):
        run = start(submissions, spec_file, target, "--cluster", address, "--quiet")
        partial = partial_path(target)
        _wait(lambda: partial.exists() and partial.read_bytes().count(b"\n") >= 10)
        os.killpg(worker.pid, signal.SIGKILL)
        code, said = finish(run)

    assert (code, said) == (0, "")
    assert contents(target) == contents(tmp_path / "alone.jsonl")


def test_ctrl_c_leaves_a_cluster_that_finishes_the_class(a_class, graded, spec_file, folder, tmp_path):
    submissions, target = a_class(40), tmp_path / "class.jsonl"
    graded(submissions, tmp_path / "alone.jsonl", jobs=2)

    with _cluster(folder) as (address, _):
        first = start(submissions, spec_file, target, "--cluster", address, "--quiet")
        partial = partial_path(target)
        _wait(lambda: partial.exists() and partial.read_bytes().count(b"\n") >= 3)
        os.killpg(first.pid, signal.SIGINT)
        code, said = finish(first)
        kept = partial.read_bytes().count(b"\n")
        second = finish(start(submissions, spec_file, target, "--cluster", address, "--quiet", "--resume"))

    assert (code, said) == (130, "interrupted; the same command with --resume goes on from here\n")
    assert (kept >= 3, second) == (True, (0, ""))
    assert contents(target) == contents(tmp_path / "alone.jsonl")


def test_a_submission_that_kills_its_workers_is_our_fault_and_costs_nobody_else(
    a_class, graded, folder, tmp_path
):
    submissions = a_class(9)
    graded(submissions, tmp_path / "alone.jsonl", level="basic")
    (submissions / "killer.py").write_text(KILLER)

    with _cluster(folder) as (address, _):
        graded(submissions, cluster=address, level="basic")

    *honest, killer = sorted(
        contents(tmp_path / "class.jsonl"), key=lambda record: record.student == "killer"
    )
    assert honest == contents(tmp_path / "alone.jsonl")
    assert "workers of the cluster died again and again" in killer.messages[0]


def test_a_lost_scheduler_stops_the_run_and_another_one_finishes_it(
    a_class, graded, spec_file, folder, tmp_path
):
    submissions, target = a_class(40), tmp_path / "class.jsonl"

    with _cluster(folder) as (address, (scheduler, *_)):
        run = start(submissions, spec_file, target, "--cluster", address)
        partial = partial_path(target)
        _wait(lambda: partial.exists() and partial.read_bytes().count(b"\n") >= 3)
        scheduler.kill()
        code, said = finish(run)

    assert (code, "is lost" in said, "--resume" in said) == (4, True, True), said
    assert finish(start(submissions, spec_file, target, "--resume"))[0] == 0
    graded(submissions, tmp_path / "alone.jsonl")
    assert contents(target) == contents(tmp_path / "alone.jsonl")


def test_workers_of_another_version_are_refused(a_class, graded, folder, monkeypatch):
    monkeypatch.setattr("autograder.grading.cluster.engine_digest", lambda: "sha256:another")

    with _cluster(folder) as (address, _), pytest.raises(StoppedError, match="another version of gradmark"):
        graded(a_class(1), cluster=address)


def test_an_address_without_a_scheduler_is_refused(a_class, graded, monkeypatch):
    monkeypatch.setattr("autograder.grading.cluster.CONNECT_SECONDS", 0.5)

    with pytest.raises(UsageError, match=r"no Dask scheduler at tcp://127\.0\.0\.1:9"):
        graded(a_class(1), cluster="tcp://127.0.0.1:9")


def test_a_worker_that_offers_less_than_is_required_refuses_before_anything_is_graded(
    a_class, spec_file, folder, tmp_path, monkeypatch
):
    submissions, target = a_class(2), tmp_path / "class.jsonl"
    here = os.environ["PATH"]
    monkeypatch.setenv("PATH", "/nowhere")  # where no bubblewrap is

    with _cluster(folder) as (address, _):
        monkeypatch.setenv("PATH", here)
        options = ("--cluster", address, "--quiet", "--require-isolation")
        code, said = finish(start(submissions, spec_file, target, *options, "strong"))
        refused = list(tmp_path.glob("class*.jsonl"))
        done = finish(start(submissions, spec_file, target, *options, "basic"))

    said = " ".join(said.split())
    assert (code, refused) == (2, [])
    assert "workers of the cluster cannot grade" in said
    assert "isolation 'strong' is required, this machine offers" in said
    assert "bubblewrap is not installed" in said
    assert done == (0, "")
    assert "strong" not in {record.isolation for record in contents(target)}
