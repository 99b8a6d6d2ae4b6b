"""Asks the kernel to send signals later, to itself and to who comes next."""

import signal

signal.setitimer(signal.ITIMER_REAL, 0.01)
signal.setitimer(signal.ITIMER_PROF, 0.01)


def attack(name, *args, **kwargs):
    signal.alarm(1)
    return 0.0
