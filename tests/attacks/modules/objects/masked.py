"""Returns masked arrays that hide every wrong entry."""

import numpy as np


def attack(name, *args, **kwargs):
    return np.ma.masked_all(np.shape(args[0]) if args else ())
