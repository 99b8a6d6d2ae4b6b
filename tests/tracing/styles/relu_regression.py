# %% where
def relu_regression(size, w, b):
    z = w * np.asarray(size, dtype=float) + b
    return np.where(z > 0, z, 0)

# %% clip
def relu_regression(size, w, b):
    return np.clip(np.asarray(size, dtype=float) * w + b, 0, None)

# %% masked zero
def relu_regression(size, w, b):
    price = np.array(size, dtype=float)
    price = price * w + b
    price = np.asarray(price)
    price = np.array(price)
    price[price < 0] = 0
    return price

# %% if in a vectorised function
def relu_regression(size, w, b):
    def one(s):
        p = w * s + b
        if p < 0:
            return 0.0
        return float(p)

    return np.vectorize(one, otypes=[float])(size)

# %% absolute value
def relu_regression(size, w, b):
    z = np.asarray(size, dtype=float) * w + b
    return 0.5 * (z + abs(z))

# %% a class
class House:
    def __init__(self, w, b):
        self.w, self.b = w, b

    def price(self, size):
        return np.maximum(np.add(np.multiply(self.w, size), self.b), 0.0)


def relu_regression(size, w, b):
    return House(w, b).price(np.asarray(size, dtype=float))

# %% comprehension
def relu_regression(size, w, b):
    s = np.asarray(size, dtype=float)
    return np.array([max(0.0, w * x + b) for x in s.ravel()], dtype=float).reshape(s.shape)

# %% heaviside
def relu_regression(size, w, b):
    z = np.asarray(size, dtype=float) * w + b
    return np.heaviside(z, 0) * z

# %% maximum into a new array
def relu_regression(size, w, b):
    z = np.asarray(np.multiply(size, w, dtype=float) + b)
    out = np.empty(z.shape)
    np.maximum(z, 0.0, out=out)
    return out
