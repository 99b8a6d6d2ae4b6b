# %% the formula
def tanh_from_sigmoid(z):
    z = np.asarray(z, dtype=float)
    return 2 * sigmoid(2 * z) - 1

# %% in place on its own array
def tanh_from_sigmoid(z):
    out = np.array(sigmoid(np.multiply(2.0, z)), dtype=float)
    out *= 2
    out -= 1
    return out

# %% vectorize
def tanh_from_sigmoid(z):
    return np.vectorize(lambda x: 2.0 * float(sigmoid(2.0 * x)) - 1.0, otypes=[float])(z)

# %% ratio of sigmoids
def tanh_from_sigmoid(z):
    d = 2 * np.asarray(z, dtype=float)
    p, q = sigmoid(d), sigmoid(-d)
    return (p - q) / (p + q)

# %% list and reshape
def tanh_from_sigmoid(z):
    a = np.asarray(z, dtype=np.float64)
    values = [sigmoid(2 * t) for t in a.flatten()]
    return np.reshape(np.array([2 * v - 1 for v in values], dtype=float), a.shape)

# %% half and half
def tanh_from_sigmoid(z):
    return (np.asarray(sigmoid(np.asarray(z, float) * 2)) - 0.5) / 0.5

# %% numpy functions only
def tanh_from_sigmoid(z):
    return np.subtract(np.multiply(2, sigmoid(np.add(z, z))), 1)

# %% a helper with keyword
def _stretch(f, *, by):
    return lambda x: f(by * x)


def tanh_from_sigmoid(z):
    g = _stretch(sigmoid, by=2.0)
    return g(np.array(z, dtype=float)) * 2.0 + (-1.0)
