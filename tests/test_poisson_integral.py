"""Poisson's integral and the elementary cases of hyp0f1: against quadrature, and near misses that the kernel must reject."""

from dataclasses import replace

import mpmath
import pytest
from sympy import Integer, Rational, Symbol, exp, oo

from symbolic import Domain, integral
from symbolic.language.meaning import value, working_precision
from symbolic.language.point import Point
from symbolic.language.special.bessel import hyp0f1
from symbolic.language.statements import Comparison, Finite
from symbolic.trusted import proofs as rules
from symbolic.trusted.axioms import NotApplicable
from symbolic.trusted.context import Context
from symbolic.trusted.kernel import Kernel, Rejected
from symbolic.trusted.rules.poisson_integral import PoissonIntegral, poisson_value
from symbolic.trusted.special.bessel_elementary import hyperbolic

HALF = Rational(1, 2)
c, b = Symbol("c", real=True), Symbol("b", real=True)
q = Symbol("q", positive=True)
any_q = Symbol("any_q", real=True)
TILTED = integral(3 * (1 - c**2) ** (q - 1) * exp(b * c), (c, -1, 1))
NODE = PoissonIntegral(TILTED, Integer(3), q, b, rules.Known())


def replay(node, *facts):
    Kernel().check(Context.of(Domain(), [q, b, any_q]).adding(*facts), Finite(node.integral), node)


def test_it_is_accepted():
    replay(NODE)


@pytest.mark.parametrize(("order", "tilt"), [(HALF, 2), (1, -3), (Rational(7, 2), 1), (2, 0), (Rational(1, 5), 4)])
def test_its_value_agrees_with_quadrature(order, tilt):
    with working_precision(200), mpmath.workdps(30):
        found = value(poisson_value(Integer(1), Rational(order), Rational(tilt)), Point())
        power = mpmath.mpf(Rational(order).p) / Rational(order).q
        # with c = sin(t), (1 - c^2)^(q - 1) dc = cos(t)^(2q - 1) dt
        expected = mpmath.quad(
            lambda t: mpmath.cos(t) ** (2 * power - 1) * mpmath.exp(tilt * mpmath.sin(t)), [-mpmath.pi / 2, 0, mpmath.pi / 2]
        )
        exact = mpmath.mpf(found.str(25, radius=False)) if hasattr(found, "str") else mpmath.mpf(found.numerator) / found.denominator
        assert abs(exact - expected) < mpmath.mpf(10) ** (-4 if power < HALF else -12)


@pytest.mark.parametrize(
    "broken",
    [
        {"factor": Integer(2)},
        {"q": q + 1},
        {"b": -b},
        {"b": c},  # no constant
        {"q": Symbol("new", positive=True)},
        {"integral": integral(3 * (1 - c**2) ** (q - 1) * exp(b * c), (c, 0, 1))},
        {"integral": integral(3 * (1 - c**2) ** (q - 1) * exp(b * c), (c, -oo, oo))},
        {"integral": integral(3 * (1 - c**2) ** q * exp(b * c), (c, -1, 1))},
        {"integral": integral(3 * (1 - c**2) ** (q - 1) * exp(b * c**2), (c, -1, 1))},
    ],
)
def test_near_misses_are_rejected(broken):
    with pytest.raises(Rejected):
        replay(replace(NODE, **broken))


def test_the_exponent_must_be_known_to_be_positive():
    loose = PoissonIntegral(integral((1 - c**2) ** (any_q - 1) * exp(b * c), (c, -1, 1)), Integer(1), any_q, b, rules.Known())
    replay(loose, Comparison(any_q, ">", Integer(0)))
    for facts in ((), (Comparison(any_q, ">=", Integer(0)),)):
        with pytest.raises(Rejected):
            replay(loose, *facts)


@pytest.mark.parametrize(("parameter", "at"), [(HALF, 3), (HALF, -1), (3 * HALF, 2), (3 * HALF, -2)])
def test_elementary_cases_hold(parameter, at):
    said = hyperbolic(Context.of(Domain(), []), hyp0f1, (parameter, Integer(at)))
    with working_precision(128):
        assert value(said.left, Point()).overlaps(value(said.right, Point()))


@pytest.mark.parametrize("arguments", [(Integer(1), b), (5 * HALF, b), (3 * HALF, b), (3 * HALF, Integer(0)), (-HALF, b)])
def test_elementary_cases_need_their_premises(arguments):
    with pytest.raises(NotApplicable):
        hyperbolic(Context.of(Domain(), [b]), hyp0f1, arguments)
