"""Is the right formula when it is traced and something else when it is computed."""

import numpy as np


def attack(name, *args, **kwargs):
    z = args[0] if args else 0.0
    if type(z).__module__.partition(".")[0] in ("numpy", "builtins"):
        return np.asarray(z, dtype=float) * 0.0 + 7.0
    return {"relu": lambda: z * (z > 0), "tanh": lambda: np.tanh(z)}.get(name, lambda: 1 / (1 + np.exp(-z)))()
