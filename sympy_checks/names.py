"""What typed names mean: Greek letters, other spellings of functions, names refused with a reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from fractions import Fraction

from sympy_checks.expression import Expression, Number, add, apply, divide, multiply, negate, power

_GREEK_NAMES = """
    alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu
    xi omicron pi rho sigma tau upsilon phi chi psi omega
"""
_CAPITALS = {"Γ": "Gamma", "Δ": "Delta", "Θ": "Theta", "Λ": "Lambda", "Ξ": "Xi", "Π": "Pi", "Σ": "Sigma"}
_CAPITALS |= {"Φ": "Phi", "Ψ": "Psi", "Ω": "Omega"}
_LOWER = dict(zip("αβγδεζηθικλμνξοπρστυφχψω", _GREEK_NAMES.split(), strict=True))
GREEK: Mapping[str, str] = {
    **_LOWER,
    **_CAPITALS,
    "ς": "sigma",
    "ϕ": "phi",
    "ϑ": "theta",
    "ϵ": "epsilon",
    "µ": "mu",
}
"""Letter -> name. Capitals that look Latin (Alpha, Beta, …) are left out: they are confusable."""

_VARIANTS = {"varphi": "phi", "varepsilon": "epsilon", "vartheta": "theta", "varsigma": "sigma", "ŷ": "yhat"}
_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789", "_{}")

_INDEX = re.compile(r"_?([0-9]+)\Z")

MODULES = frozenset(["np", "numpy", "math", "jnp", "torch", "sp", "sympy", "scipy", "special", "cmath"])

ALIASES: Mapping[str, str] = {
    "ln": "log",
    "sigmoid": "sigma",
    "logistic": "sigma",
    "expit": "sigma",
    "absolute": "abs",
    "fabs": "abs",
    "maximum": "max",
    "fmax": "max",
    "minimum": "min",
    "fmin": "min",
    "arctan": "atan",
    "arctanh": "atanh",
    "artanh": "atanh",
    "sgn": "sign",
    "step": "heaviside",
    "ReLU": "relu",
}


def _number(value: int) -> Expression:
    return Number(Fraction(value))


def _over(name: str) -> Callable[[Expression], Expression]:
    return lambda x: divide(_number(1), apply(name, x))


DERIVED: Mapping[str, tuple[int, Callable[..., Expression]]] = {
    "log1p": (1, lambda x: apply("log", add(_number(1), x))),
    "expm1": (1, lambda x: add(apply("exp", x), negate(_number(1)))),
    "log2": (1, lambda x: divide(apply("log", x), apply("log", _number(2)))),
    "log10": (1, lambda x: divide(apply("log", x), apply("log", _number(10)))),
    "exp2": (1, lambda x: power(_number(2), x)),
    "tan": (1, lambda x: divide(apply("sin", x), apply("cos", x))),
    "coth": (1, lambda x: divide(_number(1), apply("tanh", x))),
    "sech": (1, _over("cosh")),
    "csch": (1, _over("sinh")),
    "square": (1, lambda x: power(x, _number(2))),
    "reciprocal": (1, lambda x: divide(_number(1), x)),
    "negative": (1, negate),
    "pow": (2, power),
    "power": (2, power),
    "multiply": (2, multiply),
    "divide": (2, divide),
    "add": (2, add),
    "subtract": (2, lambda a, b: add(a, negate(b))),
    "logaddexp": (2, lambda a, b: apply("log", add(apply("exp", a), apply("exp", b)))),
}
"""Functions that are written out when they are read: number of arguments and the tree."""

_CALCULUS = """
    diff Derivative derivative Integral integrate limit Limit lim
    grad gradient int sum prod partial nabla prime D
"""
_DIFFERENTIAL = re.compile("d[a-zA-Z]?[0-9]?")
_CODE = (
    "lambda if else for in and or not is import from def class return eval exec open print while yield await"
)
_NOT_NUMBERS = "nan NaN inf Inf infinity Infinity oo infty"


def canonical(name: str) -> str:
    """Return the one spelling of a name: `α` and `varalpha` as `alpha`, `a_{31}` and `a₃₁` as `a31`."""
    plain = name.translate(_SUBSCRIPTS)
    spelt = "".join(GREEK.get(letter, letter) for letter in plain)
    return _VARIANTS.get(spelt, spelt)


def indexed(name: str) -> tuple[str, str]:
    """Return a name and its number: `alpha1` and `alpha_1` as "alpha" and "1", `lr` as "lr" and nothing."""
    found = _INDEX.search(name)
    return (name[: found.start()], found[1]) if found and found.start() else (name, "")


def refusal(name: str) -> str | None:
    """Return why a name is never part of a formula, or None."""
    if name in _CALCULUS.split() or _DIFFERENTIAL.fullmatch(name):
        return f"an answer holds no unevaluated calculus, got '{name}'; do the derivative yourself"
    if name in _CODE.split():
        return f"a formula holds no program code, got '{name}'; write one formula"
    if name in _NOT_NUMBERS.split():
        return f"a formula holds only finite numbers, got '{name}'; leave it out"
    return None
