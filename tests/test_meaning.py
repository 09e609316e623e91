"""What terms and statements mean at a point: exact where possible, enclosed elsewhere, undefined where nothing is."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import mpmath
import pytest
import sympy
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sympy import (
    Abs,
    Derivative,
    EulerGamma,
    Integer,
    Max,
    Min,
    Piecewise,
    Rational,
    Subs,
    Symbol,
    acosh,
    asin,
    atan,
    beta,
    ceiling,
    cos,
    erf,
    exp,
    floor,
    gamma,
    log,
    loggamma,
    pi,
    sign,
    sin,
    sqrt,
    symbols,
    tanh,
    zoo,
)

from symbolic.language.families import FAMILIES, T, families
from symbolic.language.functions import function, prime
from symbolic.language.meaning import Undefined, Unknown, compare, truth, value, working_precision
from symbolic.language.point import Formula, Point, Table
from symbolic.language.special import expm1, log1p, log1pmx
from symbolic.language.statements import (
    approx,
    at_most,
    conjunction,
    disjunction,
    equal,
    greater,
    iff,
    implies,
    less,
    negation,
    unequal,
    within,
)

laws = settings(deadline=None, derandomize=True, database=None, max_examples=60)

x, y = symbols("x y", real=True)
a = Symbol("a", positive=True)
n = Symbol("n", integer=True)
h = function("h")
numbers = st.fractions(-20, 20, max_denominator=60)
positive = st.fractions(Fraction(1, 60), 20, max_denominator=60)


def at(first: Fraction | int = 0, second: Fraction | int = 0, graph: Any = None) -> Point:
    return Point({x: Fraction(first), y: Fraction(second), n: Fraction(first), a: Fraction(first)}, {} if graph is None else {h: graph})


def encloses(ball: Any, number: Any) -> bool:
    """Whether a 30-digit neighbourhood of `number`, known to 60 digits, meets the ball."""
    lower, upper = (mpmath.mpf(end.mid().str(80, radius=False)) for end in (ball.lower(), ball.upper()))
    slack = abs(number) * mpmath.mpf(10) ** -30 + mpmath.mpf(10) ** -60
    return bool(lower - slack <= number <= upper + slack)


ENCLOSED: list[tuple[Any, Callable[[Any], Any]]] = [
    (exp(a), mpmath.exp),
    (log(a), mpmath.log),
    (sin(a), mpmath.sin),
    (cos(a), mpmath.cos),
    (tanh(a), mpmath.tanh),
    (atan(a), mpmath.atan),
    (erf(a), mpmath.erf),
    (gamma(a), mpmath.gamma),
    (loggamma(a), mpmath.loggamma),
    (sqrt(a), mpmath.sqrt),
    (a ** Rational(-7, 3), lambda v: v ** (-mpmath.mpf(7) / 3)),
    (a**a, lambda v: v**v),
    (a**pi, lambda v: v**mpmath.pi),
    (beta(a, 2), lambda v: mpmath.beta(v, 2)),
    (log1p(a), mpmath.log1p),
    (expm1(a), mpmath.expm1),
    (log1pmx(a), lambda v: mpmath.log(1 + v) - v),
    (exp(-(a**2)) / (1 + sqrt(2) * a), lambda v: mpmath.exp(-(v**2)) / (1 + mpmath.sqrt(2) * v)),
    (Max(exp(-a), a - pi), lambda v: max(mpmath.exp(-v), v - mpmath.pi)),
    (Abs(sin(a)) + EulerGamma, lambda v: abs(mpmath.sin(v)) + mpmath.euler),
]


@pytest.mark.parametrize(("term", "oracle"), ENCLOSED, ids=[str(term) for term, _ in ENCLOSED])
@pytest.mark.parametrize("bits", [64, 192])
def test_values_lie_in_their_balls(term: Any, oracle: Callable[[Any], Any], bits: int) -> None:
    for number in (Fraction(1), Fraction(1, 3), Fraction(7, 2), Fraction(1, 10**9), Fraction(25)):
        with working_precision(bits), mpmath.workdps(70):
            found = value(term, at(number))
            expected = oracle(mpmath.mpf(number.numerator) / number.denominator)
            if isinstance(found, Fraction):
                assert mpmath.mpf(found.numerator) / found.denominator == pytest.approx(expected)
            else:
                assert encloses(found, expected)


@laws
@given(numbers, numbers)
def test_rational_operations_are_exact(p: Fraction, q: Fraction) -> None:
    place = at(p, q)
    exact = {
        x + y: p + q,
        x * y - 3: p * q - 3,
        x**3: p**3,
        Max(x, y): max(p, q),
        Min(x, y, 0): min(p, q, Fraction(0)),
        Abs(x): abs(p),
        sign(x): Fraction((p > 0) - (p < 0)),
        floor(x): Fraction(math.floor(p)),
        ceiling(x): Fraction(math.ceil(p)),
        Piecewise((x, x > y), (y, True)): max(p, q),
    }
    for term, expected in exact.items():
        found = value(term, place)
        assert isinstance(found, Fraction)
        assert found == expected


@laws
@given(positive, st.integers(1, 5), st.integers(-4, 4))
def test_roots_of_perfect_powers_are_exact(p: Fraction, degree: int, power: int) -> None:
    assert value(a ** Rational(power, degree), at(p**degree)) == p**power


@laws
@given(numbers, numbers)
def test_comparisons_say_what_the_numbers_say(p: Fraction, q: Fraction) -> None:
    for relation, holds in (("==", p == q), ("!=", p != q), ("<", p < q), ("<=", p <= q), (">", p > q), (">=", p >= q)):
        assert compare(p, relation, q) is holds


@pytest.mark.parametrize(
    ("term", "number"),
    [
        (log(x), 0),
        (log(x), -1),
        (1 / x, 0),
        (x**-3, 0),
        (sqrt(x), -1),
        (x ** Rational(1, 3), -8),
        (x ** Rational(-1, 2), 0),
        (x**pi, -1),
        (x**y, 0),
        (x ** (-pi), 0),
        (x ** (n - 1), 0),
        (0 * y + exp(1 / x), 0),
        (log(Max(x, x - 1)), 0),
        (Piecewise((1, x > 0)), 0),
        (log1p(x), -1),
        (Max(1, 1 / x), 0),
    ],
    ids=str,
)
def test_what_is_not_defined_is_undefined(term: Any, number: int) -> None:
    with pytest.raises(Undefined):
        value(term, at(number))


def test_nothing_to_the_power_zero() -> None:
    """The format's rule: x**0 is 1 for the literal exponent and for integer kinds; a real exponent needs a positive base."""
    assert value(x**n, Point({x: Fraction(0), n: Fraction(0)})) == 1
    assert value(x**0, at(0)) == 1
    with pytest.raises(Undefined):
        value(x**y, at(0, 0))
    assert value(x**y, at(0, 2)) == 0
    assert value(x**y, at(3, 0)) == 1


@pytest.mark.parametrize("term", [sympy.Integral(h(x), (x, 0, 1)), h(x), prime(h)(x), sympy.Si(x)], ids=str)
def test_what_cannot_be_computed_is_unknown_and_decides_nothing(term: Any) -> None:
    with pytest.raises(Unknown):
        value(term, at(1))
    assert truth(greater(term, 0), at(1)) is None


@pytest.mark.parametrize("term", [Subs(1 / x, x, 0), Subs(Derivative(1 / x, x), x, 0), zoo], ids=str)
def test_an_evaluated_pole_is_undefined(term: Any) -> None:
    with pytest.raises(Undefined):
        value(term, at(1))


def test_derivatives_are_taken_at_the_point() -> None:
    assert value(Derivative(x**3, x), at(2)) == 12
    assert value(Subs(Derivative(x**3, x), x, y + 1), at(0, 2)) == 27
    assert value(prime(h)(x), at(3, graph=Formula(T**2, T))) == 6
    assert value(prime(h, 2)(x), at(3, graph=Formula(T**2, T))) == 2


def test_a_table_answers_at_its_arguments_only() -> None:
    table = Table(((Fraction(1), Fraction(5)),))
    assert value(h(x), at(1, graph=table)) == 5
    for term in (h(x + 1), prime(h)(x), h(sqrt(2) * x)):
        with pytest.raises(Unknown):
            value(term, at(1, graph=table))


def test_tables_nest() -> None:
    table = Table(((Fraction(1), Fraction(2)), (Fraction(2), Fraction(7))))
    assert value(h(h(x)), at(1, graph=table)) == 7


def test_a_function_has_no_value_off_its_axis() -> None:
    g = function("g", "positive", on="positive")
    with pytest.raises(Undefined):
        value(g(x), Point({x: Fraction(-1)}, {g: Formula(T, T)}))


# Statements.


@laws
@given(numbers, numbers)
def test_connectives_are_those_of_logic(p: Fraction, q: Fraction) -> None:
    place, first, second = at(p, q), less(x, y), less(x, 1)
    left, right = p < q, p < 1
    assert truth(conjunction(first, second), place) is (left and right)
    assert truth(disjunction(first, second), place) is (left or right)
    assert truth(negation(first), place) is not left
    assert truth(implies(first, second), place) is (not left or right)
    assert truth(iff(first, second), place) is (left == right)


@pytest.mark.parametrize(
    ("statement", "number", "holds"),
    [
        (implies(unequal(x, 0), equal((x + 1) / x, 1 + 1 / x)), 0, True),
        (implies(greater(x, 0), less(log(x), x)), -1, True),
        (conjunction(greater(x, 0), less(log(x), x)), -1, False),
        (disjunction(at_most(x, 0), less(log(x), x)), -1, True),
        (less(Piecewise((log(x), x > 0), (-1, True)), 0), -1, True),
        (equal(Piecewise((1 / x, sympy.Ne(x, 0)), (7, True)), 7), 0, True),
    ],
    ids=str,
)
def test_what_stands_before_guards_what_follows(statement: Any, number: int, holds: bool) -> None:
    assert truth(statement, at(number)) is holds


@pytest.mark.parametrize(
    "statement",
    [implies(less(log(x), x), greater(x, 0)), conjunction(less(log(x), x), greater(x, 0)), disjunction(less(log(x), x), at_most(x, 0))],
    ids=str,
)
def test_what_follows_does_not_guard_what_stands_before(statement: Any) -> None:
    with pytest.raises(Undefined):
        truth(statement, at(-1))


def test_precision_rises_until_the_balls_decide() -> None:
    tiny = Rational(1, 10**100)
    assert truth(greater(exp(tiny), 1 + tiny), at()) is True
    assert truth(less(log(1 + tiny), tiny), at()) is True
    assert truth(greater(exp(Rational(1, 10**500)), 1), at()) is True


def test_what_no_precision_decides_stays_open() -> None:
    assert truth(equal(sin(1) ** 2 + cos(1) ** 2, 1), at()) is None
    assert truth(implies(unequal(sin(1) ** 2 + cos(1) ** 2, 1), less(x, 0)), at(1)) is None
    assert truth(disjunction(unequal(sin(1) ** 2 + cos(1) ** 2, 1), less(x, 0)), at(1)) is None


def test_a_premise_that_is_false_at_high_precision_guards() -> None:
    close = Rational(1, 2**40)
    assert truth(implies(less(exp(close), 1 + close), less(log(x), 0)), at(-1)) is True


def test_the_precision_is_given_back() -> None:
    import flint

    before = flint.ctx.prec
    truth(greater(exp(Rational(1, 10**100)), 1), at())
    with pytest.raises(Undefined):
        truth(greater(log(x), 0), at(-1))
    assert flint.ctx.prec == before


# Rounding.


def rounded(number: Fraction, digits: int) -> Fraction:
    """Half away from zero, to significant digits, by integers only."""
    if number == 0:
        return number
    size = abs(number)
    exponent = 0
    while size * Fraction(10) ** -exponent >= 10:
        exponent += 1
    while size * Fraction(10) ** -exponent < 1:
        exponent -= 1
    unit = Fraction(10) ** (exponent - digits + 1)
    nearest = math.floor(size / unit + Fraction(1, 2)) * unit
    return nearest if number > 0 else -nearest


def away_from_a_power_of_ten(number: Fraction) -> bool:
    return set(str(abs(number.numerator)).strip("0")) != {"1"} or set(str(number.denominator).strip("0")) != {"1"}


@laws
@given(st.integers(-9999, 9999), st.integers(-3, 3), st.integers(1, 4), st.fractions(-2, 2, max_denominator=8))
def test_approx_rounds_half_away_from_zero(mantissa: int, exponent: int, digits: int, offset: Fraction) -> None:
    number = rounded(Fraction(mantissa) * Fraction(10) ** exponent, digits)
    assume(number != 0 and away_from_a_power_of_ten(number))
    leading = len(str(abs(number.numerator) // number.denominator)) - 1 if abs(number) >= 1 else None
    assume(leading is not None)
    found = number + offset * Fraction(10) ** (leading - digits + 1)
    expected = rounded(found, digits) == number
    assert truth(approx(_term(found), _term(number), digits), at()) is expected


def _term(number: Fraction) -> Any:
    return Rational(number.numerator, number.denominator)


@pytest.mark.parametrize(
    ("term", "number", "digits", "holds"),
    [
        (pi, Rational(314, 100), 3, True),
        (pi, Rational(315, 100), 3, False),
        (pi, Rational(31416, 10000), 5, True),
        (-pi, Rational(-314, 100), 3, True),
        (Rational(25, 10), 3, 1, True),
        (Rational(25, 10), 2, 1, False),
        (Rational(-25, 10), -3, 1, True),
        (Rational(-25, 10), -2, 1, False),
        (exp(-100), Rational(372, 10**46), 3, True),
        (Integer(0), 0, 3, True),
        (Rational(1, 10**9), 0, 3, False),
        (Rational(9996, 10000), 1, 3, True),
        (Rational(10049, 10000), 1, 3, True),
        (Rational(1005, 1000), 1, 3, False),
    ],
)
def test_approx_by_example(term: Any, number: Any, digits: int, holds: bool) -> None:
    assert truth(approx(term, number, digits), at()) is holds


def test_just_below_a_power_of_ten_a_digit_counts_a_tenth() -> None:
    assert truth(approx(Rational(996, 1000), 1, 3), at()) is False


def test_both_sides_are_rounded_to_the_digits_asked_for() -> None:
    assert truth(approx(Rational(3146, 1000), Rational(314159, 100000), 3), at()) is False


@laws
@given(numbers, numbers, positive)
def test_within_is_a_distance(p: Fraction, q: Fraction, tolerance: Fraction) -> None:
    assert truth(within(x, y, _term(tolerance)), at(p, q)) is (abs(p - q) <= tolerance)


def test_within_of_irrational_numbers() -> None:
    assert truth(within(pi, Rational(22, 7), Rational(1, 700)), at()) is True
    assert truth(within(pi, Rational(22, 7), Rational(1, 800)), at()) is False


# Named functions: every property of every entry, by the sign of derivatives in balls.

SLOPES = {"increasing": (1, 1), "decreasing": (1, -1), "convex": (2, 1), "concave": (2, -1), "positive": (0, 1)}
PLACES = [Fraction(p, q) for p in range(-12, 13) for q in (1, 3, 7)] + [Fraction(1, 10**6), Fraction(10**3)]


def _sign(term: Any, place: Fraction) -> int:
    for bits in (64, 256, 4096):
        with working_precision(bits):
            found = value(term, Point({T: place}))
            for relation, result in ((">", 1), ("<", -1), ("==", 0)):
                if compare(found, relation, Fraction(0)):
                    return result
    raise AssertionError(f"the sign of {term} at {place} is not resolved")


@pytest.mark.parametrize(
    "family",
    [family for family in FAMILIES if "smooth" in family.names],
    ids=lambda family: f"{family.expression} on {'positive' if family.positive_axis else 'reals'}",
)
def test_named_functions_have_their_properties(family: Any) -> None:
    places = [place for place in PLACES if place > 0 or not family.positive_axis]
    derivatives = [family.expression, *(sympy.diff(family.expression, T, order) for order in (1, 2))]
    for name, (order, wanted) in SLOPES.items():
        signs = [_sign(derivatives[order], place) for place in places]
        if name in family.names:
            # A strictly monotone function may rest for a moment, as t^3 does at 0.
            assert {0, wanted} >= set(signs)
            assert all(value or place == 0 for value, place in zip(signs, places, strict=True))
    for weak, order, wanted in (("nondecreasing", 1, 1), ("nonincreasing", 1, -1), ("nonnegative", 0, 1)):
        if weak in family.names:
            assert {_sign(derivatives[order], place) for place in places} <= {0, wanted}
    assert {"smooth", "differentiable", "continuous"} <= family.names


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: f"{family.expression} on {'positive' if family.positive_axis else 'reals'}")
def test_named_functions_are_found_by_every_property_that_they_have(family: Any) -> None:
    axis = "positive" if family.positive_axis else "reals"
    for name in family.names:
        assert Formula(family.expression, T) in families(function("q", name, on=axis).properties)


def test_a_function_on_the_whole_line_needs_a_formula_on_the_whole_line() -> None:
    assert all(formula.expression != log(T) for formula in families(function("q", "concave").properties))
    assert Formula(log(T), T) in families(function("q", "concave", on="positive").properties)


def test_inverse_functions_off_their_domain_are_no_numbers() -> None:
    for term, number in ((asin(x), 2), (acosh(x), 0)):
        with pytest.raises((Undefined, Unknown)):
            value(term, at(number))
