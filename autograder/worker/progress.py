"""What a child shares with whoever supervises it: where it is, and results that are not on their way yet.

A word in memory costs nothing; a message for each call would wake its reader each time. Memory outlives a
child that hangs or dies. What it says is as untrusted as a message.
"""

from __future__ import annotations

import mmap
import struct
from typing import Literal, NamedTuple

Phase = Literal["between", "block", "call"]

SIZE = 1 << 16
LETTER_SIZE = 1 << 22
_PHASES: tuple[Phase, ...] = ("between", "block", "call")
_PLACE, _LENGTH = struct.Struct("<ii"), struct.Struct("<I")
_FRAMES = _PLACE.size + _LENGTH.size


class Place(NamedTuple):
    """A phase of a child's life, and which block or call it is."""

    phase: Phase = "between"
    number: int = -1


NOWHERE = Place()


class Letter:
    """Memory for one message to a child, which it does not have before it is written.

    Writing never waits for a child that does not read.
    """

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, LETTER_SIZE)

    def write(self, data: bytes) -> bool:
        """Leave a message, unless it is too long."""
        if _LENGTH.size + len(data) > LETTER_SIZE:
            return False
        _LENGTH.pack_into(self._memory, 0, len(data))
        self._memory[_LENGTH.size : _LENGTH.size + len(data)] = data
        return True

    def read(self) -> bytes:
        """Return the message."""
        (length,) = _LENGTH.unpack_from(self._memory, 0)
        return self._memory[_LENGTH.size : _LENGTH.size + length]

    def close(self) -> None:
        """Give the memory back."""
        self._memory.close()


class Progress:
    """Memory that is shared by the processes which are forked from the one that made it."""

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, SIZE)
        self._kept = 0

    def begin(self, phase: Phase, number: int) -> None:
        """Say what is run from now on."""
        _PLACE.pack_into(self._memory, 0, _PHASES.index(phase), number)

    def end(self) -> None:
        """Say that nothing of the submission's is run."""
        _PLACE.pack_into(self._memory, 0, 0, -1)

    def place(self) -> Place:
        """Return what was said last; nowhere when it is nonsense."""
        phase, number = _PLACE.unpack_from(self._memory, 0)
        return Place(_PHASES[phase], number) if 0 < phase < len(_PHASES) else NOWHERE

    def keep(self, frame: bytes) -> bool:
        """Put a frame behind the others, if there is room for it."""
        start = _FRAMES + self._kept
        if start + len(frame) > SIZE:
            return False
        self._memory[start : start + len(frame)] = frame
        self._kept += len(frame)
        _LENGTH.pack_into(self._memory, _PLACE.size, self._kept)
        return True

    def take(self) -> bytes:
        """Return the frames that were kept, and keep none."""
        (length,) = _LENGTH.unpack_from(self._memory, _PLACE.size)
        frames = self._memory[_FRAMES : _FRAMES + min(length, SIZE)]
        self._kept = 0
        _LENGTH.pack_into(self._memory, _PLACE.size, 0)
        return frames

    def close(self) -> None:
        """Give the memory back."""
        self._memory.close()
