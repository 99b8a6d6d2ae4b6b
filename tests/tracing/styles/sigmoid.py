# %% where on the safe exponential, errstate
def sigmoid(z):
    z = np.asarray(z, dtype=float)
    with np.errstate(over="ignore", under="ignore"):
        return np.where(z < 0, np.exp(np.minimum(z, 0)) / (np.exp(np.minimum(z, 0)) + 1), 1 / (np.exp(-z) + 1))

# %% masks read and written, math elsewhere
def sigmoid(z):
    z = np.array(z, dtype=np.float64)
    neg = z < 0
    out = np.zeros_like(z)
    ez = np.exp(z[neg])
    out[neg] = ez / (1.0 + ez)
    out[~neg] = 1.0 / (1.0 + np.exp(-z[~neg]))
    return out

# %% decorator vectorize with type hints
@np.vectorize
def _logistic(x: float) -> float:
    if x < 0:
        e = math.exp(x)
        return e / (1.0 + e)
    return 1.0 / (1.0 + math.exp(-x))


def sigmoid(z):
    return np.asarray(_logistic(np.asarray(z, float)))

# %% piecewise
def sigmoid(z):
    z = np.asarray(z, dtype=float)
    return np.piecewise(
        z,
        [z >= 0, z < 0],
        [lambda t: 1 / (1 + np.exp(-t)), lambda t: np.exp(t) / (1 + np.exp(t))],
    )

# %% a class with a call
class Logistic:
    half = 0.5

    def __call__(self, z):
        return self.half + self.half * np.tanh(self.half * np.array(z, dtype=float))


def sigmoid(z):
    return Logistic()(z)

# %% list comprehension over the flat array
def sigmoid(z):
    z = np.asarray(z, dtype=float)
    flat = [1 / (1 + math.exp(-t)) if t >= 0 else 1 - 1 / (1 + math.exp(t)) for t in z.ravel()]
    return np.array(flat, dtype=float).reshape(z.shape)

# %% through logaddexp
from numpy import logaddexp, exp


def sigmoid(z):
    return exp(-logaddexp(0.0, -np.asarray(z, dtype=float)))

# %% nditer
def sigmoid(z):
    z = np.asarray(z, dtype=float)
    out = np.empty(z.shape)
    with np.nditer([z, out], op_flags=[["readonly"], ["writeonly"]]) as it:
        for a, b in it:
            e = np.exp(-np.abs(a))
            b[...] = (1.0 if a > 0 else e) / (1.0 + e)
    return out

# %% select, in place with out
def sigmoid(z):
    z = np.array(z, dtype=float)
    e = np.empty_like(z)
    np.abs(z, out=e)
    np.negative(e, out=e)
    np.exp(e, out=e)
    return np.select([z > 0, z <= 0], [1 / (1 + e), e / (1 + e)])
