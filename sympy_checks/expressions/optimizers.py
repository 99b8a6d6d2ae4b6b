"""One step of each optimizer (u08) for one entry of theta, from the state before it.

State and hyperparameters have the names of the exercises; `t` counts the steps already taken. Velocities,
sums, averages, moments and norms are the new state; a state that two optimizers share stands once. After the
optimizers stand learning rates, clipping, and what gradient descent does on a parabola.
"""

from __future__ import annotations

from collections.abc import Mapping

from sympy_checks.expressions.entry import SMALL, Domains, Formula, over

_STEP: Domains = {"theta": SMALL, "grad": SMALL, "lr": (0.001, 0.5)}
_EPS: Domains = {"eps": (1e-8, 0.05)}
_BETA: Domains = {"beta": (0.1, 0.99)}
_RHO: Domains = {"rho": (0.1, 0.99)}
_U: Domains = {"u": (-2.0, 2.0)}
_SQUARES: Domains = {"s": (0.01, 4.0)}
_UPDATES: Domains = {"d": (0.01, 4.0)}
_TAKEN: Domains = {"t": (0.0, 20.0)}
_FIRST: Domains = {"m": (-2.0, 2.0), "beta1": (0.1, 0.99)}
_SECOND: Domains = {"v": (0.01, 4.0), "beta2": (0.5, 0.999)}
_ADAM: Domains = {**_STEP, **_FIRST, **_SECOND, **_TAKEN, **_EPS}
_LARGEST: Domains = {"u": (0.01, 4.0), "beta2": (0.5, 0.999)}
_FTRL: Domains = {"theta": SMALL, "grad": SMALL, "lr": (0.01, 0.5), "z": SMALL, "n": (0.01, 4.0)}

_VELOCITY = "(beta*u + grad)"
_AVERAGE = "rho*s + (1 - rho)*grad^2"
_CHANGE = f"sqrt(d + eps)/sqrt({_AVERAGE} + eps)*grad"
_M = "(beta1*m + (1 - beta1)*grad)"
_V = "(beta2*v + (1 - beta2)*grad^2)"
_M_HAT = f"{_M}/(1 - beta1^(t + 1))"
_V_HAT = f"{_V}/(1 - beta2^(t + 1))"
_MAX = "max(beta2*u, abs(grad))"
_AHEAD = f"(beta1*{_M}/(1 - beta1^(t + 2)) + (1 - beta1)*grad/(1 - beta1^(t + 1)))"
_Z = "(z + grad - (sqrt(n + grad^2) - sqrt(n))/lr*theta)"

OPTIMIZERS: Mapping[str, Formula] = {
    "sgd_step": Formula("theta - lr*grad", _STEP, "S0-29, S2-20"),
    "momentum_velocity": Formula(_VELOCITY, {"grad": SMALL, **_U, **_BETA}, "S3-30"),
    "momentum_step": Formula(f"theta - lr*{_VELOCITY}", {**_STEP, **_U, **_BETA}, "S3-30"),
    "deck_momentum_velocity": Formula(
        "beta*u - lr*grad", {"grad": SMALL, "lr": (0.001, 0.5), **_U, **_BETA}, "S3-30, the deck's form"
    ),
    "deck_momentum_step": Formula(
        "theta + beta*u - lr*grad", {**_STEP, **_U, **_BETA}, "S3-30, the deck's form"
    ),
    "nesterov_step": Formula(f"theta - lr*(grad + beta*{_VELOCITY})", {**_STEP, **_U, **_BETA}, "S3-30"),
    "squares_sum": Formula("s + grad^2", {"grad": SMALL, **_SQUARES}, "S0-32"),
    "adagrad_step": Formula(
        "theta - lr*grad/(sqrt(s + grad^2) + eps)", {**_STEP, **_SQUARES, **_EPS}, "S0-32"
    ),
    "squares_average": Formula(_AVERAGE, {"grad": SMALL, **_SQUARES, **_RHO}, "S0-31"),
    "rmsprop_step": Formula(
        f"theta - lr*grad/(sqrt({_AVERAGE}) + eps)", {**_STEP, **_SQUARES, **_RHO, **_EPS}, "S0-31"
    ),
    "adadelta_updates": Formula(
        f"rho*d + (1 - rho)*({_CHANGE})^2",
        {"grad": SMALL, **_SQUARES, **_UPDATES, **_RHO, **_EPS},
        "S3-33",
    ),
    "adadelta_step": Formula(
        f"theta - lr*{_CHANGE}", {**_STEP, **_SQUARES, **_UPDATES, **_RHO, **_EPS}, "S3-33"
    ),
    "adam_first_moment": Formula(_M, {"grad": SMALL, **_FIRST}, "S0-30"),
    "adam_second_moment": Formula(_V, {"grad": SMALL, **_SECOND}, "S0-30"),
    "adam_step": Formula(f"theta - lr*{_M_HAT}/(sqrt({_V_HAT}) + eps)", _ADAM, "S0-30"),
    "adamw_step": Formula(
        f"theta*(1 - lr*weight_decay) - lr*{_M_HAT}/(sqrt({_V_HAT}) + eps)",
        {**_ADAM, "weight_decay": (0.001, 0.5)},
        "S0-33, Loshchilov and Hutter 2019",
    ),
    "adamax_norm": Formula(_MAX, {"grad": SMALL, **_LARGEST}, "S3-34, Kingma and Ba 2015"),
    "adamax_step": Formula(
        f"theta - lr/(1 - beta1^(t + 1))*{_M}/({_MAX} + eps)",
        {**_STEP, **_FIRST, **_LARGEST, **_TAKEN, **_EPS},
        "S3-34, Kingma and Ba 2015",
    ),
    "nadam_step": Formula(f"theta - lr*{_AHEAD}/(sqrt({_V_HAT}) + eps)", _ADAM, "S3-34, Dozat 2016"),
    "ftrl_z": Formula(_Z, _FTRL, "S3-31, McMahan et al. 2013"),
    "ftrl_step": Formula(
        f"-({_Z} - min(max({_Z}, -l1), l1))/((beta + sqrt(n + grad^2))/lr + l2)",
        {**_FTRL, "beta": (0.1, 2.0), **over((0.0, 1.0), "l1 l2")},
        "S3-31, McMahan et al. 2013",
    ),
    "clipped_entry": Formula(
        "g1*min(1, max_norm/sqrt(g1^2 + g2^2))",
        {**over(SMALL, "g1 g2"), "max_norm": (0.1, 4.0)},
        "Pascanu, Mikolov and Bengio 2013",
    ),
    "warmup": Formula(
        "lr*t/warmup", {"lr": (0.001, 0.5), "t": (0.0, 10.0), "warmup": (1.0, 10.0)}, "Goyal et al. 2017"
    ),
    "cosine_rate": Formula(
        "lr/2*(1 + cos(pi*(t - warmup)/(total - warmup)))",
        {"lr": (0.001, 0.5), "t": (10.0, 100.0), "warmup": (0.0, 10.0), "total": (100.0, 200.0)},
        "Loshchilov and Hutter 2017",
    ),
    "descent_on_parabola": Formula(
        "x*(1 - lr*curvature)^k",
        {"x": SMALL, "lr": (0.01, 0.5), "curvature": (0.1, 2.0), "k": (1.0, 8.0)},
        "S1-22",
    ),
    "momentum_steady_step": Formula(
        "lr*grad/(1 - beta)", {"grad": SMALL, "lr": (0.001, 0.5), **_BETA}, "S3-30"
    ),
    "gradient_variance": Formula("variance/size", {"variance": (0.01, 5.0), "size": (1.0, 64.0)}, "S3-36"),
}
