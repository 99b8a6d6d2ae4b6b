"""How a Python process of ours is started: interpreter, path and environment, nothing inherited."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import msgspec
import numpy as np

NOBODY = 65534
_SYSTEM = ("/usr/lib", "/usr/lib64", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/alternatives")
PACKAGE = Path(__file__).resolve().parent.parent
# One thread: forking a process with threads is unsafe, and the machine is shared by the workers.
_ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def interpreter() -> Path:
    """Return the real interpreter behind a virtual environment."""
    executable = getattr(sys, "_base_executable", None) or sys.executable
    return Path(executable).resolve()


def python_paths() -> list[Path]:
    """Return what there is of the interpreter itself and its standard library."""
    prefix = Path(sys.base_prefix).resolve()
    if str(prefix) in ("/usr", "/usr/local"):
        return [interpreter(), prefix / "lib"]
    return [prefix] if interpreter().is_relative_to(prefix) else [prefix, interpreter()]


def system_paths() -> list[Path]:
    """Return where the libraries of the system may be."""
    return [Path(path) for path in _SYSTEM]


def library_folders() -> list[Path]:
    """Return the folders that NumPy and msgspec are imported from."""
    folders = [Path(str(module.__file__)).resolve().parent.parent for module in (np, msgspec)]
    return list(dict.fromkeys(folders))


def python_command(module: str, *arguments: str) -> list[str]:
    """Return the command that runs a module of ours, without site packages beyond `environment`."""
    return [str(interpreter()), "-s", "-S", "-P", "-B", "-X", "utf8", "-m", module, *arguments]


def environment(package_parent: Path) -> dict[str, str]:
    """Return the whole environment of such a process."""
    path = os.pathsep.join(map(str, [package_parent, *library_folders()]))
    settings = {"PYTHONPATH": path, "PYTHONHASHSEED": "0", **dict.fromkeys(_ONE_THREAD, "1")}
    if sys.platform == "win32":  # pragma: no cover - Windows starts no process without it
        settings["SYSTEMROOT"] = os.environ["SYSTEMROOT"]
    return settings


def hide_ourselves() -> None:
    """Take the folder that holds this package off the import path: a course may lie beside it."""
    libraries = {str(folder) for folder in library_folders()}
    sys.path[:] = [entry for entry in sys.path if entry != str(PACKAGE.parent) or entry in libraries]
