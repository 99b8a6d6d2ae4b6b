"""Temporary folders of processes that were killed are removed by the next one, and nobody else's ever."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from autograder.worker import scratch
from autograder.worker.scratch import PREFIX, Scratch

from .conftest import job, open_worker

pytest.importorskip("fcntl")

ROOT = Path(__file__).resolve().parents[2]
HOLD = """
import time
from autograder.worker.scratch import Scratch
folder = Scratch()
print(folder.path, flush=True)
time.sleep(60)
"""


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder for temporary files of our own."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    scratch._remove_orphans.cache_clear()
    yield tmp_path
    scratch._remove_orphans.cache_clear()


@pytest.fixture
def owner(place):
    """A process that holds a folder there."""
    environment = {**os.environ, "TMPDIR": str(place)}
    with subprocess.Popen(
        [sys.executable, "-c", HOLD], stdout=subprocess.PIPE, cwd=ROOT, env=environment
    ) as process:
        process.folder = Path(process.stdout.readline().decode().strip())
        yield process
        process.kill()


def test_a_folder_is_there_while_it_is_used(place):
    with Scratch() as folder:
        assert list(place.iterdir()) == [folder.path]
        (folder.path / "deep").mkdir()
        (folder.path / "deep" / "file").write_text("x")

    assert list(place.iterdir()) == []


def test_a_folder_of_a_killed_process_is_removed_and_one_of_a_living_process_is_not(place, owner):
    (owner.folder / "left").write_text("x")
    with Scratch() as folder:
        assert set(place.iterdir()) == {folder.path, owner.folder}

    owner.kill()
    owner.wait()
    scratch._remove_orphans.cache_clear()
    with Scratch() as folder:
        assert set(place.iterdir()) == {folder.path}


@pytest.mark.parametrize(("seconds", "kept"), [(60.0, True), (-1.0, False)])
def test_a_new_folder_may_be_about_to_be_locked(place, monkeypatch, seconds, kept):
    monkeypatch.setattr(scratch, "_NEW_SECONDS", seconds)
    (place / f"new-{PREFIX}x").mkdir()

    with Scratch():
        assert (place / f"new-{PREFIX}x").exists() is kept


def test_nothing_else_is_touched(place):
    (place / "target").mkdir()
    (place / "target" / "precious").write_text("x")
    (place / f"{PREFIX}link").symlink_to(place / "target")
    (place / f"{PREFIX}file").write_text("x")
    (place / "gradmark-another_machine-abc").mkdir()
    before = set(place.rglob("*"))

    with Scratch() as folder:
        assert set(place.rglob("*")) == before | {folder.path}


def test_another_users_folder_is_not_touched(place, monkeypatch):
    (place / f"{PREFIX}theirs").mkdir()
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)

    with Scratch():
        assert (place / f"{PREFIX}theirs").exists()


@pytest.mark.parametrize("depth", [3, 1500])
def test_whatever_a_submission_has_nested_or_locked_goes(place, depth, monkeypatch):
    with Scratch() as folder:
        monkeypatch.chdir(folder.path)
        for _ in range(depth):
            Path("d").mkdir()
            os.chdir("d")
        os.chdir(place)
        (folder.path / "d").chmod(0o500)

    assert list(place.iterdir()) == []


@pytest.mark.parametrize("level", ["strong", "basic"])
def test_the_folder_of_a_worker_goes_with_it(place, level):
    with open_worker(level) as worker:
        worker.run(job("x = 1"))
        assert len(list(place.iterdir())) == 1

    assert list(place.iterdir()) == []
