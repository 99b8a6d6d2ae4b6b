"""Overwrites, truncates, renames and deletes the files whose places it knows."""

DONE = []


def attempt(step):
    try:
        DONE.append(str(step()))
    except Exception as problem:
        DONE.append(type(problem).__name__)


def attack(name, *args, **kwargs):
    return 0.0


import os

for path in [*PLACES["canaries"], PLACES["spec"]]:
    attempt(lambda: open(path, "a").write("eve"))
    attempt(lambda: os.truncate(path, 0))
    attempt(lambda: os.chmod(path, 0o777))
    attempt(lambda: os.utime(path, (0, 0)))
    attempt(lambda: os.rename(path, path + ".eve"))
    attempt(lambda: os.unlink(path))
for folder in PLACES["folders"]:
    attempt(lambda: open(f"{folder}/{MARK}", "w").write("eve"))
    attempt(lambda: os.mkdir(f"{folder}/{MARK}.d"))
