# %% difference
def dJ_dz(yhat, y):
    return np.asarray(yhat, dtype=float) - np.asarray(y)

# %% both links
def dJ_dz(yhat, y):
    return dJ_dyhat(np.asarray(yhat, dtype=float), np.asarray(y)) * (yhat * (1 - np.asarray(yhat)))

# %% in place on a copy
def dJ_dz(yhat, y):
    out = np.array(yhat, dtype=float)
    out -= y
    return out

# %% comprehension
def dJ_dz(yhat, y):
    p, t = np.asarray(yhat, dtype=float), np.asarray(y)
    return np.array([a - b for a, b in zip(p.flat, t.flat)], dtype=float).reshape(p.shape)

# %% masks
def dJ_dz(yhat, y):
    out = np.array(yhat, dtype=float)
    out[np.asarray(y) == 1] -= 1
    return out

# %% vectorize
def dJ_dz(yhat, y):
    return np.vectorize(lambda p, t: p - 1 if t else p, otypes=[float])(yhat, y)

# %% weights of both cases
def dJ_dz(yhat, y):
    yhat, y = np.asarray(yhat, dtype=float), np.asarray(y)
    return y * (yhat - 1) + (1 - y) * yhat

# %% operator
import operator


def dJ_dz(yhat, y):
    return operator.sub(np.asarray(yhat, dtype=float), np.asarray(y, dtype=float))
