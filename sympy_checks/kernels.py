"""The kernels of a normal form: symbols, exponentials, logarithms, roots, with their values on a region."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

import numpy as np

from sympy_checks import polynomial as poly
from sympy_checks.kernel import Kernel, Kind, SplitError, UnprovableError
from sympy_checks.numeric import Array
from sympy_checks.polynomial import ONE, Budget, Monomial, Polynomial, Ratio

_ODD = frozenset(["sin", "atan", "atanh", "erf"])
_CALL: Mapping[str, Callable[[Array], Array]] = {
    "sin": np.sin,
    "cos": np.cos,
    "atan": np.arctan,
    "atanh": np.arctanh,
    "floor": np.floor,
}
_NEGLIGIBLE = 1e-9
_PRIMES = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31)
_LARGEST_POWER = 60


class Kernels:
    """The generators met so far on one region, and arithmetic that knows them."""

    def __init__(
        self, region: Mapping[str, Array], positive: frozenset[str], unit: int, budget: Budget
    ) -> None:
        self.region = region
        self.positive = positive
        self.unit = unit
        self.budget = budget
        self.known: list[Kernel] = []
        self.symbols: dict[str, int] = {}
        self.size = len(next(iter(region.values()))) if region else 1

    def add(self, one: Ratio, other: Ratio) -> Ratio:
        """Return the sum."""
        return poly.add(one, other, self.budget)

    def multiply(self, one: Ratio, other: Ratio) -> Ratio:
        """Return the product."""
        return poly.multiply(one, other, self.budget)

    def divide(self, one: Ratio, other: Ratio) -> Ratio:
        """Return the quotient; raises ZeroDivisionError."""
        if self.is_zero(other):
            raise ZeroDivisionError
        return self.multiply(one, poly.invert(other, self.budget))

    def raised(self, base: Ratio, exponent: int) -> Ratio:
        """Return an integer power."""
        if abs(exponent) > _LARGEST_POWER:
            raise UnprovableError
        if exponent < 0:
            return self.raised(poly.invert(base, self.budget), -exponent)
        above = poly.power(base.above, exponent, self.budget)
        return Ratio(above, {key: own * exponent for key, own in base.below.items()} if exponent else {})

    def generator(self, place: int, exponent: int = 1) -> Ratio:
        """Return a power of a kernel."""
        return Ratio({((place, exponent),) if exponent else ONE: Fraction(1)}, {})

    def new(self, kernel: Kernel) -> int:
        """Take up a kernel."""
        self.known.append(kernel)
        return len(self.known) - 1

    def symbol(self, name: str) -> Ratio:
        """Return a variable (or pi, which is one here)."""
        if name not in self.symbols:
            values = self.region.get(name, np.full(self.size, np.pi))
            sure = name in self.positive or name not in self.region
            self.symbols[name] = self.new(Kernel("symbol", values, sure))
        return self.generator(self.symbols[name])

    def values(self, ratio: Ratio) -> Array:
        """Return the values in float64."""
        with np.errstate(all="ignore"):
            below = np.ones(self.size)
            for key, exponent in ratio.below.items():
                below = below * self._polynomial(dict(key)) ** exponent
            return self._polynomial(ratio.above) / below

    def _polynomial(self, value: Polynomial) -> Array:
        result = np.zeros(self.size)
        for monomial, coefficient in value.items():
            term = np.full(self.size, float(coefficient))
            for place, exponent in monomial:
                term = term * self.known[place].values ** float(exponent)
            result = result + term
        return result

    def sign(self, ratio: Ratio, *, jump: bool = False) -> int:
        """Return the sign on this region; raises SplitError where it changes.

        `jump`: something jumps where it is 0, so such a point must be among those scanned.
        """
        if not ratio.above:
            return 0
        if self._surely_positive(ratio):
            return 1
        values = self.values(ratio)
        above, below = values > 0, values < 0
        if not above.any() and not below.any():
            raise UnprovableError
        if above.any() and below.any():
            if jump and not (values == 0).any():
                raise UnprovableError
            raise SplitError((above, below))
        return 1 if above.any() else -1

    def _surely_positive(self, ratio: Ratio) -> bool:
        return self._positive(ratio.above) and all(self._positive(dict(key)) for key in ratio.below)

    def _positive(self, value: Mapping[Monomial, Fraction]) -> bool:
        return all(
            coefficient > 0
            and all(exponent % 2 == 0 or self.known[place].positive for place, exponent in monomial)
            for monomial, coefficient in value.items()
        )

    def exp(self, argument: Ratio) -> Ratio:
        """Return exp of a sum as the product of exps."""
        result = poly.number(1)
        if not argument.is_polynomial:
            lead = argument.above[max(argument.above)]
            return self._exp(poly.scale(argument, 1 / lead), lead)
        for monomial, coefficient in argument.above.items():
            result = self.multiply(result, self._exp_term(monomial, coefficient))
        return result

    def _exp_term(self, monomial: Monomial, coefficient: Fraction) -> Ratio:
        if len(monomial) == 1 and monomial[0][1] == 1 and self.known[monomial[0][0]].kind == "log":
            return self._root(monomial[0][0], coefficient)
        return self._exp(Ratio({monomial: Fraction(1)}, {}), coefficient)

    def _exp(self, argument: Ratio, coefficient: Fraction) -> Ratio:
        """Return exp(coefficient·argument) as a power of exp(argument/unit)."""
        count = coefficient * self.unit
        if count.denominator != 1:
            return self.generator(self._finer(argument, coefficient))
        return self.generator(self._finer(argument, Fraction(1, self.unit)), int(count))

    def _finer(self, argument: Ratio, coefficient: Fraction) -> int:
        scaled = poly.scale(argument, coefficient)
        place = self._found("exp", scaled)
        if place is not None:
            return place
        with np.errstate(all="ignore"):
            values = np.exp(self.values(scaled))
        return self.new(Kernel("exp", values, positive=True, argument=scaled))

    def _root(self, log: int, coefficient: Fraction) -> Ratio:
        """Return exp(coefficient·log(a)), a power of a with what is left as a root of it."""
        inner = self.known[log].argument
        assert inner is not None
        whole = coefficient.numerator // coefficient.denominator
        rest = (coefficient - whole) * self.unit
        if rest.denominator != 1:
            raise UnprovableError
        result = self.raised(inner, whole)
        if not rest:
            return result
        place = self._found("root", inner)
        if place is None:
            with np.errstate(all="ignore"):
                values = self.values(inner) ** (1.0 / self.unit)
            place = self.new(Kernel("root", values, True, inner, self.unit, inner))  # noqa: FBT003 - a root is positive
        return self.multiply(result, self.generator(place, int(rest)))

    def log(self, argument: Ratio) -> Ratio:
        """Return the logarithm of a product as a sum of logarithms of positive factors."""
        if self.sign(argument) <= 0:
            raise UnprovableError
        lead, monomial, rest = poly.content(argument.above)
        result = self._log_number(abs(lead))
        for place, exponent in monomial:
            result = self.add(result, poly.scale(self._log_kernel(place), exponent))
        factors = [(rest, 1), *((dict(key), -exponent) for key, exponent in argument.below.items())]
        for factor, exponent in factors:
            if factor != poly.constant(1):
                result = self.add(result, poly.scale(self._log_factor(Ratio(factor, {})), exponent))
        return result

    def _log_number(self, value: Fraction) -> Ratio:
        result = poly.number(0)
        for part, sign in ((value.numerator, 1), (value.denominator, -1)):
            rest = part
            for prime in _PRIMES:
                while rest % prime == 0:
                    rest //= prime
                    result = self.add(result, poly.scale(self._log_factor(poly.number(prime)), sign))
            if rest != 1:
                result = self.add(result, poly.scale(self._log_factor(poly.number(rest)), sign))
        return result

    def _log_kernel(self, place: int) -> Ratio:
        kernel = self.known[place]
        if kernel.kind == "exp":
            assert kernel.argument is not None
            return kernel.argument
        if kernel.kind == "root":
            assert kernel.relation is not None
            return poly.scale(self._log_factor(kernel.relation), Fraction(1, kernel.order))
        return self._log_factor(self.generator(place))

    def _log_factor(self, factor: Ratio) -> Ratio:
        positive = poly.scale(factor, self.sign(factor))
        place = self._found("log", positive)
        if place is None:
            with np.errstate(all="ignore"):
                values = np.log(self.values(positive))
            place = self.new(Kernel("log", values, False, positive))  # noqa: FBT003 - a logarithm has any sign
        return self.generator(place)

    def opaque(self, kind: Kind, argument: Ratio) -> Ratio:
        """Return a function of which only oddness (or evenness) is known, and sin² = 1 − cos²."""
        if not argument.above:
            return poly.number(1 if kind == "cos" else 0)
        place = self._found(kind, argument)
        if place is not None:
            return self.generator(place)
        if kind in _ODD or kind == "cos":
            place = self._found(kind, poly.scale(argument, -1))
            if place is not None:
                return poly.scale(self.generator(place), 1 if kind == "cos" else -1)
        return self.generator(self._opaque(kind, argument))

    def _opaque(self, kind: Kind, argument: Ratio) -> int:
        from sympy_checks.numeric import _erf

        with np.errstate(all="ignore"):
            values = _CALL.get(kind, _erf)(self.values(argument))
        if kind != "sin":
            return self.new(Kernel(kind, values, False, argument))  # noqa: FBT003 - of any sign
        cosine = self.opaque("cos", argument)
        square = self.add(poly.number(1), poly.scale(self.multiply(cosine, cosine), -1))
        return self.new(Kernel(kind, values, False, argument, 2, square))  # noqa: FBT003 - of any sign

    def _found(self, kind: Kind, argument: Ratio) -> int | None:
        for place, kernel in enumerate(self.known):
            if kernel.kind == kind and kernel.argument is not None:
                if kernel.argument == argument:
                    return place
                if self.is_zero(self.add(kernel.argument, poly.scale(argument, -1))):
                    return place
        return None

    def is_zero(self, ratio: Ratio) -> bool:
        """Tell whether a quotient is 0 for certain."""
        return self._vanishes(ratio.above, len(self.known))

    def _vanishes(self, value: Polynomial, before: int) -> bool:
        if not value:
            return True
        places = [place for place in poly.generators([value]) if place < before and self.known[place].order]
        if not places:
            return False
        place = max(places)
        return all(self._vanishes(part, place) for part in self._reduced(value, place))

    def _reduced(self, value: Polynomial, place: int) -> list[Polynomial]:
        """Return the coefficients of the powers below the order of a kernel, which must all vanish."""
        kernel = self.known[place]
        assert kernel.relation is not None
        groups: dict[int, dict[int, Polynomial]] = {}
        for monomial, coefficient in value.items():
            exponent = dict(monomial).get(place, 0)
            rest = tuple(pair for pair in monomial if pair[0] != place)
            whole, remainder = divmod(exponent, kernel.order)
            groups.setdefault(remainder, {}).setdefault(whole, {})[rest] = coefficient
        return [self._in_relation(group, kernel.relation) for group in groups.values()]

    def _in_relation(self, group: Mapping[int, Polynomial], relation: Ratio) -> Polynomial:
        lowest = min(group)
        result = poly.number(0)
        for whole, part in group.items():
            result = self.add(result, self.multiply(Ratio(part, {}), self.raised(relation, whole - lowest)))
        return result.above
