"""Recording: one table of nodes for a call, and the answers to the questions that its code asks."""

from __future__ import annotations

import math
import time
from typing import Any

import numpy as np

from autograder.tracing.graph import TRUTH, Node

MAX_NODES = 20_000
MAX_QUESTIONS = 64
_clock = time.perf_counter
_NONNEGATIVE = frozenset(["abs", "sqrt", "exp", "cosh", "erfc", *TRUTH])


class Untraceable(BaseException):
    """The code does something that cannot be followed; says what."""


class Recorder:
    """Nodes, each stored once, and the decisions of the path that is being followed."""

    def __init__(self, seconds: float = 1.0) -> None:
        self.nodes: list[Node] = []
        self.places: dict[Node, int] = {}
        self.whole: set[int] = set()
        self.deadline = _clock() + seconds
        self.failure: Untraceable | None = None
        self.start_path(())

    def start_path(self, answers: tuple[bool, ...]) -> None:
        """Begin a replay in which the first questions get these answers, later ones yes."""
        self.answers = answers
        self.trail: list[tuple[int, bool]] = []
        self.known: dict[Node, bool] = {}
        self.failure = None

    def refuse(self, reason: str) -> Untraceable:
        """Return the exception to raise, and remember it: a bare `except:` cannot hide it."""
        problem = Untraceable(reason)
        self.failure = self.failure or problem
        return problem

    def node(self, *node: Any) -> int:
        """Return the index of a node."""
        # 0.0 and -0.0, and 1 and 1.0, are equal as keys: leaves carry their sign and kind.
        key = (*node, math.copysign(1.0, node[1])) if node[0] == "float" else node
        place = self.places.get(key)
        if place is None:
            place = self.places[key] = len(self.nodes)
            self.nodes.append(node)
            if place % 64 == 0:
                self.check_limits()
        return place

    def check_limits(self) -> None:
        """Refuse when the graph has become too large or took too long."""
        if len(self.nodes) > MAX_NODES:
            raise self.refuse(f"computes more than {MAX_NODES} steps for small inputs")
        if _clock() > self.deadline:
            raise self.refuse("takes too long to follow")

    def constant(self, value: Any) -> int:
        """Return the node of a number."""
        if isinstance(value, (bool, np.bool_, int, np.integer)):
            if int(value).bit_length() > 4096:
                raise self.refuse("computes with whole numbers of more than 4096 bits")
            return self.node("int", int(value))
        if isinstance(value, (float, np.floating)):
            return self.node("undefined") if math.isnan(value) else self.node("float", float(value))
        if isinstance(value, (complex, np.complexfloating)):
            raise self.refuse("computes with complex numbers")
        message = f"a number is due here, not {type(value).__name__}"
        raise TypeError(message)

    def number(self, place: int) -> Any:
        """Return the value of a constant node, or None."""
        node = self.nodes[place]
        return node[1] if node[0] in ("int", "float") else None

    def is_whole(self, place: int) -> bool:
        """Say whether a node can only be a whole number."""
        kind = self.nodes[place][0]
        return (
            place in self.whole or kind in TRUTH or kind in ("int", "sign", "floor", "ceil", "rint", "trunc")
        )

    def nonnegative(self, place: int, depth: int = 0) -> bool:
        """Say whether a node is never below 0, as far as its outermost operations tell."""
        node = self.nodes[place]
        kind, arguments = node[0], node[1:]
        if kind in ("int", "float"):
            return bool(arguments[0] >= 0)
        if kind in _NONNEGATIVE or (kind == "mul" and arguments[0] == arguments[1]):
            return True
        if kind in ("input", "undefined") or depth > 12:
            return False
        if kind == "pow":
            power = self.number(arguments[1])
            return power is not None and (power % 2 == 0 or self.nonnegative(arguments[0], depth + 1))
        if kind == "max":
            return any(self.nonnegative(item, depth + 1) for item in arguments)
        return kind in ("add", "mul", "div", "min") and all(
            self.nonnegative(item, depth + 1) for item in arguments
        )

    def decide(self, place: int) -> bool:
        """Answer a question of the code: as said before, else as planned, else yes."""
        node = self.nodes[place]
        if node[0] == "not":
            return not self.decide(node[1])
        known = self._known(place, 0)
        if known is None:
            if len(self.trail) >= MAX_QUESTIONS:
                raise self.refuse("has a loop that runs as long as the data says")
            self.check_limits()
            at = len(self.trail)
            known = self.answers[at] if at < len(self.answers) else True
            self.trail.append((place, known))
            self._learn(node, answer=known)
        return known

    def _known(self, place: int, depth: int) -> bool | None:
        """Return what follows from earlier answers; numbers are taken to be finite."""
        node = self.nodes[place]
        if node in self.known:
            return self.known[node]
        if node[0] in ("isnan", "isinf"):
            return False
        if node[0] in ("int", "float"):
            return bool(node[1])
        if depth < 40 and node[0] == "not":
            inner = self._known(node[1], depth + 1)
            return None if inner is None else not inner
        if depth < 40 and node[0] in ("and", "or"):
            sides = [self._known(item, depth + 1) for item in node[1:]]
            settled = node[0] == "or"
            return settled if settled in sides else (None if None in sides else not settled)
        return None

    def _learn(self, node: Node, *, answer: bool) -> None:
        self.known[node] = answer
        kind = node[0]
        if kind == "not":
            self._learn(self.nodes[node[1]], answer=not answer)
        elif kind == ("and" if answer else "or"):
            for item in node[1:]:
                self._learn(self.nodes[item], answer=answer)
        elif kind in ("lt", "le", "eq", "ne"):
            one, other = node[1:]
            for fact, holds in _consequences(kind, answer=answer):
                pair = (other, one) if fact.endswith("'") else (one, other)
                self.known.setdefault((fact.rstrip("'"), *pair), holds)


def _consequences(kind: str, *, answer: bool) -> tuple[tuple[str, bool], ...]:
    """Return what a relation's answer says about the others; a dash exchanges the sides."""
    if (kind, answer) == ("lt", True):
        return (
            ("le", True),
            ("lt'", False),
            ("le'", False),
            ("eq", False),
            ("eq'", False),
            ("ne", True),
            ("ne'", True),
        )
    if (kind, answer) == ("le", False):
        return (
            ("lt", False),
            ("lt'", True),
            ("le'", True),
            ("eq", False),
            ("eq'", False),
            ("ne", True),
            ("ne'", True),
        )
    if (kind, answer) == ("lt", False):
        return (("le'", True),)
    if (kind, answer) == ("le", True):
        return (("lt'", False),)
    if (kind == "eq") == answer:
        return (
            ("eq", True),
            ("eq'", True),
            ("ne", False),
            ("ne'", False),
            ("lt", False),
            ("lt'", False),
            ("le", True),
            ("le'", True),
        )
    return ("eq", False), ("eq'", False), ("ne", True), ("ne'", True)
