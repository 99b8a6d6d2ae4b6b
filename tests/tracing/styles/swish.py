# %% times the gate
def swish(z):
    return np.asarray(z, dtype=float) * sigmoid(z)

# %% errstate
def swish(z):
    z = np.asarray(z, dtype=float)
    with np.errstate(over="ignore"):
        return z / (1 + np.exp(-z))

# %% where
def swish(z):
    z = np.array(z, dtype=float)
    e = np.exp(-np.abs(z))
    return np.where(z > 0, z / (1 + e), z * e / (1 + e))

# %% vectorize
def swish(z):
    return np.vectorize(lambda x: x * 0.5 * (1 + math.tanh(x * 0.5)), otypes=[float])(z)

# %% masks
def swish(z):
    z = np.array(z, dtype=float)
    s = np.empty(z.shape)
    s[z >= 0] = 1 / (1 + np.exp(-z[z >= 0]))
    s[z < 0] = np.exp(z[z < 0]) / (1 + np.exp(z[z < 0]))
    return np.multiply(z, s)

# %% from logaddexp
def swish(z):
    z = np.asarray(z, dtype=float)
    return z * np.exp(-np.logaddexp(0, -z))

# %% in place on a copy
def swish(z):
    out = np.array(z, dtype=float)
    out *= sigmoid(out)
    return out

# %% stacked pair and prod
def swish(z):
    z = np.asarray(z, dtype=float)
    return np.prod(np.stack([z, np.asarray(sigmoid(z))]), axis=0)

# %% a composition of functions
import functools


def _product(*fs):
    return lambda x: functools.reduce(lambda a, b: a * b, [f(x) for f in fs])


def swish(z):
    return _product(lambda x: np.asarray(x, dtype=float), sigmoid)(z)
