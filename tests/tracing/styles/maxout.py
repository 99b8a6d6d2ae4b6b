# %% einsum and a maximum
def maxout(X, W, b):
    return np.max(np.einsum("nd,dkp->nkp", X, W) + b[None], axis=2)

# %% einsum with dots, amax
def maxout(X, W, b):
    return np.amax(np.einsum("...d,dkp->...kp", X, W) + b, -1)

# %% broadcasting
def maxout(X, W, b):
    Z = (X[:, :, None, None] * W[None, :, :, :]).sum(axis=1) + b
    return Z.max(axis=-1)

# %% loops with numbers
def maxout(X, W, b):
    N, D = X.shape
    _, K, P = W.shape
    Y = np.zeros((N, K))
    for n in range(N):
        for k in range(K):
            best = -np.inf
            for p in range(P):
                total = b[k, p]
                for d in range(D):
                    total += X[n, d] * W[d, k, p]
                best = max(best, total)
            Y[n, k] = best
    return Y

# %% list of pieces, stacked
def maxout(X, W, b):
    return np.stack([X @ W[..., p] + b[..., p] for p in range(b.shape[1])], axis=0).max(axis=0)

# %% maximum.reduce
def maxout(X, W, b):
    pieces = [np.dot(X, W[:, :, p]) + b[:, p] for p in range(W.shape[-1])]
    return np.maximum.reduce(pieces)

# %% unit by unit
def maxout(X, W, b):
    columns = [np.max(X @ W[:, k, :] + b[k, :], axis=1) for k in range(W.shape[1])]
    return np.column_stack(columns)

# %% matmul over transposed weights
def maxout(X, W, b):
    Z = np.matmul(X, W.transpose(2, 0, 1))
    Z = Z + b.T[:, np.newaxis, :]
    return Z.max(axis=0)

# %% example by example
def maxout(X, W, b):
    rows = []
    for x in X:
        rows.append((np.tensordot(x, W, axes=(0, 0)) + b).max(axis=1))
    return np.array(rows)

# %% where with strict comparison
def maxout(X, W, b):
    best = X @ W[:, :, 0] + b[:, 0]
    for p in range(1, W.shape[2]):
        z = X @ W[:, :, p] + b[:, p]
        best = np.where(z > best, z, best)
    return best
