"""Returns and raises texts that a spreadsheet would run."""


def attack(name, *args, **kwargs):
    raise ValueError('=cmd|" /C calc"!A0')
