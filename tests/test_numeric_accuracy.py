"""Compiled values against ball arithmetic on the formula as its author wrote it: the hard regions first."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
import sympy as sp
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from symbolic.language.special import log1pmx as log1pmx_term
from symbolic.numeric.accuracy import measure, true_values, ulps
from symbolic.numeric.accurate import log1pmx, log1pmx_array
from symbolic.numeric.compile import compile, gradient_program, program_of
from symbolic.numeric.digits import evaluate

laws = settings(deadline=None, derandomize=True, database=None, max_examples=300)

mu1, mu2 = sp.symbols("mu1 mu2", real=True)
sigma1, sigma2 = sp.symbols("sigma1 sigma2", positive=True)
x = sp.Symbol("x", real=True)
ARGUMENTS = (mu1, sigma1, mu2, sigma2)
KL = sp.log(sigma2 / sigma1) + (sigma1**2 + (mu1 - mu2) ** 2) / (2 * sigma2**2) - sp.Rational(1, 2)
excess = (sigma1 - sigma2) / sigma2
narrow = (sigma1**2 / sigma2**2 - 1) / 2
STABLE = (mu1 - mu2) ** 2 / (2 * sigma2**2) + sp.Piecewise(
    (excess**2 / 2 - log1pmx_term(excess), sigma1 > sigma2 / 2),
    (sp.log(sigma2 / sigma1) + narrow, sigma1 > sigma2 * sp.Rational(1, 2**1000)),
    (sp.log(sigma2) - sp.log(sigma1) + narrow, True),
)
kl = compile(KL, ARGUMENTS, stable=STABLE)
log1pmx_program = program_of((sp.log(1 + x) - x,), (x,))


def signed(low: float, high: float) -> st.SearchStrategy[float]:
    """Numbers of either sign whose logarithms to base 10 are spread between `low` and `high`."""
    return st.builds(lambda sign, power: sign * 10.0**power, st.sampled_from([-1.0, 1.0]), st.floats(low, high))


scales = st.one_of(st.just(1.0), st.floats(-3, 3).map(lambda p: 10.0**p), st.floats(-100, 100).map(lambda p: 10.0**p))
near_ones = st.one_of(signed(-15.6, -0.4).map(lambda d: 1 + d), st.floats(0.3, 3))
ratios = st.one_of(near_ones, near_ones, st.floats(-100, 100).map(lambda p: 10.0**p))
gaussians = st.builds(
    lambda mean, scale, ratio, shift: (mean, scale, mean + shift * scale, scale * ratio),
    *(st.one_of(st.just(0.0), st.floats(-3, 3)), scales, ratios, st.one_of(st.just(0.0), signed(-12, 2))),
)


@laws
@given(
    st.one_of(
        st.floats(-1, 3, exclude_min=True), signed(-150, -0.31), st.floats(-16, -0.3).map(lambda p: 10.0**p - 1), signed(0, 300).map(abs)
    )
)
def test_log1pmx_is_accurate_on_its_whole_domain(value: float) -> None:
    assume(value > -1 and (abs(value) > 1e-150 or value == 0))
    truth = true_values(log1pmx_program, (value,))[0]
    assert ulps(log1pmx(value), truth) <= 4
    assert ulps(float(log1pmx_array(np.array([value, 0.5]))[0]), truth) <= 4


def test_log1pmx_at_the_ends() -> None:
    values = [0.0, -1.0, -2.0, math.inf, -math.inf, math.nan, -1 + 2**-53]
    expected = [0.0, -math.inf, math.nan, -math.inf, math.nan, math.nan, math.log(2**-53) + 1 - 2**-53]
    np.testing.assert_array_equal([log1pmx(v) for v in values], expected)
    np.testing.assert_array_equal(log1pmx_array(np.array(values)), expected)


def test_kl_identity() -> None:
    """-log(s1/s2) + ((s1/s2)^2 - 1)/2 = e^2/2 - log1pmx(e), with e = (s1 - s2)/s2."""
    near = excess**2 / 2 - (sp.log(sigma1 / sigma2) - excess)
    assert sp.simplify(sp.expand_log(near - (narrow - sp.log(sigma1 / sigma2)))) == 0


@pytest.mark.parametrize("backend", ["python", "numpy"])
def test_kl_of_nearly_equal_gaussians_to_14_digits(backend: str) -> None:
    function = compile(KL, ARGUMENTS, stable=STABLE, backend=backend)
    for power in range(1, 16):
        for sign in (1, -1):
            point = (0.0, 1.0, 0.0, 1.0 + sign * 10.0**-power)
            truth = Fraction(evaluate(KL, ARGUMENTS, [Fraction(v) for v in point], 50))
            assert abs(Fraction(float(function(*point))) / truth - 1) < Fraction(1, 10**15)


def test_kl_to_thirty_digits_at_an_exact_decimal() -> None:
    point = [Fraction(0), Fraction(1), Fraction(0), 1 + Fraction(1, 10**9)]
    assert evaluate(KL, ARGUMENTS, point, 30) == "9.99999998333333335583333330533e-19"
    assert evaluate(STABLE, ARGUMENTS, point, 30) == "9.99999998333333335583333330533e-19"


@laws
@given(st.lists(gaussians, min_size=1, max_size=20))
def test_kl_is_accurate_over_a_broad_region(points: list[tuple[float, ...]]) -> None:
    assert measure(kl, points).ulps <= 8
    assert measure(compile(KL, ARGUMENTS, stable=STABLE, backend="numpy"), points[:2]).ulps <= 8


@laws
@given(gaussians)
def test_kl_is_never_negative_and_zero_only_at_equality(point: tuple[float, ...]) -> None:
    value = kl(*point)
    assert value >= 0
    assert (value == 0) == (point[0] == point[2] and point[1] == point[3])


def test_kl_where_a_quotient_of_the_scales_overflows() -> None:
    assert kl(0.0, 1e-200, 0.0, 1e200) == pytest.approx(400 * math.log(10) - 0.5, rel=1e-15)


@laws
@given(st.floats(-3, 3), st.floats(-3, 3), signed(-15.5, -1))
def test_gradient_of_kl_is_accurate_near_equality(mean: float, power: float, difference: float) -> None:
    scale = 10.0**power
    assume(scale * (1 + difference) != scale)
    assert measure(kl.gradient(), [(mean, scale * (1 + difference), mean, scale)]).ulps <= 8


@laws
@given(st.floats(-3, 3), st.floats(0.1, 5), st.floats(-3, 3), st.floats(0.1, 5))
def test_gradient_of_kl_is_the_limit_of_differences(m1: float, s1: float, m2: float, s2: float) -> None:
    """Against balls of the author's formula, relative to the largest partial; and the sum of partials by mu vanishes."""
    truth = [float(v) for v in true_values(gradient_program(kl.recipe, KL), (m1, s1, m2, s2))]
    found = kl.gradient()(m1, s1, m2, s2)
    np.testing.assert_allclose(found, truth, rtol=0, atol=1e-14 * max(1.0, *map(abs, truth)))
    step = Fraction(1, 10**12)
    point = [Fraction(v) for v in (m1, s1, m2, s2)]
    for index in range(4):
        ends = [[*point[:index], point[index] + sign * step, *point[index + 1 :]] for sign in (1, -1)]
        high, low = (Fraction(evaluate(KL, ARGUMENTS, end, 50)) for end in ends)
        assert float((high - low) / (2 * step)) == pytest.approx(float(found[index]), rel=1e-9, abs=1e-9)


def test_measure_finds_the_loss_of_the_unstable_form() -> None:
    point = (0.0, 1.0, 0.0, 1.0 + 1e-9)
    assert measure(compile(KL, ARGUMENTS), [point]).ulps > 1e10
    assert "over 1 points" in str(measure(kl, [point]))
