"""Ignores every signal that can be ignored, blocks the others, and loops."""

import signal

for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
    try:
        signal.signal(number, signal.SIG_IGN)
    except OSError:
        continue
signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())


def attack(name, *args, **kwargs):
    while True:
        pass
