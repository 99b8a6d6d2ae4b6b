# %% through the function of before
def softplus_grad(z):
    return 1.0 * sigmoid(z)

# %% one minus the other side
def softplus_grad(z):
    return 1 - sigmoid(-np.asarray(z, dtype=float))

# %% exponential of z minus softplus
def softplus_grad(z):
    z = np.asarray(z, dtype=float)
    return np.exp(z - np.logaddexp(0, z))

# %% two branches
def softplus_grad(z):
    def one(x):
        if x >= 0:
            return 1 / (1 + math.exp(-x))
        e = math.exp(x)
        return e / (e + 1)

    return np.vectorize(one, otypes=[float])(z)

# %% tanh
def softplus_grad(z):
    return np.add(1, np.tanh(np.divide(np.asarray(z, dtype=float), 2))) / 2

# %% masks
def softplus_grad(z):
    z = np.array(z, dtype=float)
    out = np.exp(-np.abs(z))
    out = np.asarray(1 / (1 + out))
    out[z < 0] = 1 - out[z < 0]
    return out

# %% clip
def softplus_grad(z):
    z = np.asarray(z, dtype=float).clip(-500, 500)
    return np.reciprocal(1 + np.exp(-z))

# %% comprehension
def softplus_grad(z):
    z = np.asarray(z, dtype=float)
    return np.array([0.5 * (1 + math.tanh(0.5 * x)) for x in z.flat], dtype=np.float64).reshape(np.shape(z))
