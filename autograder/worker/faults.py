"""A student's exception as data: their own lines only, whatever the exception does."""

from __future__ import annotations

import linecache
from types import TracebackType

from autograder.calls import Raised
from autograder.worker.capture import clip
from autograder.worker.places import Places

MAX_FRAMES = 8


def raised(problem: BaseException, places: Places) -> Raised:
    """Describe an exception, with the frames that lie in the student's file, outermost first."""
    lines = _lines(problem.__traceback__, places)
    # Recursion shows its entrance and its end.
    shown = lines if len(lines) <= MAX_FRAMES else lines[:2] + lines[2 - MAX_FRAMES :]
    frames = tuple(
        (places.place(name, line), clip(linecache.getline(name, line).strip())) for name, line in shown
    )
    place = frames[-1][0] if frames else _syntax_place(problem, places)
    return Raised(type=type_name(problem), message=clip(problem), place=place, frames=frames)


def type_name(value: object) -> str:
    """Return the name of a value's type; never raises."""
    try:
        name = type(value).__name__
    except BaseException:  # noqa: BLE001 - a student's metaclass may raise anything
        return "object"
    return clip(name, 80)


def ends_in(problem: BaseException, places: Places) -> bool:
    """Say whether the exception was raised by a line of the student's file itself."""
    last = problem.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    return last is not None and places.known(last.tb_frame.f_code.co_filename)


def _lines(trace: TracebackType | None, places: Places) -> list[tuple[str, int]]:
    lines = []
    while trace is not None:
        filename = trace.tb_frame.f_code.co_filename
        if places.known(filename):
            lines.append((filename, trace.tb_lineno))
        trace = trace.tb_next
    return lines


def _syntax_place(problem: BaseException, places: Places) -> str:
    if not isinstance(problem, SyntaxError) or not isinstance(problem.filename, str):
        return ""
    return places.place(problem.filename, problem.lineno if isinstance(problem.lineno, int) else None)
