"""Reciprocals, powers, logarithms and exponentials of expansions."""

from __future__ import annotations

from fractions import Fraction
from math import factorial
from typing import Any

from flint import arb
from sympy import exp, log

from symbolic.trusted.bounded_expansions import constants, growth, series
from symbolic.trusted.bounded_expansions.growth import NO_GROWTH
from symbolic.trusted.bounded_expansions.scale import ONE, NoExpansion, Scale, Window, key
from symbolic.trusted.bounded_expansions.series import Expansion, Part

LOGARITHM: Scale = (Fraction(0), Fraction(1))


def reciprocal(window: Window, found: Expansion) -> Expansion:
    """1/(1 + s) = sum (-s)^k, and at most |s|^n/(1 - |s|)."""
    head = series.leading(window, found)
    n = series.needed(window, head.other)
    inner = series.composed(window, [Fraction((-1) ** k) for k in range(n)], head.other, 1 / (1 - head.least))
    back = (-head.scale[0], -head.scale[1])
    return series.shift(inner, constants.inverse(head.number), back, growth.scaled(head.q, Fraction(-1)))


def whole_power(window: Window, found: Expansion, exponent: int) -> Expansion:
    if exponent < 0:
        return whole_power(window, reciprocal(window, found), -exponent)
    if exponent > 400:
        raise NoExpansion("a power is too high")
    result, square = series.of_constant(Fraction(1)), found
    while exponent:
        if exponent % 2:
            result = series.multiply(window, result, square)
        exponent //= 2
        square = series.multiply(window, square, square) if exponent else square
    return result


def real_power(window: Window, found: Expansion, exponent: Any) -> Expansion:
    """A power with a constant exponent, of what is positive on the window: number^r t^(ar) L^(kr) exp(rq) (1 + s)^r."""
    head = series.leading(window, found)
    if constants.sign(head.number) <= 0:
        raise NoExpansion("the base of a power is not positive")
    r = constants.constant(exponent)
    if not isinstance(r, Fraction) and head.scale != ONE:
        return _irrational_power(head, r)
    n = series.needed(window, head.other)
    coefficients: list[Any] = [Fraction(1)]
    for k in range(n):
        following = constants.add(r, Fraction(-k))
        coefficients.append(constants.multiply(constants.multiply(coefficients[-1], following), Fraction(1, k + 1)))
    around = constants.enclosed(r)
    base = (1 + arb(0).union(head.least).union(-head.least)).log() * (around - n)
    tail = (constants.enclosed(coefficients.pop()) * base.exp()).abs_upper()  # Lagrange: binomial(r, n) (1 + xi)^(r - n)
    inner = series.composed(window, coefficients, head.other, tail)
    scale = (head.scale[0] * r, head.scale[1] * r) if head.scale != ONE else ONE
    return series.shift(inner, constants.power(head.number, exponent), scale, growth.scaled(head.q, r))


def _irrational_power(head: series.Leading, r: Any) -> Expansion:
    """Only a bound: t^(ar) <= t^e on the window, for a rational e below ar."""
    if head.scale[1] != 0 or head.q:
        raise NoExpansion("an irrational power of an exponential or of a logarithm")
    around = constants.enclosed(r)
    below = (around * head.scale[0].numerator / head.scale[0].denominator * 1024 - 1).floor().lower()
    spread = 1 + arb(0).union(head.least).union(-head.least)
    number = ((constants.enclosed(head.number).log() + spread.log()) * around).exp()
    return series.remainder(series.Size(NO_GROWTH, (Fraction(int(below.unique_fmpz()), 1024), Fraction(0)), number.abs_upper()))


def logarithm(window: Window, found: Expansion) -> Expansion:
    """log(number t^a exp(q) (1 + s)) = log(number) - a L + q + log(1 + s), of what is positive on the window."""
    head = series.leading(window, found)
    if constants.sign(head.number) <= 0 or head.scale[1] != 0:
        raise NoExpansion("no logarithm of a leading part that is not positive, or itself a logarithm")
    n = series.needed(window, head.other)
    coefficients = [Fraction(0), *(Fraction((-1) ** (k + 1), k) for k in range(1, n))]
    tail = 1 / (n * (1 - head.least) ** n)  # Lagrange: 1/(n (1 + xi)^n)
    inner = series.composed(window, coefficients, head.other, tail)
    number = head.number.log() if isinstance(head.number, arb) else constants.constant(log(constants.term_of(head.number)))
    slope = series.monomial(-head.scale[0], LOGARITHM)
    return series.add(window, inner, series.of_constant(number), slope, _as_terms(head.q))


def _as_terms(q: growth.Exponent) -> Expansion:
    return {NO_GROWTH: Part(dict(q))} if q else {}


def parted(found: Expansion) -> tuple[dict[Any, Any], Fraction, Any, Expansion]:
    """What grows faster than L, the coefficient of -L, the constant, and what goes to zero.

    Raises `NoExpansion` for other growth and for remainders that do not go to zero.
    """
    grow: dict[Any, Any] = {}
    power, number = Fraction(0), Fraction(0)
    small: Expansion = {q: part for q, part in found.items() if growth.direction(q) < 0}
    if any(growth.direction(q) > 0 for q in found):
        raise NoExpansion("an exponential in an exponent")
    plain = found.get(NO_GROWTH, Part())
    if plain.rest is not None and key(plain.rest[0]) <= key(ONE):
        raise NoExpansion("a remainder that does not go to zero")
    kept: dict[Any, Any] = {}
    for scale, c in plain.terms.items():
        if growth.grows(scale):
            grow[scale] = c
        elif scale == LOGARITHM and isinstance(c, Fraction):
            power = -c
        elif scale == ONE:
            number = c
        elif key(scale) > key(ONE):
            kept[scale] = c
        else:
            raise NoExpansion("a growth that is neither a power nor beyond all powers")
    if kept or plain.rest is not None:
        small = {**small, NO_GROWTH: Part(kept, plain.rest)}
    return grow, power, number, small


def exponential(window: Window, found: Expansion) -> Expansion:
    """exp(q - p L + c + s) = exp(q) t^p e^c exp(s)."""
    grow, power, number, small = parted(found)
    n = series.needed(window, small)
    tail = series.largest_value(window, small).exp() / factorial(n)  # Lagrange: exp(xi)/n!
    inner = series.composed(window, [Fraction(1, factorial(k)) for k in range(n)], small, tail)
    outer = number.exp() if isinstance(number, arb) else constants.constant(exp(constants.term_of(number)))
    return series.shift(inner, outer, (power, Fraction(0)), growth.exponent(grow))


__all__ = ["exponential", "logarithm", "parted", "real_power", "reciprocal", "whole_power"]
