"""nbgrader from outside: its commands, and submissions as its exchange holds them."""

from __future__ import annotations

import base64
import os
import re
import secrets
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

STAMP = "%Y-%m-%d %H:%M:%S.%f UTC"
_ESCAPES = re.compile(r"\x1b\[[0-9;]*m")
_OTHERS = ("JUPYTER", "IPYTHON", "NBGRADER", "XDG_")
_ALL = stat.S_IRWXU | stat.S_IRWXG | stat.S_IRWXO
_FILE = stat.S_IRUSR | stat.S_IWUSR | stat.S_IRGRP | stat.S_IROTH


def place_submission(
    exchange_root: Path,
    course_id: str,
    student: str,
    unit: str,
    files: Mapping[str, Path] | Iterable[Path],
    *,
    when: datetime | None = None,
) -> Path:
    """Put files into the exchange as `nbgrader submit` does for a student, who need not be a user here.

    Args:
        exchange_root: `Exchange.root` of the course; the unit must have been released.
        course_id: the course's id.
        student: the student's id, without "+" and "*".
        unit: the assignment's name.
        files: what is handed in; a mapping gives the names they get.
        when: time of submission [default: now].

    Returns:
        The folder in `inbound/`.
    """
    inbound = exchange_root / course_id / "inbound"
    if not inbound.is_dir():
        message = (
            f"submissions come after a release, {inbound} is missing: `nbgrader release_assignment {unit}`"
        )
        raise FileNotFoundError(message)
    if set("+*/") & set(student) or not student:
        message = f"a student's id may not be empty or hold +, * or /: {student!r}"
        raise ValueError(message)
    timestamp = (when or datetime.now(UTC)).astimezone(UTC).strftime(STAMP)
    mark = base64.urlsafe_b64encode(os.urandom(9)).decode("ascii")
    folder = inbound / f"{student}+{unit}+{timestamp}+{mark}"
    folder.mkdir()
    named = files if isinstance(files, Mapping) else {path.name: path for path in files}
    for name, path in named.items():
        shutil.copyfile(path, folder / name)
    (folder / "timestamp.txt").write_text(timestamp, encoding="utf-8")
    (folder / "submission_secret.txt").write_text(secrets.token_hex(64), encoding="utf-8")
    for path in folder.iterdir():
        path.chmod(_FILE)
    folder.chmod(_ALL)
    return folder


def run_nbgrader(folder: Path, *arguments: str, timeout: float = 600.0) -> subprocess.CompletedProcess[str]:
    """Run `nbgrader ARGUMENTS` in a course, or in a student's folder, and capture what it says.

    Home, settings, history and caches of Jupyter and IPython are kept in `folder/.jupyter`;
    nothing else on the machine is changed.
    """
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", *arguments],
        cwd=folder,
        env=nbgrader_environment(folder),
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        timeout=timeout,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    clean = (_ESCAPES.sub("", text) for text in (done.stdout, done.stderr))
    return subprocess.CompletedProcess(done.args, done.returncode, *clean)


def nbgrader_environment(folder: Path) -> dict[str, str]:
    """Return the environment of an nbgrader command that keeps everything inside the folder."""
    own = folder.resolve() / ".jupyter"
    own.mkdir(exist_ok=True)
    kept = {key: value for key, value in os.environ.items() if not key.startswith(_OTHERS)}
    return {
        **kept,
        # nbgrader starts `alembic` by name
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]),
        "HOME": str(own),
        "JUPYTER_CONFIG_DIR": str(own / "config"),
        "JUPYTER_DATA_DIR": str(own / "data"),
        "JUPYTER_RUNTIME_DIR": str(own / "runtime"),
        "IPYTHONDIR": str(own / "ipython"),
        "PYTHONUNBUFFERED": "1",
    }
