# %% numpy's own
def tanh(z):
    return np.tanh(np.asarray(z, dtype=float))

# %% from expm1
def tanh(z):
    z = np.asarray(z, dtype=float)
    e = np.expm1(-2 * np.abs(z))
    return np.copysign(-e / (e + 2), z)

# %% sinh over cosh, clipped
def tanh(z):
    z = np.clip(np.asarray(z, dtype=float), -300.0, 300.0)
    return np.sinh(z) / np.cosh(z)

# %% two branches with where
def tanh(z):
    z = np.asarray(z, dtype=float)
    right = np.exp(-2 * np.maximum(z, 0))
    left = np.exp(2 * np.minimum(z, 0))
    return np.where(z >= 0, (1 - right) / (1 + right), (left - 1) / (left + 1))

# %% list comprehension
def tanh(z):
    z = np.asarray(z, dtype=float)
    return np.array([math.tanh(v) for v in z.flat]).reshape(z.shape)

# %% a loop with branches
def tanh(z):
    z = np.asarray(z, dtype=float)
    out = np.zeros(z.shape)
    for idx in np.ndindex(*z.shape):
        v = z[idx]
        if v > 0:
            t = math.exp(-2 * v)
            out[idx] = (1 - t) / (1 + t)
        elif v < 0:
            t = math.exp(2 * v)
            out[idx] = (t - 1) / (t + 1)
    return out

# %% shifted sigmoid with a lambda
_s = lambda u: 0.5 * (1 + np.tanh(u / 2))


def tanh(z):
    return 2 * _s(2 * np.array(z, float)) - 1

# %% masks
def tanh(z):
    z = np.array(z, dtype=float)
    out = z.copy()
    pos = z >= 0
    e = np.exp(-2 * z[pos])
    out[pos] = (1 - e) / (1 + e)
    f = np.exp(2 * z[~pos])
    out[~pos] = (f - 1) / (f + 1)
    return out
