"""Powers of positive numbers: the axioms with their premises, and the accurate (1 + x)^y - 1."""

import math
from fractions import Fraction

import numpy as np
import pytest
from sympy import Pow, Rational, Symbol, exp

from symbolic import Claim, Domain, check, equal, greater, less
from symbolic.language.meaning import Undefined, working_precision
from symbolic.language.special.powers import enclose, pow1pm1
from symbolic.numeric.special.powers import pow1pm1 as scalar
from symbolic.numeric.special.powers import pow1pm1_array
from symbolic.trusted.axioms import NotApplicable
from symbolic.trusted.context import Context
from symbolic.trusted.special.powers import definition, order, sign

x, y, e = (Symbol(name, positive=True) for name in ("x", "y", "e"))
z, r = Symbol("z", nonnegative=True), Symbol("r", real=True)
ORDERED = Context.of(Domain(x < y), [x, y, e, z, r])


def said(fact):
    return fact.left, fact.relation, fact.right


def test_powers_are_in_the_order_of_their_bases():
    assert said(order(ORDERED, Pow, (x, y, e))) == (x**e, "<", y**e)
    assert said(order(ORDERED, Pow, (x, y, -e))) == (x ** (-e), ">", y ** (-e))


@pytest.mark.parametrize("arguments", [(z, y, e), (x, z, e), (x, y, r), (x, y, z), (x, e, e), (-x, y, e)])
def test_order_needs_positive_bases_in_order_and_a_signed_exponent(arguments):
    with pytest.raises(NotApplicable):
        order(ORDERED, Pow, arguments)


def test_order_speaks_of_powers_only():
    with pytest.raises(NotApplicable):
        order(ORDERED, exp, (x, y, e))


def test_sign_of_pow1pm1():
    assert said(sign(ORDERED, pow1pm1, (x, e))) == (pow1pm1(x, e), ">", 0)
    assert said(sign(ORDERED, pow1pm1, (x, -e))) == (pow1pm1(x, -e), "<", 0)
    below = Context.of(Domain(x < 1), [x, e])
    assert said(sign(below, pow1pm1, (-x, e))) == (pow1pm1(-x, e), "<", 0)
    for arguments in ((-x, e), (r, e), (x, r), (x, z)):
        with pytest.raises(NotApplicable):
            sign(ORDERED, pow1pm1, arguments)


def test_definition_of_pow1pm1_needs_a_positive_base():
    assert said(definition(ORDERED, pow1pm1, (x, r))) == (pow1pm1(x, r), "==", (1 + x) ** r - 1)
    with pytest.raises(NotApplicable):
        definition(ORDERED, pow1pm1, (-x, r))


def test_claims_about_powers():
    assert check(Claim("", less(x**e, y**e), Domain(x < y))).verdict == "proved"
    assert check(Claim("", less(x**r, y**r), Domain(x < y))).verdict == "refuted"
    assert check(Claim("", greater(pow1pm1(x, e), 0))).verdict == "proved"
    assert check(Claim("", equal(1 + pow1pm1(x, e), (1 + x) ** e))).verdict == "proved"
    assert check(Claim("", equal(pow1pm1(x, e), (1 + x) ** e))).verdict == "refuted"
    assert check(Claim("", greater(1 + pow1pm1(-x, Rational(1, 2)), 0))).verdict == "error"


@pytest.mark.parametrize(("x", "y"), [(1e-17, 0.5), (-0.5, 3.0), (1e300, -0.01), (3.0, 1e-9), (-1 + 1e-15, 0.3), (0.1, 100.0)])
def test_values_agree_with_balls(x, y):
    with working_precision(200):
        exact = enclose(Fraction(x), Fraction(y))
    exact = exact if isinstance(exact, Fraction) else Fraction(int(exact.mid().fmpq().p), int(exact.mid().fmpq().q))
    room = 4 + 2 * abs(y * math.log1p(x))
    for value in (scalar(x, y), float(pow1pm1_array(np.array([x]), y)[0])):
        assert abs(Fraction(value) - exact) <= room * Fraction(math.ulp(abs(float(exact))))


def test_outside_the_domain():
    assert math.isnan(scalar(-1.0, 0.5))
    assert math.isnan(scalar(-2.0, 2.0))
    assert np.isnan(pow1pm1_array(np.array([-1.5]), 2.0)).all()
    with pytest.raises(Undefined):
        enclose(Fraction(-1), Fraction(1, 2))
    assert enclose(Fraction(1, 2), Fraction(2)) == Fraction(5, 4)
    assert scalar(10.0, 1000.0) == math.inf
