"""Landlock: a process gives up all files but some, TCP, and signals to others, for good. Anybody may do so.

A set of rules is made once; each child puts it on with one system call. Kernels know more or less of it, by
version ("ABI"): files from Linux 5.13 on, cutting them from 6.2, TCP from 6.7, devices from 6.10, signals and
abstract sockets from 6.12. Source: https://docs.kernel.org/userspace-api/landlock.html
"""

from __future__ import annotations

import ctypes
import errno
import functools
import os
import struct
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

_CREATE, _ADD, _RESTRICT = ctypes.c_long(444), ctypes.c_long(445), ctypes.c_long(446)
_ASK_VERSION, _BENEATH = 1, 1
_QUIET = 1  # no line in the audit log for each refusal
_WRITE_FILE, _READ_FILE, _READ_DIR, _CUT, _DEVICE_CONTROL = 1 << 1, 1 << 2, 1 << 3, 1 << 14, 1 << 15
# Of a folder whose files may be changed: remove, make folders, files, pipes and links, move between folders.
_CHANGE = 1 << 4 | 1 << 5 | 1 << 7 | 1 << 8 | 1 << 10 | 1 << 12 | 1 << 13
_OF_FILES = 1 << 0 | _WRITE_FILE | _READ_FILE | _CUT | _DEVICE_CONTROL
_TCP = 1 << 0 | 1 << 1
_ABSTRACT_SOCKETS_AND_SIGNALS = 1 << 0 | 1 << 1


def abi() -> int:
    """Return the version that the kernel offers, 0 where there is none."""
    if sys.platform != "linux":
        return 0
    try:
        return _syscall(_CREATE, None, ctypes.c_size_t(0), ctypes.c_uint32(_ASK_VERSION))
    except OSError:
        return 0


def words(version: int) -> str:
    """Return what this version holds back."""
    more = [text for since, text in ((4, "TCP"), (6, "signals")) if version >= since]
    return f"ABI {version}: {', '.join(['files', *more])}"


class Rules:
    """What may still be done: reading below `readable`, and anything with files below `scratch`.

    Raises:
        OSError: the kernel has no Landlock, or refuses it.
    """

    def __init__(self, readable: Iterable[Path], scratch: Path | None) -> None:
        self.version = abi()
        if not self.version:
            raise OSError(errno.ENOSYS, "Landlock: the kernel does not offer it")
        self._files = _files_of(self.version)
        self._rules = self._create()
        for path in readable:
            self._allow(path, _READ_FILE | _READ_DIR)
        for device in ("/dev/null", "/dev/urandom"):
            self._allow(Path(device), _READ_FILE | _WRITE_FILE | _CUT)
        if scratch is not None:
            self._allow(scratch, _READ_FILE | _READ_DIR | _WRITE_FILE | _CUT | _CHANGE)

    def restrict(self) -> None:
        """Put the calling process under the rules for good; it needs "no new privileges"."""
        flags = _QUIET if self.version >= 7 else 0
        _syscall(_RESTRICT, ctypes.c_int(self._rules), ctypes.c_uint32(flags))

    def _create(self) -> int:
        handled = [self._files, _TCP, _ABSTRACT_SOCKETS_AND_SIGNALS]
        known = 1 + (self.version >= 4) + (self.version >= 6)
        described = struct.pack(f"={known}Q", *handled[:known])
        return _syscall(_CREATE, described, ctypes.c_size_t(len(described)), ctypes.c_uint32(0))

    def _allow(self, path: Path, rights: int) -> None:
        # What is not there needs no rule.
        with suppress(FileNotFoundError, NotADirectoryError, PermissionError):
            handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
            try:
                rights &= self._files if path.is_dir() else self._files & _OF_FILES
                rule = struct.pack("=Qi", rights, handle)
                _syscall(_ADD, ctypes.c_int(self._rules), ctypes.c_int(_BENEATH), rule, ctypes.c_uint32(0))
            finally:
                os.close(handle)


def _files_of(version: int) -> int:
    """Return all rights on files that a version knows: what is handled and not allowed is refused."""
    known = 13 + (version >= 2) + (version >= 3)
    return (1 << known) - 1 | (_DEVICE_CONTROL if version >= 5 else 0)


def _syscall(number: ctypes.c_long, *arguments: Any) -> int:
    result = int(_libc_syscall()(number, *arguments))
    if result < 0:
        reason = ctypes.get_errno()
        raise OSError(reason, f"Landlock: {os.strerror(reason)}")
    return result


@functools.cache
def _libc_syscall() -> Any:
    """Made once: in a fresh fork each new object of ctypes costs more than the system call."""
    call = ctypes.CDLL(None, use_errno=True).syscall
    call.restype = ctypes.c_long
    return call
