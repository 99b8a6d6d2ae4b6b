"""What a submission finds around itself: builtins of its own, stand-ins, a NumPy that is not ours."""

from __future__ import annotations

import builtins
import os
import random
import sys
from contextvars import Context, ContextVar
from types import ModuleType
from typing import Any

import msgspec
import numpy as np

from autograder.submission.code import Code
from autograder.worker import inert
from autograder.worker.launch import hide_ourselves
from autograder.worker.messages import Task
from autograder.worker.protocol import Reply

_theirs = ModuleType("builtins")


def settle() -> None:
    """Get ready for submissions, once per process; then there are no more imports of ours.

    Our modules get a `numpy` that nobody else can patch. What each child would otherwise do is done here: it
    would copy all the memory that it looks at.
    """
    ours = ModuleType("numpy")
    ours.__dict__.update(np.__dict__)
    for name, module in list(sys.modules.items()):
        if name.startswith("autograder.") and module.__dict__.get("np") is np:
            module.__dict__["np"] = ours
    globals()["np"] = ours
    hide_ourselves()
    np.random.seed(0)  # noqa: NPY002 - the global state that students' code may use
    os.environ.clear()
    _theirs.__dict__.update(builtins.__dict__)
    for message in (Task, Reply):
        # msgspec looks for the names of a message's types in our modules, the first time.
        msgspec.msgpack.Decoder(message)
    inert.make_room()


def set_apart(module: ModuleType, filename: str) -> None:
    """Give the student builtins of their own to patch, and stand-ins for what must not run."""
    sys.modules["builtins"] = _theirs
    inert.install()
    sys.modules[module.__name__] = module
    module.__dict__.update(
        __builtins__=_theirs, __file__=filename, display=inert.INERT, get_ipython=inert.INERT
    )


def repair_interpreter() -> None:
    """Undo what a submission did to the interpreter itself."""
    if sys.gettrace() is not None:
        sys.settrace(None)
    if sys.getprofile() is not None:
        sys.setprofile(None)
    if sys.getrecursionlimit() < 1000:
        sys.setrecursionlimit(1000)


def _variable() -> ContextVar[Any] | None:
    """Return what NumPy keeps its handling of floating-point errors in."""
    context = Context()
    context.run(np.seterr, under="ignore")
    return next(iter(context), None)


_HANDLING = _variable()


class FloatingErrors:
    """NumPy's own handling of floating-point errors, for calls; what one of them sets is gone in the next."""

    def __init__(self) -> None:
        self._ours: Any = None
        self._entered: np.errstate | None = None

    def enter(self) -> None:
        """Let NumPy warn, as it does by itself."""
        if self._ours is not None and _HANDLING is not None and _HANDLING.get(None) is self._ours:
            return
        self.leave()
        self._entered = np.errstate(divide="warn", over="warn", invalid="warn", under="ignore")
        self._entered.__enter__()
        self._ours = _HANDLING.get(None) if _HANDLING else None

    def leave(self) -> None:
        """Let NumPy do what the submission told it when it was loaded."""
        if self._entered is not None:
            self._entered.__exit__(None, None, None)
        self._entered = self._ours = None


def mentions(code: Code, *words: str) -> bool:
    """Say whether one of the words stands in a submission.

    One that hides what it uses finds the traced world a little different from its own, at its own cost.
    """
    return any(word in text for text in (code.text, *code.earlier.values()) for word in words)


class RandomNumbers:
    """The state of the two global generators."""

    def __init__(self) -> None:
        self.python, self.numpy = random.getstate(), np.random.get_state()  # noqa: NPY002

    def restore(self) -> None:
        """Set the generators back."""
        random.setstate(self.python)
        np.random.set_state(self.numpy)  # noqa: NPY002
