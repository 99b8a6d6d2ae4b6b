"""A helper that never finishes what it is asked to do in a loop."""

from __future__ import annotations

from sympy_checks import helper


def perform(call, _task):
    """Do nothing, or that for ever."""
    while call == "loop":
        pass
    return {}


if __name__ == "__main__":
    helper.serve(perform)
