# %% formula
def sgd_step(theta, grad, lr):
    return theta - grad * lr

# %% np.subtract with out
def sgd_step(theta, grad, lr):
    out = np.empty_like(theta)
    np.multiply(grad, lr, out=out)
    np.subtract(theta, out, out=out)
    return out

# %% comprehension
def sgd_step(theta, grad, lr):
    flat = [t - lr * g for t, g in zip(theta.ravel(), grad.ravel())]
    return np.array(flat).reshape(theta.shape)

# %% in place on a copy
def sgd_step(theta, grad, lr):
    theta = np.array(theta, dtype=float)
    theta -= lr * grad
    return theta

# %% sum of a stack
def sgd_step(theta, grad, lr):
    return np.sum([theta, -lr * grad], axis=0)

# %% vectorize
def sgd_step(theta, grad, lr):
    return np.vectorize(lambda t, g: t - lr * g, otypes=[float])(theta, grad)

# %% a loop
def sgd_step(theta, grad, lr):
    new = np.zeros(theta.shape)
    for i in np.ndindex(*theta.shape):
        new[i] = theta[i] + -lr * grad[i]
    return new

# %% tensordot with weights
def sgd_step(theta, grad, lr):
    return np.tensordot(np.array([1.0, -lr]), np.array([theta, grad]), axes=1)

# %% deepcopy
import copy


def sgd_step(theta, grad, lr):
    fresh = copy.deepcopy(theta)
    fresh += np.negative(grad) * lr
    return fresh
