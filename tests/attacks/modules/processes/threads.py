"""Starts threads until there are no more, all of them busy."""

import threading
import time


def attack(name, *args, **kwargs):
    for _ in range(200):
        try:
            threading.Thread(target=time.sleep, args=(600,), daemon=True).start()
        except RuntimeError:
            break
    return 0.0
