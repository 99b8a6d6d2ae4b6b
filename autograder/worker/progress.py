"""Memory that a child shares with its supervisor: where it is, its results, and what it is told.

A word in memory costs nothing; a message for each call would wake its reader each time. Memory outlives a
child that hangs or dies. What the child writes is as untrusted as a message.
"""

from __future__ import annotations

import fcntl
import mmap
import os
import struct
import tempfile
from typing import Literal, NamedTuple, Self

Phase = Literal["between", "block", "call"]

SIZE = 1 << 16
LETTER_SIZE = 1 << 22
_PHASES: tuple[Phase, ...] = ("between", "block", "call")
_PLACE, _LENGTH = struct.Struct("<ii"), struct.Struct("<I")
_FRAMES = _PLACE.size + _LENGTH.size
_SEALS = ("F_SEAL_SHRINK", "F_SEAL_GROW", "F_SEAL_SEAL")


class Place(NamedTuple):
    """A phase of a child's life, and which block or call it is."""

    phase: Phase = "between"
    number: int = -1


NOWHERE = Place()


class Shared:
    """A file in memory that two processes map: `progress` first, then the `letter`.

    The file's size is fixed: memory that is cut off would end whoever reads it.
    """

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor
        self._memory = mmap.mmap(descriptor, 0)
        self.progress = Progress(self._memory)
        self.letter = Letter(self._memory)

    @classmethod
    def with_letter(cls, data: bytes) -> Self:
        """Make a file with room for this letter, and for others of the usual size."""
        shared = cls(_file_of(SIZE + max(LETTER_SIZE, _LENGTH.size + len(data))))
        shared.letter.write(data)
        return shared

    def close_file(self) -> None:
        """Close the file; its memory stays."""
        os.close(self.descriptor)

    def close(self) -> None:
        """Give the memory back."""
        self._memory.close()


def _file_of(size: int) -> int:
    if not hasattr(os, "memfd_create"):  # not Linux
        with tempfile.TemporaryFile() as file:
            os.ftruncate(file.fileno(), size)
            return os.dup(file.fileno())
    descriptor = os.memfd_create("shared", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    os.ftruncate(descriptor, size)
    fcntl.fcntl(descriptor, fcntl.F_ADD_SEALS, sum(getattr(fcntl, name) for name in _SEALS))
    return descriptor


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
