r"""Hidden inputs of one's own: the class's inputs, moved along a curve that a secret seed draws.

An author's inputs mean something: labels are 0 or 1, probabilities lie between, one input is minus another. A
fresh draw would lose that. So every number v becomes $v + p(v)$ with

$$ p(v) = a\,\beta(v) + \tfrac{c}{2}\,\beta(2v), \qquad \tfrac14 \le |a| \le \tfrac12,\; |c| \le \tfrac14 $$

where $\beta$ is odd, has the period 1, and is $t(1 - 2t)$ on $[0, \tfrac12]$. The curve is increasing and
odd, commutes with adding a whole number, and leaves multiples of 1/2 where they are. So it keeps order,
signs, ties, symmetry, labels, one-hot rows, whole numbers and the sides of 0, 1/2 and 1, and a property
that relates $f(z)$, $f(-z)$ and $f(z + 100)$ is still asked at inputs that are so related. It does not keep
sums: rows that add up to 1 stay.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec
import numpy as np

from autograder.calls import Call
from autograder.checks import AnyCheck, FiniteDifference, Golden, Property
from autograder.exercise.spec import ExerciseSpec
from autograder.plain import Tree

Move = Callable[[float], float]
_TAGGED = ("tuple", "dict", "array", "scalar")


@dataclass(frozen=True)
class Curve:
    """v + a*beta(v) + c/2*beta(2*v)."""

    a: float
    c: float

    def __call__(self, v: float) -> float:
        """Return where a number is moved to; NaN and infinities stay."""
        if not np.isfinite(v):
            return v
        return v + self.a * _beta(v) + self.c / 2 * _beta(2 * v)


def secretly(secret: str, *parts: str) -> bytes:
    """Return HMAC-SHA-256 of the parts under the secret seed."""
    return hmac.digest(secret.encode(), json.dumps(parts).encode(), "sha256")


def curve(secret: str, unit: str, exercise: str, student: str) -> Curve:
    """Return a student's curve for one exercise; `student` is an id as it is hashed."""
    drawn = secretly(secret, unit, exercise, student)
    size, second = (int.from_bytes(drawn[place : place + 6]) / 2**48 for place in (0, 6))
    sign = 1.0 if drawn[12] % 2 else -1.0
    return Curve(sign * (0.25 + 0.25 * size), 0.5 * second - 0.25)


def bent_exercise(item: ExerciseSpec, move: Move) -> ExerciseSpec:
    """Return the exercise with the inputs of its hidden checks moved; moved `Golden` checks are unfilled."""
    return msgspec.structs.replace(item, hidden=tuple(_bent_check(check, move) for check in item.hidden))


def _bent_check(check: AnyCheck, move: Move) -> AnyCheck:
    if check.same_for_all or not isinstance(check, (Golden, FiniteDifference, Property)):
        return check
    at = tuple(_bent_call(asked, move) for asked in check.at)
    if at == check.at:
        return check
    if isinstance(check, Golden):
        return msgspec.structs.replace(check, at=at, expected=())
    return msgspec.structs.replace(check, at=at)


def _bent_call(asked: Call, move: Move) -> Call:
    args = tuple(bent(arg, move) for arg in asked.args)
    return msgspec.structs.replace(
        asked, args=args, kwargs={key: bent(arg, move) for key, arg in asked.kwargs.items()}
    )


def bent(tree: Tree, move: Move) -> Tree:
    """Return the tree of an argument with its floats moved; whole numbers, texts and functions stay."""
    if isinstance(tree, float):
        return move(tree)
    if isinstance(tree, list):
        return [bent(item, move) for item in tree]
    if not isinstance(tree, dict):
        return tree
    tag = next((name for name in _TAGGED if name in tree), None)
    if tag == "dict":
        return {**tree, tag: [[key, bent(item, move)] for key, item in tree[tag]]}
    if tag == "tuple":
        return {**tree, tag: bent(tree[tag], move)}
    if tag is None or not str(tree.get("dtype")).startswith("float") or _adds_up(tree[tag]):
        return tree
    return {**tree, tag: bent(tree[tag], move)}


def _adds_up(entries: Any) -> bool:
    """Tell whether each row of an array adds up to 1: moved numbers would no longer do that."""
    if not isinstance(entries, list):
        return False
    try:
        sums = np.asarray(entries, dtype=float).sum(axis=-1)
    except (TypeError, ValueError):  # entries such as {"float": "nan"}
        return False
    return bool(sums.size and np.allclose(sums, 1.0, rtol=0, atol=1e-6))


def _beta(v: float) -> float:
    t = abs(v) % 1.0
    rising = t * (1.0 - 2.0 * t) if t <= 0.5 else -(t - 0.5) * (2.0 - 2.0 * t)
    return rising if v >= 0 else -rising
