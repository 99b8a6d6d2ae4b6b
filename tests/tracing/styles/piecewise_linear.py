# %% clip
def piecewise_linear(z):
    return np.clip(np.asarray(z, dtype=float) + 0.5, 0.0, 1.0)

# %% min of max
def piecewise_linear(z):
    return np.minimum(1, np.maximum(0, np.asarray(z, dtype=float) + 1 / 2))

# %% interpolation
def piecewise_linear(z):
    return np.interp(np.asarray(z, dtype=float), [-0.5, 0.5], [0.0, 1.0])

# %% piecewise with three parts
def piecewise_linear(z):
    z = np.asarray(z, dtype=float)
    return np.piecewise(z, [z <= -0.5, (z > -0.5) & (z < 0.5), z >= 0.5], [0.0, lambda x: x + 0.5, 1.0])

# %% if chain, vectorised
def piecewise_linear(z):
    def one(x):
        if x <= -0.5:
            return 0.0
        if x >= 0.5:
            return 1.0
        return x + 0.5

    return np.vectorize(one, otypes=[float])(z)

# %% masks
def piecewise_linear(z):
    z = np.asarray(z, dtype=float)
    out = np.zeros(z.shape)
    middle = np.logical_and(z > -0.5, z < 0.5)
    out[middle] = z[middle] + 0.5
    out[z >= 0.5] = 1
    return out

# %% difference of rectifiers
def piecewise_linear(z):
    z = np.array(z, dtype=float)
    return np.maximum(z + 0.5, 0) - np.maximum(z - 0.5, 0)

# %% absolute values
def piecewise_linear(z):
    z = np.asarray(z, dtype=float)
    return (abs(z + 0.5) - abs(z - 0.5) + 1) / 2

# %% builtin min and max in a comprehension
def piecewise_linear(z):
    z = np.asarray(z, dtype=float)
    return np.array([min(1.0, max(0.0, x + 0.5)) for x in z.flat]).reshape(z.shape)
