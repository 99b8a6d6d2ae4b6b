# %% where with expm1 of the clipped
def elu(z, alpha=1.0):
    z = np.asarray(z, dtype=float)
    return np.where(z > 0, z, alpha * np.expm1(np.clip(z, None, 0)))

# %% masks
def elu(z, alpha=1.0):
    z = np.array(z, dtype=float)
    neg = z < 0
    z[neg] = alpha * np.expm1(z[neg])
    return z

# %% piecewise
def elu(z, alpha=1.0):
    z = np.asarray(z, dtype=float)
    return np.piecewise(z, [z < 0], [lambda x: alpha * (np.exp(x) - 1), lambda x: x])

# %% piecewise with an argument
def elu(z, alpha=1.0):
    z = np.asarray(z, dtype=float)
    return np.piecewise(z, [z >= 0, z < 0], [lambda x, a: x, lambda x, a: a * np.exp(x) - a], alpha)

# %% math in a loop
def elu(z, alpha=1.0):
    z = np.asarray(z, dtype=float)
    out = np.empty(z.shape)
    for i, x in np.ndenumerate(z):
        out[i] = x if x >= 0 else alpha * math.expm1(x)
    return out

# %% a closure
def make_elu(alpha):
    def f(x):
        if x >= 0:
            return float(x)
        return alpha * (math.e**x - 1)

    return np.vectorize(f, otypes=[float])


def elu(z, alpha=1.0):
    return make_elu(alpha)(z)

# %% sum of both sides
def elu(z, alpha=1.0):
    z = np.asarray(z, dtype=float)
    return np.maximum(z, 0.0) + np.multiply(alpha, np.exp(np.minimum(z, 0.0)) - 1.0)

# %% ufunc with where
def elu(z, alpha=1.0):
    out = np.array(z, dtype=float)
    left = out < 0
    np.expm1(out, out=out, where=left)
    np.multiply(out, alpha, out=out, where=left)
    return out

# %% place
def elu(z, alpha=1.0):
    out = np.array(z, dtype=float)
    left = out <= 0
    values = alpha * (np.exp(-np.abs(out)) - 1)
    np.copyto(out, values, where=left)
    return out
