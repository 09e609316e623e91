"""Endless sums and products, improper integrals, and the bounds for what is left out of them."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import mpmath
import pytest
from flint import arb
from sympy import (
    Integral,
    Product,
    Rational,
    Sum,
    Symbol,
    atan,
    binomial,
    cos,
    cosh,
    erfc,
    exp,
    factorial,
    log,
    oo,
    sin,
    sinh,
    sqrt,
    zeta,
)

from symbolic.language import endless, improper
from symbolic.language.balls import ball
from symbolic.language.majorants import Majorants
from symbolic.language.meaning import Unknown, value, working_precision
from symbolic.language.point import Point
from symbolic.language.terms import ranged

j = Symbol("j", integer=True)
t = Symbol("t", real=True)
u = Symbol("u", positive=True)
n = Symbol("n", integer=True, positive=True)
HALF = Rational(1, 2)

SERIES = {
    "basel": (Sum(1 / j**2, (j, 1, oo)), lambda: mpmath.zeta(2)),
    "shifted squares": (Sum(1 / (4 * j + 1) ** 2, (j, 0, oo)), lambda: mpmath.zeta(2, 0.25) / 16),
    "complex roots": (Sum(1 / (j**2 + 1), (j, 0, oo)), lambda: (1 + mpmath.pi * mpmath.coth(mpmath.pi)) / 2),
    "double and triple poles": (Sum(1 / (j**2 * (j + 1) ** 3), (j, 1, oo)), lambda: 10 - mpmath.pi**2 / 2 - mpmath.zeta(3) * 1 - 4 + 0),
    "leibniz": (Sum((-1) ** j / (2 * j + 1), (j, 0, oo)), lambda: mpmath.pi / 4),
    "alternating harmonic": (Sum((-1) ** (j + 1) / j, (j, 1, oo)), lambda: mpmath.log(2)),
    "alternating roots": (Sum((-1) ** j / sqrt(j), (j, 1, oo)), lambda: -mpmath.altzeta(0.5)),
    "odd powers": (Sum(j ** Rational(-3, 2), (j, 1, oo)), lambda: mpmath.zeta(1.5)),
    "exponential": (Sum(1 / factorial(j), (j, 0, oo)), lambda: mpmath.e),
    "geometric": (Sum(j * Rational(-1, 3) ** j, (j, 0, oo)), lambda: mpmath.mpf(-3) / 16),
    "zeta less one": (Sum(zeta(j) - 1, (j, 2, oo)), lambda: mpmath.mpf(1)),
    "zeta by powers": (Sum((3**j - 1) * zeta(j + 1) / 4**j, (j, 1, oo)), lambda: mpmath.pi),
    "central binomials": (Sum(binomial(2 * j, j) / 8**j, (j, 0, oo)), lambda: mpmath.sqrt(2)),
    "gaussian": (Sum(exp(-(j**2)), (j, 0, oo)), lambda: (1 + mpmath.jtheta(3, 0, mpmath.exp(-1))) / 2),
    "hyperbolic": (Sum(1 / cosh(j), (j, 0, oo)), lambda: mpmath.nsum(lambda k: mpmath.sech(k), [0, mpmath.inf])),
    "logarithms": (Sum(log(1 + 1 / j**2), (j, 1, oo)), lambda: mpmath.log(mpmath.sinh(mpmath.pi) / mpmath.pi)),
    "sines": (Sum(sin(j) / j**2, (j, 1, oo)), lambda: mpmath.clsin(2, 1)),
    "wallis": (Product(4 * j**2 / (4 * j**2 - 1), (j, 1, oo)), lambda: mpmath.pi / 2),
    "cubes": (Product(1 + 1 / j**3, (j, 1, oo)), lambda: mpmath.cosh(mpmath.pi * mpmath.sqrt(3) / 2) / mpmath.pi),
    "telescoping product": (Product(1 - 1 / j**2, (j, 2, oo)), lambda: mpmath.mpf(1) / 2),
}
SERIES["double and triple poles"] = (
    SERIES["double and triple poles"][0],
    lambda: mpmath.nsum(lambda k: 1 / (k**2 * (k + 1) ** 3), [1, mpmath.inf]),
)

INTEGRALS = {
    "gaussian": (Integral(exp(-(t**2)), (t, -oo, oo)), lambda: mpmath.sqrt(mpmath.pi)),
    "half gaussian": (Integral(exp(-(t**2) / 2), (t, -oo, 1)), lambda: mpmath.ncdf(1) * mpmath.sqrt(2 * mpmath.pi)),
    "gamma": (Integral(t ** Rational(3, 2) * exp(-t), (t, 0, oo)), lambda: mpmath.gamma(2.5)),
    "cauchy": (Integral(1 / (1 + t**2), (t, -oo, oo)), lambda: mpmath.pi),
    "logarithm": (Integral(log(t), (t, 0, 1)), lambda: mpmath.mpf(-1)),
    "root": (Integral(1 / sqrt(t), (t, 0, 1)), lambda: mpmath.mpf(2)),
    "arc sine": (Integral(1 / sqrt(1 - t**2), (t, 0, 1)), lambda: mpmath.pi / 2),
    "beta": (Integral(t ** (-HALF) * (1 - t) ** (-HALF), (t, 0, 1)), lambda: mpmath.pi),
    "powers": (Integral(t ** Rational(-3, 2), (t, 1, oo)), lambda: mpmath.mpf(2)),
    "bose": (Integral(t / (exp(t) - 1), (t, 0, oo)), lambda: mpmath.zeta(2)),
    "damped": (Integral(exp(-t) * cos(2 * t), (t, 0, oo)), lambda: mpmath.mpf(1) / 5),
    "backwards": (Integral(t**2, (t, 1, 0)), lambda: -mpmath.mpf(1) / 3),
    "logarithm at infinity": (Integral(log(t) / t**2, (t, 1, oo)), lambda: mpmath.mpf(1)),
    "essential singularity": (Integral(exp(-1 / t) / t**2, (t, 0, 1)), lambda: mpmath.exp(-1)),
    "removable singularity": (Integral(log(1 + t) / t, (t, 0, 1)), lambda: mpmath.zeta(2) / 2),
}


@pytest.mark.parametrize("name", SERIES)
def test_a_series_is_enclosed(name: str) -> None:
    _agrees(*SERIES[name])


@pytest.mark.parametrize("name", INTEGRALS)
def test_an_improper_integral_is_enclosed(name: str) -> None:
    _agrees(*INTEGRALS[name])


def _agrees(term: Any, known: Any) -> None:
    with mpmath.workdps(25):
        text = mpmath.nstr(known(), 20)
    found = ball(value(term, Point()))
    assert (found + arb(0, 1e-15)).contains(arb(text))
    assert found.rad() < 0.01


DIVERGENT_SERIES = [1 / j, 1 / sqrt(j), j, (-1) ** j, 2**j, (j + 1) / (2 * j + 3), 1 / (2 * j + 7), (-1) ** j * j / (j + 1), exp(1 / j) / j]
DIVERGENT_INTEGRALS = [
    Integral(1 / t, (t, 0, 1)),
    Integral(1 / t, (t, 1, oo)),
    Integral(t, (t, -oo, oo)),
    Integral(exp(t), (t, 0, oo)),
    Integral(1 / (1 - t) ** 2, (t, 0, 1)),
    Integral(1 / sinh(t), (t, 0, 1)),
]


@pytest.mark.parametrize("part", DIVERGENT_SERIES, ids=str)
def test_a_divergent_series_has_no_value(part: Any) -> None:
    with pytest.raises(Unknown):
        value(Sum(part, (j, 1, oo)), Point())
    assert endless.diverges(Sum(part, (j, 1, oo)), Point(), value)


@pytest.mark.parametrize("integral", DIVERGENT_INTEGRALS, ids=str)
def test_a_divergent_integral_has_no_value(integral: Any) -> None:
    with pytest.raises(Unknown):
        value(integral, Point())
    assert improper.diverges(integral, Point(), value)


@pytest.mark.parametrize("name", SERIES)
def test_a_convergent_series_is_not_seen_to_diverge(name: str) -> None:
    assert not endless.diverges(SERIES[name][0], Point(), value)


@pytest.mark.parametrize("name", INTEGRALS)
def test_a_convergent_integral_is_not_seen_to_diverge(name: str) -> None:
    assert not improper.diverges(INTEGRALS[name][0], Point(), value)


BOUNDED = [
    u**3 - 5 * u + 1,
    1 / (u**2 - u - 1),
    exp(-(u**2) + 3 * u),
    exp(2 - u) * u**4,
    sin(u) / u,
    log(u) / u,
    log(1 + 1 / u**2),
    (1 - (1 - 1 / u) ** 2) ** (-HALF) / u**2,
    1 / factorial(n) * 3**n,
    1 / (exp(1 / u) - 1),
    (1 - cos(1 / u)) * u,
    atan(1 / u),
    erfc(u),
    1 / cosh(u),
    zeta(n + 1) - 1,
    binomial(2 * n, n) / 5**n,
    (2 + 1 / u) ** -3,
    1 / log(u),
]


@pytest.mark.parametrize("term", BOUNDED, ids=str)
@pytest.mark.parametrize("start", [8, 50])
def test_bounds_hold_from_their_beginning_on(term: Any, start: int) -> None:
    variable = n if n in term.free_symbols else u
    majorants = Majorants(variable, Fraction(start), lambda constant: value(constant, Point()))
    above, below = _maybe(majorants.above, term), _maybe(majorants.below, term)
    assert above is not None or below is not None
    with working_precision(256):
        for place in (start, start + 1, 3 * start, 40 * start):
            size = abs(ball(value(term, Point({variable: Fraction(place)}))))
            assert above is None or not size > above.at(place)
            assert below is None or not size < below.at(place)


def _maybe(bound: Any, term: Any) -> Any:
    try:
        return bound(endless.without_first_of_zeta(term))
    except Unknown:
        return None


def test_sums_within_sums_are_not_walked_for_ever() -> None:
    inner = ranged(Sum, 1 / (j + n), (n, 1, 10_000))
    with pytest.raises(Unknown, match="too many parts"):
        value(ranged(Sum, inner, (j, 1, 10_000)), Point())
