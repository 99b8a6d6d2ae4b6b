# %% where
def relu_grad(z):
    return np.where(np.asarray(z) > 0, 1.0, 0.0)

# %% product with a float
def relu_grad(z):
    return (np.asarray(z, dtype=float) > 0) * 1.0

# %% sign clipped
def relu_grad(z):
    return np.clip(np.sign(np.asarray(z, dtype=float)), 0, 1)

# %% float of a relation
def relu_grad(z):
    return np.vectorize(lambda x: float(x > 0), otypes=[float])(z)

# %% loop
def relu_grad(z):
    z = np.asarray(z, dtype=float)
    out = np.empty(z.shape)
    for i in np.ndindex(z.shape):
        if z[i] > 0:
            out[i] = 1
        else:
            out[i] = 0
    return out

# %% ones, then a mask
def relu_grad(z):
    out = np.ones_like(np.asarray(z), dtype=float)
    out[np.asarray(z) <= 0] = 0.0
    return out

# %% np.greater and float64
def relu_grad(z):
    return np.float64(np.greater(z, 0))

# %% piecewise with constants
def relu_grad(z):
    z = np.asarray(z, dtype=float)
    return np.piecewise(z, [z < 0, z >= 0], [0.0, 1.0])

# %% maximum of the sign
def relu_grad(z):
    return np.maximum(np.sign(np.array(z, dtype=np.float64)), 0.0)
