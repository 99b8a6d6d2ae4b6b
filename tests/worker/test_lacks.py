"""On machines that lack something: the level tells the truth, and says what would give more."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys

import pytest

from autograder.worker.isolation import Demand, IsolationError, of_level
from autograder.worker.layers import ALLOW_NAMESPACES, INSTALL
from tests.conftest import ROOT

from .conftest import needs_bubblewrap

PROBE = """
import json
from autograder.doctor import diagnose
print(json.dumps({item.topic: [item.status, item.text, item.remedy] for item in diagnose()}))
"""
NO_NAMESPACES = """
echo 0 > /proc/sys/user/max_user_namespaces && exec setpriv --bounding-set -all --inh-caps -all "$@"
"""


def lacking(*names):
    """Return the start of a command line under which a machine lacks these; `bwrap`: it is not installed."""
    return [sys.executable, "-m", "tests.worker.lacks", *names, "--"]


def without_user_namespaces():
    """Return the start of a command line for a user without rights, where the kernel allows no namespaces."""
    start = ["unshare", "--user", "--map-root-user", "sh", "-c", NO_NAMESPACES, "sh"]
    if shutil.which("unshare") is None or shutil.which("setpriv") is None:
        pytest.skip("it takes unshare and setpriv to make such a machine")
    done = subprocess.run([*start, "true"], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("a user namespace cannot be made here, so nothing can be taken from it")
    return start


def diagnosis(start, **settings):
    done = subprocess.run(
        [*start, sys.executable, "-c", PROBE],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **settings},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


@pytest.fixture(scope="module", autouse=True)
def whole_machine():
    """Skip where this machine lacks something itself."""
    try:
        of_level("strong")
        of_level("good")
    except IsolationError as problem:
        pytest.skip(str(problem))


def test_without_bubblewrap_the_level_is_good(tmp_path):
    found = diagnosis([], PATH=str(tmp_path))

    assert found["bubblewrap"] == ["problem", "not active: bubblewrap is not installed", INSTALL]
    assert found["isolation"][0] == "good"
    assert found["isolation"][1].startswith("good: seccomp and Landlock: ")
    assert found["isolation"][2] == INSTALL


def test_a_user_who_may_make_no_namespaces_gets_good_and_bubblewraps_own_words():
    needs_bubblewrap()
    found = diagnosis(without_user_namespaces())

    status, text, remedy = found["bubblewrap"]
    assert (status, remedy) == ("problem", ALLOW_NAMESPACES)
    assert "does not hold: bwrap: " in text
    assert found["isolation"][1].startswith("good: ")


def test_a_container_that_refuses_namespaces_gets_good():
    needs_bubblewrap()
    found = diagnosis(lacking("namespaces"))

    assert "bwrap: No permissions to create new namespace" in found["bubblewrap"][1]
    assert found["seccomp"][0] == found["Landlock"][0] == "good"
    assert found["isolation"][1].startswith("good: ")


@pytest.mark.parametrize(("part", "other"), [("landlock", "seccomp"), ("seccomp", "Landlock")])
def test_a_kernel_without_one_part_offers_basic_with_the_other_part_active(part, other, tmp_path):
    title = {"landlock": "Landlock", "seccomp": "seccomp"}[part]
    found = diagnosis(lacking(part), PATH=str(tmp_path))

    assert found[title][:2] == ["problem", "not active: the kernel does not offer it"]
    assert found[title][2].startswith("Grade on Linux")
    assert found[other][0] == "good"
    assert found["isolation"][0] == "problem"
    assert found["isolation"][1].startswith("basic: ")
    assert f"{title}: the kernel does not offer it." in found["isolation"][1]


def test_in_the_box_an_old_kernel_is_strong_and_says_what_is_missing():
    needs_bubblewrap()
    found = diagnosis(lacking("landlock", "seccomp"))

    assert found["bubblewrap"][0] == "good"
    assert found["seccomp"][0] == found["Landlock"][0] == "problem"
    assert found["isolation"][1].startswith("strong: ")


@pytest.mark.parametrize(
    "answer",
    ["echo 'setting up uid map: Permission denied' >&2; exit 1", "shift $(($# - 1)); exec sleep 0", "exit 0"],
)
def test_a_bubblewrap_that_starts_nothing_is_no_isolation(answer, tmp_path):
    fake = tmp_path / "bwrap"
    fake.write_text(f"#!/bin/sh\n{answer}\n")
    fake.chmod(0o755)

    found = diagnosis([], PATH=f"{tmp_path}:{os.environ['PATH']}")

    assert found["bubblewrap"][0] == "problem"
    assert found["bubblewrap"][2] == ALLOW_NAMESPACES
    assert found["isolation"][1].startswith("good: ")


def test_a_bubblewrap_that_only_pretends_is_found_out(tmp_path):
    """It runs the command where it stands, so nothing is out of reach but what the shield takes."""
    fake = tmp_path / "bwrap"
    lines = [
        "import os, sys",
        f"sys.path.insert(0, {str(ROOT)!r})",
        "from autograder.worker.launch import PACKAGE, environment",
        "command = sys.argv[sys.argv.index('--', 1) + 1:] if '--' in sys.argv else ['true']",
        "parts = [word for word in command if word not in ('from-root', 'seccomp', 'landlock')]",
        "os.execve(command[0], parts, environment(PACKAGE.parent))",
    ]
    fake.write_text("\n".join([f"#!{sys.executable}", *lines, ""]))
    fake.chmod(0o755)

    found = diagnosis([], PATH=f"{tmp_path}:{os.environ['PATH']}", PYTHONPATH=str(ROOT))

    assert "a submission could still read a file of the grader" in found["bubblewrap"][1]
    assert found["isolation"][1].startswith("good: ")


@pytest.mark.parametrize(
    ("level", "minimum", "offered"),
    [
        (None, "strong", "strong"),
        (None, "basic", "strong"),
        ("good", "good", "good"),
        ("basic", "basic", "basic"),
    ],
)
def test_a_demand_is_met_by_what_is_offered(level, minimum, offered):
    assert Demand(level, minimum).met().level == offered


def test_a_level_below_the_minimum_is_refused():
    with pytest.raises(IsolationError, match=r"'basic' is required|'strong' is required.*offers 'basic'"):
        Demand("basic", "strong").met()
