"""Memory that a child shares with its supervisor: where it is, its results, and what it is told.

A word in memory costs nothing; a message for each call would wake its reader each time. Memory outlives a
child that hangs or dies. What the child writes is as untrusted as a message.
"""

from __future__ import annotations

import mmap
import struct
from typing import Literal, NamedTuple

Phase = Literal["between", "block", "call"]

SIZE = 1 << 16
LETTER_SIZE = 1 << 25
_PHASES: tuple[Phase, ...] = ("between", "block", "call")
_PLACE, _LENGTH = struct.Struct("<ii"), struct.Struct("<I")
_FRAMES = _PLACE.size + _LENGTH.size


class Place(NamedTuple):
    """A phase of a child's life, and which block or call it is."""

    phase: Phase = "between"
    number: int = -1


NOWHERE = Place()


class Shared:
    """Memory of a supervisor and the child of the moment: `progress` first, then the `letter`.

    It is made once, before the processes that share it are forked, and empty for each child.
    """

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, SIZE + LETTER_SIZE)
        self.progress = Progress(self._memory)
        self.letter = Letter(self._memory)

    def clear(self) -> None:
        """Empty the memory, all of it: a child may have written anywhere."""
        if hasattr(mmap, "MADV_REMOVE"):
            self._memory.madvise(mmap.MADV_REMOVE)
        else:
            self._memory[:] = bytes(len(self._memory))


class Letter:
    """Room for one message to a child, which it does not have before it is written.

    Writing never waits for a child that does not read.
    """

    def __init__(self, memory: mmap.mmap) -> None:
        self._memory = memory

    def write(self, data: bytes) -> bool:
        """Leave a message in the place of the last one, unless it is too long."""
        start = SIZE + _LENGTH.size
        if start + len(data) > len(self._memory):
            return False
        _LENGTH.pack_into(self._memory, SIZE, len(data))
        self._memory[start : start + len(data)] = data
        return True

    def read(self) -> bytes:
        """Return the message."""
        (length,) = _LENGTH.unpack_from(self._memory, SIZE)
        start = SIZE + _LENGTH.size
        return self._memory[start : start + length]


class Progress:
    """Where a child is, and frames of results that are not on their way yet."""

    def __init__(self, memory: mmap.mmap) -> None:
        self._memory = memory
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
