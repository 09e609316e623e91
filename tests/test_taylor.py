"""Taylor's formula by parts, tangents of the exponential function, factorials at points."""

from __future__ import annotations

import pytest
from sympy import Integer, Product, Rational, Sum, Symbol, exp, factorial

from symbolic import PROVED, REFUTED, Claim, Domain, Using, at_least, at_most, check, equal, forall, function, greater, integral, prime
from symbolic.language.domain import Domain as Assumptions
from symbolic.methods.special.parts import by_parts
from symbolic.trusted.conditions import continuous

a, s, r = (Symbol(name, real=True) for name in ("a", "s", "r"))
h, bound = Symbol("h", positive=True), Symbol("L", positive=True)
f = function("f", "smooth")
slope, curvature = prime(f), prime(f, 2)
remainder = integral((a + h - s) * curvature(s), (s, a, a + h))


def verdict(states: object, given: Domain | None = None, by: object = None) -> str:
    return check(Claim("test", states, given or Domain(), by=by)).verdict  # type: ignore[arg-type]


def test_primitive_by_parts() -> None:
    assert by_parts((a - s) * curvature(s), s) == (a - s) * slope(s) + f(s)
    assert by_parts(s * f(s), s) is None
    assert by_parts(curvature(s) * slope(s), s) is None
    assert by_parts(curvature(2 * s), s) is None


def test_remainder_as_an_integral() -> None:
    assert verdict(equal(f(a + h), f(a) + h * slope(a) + remainder)) == PROVED


@pytest.mark.parametrize("wrong", [f(a) + h * slope(a) - remainder, f(a) + h * slope(a + h) + remainder, f(a) + remainder])
def test_wrong_remainders_are_not_proved(wrong: object) -> None:
    assert verdict(equal(f(a + h), wrong)) != PROVED


def test_remainder_needs_a_continuous_second_derivative() -> None:
    rough = function("g", "differentiable")
    assert verdict(equal(rough(a + h), rough(a) + integral(prime(rough)(s), (s, a, a + h)))) != PROVED


def test_derivatives_are_continuous_only_for_smooth_functions() -> None:
    assert continuous(curvature(s), s, Assumptions())
    for properties in (("differentiable",), ("concave",), ("increasing", "differentiable"), ()):
        assert not continuous(prime(function("g", *properties))(s), s, Assumptions())
    assert not continuous(function("g")(s), s, Assumptions())


def test_bounded_curvature_bounds_the_remainder() -> None:
    given = Domain(forall(r, at_most(curvature(r), bound)))
    missing = integral((a + h - s) * (bound - curvature(s)), (s, a, a + h))
    sign = Claim("sign", at_least(missing, 0), given)
    value = Claim("value", equal(missing, bound * h**2 / 2 - (f(a + h) - f(a) - h * slope(a))))
    assert verdict(at_most(f(a + h) - f(a) - h * slope(a), bound * h**2 / 2), given, Using(sign, value)) == PROVED
    assert verdict(at_most(f(a + h) - f(a) - h * slope(a), bound * h**2 / 3), given, Using(sign, value)) != PROVED


def test_product_below_exponential_of_sum() -> None:
    theta, n, i = function("theta", "nonnegative"), Symbol("n", integer=True, nonnegative=True), Symbol("i", integer=True)
    product, total = Product(1 + theta(i), (i, 1, n)), Sum(theta(i), (i, 1, n))
    assert verdict(at_most(product, exp(total))) == PROVED
    assert verdict(at_least(product, exp(total))) != PROVED


def test_factorials_are_exact_at_points() -> None:
    j = Symbol("j", integer=True, nonnegative=True)
    assert verdict(equal(Sum(factorial(j), (j, 0, 13)), 6749977114)) == PROVED
    assert verdict(equal(Sum(factorial(j), (j, 0, 13)), 6749977113)) == REFUTED
    tenth = exp(Integer(-10)) * Sum(Integer(10) ** j / factorial(j), (j, 0, 9))
    assert verdict(greater(tenth, Rational(1, 2))) == REFUTED
