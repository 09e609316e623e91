"""Asymptotic expansions of terms: by structure, by Taylor's theorem inside a function's domain, by known series elsewhere."""

from __future__ import annotations

from typing import Any

import sympy
from sympy import Add, Integer, Pow, Symbol, exp, gamma, log, oo

from symbolic.language.differentiation import NoDerivative, derivative
from symbolic.language.meaning import truth
from symbolic.language.point import Point
from symbolic.language.special import meaning_of, unfold_special
from symbolic.language.special.gamma_functions import psi
from symbolic.language.statements import Comparison, Disjunction
from symbolic.language.terms import free_symbols, substitute
from symbolic.trusted.asymptotic_singularities import SINGULAR
from symbolic.trusted.asymptotics import ONE, UNIT, Asymptotics, Expansion, NoExpansion, Scale
from symbolic.trusted.conditions import term_conditions
from symbolic.trusted.context import ZERO, Context
from symbolic.trusted.normal_form import TooLarge

STRICT = {"<=": "<", ">=": ">", "<": "<", ">": ">", "!=": "!="}
PROBE = Symbol("probe", real=True)
_SMOOTH = (
    sympy.sin,
    sympy.cos,
    sympy.tan,
    sympy.sinh,
    sympy.cosh,
    sympy.tanh,
    sympy.asin,
    sympy.acos,
    sympy.atan,
    sympy.asinh,
    sympy.acosh,
    sympy.atanh,
    sympy.erf,
    sympy.erfc,
    gamma,
    sympy.loggamma,
)


class Terms:
    """The expansions of the parts of one term, each once; `place` is that of the variable."""

    def __init__(self, context: Context, variable: Any, point: Any, direction: str, depth: int) -> None:
        self.algebra = Asymptotics(context, depth)
        self.context, self.variable, self.depth = context, variable, depth
        self.known: dict[Any, Expansion] = {variable: _place(self.algebra, point, direction)}

    def of(self, term: Any) -> Expansion:
        if term not in self.known:
            self.known[term] = self._expanded(term)
        return self.known[term]

    def _expanded(self, term: Any) -> Expansion:
        algebra = self.algebra
        if self.variable not in free_symbols(term):
            return algebra.number(term)
        if term.is_Add:
            return algebra.add(*(self.of(part) for part in term.args))
        if term.is_Mul:
            result = algebra.number(ONE)
            for part in term.args:
                result = algebra.multiply(result, self.of(part))
            return result
        if isinstance(term, Pow):
            return self._power(*term.args)
        if isinstance(term, exp):
            return algebra.exponential(self.of(term.args[0]))
        if isinstance(term, log):
            return algebra.logarithm(self.of(term.args[0]))
        arm = self._arm(term)
        if arm is not None:
            return arm
        unfolded = unfold_special(term)
        if unfolded != term:
            return self.of(unfolded)
        if isinstance(term, sympy.digamma):
            return self.of(psi(term.args[0]))
        return self._function(term)

    def _power(self, base: Any, exponent: Any) -> Expansion:
        if self.variable not in free_symbols(exponent):
            return self.algebra.power(self.of(base), exponent)
        if self.variable not in free_symbols(base) and base != sympy.E and self.algebra.sign(base) <= 0:
            raise NoExpansion(f"`{base}` is not positive, and the exponent moves")
        logarithm = Integer(1) if base == sympy.E else log(base)
        return self.algebra.exponential(self.algebra.multiply(self.of(exponent), self.of(logarithm)))

    def _arm(self, term: Any) -> Expansion | None:
        """Absolute values, signs, maxima and floors, by what holds for all small x > 0."""
        algebra = self.algebra
        if isinstance(term, sympy.Abs | sympy.sign):
            sign = algebra.eventual_sign(self.of(term.args[0]))
            return algebra.number(Integer(sign)) if isinstance(term, sympy.sign) else algebra.scaled(self.of(term.args[0]), UNIT, sign)
        if isinstance(term, sympy.Max | sympy.Min):
            best = term.args[0]
            for other in term.args[1:]:
                sign = algebra.eventual_sign(self.of(Add(other, -best, evaluate=False)))
                best = other if sign * (1 if isinstance(term, sympy.Max) else -1) > 0 else best
            return self.of(best)
        if isinstance(term, sympy.floor | sympy.ceiling):
            return self._floor(term)
        return None

    def _floor(self, term: Any) -> Expansion:
        algebra, inner = self.algebra, self.of(term.args[0])
        down = isinstance(term, sympy.floor)
        infinite, constant, _ = algebra.split(inner)
        if infinite:
            return algebra.add(inner, Expansion((), Scale((), ZERO, ONE)))  # at most 1 away
        if constant.is_Integer:
            sign = algebra.eventual_sign(algebra.add(inner, algebra.number(-constant)))
            return algebra.number(constant + (-1 if down and sign < 0 else 1 if not down and sign > 0 else 0))
        below = sympy.floor(constant)
        if not below.is_Integer or algebra.sign(constant - below) <= 0 or algebra.sign(below + 1 - constant) <= 0:
            raise NoExpansion(f"`{term}` is not resolved")
        return algebra.number(below if down else below + 1)

    def _function(self, term: Any) -> Expansion:
        algebra = self.algebra
        *fixed, moving = term.args
        if any(self.variable in free_symbols(part) for part in fixed):
            return self._moving_in_front(term)
        inner = self.of(moving)
        known = SINGULAR.get(type(term))
        if known is not None:
            found = known(self, inner, moving, *fixed)
            if found is not None:
                return found
        infinite, constant, small = algebra.split(inner)
        if infinite:
            raise NoExpansion(f"`{term}` at infinity is not known")
        return self._taylor(term, fixed, constant, small)

    def _moving_in_front(self, term: Any) -> Expansion:
        if isinstance(term, sympy.binomial):
            n, m = term.args
            return self.of(gamma(n + 1) / (gamma(m + 1) * gamma(n - m + 1)))
        if isinstance(term, sympy.beta):
            a, b = term.args[:2]
            return self.of(gamma(a) * gamma(b) / gamma(a + b))
        raise NoExpansion(f"`{term}` moves in its parameter")

    def _taylor(self, term: Any, fixed: list[Any], at: Any, small: Expansion) -> Expansion:
        """By the derivatives that exist in an open neighbourhood of the place."""
        meaning = meaning_of(term)
        if not isinstance(term, _SMOOTH) and (meaning is None or not meaning.continuous or meaning.derivative is None):
            raise NoExpansion(f"`{term}` is not known to be smooth")
        slope, coefficients, factorial = term.func(*fixed, PROBE), [], ONE
        for k in range(self.depth + 1):
            if not self._defined_around(slope, at):
                break
            coefficients.append(substitute(slope, {PROBE: at}) / factorial)
            factorial = factorial * (k + 1)
            try:
                slope = derivative(slope, PROBE) if k < self.depth else slope
            except NoDerivative:
                break
        if not coefficients:
            raise NoExpansion(f"`{term}` is not seen to be defined around `{at}`")
        return self.algebra.composed(coefficients, small)

    def _defined_around(self, term: Any, at: Any) -> bool:
        return all(not condition.guards and self._holds_around(condition.holds, at) for condition in term_conditions(term))

    def _holds_around(self, wanted: Any, at: Any) -> bool:
        """Whether a strict comparison of terms that are continuous there holds at the place, and so around it."""
        if isinstance(wanted, Disjunction):
            return any(self._holds_around(part, at) for part in wanted.parts)
        if (
            not isinstance(wanted, Comparison)
            or wanted.relation not in STRICT
            or wanted.left.has(sympy.floor)
            or wanted.right.has(sympy.floor)
        ):
            return False
        here = Comparison(substitute(wanted.left, {PROBE: at}), STRICT[wanted.relation], substitute(wanted.right, {PROBE: at}))
        if self.context.holds(here):
            return True
        if free_symbols(here.left - here.right) or truth(here, Point()) is not True:
            return False
        self.algebra.enclosed = True
        return True


def _place(algebra: Asymptotics, point: Any, direction: str) -> Expansion:
    """The variable itself: point + x, point - x, 1/x or -1/x."""
    if point in (oo, -oo):
        return Expansion(((Scale((), -ONE), ONE if point == oo else -ONE),))
    step = Expansion(((Scale((), ONE), ONE if direction == "+" else -ONE),))
    return algebra.add(algebra.number(point), step)


def expanded(context: Context, term: Any, variable: Any, point: Any, direction: str, depth: int) -> tuple[Expansion, Asymptotics]:
    """The expansion of `term` as `variable` goes to `point` from one side, and the arithmetic behind it. Raises `NoExpansion`."""
    terms = Terms(context, variable, point, direction, depth)
    try:
        return terms.of(term), terms.algebra
    except (TooLarge, ZeroDivisionError, NoDerivative, NotImplementedError) as error:
        raise NoExpansion(str(error)) from error


def limit_in(found: Expansion, algebra: Asymptotics) -> Any:
    """Where an expansion goes: to a term free of the variable, oo or -oo. Raises `NoExpansion`."""
    if found.terms and (found.error is None or algebra.order(found.terms[0][0], found.error) >= 0):
        scale, coefficient = found.terms[0]
        if algebra.order(scale, UNIT) > 0:
            return oo * algebra.sign(coefficient)
    _, constant, _ = algebra.split(found)
    return constant


def side_limit(context: Context, term: Any, variable: Any, point: Any, direction: str, depth: int) -> Any:
    """The limit from one side: a term free of the variable, oo or -oo. Raises `NoExpansion`."""
    return limit_in(*expanded(context, term, variable, point, direction, depth))


__all__ = ["NoExpansion", "expanded", "limit_in", "side_limit"]
