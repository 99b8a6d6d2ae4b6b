"""Uses a pool of processes."""

import multiprocessing


def attack(name, *args, **kwargs):
    try:
        with multiprocessing.get_context("fork").Pool(2) as pool:
            return pool.map(float, range(3))
    except OSError:
        return 0.0
