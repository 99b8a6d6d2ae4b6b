# %% winners by equality
def maxout_backward(dY, X, W, b):
    Z = np.tensordot(X, W, axes=1) + b
    winner = Z == Z.max(axis=-1, keepdims=True)
    G = winner * dY[..., np.newaxis]
    return np.einsum("nkp,dkp->nd", G, W), np.einsum("nd,nkp->dkp", X, G), np.sum(G, axis=0)

# %% one-hot from argmax
def maxout_backward(dY, X, W, b):
    Z = np.einsum("nd,dkp->nkp", X, W) + b
    G = np.eye(b.shape[1])[Z.argmax(axis=2)] * dY[:, :, None]
    return np.tensordot(G, W, axes=([1, 2], [1, 2])), np.tensordot(X, G, axes=(0, 0)), G.sum(0)

# %% put_along_axis
def maxout_backward(dY, X, W, b):
    Z = np.einsum("nd,dkp->nkp", X, W) + b
    G = np.zeros(Z.shape)
    np.put_along_axis(G, np.argmax(Z, axis=2)[..., None], dY[..., None], axis=2)
    return np.einsum("nkp,dkp->nd", G, W), np.einsum("nd,nkp->dkp", X, G), G.sum(axis=0)

# %% loops and comparisons
def maxout_backward(dY, X, W, b):
    N, D = X.shape
    K, P = b.shape
    dX, dW, db = np.zeros((N, D)), np.zeros((D, K, P)), np.zeros((K, P))
    for n in range(N):
        for k in range(K):
            z = [sum(X[n, d] * W[d, k, p] for d in range(D)) + b[k, p] for p in range(P)]
            p = z.index(max(z))
            for d in range(D):
                dX[n, d] += dY[n, k] * W[d, k, p]
                dW[d, k, p] += dY[n, k] * X[n, d]
            db[k, p] += dY[n, k]
    return dX, dW, db

# %% matrices flattened
def maxout_backward(dY, X, W, b):
    D, K, P = W.shape
    Z = (X @ W.reshape(D, K * P)).reshape(-1, K, P) + b
    G = np.where(Z >= Z.max(axis=2, keepdims=True), dY[:, :, None], 0)
    flat = G.reshape(len(X), K * P)
    return flat @ W.reshape(D, K * P).T, (X.T @ flat).reshape(W.shape), G.sum(axis=0)

# %% add.at
def maxout_backward(dY, X, W, b):
    Z = np.einsum("nd,dkp->nkp", X, W) + b
    n, k = np.indices(dY.shape)
    p = Z.argmax(axis=-1)
    G = np.zeros_like(Z)
    np.add.at(G, (n, k, p), dY)
    return np.einsum("nkp,dkp->nd", G, W), np.einsum("nd,nkp->dkp", X, G), G.sum(axis=0)

# %% boolean mask written
def maxout_backward(dY, X, W, b):
    Z = np.einsum("nd,dkp->nkp", X, W) + b
    G = np.repeat(dY[:, :, None], b.shape[1], axis=2)
    G[Z < Z.max(axis=2, keepdims=True)] = 0.0
    dX = sum(G[:, :, p] @ W[:, :, p].T for p in range(b.shape[1]))
    dW = np.stack([X.T @ G[:, :, p] for p in range(b.shape[1])], axis=-1)
    return dX, dW, np.add.reduce(G)

# %% outer products
def maxout_backward(dY, X, W, b):
    Z = np.einsum("nd,dkp->nkp", X, W) + b
    dX, dW, db = np.zeros(X.shape), np.zeros(W.shape), np.zeros(b.shape)
    for p in range(W.shape[2]):
        others = [Z[:, :, q] for q in range(W.shape[2]) if q != p]
        wins = np.ones(dY.shape)
        for z in others:
            wins = wins * (Z[:, :, p] > z)
        g = dY * wins
        for n in range(len(X)):
            dW[:, :, p] += np.outer(X[n], g[n])
            dX[n] += W[:, :, p].dot(g[n])
            db[:, p] += g[n]
    return dX, dW, db

# %% a closure from the forward pass
def layer(X, W, b):
    Z = np.einsum("nd,dkp->nkp", X, W) + b
    choice = np.argmax(Z, axis=2)

    def backward(dY):
        G = np.stack([np.where(choice == p, dY, 0.0) for p in range(b.shape[1])], axis=2)
        return np.einsum("nkp,dkp->nd", G, W), np.einsum("nd,nkp->dkp", X, G), G.sum(axis=0)

    return np.max(Z, axis=2), backward


def maxout_backward(dY, X, W, b):
    return layer(X, W, b)[1](dY)

# %% a class that keeps a mask
class Maxout:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, X):
        self.X = X
        Z = np.matmul(X, self.W.transpose(1, 0, 2)).transpose(1, 0, 2) + self.b
        Y = np.maximum.reduce(Z, axis=-1)
        self.mask = (Z == Y[..., None]).astype(float)
        return Y

    def backward(self, dY):
        G = np.multiply(self.mask, np.expand_dims(dY, -1))
        dX = np.sum(G[:, None, :, :] * self.W[None], axis=(2, 3))
        dW = np.sum(self.X[:, :, None, None] * G[:, None, :, :], axis=0)
        return dX, dW, np.sum(G, axis=0)


def maxout_backward(dY, X, W, b):
    layer = Maxout(W, b)
    layer.forward(X)
    return layer.backward(dY)
