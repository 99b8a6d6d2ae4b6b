"""SymPy's simplify, within a time limit. It may raise "tested" to "proved" and never decides."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Collection, Iterator
from types import FrameType

from sympy_checks.expression import Expression
from sympy_checks.to_sympy import NotConvertibleError, to_sympy


class _TimeIsUpError(Exception):
    """The limit was reached."""


def simplifies_to_zero(
    left: Expression, right: Expression, positive: Collection[str], seconds: float
) -> bool:
    """Tell whether SymPy simplifies the difference to 0 in time; False says nothing.

    Without alarm signals (on Windows, outside of the main thread) no limit is reliable, so it is not tried.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        return False
    import sympy

    try:
        with _limited(seconds):
            return bool(sympy.simplify(to_sympy(left, positive) - to_sympy(right, positive)) == 0)
    except (NotConvertibleError, _TimeIsUpError):
        return False
    except Exception:  # noqa: BLE001 - whatever SymPy stumbles over, it is no proof
        return False


@contextlib.contextmanager
def _limited(seconds: float) -> Iterator[None]:
    def stop(_number: int, _frame: FrameType | None) -> None:
        raise _TimeIsUpError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
