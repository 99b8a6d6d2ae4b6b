# %% the earlier function
def fit_logistic(X, y, lr, steps):
    w, b = np.zeros(X.shape[1]), 0.0
    losses = []
    for step in range(steps + 1):
        p = 1 / (1 + np.exp(-(X @ w + b)))
        losses.append(-np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)))
        if step < steps:
            dw, db = logistic_grad(X, y, w, b)
            w, b = gd_update(w, b, dw, db, lr)
    return w, b, np.array(losses)

# %% preallocated, in place on its own
def fit_logistic(X, y, lr, steps):
    N, D = X.shape
    w, b = np.zeros(D), 0.0
    losses = np.empty(steps + 1)
    for i in range(steps):
        z = X @ w + b
        losses[i] = np.logaddexp(0, z).mean() - (y * z).mean()
        e = (1 / (1 + np.exp(-z)) - y) / N
        w -= lr * X.T @ e
        b -= lr * e.sum()
    z = X @ w + b
    losses[steps] = np.mean(np.logaddexp(0, z) - y * z)
    return w, b, losses

# %% a class
class Model:
    def __init__(self, d):
        self.w = np.zeros(d)
        self.b = 0.0

    def logits(self, X):
        return np.dot(X, self.w) + self.b

    def loss(self, X, y):
        z = self.logits(X)
        return np.mean(np.where(y == 1, np.log1p(np.exp(-z)), np.log1p(np.exp(z))))

    def step(self, X, y, lr):
        e = 1 / (1 + np.exp(-self.logits(X))) - y
        self.w = self.w - lr * np.dot(e, X) / len(X)
        self.b = self.b - lr * np.mean(e)


def fit_logistic(X, y, lr, steps):
    model = Model(X.shape[1])
    losses = [model.loss(X, y)]
    for _ in range(steps):
        model.step(X, y, lr)
        losses.append(model.loss(X, y))
    return model.w, model.b, np.array(losses)

# %% augmented matrix
def fit_logistic(X, y, lr, steps):
    A = np.c_[X, np.ones(len(X))] if False else np.concatenate([X, np.ones((len(X), 1))], axis=1)
    theta = np.zeros(A.shape[1])
    losses = np.zeros(steps + 1)
    for i in range(steps + 1):
        z = A @ theta
        losses[i] = np.sum(np.logaddexp(0, z) - y * z) / len(y)
        if i < steps:
            theta = theta - lr / len(y) * A.T @ (1 / (1 + np.exp(-z)) - y)
    return theta[:-1], theta[-1], losses

# %% recursion
def fit_logistic(X, y, lr, steps):
    def loss(w, b):
        p = 1 / (1 + np.exp(-(X @ w + b)))
        return -np.mean(np.log(np.where(y == 1, p, 1 - p)))

    def go(w, b, left):
        if left == 0:
            return w, b, [loss(w, b)]
        dw, db = logistic_grad(X, y, w, b)
        end_w, end_b, later = go(w - lr * dw, b - lr * db, left - 1)
        return end_w, end_b, [loss(w, b)] + later

    w, b, losses = go(np.zeros(X.shape[1]), 0.0, steps)
    return w, b, np.array(losses)

# %% stack of numbers
def fit_logistic(X, y, lr, steps):
    w, b, history = np.zeros((X.shape[1], 1)), np.zeros(1), []
    t = np.reshape(y, (-1, 1))
    for i in range(steps + 1):
        a = 1 / (1 + np.exp(-(X @ w + b)))
        history.append(np.mean(-t * np.log(a) - (1 - t) * np.log(1 - a)))
        if i < steps:
            w, b = w - lr * X.T @ (a - t) / len(t), b - lr * (a - t).mean(axis=0)
    return w[:, 0], b[0], np.stack(history)

# %% loops over wines
def fit_logistic(X, y, lr, steps):
    N, D = X.shape
    w, b = [0.0] * D, 0.0
    losses = np.zeros(steps + 1)
    for i in range(steps + 1):
        dw, db = [0.0] * D, 0.0
        for n in range(N):
            z = b + sum(w[d] * X[n][d] for d in range(D))
            p = 1 / (1 + math.exp(-z))
            losses[i] += -math.log(p if y[n] == 1 else 1 - p) / N
            for d in range(D):
                dw[d] += (p - y[n]) * X[n][d] / N
            db += (p - y[n]) / N
        if i < steps:
            w = [wd - lr * g for wd, g in zip(w, dw)]
            b -= lr * db
    return np.array(w), b, losses

# %% a generator of losses
def fit_logistic(X, y, lr, steps):
    state = {"w": np.zeros(X.shape[1]), "b": 0.0}

    def run():
        for k in range(steps + 1):
            p = 0.5 + 0.5 * np.tanh((X @ state["w"] + state["b"]) / 2)
            yield -np.sum(y * np.log(p) + (1 - y) * np.log1p(-p)) / len(y)
            if k < steps:
                state["w"] = state["w"] - lr * ((p - y)[:, None] * X).mean(axis=0)
                state["b"] = state["b"] - lr * (p - y).mean()

    losses = np.fromiter(run(), dtype=float)
    return state["w"], state["b"], losses

# %% closures and einsum
def fit_logistic(X, y, lr, steps):
    def predict(w, b):
        return 1 / (1 + np.exp(-(np.einsum("nd,d->n", X, w) + b)))

    def loss(p):
        return -np.einsum("n->", np.log(np.abs(1 - y - p))) / y.size

    def slopes(p):
        return np.einsum("n,nd->d", p - y, X) / y.size, np.einsum("n->", p - y) / y.size

    w, b, losses = np.zeros_like(X[0], dtype=float), 0.0, np.full(steps + 1, np.nan)
    for step in range(steps):
        p = predict(w, b)
        losses[step] = loss(p)
        (dw, db) = slopes(p)
        w, b = np.subtract(w, lr * dw), b - lr * db
    losses[-1] = loss(predict(w, b))
    return w, b, losses

# %% masks for the two labels
def fit_logistic(X, y, lr, steps):
    w, b, losses = np.zeros(X.shape[1]), 0.0, []
    good = np.asarray(y) == 1
    for step in range(steps + 1):
        z = X.dot(w) + b
        wrong = np.empty(len(y))
        wrong[good] = 1 / (1 + np.exp(z[good]))
        wrong[~good] = 1 / (1 + np.exp(-z[~good]))
        losses.append(-np.log(1 - wrong).mean())
        if step < steps:
            signed = np.where(good, -wrong, wrong)
            w = w - lr * np.mean(signed[:, None] * X, axis=0)
            b = b - lr * np.mean(signed)
    return w, b, np.array(losses)
