"""Inequalities in several variables: what is reduced to one variable, weighted means, bounds of Bessel functions; and near misses."""

from __future__ import annotations

from typing import Any

import pytest
from sympy import Integer, Rational, Symbol, atan, besselj, cosh, digamma, exp, factorial, log, sin, sinh, sqrt

from symbolic import Claim, Domain, at_least, at_most, check, greater, less
from symbolic.trusted.axioms import NotApplicable
from symbolic.trusted.context import Context
from symbolic.trusted.special.bessel_bounds import AXIOMS

a, b, x, y = (Symbol(name, real=True) for name in "abxy")
u, v = Symbol("u", positive=True), Symbol("v", positive=True)
p = Symbol("p", positive=True)
n = Symbol("n", integer=True, nonnegative=True)
SHARE = Domain(less(p, 1))


@pytest.mark.parametrize(
    ("given", "states"),
    [
        (Domain(), at_least(sin(x) ** 2 + sinh(y) ** 2, y**2)),
        (Domain(), at_least(exp(x) + exp(y), x + y + 2)),
        (Domain(greater(x, 0), greater(y, 0)), greater(digamma(x + y), digamma(x))),
        (Domain(greater(a, 0), less(a, b)), less(sqrt(a * b), (b - a) / (log(b) - log(a)))),
        (Domain(less(x, y)), at_most(atan(y) - atan(x), y - x)),
        (Domain(greater(x, -1), greater(a, 1)), at_least((1 + x) ** a, 1 + a * x)),
        (SHARE, at_most(u**p * v ** (1 - p), p * u + (1 - p) * v)),
        (Domain(), at_most(besselj(n, x), 1)),
        (Domain(greater(x, 0)), at_most(besselj(n + 1, x), (x / 2) ** (n + 1) / factorial(n + 1))),
    ],
    ids=str,
)
def test_true_inequalities_are_proved(given: Domain, states: Any) -> None:
    assert check(Claim("x", given=given, states=states)).verdict == "proved"


@pytest.mark.parametrize(
    ("given", "states"),
    [
        (Domain(), greater(sin(x) ** 2 + sinh(y) ** 2, y**2)),
        (Domain(), at_least(cosh(x) + cosh(y), x * y + 2 + x**2)),
        (Domain(greater(x, 0)), greater(digamma(x + y**2), digamma(x))),
        (Domain(greater(a, 0), less(a, b)), less(sqrt(a * b), (b - a) / (log(b) - log(a)) - Rational(1, 10**6))),
        (Domain(greater(x, -1), greater(a, Rational(1, 2))), at_least((1 + x) ** a, 1 + a * x)),
        (SHARE, at_most(u**p * v ** (1 - p), p * u + (1 - p) * v - Rational(1, 10**9))),
        (SHARE, less(u**p * v ** (1 - p), p * u + (1 - p) * v)),
        (Domain(), at_most(besselj(n, x), Rational(99, 100))),
    ],
    ids=str,
)
def test_false_neighbours_are_not(given: Domain, states: Any) -> None:
    assert check(Claim("x", given=given, states=states)).verdict != "proved"


@pytest.mark.parametrize(
    ("rule", "facts", "arguments"),
    [
        ("besselj_below_unit", (), (a, x)),
        ("besselj_below_unit", (at_least(a, 0),), (a, x)),  # a negative argument has no real value
        ("besselj_below_root_of_half", (at_least(a, 0), at_least(x, 0)), (a, x)),
        ("besselj_above_power", (at_least(a, 0), at_least(x, 0)), (a, x)),
        ("besselj_below_order", (at_least(a, 0), greater(x, 0)), (a, x)),
        ("besselj_below_argument", (at_least(a, 0), at_least(x, 0)), (a, x)),
        ("besselj_below_unit", (), (n - 1, x)),
    ],
)
def test_bounds_of_bessel_functions_need_their_premises(rule: str, facts: Any, arguments: Any) -> None:
    with pytest.raises(NotApplicable):
        AXIOMS[rule](Context.of(Domain(*facts), [a, x, n]), besselj, arguments)


def test_bounds_of_bessel_functions_hold_at_points() -> None:
    from flint import arb

    facts = Domain(greater(a, 0), greater(a, 1), greater(x, 0))
    for name, rule in AXIOMS.items():
        fact = rule(Context.of(facts, [a, x]), besselj, (a, x))
        for order in (Rational(3, 2), Integer(2), Rational(21, 2)):
            for place in (Rational(1, 3), Integer(2), Integer(12)):
                bound = fact.right.subs({a: order, x: place}).evalf(30)
                value = arb(str(place.evalf(30))).bessel_j(arb(str(order.evalf(30))))
                assert float(value.mid()) <= float(bound) if "below" in name else float(value.mid()) >= float(bound)
