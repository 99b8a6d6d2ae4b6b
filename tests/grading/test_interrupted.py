"""Runs that are ended from outside: nothing lost, nothing twice, nothing left running."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import pytest

from autograder.gradebook import read_scores
from autograder.grading.ledger import partial_path
from autograder.worker import bubblewrap
from tests.grading.runs import UNIT, alive, below, contents, finish, start, started

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
    """Return a class of 30 that takes its time, and its records."""
    folder = a_class(30)
    for module in folder.glob("*.py"):
        module.write_text(f"{module.read_text()}\nimport time\ntime.sleep(0.05)\n")
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


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_killed_run_leaves_no_process_behind_for_longer_than_a_second(
    undisturbed, spec_file, tmp_path, jobs
):
    folder, due = undisturbed
    target = tmp_path / "class.jsonl"
    first = start(folder, spec_file, target, "--jobs", jobs)
    _wait(lambda: _written(target) >= 3)
    started = below(first.pid)

    first.kill()
    first.wait()
    killed = time.monotonic()
    _wait(lambda: not alive(started))

    assert time.monotonic() - killed < 1.0
    assert len(started) >= 3
    finish(first)
    assert finish(start(folder, spec_file, target, "--resume"))[0] == 0
    assert contents(target) == due


def _kind(pid):
    """Say by its command line what a process of a run is, None for others."""
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
    except OSError:
        return None
    if "autograder.formula_box" in words:
        return "formula helper"
    if "spawn_main" in words:
        return "grading process"
    return "worker" if "autograder.worker.warm" in words else None


def _worker_role(pid):
    """Tell the worker's processes apart by how many of them lie above: a box has one more."""
    above, parent = 0, _parent(pid)
    while above < 3 and _kind(parent) == "worker":
        above, parent = above + 1, _parent(parent)
    roles = (
        ("box", "worker", "below", "grandchild") if bubblewrap.find() else ("worker", "below", "grandchild")
    )
    role = roles[min(above, len(roles) - 1)]
    if role != "below":
        return role
    # Of what the worker has started, the supervisor is there from the beginning.
    brothers = [other for other in below(_parent(pid)) if _parent(other) == _parent(pid)]
    oldest = min(brothers, key=started, default=pid)
    return "supervisor" if pid == oldest else "child"


def _of(run, role):
    """Return the processes of a run that play a role at this moment."""
    found = {pid: _kind(pid) for pid in below(run.pid)}
    if role in ("formula helper", "grading process"):
        return [pid for pid, kind in found.items() if kind == role]
    return [pid for pid, kind in found.items() if kind == "worker" and _worker_role(pid) == role]


@pytest.mark.slow
@pytest.mark.parametrize("role", ["grading process", "worker", "supervisor", "child", "formula helper"])
def test_a_process_that_is_killed_in_the_middle_of_a_class_changes_no_record(
    undisturbed, spec_file, tmp_path, role
):
    folder, due = undisturbed
    target = tmp_path / "class.jsonl"
    run = start(folder, spec_file, target, "--jobs", 2, "--quiet")
    kills = 0
    deadline = time.monotonic() + PATIENCE
    # One more, at the same submission each time, and it would be taken for its own deed.
    while kills < 2 and run.poll() is None:
        assert time.monotonic() < deadline
        for victim in _of(run, role)[:1] if _written(target) >= 2 * kills + 1 else []:
            with suppress(ProcessLookupError):
                os.kill(victim, signal.SIGKILL)
                kills += 1

    assert finish(run) == (0, "")
    assert kills >= 1
    assert contents(target) == due


def test_two_graders_write_one_gradebook_at_the_same_time(a_class, spec_file, tmp_path):
    db = tmp_path / "gradebook.db"
    folders = [a_class(8, seed=1).rename(tmp_path / "one"), a_class(8, seed=2).rename(tmp_path / "two")]
    for number, path in enumerate(sorted(folders[1].iterdir())):
        path.rename(folders[1] / f"t{number}.py")
    targets = [tmp_path / f"{folder.name}.jsonl" for folder in folders]
    runs = [
        start(folder, spec_file, target, "--db", db, "--quiet")
        for folder, target in zip(folders, targets, strict=True)
    ]

    assert [finish(run) for run in runs] == [(0, "")] * 2
    scores = {student: sum(each.values()) for student, each in read_scores(str(db), UNIT).items()}
    due = {record.student: record.score for target in targets for record in contents(target)}
    assert len(due) == 16
    assert scores == pytest.approx(due)


@pytest.mark.slow
def test_two_graders_of_one_class_are_told_apart_or_agree(undisturbed, spec_file, tmp_path):
    folder, due = undisturbed
    target, db = tmp_path / "class.jsonl", tmp_path / "gradebook.db"
    first = start(folder, spec_file, target, "--db", db, "--jobs", 1, "--quiet")
    _wait(lambda: _written(target) >= 1)
    first.send_signal(signal.SIGSTOP)
    second = start(folder, spec_file, target, "--db", db, "--quiet")

    code, said = finish(second)
    assert (code, "another `gradmark grade` is writing" in said) == (2, True)
    first.send_signal(signal.SIGCONT)
    assert finish(first) == (0, "")
    assert contents(target) == due
    assert finish(start(folder, spec_file, target, "--resume", "--db", db, "--quiet")) == (0, "")
    scores = {student: sum(each.values()) for student, each in read_scores(str(db), UNIT).items()}
    assert scores == pytest.approx({record.student: record.score for record in due})


@pytest.mark.slow
def test_a_killed_run_leaves_no_folder_that_the_next_one_does_not_remove(undisturbed, spec_file, tmp_path):
    folder, due = undisturbed
    target, place = tmp_path / "class.jsonl", tmp_path / "temporary"
    place.mkdir()
    options = ("--jobs", 1, "--isolation", "basic", "--quiet")
    first = start(folder, spec_file, target, *options, env={"TMPDIR": str(place)})
    _wait(lambda: _written(target) >= 3)
    started = below(first.pid)
    first.kill()
    finish(first)
    _wait(lambda: not alive(started))
    left = list(place.glob("gradmark-*"))

    assert finish(start(folder, spec_file, target, *options, "--resume", env={"TMPDIR": str(place)})) == (
        0,
        "",
    )
    assert len(left) == 1
    assert list(place.glob("*gradmark-*")) == []
    assert [record.score for record in contents(target)] == [record.score for record in due]


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


@pytest.mark.slow
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
        pid = _parent(pid)
        depth += 1
    return depth if pid == top else 99


def _parent(pid):
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


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
