"""Makes one file of a terabyte, with holes and without."""

import os


def attack(name, *args, **kwargs):
    with open("large", "wb") as file:
        for write in (lambda: os.truncate(file.fileno(), 1 << 40), lambda: file.write(bytes(1 << 24))):
            try:
                write()
            except OSError:
                continue
    return 0.0
