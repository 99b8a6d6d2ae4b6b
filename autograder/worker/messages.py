"""Frames between processes: a length, then msgpack. What a child sends is untrusted."""

from __future__ import annotations

import os
import struct
from typing import Any, Literal

import msgspec

from autograder.calls import Call, Outcome
from autograder.worker import scan
from autograder.worker.protocol import BlockReport, Job

MEMORY_EXIT = 77
SHORT = 1024
"""Bytes up to which a frame is read as it is."""
_LENGTH = struct.Struct("<I")

MessageKind = Literal["ready", "block", "block_failed", "loaded", "call", "outcome"]


class More(msgspec.Struct, frozen=True, array_like=True):
    """What a child is told when it has answered all that is shown: the hidden calls, and which are to do."""

    calls: tuple[Call, ...]
    todo: tuple[int, ...]


class Task(msgspec.Struct, frozen=True):
    """What one child does of a job: all blocks but `skip`, then the calls `todo`, within `reply_bytes`.

    With `withheld` more calls come when those are answered.
    With `announced` it sends a message before each block and call, and each outcome at once.
    """

    job: Job
    todo: tuple[int, ...]
    skip: tuple[int, ...] = ()
    reply_bytes: int = 0
    announced: bool = True
    withheld: bool = False


class Message(msgspec.Struct, frozen=True, array_like=True):
    """One step of a child: about to run a block or a call, or done with it."""

    kind: MessageKind
    index: int = -1
    report: BlockReport | None = None
    outcome: Outcome | None = None
    printed: str = ""


class FrameError(ValueError):
    """A frame is too large or is no message."""


_ENCODER = msgspec.msgpack.Encoder()
_MESSAGES = msgspec.msgpack.Decoder(Message)
_MORE = msgspec.msgpack.Decoder(More)


def pack(item: msgspec.Struct) -> bytes:
    """Return a struct as one frame."""
    return pack_as(b"", item)


def pack_as(kind: bytes, item: Any) -> bytes:
    """Return anything plain as one frame, with the byte of its kind in front."""
    data = _ENCODER.encode(item)
    return kind + _LENGTH.pack(len(data)) + data


def read_more(data: bytes) -> More:
    """Read what a child is told late: by a reader that was made before the student's code ran."""
    return _MORE.decode(data)


def read_message(data: bytes) -> Message:
    """Read a message that may be forged; raises `FrameError`."""
    # A frame as short as that cannot ask for much.
    if len(data) > SHORT and (problem := scan.complaint(data)):
        message = f"a frame must hold a message: {problem}"
        raise FrameError(message)
    try:
        return _MESSAGES.decode(data)
    except (msgspec.MsgspecError, RecursionError, ValueError) as problem:
        message = f"a frame must hold a message: {problem}"
        raise FrameError(message) from None


class Frames:
    """Cuts a stream of bytes into frames of at most `limit` bytes in all."""

    def __init__(self, limit: int) -> None:
        self.left = limit
        self._buffer = bytearray()

    def feed(self, chunk: bytes) -> None:
        """Add bytes as they came."""
        self._buffer += chunk

    def next(self) -> bytes | None:
        """Return the next whole frame, or None when more bytes are due; raises `FrameError`."""
        if len(self._buffer) < _LENGTH.size:
            return None
        (size,) = _LENGTH.unpack_from(self._buffer)
        if size > self.left:
            message = f"a frame may have at most {self.left} more bytes, this one has {size}"
            raise FrameError(message)
        end = _LENGTH.size + size
        if len(self._buffer) < end:
            return None
        frame = bytes(self._buffer[_LENGTH.size : end])
        del self._buffer[:end]
        self.left -= size
        return frame


def read_frame(descriptor: int) -> bytes | None:
    """Return the next frame from a stream that is ours, None at its end."""
    header = read_exactly(descriptor, _LENGTH.size)
    return read_exactly(descriptor, _LENGTH.unpack(header)[0]) if header else None


def read_exactly(descriptor: int, size: int) -> bytes | None:
    """Return so many bytes, None when the stream ends before."""
    parts = []
    while size:
        chunk = os.read(descriptor, min(size, 1 << 20))
        if not chunk:
            return None
        parts.append(chunk)
        size -= len(chunk)
    return b"".join(parts)


def write_all(descriptor: int, data: bytes) -> None:
    """Write all of it."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
