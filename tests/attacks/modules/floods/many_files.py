"""Makes files with hostile names, without rights, until there are no more inodes."""

import os


def attack(name, *args, **kwargs):
    try:
        for number in range(500):
            os.close(os.open(f"{number}\n\x1b[31m", os.O_CREAT, 0))
        os.mkfifo("pipe")
        os.symlink("/", "root")
    except OSError:
        pass
    return 0.0
