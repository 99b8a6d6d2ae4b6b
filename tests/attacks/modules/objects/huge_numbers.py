"""Returns whole numbers of a million digits, fractions and decimals."""

import decimal
import fractions


def attack(name, *args, **kwargs):
    return {
        "relu": 10**400_000,
        "tanh": fractions.Fraction(1, 10**5000),
        "sigmoid": decimal.Decimal("sNaN"),
        "softmax": 1j * 10**300,
    }.get(name, -(2**63) - 1)
