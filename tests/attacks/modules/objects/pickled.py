"""Returns objects that run code when they are copied, pickled or read."""

import os


class Pickled:
    def __reduce__(self):
        return os.system, (f"echo {MARK} > /tmp/{MARK}",)

    __deepcopy__ = __copy__ = __getstate__ = lambda self, *_: os._exit(0)


def attack(name, *args, **kwargs):
    return [Pickled()] if name == "relu" else Pickled()
