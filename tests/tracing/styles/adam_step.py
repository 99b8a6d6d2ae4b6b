# %% with hats
def adam_step(theta, grad, state, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, t = state.get("m", 0), state.get("v", 0), state.get("t", 0)
    t += 1
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad**2
    mhat = m / (1 - beta1**t)
    vhat = v / (1 - beta2**t)
    return theta - lr * mhat / (np.sqrt(vhat) + eps), {"m": m, "v": v, "t": t}

# %% zeros when empty
def adam_step(theta, grad, state, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    if not state:
        state = {"m": np.zeros_like(theta), "v": np.zeros_like(theta), "t": 0}
    t = state["t"] + 1
    m = state["m"] + (1 - beta1) * (grad - state["m"])
    v = state["v"] + (1 - beta2) * (np.square(grad) - state["v"])
    step = lr * (m / (1 - np.power(beta1, t))) / (np.sqrt(v / (1 - np.power(beta2, t))) + eps)
    return theta - step, {"m": m, "v": v, "t": t}

# %% corrections in the rate
def adam_step(theta, grad, state, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", np.zeros(theta.shape)) + (1 - beta1) * grad
    v = beta2 * state.get("v", np.zeros(theta.shape)) + (1 - beta2) * grad * grad
    c1, c2 = 1 - beta1**t, np.sqrt(1 - beta2**t)
    return theta - (lr / c1) * m / (np.sqrt(v) / c2 + eps), {"m": m, "v": v, "t": t}

# %% copies in place
def adam_step(theta, grad, state, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    new = {key: np.copy(value) if key != "t" else value for key, value in state.items()}
    new.setdefault("m", np.zeros_like(theta))
    new.setdefault("v", np.zeros_like(theta))
    new["t"] = new.get("t", 0) + 1
    new["m"] *= beta1
    new["m"] += (1 - beta1) * grad
    new["v"] *= beta2
    new["v"] += (1 - beta2) * grad**2
    denominator = np.sqrt(new["v"] / (1 - beta2 ** new["t"]))
    denominator += eps
    return theta - lr * (new["m"] / (1 - beta1 ** new["t"])) / denominator, new

# %% entry by entry
def adam_step(theta, grad, state, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m, v, new = np.zeros(theta.shape), np.zeros(theta.shape), np.zeros(theta.shape)
    for i in np.ndindex(theta.shape):
        m[i] = (beta1 * state["m"][i] if state else 0.0) + (1 - beta1) * grad[i]
        v[i] = (beta2 * state["v"][i] if state else 0.0) + (1 - beta2) * grad[i] ** 2
        new[i] = theta[i] - lr * m[i] / (1 - beta1**t) / ((v[i] / (1 - beta2**t)) ** 0.5 + eps)
    return new, {"m": m, "v": v, "t": t}

# %% a class
class Moment:
    def __init__(self, value, beta):
        self.value, self.beta = value, beta

    def update(self, x):
        self.value = self.beta * self.value + (1 - self.beta) * x
        return self

    def corrected(self, t):
        return self.value / (1 - self.beta**t)


def adam_step(theta, grad, state, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    t = 1 + state.get("t", 0)
    m = Moment(state.get("m", np.zeros_like(grad)), beta1).update(grad)
    v = Moment(state.get("v", np.zeros_like(grad)), beta2).update(grad**2)
    theta = theta - lr * m.corrected(t) / (np.sqrt(v.corrected(t)) + eps)
    return theta, {"m": m.value, "v": v.value, "t": t}

# %% powers by a loop
def adam_step(theta, grad, state, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    p1 = p2 = 1.0
    for _ in range(t):
        p1, p2 = p1 * beta1, p2 * beta2
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    return theta - lr * m / (1 - p1) / (np.sqrt(v / (1 - p2)) + eps), {"m": m, "v": v, "t": t}

# %% spread and zip
def adam_step(theta, grad, state, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    old = {"m": np.zeros_like(theta), "v": np.zeros_like(theta), "t": 0, **state}
    t = old["t"] + 1
    m, v = (
        beta * old[key] + (1 - beta) * x
        for key, beta, x in zip("mv", (beta1, beta2), (grad, grad**2))
    )
    update = np.divide(m / (1 - beta1**t), np.add(np.sqrt(v / (1 - beta2**t)), eps))
    return np.subtract(theta, lr * update), {"m": m, "v": v, "t": t}

# %% rate with both corrections, eps scaled along
def adam_step(theta, grad, state, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    root = np.sqrt(1 - beta2**t)
    return theta - lr * root / (1 - beta1**t) * m / (np.sqrt(v) + eps * root), {"m": m, "v": v, "t": t}
