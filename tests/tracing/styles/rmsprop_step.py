# %% formula
def rmsprop_step(theta, grad, state, lr, rho=0.9, eps=1e-8):
    s = rho * state.get("s", 0) + (1 - rho) * grad**2
    return theta - lr * grad / (np.sqrt(s) + eps), {"s": s}

# %% np.square and power
def rmsprop_step(theta, grad, state, lr, rho=0.9, eps=1e-8):
    old = state.get("s", np.zeros_like(theta))
    s = np.add(rho * old, (1 - rho) * np.square(grad))
    return theta - np.divide(lr * grad, np.power(s, 0.5) + eps), {"s": s}

# %% towards the square
def rmsprop_step(theta, grad, state, lr, rho=0.9, eps=1e-8):
    s = state["s"].copy() if "s" in state else np.zeros(theta.shape)
    s += (1 - rho) * (grad * grad - s)
    return theta - lr / (np.sqrt(s) + eps) * grad, {"s": s}

# %% entries with math
import math


def rmsprop_step(theta, grad, state, lr, rho=0.9, eps=1e-8):
    s, new = np.zeros(theta.shape), np.zeros(theta.shape)
    for i, g in np.ndenumerate(grad):
        old = state["s"][i] if state else 0.0
        s[i] = rho * old + (1 - rho) * g * g
        new[i] = theta[i] - lr * g / (math.sqrt(s[i]) + eps)
    return new, {"s": s}

# %% average with weights
def rmsprop_step(theta, grad, state, lr, rho=0.9, eps=1e-8):
    old = state.get("s", np.zeros_like(grad))
    s = np.tensordot(np.array([rho, 1 - rho]), np.stack([old, grad**2]), axes=1)
    return theta - lr * grad / (s**0.5 + eps), {"s": s}

# %% a class
class RMSprop:
    def __init__(self, lr, rho, eps):
        self.lr, self.rho, self.eps = lr, rho, eps

    def __call__(self, theta, grad, s):
        s = self.rho * s + (1 - self.rho) * grad**2
        rate = self.lr / (np.sqrt(s) + self.eps)
        return theta - rate * grad, s


def rmsprop_step(theta, grad, state, lr, rho=0.9, eps=1e-8):
    theta, s = RMSprop(lr, rho, eps)(theta, grad, state.get("s", np.zeros_like(theta)))
    return theta, {"s": s}

# %% in place with out
def rmsprop_step(theta, grad, state, lr, rho=0.9, eps=1e-8):
    s = np.array(state.get("s", np.zeros_like(grad)), dtype=float)
    np.multiply(s, rho, out=s)
    s += (1 - rho) * grad**2
    scale = np.sqrt(s)
    scale += eps
    return theta - lr * (grad / scale), dict(s=s)

# %% absolute gradient
def rmsprop_step(theta, grad, state, lr, rho=0.9, eps=1e-8):
    s = rho * state["s"] if state else np.zeros(grad.shape)
    s = s + (1 - rho) * np.abs(grad) ** 2
    return theta + -lr * grad * (np.sqrt(s) + eps) ** -1, {"s": s}
