"""The tilted cosine law in floating point: accuracy against ball arithmetic on seeded points in every regime, and laws of the functions.

The oracle encloses 0F1 and Bessel functions by Arb; published values are those of catalogue 003, computed with mpmath to 50 digits.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from flint import arb

from symbolic.language.precision import working_precision
from symbolic.language.special import bessel_enclosures as exact
from symbolic.language.special.bessel_integral import total_shortfall
from symbolic.models import von_mises_fisher as model
from symbolic.numeric.accuracy import ulps
from symbolic.numeric.double_double import divide, multiply, two_product, two_sum
from symbolic.numeric.special.bessel import OPERATIONS
from symbolic.numeric.special.bessel_law import SHORTFALL, array, scalar

CEILING = 5.5  # ulp
DIMENSIONS = (1.0, 2.0, 3.0, 4.0, 5.0, 10.0, 41.0, 42.0, 43.0, 100.0, 1e3, 1e4, 1e6)
BITS = 320


def _dimension(chance: random.Random) -> float:
    kind = chance.random()
    return chance.choice(DIMENSIONS) if kind < 0.5 else round(10 ** chance.uniform(0, 6)) if kind < 0.9 else 10 ** chance.uniform(0, 6)


def _tilt(chance: random.Random) -> float:
    return float(10 ** (chance.uniform(-8, 8) if chance.random() < 0.5 else chance.uniform(-1, 2.5)))


def _cosine(chance: random.Random) -> float:
    kind = chance.random()
    return 10 ** chance.uniform(-8, 0) if kind < 0.3 else 1 - 10 ** chance.uniform(-12, 0) if kind < 0.7 else chance.random()


def _divergence(chance: random.Random) -> float:
    return float(10 ** chance.uniform(-8, 1.5))


CASES: dict[str, tuple[Callable[[random.Random], float], Callable[[Any, Any], Any]]] = {
    "mean_cosine": (_tilt, exact.mean_cosine),
    "cosine_log_normaliser": (_tilt, exact.log_normaliser),
    "cosine_divergence": (_tilt, exact.divergence),
    "required_divergence": (_cosine, exact.required_divergence),
    "inverse_mean_cosine": (_cosine, exact.inverse_mean_cosine),
    "cosine_at_divergence": (_divergence, exact.cosine_at_divergence),
}


def _points(name: str, count: int) -> list[tuple[float, float]]:
    chance = random.Random(name)
    drawn = [(float(_dimension(chance)), CASES[name][0](chance)) for _ in range(count)]
    return [(d, u) for d, u in drawn if name != "cosine_at_divergence" or d > 1 or u < 0.69]


def _truth(function: Callable[[Any, Any], Any], d: float, u: float) -> Fraction:
    with working_precision(BITS):
        ball = function(Fraction(d), Fraction(u))
        assert ball.rel_accuracy_bits() > 80
        middle = ball.mid().fmpq()
    return Fraction(int(middle.p), int(middle.q))


@pytest.mark.parametrize("name", CASES)
def test_numbers_and_arrays_are_accurate_in_every_regime(name: str) -> None:
    points = _points(name, 100 if name in ("required_divergence", "inverse_mean_cosine") else 300)
    operation = OPERATIONS[name]
    assert operation.array is not None
    on_arrays = operation.array(*np.array(points).T)
    for (d, u), found in zip(points, on_arrays.tolist(), strict=True):
        truth = _truth(CASES[name][1], d, u)
        assert ulps(operation.scalar(d, u), truth) < CEILING, (d, u)
        assert ulps(found, truth) < CEILING, (d, u)


HARD = [
    *((1e6, 1e3), (1e4, 1e3), (1e6, 1e6), (2000.0, 500.0), (3.0, 800.0), (42.0, 1e-8), (1e6, 1e-8), (2.0, 1e8), (1.0, 1e8), (1e6, 1e8)),
    *((d, beta) for d in (1.0, 2.0, 41.9, 42.0, 42.1) for beta in (1.0, math.nextafter(1.0, 2.0), 24.0, 31.9, 32.1, 200.0)),
]


@pytest.mark.parametrize(("d", "beta"), HARD)
def test_known_hard_cases_and_seams_between_regimes(d: float, beta: float) -> None:
    for name in ("mean_cosine", "cosine_log_normaliser", "cosine_divergence"):
        assert ulps(OPERATIONS[name].scalar(d, beta), _truth(CASES[name][1], d, beta)) < CEILING, name
    if d > 1 or beta < 20:
        assert ulps(scalar(SHORTFALL, d, beta), _truth(lambda d, beta: 1 - exact.mean_cosine(d, beta), d, beta)) < CEILING


def test_published_values() -> None:
    assert model.mean_cosine.compile()(3, 10) == pytest.approx(0.90000000412230725337, rel=1e-15)
    assert model.log_normaliser.compile()(10000, 12345) == pytest.approx(5292.4361688186414185, rel=1e-15)
    assert model.divergence.compile()(1000, 1000) == pytest.approx(240.67989038496351862, rel=1e-15)
    assert model.required_divergence.compile()(10**6, 0.99) == pytest.approx(1958516.15668183, rel=1e-14)
    assert model.mean_cosine_at_divergence.compile()(1000, 100) == pytest.approx(0.42578935917777797777, rel=1e-15)


def test_total_harm_matches_its_closed_values_and_its_enclosure() -> None:
    harm = model.total_harm.compile()
    assert harm(1) == pytest.approx(math.log(2) - 0.5, rel=1e-15)
    assert harm(3) == pytest.approx(0.760661401507812622954147382729, rel=1e-15)
    assert harm(100) == pytest.approx(30.5107576106304997501789958351, rel=1e-15)
    for d in (1.0, 1.5, 2.0, 20.0, 1e4):
        with working_precision(200):
            ball = total_shortfall(Fraction(d))
        assert abs(arb(harm(d)) - ball) < 4 * math.ulp(harm(d))


def test_total_harm_lies_between_its_linear_bounds() -> None:
    harm = model.total_harm.compile()
    for d in (2, 3, 10, 1000, 10**6):
        assert (d - 1) * (1 - math.log(2)) < harm(d) < d * (1 - math.log(2))


@pytest.mark.parametrize("d", DIMENSIONS)
def test_inverses_undo_the_functions(d: float) -> None:
    for beta in (1e-6, 0.3, 2.0, 5.0):
        c = OPERATIONS["mean_cosine"].scalar(d, beta)
        w = OPERATIONS["cosine_divergence"].scalar(d, beta)
        assert OPERATIONS["inverse_mean_cosine"].scalar(d, c) == pytest.approx(beta, rel=1e-11)
        assert OPERATIONS["inverse_divergence"].scalar(d, w) == pytest.approx(beta, rel=1e-11)
        assert OPERATIONS["cosine_at_divergence"].scalar(d, OPERATIONS["required_divergence"].scalar(d, c)) == pytest.approx(c, rel=1e-14)


def test_values_at_zero_and_far_out() -> None:
    for name in ("mean_cosine", "cosine_log_normaliser", "cosine_divergence", "required_divergence", "cosine_at_divergence"):
        assert OPERATIONS[name].scalar(7.0, 0.0) == 0.0
    assert OPERATIONS["cosine_at_divergence"].scalar(2.0, 1e6) == 1.0
    assert OPERATIONS["mean_cosine"].scalar(2.0, -1.0) == -OPERATIONS["mean_cosine"].scalar(2.0, 1.0)


@pytest.mark.parametrize(
    ("name", "d", "u"), [("mean_cosine", 0.5, 1.0), ("required_divergence", 3.0, 1.0), ("required_divergence", 3.0, -0.1)]
)
def test_outside_the_domain_there_is_no_number(name: str, d: float, u: float) -> None:
    operation = OPERATIONS[name]
    assert operation.array is not None
    assert math.isnan(operation.scalar(d, u))
    assert np.isnan(operation.array(np.array([d]), np.array([u]))).all()


def test_one_dimension_reaches_less_than_log_2() -> None:
    operation = OPERATIONS["cosine_at_divergence"]
    assert math.isnan(operation.scalar(1.0, 0.7))
    assert 0.99999 < operation.scalar(1.0, 0.6931) < 1.0


def test_arrays_broadcast_and_fill_what_they_are_given() -> None:
    operation = OPERATIONS["mean_cosine"]
    assert operation.array is not None
    d, beta = np.array([[1.0], [3.0], [50.0]]), np.array([0.5, 10.0, 100.0])
    out = np.empty((3, 3))
    operation.array(d, beta, out=out)
    assert out.tolist() == [[operation.scalar(x, y) for y in beta.tolist()] for x in d.ravel().tolist()]


def test_hyp0f1_is_rounded_once() -> None:
    routine = OPERATIONS["hyp0f1"].scalar
    for b, x in ((0.5, 100.0), (1e-3, 5.0), (500.0, 1e5), (5e5, 3e8), (1.5, -3.0), (1.0, -1000.0), (2.0, 1e-300)):
        assert ulps(routine(b, x), _truth(exact.hyp0f1, b, x)) <= 0.5
    assert routine(0.5, 1e7) == math.inf
    assert math.isnan(routine(-0.5, 1.0))


def test_pairs_of_doubles_carry_twice_the_digits() -> None:
    s, e = two_sum(1.0, 1e-20)
    assert Fraction(s) + Fraction(e) == 1 + Fraction(1e-20)
    p, e = two_product(0.1, 0.3)
    assert Fraction(p) + Fraction(e) == Fraction(0.1) * Fraction(0.3)
    third = divide((1.0, 0.0), (3.0, 0.0))
    product = multiply(third, (3.0, 0.0))
    assert abs(Fraction(product[0]) + Fraction(product[1]) - 1) < Fraction(1, 10**31)


def test_shortfall_array_agrees_with_numbers() -> None:
    points = _points("mean_cosine", 100)
    d, beta = np.array(points).T
    for found, point in zip(array(SHORTFALL, d, beta).tolist(), points, strict=True):
        assert found == pytest.approx(scalar(SHORTFALL, *point), rel=1e-15)
