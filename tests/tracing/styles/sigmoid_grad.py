# %% s times one minus s
def sigmoid_grad(z):
    s = sigmoid(z)
    return s * (1.0 - s)

# %% cosh form
def sigmoid_grad(z):
    h = np.clip(np.asarray(z, dtype=float) / 2, -300, 300)
    return 1.0 / (4.0 * np.cosh(h) ** 2)

# %% variance form
def sigmoid_grad(z):
    s = np.asarray(sigmoid(z))
    return 0.25 - np.square(s - 0.5)

# %% vectorize with math
def sigmoid_grad(z):
    def f(x):
        e = math.exp(-math.fabs(x))
        return e / math.pow(1 + e, 2)

    g = np.vectorize(f, otypes=["float64"])
    return g(z)

# %% frompyfunc and astype
def sigmoid_grad(z):
    def slope(x):
        t = math.tanh(x / 2)
        return (1 - t**2) / 4

    return np.asarray(np.frompyfunc(slope, 1, 1)(np.asarray(z, float))).astype(float)

# %% index loop over a flat view
def sigmoid_grad(z):
    z = np.array(z, dtype=float)
    out = np.zeros(z.size)
    flat = z.reshape(-1)
    for i in range(flat.size):
        s = float(sigmoid(flat[i]))
        out[i] = s - s * s
    return out.reshape(z.shape)

# %% product of both tails
def sigmoid_grad(z):
    z = np.asarray(z, dtype=np.float64)
    return np.multiply(sigmoid(z), sigmoid(np.negative(z)))

# %% exp of minus absolute, where unnecessary
def sigmoid_grad(z):
    a = np.abs(np.array(z, dtype=float))
    d = np.exp(-a)
    denominator = 1 + 2 * d + d * d
    return d / denominator

# %% masks on both sides
def sigmoid_grad(z):
    z = np.array(z, dtype=float)
    out = np.empty_like(z)
    m = z > 0
    p = np.exp(-z[m])
    out[m] = p / (1 + p) ** 2
    q = np.exp(z[~m])
    out[~m] = q / (1 + q) ** 2
    return out
