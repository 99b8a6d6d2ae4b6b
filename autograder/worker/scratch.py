"""Temporary folders that a killed process leaves behind only until the next one of ours starts.

Each is named `gradmark-HOST-...` and locked by the process that made it, for as long as that lives. One of
this user and host that another process can lock has lost its owner and is removed.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import stat
import subprocess
import tempfile
import time
import weakref
from contextlib import suppress
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Self

try:
    import fcntl
except ModuleNotFoundError:  # pragma: no cover - Windows: nobody can tell whose folder it is
    fcntl = None  # type: ignore[assignment]

PREFIX = f"gradmark-{re.sub(r'[^A-Za-z0-9.]', '_', platform.node())}-"
"""A folder for temporary files may be shared by machines, and a lock of another machine not be seen."""
_NEW = "new-"  # before the name of a folder that is about to be locked
_NEW_SECONDS = 60.0


class Scratch:
    """A new empty folder; `close` removes it, or the exit, or after a kill the next process."""

    def __init__(self) -> None:
        _remove_orphans()
        new = Path(tempfile.mkdtemp(prefix=_NEW + PREFIX))
        self._lock = _locked(new)
        self.path = new.rename(new.with_name(new.name.removeprefix(_NEW)))
        self._finalizer = weakref.finalize(self, _remove, self.path, self._lock)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Remove the folder."""
        self._finalizer()


@cache
def _remove_orphans() -> None:
    """Remove the folders whose owners were killed: once in the life of a process."""
    if fcntl is None:  # pragma: no cover
        return
    with suppress(OSError):
        for path in Path(tempfile.gettempdir()).glob(f"*{PREFIX}*"):
            with suppress(OSError):
                if _may_be_an_orphan(path) and (lock := _locked(path)) is not None:
                    _remove(path, lock)


def _may_be_an_orphan(path: Path) -> bool:
    status = path.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.geteuid():
        return False
    # The change time is the kernel's, nobody can set it.
    old = time.time() - status.st_ctime > _NEW_SECONDS
    return path.name.startswith(PREFIX) or (old and path.name.startswith(_NEW + PREFIX))


def _locked(path: Path) -> int | None:
    """Return the folder opened and locked, None when somebody else has it or it cannot be locked."""
    if fcntl is None:  # pragma: no cover
        return None
    descriptor = -1
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        if descriptor >= 0:
            os.close(descriptor)
        return None
    return descriptor


def _unlock(path: Path) -> None:
    if path.is_symlink():
        return
    for folder, names, _ in os.walk(path):
        for inner in (Path(folder, name) for name in names):
            if not inner.is_symlink():
                inner.chmod(0o700)


def _remove(path: Path, lock: int | None) -> None:
    # A submission without a box may have locked its folders, or nested them deeper than Python can walk.
    with suppress(RecursionError, OSError):
        _unlock(path)
        shutil.rmtree(path, ignore_errors=True)
    if os.name == "posix" and path.exists():
        subprocess.run(["rm", "-rf", "--", path], stderr=subprocess.DEVNULL, check=False)  # noqa: S607
    if lock is not None:
        os.close(lock)
