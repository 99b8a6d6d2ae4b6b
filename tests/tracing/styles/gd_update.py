# %% the formula
def gd_update(w, b, dw, db, lr):
    return w - lr * np.asarray(dw), b - lr * db

# %% a copy in place
def gd_update(w, b, dw, db, lr):
    new = np.array(w, dtype=float)
    new -= lr * np.asarray(dw, dtype=float)
    b = b - db * lr
    return new, b

# %% numpy functions
def gd_update(w, b, dw, db, lr):
    return np.subtract(w, np.multiply(lr, dw)), np.subtract(b, np.multiply(lr, db))

# %% adding the negative
def gd_update(w, b, dw, db, lr):
    return w + (-lr) * np.asarray(dw), b + (-lr) * db

# %% a loop over parameters
def gd_update(w, b, dw, db, lr):
    out = []
    for p, g in [(w, dw), (b, db)]:
        out.append(p - lr * g)
    return tuple(out)

# %% a dict
def gd_update(w, b, dw, db, lr):
    params, grads = {"w": w, "b": b}, {"w": dw, "b": db}
    new = {key: params[key] - lr * grads[key] for key in params}
    return new["w"], new["b"]

# %% entry by entry
def gd_update(w, b, dw, db, lr):
    if np.ndim(w) == 0:
        return w - lr * dw, b - lr * db
    return np.array([wi - lr * gi for wi, gi in zip(w, dw)], dtype=float), b - lr * db

# %% a class
class SGD:
    def __init__(self, lr):
        self.lr = lr

    def step(self, parameter, slope):
        return parameter - self.lr * slope


def gd_update(w, b, dw, db, lr):
    optimizer = SGD(lr)
    return optimizer.step(w, dw), optimizer.step(b, db)

# %% isinstance
def gd_update(w, b, dw, db, lr):
    if isinstance(w, np.ndarray):
        w = w.copy()
        w = w - lr * dw
    elif isinstance(w, (int, float)):
        w = float(w) - lr * dw
    return w, b - lr * db
