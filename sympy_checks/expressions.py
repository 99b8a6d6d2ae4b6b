"""The field's formulas, each once, with range and source; SymPy takes the derivatives."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from sympy_checks.expression import (
    Application,
    Expression,
    add,
    apply,
    children,
    negate,
    number,
    postorder,
    rebuild,
    where,
)
from sympy_checks.parse import parse

Domains = Mapping[str, tuple[float, float]]


class Formula(NamedTuple):
    """A formula in plain notation, the open interval of each of its symbols, and the slide row."""

    text: str
    domains: Domains
    source: str

    def tree(self) -> Expression:
        """Return the expression."""
        return parse(self.text, tuple(self.domains))


_REAL = (-30.0, 30.0)
_UNIT = (0.0, 1.0)
_LABEL = (-1.0, 2.0)  # real labels around 0 and 1, so that formulas true of 0 and 1 alone are told apart
_WEIGHTS = {"x1": (-3.0, 3.0), "w1": (-3.0, 3.0), "b": (-2.0, 2.0)}
_LOSS = "-(y*log({0}) + (1 - y)*log(1 - {0}))"

FORMULAS: Mapping[str, Formula] = {
    "sigmoid": Formula("1/(1 + exp(-z))", {"z": _REAL}, "S0-23"),
    "tanh": Formula("tanh(z)", {"z": _REAL}, "S0-24"),
    "relu": Formula("max(z, 0)", {"z": _REAL}, "S0-25"),
    "leaky_relu": Formula("max(z, 0) + alpha*min(z, 0)", {"z": _REAL, "alpha": _UNIT}, "S0-26"),
    "elu": Formula("max(z, 0) + alpha*(exp(min(z, 0)) - 1)", {"z": _REAL, "alpha": (0.0, 5.0)}, "S0-28"),
    "elu_negative": Formula("alpha*(exp(z) - 1)", {"z": (-30.0, 0.0), "alpha": (0.0, 5.0)}, "S0-28"),
    "piecewise_linear": Formula("min(max(z + 1/2, 0), 1)", {"z": (-3.0, 3.0)}, "S2-06"),
    "softplus": Formula("log(1 + exp(z))", {"z": _REAL}, "Dugas et al. 2001"),
    "swish": Formula("z*sigma(z)", {"z": _REAL}, "Ramachandran, Zoph and Le 2017"),
    "gelu": Formula("z*Phi(z)", {"z": (-8.0, 8.0)}, "Hendrycks and Gimpel 2016"),
    "logistic_loss": Formula(_LOSS.format("phi"), {"phi": _UNIT, "y": _LABEL}, "S2-14"),
    "logistic_loss_of_z": Formula(_LOSS.format("sigma(z)"), {"z": _REAL, "y": _LABEL}, "S2-17"),
    "neuron_loss": Formula(_LOSS.format("sigma(w1*x1 + b)"), {**_WEIGHTS, "y": _LABEL}, "S3-26"),
}


def derivative(name: str, wrt: str) -> Expression:
    """Return the derivative of a formula of the table, worked out by SymPy."""
    return truth(name, wrt)


def truth(of: str, wrt: str = "", symbols: tuple[str, ...] = ()) -> Expression:
    """Return the derivative of `of` with respect to `wrt`, or `of` itself where `wrt` is empty.

    Args:
        of: a name of the table, or a formula over `symbols`.
        wrt: one of the symbols, or nothing.
        symbols: the symbols of a formula given as text.

    Raises:
        FormulaError: the text is no formula.
    """
    return _truth(of, wrt, tuple(symbols))


def formula(of: str, symbols: tuple[str, ...] = ()) -> Expression:
    """Return a formula of the table by name, or read one given as text."""
    return FORMULAS[of].tree() if of in FORMULAS else parse(of, symbols)


@lru_cache(maxsize=512)
def _truth(of: str, wrt: str, symbols: tuple[str, ...]) -> Expression:
    tree = formula(of, symbols)
    if not wrt:
        return tree
    from sympy_checks.to_sympy import from_sympy, symbol, to_sympy

    return without_kinks(from_sympy(to_sympy(tree).diff(symbol(wrt))))


def without_kinks(slope: Expression) -> Expression:
    """Return a derivative that has no value where a sign or a choice changes; SymPy gives it one there."""
    new: dict[int, Expression] = {}
    for node in postorder(slope):
        parts = tuple(new[id(part)] for part in children(node))
        built = rebuild(node, parts)
        if isinstance(built, Application) and built.name == "sign":
            built = _jumping(built.args[0], built)
        elif isinstance(built, Application) and built.name == "where" and _is_relation(built.args[0]):
            left, right = children(built.args[0])
            built = _jumping(add(left, negate(right)), built)
        new[id(node)] = built
    return new[id(slope)]


def _is_relation(condition: Expression) -> bool:
    return isinstance(condition, Application) and condition.name in ("lt", "le", "gt", "ge")


def _jumping(edge: Expression, value: Expression) -> Expression:
    # heaviside(0) has no value.
    return where(apply("eq", edge, number(0)), apply("heaviside", edge), value)
