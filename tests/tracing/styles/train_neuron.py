# %% for loop with a list
def train_neuron(x, y, w, b, lr, steps):
    losses = []
    for step in range(steps + 1):
        yhat = 1 / (1 + np.exp(-(w * x + b)))
        losses.append(-(y * np.log(yhat) + (1 - y) * np.log(1 - yhat)))
        if step == steps:
            break
        w, b = w - lr * (yhat - y) * x, b - lr * (yhat - y)
    return w, b, np.array(losses)

# %% preallocated
def train_neuron(x, y, w, b, lr, steps):
    losses = np.zeros(steps + 1)
    for i in range(steps):
        z = w * x + b
        p = 1 / (1 + math.exp(-z))
        losses[i] = -math.log(p if y == 1 else 1 - p)
        w = w - lr * (p - y) * x
        b = b - lr * (p - y)
    p = 1 / (1 + math.exp(-(w * x + b)))
    losses[-1] = -math.log(p if y == 1 else 1 - p)
    return w, b, losses

# %% while loop
def train_neuron(x, y, w, b, lr, steps):
    history, done = [], 0
    while True:
        z, yhat = forward(x, w, b)
        history.append(float(logistic_loss(yhat, y)))
        if done >= steps:
            return w, b, np.asarray(history)
        error = dJ_dz(yhat, y)
        w, b = gd_update(w, b, error * x, error, lr)
        done += 1

# %% a class
class Neuron:
    def __init__(self, w, b):
        self.w, self.b = w, b

    def predict(self, x):
        return 1.0 / (1.0 + np.exp(-(self.w * x + self.b)))

    def loss(self, x, y):
        p = self.predict(x)
        return -np.log(p) if y == 1 else -np.log(1 - p)

    def learn(self, x, y, lr):
        error = self.predict(x) - y
        self.w = self.w - lr * error * x
        self.b = self.b - lr * error


def train_neuron(x, y, w, b, lr, steps):
    neuron = Neuron(w, b)
    losses = np.empty(steps + 1)
    losses[0] = neuron.loss(x, y)
    for i in range(1, steps + 1):
        neuron.learn(x, y, lr)
        losses[i] = neuron.loss(x, y)
    return neuron.w, neuron.b, losses

# %% a vector of parameters
def train_neuron(x, y, w, b, lr, steps):
    theta = np.array([w, b], dtype=float)
    row = np.array([x, 1.0])
    losses = np.zeros(steps + 1)
    for i in range(steps + 1):
        z = np.dot(theta, row)
        losses[i] = np.log1p(np.exp(-z if y == 1 else z))
        if i < steps:
            theta -= lr * (1 / (1 + np.exp(-z)) - y) * row
    return theta[0], theta[1], losses

# %% itertools.accumulate
from itertools import accumulate, repeat


def train_neuron(x, y, w, b, lr, steps):
    def step(state, _):
        u, c = state
        error = 1 / (1 + math.exp(-(u * x + c))) - y
        return u - lr * error * x, c - lr * error

    states = list(accumulate(repeat(None, steps), step, initial=(w, b)))
    losses = [np.logaddexp(0, u * x + c) - y * (u * x + c) for u, c in states]
    return states[-1][0], states[-1][1], np.array(losses)

# %% np.append
def train_neuron(x, y, w, b, lr, steps):
    losses = np.array([])
    for _ in range(steps + 1):
        z = w * x + b
        yhat = 0.5 * (1 + np.tanh(z / 2))
        losses = np.append(losses, -np.log(np.abs(1 - y - yhat)))
        if losses.size <= steps:
            grad = yhat - y
            w, b = w - lr * grad * x, b - lr * grad
    return w, b, losses

# %% inner functions
def train_neuron(x, y, w, b, lr, steps):
    def sig(z):
        return 1 / (1 + math.exp(-z)) if z >= 0 else math.exp(z) / (1 + math.exp(z))

    def cost(p):
        return -y * math.log(p) - (1 - y) * math.log(1 - p)

    losses = [cost(sig(w * x + b))]
    for _ in range(steps):
        delta = sig(w * x + b) - y
        w -= lr * delta * x
        b -= lr * delta
        losses.append(cost(sig(w * x + b)))
    return w, b, np.array(losses)

# %% a dataclass and a generator
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class State:
    w: float
    b: float


def path(state, x, y, lr):
    while True:
        z = state.w * x + state.b
        yield state, np.maximum(z, 0) - y * z + np.log1p(np.exp(-np.abs(z)))
        delta = lr * (1 / (1 + np.exp(-z)) - y)
        state = replace(state, w=state.w - delta * x, b=state.b - delta)


def train_neuron(x, y, w, b, lr, steps):
    from itertools import islice

    states, losses = zip(*islice(path(State(w, b), x, y, lr), steps + 1))
    return states[-1].w, states[-1].b, np.array(losses)

# %% einsum and columns of a table
def train_neuron(x, y, w, b, lr, steps):
    table = np.zeros((steps + 1, 3))
    table[0, :2] = w, b
    row = np.stack([x, 1.0])
    for i in range(steps + 1):
        p = 1 / (1 + np.exp(-np.einsum("i,i->", row, table[i, :2])))
        table[i, 2] = np.where(y == 1, -np.log(p), -np.log(1 - p))
        if i < steps:
            table[i + 1, :2] = table[i, :2] - lr * (p - y) * row
    return table[-1, 0], table[-1, 1], table[:, 2]
