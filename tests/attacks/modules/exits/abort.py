"""Aborts, and asks for a core dump first."""

import os
import resource


def attack(name, *args, **kwargs):
    try:
        resource.setrlimit(resource.RLIMIT_CORE, (-1, -1))
    except (ValueError, OSError):
        pass
    os.abort()
