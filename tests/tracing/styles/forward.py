# %% the formula
def forward(x, w, b):
    z = np.asarray(x, dtype=float) * w + b
    return z, 1.0 / (1.0 + np.exp(-z))

# %% a helper
def squash(z):
    return np.exp(z) / (np.exp(z) + 1)


def forward(x, w, b):
    z = float(w) * np.asarray(x, dtype=float) + float(b)
    return z, squash(z)

# %% stable with where
def forward(x, w, b):
    z = w * np.array(x, dtype=float) + b
    e = np.exp(-np.abs(z))
    return z, np.where(z >= 0, 1 / (1 + e), e / (1 + e))

# %% a dict on the way
def forward(x, w, b):
    cache = {}
    cache["z"] = np.add(np.multiply(w, x), b) * 1.0
    cache["yhat"] = np.power(1 + np.exp(-cache["z"]), -1)
    return cache["z"], cache["yhat"]

# %% loops
def forward(x, w, b):
    x = np.asarray(x, dtype=float)
    z, yhat = np.zeros(x.shape), np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        z[i] = w * x[i] + b
        yhat[i] = 1 / (1 + math.exp(-z[i]))
    return z, yhat

# %% vectorize with two outputs
def forward(x, w, b):
    def one(s):
        z = w * float(s) + b
        return z, 1 / (1 + math.e ** (-z))

    z, yhat = np.vectorize(one, otypes=[float, float])(x)
    return z, yhat

# %% logaddexp
def forward(x, w, b):
    z = np.asarray(x, dtype=np.float64) * w + b
    return z, np.exp(-np.logaddexp(0, -z))

# %% a generator
def forward(x, w, b):
    def values():
        z = np.asarray(x, dtype=float) * w + b
        yield z
        yield 0.5 + np.tanh(z / 2) / 2

    return tuple(values())
