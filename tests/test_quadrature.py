"""Integrals of explicit integrands at a point: the enclosure holds the exact value, and nothing else ever gets a number."""

from fractions import Fraction

import pytest
import sympy
from flint import arb
from sympy import (
    Abs,
    Function,
    Integer,
    Integral,
    Max,
    Min,
    Piecewise,
    Rational,
    Symbol,
    cosh,
    erf,
    exp,
    floor,
    gamma,
    log,
    oo,
    pi,
    sign,
    sin,
    sqrt,
)

from symbolic import Claim, approx, at_least, check, less
from symbolic.language.meaning import Undefined, Unknown, ball, value
from symbolic.language.point import Point
from symbolic.language.precision import working_precision
from symbolic.language.special import bessel
from symbolic.methods.guided import ByEvaluation, Guided, Prove

x = Symbol("x", real=True)
k = Symbol("k", positive=True)
third = Rational(1, 3)

KNOWN = {
    "exponential": (Integral(exp(x), (x, 0, 1)), exp(1) - 1),
    "reciprocal": (Integral(1 / x, (x, 1, 3)), log(3)),
    "rational ends": (Integral(log(1 + x), (x, 0, third)), Rational(4, 3) * log(Rational(4, 3)) - third),
    "oscillating": (Integral(sin(100 * x) ** 2, (x, 0, pi)), pi / 2),
    "root at its branch point": (Integral(sqrt(x), (x, 0, 1)), Rational(2, 3)),
    "root falling to its branch point": (Integral(sqrt(1 - x**2), (x, 0, 1)), pi / 4),
    "kink": (Integral(Abs(x - third), (x, 0, 1)), Rational(5, 18)),
    "kink of a root of a square": (Integral(sqrt(x**2), (x, -1, 1)), Integer(1)),
    "maximum": (Integral(Max(x, 1 - x), (x, 0, 1)), Rational(3, 4)),
    "minimum": (Integral(Min(x, 1 - x), (x, 0, 1)), Rational(1, 4)),
    "power with real exponent": (Integral(x ** sqrt(2), (x, 0, 1)), sqrt(2) - 1),
    "sharp step": (Integral(1 / (1 + 10**8 * x**2), (x, -1, 1)), 2 * sympy.atan(10**4) / 10**4),
    "error function": (Integral(erf(x), (x, 0, 1)), erf(1) - (1 - exp(-1)) / sqrt(pi)),
    "slope of the log-normaliser": (Integral(bessel.mean_cosine(10, x), (x, 0, 5)), bessel.cosine_log_normaliser(10, 5)),
    "constant": (Integral(Integer(7), (x, 1, pi)), 7 * pi - 7),
    "hyperbolic": (Integral(1 / cosh(x) ** 2, (x, -20, 20)), 2 * sympy.tanh(20)),
    "another symbol": (Integral(x**k, (x, 0, 1)), 1 / (k + 1)),
}


@pytest.mark.parametrize("bits", [64, 128, 256])
@pytest.mark.parametrize("name", KNOWN)
def test_encloses_the_exact_value(name, bits):
    term, exact = KNOWN[name]
    point = Point({k: Fraction(5, 2)})
    with working_precision(1024):
        reference = ball(value(exact, point))
    with working_precision(bits):
        found = ball(value(term, point))
    assert found.overlaps(reference)
    assert found.rad() < arb(2) ** (-bits // 2)


NO_NUMBER = {
    "pole inside": Integral(1 / x, (x, -1, 1)),
    "pole inside, off the middle": Integral(1 / (x - third), (x, 0, 1)),
    "pole of even order inside": Integral((x - third) ** -2, (x, 0, 1)),
    "pole at an end": Integral(1 / x, (x, 0, 1)),
    "divergent at both sides of a kink": Integral(1 / sqrt(x**2), (x, -1, 1)),
    "root undefined on a half": Integral(sqrt(x), (x, -1, 1)),
    "root undefined on a third": Integral(sqrt(x - third), (x, 0, 1)),
    "even root of a square that leaves a root undefined": Integral(sqrt(x) ** 2 * sqrt(x - 1), (x, 0, 1)),
    "logarithm undefined on a half": Integral(log(x), (x, -1, 1)),
    "logarithm of a square undefined at a place inside": Integral(log(x**2), (x, -1, 1)),
    "undefined place inside, bounded": Integral(sin(1 / x), (x, -1, 1)),
    "undefined place inside, removable": Integral(sin(x) / x, (x, -1, 1)),
    "essential singularity that vanishes on the real line": Integral(exp(-1 / x**2), (x, -1, 1)),
    "real power of a negative base": Integral(x ** sqrt(2), (x, -1, 1)),
    "pole of the tangent": Integral(sin(x) / sympy.cos(x), (x, 0, 2)),
    "gamma left of 0": Integral(gamma(x), (x, Rational(-3, 4), Rational(-1, 4))),
    "infinite end": Integral(1 / (1 + x), (x, 0, oo)),
    "step": Integral(floor(x), (x, 0, 2)),
    "sign": Integral(sign(x), (x, -1, 1)),
    "pieces": Integral(Piecewise((x, x > 0), (-x, True)), (x, -1, 1)),
    "unknown function": Integral(Function("f")(x), (x, 0, 1)),
    "unknown symbol": Integral(Symbol("a", real=True) * x, (x, 0, 1)),
    "unknown end": Integral(x, (x, 0, Symbol("a", real=True))),
    "integral inside": Integral(Integral(x * k, (k, 0, 1)), (x, 0, 1)),
    "inverse function inside": Integral(bessel.required_divergence(10, x), (x, 0, Rational(1, 2))),
    "positive variable from what may lie left of 0": Integral(exp(k), (k, log(6) - log(2) - log(3), 1)),
    "ends that are equal but not seen to be": Integral(exp(x), (x, sqrt(2) * sqrt(3), sqrt(sympy.Add(2, 4, evaluate=False)))),
}


@pytest.mark.parametrize("bits", [64, 256])
@pytest.mark.parametrize("name", NO_NUMBER)
def test_no_number(name, bits):
    with working_precision(bits), pytest.raises((Unknown, Undefined)):
        value(NO_NUMBER[name], Point())


def test_no_number_for_a_divergent_integral_with_a_pole_at_an_irrational_place():
    with working_precision(128), pytest.raises(Unknown):
        value(Integral(1 / (x**2 - 2), (x, 0, 2)), Point())


def test_integrable_singularities_at_an_end_are_bounded():
    for integrand, known in ((log(x), -1), (x ** Rational(-1, 2), 2)):
        with working_precision(64):
            assert value(Integral(integrand, (x, 0, 1)), Point()).contains(known)


def test_reversed_ends_change_the_sign():
    assert value(Integral(x, (x, 1, 0)), Point()).contains(-0.5)


def test_a_positive_variable_left_of_zero_is_undefined():
    with pytest.raises(Undefined):
        value(Integral(k, (k, -1, 1)), Point())


def test_equal_ends_give_zero():
    assert value(Integral(1 / x, (x, 1, 1)), Point()) == 0
    assert value(Integral(exp(x), (x, third, third)), Point()) == 0


def test_what_sympy_simplified_is_what_counts():
    assert value(Integral((x - third) / (x - third), (x, 0, 1)), Point()) == 1


def test_bound_variable_hides_the_point():
    inner = Integral(x, (x, 0, 1))
    with working_precision(64):
        assert (value(inner, Point({x: Fraction(9)})) - arb(0.5)).contains(0)
        assert (ball(value(x + inner, Point({x: Fraction(9)}))) - arb(9.5)).contains(0)


def test_a_parameter_that_leaves_the_integrand_undefined():
    with working_precision(64), pytest.raises((Unknown, Undefined)):
        value(Integral(log(k - 3) * x, (x, 0, 1)), Point({k: Fraction(1)}))
    with working_precision(64), pytest.raises((Unknown, Undefined)):
        value(Integral(1 / (x - k), (x, 0, 1)), Point({k: Fraction(1, 2)}))


def test_a_special_function_outside_its_domain():
    with working_precision(64), pytest.raises((Unknown, Undefined)):
        value(Integral(bessel.mean_cosine(-1, x), (x, 0, 1)), Point())


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        (less(Integral(exp(-(x**2)), (x, 0, 1)), Rational(3, 4)), "proved"),
        (less(Integral(exp(-(x**2)), (x, 0, 1)), Rational(7, 10)), "refuted"),
        (approx(Integral(bessel.mean_cosine(10, x), (x, 0, 5)), Rational("1.1437448"), 8), "proved"),
        (less(Integral(1 / x, (x, -1, 1)), 1), "error"),
    ],
)
def test_claims_about_numbers(states, expected):
    assert check(Claim("A number.", states)).verdict == expected


def test_a_claim_with_steps_for_what_is_defined():
    end = bessel.inverse_mean_cosine(10, Rational(1, 2))
    states = less(Integral(exp(-(x**2)), (x, 0, end)), 1)
    steps = Guided(ByEvaluation(), defined=Prove(at_least(end, 0)))
    assert check(Claim("A number.", states, by=steps)).verdict == "proved"
    assert check(Claim("A number.", less(1, Integral(exp(-(x**2)), (x, 0, end))), by=steps)).verdict == "refuted"
