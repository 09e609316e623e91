"""Definite integrals with known values: name, premises, ends, integrand and value.

Sources: DLMF 5.9.1 (Gamma; with a power of t for t, and log(1/t) for t, by substitution), 5.9.16 (psi), 5.9.18 (Euler's constant), 5.12.2
and 5.12.3 (Beta), 10.9.1, 10.9.2, 10.9.4, 10.32.1, 10.32.2, 10.32.3, 10.32.9 (Bessel functions), 13.4.1 and 15.6.1 (hypergeometric
functions), 25.5.1 and 25.5.3 (zeta), 4.26.12 and Euler's integral of log sin (Whittaker and Watson, 12.32), 6.2.14 (Dirichlet's integral,
which alone of all these does not converge absolutely) and, by parts from it, that of its square.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sympy import EulerGamma, Integer, Rational, besseli, besselj, besselk, cos, cosh, exp, gamma, log, oo, pi, sin, sqrt

from symbolic.language.special.gamma_functions import psi
from symbolic.language.special.hypergeometric import hyp1f1, hyp2f1
from symbolic.language.statements import Comparison
from symbolic.trusted.axioms import NotApplicable, require
from symbolic.trusted.context import ZERO, Context

ONE, HALF = Integer(1), Rational(1, 2)


@dataclass(frozen=True)
class Known:
    """The integral of `integrand(t)` from `lower` to `upper` is `value`, where `premises` hold."""

    integrand: Callable[[Any], Any]
    lower: Any
    upper: Any
    value: Any
    premises: tuple[Comparison, ...] = ()


def _positive(*terms: Any) -> tuple[Comparison, ...]:
    return tuple(Comparison(term, ">", ZERO) for term in terms)


def _whole(term: Any) -> None:
    if not term.is_integer:
        raise NotApplicable("`", term, "` is not known to be a whole number")


def euler_gamma_function(z: Any, s: Any, p: Any) -> Known:
    """t^(z-1) exp(-s t^p) over (0, oo): Gamma(z/p)/(p s^(z/p))."""
    return Known(lambda t: t ** (z - 1) * exp(-s * t**p), ZERO, oo, gamma(z / p) / (p * s ** (z / p)), _positive(z, s, p))


def euler_gamma_logarithm(z: Any, a: Any) -> Known:
    """t^(a-1) log(1/t)^(z-1) over (0, 1): Gamma(z)/a^z."""
    return Known(lambda t: t ** (a - 1) * (-log(t)) ** (z - 1), ZERO, ONE, gamma(z) / a**z, _positive(z, a))


def beta_half_line(a: Any, b: Any) -> Known:
    """t^(a-1)/(1 + t)^(a+b) over (0, oo)."""
    return Known(lambda t: t ** (a - 1) / (1 + t) ** (a + b), ZERO, oo, gamma(a) * gamma(b) / gamma(a + b), _positive(a, b))


def beta_trigonometric(a: Any, b: Any) -> Known:
    """sin(t)^(2a-1) cos(t)^(2b-1) over (0, pi/2)."""
    value = gamma(a) * gamma(b) / (2 * gamma(a + b))
    return Known(lambda t: sin(t) ** (2 * a - 1) * cos(t) ** (2 * b - 1), ZERO, pi / 2, value, _positive(a, b))


def euler_constant() -> Known:
    """exp(-t) log(t) over (0, oo): minus Euler's constant."""
    return Known(lambda t: exp(-t) * log(t), ZERO, oo, -EulerGamma)


def psi_integral(z: Any) -> Known:
    """(1 - t^(z-1))/(1 - t) over (0, 1): psi(z) + euler_gamma."""
    return Known(lambda t: (1 - t ** (z - 1)) / (1 - t), ZERO, ONE, psi(z) + EulerGamma, _positive(z))


def bessel_j_zero(x: Any) -> Known:
    """cos(x sin t) over (0, pi)."""
    return Known(lambda t: cos(x * sin(t)), ZERO, pi, pi * besselj(0, x))


def bessel_j_zero_cosine(x: Any) -> Known:
    """cos(x cos t) over (0, pi)."""
    return Known(lambda t: cos(x * cos(t)), ZERO, pi, pi * besselj(0, x))


def bessel_j_whole(n: Any, x: Any) -> Known:
    """cos(n t - x sin t) over (0, pi), n whole."""
    _whole(n)
    return Known(lambda t: cos(n * t - x * sin(t)), ZERO, pi, pi * besselj(n, x))


def bessel_j_poisson(v: Any, x: Any) -> Known:
    """cos(x cos t) sin(t)^(2v) over (0, pi), v > -1/2, x > 0."""
    value = sqrt(pi) * gamma(v + HALF) * (x / 2) ** -v * besselj(v, x)
    return Known(lambda t: cos(x * cos(t)) * sin(t) ** (2 * v), ZERO, pi, value, _positive(v + HALF, x))


def bessel_i_zero(x: Any) -> Known:
    """exp(x cos t) over (0, pi)."""
    return Known(lambda t: exp(x * cos(t)), ZERO, pi, pi * besseli(0, x))


def bessel_i_whole(n: Any, x: Any) -> Known:
    """exp(x cos t) cos(n t) over (0, pi), n whole."""
    _whole(n)
    return Known(lambda t: exp(x * cos(t)) * cos(n * t), ZERO, pi, pi * besseli(n, x))


def bessel_i_poisson(v: Any, x: Any) -> Known:
    """exp(x cos t) sin(t)^(2v) over (0, pi), v > -1/2, x > 0."""
    value = sqrt(pi) * gamma(v + HALF) * (x / 2) ** -v * besseli(v, x)
    return Known(lambda t: exp(x * cos(t)) * sin(t) ** (2 * v), ZERO, pi, value, _positive(v + HALF, x))


def bessel_k(v: Any, x: Any) -> Known:
    """exp(-x cosh t) cosh(v t) over (0, oo), x > 0."""
    return Known(lambda t: exp(-x * cosh(t)) * cosh(v * t), ZERO, oo, besselk(v, x), _positive(x))


def zeta_bose(s: Any, a: Any) -> Known:
    """t^(s-1)/(exp(a t) - 1) over (0, oo), s > 1, a > 0."""
    value = gamma(s) * _zeta(s) / a**s
    return Known(lambda t: t ** (s - 1) / (exp(a * t) - 1), ZERO, oo, value, _positive(s - 1, a))


def zeta_fermi(s: Any, a: Any) -> Known:
    """t^(s-1)/(exp(a t) + 1) over (0, oo), s > 0 other than 1, a > 0; log(2)/a at s = 1."""
    if s == 1:
        return Known(lambda t: 1 / (exp(a * t) + 1), ZERO, oo, log(2) / a, _positive(a))
    value = (1 - 2 ** (1 - s)) * gamma(s) * _zeta(s) / a**s
    premises = (*_positive(s, a), Comparison(s - 1, "!=", ZERO))
    return Known(lambda t: t ** (s - 1) / (exp(a * t) + 1), ZERO, oo, value, premises)


def _zeta(s: Any) -> Any:
    from symbolic.trusted.series import zeta_value

    return zeta_value(s)


def kummer(a: Any, b: Any, x: Any) -> Known:
    """exp(x t) t^(a-1) (1 - t)^(b-a-1) over (0, 1), b > a > 0."""
    value = gamma(a) * gamma(b - a) / gamma(b) * hyp1f1(a, b, x)
    return Known(lambda t: exp(x * t) * t ** (a - 1) * (1 - t) ** (b - a - 1), ZERO, ONE, value, _positive(a, b - a))


def gauss(a: Any, b: Any, c: Any, x: Any) -> Known:
    """t^(b-1) (1 - t)^(c-b-1) (1 - x t)^(-a) over (0, 1), c > b > 0, x < 1."""
    value = gamma(b) * gamma(c - b) / gamma(c) * hyp2f1(a, b, c, x)
    return Known(lambda t: t ** (b - 1) * (1 - t) ** (c - b - 1) * (1 - x * t) ** -a, ZERO, ONE, value, _positive(b, c - b, 1 - x))


def log_sine() -> Known:
    """log(sin(t)) over (0, pi/2): -pi/2 log 2."""
    return Known(lambda t: log(sin(t)), ZERO, pi / 2, -pi / 2 * log(2))


def log_cosine() -> Known:
    return Known(lambda t: log(cos(t)), ZERO, pi / 2, -pi / 2 * log(2))


def log_sine_half_turn() -> Known:
    """log(sin(t)) over (0, pi): twice that over (0, pi/2), as sin(pi - t) = sin(t)."""
    return Known(lambda t: log(sin(t)), ZERO, pi, -pi * log(2))


def dirichlet(a: Any) -> Known:
    """sin(a t)/t over (0, oo), a > 0: pi/2."""
    return Known(lambda t: sin(a * t) / t, ZERO, oo, pi / 2, _positive(a))


def dirichlet_squared(a: Any) -> Known:
    """sin(a t)^2/t^2 over (0, oo), a > 0: a pi/2."""
    return Known(lambda t: sin(a * t) ** 2 / t**2, ZERO, oo, a * pi / 2, _positive(a))


INTEGRALS: dict[str, Callable[..., Known]] = {
    "Gamma": euler_gamma_function,
    "Gamma by log": euler_gamma_logarithm,
    "Beta on the half line": beta_half_line,
    "Beta of an angle": beta_trigonometric,
    "Euler's constant": euler_constant,
    "psi": psi_integral,
    "J of order 0": bessel_j_zero,
    "J of order 0 by cos": bessel_j_zero_cosine,
    "J of whole order": bessel_j_whole,
    "J by Poisson": bessel_j_poisson,
    "I of order 0": bessel_i_zero,
    "I of whole order": bessel_i_whole,
    "I by Poisson": bessel_i_poisson,
    "K": bessel_k,
    "zeta": zeta_bose,
    "zeta, alternating": zeta_fermi,
    "Kummer": kummer,
    "Gauss": gauss,
    "log sin": log_sine,
    "log cos": log_cosine,
    "log sin on the half turn": log_sine_half_turn,
    "Dirichlet": dirichlet,
    "Dirichlet, squared": dirichlet_squared,
}


def known_integral(context: Context, name: str, arguments: tuple[Any, ...]) -> Known:
    """The integral of that name, whose premises are among the facts. Raises `NotApplicable`."""
    if name not in INTEGRALS:
        raise NotApplicable("`", name, "` is not a known integral")
    try:
        found = INTEGRALS[name](*arguments)
    except TypeError as error:
        raise NotApplicable(str(error)) from error
    for premise in found.premises:
        require(context, premise.left, premise.relation)
    return found


__all__ = ["INTEGRALS", "Known", "known_integral"]
