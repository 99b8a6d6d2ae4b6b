"""Decisions about outcomes that came before: in a class, many students' code returns the same numbers."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from hashlib import blake2b
from typing import Generic, TypeVar

import msgspec

from autograder.calls import Outcome

MOST = 16_384
"""Decisions that are kept; then they are forgotten all at once, so that memory stays flat."""

_Decision = TypeVar("_Decision")


class Remembered(Generic[_Decision]):
    """Decisions that follow from a question and the outcomes alone."""

    def __init__(self, keeps: Callable[[_Decision], bool]) -> None:
        """Remember the decisions for which `keeps` holds."""
        self.keeps = keeps
        self.known: dict[tuple[Hashable, bytes], _Decision] = {}

    def decide(
        self, question: Hashable, outcomes: Sequence[Outcome], decide: Callable[[], _Decision]
    ) -> _Decision:
        """Return what `decide` returns, or returned when the same outcomes came before."""
        key = (question, fingerprint(outcomes))
        known = self.known.get(key)
        if known is not None:
            return known
        decision = decide()
        if self.keeps(decision):
            if len(self.known) >= MOST:
                self.known.clear()
            self.known[key] = decision
        return decision


def fingerprint(outcomes: Sequence[Outcome]) -> bytes:
    """Return a digest of outcomes; how long a call took is no part of it."""
    timeless = [msgspec.structs.replace(outcome, seconds=0.0) for outcome in outcomes]
    return blake2b(msgspec.msgpack.encode(timeless), digest_size=16).digest()
