"""Functions of expansions: Taylor's formula with Lagrange's remainder at a regular point, known expansions towards infinity."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import comb, factorial
from typing import Any

import sympy
from flint import arb
from sympy import LambertW, Rational, pi, sqrt

from symbolic.language.special.normal import normal_cdf
from symbolic.trusted.bounded_expansions import constants, powers, series
from symbolic.trusted.bounded_expansions.jets import taylor_at
from symbolic.trusted.bounded_expansions.scale import ONE, NoExpansion, Window
from symbolic.trusted.bounded_expansions.series import Expansion

HALF = Fraction(1, 2)


def regular(found: Expansion) -> tuple[Any, Expansion]:
    """The constant and what goes to zero, of what does not grow."""
    grow, power, number, small = powers.parted(found)
    if grow or power:
        raise NoExpansion("a function of what grows")
    return number, small


def growing(found: Expansion) -> bool:
    """Whether it grows beyond all bounds, as far as its leading scale shows."""
    try:
        regular(found)
    except NoExpansion:
        return True
    return False


def at_zero(window: Window, head: Any, coefficients: Callable[[int], Any], small: Expansion) -> Expansion:
    """Taylor's formula at 0 with exact coefficients; the next derivative is enclosed on the whole range."""
    n = series.needed(window, small)
    reach = series.largest_value(window, small)
    tail = taylor_at(head, arb(0, reach), n)[n].abs_upper() if small else arb(0)
    return series.composed(window, [coefficients(k) for k in range(n)], small, tail)


def at_number(window: Window, head: Any, number: Any, small: Expansion) -> Expansion:
    """The same at another point, where only the value itself is exact."""
    exact = head(constants.term_of(number))
    if not small:
        return series.of_constant(constants.constant(exact))
    n = series.needed(window, small)
    reach = series.largest_value(window, small)
    place = constants.enclosed(number)
    tail = taylor_at(head, place + arb(0, reach), n)[n].abs_upper()
    balls = taylor_at(head, place, n)
    return series.composed(window, [constants.constant(exact), *balls[1:n]], small, tail)


def _sine_like(k: int) -> Fraction:
    return Fraction((-1) ** (k // 2), factorial(k)) if k % 2 else Fraction(0)


def _cosine_like(k: int) -> Fraction:
    return Fraction((-1) ** (k // 2), factorial(k)) if k % 2 == 0 else Fraction(0)


def _trigonometric(window: Window, found: Expansion) -> tuple[Expansion, Expansion]:
    """sin and cos; of what grows only that neither exceeds 1."""
    try:
        number, small = regular(found)
    except NoExpansion:
        bounded = series.remainder(series.Size((), ONE, arb(1)))
        return bounded, bounded
    sine, cosine = at_zero(window, sympy.sin, _sine_like, small), at_zero(window, sympy.cos, _cosine_like, small)
    if number == 0:
        return sine, cosine
    place = constants.term_of(number)
    s, c = (series.of_constant(constants.constant(f(place))) for f in (sympy.sin, sympy.cos))

    def mixed(a: Expansion, b: Expansion, x: Expansion, y: Expansion) -> Expansion:
        return series.add(window, series.multiply(window, a, x), series.multiply(window, b, y))

    return mixed(s, c, cosine, sine), mixed(c, series.negate(s), cosine, sine)


def sine(window: Window, found: Expansion) -> Expansion:
    return _trigonometric(window, found)[0]


def cosine(window: Window, found: Expansion) -> Expansion:
    return _trigonometric(window, found)[1]


def tangent(window: Window, found: Expansion) -> Expansion:
    s, c = _trigonometric(window, found)
    return series.multiply(window, s, powers.reciprocal(window, c))


def _exponentials(window: Window, found: Expansion) -> tuple[Expansion, Expansion]:
    return powers.exponential(window, found), powers.exponential(window, series.negate(found))


def hyperbolic_sine(window: Window, found: Expansion) -> Expansion:
    if not growing(found) and regular(found)[0] == 0:
        return at_zero(window, sympy.sinh, lambda k: Fraction(k % 2, factorial(k)), regular(found)[1])
    up, down = _exponentials(window, found)
    return series.scale_by(series.add(window, up, series.negate(down)), HALF)


def hyperbolic_cosine(window: Window, found: Expansion) -> Expansion:
    if not growing(found) and regular(found)[0] == 0:
        return at_zero(window, sympy.cosh, lambda k: Fraction((k + 1) % 2, factorial(k)), regular(found)[1])
    up, down = _exponentials(window, found)
    return series.scale_by(series.add(window, up, down), HALF)


def hyperbolic_tangent(window: Window, found: Expansion) -> Expansion:
    above, below = hyperbolic_sine(window, found), hyperbolic_cosine(window, found)
    return series.multiply(window, above, powers.reciprocal(window, below))


def _plus_number(window: Window, found: Expansion, number: int) -> Expansion:
    return series.add(window, found, series.of_constant(Fraction(number)))


def area_sine(window: Window, found: Expansion) -> Expansion:
    """asinh(x) = log(x + sqrt(x^2 + 1)), odd."""
    if growing(found) and sign(window, found) < 0:
        return series.negate(area_sine(window, series.negate(found)))
    root = powers.real_power(window, _plus_number(window, series.multiply(window, found, found), 1), Rational(1, 2))
    return powers.logarithm(window, series.add(window, found, root))


def area_cosine(window: Window, found: Expansion) -> Expansion:
    """acosh(x) = log(x + sqrt(x^2 - 1))."""
    square = _plus_number(window, series.multiply(window, found, found), -1)
    root = powers.real_power(window, square, Rational(1, 2)) if square else {}
    return powers.logarithm(window, series.add(window, found, root))


def area_tangent(window: Window, found: Expansion) -> Expansion:
    """atanh(x) = log((1 + x)/(1 - x))/2."""
    over, under = _plus_number(window, found, 1), _plus_number(window, series.negate(found), 1)
    difference = series.add(window, powers.logarithm(window, over), series.negate(powers.logarithm(window, under)))
    return series.scale_by(difference, HALF)


def arc_tangent(window: Window, found: Expansion) -> Expansion:
    """atan(c + s) = atan(c) + atan(s/(1 + c^2 + c s)); atan(x) = +-pi/2 - atan(1/x) for what grows."""
    if growing(found):
        side = sign(window, found)
        rest = arc_tangent(window, powers.reciprocal(window, found))
        return series.add(window, series.of_constant(side * pi / 2), series.negate(rest))
    number, small = regular(found)
    if number == 0:
        return at_zero(window, sympy.atan, lambda k: Fraction((-1) ** (k // 2), k) if k % 2 else Fraction(0), small)
    first = series.of_constant(constants.constant(sympy.atan(constants.term_of(number))))
    if not small:
        return first
    square = constants.add(Fraction(1), constants.multiply(number, number))
    under = series.add(window, series.of_constant(square), series.scale_by(small, number))
    inner = series.multiply(window, small, powers.reciprocal(window, under))
    return series.add(window, first, arc_tangent(window, inner))


def arc_sine(window: Window, found: Expansion) -> Expansion:
    """At +-1 by asin(x) = pi/2 - 2 asin(sqrt((1 - x)/2))."""
    number, small = regular(found)
    if number == 0:
        return at_zero(window, sympy.asin, _arc_sine_coefficient, small)
    if number in (1, -1) and small:
        side = int(number)
        gap = series.scale_by(_plus_number(window, series.scale_by(found, Fraction(-side)), 1), HALF)
        half = arc_sine(window, powers.real_power(window, gap, Rational(1, 2)))
        first = series.of_constant(side * pi / 2)
        return series.add(window, first, series.scale_by(half, Fraction(-2 * side)))
    return at_number(window, sympy.asin, number, small)


def _arc_sine_coefficient(k: int) -> Fraction:
    half = k // 2
    return Fraction(comb(2 * half, half), 4**half * k) if k % 2 else Fraction(0)


def arc_cosine(window: Window, found: Expansion) -> Expansion:
    return series.add(window, series.of_constant(pi / 2), series.negate(arc_sine(window, found)))


def complementary_error(window: Window, found: Expansion) -> Expansion:
    """erfc; towards infinity exp(-x^2)/(x sqrt(pi)) * sum (-1)^k (2k - 1)!!/(2x^2)^k, the remainder below the first part left out
    (DLMF 7.12.1 with 7.12(i)); erfc(-x) = 2 - erfc(x).
    """
    if not growing(found):
        return series.add(window, series.of_constant(Fraction(1)), series.negate(error(window, found)))
    if sign(window, found) < 0:
        rest = complementary_error(window, series.negate(found))
        return series.add(window, series.of_constant(Fraction(2)), series.negate(rest))
    square = series.multiply(window, found, found)
    back = powers.reciprocal(window, square)
    n = min(series.needed(window, back), 12)
    factors = [Fraction((-1) ** k * _odd_product(k), 2**k) for k in range(n)]
    total = series.composed(window, factors, back, constants.enclosed(Fraction(_odd_product(n), 2**n)))
    front = series.multiply(window, powers.exponential(window, series.negate(square)), powers.reciprocal(window, found))
    return series.scale_by(series.multiply(window, front, total), 1 / sqrt(pi))


def _odd_product(k: int) -> int:
    return factorial(2 * k) // (2**k * factorial(k))


def error(window: Window, found: Expansion) -> Expansion:
    """erf, around 0 by 2/sqrt(pi) sum (-1)^k x^(2k+1)/(k! (2k + 1))."""
    if growing(found):
        return series.add(window, series.of_constant(Fraction(1)), series.negate(complementary_error(window, found)))
    number, small = regular(found)
    if number != 0:
        return at_number(window, sympy.erf, number, small)
    scaled = _Scaled(sympy.erf, lambda: arb.pi().sqrt() / 2)
    plain = at_zero(window, scaled, lambda k: Fraction((-1) ** (k // 2), factorial(k // 2) * k) if k % 2 else Fraction(0), small)
    return series.scale_by(plain, 2 / sqrt(pi))


class _Scaled:
    """A head times a number, for its Taylor coefficients."""

    def __init__(self, head: Any, factor: Callable[[], Any]) -> None:
        self.head, self.factor = head, factor

    def taylor(self, place: Any, n: int) -> list[Any]:
        return [c * self.factor() for c in taylor_at(self.head, place, n)]


def normal_distribution(window: Window, found: Expansion) -> Expansion:
    """erfc(-x/sqrt(2))/2."""
    inner = series.scale_by(found, -1 / sqrt(sympy.Integer(2)))
    return series.scale_by(complementary_error(window, inner), HALF)


def lambert(window: Window, found: Expansion) -> Expansion:
    """The principal branch, at 0 by sum (-k)^(k-1)/k! x^k (DLMF 4.13.5)."""
    number, small = regular(found)
    if number == 0:
        return at_zero(window, LambertW, lambda k: Fraction((-k) ** (k - 1), factorial(k)) if k else Fraction(0), small)
    return at_number(window, LambertW, number, small)


def sign(window: Window, found: Expansion) -> int:
    """The sign on the whole window: 0 for what is zero without remainder."""
    return constants.sign(series.leading(window, found).number) if found else 0


def absolute(window: Window, found: Expansion) -> Expansion:
    return found if sign(window, found) >= 0 else series.negate(found)


FUNCTIONS: dict[Any, Callable[[Window, Expansion], Expansion]] = {
    sympy.exp: powers.exponential,
    sympy.log: powers.logarithm,
    sympy.sin: sine,
    sympy.cos: cosine,
    sympy.tan: tangent,
    sympy.sinh: hyperbolic_sine,
    sympy.cosh: hyperbolic_cosine,
    sympy.tanh: hyperbolic_tangent,
    sympy.asinh: area_sine,
    sympy.acosh: area_cosine,
    sympy.atanh: area_tangent,
    sympy.atan: arc_tangent,
    sympy.asin: arc_sine,
    sympy.acos: arc_cosine,
    sympy.erf: error,
    sympy.erfc: complementary_error,
    normal_cdf: normal_distribution,
    LambertW: lambert,
    sympy.Abs: absolute,
}

__all__ = ["FUNCTIONS", "absolute", "at_number", "at_zero", "growing", "regular", "sign"]
