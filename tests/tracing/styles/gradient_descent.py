# %% list and norm
def gradient_descent(grad, start, lr, n_iter=50, tol=1e-6):
    x = np.array(start, dtype=float)
    path = [x.copy()]
    for _ in range(n_iter):
        move = lr * grad(x)
        if np.linalg.norm(move) <= tol:
            break
        x = x - move
        if not np.all(np.isfinite(x)):
            raise ValueError("diverged")
        path.append(x)
    return x, np.array(path)

# %% root of the sum of squares
def gradient_descent(grad, start, lr, n_iter=50, tol=1e-6):
    points = [np.array(start, dtype=float)]
    for _ in range(n_iter):
        move = np.asarray(lr * grad(points[-1]), dtype=float)
        if np.sqrt(np.sum(move * move)) <= tol:
            break
        new = points[-1] - move
        if np.isnan(new).any() or np.isinf(new).any():
            raise ValueError("not finite")
        points.append(new)
    return points[-1], np.stack(points)

# %% preallocated path
def gradient_descent(grad, start, lr, n_iter=50, tol=1e-6):
    x = np.array(start, dtype=float)
    path = np.empty((n_iter + 1,) + x.shape)
    path[0] = x
    k = 0
    while k < n_iter:
        step = lr * grad(path[k])
        if np.linalg.norm(np.ravel(step)) <= tol:
            break
        path[k + 1] = path[k] - step
        if not np.isfinite(path[k + 1]).all():
            raise ValueError("take a smaller rate")
        k += 1
    return path[k].copy(), path[: k + 1].copy()

# %% a generator
def _iterates(grad, x, lr, n_iter, tol):
    yield x
    for _ in range(n_iter):
        move = lr * np.asarray(grad(x))
        if np.sqrt((np.abs(move) ** 2).sum()) <= tol:
            return
        x = x - move
        if not np.isfinite(x).all():
            raise ValueError("diverges")
        yield x


def gradient_descent(grad, start, lr, n_iter=50, tol=1e-6):
    path = list(_iterates(grad, np.array(start, dtype=float), lr, n_iter, tol))
    return path[-1], np.array(path)

# %% for and else
def gradient_descent(grad, start, lr, n_iter=50, tol=1e-6):
    x = 1.0 * np.asarray(start)
    path = [x]
    for i in range(n_iter):
        g = grad(x)
        if np.linalg.norm(lr * g) > tol:
            x = x - lr * g
            if np.any(~np.isfinite(x)):
                raise ValueError(f"diverged in step {i}")
            path.append(x)
        else:
            break
    return x, np.array(path)

# %% recursion
def gradient_descent(grad, start, lr, n_iter=50, tol=1e-6):
    def go(x, left):
        if left == 0:
            return [x]
        move = lr * grad(x)
        if np.linalg.norm(move) <= tol:
            return [x]
        new = x - move
        if not np.isfinite(new).all():
            raise ValueError("diverges")
        return [x, *go(new, left - 1)]

    path = go(np.array(start, dtype=float), n_iter)
    return path[-1], np.array(path)

# %% vstack
def gradient_descent(grad, start, lr, n_iter=50, tol=1e-6):
    x = np.array(start, dtype=float)
    path = x[np.newaxis]
    for _ in range(n_iter):
        move = lr * grad(x)
        if np.vdot(move, move) ** 0.5 <= tol:
            break
        x = np.subtract(x, move)
        if not np.isfinite(np.sum(x)):
            raise ValueError("diverges")
        path = np.concatenate((path, x[None]), axis=0)
    return x, path

# %% a class
class Descent:
    def __init__(self, grad, lr, tol):
        self.grad, self.lr, self.tol = grad, lr, tol

    def move(self, x):
        return np.multiply(self.lr, self.grad(x))

    def run(self, x, n_iter):
        path = [x]
        for _ in range(n_iter):
            m = self.move(path[-1])
            if np.linalg.norm(m) <= self.tol:
                break
            path.append(path[-1] - m)
            if not np.isfinite(path[-1]).all():
                raise ValueError("diverges")
        return path[-1], np.array(path)


def gradient_descent(grad, start, lr, n_iter=50, tol=1e-6):
    return Descent(grad, lr, tol).run(np.array(start, dtype=float), n_iter)
