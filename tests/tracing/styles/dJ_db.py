# %% difference
def dJ_db(yhat, y):
    return np.asarray(yhat, dtype=float) - np.asarray(y)

# %% dw with ones
def dJ_db(yhat, y):
    yhat = np.asarray(yhat, dtype=float)
    return dJ_dw(np.ones(yhat.shape), yhat, y)

# %% the link of before
def dJ_db(yhat, y):
    return 1.0 * dJ_dz(yhat, y)

# %% minus the difference
def dJ_db(yhat, y):
    return np.negative(np.subtract(y, yhat))

# %% a loop
def dJ_db(yhat, y):
    p, t = np.asarray(yhat, dtype=float), np.asarray(y)
    out = np.empty(p.shape)
    for i, v in np.ndenumerate(p):
        out[i] = v - t[i]
    return out

# %% three links
def dJ_db(yhat, y):
    p, t = np.asarray(yhat, dtype=float), np.asarray(y)
    dz_db = 1
    return (-t / p + (1 - t) / (1 - p)) * (p * (1 - p)) * dz_db

# %% vectorize
def dJ_db(yhat, y):
    return np.vectorize(lambda p, t: p + (-1) * t, otypes=[float])(yhat, y)

# %% sum of a stack
def dJ_db(yhat, y):
    return np.stack([np.asarray(yhat, dtype=float), -np.asarray(y, dtype=float)]).sum(axis=0)
