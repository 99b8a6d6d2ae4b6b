# %% plain
def error_and_loss(yhat, y):
    error = np.asarray(yhat, dtype=float) - np.asarray(y, dtype=float)
    return error, error**2 / 2

# %% product
def error_and_loss(yhat, y):
    e = np.subtract(yhat, y, dtype=float)
    return e, 0.5 * e * e

# %% np.power
def error_and_loss(yhat, y):
    e = np.array(yhat, dtype=float) - y
    return e, np.power(e, 2) * 0.5

# %% vectorize
def error_and_loss(yhat, y):
    f = np.vectorize(lambda a, b: (float(a - b), (a - b) ** 2 / 2), otypes=[float, float])
    e, j = f(yhat, y)
    return e, j

# %% loop
def error_and_loss(yhat, y):
    a, t = np.asarray(yhat, dtype=float), np.asarray(y, dtype=float)
    e, j = np.zeros(a.shape), np.zeros(a.shape)
    for i in np.ndindex(a.shape):
        e[i] = a[i] - t[i]
        j[i] = pow(e[i], 2) / 2
    return e, j

# %% absolute value squared
def error_and_loss(yhat, y):
    e = 1.0 * np.asarray(yhat) - np.asarray(y)
    return e, np.abs(e) ** 2 / 2

# %% named tuple
from collections import namedtuple

Pair = namedtuple("Pair", "error loss")


def error_and_loss(yhat, y):
    p = Pair(np.subtract(yhat, y, dtype=float), np.square(np.subtract(y, yhat, dtype=float)) / 2)
    return p.error, p.loss

# %% comprehension
def error_and_loss(yhat, y):
    a, t = np.asarray(yhat, dtype=float), np.asarray(y, dtype=float)
    pairs = [(u - v, (u - v) * (u - v) / 2) for u, v in zip(a.ravel(), t.ravel())]
    e = np.array([p[0] for p in pairs], dtype=float).reshape(a.shape)
    return e, np.array([p[1] for p in pairs], dtype=float).reshape(a.shape)
