# %% product rule
def swish_grad(z):
    z = np.asarray(z, dtype=float)
    s = sigmoid(z)
    return s + z * s * (1 - s)

# %% with the derivative of before
def swish_grad(z):
    return sigmoid(z) + np.asarray(z, dtype=float) * sigmoid_grad(z)

# %% factored
def swish_grad(z):
    z = np.asarray(z, dtype=float)
    s = sigmoid(z)
    return s * (1 + z * (1 - s))

# %% tanh and math
def swish_grad(z):
    z = np.asarray(z, dtype=float)
    out = np.empty(z.shape)
    for i, x in np.ndenumerate(z):
        t = math.tanh(0.5 * x)
        out[i] = 0.5 * (1 + t) + 0.25 * x * (1 + t) * (1 - t)
    return out

# %% from the value
def swish_grad(z):
    y = swish(z)
    return y + sigmoid(z) * np.subtract(1, y)

# %% masks
def swish_grad(z):
    z = np.array(z, dtype=float)
    e = np.exp(-np.abs(z))
    gate = np.empty_like(z)
    right = z >= 0
    gate[right] = 1 / (1 + e[right])
    gate[~right] = e[~right] / (1 + e[~right])
    return gate + z * gate - z * gate**2

# %% dual numbers
class Dual:
    def __init__(self, value, slope):
        self.value, self.slope = value, slope

    def __mul__(self, other):
        return Dual(self.value * other.value, self.value * other.slope + self.slope * other.value)


def swish_grad(z):
    z = np.asarray(z, dtype=float)
    s = sigmoid(z)
    return (Dual(z, np.ones_like(z)) * Dual(s, s * (1 - s))).slope

# %% clipped quotient
def swish_grad(z):
    z = np.asarray(z, dtype=float)
    e = np.exp(-np.clip(z, -350, 350))
    return 1 / (1 + e) + z * e / (1 + e) ** 2
