# %% max plus log1p
def softplus(z):
    z = np.asarray(z, dtype=float)
    return np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))

# %% logaddexp of zeros
def softplus(z):
    z = np.asarray(z, dtype=float)
    return np.logaddexp(z, np.zeros_like(z))

# %% math with branches
def softplus(z):
    def one(x):
        if x > 0:
            return x + math.log(1 + math.exp(-x))
        return math.log1p(math.exp(x))

    return np.vectorize(one, otypes=[float])(z)

# %% masks
def softplus(z):
    z = np.array(z, dtype=float)
    out = np.zeros(z.shape)
    big = z > 0
    out[big] = z[big] + np.log1p(np.exp(-z[big]))
    small = np.logical_not(big)
    out[small] = np.log1p(np.exp(z[small]))
    return out

# %% reduce of logaddexp
def softplus(z):
    z = np.asarray(z, dtype=float)
    return np.logaddexp.reduce([np.zeros(z.shape), z], axis=0)

# %% where with clipped exponent
def softplus(z):
    z = np.asarray(z, dtype=float)
    return np.where(z > 35, z, np.log1p(np.exp(np.clip(z, -745.0, 35.0))))

# %% a loop
def softplus(z):
    z = np.asarray(z, dtype=float)
    out = np.empty_like(z)
    for i in np.ndindex(z.shape):
        m = max(z[i], 0.0)
        out[i] = m + math.log(math.exp(-m) + math.exp(z[i] - m))
    return out

# %% through minus the logarithm of the sigmoid
def softplus(z):
    z = np.asarray(z, dtype=float)
    return np.abs(z) / 2 + z / 2 - np.log(sigmoid(np.abs(z)))

# %% base two
def softplus(z):
    z = np.asarray(z, dtype=float)
    return np.logaddexp2(0.0, z / np.log(2.0)) * np.log(2.0)
