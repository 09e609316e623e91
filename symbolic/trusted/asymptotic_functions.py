"""Asymptotic expansions of terms: by structure, by Taylor's theorem inside a function's domain, by known series at its singular points.

Sources for the latter: DLMF 4.24.1 and 4.24.15 (arctangent), 5.5.1 (recurrence at the poles of Gamma), 5.11.1 and 5.11.2 (Stirling's series
of log Gamma and of psi), 7.12.1 (erfc), 25.2.4 (zeta at 1), 10.31.2, 10.30.2 and 10.25.3 (K), 10.40.1 and 10.40.2 (I and K at infinity),
10.7.8 (J at infinity is bounded).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy
from sympy import Add, EulerGamma, Integer, Pow, Rational, Symbol, exp, gamma, log, oo, pi, sqrt

from symbolic.language.differentiation import NoDerivative, derivative
from symbolic.language.meaning import truth
from symbolic.language.point import Point
from symbolic.language.special.gamma_functions import psi
from symbolic.language.special import meaning_of, unfold_special
from symbolic.language.special.normal import normal_cdf
from symbolic.language.statements import Comparison, Disjunction
from symbolic.language.terms import free_symbols, substitute
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
        known = _SINGULAR.get(type(term))
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
        if not isinstance(wanted, Comparison) or wanted.relation not in STRICT or wanted.left.has(sympy.floor) or wanted.right.has(sympy.floor):
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


def _infinite_sign(terms: Terms, inner: Expansion) -> int:
    """1 or -1 where the argument goes to infinity, 0 where it does not."""
    infinite, _, _ = terms.algebra.split(inner)
    return terms.algebra.sign(infinite[0][1]) if infinite else 0


def _bounded(terms: Terms, inner: Expansion, moving: Any, *fixed: Any) -> Expansion | None:
    return Expansion((), Scale((), ZERO, ONE)) if _infinite_sign(terms, inner) else None


def _arctangent(terms: Terms, inner: Expansion, moving: Any) -> Expansion | None:
    sign = _infinite_sign(terms, inner)
    return terms.of(sign * pi / 2 - sympy.atan(1 / moving)) if sign else None


def _exponential_ratio(build: Callable[[Any], Any]) -> Callable[..., Any]:
    """A hyperbolic function at infinity, in exponentials."""

    def expand(terms: Terms, inner: Expansion, moving: Any) -> Expansion | None:
        sign = _infinite_sign(terms, inner)
        return terms.of(build(sign * moving) if build is not _tanh and build is not _sinh else sign * build(sign * moving)) if sign else None

    return expand


def _tanh(u: Any) -> Any:
    return (1 - exp(-2 * u)) / (1 + exp(-2 * u))


def _sinh(u: Any) -> Any:
    return (exp(u) - exp(-u)) / 2


def _cosh(u: Any) -> Any:
    return (exp(u) + exp(-u)) / 2


def _erfc(terms: Terms, inner: Expansion, moving: Any) -> Expansion | None:
    sign = _infinite_sign(terms, inner)
    if not sign:
        return None
    u = sign * moving
    coefficients = [Rational((-1) ** k * sympy.factorial2(2 * k - 1) if k else 1, 2**k) for k in range(3)]
    series = Add(*(c * u ** (-2 * k) for k, c in enumerate(coefficients)))
    tail = terms.algebra.multiply(terms.of(exp(-(u**2)) / (u * sqrt(pi))), _with_error(terms, series, u**-4))
    return tail if sign > 0 else terms.algebra.add(terms.algebra.number(Integer(2)), terms.algebra.scaled(tail, UNIT, -ONE))


def _erf(terms: Terms, inner: Expansion, moving: Any) -> Expansion | None:
    tail = _erfc(terms, inner, moving)
    return None if tail is None else terms.algebra.add(terms.algebra.number(ONE), terms.algebra.scaled(tail, UNIT, -ONE))


def _normal_cdf(terms: Terms, inner: Expansion, moving: Any) -> Expansion | None:
    return terms.of(sympy.erfc(-moving / sqrt(2)) / 2)


def _with_error(terms: Terms, series: Any, last: Any) -> Expansion:
    """`series` with a remainder that is small against the term `last`."""
    size = terms.algebra.size(terms.of(last))
    return terms.algebra.add(terms.of(series), Expansion((), size))


def _loggamma(terms: Terms, inner: Expansion, moving: Any) -> Expansion | None:
    if _infinite_sign(terms, inner) > 0:
        series = Add(*(sympy.bernoulli(2 * k) / (2 * k * (2 * k - 1) * moving ** (2 * k - 1)) for k in (1, 2, 3)))
        main = terms.of((moving - Rational(1, 2)) * log(moving) - moving + log(2 * pi) / 2)
        return terms.algebra.add(main, _with_error(terms, series, moving**-5))
    return terms.of(sympy.loggamma(moving + 1) - log(moving)) if _vanishes(terms, inner) else None


def _gamma(terms: Terms, inner: Expansion, moving: Any) -> Expansion | None:
    if _infinite_sign(terms, inner) > 0:
        return terms.algebra.exponential(terms.of(sympy.loggamma(moving)))
    shift = _pole(terms, inner)
    if shift is None:
        return None
    result = terms.of(gamma(moving + shift + 1))
    for k in range(shift + 1):
        result = terms.algebra.multiply(result, terms.algebra.power(terms.of(moving + k), -ONE))
    return result


def _polygamma(terms: Terms, inner: Expansion, moving: Any, order: Any) -> Expansion | None:
    """That of order 0."""
    if order != 0:
        return None
    if _infinite_sign(terms, inner) > 0:
        series = Add(*(-sympy.bernoulli(2 * k) / (2 * k * moving ** (2 * k)) for k in (1, 2, 3)))
        return terms.algebra.add(terms.of(log(moving) - 1 / (2 * moving)), _with_error(terms, series, moving**-6))
    shift = _pole(terms, inner)
    if shift is None:
        return None
    result = terms.of(psi(moving + shift + 1))
    for k in range(shift + 1):
        result = terms.algebra.add(result, terms.algebra.scaled(terms.algebra.power(terms.of(moving + k), -ONE), UNIT, -ONE))
    return result


def _pole(terms: Terms, inner: Expansion) -> int | None:
    """n where the argument goes to -n for a natural n, without being there."""
    infinite, constant, small = terms.algebra.split(inner)
    if infinite or not (constant.is_Integer and -20 <= constant <= 0) or not small.terms:
        return None
    return -int(constant)


def _vanishes(terms: Terms, inner: Expansion) -> bool:
    infinite, constant, small = terms.algebra.split(inner)
    return not infinite and constant == 0 and bool(small.terms)


def _factorial(terms: Terms, inner: Expansion, moving: Any) -> Expansion | None:
    return terms.of(gamma(moving + 1))


def _zeta(terms: Terms, inner: Expansion, moving: Any, *parameters: Any) -> Expansion | None:
    """1/(s - 1) + euler_gamma + o(1) at 1; 1 + 2^-s + 3^-s + o(3^-s) at infinity."""
    if parameters:
        return None
    if _infinite_sign(terms, inner) > 0:
        return _with_error(terms, 1 + Integer(2) ** -moving + Integer(3) ** -moving, Integer(3) ** -moving)
    infinite, constant, _ = terms.algebra.split(inner)
    if infinite or constant != 1:
        return None
    pole = terms.algebra.power(terms.of(moving - 1), -ONE)
    return terms.algebra.add(pole, Expansion(((UNIT, EulerGamma),), UNIT))


def _bessel_k(terms: Terms, inner: Expansion, moving: Any, order: Any) -> Expansion | None:
    """-log(u/2) - euler_gamma + o(1) for order 0, Gamma(v)/2 (u/2)^-v (1 + o(1)) for v > 0, at 0; decay at infinity."""
    if _infinite_sign(terms, inner) > 0:
        return terms.algebra.multiply(terms.of(sqrt(pi / (2 * moving)) * exp(-moving)), _hankel(terms, moving, order, 1))
    if not _vanishes(terms, inner) or terms.algebra.eventual_sign(inner) < 0:
        return None
    if order == 0:
        return terms.algebra.add(terms.of(-log(moving / 2) - EulerGamma), Expansion((), UNIT))
    if terms.algebra.sign(order) <= 0:
        return None
    return terms.algebra.multiply(terms.of(gamma(order) / 2 * (moving / 2) ** -order), Expansion(((UNIT, ONE),), UNIT))


def _bessel_i(terms: Terms, inner: Expansion, moving: Any, order: Any) -> Expansion | None:
    if _infinite_sign(terms, inner) > 0:
        return terms.algebra.multiply(terms.of(exp(moving) / sqrt(2 * pi * moving)), _hankel(terms, moving, order, -1))
    return _near_zero(terms, inner, moving, order, 1)


def _bessel_j(terms: Terms, inner: Expansion, moving: Any, order: Any) -> Expansion | None:
    if _infinite_sign(terms, inner) > 0:  # bounded by a multiple of u^(-1/2)
        size = terms.algebra.size(terms.of(moving ** Rational(-1, 2) * log(moving)))
        return Expansion((), size)
    return _near_zero(terms, inner, moving, order, -1)


def _near_zero(terms: Terms, inner: Expansion, moving: Any, order: Any, sign: int) -> Expansion | None:
    """The power series (DLMF 10.2.2, 10.25.2), for orders above -1."""
    if not _vanishes(terms, inner) or terms.algebra.sign(order + 1) <= 0:
        return None
    if not order.is_Integer and terms.algebra.eventual_sign(inner) < 0:
        return None
    series = ONE
    factor = ONE
    for k in range(1, 4):
        factor = factor * sign / (k * (order + k))
        series = series + factor * (moving / 2) ** (2 * k)
    head = (moving / 2) ** order / gamma(order + 1)
    return terms.algebra.multiply(terms.of(head), _with_error(terms, series, moving**6))


def _hankel(terms: Terms, moving: Any, order: Any, sign: int) -> Expansion:
    mu = 4 * order**2
    first, second = (mu - 1) / 8, (mu - 1) * (mu - 9) / 128
    return _with_error(terms, 1 + sign * first / moving + second / moving**2, moving**-2)


_SINGULAR: dict[Any, Callable[..., Expansion | None]] = {
    sympy.sin: _bounded,
    sympy.cos: _bounded,
    sympy.atan: _arctangent,
    sympy.tanh: _exponential_ratio(_tanh),
    sympy.sinh: _exponential_ratio(_sinh),
    sympy.cosh: _exponential_ratio(_cosh),
    sympy.erf: _erf,
    sympy.erfc: _erfc,
    normal_cdf: _normal_cdf,
    sympy.loggamma: _loggamma,
    gamma: _gamma,
    sympy.polygamma: _polygamma,
    sympy.factorial: _factorial,
    sympy.zeta: _zeta,
    sympy.besselk: _bessel_k,
    sympy.besseli: _bessel_i,
    sympy.besselj: _bessel_j,
}


def expansion(context: Context, term: Any, variable: Any, point: Any, direction: str, depth: int) -> Expansion:
    """The expansion of `term` as `variable` goes to `point` from one side. Raises `NoExpansion`."""
    try:
        return Terms(context, variable, point, direction, depth).of(term)
    except (TooLarge, ZeroDivisionError, NoDerivative) as error:
        raise NoExpansion(str(error)) from error


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
