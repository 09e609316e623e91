"""Identities: what is reduced to zero is zero, expansions keep values, and neighbours of true equations are refused."""

from __future__ import annotations

import math
import random
from fractions import Fraction
from typing import Any

import pytest
import sympy
from sympy import (
    Abs,
    Integer,
    LambertW,
    Max,
    Pow,
    Rational,
    acos,
    acosh,
    asin,
    asinh,
    atan,
    atanh,
    besseli,
    besselj,
    besselk,
    beta,
    binomial,
    ceiling,
    cos,
    cosh,
    erfc,
    exp,
    floor,
    gamma,
    log,
    loggamma,
    pi,
    polygamma,
    polylog,
    sign,
    sin,
    sinh,
    sqrt,
    symbols,
    tan,
    tanh,
    zeta,
)

from symbolic.language.balls import ball
from symbolic.language.domain import Domain
from symbolic.language.meaning import value, working_precision
from symbolic.language.point import Point
from symbolic.language.special import unfold_special
from symbolic.language.special.bessel import hyp0f1
from symbolic.language.special.hypergeometric import hyp1f1, hyp2f1
from symbolic.language.special.normal import normal_cdf, normal_quantile
from symbolic.language.special.roots import real_root
from symbolic.language.statements import Comparison
from symbolic.trusted.context import Context
from symbolic.trusted.identities.algebraic import algebraic_zero
from symbolic.trusted.identities.decision import vanishes
from symbolic.trusted.identities.expansion import expansions
from symbolic.trusted.kernel import Kernel, Rejected
from symbolic.trusted.rules.identities import Identity

x, y, a, b = symbols("x y a b", real=True)
u, v = symbols("u v", positive=True)
n = sympy.Symbol("n", integer=True, nonnegative=True)
m = sympy.Symbol("m", integer=True, nonnegative=True)
k = sympy.Symbol("k", integer=True)
HALF = Rational(1, 2)


def held(function: Any, *arguments: Any) -> Any:
    return function(*map(sympy.sympify, arguments), evaluate=False)


def fact(left: Any, relation: str, right: Any) -> Comparison:
    return Comparison(sympy.sympify(left), relation, sympy.sympify(right))


def context(term: Any, *facts: Comparison) -> Context:
    return Context.of(Domain(*facts), term.free_symbols)


TRUE = [
    (sin(x) ** 2 + cos(x) ** 2, 1, ()),
    (sin(a + b), sin(a) * cos(b) + cos(a) * sin(b), ()),
    (held(sin, x + pi * k), Integer(-1) ** k * sin(x), ()),
    (cos(5 * x), 16 * cos(x) ** 5 - 20 * cos(x) ** 3 + 5 * cos(x), ()),
    (cosh(x) ** 2 - sinh(x) ** 2, 1, ()),
    (held(acosh, x), log(x + sqrt(x**2 - 1)), ()),
    (held(sin, 2 * held(acos, x)), 2 * x * sqrt(1 - x**2), ()),
    (held(asin, sin(x)), x, (fact(-pi / 2, "<=", x), fact(x, "<=", pi / 2))),
    (log(x**2), 2 * log(Abs(x)), ()),
    (log(x * y), log(-x) + log(-y), ()),
    (sqrt(x * y), sqrt(x) * sqrt(y), (fact(x, ">=", 0), fact(y, ">=", 0))),
    (sqrt(x**2 * y), -x * sqrt(y), (fact(x, "<", 0),)),
    (Pow(-x, n, evaluate=False), Integer(-1) ** n * x**n, ()),
    (Integer(-1) ** (k**2), Integer(-1) ** k, ()),
    (held(real_root, x, 3) ** 3, x, ()),
    (held(Max, x, y), (x + y + Abs(x - y)) / 2, ()),
    (Pow(3 + 2 * sqrt(2), HALF, evaluate=False), 1 + sqrt(2), ()),
    (held(gamma, 2 * u), 2 ** (2 * u - 1) * gamma(u) * gamma(u + HALF) / sqrt(pi), ()),
    (held(gamma, x) * held(gamma, 1 - x), pi / sin(pi * x), ()),
    (held(polygamma, 0, Rational(1, 3)), -sympy.EulerGamma - pi / (2 * sqrt(3)) - 3 * log(3) / 2, ()),
    (held(binomial, n + 1, m + 1), held(binomial, n, m) + held(binomial, n, m + 1), ()),
    (held(LambertW, x * exp(x)), x, (fact(x, ">=", -1),)),
    (held(LambertW, x * exp(x), -1), x, (fact(x, "<=", -1),)),
    (held(besselj, HALF, u) ** 2 + held(besselj, -HALF, u) ** 2, 2 / (pi * u), ()),
    (held(erfc, -x), 2 - erfc(x), ()),
    (4 * atan(Rational(1, 5)) - atan(Rational(1, 239)), pi / 4, ()),
    (atan(1) + atan(2) + atan(3), pi, ()),
    (x * hyp1f1(1, 2, x), exp(x) - 1, (fact(x, "!=", 0),)),
]

FALSE = [
    (sin(x) ** 2 - cos(x) ** 2, 1, ()),
    (sin(a - b), sin(a) * cos(b) + cos(a) * sin(b), ()),
    (held(sin, x + pi * k), sin(x), ()),
    (held(sin, x + pi * y), Integer(-1) ** k * sin(x), ()),
    (held(asin, sin(x)), x, ()),
    (held(asin, sin(x)), x, (fact(-pi / 2, "<=", x),)),
    (held(acos, cos(x)), x, (fact(-pi / 2, "<=", x), fact(x, "<=", pi / 2))),
    (log(x + y), log(x) + log(y), ()),
    (sqrt(x * y), sqrt(x) * sqrt(y), (fact(x, ">=", 0),)),
    (sqrt(x * y), sqrt(x) * sqrt(y), ()),
    (Pow(x**2 * y, HALF, evaluate=False), Abs(x) * sqrt(y), ()),
    (sqrt(x**2), x, ()),
    (Pow(-x, n, evaluate=False), x**n, ()),
    (Integer(-1) ** (k + 1), Integer(-1) ** k, ()),
    (held(real_root, x, 3) ** 2, x, ()),
    (held(Max, x, y), (x + y - Abs(x - y)) / 2, ()),
    (sign(x) ** 2, 1, ()),
    (Pow(7 - 4 * sqrt(3), HALF, evaluate=False), sqrt(3) - 2, ()),
    (held(gamma, 2 * u), 2 ** (2 * u) * gamma(u) * gamma(u + HALF) / sqrt(pi), ()),
    (held(binomial, n + 1, m + 1), held(binomial, n, m) + held(binomial, n + 1, m), ()),
    (held(LambertW, x * exp(x)), x, ()),
    (held(LambertW, x * exp(x)), x, (fact(x, "<=", -1),)),
    (held(LambertW, x * exp(x), -1), x, (fact(x, ">=", -1),)),
    (atan(1) + atan(2) + atan(3), 0, ()),
    (held(besselj, -n, x), held(besselj, n, x), ()),
    (x * hyp1f1(1, 2, x), exp(x) - 1, (fact(x, ">=", 0),)),
]


@pytest.mark.parametrize(("left", "right", "facts"), TRUE, ids=str)
def test_identity_is_accepted(left: Any, right: Any, facts: tuple[Comparison, ...]) -> None:
    goal = Comparison(left, "==", sympy.sympify(right))
    Kernel().check(context(left - right, *facts), goal, Identity())


@pytest.mark.parametrize(("left", "right", "facts"), FALSE, ids=str)
def test_neighbour_is_rejected(left: Any, right: Any, facts: tuple[Comparison, ...]) -> None:
    goal = Comparison(left, "==", sympy.sympify(right))
    with pytest.raises(Rejected):
        Kernel().check(context(left - right, *facts), goal, Identity())


def test_only_what_equality_implies_is_an_identity() -> None:
    here = context(x)
    Kernel().check(here, fact(sin(x) ** 2 + cos(x) ** 2, "<=", 1), Identity())
    for relation in ("<", ">", "!="):
        with pytest.raises(Rejected):
            Kernel().check(here, fact(sin(x) ** 2 + cos(x) ** 2, relation, 1), Identity())


def test_balls_are_told_in_the_grade() -> None:
    kernel = Kernel()
    nested = Pow(3 + 2 * sqrt(2), HALF, evaluate=False)
    kernel.check(context(nested), Comparison(nested, "==", 1 + sqrt(2)), Identity())
    assert kernel.grades == {"exact", "enclosure"}
    plain = Kernel()
    plain.check(context(x), fact(sin(2 * x), "==", 2 * sin(x) * cos(x)), Identity())
    assert plain.grades == {"exact"}


VALUES = [
    (sin(x + 2 * y) * tan(x / 2), ()),
    (cos(pi * x + pi / 7) * sin(3 * x - pi / 5), ()),
    (sin(2 * asin(x / 9)) + cos(acos(x / 9) / 2) + sin(atan(x) / 2), ()),
    (sinh(x) * cosh(y) + tanh(x * y) + asinh(x) + atanh(x / 9), ()),
    (held(acosh, 1 + x**2), ()),
    (Abs(x * y) * sqrt(x**2 * u) + sign(x * y) + sqrt(u / v), ()),
    (held(real_root, x**2 * y, 3) + held(real_root, -x, 3), ()),
    (held(Max, x, y) + held(sympy.Min, x, u), ()),
    (held(gamma, u + 2) / held(gamma, 2 * u) + held(beta, u, v) + loggamma(u + 1), ()),
    (held(gamma, u / 9) * held(gamma, 1 - u / 9), ()),
    (held(polygamma, 0, 2 * u) + held(polygamma, 0, u) + held(polygamma, 1, u + 3), ()),
    (held(polygamma, 0, Rational(2, 5)) + held(polygamma, 0, Rational(7, 8)) + held(polygamma, 2, 1), ()),
    (held(binomial, x, 3) + held(binomial, u + 2, 2), ()),
    (normal_cdf(x) + erfc(-y) + normal_quantile(1 / (1 + u)), ()),
    (exp(LambertW(u)) + log(LambertW(u)) + held(LambertW, u * exp(u)), ()),
    (held(besselj, Rational(5, 2), u) + held(besseli, Rational(-3, 2), u) + held(besselk, Rational(5, 2), u), ()),
    (held(besselj, u + 2, v) + held(besselj, u, v) + held(besselj, u + 1, v), ()),
    (held(besselk, u + 2, v) + held(besselk, u, v) + held(besseli, 2, -x) + held(besseli, 0, x) + held(besseli, 1, x), ()),
    (held(zeta, 4) + held(zeta, 2, u + 2) + held(zeta, 3, HALF) + held(zeta, -3), ()),
    (held(polylog, -2, x / 9) + held(polylog, 1, x / 9) + held(polylog, 2, HALF) + held(polylog, 3, -1), ()),
    (hyp0f1(HALF, x**2) + hyp0f1(Rational(3, 2), -u) + hyp1f1(1, 2, u) + hyp1f1(u, 2, -v), ()),
    (hyp1f1(HALF, Rational(3, 2), -(x**2) * u) + hyp1f1(-2, u, x), (fact(x, "!=", 0),)),
    (hyp2f1(1, 1, 2, -u) + hyp2f1(HALF, 1, Rational(3, 2), -u) + hyp2f1(u, v, v, x / 9) + hyp2f1(-2, u, v, x / 9), ()),
    (hyp2f1(HALF, HALF, Rational(3, 2), x**2 / 81) + hyp2f1(5, v, 2, x / 9), (fact(x, "!=", 0),)),
    (floor(x + 2) + ceiling(y) + floor(Rational(7, 3) - x), ()),
]


@pytest.mark.parametrize(("term", "facts"), VALUES, ids=str)
def test_expansions_keep_values(term: Any, facts: tuple[Comparison, ...]) -> None:
    chance = random.Random(20)
    here = context(term, *facts)
    expanded = unfold_special(term)
    for expansion in expansions():
        if expanded.has(*expansion.heads):
            expanded = expansion.expand(expanded, here)
    assert expanded != term
    for _ in range(8):
        at = {s: Fraction(chance.randint(1, 40), 10) for s in term.free_symbols}
        at = {s: size if s.is_positive or chance.random() < 0.5 else -size for s, size in at.items()}
        with working_precision(192):
            before, after = (ball(value(t, Point(at))) for t in (term, expanded))
        assert before.overlaps(after), (at, before, after)


def test_algebraic_zero_is_told_from_tiny_numbers() -> None:
    assert algebraic_zero(Pow(5 + 2 * sqrt(6), HALF, evaluate=False) - sqrt(2) - sqrt(3))
    assert algebraic_zero(cos(2 * pi / 7) + cos(4 * pi / 7) + cos(6 * pi / 7) + HALF)
    tiny = (2 - sqrt(3)) ** 60
    assert not algebraic_zero(tiny)
    assert not algebraic_zero(Pow(5 + 2 * sqrt(6), HALF, evaluate=False) - sqrt(2) - sqrt(3) + tiny)
    above, below = 1, 0
    for _ in range(160):  # Pell: a^2 - 3 b^2 = 1, so that a - b sqrt 3 = 1/(a + b sqrt 3) is tiny
        above, below = 2 * above + 3 * below, above + 2 * below
    assert not algebraic_zero(above - below * sqrt(3))
    for digits in (20, 60, 200):
        assert not algebraic_zero(Pow(5 + 2 * sqrt(6), HALF, evaluate=False) - sqrt(2) - sqrt(3) + Rational(1, 10**digits))
    assert not algebraic_zero(sqrt(2) - Rational(math.isqrt(2 * 10**400), 10**200))


def test_random_sums_of_roots_are_zero_only_when_they_are() -> None:
    chance = random.Random(7)
    for _ in range(40):
        p, q = chance.randint(2, 30), chance.randint(2, 30)
        square = p + q + 2 * sqrt(p * q)
        root = Pow(square, HALF, evaluate=False)
        assert algebraic_zero(root - sqrt(p) - sqrt(q))
        assert not algebraic_zero(root - sqrt(p) - sqrt(q) + Rational(1, 10**40))


def test_logarithms_cancel_only_with_their_product() -> None:
    positive = (fact(x, ">", 0),)
    assert vanishes(context(x, *positive), 2 * held(asinh, x) - held(asinh, 2 * x * sqrt(1 + x**2))).zero
    assert not vanishes(context(x, *positive), held(asinh, x) - held(asinh, 2 * x * sqrt(1 + x**2))).zero
    assert not vanishes(context(x, *positive), 2 * held(asinh, x) + held(asinh, 2 * x * sqrt(1 + x**2))).zero
