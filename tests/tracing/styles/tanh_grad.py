# %% one minus the square
def tanh_grad(z):
    return 1 - np.tanh(np.asarray(z, dtype=float)) ** 2

# %% np.square and np.power
def tanh_grad(z):
    return np.subtract(1.0, np.power(np.tanh(np.asarray(z, dtype=float)), 2))

# %% two exponentials
def tanh_grad(z):
    e = np.exp(-2 * np.abs(np.asarray(z, dtype=float)))
    return 4 * e / np.square(1 + e)

# %% from the function of before
def tanh_grad(z):
    t = np.array(tanh(z), dtype=float)
    t *= t
    return 1 - t

# %% sigmoid's slope
def tanh_grad(z):
    return 4 * sigmoid_grad(2 * np.asarray(z, dtype=float))

# %% math.cosh with a guard
def tanh_grad(z):
    def one(x):
        if abs(x) > 300:
            return 0.0
        return 1 / math.cosh(x) ** 2

    return np.vectorize(one, otypes=[float])(z)

# %% apply to each entry
def tanh_grad(z):
    z = np.asarray(z, dtype=float)
    result = np.zeros(z.shape, dtype=float)
    for i, v in enumerate(z.flat):
        result.flat[i] = (1 + math.tanh(v)) * (1 - math.tanh(v))
    return result

# %% a closure
def _derivative_from_value(f):
    def grad(z):
        y = f(np.asarray(z, dtype=float))
        return 1 - y * y

    return grad


tanh_grad = _derivative_from_value(np.tanh)
