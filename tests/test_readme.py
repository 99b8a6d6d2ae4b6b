from __future__ import annotations

import re
import subprocess
import sys

from tests.conftest import ROOT
from tests.readme import refreshed

TEXT = (ROOT / "README.md").read_text(encoding="utf-8")


def test_transcripts_and_table_are_what_a_run_gives():
    assert refreshed(TEXT) == TEXT, "refresh with: python -m tests.readme"


def test_every_command_of_the_readme_exists():
    named = set(re.findall(r"`gradmark ([a-z][a-z-]+)", TEXT))
    command = [sys.executable, "-m", "autograder.cli.main"]

    assert {"check", "grade", "report", "course", "bundle"} <= named
    for name in named:
        help_text = subprocess.run([*command, name, "--help"], capture_output=True, text=True, check=False)
        assert help_text.returncode == 0, f"gradmark {name}: {help_text.stderr}"


def test_every_linked_file_exists():
    for path in re.findall(r"\]\(([^)#:]+)\)", TEXT):
        assert (ROOT / path).exists(), path


def test_the_make_targets_exist():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"^make (\w+)", TEXT, re.MULTILINE):
        assert f"\n{target}:" in makefile
