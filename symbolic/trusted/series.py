"""Endless sums with known values: name, premises, the part for index k, where the sum begins, and its value.

Sources: DLMF 4.2.19, 4.6.1, 4.6.4, 4.19.1, 4.19.2, 4.24.3, 4.33.1, 4.33.2 (power series of elementary functions; 4.6.1 and 4.24.3 at the
ends of the interval by Abel's theorem), 5.7.3 and 5.7.4 (log Gamma and psi), 5.7.6 (psi, for combinations without a part 1/k), 5.7.7 (psi,
alternating), 25.2.1, 25.6.2, 25.11.1 (zeta), 25.11.35 (alternating Hurwitz zeta, here through even and odd parts). Sums with a factor k^m
come from those without by the operator r d/dr, as a power series may be differentiated inside its interval of convergence.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sympy
from sympy import (
    Abs,
    Add,
    EulerGamma,
    Integer,
    Rational,
    Symbol,
    atan,
    binomial,
    cos,
    cosh,
    exp,
    factorial,
    log,
    loggamma,
    pi,
    sin,
    sinh,
    sqrt,
)

from symbolic.language.differentiation import derivative
from symbolic.language.special.gamma_functions import psi
from symbolic.language.statements import Comparison
from symbolic.language.terms import substitute
from symbolic.trusted.axioms import NotApplicable, require
from symbolic.trusted.context import ZERO, Context
from symbolic.trusted.normal_form import normalised

ONE = Integer(1)
HIGHEST_POWER = 8
_RATIO = Symbol("ratio", real=True)


@dataclass(frozen=True)
class Series:
    """The sum over k = start, start + 1, ... of `part(k)` is `value`, where `premises` hold."""

    part: Callable[[Any], Any]
    start: int
    value: Any
    premises: tuple[Comparison, ...] = ()


def _natural(term: Any) -> int:
    if not (term.is_Integer and 0 <= term <= HIGHEST_POWER):
        raise NotApplicable("`", term, "` is not a small natural number")
    return int(term)


def _moment(generating: Callable[[Any], Any], times: int, at: Any) -> Any:
    """(r d/dr)^times of a function of r, at a place."""
    term = generating(_RATIO)
    for _ in range(times):
        term = normalised(_RATIO * derivative(term, _RATIO))
    return substitute(term, {_RATIO: at})


def zeta_value(*arguments: Any) -> Any:
    """zeta(s), by pi for even s (DLMF 25.6.2); Hurwitz's zeta at 1 and at 1/2 by it (25.11.2 and 25.11.11)."""
    if len(arguments) == 2 and arguments[1] == 1:
        return zeta_value(arguments[0])
    if len(arguments) == 2 and arguments[1] == Rational(1, 2):
        return (2 ** arguments[0] - 1) * zeta_value(arguments[0])
    if len(arguments) == 1 and arguments[0].is_Integer and arguments[0] % 2 == 0 and 0 < arguments[0] <= 40:
        s = arguments[0]
        return Abs(sympy.bernoulli(s)) * (2 * pi) ** s / (2 * factorial(s))
    return sympy.zeta(*arguments, evaluate=False)


def _between(term: Any, low: Any, high: Any, *, low_included: bool = False, high_included: bool = False) -> tuple[Comparison, ...]:
    return (
        Comparison(term - low, ">=" if low_included else ">", ZERO),
        Comparison(high - term, ">=" if high_included else ">", ZERO),
    )


def geometric(m: Any, r: Any) -> Series:
    """k^m r^k, |r| < 1."""
    times = _natural(m)
    return Series(lambda k: k**times * r**k, 0, _moment(lambda x: 1 / (1 - x), times, r), _between(r, -ONE, ONE))


def exponential(m: Any, x: Any) -> Series:
    """k^m x^k/k!."""
    times = _natural(m)
    return Series(lambda k: k**times * x**k / factorial(k), 0, _moment(exp, times, x))


def error_function(x: Any) -> Series:
    """(-1)^k x^(2k+1)/(k! (2k+1)), every x (DLMF 7.6.1)."""
    return Series(lambda k: (-1) ** k * x ** (2 * k + 1) / (factorial(k) * (2 * k + 1)), 0, sqrt(pi) / 2 * sympy.erf(x))


def sine(x: Any) -> Series:
    return Series(lambda k: (-1) ** k * x ** (2 * k + 1) / factorial(2 * k + 1), 0, sin(x))


def cosine(x: Any) -> Series:
    return Series(lambda k: (-1) ** k * x ** (2 * k) / factorial(2 * k), 0, cos(x))


def hyperbolic_sine(x: Any) -> Series:
    return Series(lambda k: x ** (2 * k + 1) / factorial(2 * k + 1), 0, sinh(x))


def hyperbolic_cosine(x: Any) -> Series:
    return Series(lambda k: x ** (2 * k) / factorial(2 * k), 0, cosh(x))


def logarithm(x: Any) -> Series:
    """x^k/k, -1 <= x < 1."""
    return Series(lambda k: x**k / k, 1, -log(1 - x), _between(x, -ONE, ONE, low_included=True))


def inverse_tangent(x: Any) -> Series:
    """(-1)^k x^(2k+1)/(2k+1), |x| <= 1."""
    allowed = _between(x, -ONE, ONE, low_included=True, high_included=True)
    return Series(lambda k: (-1) ** k * x ** (2 * k + 1) / (2 * k + 1), 0, atan(x), allowed)


def inverse_hyperbolic_tangent(x: Any) -> Series:
    """x^(2k+1)/(2k+1), |x| < 1."""
    return Series(lambda k: x ** (2 * k + 1) / (2 * k + 1), 0, (log(1 + x) - log(1 - x)) / 2, _between(x, -ONE, ONE))


def inverse_sine(x: Any) -> Series:
    """binomial(2k, k) x^(2k+1)/(4^k (2k+1)), |x| < 1 (DLMF 4.24.1)."""
    value = sympy.asin(x, evaluate=False)
    return Series(lambda k: binomial(2 * k, k) * x ** (2 * k + 1) / (4**k * (2 * k + 1)), 0, value, _between(x, -ONE, ONE))


def central_binomial(x: Any) -> Series:
    """binomial(2k, k) x^k, |x| < 1/4 (DLMF 4.6.7 for (1 - 4x)^(-1/2))."""
    quarter = Rational(1, 4)
    return Series(lambda k: binomial(2 * k, k) * x**k, 0, 1 / sqrt(1 - 4 * x), _between(x, -quarter, quarter))


def negative_binomial(a: Any, r: Any) -> Series:
    """binomial(a + k, k) r^k for natural a and |r| < 1 (DLMF 4.6.7 for (1 - r)^(-a-1))."""
    if not (a.is_integer and a.is_nonnegative):
        raise NotApplicable("`", a, "` is not a natural number")
    return Series(lambda k: binomial(a + k, k) * r**k, 0, (1 - r) ** (-a - 1), _between(r, -ONE, ONE))


def zeta_powers(s: Any) -> Series:
    """k^-s, s > 1."""
    return Series(lambda k: k**-s, 1, zeta_value(s), (Comparison(s - 1, ">", ZERO),))


def hurwitz(s: Any, a: Any) -> Series:
    """(k + a)^-s, s > 1, a > 0."""
    return Series(lambda k: (k + a) ** -s, 0, zeta_value(s, a), (Comparison(s - 1, ">", ZERO), Comparison(a, ">", ZERO)))


def alternating_hurwitz(s: Any, a: Any) -> Series:
    """(-1)^k (k + a)^-s, s = 1 or s > 1, a > 0: its even part less its odd part."""
    positive = Comparison(a, ">", ZERO)
    if s == 1:
        return Series(lambda k: (-1) ** k / (k + a), 0, (psi((a + 1) / 2) - psi(a / 2)) / 2, (positive,))
    if a == 1:
        value = (1 - 2 ** (1 - s)) * zeta_value(s)
    else:
        value = 2**-s * (zeta_value(s, a / 2) - zeta_value(s, (a + 1) / 2))
    return Series(lambda k: (-1) ** k * (k + a) ** -s, 0, value, (Comparison(s - 1, ">", ZERO), positive))


def rational(*numbers: Any) -> Series:
    """c_i (k + a_i)^-n_i summed over the triples (c_i, a_i, n_i), with a_i > 0, whose c_i with n_i = 1 add up to 0."""
    if len(numbers) % 3 or not numbers:
        raise NotApplicable("triples are expected")
    triples = [numbers[i : i + 3] for i in range(0, len(numbers), 3)]
    if not all(n.is_Integer and 1 <= n <= HIGHEST_POWER for _, _, n in triples):
        raise NotApplicable("the powers are not small whole numbers")
    balance = Comparison(Add(*(c for c, _, n in triples if n == 1)), "==", ZERO)
    value = Add(*(-c * psi(a) if n == 1 else c * zeta_value(n, a) for c, a, n in triples))
    premises = (balance, *(Comparison(a, ">", ZERO) for _, a, _ in triples))
    return Series(lambda k: Add(*(c * (k + a) ** -n for c, a, n in triples)), 0, value, premises)


def zeta_generating(x: Any) -> Series:
    """zeta(k) x^(k-1) for k >= 2, |x| < 1: -euler_gamma - psi(1 - x)."""
    return Series(lambda k: zeta_value(k) * x ** (k - 1), 2, -EulerGamma - psi(1 - x), _between(x, -ONE, ONE))


def zeta_excess_generating(x: Any) -> Series:
    """(zeta(k) - 1) x^(k-1) for k >= 2, |x| < 2: 1 - euler_gamma - psi(2 - x)."""
    two = Integer(2)
    return Series(lambda k: (zeta_value(k) - 1) * x ** (k - 1), 2, 1 - EulerGamma - psi(2 - x), _between(x, -two, two))


def zeta_logarithmic(x: Any) -> Series:
    """zeta(k) x^k/k for k >= 2, -1 <= x < 1: log Gamma(1 - x) - euler_gamma x."""
    value = loggamma(1 - x, evaluate=False) - EulerGamma * x
    return Series(lambda k: zeta_value(k) * x**k / k, 2, value, _between(x, -ONE, ONE, low_included=True))


def zeta_excess_logarithmic(x: Any) -> Series:
    """(zeta(k) - 1) x^k/k for k >= 2, |x| < 2: log Gamma(2 - x) + (1 - euler_gamma) x."""
    two = Integer(2)
    value = loggamma(2 - x, evaluate=False) + (1 - EulerGamma) * x
    return Series(lambda k: (zeta_value(k) - 1) * x**k / k, 2, value, _between(x, -two, two))


def polylogarithm(s: Any, x: Any) -> Series:
    """x^k/k^s, |x| < 1 (DLMF 25.12.10)."""
    return Series(lambda k: x**k / k**s, 1, sympy.polylog(s, x, evaluate=False), _between(x, -ONE, ONE))


def _bessel_order(v: Any, x: Any) -> tuple[Comparison, ...]:
    """v is natural, or v > -1 and x > 0."""
    if v.is_integer and v.is_nonnegative:
        return ()
    return (Comparison(v + 1, ">", ZERO), Comparison(x, ">", ZERO))


def bessel_i(v: Any, x: Any) -> Series:
    """(x/2)^(2k + v)/(k! Gamma(k + v + 1)) (DLMF 10.25.2)."""
    value = sympy.besseli(v, x)
    return Series(lambda k: (x / 2) ** (2 * k + v) / (factorial(k) * sympy.gamma(k + v + 1)), 0, value, _bessel_order(v, x))


def bessel_j(v: Any, x: Any) -> Series:
    """(-1)^k (x/2)^(2k + v)/(k! Gamma(k + v + 1)) (DLMF 10.2.2)."""
    value = sympy.besselj(v, x)
    return Series(lambda k: (-1) ** k * (x / 2) ** (2 * k + v) / (factorial(k) * sympy.gamma(k + v + 1)), 0, value, _bessel_order(v, x))


SERIES: dict[str, Callable[..., Series]] = {
    "geometric": geometric,
    "exponential": exponential,
    "error function": error_function,
    "sine": sine,
    "cosine": cosine,
    "hyperbolic sine": hyperbolic_sine,
    "hyperbolic cosine": hyperbolic_cosine,
    "logarithm": logarithm,
    "inverse tangent": inverse_tangent,
    "inverse hyperbolic tangent": inverse_hyperbolic_tangent,
    "inverse sine": inverse_sine,
    "central binomial": central_binomial,
    "negative binomial": negative_binomial,
    "polylogarithm": polylogarithm,
    "Bessel I": bessel_i,
    "Bessel J": bessel_j,
    "zeta": zeta_powers,
    "hurwitz": hurwitz,
    "alternating hurwitz": alternating_hurwitz,
    "rational": rational,
    "zeta generating": zeta_generating,
    "zeta excess generating": zeta_excess_generating,
    "zeta logarithmic": zeta_logarithmic,
    "zeta excess logarithmic": zeta_excess_logarithmic,
}


def known_series(context: Context, name: str, arguments: tuple[Any, ...]) -> Series:
    """The series of that name, whose premises are among the facts. Raises `NotApplicable`."""
    if name not in SERIES:
        raise NotApplicable("`", name, "` is not a known series")
    try:
        found = SERIES[name](*arguments)
    except TypeError as error:
        raise NotApplicable(str(error)) from error
    for premise in found.premises:
        require(context, premise.left, premise.relation)
    return found


__all__ = ["SERIES", "Series", "known_series", "zeta_value"]
