# %% two terms
def dJ_dyhat(yhat, y):
    yhat, y = np.asarray(yhat, dtype=float), np.asarray(y)
    return -y / yhat + (1 - y) / (1 - yhat)

# %% one fraction with divide
def dJ_dyhat(yhat, y):
    return np.divide(np.subtract(yhat, y), np.multiply(yhat, np.subtract(1, yhat)))

# %% masks
def dJ_dyhat(yhat, y):
    p = np.asarray(yhat, dtype=float)
    out = 1 / np.asarray(1 - p)
    out = np.array(out)
    good = np.asarray(y) == 1
    out[good] = -1 / p[good]
    return out

# %% vectorised branches
def dJ_dyhat(yhat, y):
    return np.vectorize(lambda p, t: -1 / p if t == 1 else 1 / (1 - p), otypes=[float])(yhat, y)

# %% over the chance of the label
def dJ_dyhat(yhat, y):
    yhat, y = np.asarray(yhat, dtype=float), np.asarray(y, dtype=float)
    return 1 / (1 - y - yhat)

# %% loop
def dJ_dyhat(yhat, y):
    p, t = np.asarray(yhat, dtype=float), np.asarray(y)
    out = np.zeros(p.shape)
    for i in np.ndindex(p.shape):
        if t[i] == 0:
            out[i] = 1 / (1 - p[i])
        else:
            out[i] = -1 / p[i]
    return out

# %% reciprocal
def dJ_dyhat(yhat, y):
    yhat = np.asarray(yhat, dtype=float)
    y = np.asarray(y)
    return (1 - y) * np.reciprocal(1 - yhat) - y * np.reciprocal(yhat)

# %% truth value as a number
def dJ_dyhat(yhat, y):
    p = np.array(yhat, dtype=float)
    is_good = np.asarray(y) > 0.5
    return (~is_good) / (1 - p) - is_good / p
