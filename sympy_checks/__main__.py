"""`python -m sympy_checks`: a filter that reads requests as JSON lines and writes verdicts as JSON lines."""

from __future__ import annotations

import json
import sys
from typing import Any, BinaryIO

from sympy_checks.box import Box
from sympy_checks.service import refused, undecided

MAX_LINE = 100_000


def main(source: BinaryIO, target: BinaryIO) -> None:
    """Answer each line with one line, until the input ends."""
    with Box() as box:
        while line := source.readline(MAX_LINE + 1):
            reply = _too_long(source) if len(line) > MAX_LINE else _answered(line, box)
            target.write(json.dumps(reply, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
            target.flush()


def _too_long(source: BinaryIO) -> dict[str, Any]:
    while (rest := source.readline(MAX_LINE)) and not rest.endswith(b"\n"):
        continue
    return refused(f"a request is a line of at most {MAX_LINE} bytes, got more; shorten it")


def _answered(line: bytes, box: Box) -> dict[str, Any]:
    try:
        request = json.loads(line)
    except (ValueError, RecursionError):
        return refused(
            "a request is one JSON object on a line, got something else; check its brackets and quotes"
        )
    try:
        return box.decide_request(request)
    except Exception as error:  # noqa: BLE001 - a filter answers every line
        return undecided(f"this could not be decided ({type(error).__name__})")


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
