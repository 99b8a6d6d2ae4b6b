"""gradmark: exercises in the mathematics of neural networks, judged outside the student's process."""

from __future__ import annotations

from typing import Any

__version__ = "0.1.0"
__all__ = ["__version__", "check", "check_all", "my_numbers"]


def __getattr__(name: str) -> Any:
    """Load what a notebook's cells call only when they ask for it."""
    if name in ("check", "check_all"):
        from autograder import notebook_check

        return getattr(notebook_check, name)
    if name == "my_numbers":
        from autograder.personal.notebook import my_numbers

        return my_numbers
    message = f"module 'autograder' has no attribute {name!r}"
    raise AttributeError(message)
