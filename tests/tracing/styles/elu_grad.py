# %% where
def elu_grad(z, alpha=1.0):
    z = np.asarray(z, dtype=float)
    return np.where(z >= 0, 1.0, alpha * np.exp(np.minimum(z, 0)))

# %% masks
def elu_grad(z, alpha=1.0):
    z = np.asarray(z, dtype=float)
    out = np.ones_like(z)
    m = z < 0
    out[m] = alpha * np.exp(z[m])
    return out

# %% vectorize
def elu_grad(z, alpha=1.0):
    return np.vectorize(lambda x: 1.0 if x > 0 else alpha * math.exp(x), otypes=[float])(z)

# %% from the value
def elu_grad(z, alpha=1.0):
    y = elu(z, alpha)
    return np.where(np.asarray(z) < 0, y + alpha, 1.0)

# %% silenced
def elu_grad(z, alpha=1.0):
    z = np.asarray(z, dtype=float)
    with np.errstate(all="ignore"):
        return np.select([z > 0], [1.0], alpha * np.exp(z))

# %% arithmetic with truth values
def elu_grad(z, alpha=1.0):
    z = np.asarray(z, dtype=float)
    left = (z < 0).astype(float)
    return (1 - left) + left * alpha * np.exp(-np.abs(z))

# %% comprehension
def elu_grad(z, alpha=1.0):
    z = np.asarray(z, dtype=float)
    return np.array([alpha * math.exp(x) if x < 0 else 1 for x in z.ravel()], dtype=float).reshape(z.shape)

# %% piecewise
def elu_grad(z, alpha=1.0):
    z = np.asarray(z, dtype=float)
    return np.piecewise(z, [z > 0], [1.0, lambda x: alpha * np.exp(x)])

# %% exponential of the smaller, times a chosen factor
def elu_grad(z, alpha=1.0):
    z = np.array(z, dtype=float)
    factor = np.where(z > 0, 1.0, alpha)
    return factor * np.exp(np.fmin(z, 0.0))
