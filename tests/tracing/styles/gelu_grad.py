# %% product rule
def gelu_grad(z):
    z = np.asarray(z, dtype=float)
    cdf = 0.5 * (1 + erf(z / np.sqrt(2)))
    pdf = np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
    return cdf + z * pdf

# %% math, vectorised
def gelu_grad(z):
    def one(x):
        return 0.5 * (1 + math.erf(x / math.sqrt(2))) + x * math.exp(-0.5 * x * x) / math.sqrt(2 * math.pi)

    return np.vectorize(one, otypes=[float])(z)

# %% constants beforehand
A = math.sqrt(0.5)
B = 1 / math.sqrt(2 * math.pi)


def gelu_grad(z):
    z = np.array(z, dtype=float)
    return 0.5 + 0.5 * erf(A * z) + B * z * np.exp(-z * z / 2)

# %% half the derivative of erf
def gelu_grad(z):
    z = np.asarray(z, dtype=float)
    t = z / np.sqrt(2)
    return 0.5 * (1 + erf(t)) + 0.5 * z * (2 / np.sqrt(np.pi) * np.exp(-np.square(t))) / np.sqrt(2)

# %% np.power of e
def gelu_grad(z):
    z = np.asarray(z, dtype=float)
    return (1 + erf(z / 2**0.5)) / 2 + z * np.power(np.e, -0.5 * z**2) / (2 * math.pi) ** 0.5

# %% loop
def gelu_grad(z):
    z = np.asarray(z, dtype=float)
    out = np.empty(z.size)
    for i, x in enumerate(z.ravel()):
        out[i] = math.erfc(-x / math.sqrt(2)) / 2 + x / math.sqrt(math.tau) * math.exp(-(x**2) / 2)
    return out.reshape(z.shape)

# %% statistics
import statistics

_n = statistics.NormalDist()


def gelu_grad(z):
    z = np.asarray(z, dtype=float)
    return np.vectorize(_n.cdf, otypes=[float])(z) + z * np.vectorize(_n.pdf, otypes=[float])(z)

# %% a tuple of both factors
def gelu_grad(z):
    z = np.asarray(z, dtype=float)
    factors = (z, 1.0), (erf(z / math.sqrt(2)) / 2 + 0.5, np.exp(-z * z / 2) * 0.3989422804014327)
    (u, du), (v, dv) = factors
    return u * dv + du * v
