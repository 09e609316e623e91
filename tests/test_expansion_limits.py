"""Limits by asymptotic expansion: values that textbooks give, and what must not get a value."""

from __future__ import annotations

import pytest
import sympy
from sympy import Abs, Integer, Limit, Rational, Symbol, cos, erf, exp, floor, gamma, log, oo, pi, sin, sqrt, zeta

from symbolic.language.domain import Domain
from symbolic.language.statements import Comparison
from symbolic.trusted.asymptotic_functions import NoExpansion, side_limit
from symbolic.trusted.context import Context
from symbolic.trusted.divergence import without_value
from symbolic.trusted.kernel import Kernel, Rejected
from symbolic.trusted.normal_form import is_zero
from symbolic.trusted.proofs import Known
from symbolic.trusted.rules.expansion_limit import LimitByExpansion

x = Symbol("x", real=True)
a = Symbol("a", real=True)
s = Symbol("s", positive=True)
NOTHING = Context.of(Domain(), [a, s])
ZERO, ONE = Integer(0), Integer(1)

VALUES = [
    ((1 + 1 / x) ** x, oo, "-", sympy.E),
    ((1 + a / x) ** x, oo, "-", exp(a)),
    (x * log(x), ZERO, "+", ZERO),
    (x**s * log(x), ZERO, "+", ZERO),
    ((sin(x) - x) / x**3, ZERO, "+", Rational(-1, 6)),
    (sqrt(x**2 + x) - x, oo, "-", Rational(1, 2)),
    (x**100 * exp(-x), oo, "-", ZERO),
    (sin(x) / x, oo, "-", ZERO),
    (zeta(1 + x) - 1 / x, ZERO, "+", sympy.EulerGamma),
    (gamma(x) - 1 / x, ZERO, "+", -sympy.EulerGamma),
    (-sympy.besselk(0, x) - log(x / 2), ZERO, "+", sympy.EulerGamma),
    (sympy.atan(x), -oo, "+", -pi / 2),
    (erf(x), oo, "-", ONE),
    (Abs(x) / x, ZERO, "-", -ONE),
    (floor(x), Integer(2), "-", ONE),
    (exp(1 / x), ZERO, "-", ZERO),
    (1 / x, ZERO, "+", oo),
    (log(x), ZERO, "+", -oo),
]


@pytest.mark.parametrize(("term", "point", "direction", "value"), VALUES)
def test_known_limits(term, point, direction, value):
    found = next(f for f in (_limit(term, point, direction, depth) for depth in (2, 4, 7)) if f is not None)
    assert found == value if value in (oo, -oo) else is_zero(found - value)


def _limit(term, point, direction, depth):
    try:
        return side_limit(NOTHING, term, x, point, direction, depth)
    except NoExpansion:
        return None


NO_VALUE = [
    (sin(x), oo, "-"),
    (x**a, ZERO, "+"),  # depends on the sign of a
    (log(a + x), ZERO, "+"),  # a may be negative
    (sqrt(-x), ZERO, "+"),
    (log(-x), ZERO, "+"),
    (1 / (a + x), ZERO, "+"),  # a may be 0
    (exp(exp(x)) / (1 + exp(exp(x))), oo, "-"),  # beyond the scales that are known
]


@pytest.mark.parametrize(("term", "point", "direction"), NO_VALUE)
def test_no_limit_is_claimed(term, point, direction):
    assert all(_limit(term, point, direction, depth) is None for depth in (2, 4, 7))


def _proves(limit, value, *, depth=4):
    goal = Comparison(limit, "==", value)
    try:
        Kernel().check(NOTHING, goal, LimitByExpansion(limit, depth, (), Known()))
    except Rejected:
        return False
    return True


def test_the_rule_takes_both_sides():
    assert _proves(Limit(sin(x) / x, x, 0, "+-"), ONE)
    assert not _proves(Limit(sin(x) / x, x, 0, "+-"), Integer(2))
    assert _proves(Limit(Abs(x) / x, x, 0, "+"), ONE)
    assert not _proves(Limit(Abs(x) / x, x, 0, "+-"), ONE)
    assert not _proves(Limit(sqrt(x), x, 0, "+-"), ZERO)  # undefined on the left
    assert _proves(Limit(sqrt(x), x, 0, "+"), ZERO)
    assert not _proves(Limit(1 / x, x, 0, "+"), oo)


def test_parts_that_do_not_move_must_be_defined():
    """x log(a) vanishes with x only where a > 0."""
    limit = Limit(x * log(a), x, 0, "+")
    goal = Comparison(limit, "==", ZERO)
    assert not _proves(limit, ZERO)
    for conditions in ((), (Known(),)):
        with pytest.raises(Rejected):
            Kernel().check(NOTHING, goal, LimitByExpansion(limit, 4, conditions, Known()))
    positive = Context.of(Domain(Comparison(a, ">", ZERO)), [a, s])
    Kernel().check(positive, goal, LimitByExpansion(limit, 4, (Known(),), Known()))


def test_too_few_terms_prove_nothing():
    limit = Limit((sin(x) - x + x**3 / 6) / x**5, x, 0, "+")
    assert not _proves(limit, Rational(1, 120), depth=2)
    assert _proves(limit, Rational(1, 120), depth=6)


def test_what_has_no_value():
    t, j = Symbol("t", real=True), Symbol("j", integer=True)
    for term in (
        Limit(1 / x, x, 0, "+-"),
        Limit(Abs(x) / x, x, 0, "+-"),
        Limit(sin(x), x, oo, "-"),
        Limit(cos(1 / x), x, 0, "+"),
        sympy.Sum(1 / j, (j, 1, oo)),
        sympy.Sum((-1) ** j, (j, 0, oo)),
        sympy.Sum(1 / (j * log(j)), (j, 2, oo)),
        sympy.Integral(1 / t, (t, 0, 1)),
        sympy.Integral(1 / (t * log(t)), (t, 2, oo)),
        sympy.Integral(sin(t), (t, 0, oo)),
        sympy.Integral(t, (t, -oo, oo)),
    ):
        assert without_value(term) is not None, term


def test_what_has_a_value_is_not_called_divergent():
    t, j = Symbol("t", real=True), Symbol("j", integer=True)
    for term in (
        Limit(sin(x) / x, x, oo, "-"),
        Limit(x * sin(1 / x), x, 0, "+-"),
        sympy.Sum(1 / j**2, (j, 1, oo)),
        sympy.Sum((-1) ** j / j, (j, 1, oo)),
        sympy.Sum(1 / (j * log(j) ** 2), (j, 2, oo)),
        sympy.Sum(1 / 2**j, (j, 0, oo)),
        sympy.Integral(1 / sqrt(t), (t, 0, 1)),
        sympy.Integral(log(t), (t, 0, 1)),
        sympy.Integral(1 / (t * log(t) ** 2), (t, 2, oo)),
        sympy.Integral(sin(t) / t, (t, 1, oo)),
        sympy.Integral(exp(-t), (t, 0, oo)),
    ):
        assert without_value(term) is None, term
