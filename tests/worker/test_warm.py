"""The warm worker as a program of its own."""

from __future__ import annotations

import subprocess

from autograder.worker.launch import PACKAGE, environment, python_command

EMPTY_JOB = b"J\x01\x00\x00\x00\x80"


def run_worker(folder):
    return subprocess.run(
        python_command("autograder.worker.warm"),
        cwd=folder,
        env=environment(PACKAGE.parent),
        input=EMPTY_JOB,
        capture_output=True,
        check=False,
    )


def test_a_worker_never_works_where_files_are(tmp_path):
    kept = tmp_path / "thesis.tex"
    kept.write_text("years of work")
    kept.parent.chmod(0o755)
    done = run_worker(tmp_path)

    assert done.returncode == 1
    assert f"{tmp_path} holds files: start it in an empty one" in done.stderr.decode()
    assert kept.read_text() == "years of work"
    assert tmp_path.stat().st_mode & 0o777 == 0o755


def test_a_supervisor_that_fails_says_why(tmp_path):
    done = run_worker(tmp_path)

    assert done.stdout == b""
    assert "ValidationError: Object missing required field `code`" in done.stderr.decode()
