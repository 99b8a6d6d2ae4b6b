"""Leaves shared memory, semaphores and message queues."""

DONE = []


def attempt(step):
    try:
        DONE.append(str(step()))
    except Exception as problem:
        DONE.append(type(problem).__name__)


def attack(name, *args, **kwargs):
    return 0.0


import ctypes

libc = ctypes.CDLL(None, use_errno=True)
attempt(lambda: libc.shmget(KEY, 1 << 20, 0o1666))
attempt(lambda: libc.semget(KEY, 10, 0o1666))
attempt(lambda: libc.msgget(KEY, 0o1666))
