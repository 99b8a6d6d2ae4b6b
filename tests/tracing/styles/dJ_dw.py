# %% error times input
def dJ_dw(x, yhat, y):
    return (np.asarray(yhat, dtype=float) - np.asarray(y)) * np.asarray(x)

# %% with the link of before
def dJ_dw(x, yhat, y):
    return np.multiply(dJ_dz(yhat, y), x)

# %% multiplied out
def dJ_dw(x, yhat, y):
    x, yhat, y = (np.asarray(a, dtype=float) for a in (x, yhat, y))
    return yhat * x - y * x

# %% reduce over links
from functools import reduce


def dJ_dw(x, yhat, y):
    p = np.asarray(yhat, dtype=float)
    links = [dJ_dyhat(p, np.asarray(y)), p, 1 - p, np.asarray(x)]
    return reduce(np.multiply, links)

# %% vectorize with three arguments
def dJ_dw(x, yhat, y):
    return np.vectorize(lambda a, p, t: (p - t) * a, otypes=[float])(x, yhat, y)

# %% einsum
def dJ_dw(x, yhat, y):
    error = np.asarray(yhat, dtype=float) - np.asarray(y)
    return np.einsum("...,...->...", error, np.asarray(x, dtype=float))

# %% in place
def dJ_dw(x, yhat, y):
    out = np.array(yhat, dtype=float)
    out -= np.asarray(y)
    out *= np.asarray(x)
    return out

# %% where
def dJ_dw(x, yhat, y):
    x, p = np.asarray(x, dtype=float), np.asarray(yhat, dtype=float)
    return np.where(np.asarray(y) == 1, -(1 - p) * x, p * x)
