"""The command that starts a worker inside bubblewrap: a few read-only folders, no network, no processes."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from autograder.worker.launch import (
    NOBODY,
    PACKAGE,
    environment,
    library_folders,
    python_command,
    python_paths,
    system_paths,
)

BOX = Path("/box")
SCRATCH = Path("/scratch")
TMP = Path("/tmp")  # noqa: S108 - only as a name for the scratch file system of the box
_SCRATCH_BYTES = 64 * 1024 * 1024
_NAMESPACES = ("--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try")
_KEPT = ("CAP_SETUID", "CAP_SETGID", "CAP_KILL")


def find() -> str | None:
    """Return the path of bubblewrap, if it is installed."""
    return shutil.which("bwrap")


def command(bwrap: str, *, from_root: bool, parts: Sequence[str] = ()) -> list[str]:
    """Return the command for the warm worker; `parts` are those of the shield that its children put on.

    `from_root` needs root and uses no user namespace: the worker enters the box as root, through folders that
    only root may read, and stops being root there; each submission becomes a user of its own.
    """
    entries = [*_namespaces(from_root=from_root), "--die-with-parent", "--new-session", "--as-pid-1"]
    entries += ["--clearenv", *_files(bwrap), "--chdir", str(SCRATCH)]
    for name, value in environment(BOX).items():
        entries += ["--setenv", name, value]
    start = ["from-root"] if from_root else []
    return [bwrap, *entries, "--", *python_command("autograder.worker.warm", "scratch", *start, *parts)]


def _namespaces(*, from_root: bool) -> list[str]:
    if from_root:
        kept = [entry for name in _KEPT for entry in ("--cap-add", name)]
        return [*_NAMESPACES, "--cap-drop", "ALL", *kept]
    return ["--unshare-all", "--uid", str(NOBODY), "--gid", str(NOBODY), "--cap-drop", "ALL"]


def _files(bwrap: str) -> list[str]:
    shown = [*python_paths(), *library_folders()]
    system = system_paths()
    entries: list[str] = []
    # Folders above a bind would be root's alone.
    for folder in _ancestors([*system, *shown, BOX / "autograder", Path("/dev/null")]):
        entries += ["--dir", str(folder)]
    for path in system:
        entries += ["--ro-bind-try", str(path), str(path)]
    for path in shown:
        entries += ["--ro-bind", str(path), str(path)]
    # Only the package: a checkout has the solutions beside it.
    entries += ["--ro-bind", str(PACKAGE), str(BOX / "autograder")]
    for device in ("/dev/null", "/dev/urandom"):
        entries += ["--dev-bind", device, device]
    size = ["--size", str(_SCRATCH_BYTES)] if _version(bwrap) >= (0, 7) else []
    entries += ["--perms", "0777", *size, "--tmpfs", str(SCRATCH)]
    # A Python or a virtual environment may itself lie below /tmp.
    if not any(path.is_relative_to(TMP) for path in (*shown, *system)):
        entries += ["--symlink", str(SCRATCH), str(TMP)]
    return [*entries, "--remount-ro", "/"]


def _ancestors(paths: list[Path]) -> list[Path]:
    above = {folder for path in paths for folder in path.parents if folder != Path("/")}
    return sorted(above, key=lambda folder: len(folder.parts))


def _version(bwrap: str) -> tuple[int, ...]:
    try:
        told = subprocess.run(
            [bwrap, "--version"], capture_output=True, text=True, timeout=10, check=False
        ).stdout
        return tuple(int(part) for part in told.split()[-1].split(".")[:2])
    except (OSError, ValueError, IndexError, subprocess.TimeoutExpired):
        return (0, 0)


def is_root() -> bool:
    """Say whether this process may enter the box as root."""
    return hasattr(os, "geteuid") and os.geteuid() == 0
