"""A child's work done once before any is forked: what Python and NumPy settle the first time stays settled.

Python rewrites the code of what runs often, and fills caches in types. Each child would do so again, in its
own copy of the memory.
"""

from __future__ import annotations

import builtins
import os
import warnings
from contextlib import redirect_stdout

import numpy as np

from autograder.calls import Call, call, traced
from autograder.submission.code import Block, Code
from autograder.worker.child import Child
from autograder.worker.messages import Task
from autograder.worker.plan import as_frame, read_plan
from autograder.worker.progress import Progress
from autograder.worker.protocol import Job

_TIMES = 10
SOURCE = '''
import math
import numpy as np
def smooth(z):
    """A function of ours."""
    z = np.asarray(z, dtype=float)
    right = np.log(1 + np.exp(-np.abs(z))) + np.tanh(np.clip(z, -1, 1))
    return np.where(z > 0, right, np.maximum(z, 0.0) / 2)
def loop(z):
    out = np.zeros_like(z)
    for index, x in np.ndenumerate(z):
        out[index] = math.exp(-x) if x > 0 else x * x
    return out
def parts(z):
    z = np.array(z, dtype=float)
    out = np.empty_like(z)
    right = z > 0
    out[right] = np.log1p(np.exp(-z[right]))
    out[~right] = z[~right] / np.sqrt(1 + z[~right] ** 2)
    return float(np.mean(out ** 2)) + np.sum(np.abs(z), axis=0) - z @ z
def share(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)
def noisy(z):
    z[...] = 0.0
    print(z)
    return np.log(z)
def not_started(z):
    raise NotImplementedError
'''
_POINT, _ROWS = np.array([-1.0, 0.5, 2.0]), np.array([[1.0, -2.0], [0.5, 0.0]])


def rehearse(progress: Progress | None = None) -> None:
    """Load a source of ours and make its calls as a child does, and leave the process as it was."""
    code = Code("rehearsal", "rehearsal.py", (Block("line 1", SOURCE),))
    asked = calls()
    plan = read_plan(as_frame(b"", asked)[4:])
    null = os.open(os.devnull, os.O_WRONLY)
    task = Task(Job(code, asked), _TIMES * tuple(range(len(asked))), reply_bytes=1 << 30)
    child = Child(task, plan, null, progress)
    child.surroundings = {"__builtins__": builtins}
    child.module.__dict__.update(child.surroundings)
    with warnings.catch_warnings(), redirect_stdout(child.writer):
        child.live()
    child.errors.leave()
    os.close(null)


def calls() -> tuple[Call, ...]:
    """Return calls of every kind: that return, print, change arguments, warn, are not started, are traced."""
    plain = [call(name, _POINT) for name in ("smooth", "loop", "parts", "noisy", "not_started", "missing")]
    others = [call("share", _ROWS), call("smooth", 0.5), call("smooth", z=_ROWS)]
    symbols = [
        traced({"0": "z"}, asked)
        for asked in (call("smooth", 0.5), call("loop", _POINT), call("parts", _POINT), others[0])
    ]
    return (*plain, *others, *symbols)
