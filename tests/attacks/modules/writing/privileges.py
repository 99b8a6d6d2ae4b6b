"""Becomes root, takes capabilities, and becomes the worker."""

DONE = []


def attempt(step):
    try:
        DONE.append(str(step()))
    except Exception as problem:
        DONE.append(type(problem).__name__)


def attack(name, *args, **kwargs):
    return 0.0


import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
for user in (0, 65533, 65534):
    attempt(lambda: os.setresuid(user, user, user))
    attempt(lambda: os.setresgid(user, user, user))
attempt(lambda: os.setgroups([0]))
header = (ctypes.c_uint32 * 2)(0x20080522, 0)
attempt(lambda: libc.capset(header, (ctypes.c_uint32 * 6)(*[0xFFFFFFFF] * 6)))
attempt(lambda: libc.prctl(38, 0, 0, 0, 0))
attempt(lambda: os.sethostname("eve") if hasattr(os, "sethostname") else libc.sethostname(b"eve", 3))
attempt(lambda: libc.syscall(170, b"eve", 3))
