"""Starts shells in every way that Python knows."""

import os
import subprocess


def attempts():
    yield lambda: os.system(f"exec -a {MARK} sleep 600 &")
    yield lambda: subprocess.Popen(["/bin/sleep", "600"])
    yield lambda: os.posix_spawn("/bin/sh", ["sh", "-c", "sleep 600"], {})
    yield lambda: os.execv("/bin/sh", ["sh", "-c", f"echo {MARK}"])


def attack(name, *args, **kwargs):
    for attempt in attempts():
        try:
            attempt()
        except OSError:
            continue
    return 0.0
