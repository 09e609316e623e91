"""Gamma, log Gamma, digamma and polygamma of expansions: Stirling's series towards infinity, exact Taylor coefficients at whole numbers."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import factorial
from typing import Any

import sympy
from sympy import Integer, Rational, bernoulli, log, pi, zeta

from symbolic.trusted.bounded_expansions import constants, functions, powers, series
from symbolic.trusted.bounded_expansions.jets import taylor_at
from symbolic.trusted.bounded_expansions.scale import NoExpansion, Window
from symbolic.trusted.bounded_expansions.series import Expansion

FARTHEST = 12  # whole numbers from which the recurrence is carried down to 1


def log_gamma(window: Window, found: Expansion) -> Expansion:
    """DLMF 5.11.1, whose remainder is below the first part left out for x > 0 (5.11(ii)); 5.7.3 at 1."""
    if functions.growing(found):
        _require_positive(window, found)
        logarithm = powers.logarithm(window, found)
        half = series.add(window, found, series.of_constant(Fraction(-1, 2)))
        first = series.multiply(window, half, logarithm)
        last = series.of_constant(constants.constant(log(2 * pi) / 2))
        tail = _stirling(window, found, lambda k: _number(bernoulli(2 * k)) / (2 * k * (2 * k - 1)), -1)
        return series.add(window, first, series.negate(found), last, tail)
    number, small = functions.regular(found)
    shift = _whole(number)
    if shift is None:
        return functions.at_number(window, sympy.loggamma, _positive(number), small)
    coefficients = [Fraction(0), -sympy.EulerGamma]
    one = functions.at_zero(
        window, _At(sympy.loggamma), lambda k: coefficients[k] if k < 2 else constants.constant((-1) ** k * zeta(Integer(k)) / k), small
    )
    logs = [powers.logarithm(window, series.add(window, small, series.of_constant(Fraction(j)))) for j in _between(shift)]
    return series.add(window, one, *(logs if shift > 1 else map(series.negate, logs)))


def digamma(window: Window, found: Expansion) -> Expansion:
    """DLMF 5.11.2, its remainder likewise; 5.7.4 at 1."""
    if functions.growing(found):
        _require_positive(window, found)
        half = series.scale_by(powers.reciprocal(window, found), Fraction(-1, 2))
        tail = _stirling(window, found, lambda k: -_number(bernoulli(2 * k)) / (2 * k), 0)
        return series.add(window, powers.logarithm(window, found), half, tail)
    number, small = functions.regular(found)
    shift = _whole(number)
    if shift is None:
        return functions.at_number(window, sympy.digamma, _positive(number), small)
    one = functions.at_zero(
        window,
        _At(sympy.digamma),
        lambda k: constants.constant((-1) ** (k + 1) * zeta(Integer(k + 1))) if k else -sympy.EulerGamma,
        small,
    )
    parts = [powers.reciprocal(window, series.add(window, small, series.of_constant(Fraction(j)))) for j in _between(shift)]
    return series.add(window, one, *(parts if shift > 1 else map(series.negate, parts)))


def polygamma(window: Window, m: int, found: Expansion) -> Expansion:
    """DLMF 5.15.8 and 5.15.9, the remainder below the first part left out; at 0 and 1 by 5.15.5 and 5.15.2."""
    side = (-1) ** (m + 1)
    if functions.growing(found):
        _require_positive(window, found)
        back = powers.reciprocal(window, found)
        power = powers.whole_power(window, back, m)
        first = series.scale_by(power, Fraction(side * factorial(m - 1)))
        second = series.scale_by(series.multiply(window, power, back), Fraction(side * factorial(m), 2))
        tail = _stirling(window, found, lambda k: side * _number(bernoulli(2 * k)) * factorial(2 * k + m - 1) / factorial(2 * k), m)
        return series.add(window, first, second, tail)
    number, small = functions.regular(found)
    shift = _whole(number)
    if shift not in (0, 1):
        raise NoExpansion("polygamma at other points")
    head = _At(sympy.digamma, m)

    def coefficient(k: int) -> Any:
        return constants.constant((-1) ** (m + k + 1) * factorial(m + k) * zeta(Integer(m + k + 1)) / factorial(k))

    one = functions.at_zero(window, head, coefficient, small)
    if shift == 1:
        return one
    pole = powers.whole_power(window, powers.reciprocal(window, small), m + 1)
    return series.add(window, one, series.scale_by(pole, Fraction(side * factorial(m))))


def gamma(window: Window, found: Expansion) -> Expansion:
    if not functions.growing(found):
        number, small = functions.regular(found)
        if _whole(number) is None:
            return functions.at_number(window, sympy.gamma, _positive(number), small)
    return powers.exponential(window, log_gamma(window, found))


class _At:
    """log Gamma or digamma, or a derivative of digamma, with its Taylor coefficients around 1 + place."""

    def __init__(self, head: Any, order: int = 0) -> None:
        self.head, self.order = head, order

    def taylor(self, place: Any, n: int) -> list[Any]:
        found = taylor_at(self.head, 1 + place, n + self.order)
        return [found[k + self.order] * factorial(k + self.order) / factorial(k) for k in range(n + 1)]


def _stirling(window: Window, found: Expansion, factor: Callable[[int], Fraction], offset: int) -> Expansion:
    """sum over k >= 1 of factor(k) x^(-2k - offset), the remainder at most the first part left out."""
    back = powers.reciprocal(window, found)
    square = series.multiply(window, back, back)
    n = max(2, min(series.needed(window, square), 8))
    factors = [Fraction(0), *(factor(k) for k in range(1, n))]
    total = series.composed(window, factors, square, constants.enclosed(abs(factor(n))))
    return (
        series.multiply(window, total, powers.whole_power(window, back, offset)) if offset >= 0 else series.multiply(window, total, found)
    )


def _number(term: Rational) -> Fraction:
    return Fraction(int(term.p), int(term.q))


def _whole(number: Any) -> int | None:
    if isinstance(number, Fraction) and number.denominator == 1 and 0 <= number <= FARTHEST:
        return int(number)
    return None


def _between(shift: int) -> range:
    """log Gamma(m + s) = log Gamma(1 + s) + sum of log(j + s) for 1 <= j < m; for m = 0 the part at j = 0 is taken away."""
    return range(1, shift) if shift >= 1 else range(1)


def _positive(number: Any) -> Any:
    if constants.sign(number) <= 0:
        raise NoExpansion("off the positive axis")
    return number


def _require_positive(window: Window, found: Expansion) -> None:
    if functions.sign(window, found) <= 0:
        raise NoExpansion("off the positive axis")


FUNCTIONS: dict[Any, Callable[[Window, Expansion], Expansion]] = {
    sympy.gamma: gamma,
    sympy.loggamma: log_gamma,
    sympy.digamma: digamma,
}

__all__ = ["FUNCTIONS", "digamma", "gamma", "log_gamma", "polygamma"]
