"""Laws of bounded expansions: at every point of the window the term lies within the remainder of its expansion."""

from __future__ import annotations

import random
from fractions import Fraction
from typing import Any

import pytest
import sympy
from flint import arb, fmpq
from sympy import (
    Abs,
    E,
    Integer,
    LambertW,
    Max,
    Rational,
    Symbol,
    atan,
    cos,
    erf,
    erfc,
    exp,
    gamma,
    log,
    loggamma,
    oo,
    pi,
    sin,
    sqrt,
    tan,
    tanh,
)

from symbolic.language.meaning import Undefined, Unknown, ball, value
from symbolic.language.point import Point
from symbolic.language.precision import working_precision
from symbolic.language.special.normal import normal_cdf
from symbolic.trusted.bounded_expansions import NoExpansion, Window, constants, expansion, growth, sign_towards
from symbolic.trusted.bounded_expansions.oscillation import sign_beside
from symbolic.trusted.bounded_expansions.series import Expansion

x = Symbol("x", real=True)
POINTS = (Fraction(1), Fraction(9, 10), Fraction(1, 2), Fraction(1, 7), Fraction(1, 100))
PLACES = ((Integer(0), 1), (Integer(0), -1), (Integer(1), 1), (Integer(1), -1), (oo, -1), (-oo, 1), (pi / 2, -1))
UNARY: tuple[Any, ...] = (
    exp,
    log,
    sin,
    cos,
    tan,
    sympy.sinh,
    sympy.cosh,
    tanh,
    sympy.asinh,
    sympy.acosh,
    sympy.atanh,
    atan,
    sympy.asin,
    sympy.acos,
    erf,
    erfc,
    normal_cdf,
    gamma,
    loggamma,
    lambda u: sympy.polygamma(0, u),
    lambda u: sympy.polygamma(2, u),
    LambertW,
    sympy.zeta,
    Abs,
    sqrt,
    lambda u: 1 / u,
    lambda u: u ** Rational(1, 3),
    lambda u: u**3,
)


def encloses(window: Window, found: Expansion, t: Fraction, true: Any) -> bool:
    """Whether `true` lies within the sum of the parts and their remainders at t."""
    place = arb(fmpq(t.numerator, t.denominator))
    logarithm = -place.log()

    def scale(s: Any) -> Any:
        a, k = (arb(fmpq(e.numerator, e.denominator)) for e in s)
        return (-a * logarithm).exp() * (logarithm.log() * k).exp()

    total, spread = arb(0), arb(0)
    for q, part in found.items():
        factor = sum((constants.enclosed(c) * scale(s) for s, c in q), arb(0)).exp()
        for s, c in part.terms.items():
            total += constants.enclosed(c) * scale(s) * factor
        if part.rest is not None:
            spread += part.rest[1] * scale(part.rest[0]) * factor
    return bool((total + arb(0, 1) * spread).overlaps(true))


def check(term: Any, point: Any, side: int, reach: Fraction, order: int) -> bool:
    """False when there is no expansion; fails when it does not enclose the term."""
    window = Window(reach, order)
    with working_precision(96):
        try:
            found = expansion(window, term, x, point, side)
        except NoExpansion:
            return False
    with working_precision(400):
        for share in POINTS:
            t = reach * share
            place = Fraction(1) / t * (1 if point == oo else -1) if point.is_infinite else None
            at = place if place is not None else ball(value(point, Point())) + side * arb(fmpq(t.numerator, t.denominator))
            try:
                true = ball(value(term, Point({x: at}, {})))
            except (Unknown, OverflowError):
                continue
            except Undefined:
                pytest.fail(f"{term} beside {point}: an expansion where the term is undefined")
            assert encloses(window, found, t, true), f"{term} beside {point} at {t}"
    return True


def random_term(source: random.Random, depth: int) -> Any:
    if depth == 0:
        return source.choice([x, x, x, Integer(1), Integer(2), Rational(1, 2), pi, E])
    kind = source.random()
    if kind < 0.3:
        return random_term(source, depth - 1) + source.choice([1, -1]) * random_term(source, depth - 1)
    if kind < 0.55:
        return random_term(source, depth - 1) * random_term(source, depth - 1)
    if kind < 0.6:
        return random_term(source, depth - 1) ** random_term(source, depth - 1)
    return source.choice(UNARY)(random_term(source, depth - 1))


def test_random_terms_lie_within_their_expansions() -> None:
    source = random.Random(5)
    expanded = 0
    for _ in range(700):
        try:
            term = random_term(source, source.choice([2, 3]))
        except (ValueError, TypeError, ZeroDivisionError):
            continue
        if not term.has(x) or term.has(sympy.zoo, sympy.nan, sympy.I, oo):
            continue
        point, side = source.choice(PLACES)
        reach = Fraction(1, 2 ** source.choice([2, 4, 7]))
        expanded += check(term, point, side, reach, source.choice([3, 6]))
    assert expanded > 200


@pytest.mark.parametrize(
    ("term", "point", "side", "sign"),
    [
        (sin(x) - x + x**3 / 6, Integer(0), 1, 1),
        (sin(x) - x + x**3 / 6, Integer(0), -1, -1),
        (1 - tanh(x), oo, -1, 1),
        (1 - erf(x), oo, -1, 1),
        ((1 + 1 / x) ** (x + 1) - E, oo, -1, 1),
        ((1 + 1 / x) ** x - E, oo, -1, -1),
        (pi / 2 * x / sqrt(1 + x**2) - atan(x), oo, -1, 1),
        (gamma(x) - sqrt(2 * pi / x) * (x / E) ** x, oo, -1, 1),
        (4 * x * (pi - x) / pi**2 - sin(x), pi / 2, 1, 1),
        (log(x) ** 2 - log(x**2), oo, -1, 1),
        (Max(x, x**2) - x, Integer(0), 1, 0),
    ],
)
def test_signs_beside_a_point(term: Any, point: Any, side: int, sign: int) -> None:
    assert sign_towards(Window(Fraction(1, 64)), term, x, point, side) == sign


@pytest.mark.parametrize(
    "term",
    [
        x - Rational(1, 10),  # has a zero inside the window
        x**2 - x**3 * 5,
        sin(1 / x),  # oscillates
        log(-x),  # is undefined
        sqrt(x - Rational(1, 8)),
        1 / (x - Rational(1, 5)),
        tan(7 * x),
        gamma(x - 1),
    ],
    ids=str,
)
def test_no_sign_where_there_is_none(term: Any) -> None:
    with pytest.raises(NoExpansion):
        sign_towards(Window(Fraction(1, 4)), term, x, Integer(0), 1)


def test_waves_take_their_extreme_values() -> None:
    window = Window(Fraction(1, 8))
    assert sign_beside(window, (1 + x) / (1 + x**2) - Abs(sin(x) / x), x, oo, -1) == 1
    with pytest.raises(NoExpansion):
        sign_beside(window, 1 / (2 * x) - sin(x) / x, x, oo, -1)


def test_exponents_are_ordered_by_growth() -> None:
    fast, slow = ((((Fraction(-2), Fraction(0)), Fraction(1)),), (((Fraction(-1), Fraction(0)), Fraction(5)),))
    assert growth.fastest_first([slow, fast, ()]) == [fast, slow, ()]
