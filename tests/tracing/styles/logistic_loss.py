# %% the sum of both branches
def logistic_loss(yhat, y):
    yhat, y = np.asarray(yhat, dtype=float), np.asarray(y)
    return -y * np.log(yhat) - (1 - y) * np.log(1 - yhat)

# %% log1p
def logistic_loss(yhat, y):
    yhat = np.asarray(yhat, dtype=float)
    return -(y * np.log(yhat) + (1 - np.asarray(y)) * np.log1p(-yhat))

# %% where on the logarithms
def logistic_loss(yhat, y):
    yhat = np.asarray(yhat, dtype=float)
    return np.where(np.asarray(y) == 1, -np.log(yhat), -np.log(1 - yhat))

# %% masks
def logistic_loss(yhat, y):
    yhat, y = np.asarray(yhat, dtype=float), np.asarray(y)
    loss = np.zeros(yhat.shape)
    good = y == 1
    loss[good] = -np.log(yhat[good])
    loss[~good] = -np.log(1 - yhat[~good])
    return loss

# %% truth as a condition
def logistic_loss(yhat, y):
    def one(p, t):
        if t:
            return -math.log(p)
        return -math.log(1 - p)

    return np.vectorize(one, otypes=[float])(yhat, y)

# %% power
def logistic_loss(yhat, y):
    yhat = np.asarray(yhat, dtype=float)
    y = np.asarray(y)
    return -np.log(yhat**y * (1 - yhat) ** (1 - y))

# %% select
def logistic_loss(yhat, y):
    p, t = np.asarray(yhat, dtype=float), np.asarray(y)
    return np.select([t == 1, t == 0], [np.log(1 / p), np.log(1 / (1 - p))])

# %% zip
def logistic_loss(yhat, y):
    p, t = np.asarray(yhat, dtype=float), np.asarray(y)
    out = [-math.log(a if int(c) == 1 else 1 - a) for a, c in zip(p.ravel(), t.ravel())]
    return np.array(out).reshape(p.shape)

# %% a linear mixture inside the logarithm
def logistic_loss(yhat, y):
    yhat, y = np.array(yhat, dtype=float), np.array(y, dtype=float)
    return np.negative(np.log(y * yhat + (1 - y) * (1 - yhat)))
