"""Axioms on Bessel functions, zeta, polylogarithm, Gamma, binomials and inverse functions: true at numbers, refused elsewhere."""

from __future__ import annotations

from typing import Any

import mpmath
import pytest
from sympy import LambertW, Rational, acos, asin, besseli, besselj, besselk, binomial, gamma, lambdify, polylog, zeta

from symbolic.language.domain import Domain
from symbolic.trusted.axioms import NotApplicable, axiom
from symbolic.trusted.context import Context
from symbolic.trusted.integral_table import dirichlet, dirichlet_squared, log_sine_half_turn
from symbolic.trusted.series import error_function

HALF, THIRD, TENTH = Rational(1, 2), Rational(1, 3), Rational(1, 10)
HOLDING: list[tuple[str, Any, tuple[Any, ...]]] = [
    *(("besselk_positive", besselk, (v, x)) for v in (-2, 0, HALF, 3) for x in (TENTH, 2, 20)),
    *(("besselk_falls", besselk, (v, x, x + THIRD)) for v in (-2, 0, HALF, 3) for x in (TENTH, 2, 20)),
    *(("bessel_by_order", f, (v, v + THIRD, x)) for f in (besseli, besselk) for v in (0, HALF, 3) for x in (TENTH, 2, 20)),
    *(("bessel_partial_sum", f, (x, n)) for f in (besseli, besselj) for n in (1, 2, 3, 4, 5, 6) for x in (-7, -1, 0, HALF, 3, 15)),
    *(("besseli_below_cosh", besseli, (x,)) for x in (-7, -1, 0, HALF, 3, 15)),
    *(("zeta_above_one", zeta, (s,)) for s in (Rational(11, 10), 2, 7)),
    *(("zeta_falls", zeta, (s, s + TENTH)) for s in (Rational(11, 10), 2, 7)),
    *(("polylogarithm_above", polylog, (s, x)) for s in (-2, HALF, 3) for x in (TENTH, HALF, 1 - TENTH)),
    *(("polylogarithm_falls", polylog, (s, s + THIRD, x)) for s in (-2, HALF, 3) for x in (TENTH, HALF, 1 - TENTH)),
    *((f"inverse_circular_{side}", f, (u,)) for side in ("above", "below") for f in (asin, acos) for u in (-1, -HALF, 0, THIRD, 1)),
    *(("lambert_below_argument", LambertW, (x,)) for x in (-Rational(9, 25), -TENTH, 0, HALF, 30)),
    *(("lambert_range", LambertW, (-Rational(9, 25), branch)) for branch in (0, -1)),
    *((f"gautschi_{side}", gamma, (x, s)) for side in ("above", "below") for x in (TENTH, 1, 9) for s in (TENTH, HALF, 1 - TENTH)),
    *(("binomial_below", binomial, (n, k)) for n, k in ((1, 1), (5, 2), (9, 9), (30, 7))),
]
REFUSED: list[tuple[str, Any, tuple[Any, ...]]] = [
    ("besselk_positive", besselk, (1, 0)),
    ("besselk_positive", besseli, (1, 1)),
    ("besselk_falls", besselk, (1, 2, 2)),
    ("bessel_by_order", besseli, (-1, 1, 2)),
    ("bessel_by_order", besselk, (2, 1, 2)),
    ("bessel_by_order", besselj, (0, 1, 2)),
    ("bessel_partial_sum", besselk, (1, 2)),
    ("bessel_partial_sum", besselj, (1, 0)),
    ("zeta_above_one", zeta, (1,)),
    ("zeta_falls", zeta, (HALF, 2)),
    ("polylogarithm_above", polylog, (2, 0)),
    ("polylogarithm_above", polylog, (2, -HALF)),
    ("polylogarithm_falls", polylog, (2, 2, HALF)),
    ("inverse_circular_above", asin, (2,)),
    ("lambert_below_argument", LambertW, (-HALF,)),
    ("lambert_below_argument", LambertW, (-TENTH, -1)),
    ("lambert_range", LambertW, (-Rational(37, 100),)),
    ("gautschi_above", gamma, (1, 1)),
    ("gautschi_below", gamma, (0, HALF)),
    ("binomial_below", binomial, (3, 0)),
    ("binomial_below", binomial, (2, 3)),
]


def _instance(name: str, function: Any, arguments: tuple[Any, ...]) -> Any:
    rule = axiom(name)
    assert rule is not None
    return rule(Context.of(Domain()), function, tuple(Rational(a) for a in arguments))


@pytest.mark.parametrize(("name", "function", "arguments"), HOLDING)
def test_an_axiom_holds_at_numbers(name: str, function: Any, arguments: tuple[Any, ...]) -> None:
    found = _instance(name, function, arguments)
    with mpmath.workdps(30):
        left, right = (mpmath.mpf(lambdify((), side, "mpmath")()) for side in (found.left, found.right))
        slack = mpmath.mpf(10) ** -20
        held = {"<": left < right, "<=": left <= right + slack, ">": left > right, ">=": left + slack >= right}
    assert held[found.relation], f"{found}: {left}, {right}"


@pytest.mark.parametrize(("name", "function", "arguments"), REFUSED)
def test_an_axiom_is_refused_without_its_premises(name: str, function: Any, arguments: tuple[Any, ...]) -> None:
    with pytest.raises(NotApplicable):
        _instance(name, function, arguments)


def test_known_integrals_have_their_values() -> None:
    with mpmath.workdps(20):
        assert abs(mpmath.quadosc(lambda t: mpmath.sin(3 * t) / t, [0, mpmath.inf], omega=3) - dirichlet(Rational(3)).value) < 1e-12
        squared = mpmath.quad(lambda t: mpmath.sinc(2 * t) ** 2 * 4, mpmath.linspace(0, 400, 401)) + mpmath.mpf(1) / 800
        assert abs(squared - dirichlet_squared(Rational(2)).value) < 1e-4
        halves = mpmath.quad(lambda t: mpmath.log(mpmath.sin(t)), [0, mpmath.pi / 2, mpmath.pi])
        assert abs(halves - log_sine_half_turn().value) < 1e-12


@pytest.mark.parametrize("x", [-2, HALF, 3])
def test_the_series_of_the_error_function(x: Any) -> None:
    series = error_function(Rational(x))
    assert abs(float(sum(series.part(k) for k in range(60)) - series.value)) < 1e-9
