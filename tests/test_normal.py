"""The normal distribution: its axioms and rules prove what holds and reject near misses; its numbers against ball arithmetic."""

import math
from fractions import Fraction
from random import Random

import pytest
from flint import arb, ctx, fmpq
from sympy import Rational, Symbol, oo, symbols

from symbolic import (
    Claim,
    Domain,
    check,
    decreasing,
    equal,
    greater,
    increasing,
    integral,
    less,
    limit,
    maximum,
    normal_density,
    normal_quantile,
)
from symbolic import normal_cdf as Phi
from symbolic.language.special.normal import enclose_cdf, enclose_quantile
from symbolic.language.statements import Extremum, Shape
from symbolic.numeric.special.normal import cdf, quantile, quantile_difference, scaled_cdf
from symbolic.trusted import proofs as rules
from symbolic.trusted.axioms import NotApplicable
from symbolic.trusted.context import Context
from symbolic.trusted.kernel import Kernel, Rejected
from symbolic.trusted.rules.interior_derivative import ByInteriorDerivative, BySlopeChange, SlopeSide
from symbolic.trusted.special.normal import AXIOMS
from symbolic.trusted.special.orders import AXIOMS as ORDERS

x, y = symbols("x y", real=True)
s, t = symbols("s t", positive=True)
q = Symbol("q", real=True)


def facts(*relations):
    return Context.of(Domain(*relations), (x, y, s, t, q))


@pytest.mark.parametrize(
    ("statement", "given"),
    [
        (less(Phi(x), Phi(x + s)), Domain()),
        (equal(Phi(x) + Phi(-x), 1), Domain()),
        (equal(Phi(normal_quantile(t)), t), Domain(t < 1)),
        (equal(normal_quantile(Phi(x)), x), Domain()),
        (greater(normal_quantile(t), 0), Domain(t < 1, t > Rational(1, 2))),
        (equal(integral(normal_density(q, x, s), (q, x, oo)), Rational(1, 2)), Domain()),
        (equal(limit(Phi(-s * q), q, -oo), 1), Domain()),
        (decreasing(Phi(x / s), s), Domain(x > 0)),
    ],
)
def test_proved(statement, given):
    assert check(Claim("a law", statement, given)).verdict == "proved"


@pytest.mark.parametrize(
    ("statement", "given"),
    [
        (less(Phi(x), Phi(x - s)), Domain()),
        (equal(Phi(x) + Phi(-x), Rational(99, 100)), Domain()),
        (equal(normal_quantile(Phi(x)), -x), Domain()),
        (greater(normal_quantile(t), 0), Domain(t < 1)),
        (decreasing(Phi(x / s), s), Domain(x < 0)),
        (increasing(Phi(x + s) + Phi(x - s), s), Domain(x > 0)),
        (maximum(Phi(x + y) + Phi(x - y), y, 0), Domain(x < 0)),
    ],
)
def test_refuted(statement, given):
    assert check(Claim("a near miss", statement, given)).verdict == "refuted"


def test_quantile_needs_a_probability():
    assert check(Claim("outside", equal(Phi(normal_quantile(t)), t))).verdict == "error"


@pytest.mark.parametrize(
    ("rule", "function", "arguments"),
    [
        ("normal_increasing", Phi, (x, y)),
        ("normal_increasing", normal_quantile, (t, t / 2)),
        ("normal_inverse", Phi, (t,)),
        ("normal_symmetric", normal_quantile, (t,)),
        ("normal_reflected", Phi, (x, y)),
        ("normal_positive", normal_quantile, (t,)),
        ("normal_at_centre", Phi, (x,)),
    ],
)
def test_axioms_ask_for_their_premises(rule, function, arguments):
    with pytest.raises(NotApplicable):
        AXIOMS[rule](facts(), function, arguments)


def test_orders_ask_for_their_premises():
    from sympy import Abs, Max

    for rule, function, arguments in (
        ("extreme_bounds_part", Max, (Max(x, y), s)),
        ("extreme_is_bounded", Max, (Max(x, y), x)),
        ("absolute_is_bounded", Abs, (x, s)),
    ):
        with pytest.raises(NotApplicable):
            ORDERS[rule](facts(x <= s), function, arguments)


@pytest.mark.parametrize("relations", [(), (x <= 0,), (x >= -1,)])
def test_interior_derivative_needs_its_sign(relations):
    """x^2 increases on x >= 0, and on no larger interval."""
    goal = Shape("increasing", x**2, x)
    proof = ByInteriorDerivative((), rules.Known())
    Kernel().check(facts(x >= 0), goal, proof)
    with pytest.raises(Rejected):
        Kernel().check(facts(*relations), goal, proof)


def test_interior_derivative_does_not_strengthen_bounds_that_may_not_move():
    """y x >= 0 says nothing of x where y is 0: it must not become y x > 0."""
    from symbolic.trusted.rules.interior_derivative import interior

    assert interior(facts(x * y >= 0), x) == ()
    assert interior(facts(x * s >= 0), x) != ()


def test_slope_change_needs_both_signs():
    context = facts()
    good = BySlopeChange((), SlopeSide((), rules.Known()), SlopeSide((), rules.Known()))
    Kernel().check(context, Extremum("minimum", x**2, x, Rational(0)), good)
    for wrong in (Extremum("maximum", x**2, x, Rational(0)), Extremum("minimum", x**2, x, Rational(1))):
        with pytest.raises(Rejected):
            Kernel().check(context, wrong, good)


def test_limit_takes_the_right_end():
    from symbolic.trusted.limits import limit_of
    from symbolic.trusted.rules.normal_limits import NormalTail

    falling = NormalTail(Rational(3), -s, x, rises=False, sign=rules.Known())
    for point, value in ((oo, 0), (-oo, 3)):
        assert limit_of(Kernel(), facts(), 3 * Phi(x - s * q), q, point, "-", falling) == value
    with pytest.raises(Rejected):
        limit_of(Kernel(), facts(), 3 * Phi(x - s * q), q, oo, "-", NormalTail(Rational(3), -s, x, rises=True, sign=rules.Known()))
    with pytest.raises(Rejected):
        limit_of(Kernel(), facts(), 2 * Phi(x - s * q), q, oo, "-", falling)


def exact(number):
    return Fraction(number)


def ulps(got, enclosure):
    reference = float(enclosure.mid()) if isinstance(enclosure, arb) else float(enclosure)
    difference = arb(got) - (enclosure if isinstance(enclosure, arb) else arb(fmpq(enclosure.numerator, enclosure.denominator)))
    return abs(float(difference.mid())) / math.ulp(reference)


@pytest.fixture
def precise():
    before, ctx.prec = ctx.prec, 400
    yield
    ctx.prec = before


def test_accuracy(precise):
    draw = Random(4)
    places = [draw.uniform(-37.5, 9) for _ in range(1500)]
    levels = (
        [draw.random() for _ in range(500)]
        + [10 ** draw.uniform(-323, 0) for _ in range(700)]
        + [0.5 + 10 ** -draw.uniform(1, 16) for _ in range(300)]
    )
    assert max(ulps(cdf(p), enclose_cdf(exact(p))) for p in places) <= 4
    assert max(ulps(quantile(p), enclose_quantile(exact(p))) for p in levels if p < 1) <= 4


def test_accuracy_of_compounds(precise):
    draw = Random(5)
    worst_scaled = worst_apart = 0.0
    for _ in range(1000):
        deviation, mean = 10 ** draw.uniform(-3, 3), 10 ** draw.uniform(-3, 3)
        place = mean + deviation * draw.uniform(-37, 3)
        wanted = enclose_cdf((exact(place) - exact(mean)) / exact(deviation))
        worst_scaled = max(worst_scaled, ulps(scaled_cdf(place, mean, deviation), wanted))
        low = draw.choice([draw.random(), 10 ** draw.uniform(-300, 0), 1 - 10 ** draw.uniform(-15, -0.3)])
        high = low * (1 + 10 ** draw.uniform(-15, 1))
        if low < high < 1:
            wanted = enclose_quantile(exact(high)) - enclose_quantile(exact(low))
            worst_apart = max(worst_apart, ulps(quantile_difference(high, low), wanted))
    assert worst_scaled <= 4
    assert worst_apart <= 8


def test_edges():
    assert (quantile(0.0), quantile(1.0), quantile(0.5)) == (-math.inf, math.inf, 0.0)
    assert math.isnan(quantile(-0.1))
    assert (cdf(-math.inf), cdf(math.inf), cdf(0.0)) == (0.0, 1.0, 0.5)
    assert math.isnan(scaled_cdf(1.0, 0.0, -1.0))
    assert quantile_difference(0.3, 0.3) == 0.0
    assert quantile_difference(0.2, 0.3) == -quantile_difference(0.3, 0.2)


def test_closed_forms():
    import numpy as np

    from symbolic import closed_form

    distance = closed_form("reliable_ml.linear_margin").compile()
    rows = np.array([[3.0, 4.0], [0.0, 0.0]])
    assert np.allclose(distance(rows, np.ones(2), -2.0, 2), [1.0, np.nan], equal_nan=True)
    assert [distance([3.0, 4.0], [1.0, 1.0], -2.0, p) for p in (1, 2, math.inf)] == [5 / 4, 1.0, 5 / 7]
    assert distance([1e8, 1.0], [1e8, 1.0], -1e16, 1) == 1e-8
    radius = closed_form("reliable_ml.smoothing_radius").compile()
    assert radius(1.0, 0.9, 0.9) == 0.0
    assert math.isnan(radius(1.0, 1.0, 0.5))
