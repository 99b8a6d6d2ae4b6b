"""Never finishes loading, in three blocks one after another."""

import time


def attack(name, *args, **kwargs):
    return 0.0


while True:
    pass
time.sleep(3600)
while True:
    pass
