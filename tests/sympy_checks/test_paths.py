"""Five steps by the formulas of the table end where PyTorch, Keras and optax do.

Measured with PyTorch 2.13, Keras 3.15 (deck momentum, Adamax) and optax 0.2.8 (Nadam) in float64 on
½xᵀAx − bᵀx with ε = 0.01; FTRL after McMahan et al. 2013.
"""

from __future__ import annotations

import numpy as np
import pytest

from sympy_checks.expressions import FORMULAS, formula
from sympy_checks.numeric import to_numpy

A, B = np.array([[2.0, 0.5], [0.5, 8.0]]), np.array([1.0, -2.0])
START = np.array([1.0, -1.5])
DROP = (0.05, 0.05, 0.005, 0.005, 0.005)
ADAM = {"beta1": 0.9, "beta2": 0.999, "eps": 0.01}
MOMENTS = {"m": "adam_first_moment", "v": "adam_second_moment"}

PATHS = [
    ("sgd_step", {}, {}, 0.05, (0.8778903857421875, -0.40117293945312504)),
    ("momentum_step", {"u": "momentum_velocity"}, {"beta": 0.9}, 0.05, (0.6348594482421875, 0.5648962011718749)),
    ("momentum_step", {"u": "momentum_velocity"}, {"beta": 0.9}, DROP, (0.9233932487451173, -0.14733985083007806)),
    ("deck_momentum_step", {"u": "deck_momentum_velocity"}, {"beta": 0.9}, DROP, (0.8435788704248046, 1.3307818416894532)),
    ("nesterov_step", {"u": "momentum_velocity"}, {"beta": 0.9}, 0.05, (0.538988527892041, -0.09283650114951174)),
    ("adagrad_step", {"s": "squares_sum"}, {"eps": 0.01}, 0.1, (0.8144623590458239, -1.1935632762907846)),
    ("adadelta_step", {"s": "squares_average", "d": "adadelta_updates"}, {"rho": 0.9, "eps": 0.01}, 1.0, (0.6066395301997785, -0.44953833924361486)),
    ("rmsprop_step", {"s": "squares_average"}, {"rho": 0.9, "eps": 0.01}, 0.05, (0.7654032976673466, -1.0135317396424508)),
    ("adam_step", MOMENTS, ADAM, 0.1, (0.716430421090664, -1.0062231239266628)),
    ("adamw_step", MOMENTS, {**ADAM, "weight_decay": 0.1}, 0.1, (0.7000655028145039, -0.9437996844189459)),
    ("adamax_step", {"m": "adam_first_moment", "u": "adamax_norm"}, ADAM, 0.1, (0.7427306292469024, -1.0418062976834381)),
    ("nadam_step", MOMENTS, ADAM, 0.1, (0.7338901144266862, -0.9459627892814225)),
    ("ftrl_step", {"z": "ftrl_z", "n": "squares_sum"}, {"beta": 0.0, "l1": 0.1, "l2": 0.0}, 0.1, (0.8114260288938198, -1.1923413317999187)),
    ("ftrl_step", {"z": "ftrl_z", "n": "squares_sum"}, {"beta": 1.0, "l1": 0.0, "l2": 0.0}, 0.1, (0.34028804301497145, -1.0804341217237061)),
]  # fmt: skip


def value(name, known):
    # The sum of squares that FTRL calls n has the name of Adagrad's.
    known = {"s": known.get("n"), **known}
    return to_numpy(formula(name))({symbol: np.asarray(known[symbol]) for symbol in FORMULAS[name].domains})


@pytest.mark.parametrize(("step", "state", "options", "rate", "end"), PATHS)
def test_five_steps_end_where_the_libraries_do(step, state, options, rate, end):
    theta, kept = START, dict.fromkeys(state, np.zeros(2))
    for taken, lr in enumerate(np.broadcast_to(rate, 5)):
        grad = A @ theta - B
        known = {**options, **kept, "theta": theta, "grad": grad, "lr": lr, "t": float(taken)}
        theta = value(step, known)
        kept = {key: value(name, known) for key, name in state.items()}

    np.testing.assert_allclose(theta, end, rtol=1e-12)
