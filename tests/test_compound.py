"""Powers of 1 + x to a few ulp where factors overflow, vanish or cancel, against mpmath."""

from __future__ import annotations

import math
import random
from typing import Any

import mpmath
import numpy as np
import pytest

from symbolic.numeric.special.compound import OPERATIONS, compound_minus_1, plus_log1p, scaled_compound


def ulps(value: float, truth: Any) -> float:
    return float(abs(mpmath.mpf(value) - truth) / math.ulp(float(abs(truth))))


def logarithm(p: float) -> Any:
    with mpmath.workdps(400):
        return mpmath.log1p(-mpmath.mpf(p))


def draws(count: int = 300) -> list[tuple[float, float]]:
    """Probabilities from 1e-300 to nearly 1 with scales around the reciprocal of the rate."""
    draw = random.Random(3)
    found = []
    while len(found) < count:
        p = draw.choice([10 ** draw.uniform(-300, -1), 1 - 10 ** draw.uniform(-16, -0.1), draw.random()])
        if 0 < p < 1:
            found.append((p, min(10 ** draw.uniform(-3, 2.8) / -math.log1p(-p), 1e300)))
    return found


def test_one_minus_the_power() -> None:
    with mpmath.workdps(50):
        assert max(ulps(compound_minus_1(-p, n), mpmath.expm1(n * logarithm(p))) for p, n in draws()) < 4


def test_the_scaled_power() -> None:
    with mpmath.workdps(50):
        for p, n in draws():
            truth = 3 * mpmath.mpf(n) ** 1.5 * mpmath.exp(n * logarithm(p))
            if mpmath.mpf("1e-307") < truth < mpmath.mpf("1e308"):
                assert ulps(scaled_compound(3.0, n, 1.5, -p, n), truth) < 4


def test_factors_that_overflow_and_vanish_balance() -> None:
    with mpmath.workdps(50):
        truth = mpmath.mpf(1e300) ** 2 * mpmath.exp(mpmath.mpf(1e300) * logarithm(1.2e-297))
        assert ulps(scaled_compound(1.0, 1e300, 2.0, -1.2e-297, 1e300), truth) < 4


def test_the_cancelling_sum() -> None:
    draw = random.Random(5)
    with mpmath.workdps(50):
        for p, _ in draws(100):
            b = 10 ** draw.uniform(-5, 5)
            c = b / -math.log1p(-p) * (1 - 10 ** draw.uniform(-16, 0))
            if c < 1e300:
                assert ulps(plus_log1p(b, c, -p), b + c * logarithm(p)) < 8


def test_arrays_agree_with_numbers() -> None:
    p, n = np.array(draws()).T
    single = np.array([compound_minus_1(-a, b) for a, b in zip(p, n, strict=True)])
    np.testing.assert_allclose(OPERATIONS["compound_minus_1"].array(-p, n), single, rtol=1e-15)  # type: ignore[misc]


@pytest.mark.parametrize(
    "arguments", [(1.0, 1.0, 1.0, -1.5, 1.0), (-1.0, 1.0, 1.0, -0.5, 1.0), (1.0, 0.0, 1.0, -0.5, 1.0), (1.0, 1.0, math.nan, -0.5, 1.0)]
)
def test_outside_the_domain(arguments: tuple[float, ...]) -> None:
    assert math.isnan(scaled_compound(*arguments))
    array = OPERATIONS["scaled_compound"].array
    assert array is not None
    assert np.isnan(array(*(np.array([a]) for a in arguments))).all()


def test_the_ends() -> None:
    assert compound_minus_1(-0.5, 0.0) == 0
    assert math.copysign(1, -compound_minus_1(-0.5, 0.0)) == 1
    assert compound_minus_1(-0.5, 1e300) == -1.0
    assert scaled_compound(1.0, 1e300, 1.0, -0.5, 1e300) == 0.0
    assert plus_log1p(1.0, 0.0, -0.5) == 1.0
