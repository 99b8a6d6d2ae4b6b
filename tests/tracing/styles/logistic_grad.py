# %% matrix form
def logistic_grad(X, y, w, b):
    yhat = 1 / (1 + np.exp(-(X @ w + b)))
    error = yhat - y
    return X.T @ error / X.shape[0], np.mean(error)

# %% dot and sum
def logistic_grad(X, y, w, b):
    n = len(y)
    e = 1 / (1 + np.exp(-(np.dot(X, w) + b))) - y
    return np.dot(e, X) / n, np.sum(e) / n

# %% three loops
def logistic_grad(X, y, w, b):
    N, D = X.shape
    dw, db = np.zeros(D), 0.0
    for n in range(N):
        z = b
        for d in range(D):
            z += X[n, d] * w[d]
        e = 1 / (1 + math.exp(-z)) - y[n]
        for d in range(D):
            dw[d] += e * X[n, d] / N
        db += e / N
    return dw, db

# %% mean of outer rows
def logistic_grad(X, y, w, b):
    e = 1 / (1 + np.exp(-(X.dot(w) + b))) - y
    return np.mean(e[:, np.newaxis] * X, axis=0), e.mean()

# %% einsum
def logistic_grad(X, y, w, b):
    z = np.einsum("nd,d->n", X, w) + b
    e = 0.5 * (1 + np.tanh(z / 2)) - y
    return np.einsum("nd,n->d", X, e) / len(X), float(np.einsum("n->", e)) / len(X)

# %% columns
def logistic_grad(X, y, w, b):
    Y = y.reshape(-1, 1)
    A = 1 / (1 + np.exp(-(X @ w.reshape(-1, 1) + b)))
    dZ = A - Y
    dW = X.T @ dZ / X.shape[0]
    return dW.ravel(), dZ.sum() / X.shape[0]

# %% lists
def logistic_grad(X, y, w, b):
    errors = []
    for row, label in zip(X, y):
        z = sum(a * c for a, c in zip(row, w)) + b
        errors.append(1 / (1 + math.exp(-z)) - label)
    dw = [sum(e * row[d] for e, row in zip(errors, X)) / len(X) for d in range(len(w))]
    return np.array(dw), sum(errors) / len(errors)

# %% average with weights
def logistic_grad(X, y, w, b):
    z = (X * w).sum(axis=1) + b
    e = np.exp(-np.logaddexp(0, -z)) - y
    return np.average(e[:, None] * X, axis=0), np.average(e)

# %% chain with all links
def logistic_grad(X, y, w, b):
    yhat = 1 / (1 + np.exp(-(X @ w + b)))
    dL = ((1 - y) / (1 - yhat) - y / yhat) / len(y)
    dz = dL * yhat * (1 - yhat)
    return np.tensordot(dz, X, axes=1), dz.sum()
