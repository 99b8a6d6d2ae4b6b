"""Leaves POSIX queues, semaphores and shared memory."""

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
from multiprocessing import shared_memory

libc = ctypes.CDLL(None, use_errno=True)
attempt(lambda: libc.mq_open(b"/" + MARK.encode(), os.O_CREAT | os.O_RDWR, 0o666, None))
attempt(lambda: libc.sem_open(b"/" + MARK.encode(), os.O_CREAT, 0o666, 1))
attempt(lambda: shared_memory.SharedMemory(MARK, create=True, size=1 << 20).name)
