# %% where
def leaky_relu_grad(z, alpha=0.1):
    return np.where(np.asarray(z) > 0, 1.0, float(alpha))

# %% arithmetic with truth values
def leaky_relu_grad(z, alpha=0.1):
    right = (np.asarray(z, dtype=float) > 0).astype(np.float64)
    return right + alpha * (1 - right)

# %% full like
def leaky_relu_grad(z, alpha=0.1):
    z = np.asarray(z, dtype=float)
    out = np.full_like(z, alpha)
    out[z >= 0] = 1.0
    return out

# %% vectorize
def leaky_relu_grad(z, alpha=0.1):
    return np.vectorize(lambda x: 1.0 if x > 0 else alpha, otypes=[float])(z)

# %% comprehension
def leaky_relu_grad(z, alpha=0.1):
    z = np.asarray(z, dtype=float)
    return np.array([1.0 if x >= 0 else alpha for x in z.ravel()], dtype=float).reshape(z.shape)

# %% select with a default
def leaky_relu_grad(z, alpha=0.1):
    z = np.asarray(z, dtype=float)
    return np.select([z > 0], [np.ones_like(z)], default=alpha)

# %% by the sign
def leaky_relu_grad(z, alpha=0.1):
    s = np.sign(np.asarray(z, dtype=float))
    return (1 + alpha) / 2 + s * (1 - alpha) / 2

# %% choose
def leaky_relu_grad(z, alpha=0.1):
    index = (np.asarray(z, dtype=float) > 0).astype(int)
    return np.array([alpha, 1.0])[index]

# %% piecewise with constants
def leaky_relu_grad(z, alpha=0.1):
    z = np.array(z, dtype=float)
    return np.piecewise(z, [z > 0, z <= 0], [1, alpha])
