# %% half z times one plus erf
def gelu(z):
    z = np.asarray(z, dtype=float)
    return 0.5 * z * (1 + erf(z / np.sqrt(2)))

# %% math.erf, vectorised
def gelu(z):
    return np.vectorize(lambda x: x / 2 * (1 + math.erf(x / math.sqrt(2))), otypes=[float])(z)

# %% constant before the function
ROOT_HALF = 1 / np.sqrt(2.0)


def gelu(z):
    z = np.array(z, dtype=float)
    return z * (0.5 + 0.5 * erf(z * ROOT_HALF))

# %% math.erfc
def gelu(z):
    z = np.asarray(z, dtype=float)
    phi = np.array([math.erfc(-x * 2**-0.5) / 2 for x in z.ravel()]).reshape(z.shape)
    return z * phi

# %% statistics
from statistics import NormalDist

_cdf = np.vectorize(NormalDist(0, 1).cdf, otypes=[float])


def gelu(z):
    return np.multiply(z, _cdf(z))

# %% nditer with a multi index
def gelu(z):
    z = np.asarray(z, dtype=float)
    out = np.zeros(z.shape)
    it = np.nditer(z, flags=["multi_index"])
    while not it.finished:
        x = float(z[it.multi_index])
        out[it.multi_index] = x * (1 + math.erf(x / 2**0.5)) / 2
        it.iternext()
    return out

# %% a helper for the distribution
def normal_cdf(x):
    return (1.0 + erf(x / math.sqrt(2.0))) / 2.0


def gelu(z):
    pre = np.asarray(z, dtype=np.float64)
    return pre * normal_cdf(pre)

# %% symmetric halves
def gelu(z):
    z = np.asarray(z, dtype=float)
    return (z + np.abs(z) * erf(np.abs(z) / math.sqrt(2))) / 2

# %% from import
from math import sqrt


def gelu(z):
    z = np.asarray(z, dtype=float)
    return np.multiply(np.divide(z, 2), np.add(1, erf(np.divide(z, sqrt(2)))))
