"""Leaves keys in every keyring that outlives a process."""

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
ADD, KEYCTL = {"x86_64": (248, 250), "aarch64": (217, 219)}.get(os.uname().machine, (-1, -1))
for ring in (-3, -4, -5):
    attempt(
        lambda: libc.syscall(ADD, b"user", MARK.encode(), b"psst", ctypes.c_size_t(4), ctypes.c_long(ring))
    )
attempt(lambda: libc.syscall(KEYCTL, ctypes.c_long(18)))
