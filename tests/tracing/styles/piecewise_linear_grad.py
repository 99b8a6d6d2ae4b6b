# %% where with both conditions
def piecewise_linear_grad(z):
    z = np.asarray(z, dtype=float)
    return np.where((z > -0.5) & (z < 0.5), 1.0, 0.0)

# %% absolute value compared
def piecewise_linear_grad(z):
    return (np.abs(np.asarray(z, dtype=float)) < 0.5).astype(float)

# %% chained comparison
def piecewise_linear_grad(z):
    return np.vectorize(lambda x: 1.0 if -0.5 < x < 0.5 else 0.0, otypes=[float])(z)

# %% difference of steps
def piecewise_linear_grad(z):
    z = np.asarray(z, dtype=float)
    return np.heaviside(z + 0.5, 0) - np.heaviside(z - 0.5, 0)

# %% masks from outside
def piecewise_linear_grad(z):
    z = np.asarray(z, dtype=float)
    out = np.ones(z.shape)
    out[z <= -0.5] = 0.0
    out[z >= 0.5] = 0.0
    return out

# %% a loop with or
def piecewise_linear_grad(z):
    z = np.asarray(z, dtype=float)
    out = np.zeros_like(z)
    for i in np.ndindex(z.shape):
        if z[i] < -0.5 or z[i] > 0.5:
            continue
        out[i] = 1.0
    return out

# %% product of truth values
def piecewise_linear_grad(z):
    z = np.asarray(z, dtype=float)
    return 1.0 * (z >= -0.5) * (z <= 0.5)

# %% logical xor
def piecewise_linear_grad(z):
    z = np.asarray(z, dtype=float)
    return np.logical_xor(z > -0.5, z > 0.5).astype(np.float64)

# %% not outside
def piecewise_linear_grad(z):
    z = np.asarray(z, dtype=float)
    outside = (z < -0.5) | (z > 0.5)
    return np.asarray(~outside, dtype=float)
