"""Asymptotic expansions of functions at their singular points and at infinity, by known series.

Sources: DLMF 4.24.1 and 4.24.15 (arctangent), 5.5.1 (recurrence at the poles of Gamma), 5.11.1 and 5.11.2 (Stirling's series of log Gamma
and of psi), 7.12.1 (erfc), 25.2.4 (zeta at 1), 10.31.2, 10.30.2 (K at 0), 10.2.2 and 10.25.2 (J and I at 0), 10.40.1 and 10.40.2 (I and K
at infinity), 10.7.8 (J at infinity is bounded). `terms` gives the expansions of other terms (`asymptotic_functions.Terms`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy
from sympy import Add, EulerGamma, Integer, Rational, exp, gamma, log, pi, sqrt

from symbolic.language.special.gamma_functions import psi
from symbolic.language.special.normal import normal_cdf
from symbolic.trusted.asymptotics import ONE, UNIT, Expansion, Scale
from symbolic.trusted.context import ZERO


def _infinite_sign(terms: Any, inner: Expansion) -> int:
    """1 or -1 where the argument goes to infinity, 0 where it does not."""
    infinite, _, _ = terms.algebra.split(inner)
    return terms.algebra.sign(infinite[0][1]) if infinite else 0


def _bounded(terms: Any, inner: Expansion, moving: Any, *fixed: Any) -> Expansion | None:
    return Expansion((), Scale((), ZERO, ONE)) if _infinite_sign(terms, inner) else None


def _arctangent(terms: Any, inner: Expansion, moving: Any) -> Expansion | None:
    sign = _infinite_sign(terms, inner)
    return terms.of(sign * pi / 2 - sympy.atan(1 / moving)) if sign else None


def _exponential_ratio(build: Callable[[Any], Any]) -> Callable[..., Any]:
    """A hyperbolic function at infinity, in exponentials."""

    def expand(terms: Any, inner: Expansion, moving: Any) -> Expansion | None:
        sign = _infinite_sign(terms, inner)
        return (
            terms.of(build(sign * moving) if build is not _tanh and build is not _sinh else sign * build(sign * moving)) if sign else None
        )

    return expand


def _tanh(u: Any) -> Any:
    return (1 - exp(-2 * u)) / (1 + exp(-2 * u))


def _sinh(u: Any) -> Any:
    return (exp(u) - exp(-u)) / 2


def _cosh(u: Any) -> Any:
    return (exp(u) + exp(-u)) / 2


def _erfc(terms: Any, inner: Expansion, moving: Any) -> Expansion | None:
    sign = _infinite_sign(terms, inner)
    if not sign:
        return None
    u = sign * moving
    coefficients = [Rational((-1) ** k * sympy.factorial2(2 * k - 1) if k else 1, 2**k) for k in range(3)]
    series = Add(*(c * u ** (-2 * k) for k, c in enumerate(coefficients)))
    tail = terms.algebra.multiply(terms.of(exp(-(u**2)) / (u * sqrt(pi))), _with_error(terms, series, u**-4))
    return tail if sign > 0 else terms.algebra.add(terms.algebra.number(Integer(2)), terms.algebra.scaled(tail, UNIT, -ONE))


def _erf(terms: Any, inner: Expansion, moving: Any) -> Expansion | None:
    tail = _erfc(terms, inner, moving)
    return None if tail is None else terms.algebra.add(terms.algebra.number(ONE), terms.algebra.scaled(tail, UNIT, -ONE))


def _normal_cdf(terms: Any, inner: Expansion, moving: Any) -> Expansion | None:
    return terms.of(sympy.erfc(-moving / sqrt(2)) / 2)


def _with_error(terms: Any, series: Any, last: Any) -> Expansion:
    """`series` with a remainder that is small against the term `last`."""
    size = terms.algebra.size(terms.of(last))
    return terms.algebra.add(terms.of(series), Expansion((), size))


def _loggamma(terms: Any, inner: Expansion, moving: Any) -> Expansion | None:
    if _infinite_sign(terms, inner) > 0:
        series = Add(*(sympy.bernoulli(2 * k) / (2 * k * (2 * k - 1) * moving ** (2 * k - 1)) for k in (1, 2, 3)))
        main = terms.of((moving - Rational(1, 2)) * log(moving) - moving + log(2 * pi) / 2)
        return terms.algebra.add(main, _with_error(terms, series, moving**-5))
    return terms.of(sympy.loggamma(moving + 1) - log(moving)) if _vanishes(terms, inner) else None


def _gamma(terms: Any, inner: Expansion, moving: Any) -> Expansion | None:
    if _infinite_sign(terms, inner) > 0:
        return terms.algebra.exponential(terms.of(sympy.loggamma(moving)))
    shift = _pole(terms, inner)
    if shift is None:
        return None
    result = terms.of(gamma(moving + shift + 1))
    for k in range(shift + 1):
        result = terms.algebra.multiply(result, terms.algebra.power(terms.of(moving + k), -ONE))
    return result


def _polygamma(terms: Any, inner: Expansion, moving: Any, order: Any) -> Expansion | None:
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


def _pole(terms: Any, inner: Expansion) -> int | None:
    """n where the argument goes to -n for a natural n, without being there."""
    infinite, constant, small = terms.algebra.split(inner)
    if infinite or not (constant.is_Integer and -20 <= constant <= 0) or not small.terms:
        return None
    return -int(constant)


def _vanishes(terms: Any, inner: Expansion) -> bool:
    infinite, constant, small = terms.algebra.split(inner)
    return not infinite and constant == 0 and bool(small.terms)


def _factorial(terms: Any, inner: Expansion, moving: Any) -> Expansion | None:
    return terms.of(gamma(moving + 1))


def _zeta(terms: Any, inner: Expansion, moving: Any, *parameters: Any) -> Expansion | None:
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


def _bessel_k(terms: Any, inner: Expansion, moving: Any, order: Any) -> Expansion | None:
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


def _bessel_i(terms: Any, inner: Expansion, moving: Any, order: Any) -> Expansion | None:
    if _infinite_sign(terms, inner) > 0:
        return terms.algebra.multiply(terms.of(exp(moving) / sqrt(2 * pi * moving)), _hankel(terms, moving, order, -1))
    return _near_zero(terms, inner, moving, order, 1)


def _bessel_j(terms: Any, inner: Expansion, moving: Any, order: Any) -> Expansion | None:
    if _infinite_sign(terms, inner) > 0:  # bounded by a multiple of u^(-1/2)
        size = terms.algebra.size(terms.of(moving ** Rational(-1, 2) * log(moving)))
        return Expansion((), size)
    return _near_zero(terms, inner, moving, order, -1)


def _near_zero(terms: Any, inner: Expansion, moving: Any, order: Any, sign: int) -> Expansion | None:
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


def _hankel(terms: Any, moving: Any, order: Any, sign: int) -> Expansion:
    mu = 4 * order**2
    first, second = (mu - 1) / 8, (mu - 1) * (mu - 9) / 128
    return _with_error(terms, 1 + sign * first / moving + second / moving**2, moving**-2)


SINGULAR: dict[Any, Callable[..., Expansion | None]] = {
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


__all__ = ["SINGULAR"]
