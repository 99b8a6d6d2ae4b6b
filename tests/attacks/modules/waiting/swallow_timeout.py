"""Catches whatever is raised to end it and goes on."""


def attack(name, *args, **kwargs):
    while True:
        try:
            while True:
                pass
        except BaseException:
            continue
