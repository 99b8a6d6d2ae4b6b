"""The field's formulas, each once, with range and source; SymPy takes the derivatives."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

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
from sympy_checks.expressions.activations import ACTIVATIONS
from sympy_checks.expressions.entry import Domains, Formula
from sympy_checks.expressions.losses import LOSSES
from sympy_checks.expressions.networks import NETWORKS
from sympy_checks.expressions.neurons import NEURONS
from sympy_checks.expressions.optimizers import OPTIMIZERS
from sympy_checks.expressions.rates import RATES
from sympy_checks.parse import parse

__all__ = ["FORMULAS", "Domains", "Formula", "derivative", "formula", "truth", "without_kinks"]

FORMULAS: Mapping[str, Formula] = {
    **NEURONS,
    **RATES,
    **ACTIVATIONS,
    **LOSSES,
    **NETWORKS,
    **OPTIMIZERS,
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
