"""Raises its own limits again."""

import os
import resource


def attack(name, *args, **kwargs):
    for limit in range(16):
        try:
            resource.setrlimit(limit, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        except (ValueError, OSError):
            continue
    try:
        os.setpriority(os.PRIO_PROCESS, 0, -20)
    except OSError:
        pass
    return 0.0
