# %% where
def relu(z):
    z = np.asarray(z, dtype=float)
    return np.where(z > 0, z, 0)

# %% clip
def relu(z):
    return np.clip(np.asarray(z, dtype=float), 0, None)

# %% clip method to infinity
def relu(z):
    return np.array(z, dtype=float).clip(0.0, np.inf)

# %% builtin max, vectorised
def relu(z):
    return np.vectorize(lambda x: max(x, 0.0), otypes=[float])(z)

# %% putmask
def relu(z):
    out = np.array(z, dtype=float)
    np.putmask(out, out < 0, 0.0)
    return out

# %% heaviside times z
def relu(z):
    z = np.asarray(z, dtype=float)
    return z * np.heaviside(z, 0.5)

# %% comprehension with a condition
def relu(z):
    z = np.asarray(z, dtype=float)
    return np.array([x if x > 0 else 0.0 for x in z.ravel().tolist()]).reshape(z.shape)

# %% masked read and write
def relu(z):
    z = np.asarray(z, dtype=float)
    out = np.zeros(z.shape)
    pos = z > 0
    out[pos] = z[pos]
    return out

# %% copyto with where
def relu(z):
    z = np.array(z, dtype=float)
    out = np.zeros_like(z)
    np.copyto(out, z, where=z > 0)
    return out

# %% square root of the square
def relu(z):
    z = np.asarray(z, dtype=float)
    return 0.5 * (z + np.sqrt(z**2))
