"""Fills anonymous files, which no limit on the address space counts."""

import os


def attack(name, *args, **kwargs):
    files = []
    for number in range(50):
        files.append(os.memfd_create(f"eve{number}"))
        for _ in range(64):
            os.write(files[-1], bytes(1 << 20))
    return 0.0
