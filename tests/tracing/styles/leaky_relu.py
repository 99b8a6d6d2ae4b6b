# %% where
def leaky_relu(z, alpha=0.1):
    z = np.asarray(z, dtype=float)
    return np.where(z >= 0, z, alpha * z)

# %% maximum and minimum
def leaky_relu(z, alpha=0.1):
    z = np.asarray(z, dtype=float)
    return np.maximum(0, z) + alpha * np.minimum(0, z)

# %% masked read
def leaky_relu(z, alpha=0.1):
    z = np.array(z, dtype=float)
    out = z.copy()
    neg = z < 0
    out[neg] = alpha * z[neg]
    return out

# %% piecewise
def leaky_relu(z, alpha=0.1):
    z = np.asarray(z, dtype=float)
    return np.piecewise(z, [z < 0], [lambda x: alpha * x, lambda x: x])

# %% vectorize with two arguments
def leaky_relu(z, alpha=0.1):
    return np.vectorize(lambda x, a: x if x > 0 else a * x, otypes=[float])(z, alpha)

# %% absolute values
def leaky_relu(z, alpha=0.1):
    z = np.asarray(z, dtype=float)
    return (1 + alpha) / 2 * z + (1 - alpha) / 2 * np.abs(z)

# %% a class
class Leaky:
    def __init__(self, alpha):
        self.alpha = alpha

    def slope(self, x):
        return 1.0 if x > 0 else self.alpha

    def __call__(self, z):
        z = np.asarray(z, dtype=float)
        out = np.empty_like(z)
        for index, x in np.ndenumerate(z):
            out[index] = self.slope(x) * x
        return out


def leaky_relu(z, alpha=0.1):
    return Leaky(alpha)(z)

# %% multiply with where
def leaky_relu(z, alpha=0.1):
    out = np.array(z, dtype=float)
    np.multiply(out, alpha, out=out, where=out < 0)
    return out

# %% truth values as numbers
def leaky_relu(z, alpha=0.1):
    z = np.asarray(z, dtype=float)
    return z * (z > 0) + alpha * z * (z <= 0)
