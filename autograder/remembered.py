"""Decisions about what came before: in a class, many students' code returns the same numbers."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from hashlib import blake2b
from typing import Any, Generic, TypeVar

import msgspec

from autograder.calls import Outcome

MOST = 16_384
"""Decisions that are kept; then they are forgotten all at once, so that memory stays flat."""

_ENCODER = msgspec.msgpack.Encoder()
_Decision = TypeVar("_Decision")


class Remembered(Generic[_Decision]):
    """Decisions that follow from a question alone."""

    def __init__(self, keeps: Callable[[_Decision], bool]) -> None:
        """Remember the decisions for which `keeps` holds."""
        self.keeps = keeps
        self.known: dict[Hashable, _Decision] = {}

    def decide(self, question: Hashable, decide: Callable[[], _Decision]) -> _Decision:
        """Return what `decide` returns, or returned when the same question came before."""
        known = self.known.get(question)
        if known is not None:
            return known
        decision = decide()
        if self.keeps(decision):
            if len(self.known) >= MOST:
                self.known.clear()
            self.known[question] = decision
        return decision


def fingerprint(outcomes: Sequence[Outcome]) -> bytes:
    """Return a digest of outcomes; how long a call took is no part of it."""
    return digest([msgspec.structs.replace(outcome, seconds=0.0) for outcome in outcomes])


def digest(item: Any) -> bytes:
    """Return a digest of plain data and structs."""
    return blake2b(_ENCODER.encode(item), digest_size=16).digest()
