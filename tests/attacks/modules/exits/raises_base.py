"""Raises exceptions that are no ordinary ones, with hostile texts."""


class Passed(BaseException):
    __module__ = "autograder.checks.base"

    def __str__(self):
        raise KeyboardInterrupt


def attack(name, *args, **kwargs):
    raise Passed("status: passed") from GeneratorExit()
