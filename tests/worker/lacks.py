"""Run a command on a machine that lacks something:  python -m tests.worker.lacks landlock -- COMMAND...

A filter of system calls answers as a kernel without Landlock or seccomp does, or as a container in which Docker's
own profile refuses namespaces. It stays with the command and all that it starts.
"""

from __future__ import annotations

import errno
import os
import platform
import sys

from autograder.worker import limits, seccomp
from autograder.worker.seccomp import ALLOW, Step
from autograder.worker.syscalls import MACHINES

_MISSING, _INVALID, _REFUSED = (0x50000 | number for number in (errno.ENOSYS, errno.EINVAL, errno.EPERM))
_X86 = platform.machine() == "x86_64"
_PRCTL, _CLONE, _SECCOMP = (157, 56, 317) if _X86 else (167, 220, 277)
# unshare, setns, mount, pivot_root
_NAMESPACES = (272, 308, 165, 155) if _X86 else (97, 268, 40, 41)
_NEW_USER = 0x10000000


def _answer(number: int, answer: int) -> list[Step]:
    return [Step(seccomp._IF_EQUAL, number, no=1), Step(seccomp._RETURN, answer)]


def _answer_option(number: int, mask: int, option: int, answer: int) -> list[Step]:
    """Answer a system call whose first argument, under a mask, is the option."""
    inner = [
        Step(seccomp._LOAD, 16),
        Step(seccomp._AND, mask),
        Step(seccomp._IF_EQUAL, option, no=1),
        Step(seccomp._RETURN, answer),
        Step(seccomp._RETURN, ALLOW),
    ]
    return [Step(seccomp._IF_EQUAL, number, no=len(inner)), *inner]


LACKS = {
    "landlock": [step for number in (444, 445, 446) for step in _answer(number, _MISSING)],
    # Asking for the mode and setting it differ in the last two bits only: 21 and 22.
    "seccomp": [*_answer(_SECCOMP, _MISSING), *_answer_option(_PRCTL, ~3 & 0xFFFFFFFF, 20, _INVALID)],
    "putting on Landlock": _answer(446, _MISSING),
    "putting on seccomp": _answer_option(_PRCTL, 0xFFFFFFFF, 22, _INVALID),
    "namespaces": [
        *(step for number in _NAMESPACES for step in _answer(number, _REFUSED)),
        *_answer(435, _MISSING),
        *_answer_option(_CLONE, _NEW_USER, _NEW_USER, _REFUSED),
    ],
}


def lack(names: list[str]) -> None:
    """Take these from the calling process, for good."""
    body = [step for name in names for step in LACKS[name]]
    steps = [
        Step(seccomp._LOAD, 4),
        Step(seccomp._IF_EQUAL, MACHINES[platform.machine()][1], yes=1),
        Step(seccomp._RETURN, seccomp.KILL),
        Step(seccomp._LOAD, 0),
        *body,
        Step(seccomp._RETURN, ALLOW),
    ]
    limits.prctl(limits.PR_SET_NO_NEW_PRIVS, 1)
    seccomp.Filter(steps).install()


if __name__ == "__main__":
    split = sys.argv.index("--")
    lack(sys.argv[1:split])
    os.execvp(sys.argv[split + 1], sys.argv[split + 1 :])
