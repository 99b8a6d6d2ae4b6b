"""The helper process: reads tasks as JSON lines, decides them, writes answers as JSON lines. See `box`."""

from __future__ import annotations

import ctypes
import dataclasses
import importlib
import json
import signal
import sys
from collections.abc import Callable, Mapping
from typing import Any

from sympy_checks.answer import Answer, Form, check_answer
from sympy_checks.derivation import check_steps
from sympy_checks.service import decide_request
from sympy_checks.tokens import FormulaError

MEMORY = 1_500_000_000
"""Address space in bytes; NumPy, SymPy and FLINT map about a third of it."""
_PR_SET_PDEATHSIG = 1

Perform = Callable[[str, Mapping[str, Any]], dict[str, Any]]


def main() -> None:
    """Answer what `perform` knows."""
    serve(perform)


def serve(performed: Perform) -> None:
    """Answer line after line until the input ends."""
    _limit_memory()
    _end_with_parent()
    if "--ahead" in sys.argv[1:]:
        importlib.import_module("sympy")
    for line in sys.stdin.buffer:
        sys.stdout.buffer.write(json.dumps(_reply(line, performed)).encode() + b"\n")
        sys.stdout.buffer.flush()


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _end_with_parent() -> None:
    """Do not finish a formula that nobody waits for any more (Linux; elsewhere the helper ends after it)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def _reply(line: bytes, performed: Perform) -> dict[str, Any]:
    try:
        request = json.loads(line)
        return {"answer": performed(request["call"], request["task"])}
    except FormulaError as error:
        return {"refused": [error.message, error.text, error.position]}
    except MemoryError:
        return {"lost": "this takes too much memory"}
    except Exception as error:  # noqa: BLE001 - the process lives on; the other side raises
        return {"fault": f"{type(error).__name__}: {error}"}


def perform(call: str, task: Mapping[str, Any]) -> dict[str, Any]:
    """Do what is asked, from plain data to plain data."""
    if call == "request":
        return decide_request(task["request"])
    domains = {name: (float(low), float(high)) for name, (low, high) in task["domains"].items()}
    if call == "steps":
        return dataclasses.asdict(check_steps(**{**task, "domains": domains}))
    form = task["form"]
    shape = None if form is None else Form(tuple(form["symbols"]), tuple(form["functions"]))
    return dataclasses.asdict(check_answer(**{**task, "domains": domains, "form": shape}))


def answer(data: Mapping[str, Any]) -> Answer:
    """Return the answer that plain data describe."""
    lists = {name: tuple(data[name]) for name in ("mistakes", "lines")}
    return Answer(**{**data, **lists})


if __name__ == "__main__":
    main()
