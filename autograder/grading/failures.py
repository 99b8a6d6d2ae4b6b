"""What ends a run, and the exit codes of `gradmark grade`."""

from __future__ import annotations

EXIT_OUR_FAULT = 3
"""Every submission has a record, and some say that we failed."""
EXIT_STOPPED = 4
"""The run could not go on: full disk, locked gradebook, no cluster. What was graded is kept."""
EXIT_INTERRUPTED = 130
"""Ctrl-C. What was graded is kept."""


class UsageError(ValueError):
    """What was asked for makes no sense; the message says what does."""


class StoppedError(RuntimeError):
    """The run cannot go on; the message says what is kept and how to finish."""
