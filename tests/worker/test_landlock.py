"""Landlock leaves Python's own files to read, and a place to write only where there is a scratch folder."""

from __future__ import annotations

import pytest

from autograder.calls import call
from autograder.worker import landlock

SOURCE = """
import os, shutil, sys
import numpy as np
def read(path):
    with open(path, "rb") as file:
        return len(file.read(100))
def ls(path):
    return len(os.listdir(path))
def own():
    return os.listdir("."), read(np.__file__), read(os.__file__), read("/dev/urandom")
def nowhere():
    with open("/dev/null", "w") as file:
        return file.write("x")
def write(path):
    with open(path, "w") as file:
        return file.write("x")
def work():
    os.makedirs("a/b")
    write("a/b/file")
    os.makedirs("c")
    os.rename("a/b/file", "c/file")
    os.symlink("file", "c/link")
    os.truncate("c/file", 0)
    os.chmod("c/file", 0o600)
    shutil.copy("c/file", "copy")
    shutil.rmtree("a")
    return sorted(os.listdir("."))
"""


def test_nothing_of_the_grader_can_be_read(good, tmp_path):
    secret = tmp_path / "hidden.json"
    secret.write_text("expected values")
    secret.chmod(0o644)
    paths = [str(secret), "/etc/passwd", "/proc/self/maps", "/proc/self/environ", "/etc/hostname"]

    reply = good(
        SOURCE,
        *(call("read", path) for path in paths),
        *(call("ls", path) for path in ("/", "/proc", "/tmp")),
    )

    assert [outcome.error.type for outcome in reply.outcomes] == ["PermissionError"] * 8
    assert reply.isolation == "good"


@pytest.mark.parametrize("kind", ["good", "strong"])
def test_python_reads_its_own_files(request, kind):
    own, nowhere = request.getfixturevalue(kind)(SOURCE, call("own"), call("nowhere")).outcomes

    assert own.result() == ([], 100, 100, 100)
    assert nowhere.result() == 1


def test_without_a_scratch_folder_nothing_is_written(good, tmp_path):
    paths = ["note", "/tmp/note", "/dev/shm/note", str(tmp_path / "note"), "/var/tmp/note"]

    reply = good(SOURCE, *(call("write", path) for path in paths), call("work"))

    assert [outcome.error.type for outcome in reply.outcomes] == ["PermissionError"] * 6
    assert list(tmp_path.iterdir()) == []


def test_in_the_scratch_folder_files_are_written_moved_and_deleted(strong):
    (work,) = strong(SOURCE, call("work")).outcomes

    assert work.result() == ["c", "copy"]


@pytest.mark.parametrize(
    ("version", "words"),
    [(1, "ABI 1: files"), (3, "ABI 3: files"), (4, "ABI 4: files, TCP"), (7, "ABI 7: files, TCP, signals")],
)
def test_the_words_say_what_a_version_holds_back(version, words):
    assert landlock.words(version) == words


@pytest.mark.parametrize(
    ("version", "rights"), [(1, 0x1FFF), (2, 0x3FFF), (3, 0x7FFF), (4, 0x7FFF), (5, 0xFFFF), (7, 0xFFFF)]
)
def test_every_right_that_a_version_knows_is_handled(version, rights):
    assert landlock._files_of(version) == rights


@pytest.mark.parametrize("version", range(1, 8))
def test_older_versions_are_used_as_they_are(version, monkeypatch, tmp_path):
    if landlock.abi() < version:
        pytest.skip(f"the kernel offers ABI {landlock.abi()}")
    monkeypatch.setattr(landlock, "abi", lambda: version)

    rules = landlock.Rules([tmp_path, tmp_path / "missing"], tmp_path)

    assert rules.version == version
