# %% diag minus outer
def softmax_jacobian(z):
    p = softmax(z[None, :])[0]
    return np.diag(p) - np.outer(p, p)

# %% diagflat and column times row
def softmax_jacobian(z):
    p = softmax(np.atleast_2d(z)).reshape(-1, 1)
    return np.diagflat(p) - p @ p.T

# %% identity times
def softmax_jacobian(z):
    p = softmax(z[np.newaxis])[0]
    return np.eye(len(p)) * p - p[:, None] * p[None, :]

# %% loops with the Kronecker delta
def softmax_jacobian(z):
    p = softmax(z.reshape(1, -1))[0]
    K = len(p)
    J = np.zeros((K, K))
    for i in range(K):
        for j in range(K):
            J[i][j] = p[i] * ((1 if i == j else 0) - p[j])
    return J

# %% comprehension
def softmax_jacobian(z):
    p = softmax(z[None])[0]
    n = range(p.size)
    return np.array([[p[i] * (float(i == j) - p[j]) for j in n] for i in n])

# %% fill the diagonal
def softmax_jacobian(z):
    p = softmax(z[None])[0]
    J = -np.multiply.outer(p, p)
    np.fill_diagonal(J, p * (1 - p))
    return J

# %% add to the diagonal
def softmax_jacobian(z):
    p = softmax(z[None])[0]
    J = -p[:, None] * p
    i = np.arange(len(p))
    J[i, i] += p
    return J

# %% einsum
def softmax_jacobian(z):
    p = np.squeeze(softmax(np.expand_dims(z, 0)), axis=0)
    return np.einsum("i,ij->ij", p, np.identity(p.shape[0])) - np.einsum("i,j->ij", p, p)

# %% tile and transpose
def softmax_jacobian(z):
    p = softmax(z[None])[0]
    P = np.tile(p, (len(p), 1))
    return np.where(np.eye(len(p), dtype=bool), P, 0.0) - P.T * P
