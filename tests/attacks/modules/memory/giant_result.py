"""Returns broadcast arrays that look like petabytes."""

import numpy as np


def attack(name, *args, **kwargs):
    return np.broadcast_to(np.float64(1.0), (1 << 25, 1 << 24))
