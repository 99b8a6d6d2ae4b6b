# %% get with a default
def momentum_step(theta, grad, state, lr, beta=0.9):
    u = beta * state.get("u", 0.0) + grad
    return theta - lr * u, {"u": u}

# %% if in state
def momentum_step(theta, grad, state, lr, beta=0.9):
    if "u" in state:
        u = beta * state["u"] + grad
    else:
        u = np.array(grad)
    return theta - lr * u, dict(u=u)

# %% try and except
def momentum_step(theta, grad, state, lr, beta=0.9):
    try:
        old = state["u"]
    except KeyError:
        old = np.zeros_like(theta)
    new = beta * old + grad
    return theta - lr * new, {"u": new}

# %% copies in place
def momentum_step(theta, grad, state, lr, beta=0.9):
    u = np.zeros(theta.shape) if not state else state["u"].copy()
    u *= beta
    u += grad
    theta = theta.copy()
    theta -= lr * u
    return theta, {"u": u}

# %% a dataclass
from dataclasses import dataclass


@dataclass
class Velocity:
    u: object
    beta: float

    def pushed(self, grad):
        return Velocity(self.beta * self.u + grad, self.beta)


def momentum_step(theta, grad, state, lr, beta=0.9):
    v = Velocity(state.get("u", np.zeros(np.shape(theta))), beta).pushed(grad)
    return theta - lr * v.u, {"u": v.u}

# %% entry by entry
def momentum_step(theta, grad, state, lr, beta=0.9):
    u, new = np.empty(theta.shape), np.empty(theta.shape)
    for i, g in np.ndenumerate(grad):
        u[i] = g + (beta * state["u"][i] if state else 0)
        new[i] = theta[i] - lr * u[i]
    return new, {"u": u}

# %% numpy functions
def momentum_step(theta, grad, state, lr, beta=0.9):
    u = np.add(np.multiply(state.get("u", np.zeros_like(grad)), beta), grad)
    return np.subtract(theta, np.multiply(u, lr)), {**state, "u": u}

# %% deepcopy of the state
import copy


def momentum_step(theta, grad, state, lr, beta=0.9):
    state = copy.deepcopy(state)
    state["u"] = beta * state.setdefault("u", np.zeros_like(theta)) + grad
    return theta - lr * state["u"], state

# %% two terms of the move
def momentum_step(theta, grad, state, lr, beta=0.9):
    carried = beta * state.get("u", np.zeros(theta.shape))
    return theta - lr * carried - lr * grad, {"u": carried + grad}
