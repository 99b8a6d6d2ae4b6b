"""A long-lived helper process that decides what was typed, with limits on time and memory.

Plain data go over the pipe as JSON lines. A helper that takes too long is killed and replaced; where no
process can be started the decision is made in this one, which is bounded too, but cannot be stopped.
"""

from __future__ import annotations

import contextlib
import dataclasses
import importlib
import json
import os
import queue
import select
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sympy_checks.answer import Answer, Form
from sympy_checks.expression import Expression
from sympy_checks.expressions import Domains
from sympy_checks.plain import plain
from sympy_checks.tokens import FormulaError

SECONDS = 30.0
"""Time for one call, far more than its counted work takes (`work`): only what nobody thought of is ended so.

The first call includes the start of the helper and of SymPy.
"""

_MORE_TRIES = 2
_ROOT = Path(__file__).resolve().parent.parent
_CHUNK = 65_536


class HelperError(RuntimeError):
    """What went wrong in the helper, through no fault of what was typed."""


class LostError(Exception):
    """No reply: the helper ended, its time was up or its memory full."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class _EndedError(LostError):
    """The helper has ended, perhaps through no fault of the question: it is worth asking a new one."""

    def __init__(self) -> None:
        super().__init__("the helper process has ended")


class Box:
    """Asks the helper process; it is started by the first question. Threads wait for each other.

    `module` is what the helper runs: `sympy_checks.helper`, or one that answers more calls; it has a function
    `perform` from a call and its plain data to plain data.
    """

    def __init__(self, seconds: float = SECONDS, module: str = "sympy_checks.helper") -> None:
        self.seconds = seconds
        self.module = module
        self.restarts = 0
        self._helper: _Helper | None = None
        self._owner = os.getpid()
        self._alone = False
        self._asking = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def start(self) -> None:
        """Start the helper, and SymPy in it, while its first question is still being prepared."""
        with self._asking:
            self._started("--ahead")

    def close(self) -> None:
        """End the helper."""
        if self._helper is not None and self._owner == os.getpid():
            self._helper.end()
        self._helper = None

    def check_answer(
        self,
        text: str,
        *,
        of: str,
        wrt: str = "",
        symbols: Sequence[str],
        where: Mapping[str, str | Expression] | None = None,
        domains: Domains | None = None,
        form: Form | None = None,
        template: str = "",
        traps: Mapping[str, str | Expression] | None = None,
    ) -> Answer:
        """Do what `sympy_checks.answer.check_answer` does, in the helper."""
        task: dict[str, Any] = {
            "text": text,
            "of": of,
            "wrt": wrt,
            "symbols": list(symbols),
            "where": _texts(where),
            "domains": {name: list(ends) for name, ends in (domains or {}).items()},
            "template": template,
            "traps": _texts(traps),
            "form": None if form is None else dataclasses.asdict(form),
        }
        return self._answered("answer", task)

    def check_steps(
        self,
        lines: Sequence[str],
        *,
        of: str,
        wrt: str,
        symbols: Sequence[str],
        domains: Domains | None = None,
        at_least: int = 3,
        last_only: Sequence[str] = (),
        last_symbols: Sequence[str] = (),
    ) -> Answer:
        """Do what `sympy_checks.derivation.check_steps` does, in the helper."""
        task = {
            "lines": list(lines),
            "of": of,
            "wrt": wrt,
            "symbols": list(symbols),
            "domains": {name: list(ends) for name, ends in (domains or {}).items()},
            "at_least": at_least,
            "last_only": list(last_only),
            "last_symbols": list(last_symbols),
        }
        return self._answered("steps", task)

    def decide_request(self, request: object) -> dict[str, Any]:
        """Do what `sympy_checks.service.decide_request` does, in the helper."""
        try:
            return self.ask("request", {"request": request})
        except LostError as lost:
            from sympy_checks.service import undecided

            return undecided(lost.reason)

    def _answered(self, call: str, task: dict[str, Any]) -> Answer:
        from sympy_checks.helper import answer

        try:
            return answer(self.ask(call, task))
        except LostError as lost:
            return Answer("undecided", f"{lost.reason}; write the formula more simply", lost=True)

    def ask(self, call: str, task: dict[str, Any]) -> dict[str, Any]:
        """Return the reply's data.

        Raises:
            FormulaError: the task is no formula.
            LostError: the helper was ended by a limit.
            HelperError: a fault of ours, or of the task.
        """
        with self._asking:
            reply = self._replied_in_the_end(call, task)
        if "refused" in reply:
            raise FormulaError(*reply["refused"])
        if "lost" in reply:
            raise LostError(reply["lost"])
        if "fault" in reply:
            raise HelperError(reply["fault"])
        data: dict[str, Any] = reply["answer"]
        return data

    def _replied_in_the_end(self, call: str, task: dict[str, Any]) -> dict[str, Any]:
        for _ in range(_MORE_TRIES):
            with contextlib.suppress(_EndedError):
                return self._replied(call, task)
        return self._replied(call, task)

    def _replied(self, call: str, task: dict[str, Any]) -> dict[str, Any]:
        helper = self._started()
        if helper is None:
            perform = importlib.import_module(self.module).perform
            return {"answer": perform(call, task)}
        try:
            return helper.ask({"call": call, "task": task}, self.seconds)
        except LostError:
            self.close()
            self.restarts += 1
            raise

    def _started(self, *options: str) -> _Helper | None:
        """Return the helper, a new one after a fork (the old one belongs to the other process)."""
        if self._owner != os.getpid():
            self._helper, self._owner = None, os.getpid()
        if self._helper is None and not self._alone:
            try:
                self._helper = _Helper(self.module, *options)
            except (OSError, ValueError, RuntimeError):
                self._alone = True
        return self._helper


def _texts(formulas: Mapping[str, str | Expression] | None) -> dict[str, str]:
    return {
        name: formula if isinstance(formula, str) else plain(formula)
        for name, formula in (formulas or {}).items()
    }


class _Helper:
    """One helper process and the pipe to it."""

    def __init__(self, module: str, *options: str) -> None:
        # -P: neither the working directory nor a script's folder is where modules come from.
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", module, *options],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        )
        self.rest = b""
        self.lines: queue.SimpleQueue[bytes] | None = None
        if os.name == "nt":  # pragma: no cover - pipes cannot be waited for there
            self.lines = queue.SimpleQueue()
            threading.Thread(target=self._pump, args=(self.lines,), daemon=True).start()

    def ask(self, request: Mapping[str, Any], seconds: float) -> dict[str, Any]:
        """Send a request and return the reply; raises LostError."""
        assert self.process.stdin is not None
        try:
            self.process.stdin.write(json.dumps(request).encode() + b"\n")
            self.process.stdin.flush()
        except OSError as error:
            raise _EndedError from error
        reply: dict[str, Any] = json.loads(self._line(seconds))
        return reply

    def _line(self, seconds: float) -> bytes:
        late = f"this took longer than {seconds:g} seconds"
        if self.lines is not None:  # pragma: no cover - see above
            try:
                return self.lines.get(timeout=seconds)
            except queue.Empty as error:
                raise LostError(late) from error
        return self._waited(time.monotonic() + seconds, late)

    def _waited(self, deadline: float, late: str) -> bytes:
        assert self.process.stdout is not None
        output = self.process.stdout.fileno()
        while b"\n" not in self.rest:
            ready, _, _ = select.select([output], [], [], max(0.0, deadline - time.monotonic()))
            if not ready:
                raise LostError(late)
            chunk = os.read(output, _CHUNK)
            if not chunk:
                raise _EndedError
            self.rest += chunk
        line, _, self.rest = self.rest.partition(b"\n")
        return line

    def _pump(self, lines: queue.SimpleQueue[bytes]) -> None:  # pragma: no cover - see above
        assert self.process.stdout is not None
        for line in self.process.stdout:
            lines.put(line)

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


def _environment() -> dict[str, str]:
    """Return an environment in which the helper finds this very package and starts few threads."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return {**kept, "PYTHONPATH": str(_ROOT), "PYTHONHASHSEED": "0", "OPENBLAS_NUM_THREADS": "1"}
