"""The author's and the instructor's small commands."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile

import pytest

from tests.conftest import ROOT

GRADMARK = [sys.executable, "-m", "autograder.cli.main"]


def gradmark(*arguments, cwd):
    return subprocess.run(
        [*GRADMARK, *map(str, arguments)], cwd=cwd, capture_output=True, text=True, check=False
    )


def test_help_lists_every_command_with_a_line():
    done = gradmark("--help", cwd=ROOT)

    assert done.returncode == 0
    assert max(map(len, done.stdout.splitlines())) <= 80
    for name in (
        "check",
        "hint",
        "grade",
        "report",
        "course",
        "bundle",
        "build",
        "check-kit",
        "audit",
        "doctor",
        "demo",
    ):
        assert f"\n  {name} " in done.stdout


@pytest.mark.parametrize("out", ["unit.zip", "folder", "folder/deep"])
def test_a_bundle_goes_where_it_is_asked_for(out, tmp_path):
    done = gradmark("bundle", "u00_start", "--format", "module", "--out", tmp_path / out, cwd=ROOT)

    assert done.returncode == 0, done.stderr
    (written,) = tmp_path.rglob("*.zip")
    assert "u00_start/u00_start.py" in zipfile.ZipFile(written).namelist()


def test_a_bundle_works_in_an_empty_directory(tmp_path):
    gradmark("bundle", "u00_start", "--format", "module", "--out", tmp_path / "unit.zip", cwd=ROOT)
    zipfile.ZipFile(tmp_path / "unit.zip").extractall(tmp_path)

    done = gradmark("check", cwd=tmp_path / "u00_start")

    assert (done.returncode, "not started" in done.stdout) == (1, True)


def test_an_unknown_unit_is_wrong_use(tmp_path):
    for command in ("build", "bundle", "check-kit"):
        done = gradmark(command, "u77_nothing", cwd=ROOT)
        assert (done.returncode, "u77_nothing" in done.stderr) == (2, True)


def test_build_check_names_what_drifted_and_the_repair(tmp_path):
    kit = tmp_path / "kit"
    shutil.copytree(ROOT / "solutions" / "u00_start", kit / "solutions" / "u00_start")
    shutil.copytree(ROOT / "assignments" / "u00_start", kit / "assignments" / "u00_start")
    (kit / "assignments" / "u00_start" / "spec.json").write_text("{}")
    (kit / "assignments" / "u00_start" / "old.txt").write_text("x")

    done = gradmark("build", "--check", "--root", kit, cwd=tmp_path)

    assert done.returncode == 1
    for text in ("assignments/u00_start/spec.json", "assignments/u00_start/old.txt", "gradmark build"):
        assert text in done.stdout
    assert gradmark("build", "--root", kit, cwd=tmp_path).returncode == 0
    assert gradmark("build", "--check", "--root", kit, cwd=tmp_path).returncode == 0


def test_the_doctor_names_the_isolation():
    done = gradmark("doctor", cwd=ROOT)

    assert done.returncode == 0
    assert "isolation: " in done.stdout
