"""Numbers that belong to one student: drawn from a public seed and the student's id, the same everywhere."""

from __future__ import annotations

import hashlib
import json
import unicodedata

import msgspec


class Number(msgspec.Struct, frozen=True):
    """One number: `usual` is everybody's, a student's own lies in [low, high] with `digits` decimals."""

    name: str
    low: float
    high: float
    digits: int
    usual: float


class Numbers(msgspec.Struct, frozen=True):
    """Numbers that belong together, under the name that `my_numbers` takes: the wine's x, w and b."""

    name: str
    of: tuple[Number, ...]

    @property
    def usual(self) -> dict[str, float]:
        """Everybody's numbers, which count where nothing is personal."""
        return {number.name: number.usual for number in self.of}

    def drawn(self, seed: str, student: str) -> dict[str, float]:
        """Return one student's numbers.

        Each is a decimal fraction, a whole number of steps above `low`. The step is SHA-256 of the seed, the
        two names and the id, modulo the number of steps: no random generator, whose streams may change.
        """
        return {number.name: _draw(number, seed, self.name, student) for number in self.of}


def between(name: str, low: float, high: float, *, digits: int, usual: float) -> Number:
    """Author's shorthand: `between("x", 0.08, 0.16, digits=3, usual=0.12)`; raises `ValueError`."""
    if not low < high or round(low, digits) != low or round(high, digits) != high:
        message = f"{name}: low < high are due, both with {digits} decimals at most; got {low} and {high}"
        raise ValueError(message)
    return Number(name, low, high, digits, usual)


def same_id(student: str) -> str:
    """Return an id as it is hashed: case, blanks around it and the spelling of accents make no difference."""
    return " ".join(unicodedata.normalize("NFC", student).split()).casefold()


def hashed(*parts: str) -> bytes:
    """Return SHA-256 of the parts; ("ab", "c") and ("a", "bc") differ."""
    return hashlib.sha256(json.dumps(parts).encode()).digest()


def shown(numbers: dict[str, float]) -> str:
    """Return "x = 0.12, w = 15, b = -0.4"."""
    return ", ".join(f"{name} = {value:.12g}" for name, value in numbers.items())


def _draw(number: Number, seed: str, group: str, student: str) -> float:
    scale = 10**number.digits
    low, high = round(number.low * scale), round(number.high * scale)
    hash_value = int.from_bytes(hashed(seed, group, number.name, same_id(student)))
    step: int = hash_value % (high - low + 1)
    # one division of whole numbers is rounded correctly: the same float as the decimal typed in
    return float((low + step) / scale)
