"""What a child takes from itself just before it runs a submission: rights, files, system calls."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection
from pathlib import Path

from autograder.worker import privileges
from autograder.worker.landlock import Rules
from autograder.worker.launch import PACKAGE, library_folders, python_paths, system_paths
from autograder.worker.seccomp import filter_of


class Shield:
    """Made once by the worker, put on by each child; parts that were not asked for are left out.

    Raises:
        OSError: a part that was asked for is not to be had here.
    """

    def __init__(self, parts: Collection[str], scratch: Path | None) -> None:
        # Without a scratch folder the working directory is empty, and stays so.
        self.rules = Rules([*_readable(), Path.cwd()], scratch) if "landlock" in parts else None
        self.filter = filter_of(scratch=scratch is not None) if "seccomp" in parts else None

    def put_on(self) -> None:
        """Give up what the parts take, for good; a child whose shield does not fit says so and ends."""
        if self.rules is None and self.filter is None:
            return
        try:
            privileges.drop_capabilities()
            if self.rules is not None:
                self.rules.restrict()
            # Last: the filter refuses all of this.
            if self.filter is not None:
                self.filter.install()
        except OSError as problem:
            sys.stderr.write(f"{problem}\n")
            sys.stderr.flush()
            os._exit(1)


def _readable() -> list[Path]:
    """Return what Python needs to import more of itself: what the box shows, and no more."""
    return [*system_paths(), *python_paths(), *library_folders(), PACKAGE]
