"""Every function of the vocabulary: its values against mpmath's, balls that contain them, its domain, its derivative."""

from __future__ import annotations

import random
from contextlib import suppress
from fractions import Fraction
from typing import Any

import mpmath
import pytest
import sympy
from flint import arb, fmpq
from sympy import Derivative, Integer, Rational, Symbol

from symbolic.language.balls import ball
from symbolic.language.differentiation import NoDerivative, evaluate_derivatives
from symbolic.language.errors import LanguageError
from symbolic.language.meaning import Undefined, Unknown, truth, value, working_precision
from symbolic.language.point import Point
from symbolic.language.statements import Comparison
from symbolic.language.text.vocabulary import FUNCTIONS
from symbolic.trusted.conditions import term_conditions

x = Symbol("x", real=True)
F = Fraction


REAL = (F(0), F(1), F(-1), F(1, 3), F(-7, 2), F(5, 2), F(12), F(-40, 3))
POSITIVE = (F(1), F(2), F(1, 3), F(7, 2), F(40), F(1, 1000))
INSIDE = (F(0), F(1, 2), F(-1, 3), F(99, 100))
OFF_POLES = (*POSITIVE, F(-1, 2), F(-7, 3), F(-25, 2))

GRIDS: dict[str, tuple[Any, list[tuple[F, ...]]]] = {
    "sqrt": (mpmath.sqrt, [(v,) for v in (*POSITIVE, F(0))]),
    "cbrt": (lambda v: mpmath.sign(v) * mpmath.cbrt(abs(v)), [(v,) for v in REAL]),
    "exp": (mpmath.exp, [(v,) for v in REAL]),
    "log": (mpmath.log, [(v,) for v in POSITIVE]),
    "log2": (lambda v: mpmath.log(v, 2), [(v,) for v in (*POSITIVE, F(1, 8))]),
    "log10": (mpmath.log10, [(v,) for v in (*POSITIVE, F(1, 100))]),
    "log1p": (mpmath.log1p, [(v,) for v in (*POSITIVE, F(-1, 2), F(0), F(1, 10**20))]),
    "expm1": (mpmath.expm1, [(v,) for v in (*REAL, F(1, 10**20))]),
    "sin": (mpmath.sin, [(v,) for v in REAL]),
    "cos": (mpmath.cos, [(v,) for v in REAL]),
    "tan": (mpmath.tan, [(v,) for v in REAL]),
    "asin": (mpmath.asin, [(v,) for v in (*INSIDE, F(1), F(-1))]),
    "acos": (mpmath.acos, [(v,) for v in (*INSIDE, F(1), F(-1))]),
    "atan": (mpmath.atan, [(v,) for v in REAL]),
    "sinh": (mpmath.sinh, [(v,) for v in REAL]),
    "cosh": (mpmath.cosh, [(v,) for v in REAL]),
    "tanh": (mpmath.tanh, [(v,) for v in REAL]),
    "asinh": (mpmath.asinh, [(v,) for v in REAL]),
    "acosh": (mpmath.acosh, [(v,) for v in (F(1), F(3, 2), F(100))]),
    "atanh": (mpmath.atanh, [(v,) for v in INSIDE]),
    "abs": (abs, [(v,) for v in REAL]),
    "sign": (mpmath.sign, [(v,) for v in REAL]),
    "floor": (mpmath.floor, [(v,) for v in REAL]),
    "ceil": (mpmath.ceil, [(v,) for v in REAL]),
    "gamma": (mpmath.gamma, [(v,) for v in OFF_POLES]),
    "loggamma": (mpmath.loggamma, [(v,) for v in POSITIVE]),
    "digamma": (mpmath.digamma, [(v,) for v in OFF_POLES]),
    "factorial": (mpmath.factorial, [(v,) for v in (F(0), F(5), F(1, 2), F(-1, 2), F(30))]),
    "erf": (mpmath.erf, [(v,) for v in REAL]),
    "erfc": (mpmath.erfc, [(v,) for v in REAL]),
    "normal_cdf": (mpmath.ncdf, [(v,) for v in REAL]),
    "beta": (mpmath.beta, [(F(2), F(3)), (F(1, 2), F(1, 2)), (F(5, 2), F(-1, 2)), (F(40), F(30))]),
    "binomial": (mpmath.binomial, [(F(5), F(2)), (F(5), F(7)), (F(1, 2), F(3)), (F(-3), F(2)), (F(5), F(1, 2)), (F(60), F(30))]),
    "besselj": (mpmath.besselj, [(F(0), F(0)), (F(2), F(-3)), (F(-3), F(5, 2)), (F(1, 2), F(1)), (F(-1, 2), F(40)), (F(1, 3), F(0))]),
    "besseli": (mpmath.besseli, [(F(0), F(0)), (F(2), F(-3)), (F(-3), F(5, 2)), (F(1, 2), F(1)), (F(-1, 2), F(7)), (F(1, 3), F(0))]),
    "bessely": (mpmath.bessely, [(F(0), F(1)), (F(-3), F(5, 2)), (F(1, 2), F(40))]),
    "besselk": (mpmath.besselk, [(F(0), F(1)), (F(-3), F(5, 2)), (F(1, 2), F(40))]),
    "lambertw": (
        lambda v, k=0: mpmath.lambertw(v, int(k)).real,
        [(F(0),), (F(1),), (F(-1, 3),), (F(10**6),), (F(-1, 3), F(-1)), (F(-1, 99), F(-1))],
    ),
    "hyp0f1": (mpmath.hyp0f1, [(F(1, 2), F(-3)), (F(-1, 2), F(4)), (F(3), F(0))]),
    "hyp1f1": (mpmath.hyp1f1, [(F(1), F(3, 2), F(4)), (F(-2), F(1, 3), F(-7)), (F(1, 2), F(-3, 2), F(1))]),
    "hyp2f1": (mpmath.hyp2f1, [(F(1), F(1), F(2), F(1, 2)), (F(1, 2), F(3), F(5, 2), F(-50)), (F(-2), F(1), F(-1, 2), F(9, 10))]),
    "zeta": (mpmath.zeta, [(F(2),), (F(0),), (F(-3),), (F(-4),), (F(-5, 2),), (F(1, 2),), (F(3), F(1, 4)), (F(1, 2), F(7))]),
    "polylog": (
        mpmath.polylog,
        [(F(2), F(1)), (F(2), F(1, 2)), (F(-2), F(1, 3)), (F(-3), F(-4)), (F(1, 2), F(-3)), (F(1), F(-9)), (F(0), F(1, 5))],
    ),
}


def built(name: str, *arguments: Any) -> Any:
    return FUNCTIONS[name][1](*(a if isinstance(a, sympy.Basic) else Rational(a.numerator, a.denominator) for a in arguments))


@pytest.mark.parametrize(("name", "arguments"), [(n, a) for n, (_, grid) in GRIDS.items() for a in grid], ids=str)
def test_values_are_those_of_mpmath(name: str, arguments: tuple[F, ...]) -> None:
    with mpmath.workdps(60):
        expected = GRIDS[name][0](*(mpmath.mpf(a.numerator) / a.denominator for a in arguments))
        text = mpmath.nstr(mpmath.re(expected), 50)
    with working_precision(256):
        found = ball(value(built(name, *arguments), Point()))
        difference = abs(found - arb(text))
        assert difference < (1 + abs(arb(text))) * arb(10) ** -45
        assert found.rad() < (1 + abs(arb(text))) * arb(10) ** -45


def test_the_grids_cover_the_vocabulary() -> None:
    assert set(FUNCTIONS) - set(GRIDS) == {"root", "min", "max", "normal_quantile"}


UNDEFINED = [
    ("sqrt", (F(-1),)),
    ("log", (F(0),)),
    ("log2", (F(-1),)),
    ("log10", (F(0),)),
    ("log1p", (F(-1),)),
    ("tan", (sympy.pi / 2,)),
    ("asin", (F(101, 100),)),
    ("acos", (F(-2),)),
    ("acosh", (F(99, 100),)),
    ("atanh", (F(1),)),
    ("gamma", (F(0),)),
    ("gamma", (F(-7),)),
    ("loggamma", (F(0),)),
    ("loggamma", (F(-1, 2),)),
    ("digamma", (F(-3),)),
    ("factorial", (F(-1),)),
    ("beta", (F(0), F(1))),
    ("beta", (F(1), F(-2))),
    ("binomial", (F(-1), F(1, 2))),
    ("besselj", (F(1, 2), F(-1))),
    ("besselj", (F(-1, 2), F(0))),
    ("besseli", (F(3, 2), F(-1))),
    ("bessely", (F(0), F(0))),
    ("besselk", (F(1), F(-1))),
    ("lambertw", (F(-1, 2),)),
    ("lambertw", (F(0), F(-1))),
    ("lambertw", (F(1), F(-1))),
    ("hyp0f1", (F(0), F(1))),
    ("hyp1f1", (F(1), F(-2), F(1))),
    ("hyp2f1", (F(1), F(1), F(2), F(1))),
    ("hyp2f1", (F(1), F(1), F(-1), F(0))),
    ("zeta", (F(1),)),
    ("zeta", (F(2), F(0))),
    ("polylog", (F(1), F(1))),
    ("polylog", (F(2), F(2))),
    ("normal_quantile", (F(1),)),
    ("root", (F(-16), F(4))),
]


@pytest.mark.parametrize(("name", "arguments"), UNDEFINED, ids=str)
def test_off_its_domain_a_function_is_undefined_and_its_conditions_say_so(name: str, arguments: tuple[Any, ...]) -> None:
    term = built(name, *arguments)
    with pytest.raises(Undefined):
        value(term, Point())
    assert any(truth(condition.holds, Point()) is False for condition in term_conditions(term))


@pytest.mark.parametrize(("name", "arguments"), [(n, a) for n, (_, grid) in GRIDS.items() for a in grid], ids=str)
def test_on_its_domain_the_conditions_hold(name: str, arguments: tuple[F, ...]) -> None:
    assert all(truth(condition.holds, Point()) is True for condition in term_conditions(built(name, *arguments)))


WIDE = {
    name: (low, high)
    for names, low, high in (
        (("exp", "sin", "cos", "atan", "sinh", "cosh", "tanh", "asinh", "erf", "erfc", "normal_cdf", "cbrt", "abs", "expm1"), F(-3), F(4)),
        (("gamma", "loggamma", "digamma", "log", "log2", "log10", "factorial", "sqrt"), F(1, 5), F(6)),
        (("asin", "acos", "atanh"), F(-9, 10), F(9, 10)),
        (("acosh", "zeta"), F(3, 2), F(9)),
        (("lambertw",), F(-1, 5), F(9)),
        (("normal_quantile",), F(1, 10), F(9, 10)),
    )
    for name in names
}


@pytest.mark.parametrize("name", sorted(WIDE))
def test_a_wide_ball_encloses_every_value_inside(name: str) -> None:
    low, high = WIDE[name]
    chance = random.Random(7)
    term = built(name, x)
    for _ in range(12):
        a, b = sorted(low + (high - low) * F(chance.randrange(1001), 1000) for _ in range(2))
        middle, radius = (a + b) / 2, (b - a) / 2
        whole = arb(fmpq(middle.numerator, middle.denominator), fmpq(radius.numerator, radius.denominator))
        try:
            enclosure = ball(value(term, Point({x: whole})))
        except Unknown:
            continue
        for share in (F(0), F(1, 7), F(1, 2), F(9, 10), F(1)):
            inner = ball(value(term, Point({x: a + (b - a) * share})))
            assert enclosure.overlaps(inner)


@pytest.mark.parametrize("name", ["exp", "log", "atan", "tanh", "erf", "sinh", "asinh", "loggamma", "digamma", "gamma", "cosh"])
def test_a_wide_ball_is_not_much_wider_than_the_range(name: str) -> None:
    term, place = built(name, x), arb(3, 1.5)
    found = ball(value(term, Point({x: place})))
    ends = [ball(value(term, Point({x: F(*pair)}))) for pair in ((3, 2), (9, 2))]
    assert found.rad() < abs(ends[1] - ends[0])


SLOPES = [
    (name, (x,), point)
    for name, point in (
        *(
            (n, F(1, 3))
            for n in ("sqrt", "cbrt", "exp", "log", "log2", "log10", "log1p", "expm1", "sin", "cos", "tan", "asin", "acos", "atan")
        ),
        *((n, F(1, 3)) for n in ("sinh", "cosh", "tanh", "asinh", "atanh", "erf", "erfc", "normal_cdf", "normal_quantile", "lambertw")),
        *((n, F(7, 3)) for n in ("acosh", "gamma", "loggamma", "digamma", "factorial", "abs", "sign", "floor", "ceil")),
        *((n, F(-7, 3)) for n in ("cbrt", "gamma", "digamma", "abs", "sign", "floor", "ceil")),
    )
]
SLOPES += [
    ("besselj", (Integer(2), x), F(-3)),
    ("besselj", (Rational(1, 2), x), F(3)),
    ("besseli", (Integer(1), x), F(-2)),
    ("bessely", (Integer(0), x), F(2)),
    ("besselk", (Integer(1), x), F(2)),
    ("hyp0f1", (Rational(3, 2), x), F(-2)),
    ("hyp1f1", (Rational(1, 2), Rational(3, 2), x), F(-2)),
    ("hyp2f1", (Integer(1), Rational(1, 2), Integer(3), x), F(1, 2)),
    ("polylog", (Integer(3), x), F(1, 2)),
    ("zeta", (Integer(3), x), F(2)),
    ("beta", (x, Integer(3)), F(5, 2)),
    ("binomial", (x, Integer(4)), F(2)),
    ("binomial", (Integer(7), x), F(5, 2)),
    ("lambertw", (x, Integer(-1)), F(-1, 5)),
    ("max", (x, 2 * x - 1), F(3)),
    ("min", (x, 2 * x - 1, Integer(0)), F(1, 3)),
    ("root", (x, Integer(5)), F(-2)),
]


@pytest.mark.parametrize(("name", "arguments", "at"), SLOPES, ids=str)
def test_the_derivative_is_that_of_difference_quotients(name: str, arguments: tuple[Any, ...], at: F) -> None:
    term = built(name, *arguments)
    slope = evaluate_derivatives(Derivative(term, x))
    h = F(1, 2**80)
    with working_precision(320):
        after, before = (ball(value(term, Point({x: at + s * h}))) for s in (1, -1))
        quotient = (after - before) / ball(2 * h)
        assert abs(ball(value(slope, Point({x: at}))) - quotient) < arb(10) ** -20


@pytest.mark.parametrize("term", [built("besselj", x, Integer(1)), built("hyp1f1", x, Integer(1), Integer(1)), built("zeta", x)], ids=str)
def test_there_is_no_derivative_by_an_order(term: Any) -> None:
    with pytest.raises(NoDerivative):
        evaluate_derivatives(Derivative(term, x))


@pytest.mark.parametrize("term", [built("abs", x), built("max", x, -x), built("sign", x), built("floor", x)], ids=str)
def test_at_a_kink_the_derivative_is_undefined(term: Any) -> None:
    with pytest.raises(Undefined):
        value(evaluate_derivatives(Derivative(term, x)), Point({x: F(0)}))


def test_where_a_bessel_function_is_not_continuous_in_its_order_it_is_not_taken_to_be() -> None:
    from symbolic.language.domain import Domain
    from symbolic.trusted.conditions import continuous

    assert continuous(built("besselj", Integer(0), x), x, Domain())
    assert not continuous(built("besselj", x, Integer(0)), x, Domain())
    assert not continuous(built("binomial", x, x), x, Domain())


def test_the_branches_of_lambert_that_are_not_real_and_the_root_of_degree_0_are_refused() -> None:
    with pytest.raises(LanguageError, match="branches"):
        built("lambertw", x, Integer(1))
    with pytest.raises(LanguageError, match="degree 0"):
        built("root", x, Integer(0))


def test_nothing_is_evaluated_when_a_term_is_built() -> None:
    assert built("besselj", Integer(2), -x).args[1] == -x
    assert built("log", Integer(0)).args == (Integer(0),)
    assert built("gamma", Integer(4)) != Integer(6)


HUGE = {
    "a tower of powers": sympy.Pow(9, sympy.Pow(9, sympy.Pow(9, 9, evaluate=False), evaluate=False), evaluate=False),
    "a factorial": built("factorial", Integer(10) ** 12),
    "a binomial coefficient": built("binomial", Integer(10) ** 9, Integer(10) ** 8),
    "zeta": built("zeta", Integer(10) ** 8),
    "an exponential": built("exp", built("exp", built("exp", Integer(10)))),
    "a Bessel function": built("besseli", Integer(3), Integer(10) ** 30),
    "a long sum": sympy.Sum(1 / Symbol("j", integer=True), (Symbol("j", integer=True), 1, 10**9)),
}


@pytest.mark.parametrize("name", HUGE)
def test_huge_numbers_are_enclosed_or_unknown_at_once(name: str) -> None:
    with suppress(Unknown):
        assert not isinstance(value(HUGE[name], Point()), Fraction)


@pytest.mark.parametrize(
    ("term", "exact"),
    [
        (sympy.sin(sympy.pi * 7 / 6, evaluate=False), F(-1, 2)),
        (sympy.cos(sympy.pi * 7 / 2, evaluate=False), F(0)),
        (sympy.tan(sympy.pi * 5 / 4, evaluate=False), F(1)),
        (sympy.sin(sympy.pi * x, evaluate=False), F(0)),
        (sympy.erf(Integer(0), evaluate=False), F(0)),
        (sympy.acos(Integer(1), evaluate=False), F(0)),
        (built("log2", Rational(1, 8)), F(-3)),
        (built("root", Integer(-32), Integer(5)), F(-2)),
        (built("beta", Integer(2), Integer(3)), F(1, 12)),
        (built("zeta", Integer(-3)), F(1, 120)),
        (built("polylog", Integer(-2), Rational(1, 2)), F(6)),
    ],
    ids=str,
)
def test_values_that_are_rational_are_exact(term: Any, exact: F) -> None:
    found = value(term, Point({x: F(3)}))
    assert isinstance(found, Fraction)
    assert found == exact


def test_a_comparison_of_what_touches_is_decided() -> None:
    assert truth(Comparison(sympy.sin(x), "<", x), Point({x: F(0)})) is False
    assert truth(Comparison(built("cbrt", x), "==", x), Point({x: F(-1)})) is True
