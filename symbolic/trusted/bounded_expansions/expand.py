"""From terms to expansions: towards a point from one side, or towards infinity."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import sympy
from sympy import Pow, oo

from symbolic.language.differentiation import NoDerivative, evaluate_derivatives
from symbolic.language.terms import free_symbols
from symbolic.trusted.bounded_expansions import constants, functions, gammas, powers, series, zeta
from symbolic.trusted.bounded_expansions.jets import by_gamma
from symbolic.trusted.bounded_expansions.scale import NoExpansion, Window
from symbolic.trusted.bounded_expansions.series import Expansion

FUNCTIONS: dict[Any, Callable[[Window, Expansion], Expansion]] = {**functions.FUNCTIONS, **gammas.FUNCTIONS, **zeta.FUNCTIONS}


def sign_towards(window: Window, term: Any, variable: Any, point: Any, side: int) -> int:
    """The sign of `term` at every point that lies beyond `point` by 0 < t <= reach to the right (side 1) or left (-1).

    For an infinite point: at every x with 1/|x| <= reach. 0: the term is zero there. Raises `NoExpansion` when the sign is not seen.
    """
    return functions.sign(window, expansion(window, term, variable, point, side))


def expansion(window: Window, term: Any, variable: Any, point: Any, side: int) -> Expansion:
    """The expansion of `term`, its variable being point + side * t, or +-1/t for an infinite point."""
    if free_symbols(term) - {variable}:
        raise NoExpansion(f"`{term}` has other symbols")
    if point in (oo, -oo):
        place = series.monomial(Fraction(1 if point == oo else -1), (Fraction(-1), Fraction(0)))
    else:
        place = series.add(
            window, series.of_constant(constants.constant(point)), series.monomial(Fraction(side), (Fraction(1), Fraction(0)))
        )
    return _Walk(window, variable, place).of(term)


class _Walk:
    """One walk over a term; parts that occur twice are expanded once."""

    def __init__(self, window: Window, variable: Any, place: Expansion) -> None:
        self.window, self.variable = window, variable
        self.known: dict[Any, Expansion] = {variable: place}

    def of(self, term: Any) -> Expansion:
        if term not in self.known:
            self.known[term] = self._of(term)
        return self.known[term]

    def _of(self, term: Any) -> Expansion:
        window = self.window
        if self.variable not in free_symbols(term):
            return series.of_constant(constants.constant(term))
        if term.is_Add:
            return series.add(window, *(self.of(part) for part in term.args))
        if term.is_Mul:
            return self._product(term)
        if isinstance(term, Pow):
            return self._power(*term.args)
        if isinstance(term, sympy.Derivative | sympy.Subs):
            try:
                return self.of(evaluate_derivatives(term))
            except NoDerivative as error:
                raise NoExpansion(str(error)) from error
        if isinstance(term, sympy.Max | sympy.Min):
            return self._extremum(term)
        if isinstance(term, sympy.factorial | sympy.binomial | sympy.beta):
            return self._product(term)
        if isinstance(term, sympy.polygamma) and term.args[0].is_Integer and term.args[0] >= 0:
            m, inner = int(term.args[0]), self.of(term.args[1])
            return gammas.digamma(window, inner) if m == 0 else gammas.polygamma(window, m, inner)
        if type(term) in FUNCTIONS and len(term.args) == 1:
            return FUNCTIONS[type(term)](window, self.of(term.args[0]))
        if hasattr(term, "definition"):
            return self.of(term.definition)
        raise NoExpansion(f"`{term}` is not expanded")

    def _product(self, term: Any) -> Expansion:
        """Gamma functions of what grows by the sum of their logarithms, in which most of their growth cancels."""
        logarithms: list[Expansion] = []
        result = series.of_constant(Fraction(1))
        for factor in _by_gamma(term):
            base, exponent = factor.as_base_exp()
            if isinstance(base, sympy.gamma) and exponent.is_Integer and functions.growing(self.of(base.args[0])):
                logarithm = gammas.log_gamma(self.window, self.of(base.args[0]))
                logarithms.append(series.scale_by(logarithm, Fraction(int(exponent))))
            else:
                result = series.multiply(self.window, result, self.of(factor))
        if not logarithms:
            return result
        return series.multiply(self.window, result, powers.exponential(self.window, series.add(self.window, *logarithms)))

    def _power(self, base: Any, exponent: Any) -> Expansion:
        if exponent.is_Integer:
            return powers.whole_power(self.window, self.of(base), int(exponent))
        if self.variable not in free_symbols(exponent):
            return powers.real_power(self.window, self.of(base), exponent)
        raised = series.multiply(self.window, self.of(exponent), powers.logarithm(self.window, self.of(base)))
        return powers.exponential(self.window, raised)

    def _extremum(self, term: Any) -> Expansion:
        best, *others = (self.of(part) for part in term.args)
        for other in others:
            higher = functions.sign(self.window, series.add(self.window, other, series.negate(best)))
            best = other if higher == (1 if isinstance(term, sympy.Max) else -1) else best
        return best


def _by_gamma(term: Any) -> list[Any]:
    """The factors of a product, factorials and binomials and the Beta function written by Gamma functions."""
    found: list[Any] = []
    for factor in term.args if term.is_Mul else (term,):
        base, exponent = factor.as_base_exp()
        if isinstance(base, sympy.factorial | sympy.binomial | sympy.beta) and exponent.is_Integer:
            found += [part**exponent for part in sympy.Mul.make_args(by_gamma(base))]
        else:
            found.append(factor)
    return found
