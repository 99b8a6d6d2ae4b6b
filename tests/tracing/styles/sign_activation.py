# %% numpy's own
def sign_activation(z):
    return np.sign(np.asarray(z, dtype=float))

# %% nested where
def sign_activation(z):
    z = np.asarray(z, dtype=float)
    return np.where(z > 0, 1.0, np.where(z < 0, -1.0, 0.0))

# %% if chain
def sign_activation(z):
    def one(x):
        if x > 0:
            return 1.0
        elif x < 0:
            return -1.0
        return 0.0

    return np.vectorize(one, otypes=[float])(z)

# %% comparison of Python numbers
def sign_activation(z):
    z = np.asarray(z, dtype=float)
    out = np.empty(z.shape)
    for i, x in np.ndenumerate(z):
        out[i] = (x > 0) * 1.0 - (x < 0) * 1.0
    return out

# %% difference of heavisides
def sign_activation(z):
    z = np.array(z, dtype=float)
    return np.heaviside(z, 0) - np.heaviside(-z, 0)

# %% division with where
def sign_activation(z):
    z = np.asarray(z, dtype=float)
    return np.divide(z, np.abs(z), out=np.zeros_like(z), where=z != 0)

# %% piecewise
def sign_activation(z):
    z = np.asarray(z, dtype=float)
    return np.piecewise(z, [z < 0, z == 0, z > 0], [-1, 0, 1])

# %% masked write with copysign
def sign_activation(z):
    z = np.array(z, dtype=float)
    nonzero = z != 0
    z[nonzero] = np.copysign(1.0, z[nonzero])
    return z

# %% subtracting truth values as integers
def sign_activation(z):
    z = np.asarray(z)
    return np.subtract((z > 0).astype(int), (z < 0).astype(int)).astype(float)
