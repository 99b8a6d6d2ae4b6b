"""Runs that are ended from outside: nothing lost, nothing twice, nothing left running."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from pathlib import Path

import pytest

from autograder.gradebook import read_scores
from autograder.grading.ledger import partial_path
from tests.grading.runs import UNIT, alive, below, contents, finish, start

PATIENCE = 60.0


def _wait(condition):
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def _written(target):
    partial = partial_path(target)
    return partial.read_bytes().count(b"\n") if partial.exists() else 0


@pytest.fixture
def undisturbed(a_class, graded, tmp_path):
    """Return a class of 30 and its records."""
    folder = a_class(30)
    graded(folder, tmp_path / "undisturbed.jsonl", jobs=2)
    return folder, contents(tmp_path / "undisturbed.jsonl")


@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c_ends_everything_and_a_second_run_finishes(undisturbed, spec_file, tmp_path, jobs):
    folder, due = undisturbed
    target = tmp_path / "class.jsonl"
    first = start(folder, spec_file, target, "--jobs", jobs)
    _wait(lambda: _written(target) >= 3)
    started = below(first.pid)

    os.killpg(first.pid, signal.SIGINT)
    code, said = finish(first)

    assert (code, "interrupted; the same command with --resume goes on from here" in said) == (130, True)
    assert "Traceback" not in said
    _wait(lambda: not alive(started))
    assert _written(target) >= 3
    assert finish(start(folder, spec_file, target, "--jobs", jobs, "--resume", "--quiet")) == (0, "")
    assert contents(target) == due


def test_a_killed_run_leaves_no_process_behind(undisturbed, spec_file, tmp_path):
    folder, due = undisturbed
    target = tmp_path / "class.jsonl"
    first = start(folder, spec_file, target, "--jobs", 2)
    _wait(lambda: _written(target) >= 3)
    started = below(first.pid)

    first.kill()
    finish(first)

    assert len(started) >= 4
    _wait(lambda: not alive(started))
    assert finish(start(folder, spec_file, target, "--resume"))[0] == 0
    assert contents(target) == due


def test_a_full_disk_is_said_and_costs_nothing(undisturbed, spec_file, tmp_path):
    resource = pytest.importorskip("resource")
    folder, due = undisturbed
    target = tmp_path / "class.jsonl"
    size = (tmp_path / "undisturbed.jsonl").stat().st_size // 2
    small = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))  # noqa: E731

    code, said = finish(start(folder, spec_file, target, "--jobs", 2, preexec_fn=small))

    assert (code, "there is no room for it" in said, "--resume" in said) == (4, True, True)
    assert 10 <= _written(target) < 30
    assert finish(start(folder, spec_file, target, "--resume"))[0] == 0
    assert contents(target) == due


def test_a_gradebook_that_cannot_be_written_is_said_and_a_second_run_writes_it(a_class, spec_file, tmp_path):
    folder, target, db = a_class(3), tmp_path / "class.jsonl", tmp_path / "gradebook.db"
    db.write_text("this is no database, whatever its name says")

    code, said = finish(start(folder, spec_file, target, "--db", db))
    db.unlink()
    again = finish(start(folder, spec_file, target, "--resume", "--db", db))

    assert (code, "not a database" in said, "Traceback" in said, again) == (4, True, False, (0, ""))
    scores = {student: sum(each.values()) for student, each in read_scores(str(db), UNIT).items()}
    assert scores == pytest.approx({record.student: record.score for record in contents(target)})


def _victims(command):
    """Return the command, its processes, and the warm workers and formula helpers; no submission's own."""
    near = [pid for pid in below(command.pid) if _depth(pid, command.pid) <= 2]
    return [command.pid, command.pid, *near]


def _depth(pid, top):
    depth = 0
    while pid not in (top, 0, 1):
        try:
            pid = int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            return 99
        depth += 1
    return depth


@pytest.mark.slow
def test_fifty_kills_at_random_moments_change_no_record(a_class, graded, spec_file, tmp_path):
    folder = a_class(200, seed=2)
    graded(folder, tmp_path / "undisturbed.jsonl", jobs=2)
    due = contents(tmp_path / "undisturbed.jsonl")
    chance = random.Random(50)
    target = tmp_path / "class.jsonl"
    kills = 0
    while kills < 50:
        run = start(folder, spec_file, target, "--jobs", chance.choice([1, 2]), "--resume")
        kills += _shoot(run, chance)
        code, said = finish(run)
        assert code in (0, 3, -signal.SIGKILL), said
        if code == 0:
            assert contents(target) == due
            target.unlink()
    assert finish(start(folder, spec_file, target, "--resume"))[0] == 0
    assert contents(target) == due
    assert sorted(path.name for path in tmp_path.iterdir()) == ["class", "class.jsonl", "undisturbed.jsonl"]


def _shoot(run, chance):
    """Kill something of the run at random moments until the command itself is hit or has ended."""
    kills = 0
    while True:
        try:
            run.wait(chance.uniform(0.1, 3.0))
        except subprocess.TimeoutExpired:
            victim = chance.choice(_victims(run))
        else:
            return kills
        try:
            os.kill(victim, signal.SIGKILL)
        except ProcessLookupError:
            continue
        kills += 1
        if victim == run.pid:
            return kills
