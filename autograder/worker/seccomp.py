"""A filter of system calls, built once and put on each child: what Python and NumPy need, and nothing else.

What is refused fails with EPERM, which Python raises as PermissionError. System calls that came with Linux
5.1 or later and are not in the table fail with ENOSYS, as on an older kernel: libraries use older ones then.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
import sys
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from autograder.worker.syscalls import MACHINES, OWN, Term, table

_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16
_LOAD, _AND, _IF_EQUAL, _IF_AT_LEAST, _RETURN = 0x20, 0x54, 0x15, 0x35, 0x06
ALLOW, KILL, _FAIL = 0x7FFF0000, 0x80000000, 0x00050000
REFUSE, UNKNOWN = _FAIL | errno.EPERM, _FAIL | errno.ENOSYS
_NEW_CALLS = 424
_PR_GET_SECCOMP, _PR_SET_SECCOMP, _MODE_FILTER = 21, 22, 2
_INSTRUCTION = struct.Struct("=HBBI")


class Step(NamedTuple):
    """One instruction of classic BPF: `yes` and `no` say how many to leap over."""

    code: int
    operand: int
    yes: int = 0
    no: int = 0


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_void_p))


class Filter:
    """A program that can be put on one process after another."""

    def __init__(self, steps: Sequence[Step]) -> None:
        self._own = [place for place, step in enumerate(steps) if step.operand == OWN]
        packed = [_INSTRUCTION.pack(step.code, step.yes, step.no, max(step.operand, 0)) for step in steps]
        self._data = ctypes.create_string_buffer(b"".join(packed))
        self._described = _Program(len(steps), ctypes.addressof(self._data))
        self._address = ctypes.addressof(self._described)
        self._prctl = ctypes.CDLL(None, use_errno=True).prctl
        self._prctl.argtypes = [ctypes.c_int, *[ctypes.c_ulong] * 4]

    def install(self) -> None:
        """Put the filter on the calling process for good; it needs "no new privileges"."""
        own = os.getpid()
        for place in self._own:
            struct.pack_into("=I", self._data, place * _INSTRUCTION.size + 4, own)
        if self._prctl(_PR_SET_SECCOMP, _MODE_FILTER, self._address, 0, 0):
            number = ctypes.get_errno()
            raise OSError(number, f"seccomp: {os.strerror(number)}")


def filter_of(*, scratch: bool) -> Filter:
    """Return the filter of this machine; `scratch`: there is a folder whose files may be changed.

    Raises:
        OSError: there is none, or no table for this architecture.
    """
    if lacking():
        raise OSError(errno.ENOSYS, f"seccomp: {lacking()}")
    return Filter(program(platform.machine(), scratch=scratch))


def lacking() -> str:
    """Return why there can be no filter here, or nothing."""
    machine = platform.machine()
    if sys.platform != "linux" or machine not in MACHINES or sys.maxsize < 1 << 32:
        return f"no filter of system calls is known for {sys.platform} on {machine}"
    if ctypes.CDLL(None).prctl(_PR_GET_SECCOMP, 0, 0, 0, 0) < 0:
        return "the kernel does not offer it"
    return ""


def program(machine: str, *, scratch: bool) -> list[Step]:
    """Return the filter for an architecture; the kernel tries it for every system call when it is put on."""
    return [
        Step(_LOAD, _ARCHITECTURE),
        Step(_IF_EQUAL, MACHINES[machine][1], yes=1),
        Step(_RETURN, KILL),
        Step(_LOAD, _NUMBER),
        *_tree(_ranges(table(machine, scratch=scratch))),
    ]


def _ranges(allowed: dict[int, tuple[Term, ...]]) -> list[tuple[int, list[Step]]]:
    """Return where what is done with a system call changes: the first number, and the steps from there on."""

    def steps(number: int) -> list[Step]:
        if number in allowed:
            return _on_terms(allowed[number])
        return [Step(_RETURN, UNKNOWN if number >= _NEW_CALLS else REFUSE)]

    last = max(*allowed, _NEW_CALLS) + 1
    changes = [(number, steps(number)) for number in range(last + 1)]
    return changes[:1] + [after for before, after in pairwise(changes) if after[1] != before[1]]


def _tree(ranges: Sequence[tuple[int, list[Step]]]) -> list[Step]:
    """Search by halves: a long list of comparisons would cost each child a tenth of a millisecond."""
    if len(ranges) == 1:
        return ranges[0][1]
    middle = len(ranges) // 2
    below, above = _tree(ranges[:middle]), _tree(ranges[middle:])
    return [Step(_IF_AT_LEAST, ranges[middle][0], yes=len(below)), *below, *above]


def _on_terms(terms: tuple[Term, ...]) -> list[Step]:
    steps: list[Step] = []
    for term in terms:
        # Low half of the argument: the kernel takes an int, or looks at no more of it.
        steps.append(Step(_LOAD, _ARGUMENTS + 8 * term.argument))
        steps.append(Step(_AND, term.mask))
        steps += [
            Step(_IF_EQUAL, value, yes=len(term.values) - place) for place, value in enumerate(term.values)
        ]
        steps.append(Step(_RETURN, REFUSE))
    return [*steps, Step(_RETURN, ALLOW)]
