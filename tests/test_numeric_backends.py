"""One program, several backends, one meaning."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from symbolic.language.domain import Domain
from symbolic.language.errors import LanguageError
from symbolic.language.special import expm1, log1p, log1pmx
from symbolic.numeric.accuracy import ulps
from symbolic.numeric.backend import backend_names
from symbolic.numeric.compile import compile

laws = settings(deadline=None, derandomize=True, database=None, max_examples=200)

x, y = sp.symbols("x y", real=True)
p, q = sp.symbols("p q", positive=True)

WELL_CONDITIONED = [
    *(sp.exp(x), sp.sin(x), sp.cos(x), sp.atan(x), sp.tanh(x), sp.sinh(x), sp.cosh(x), sp.asinh(x), sp.erf(x), sp.erfc(x)),
    *(
        sp.log(p),
        sp.sqrt(p),
        log1p(p),
        expm1(p),
        log1pmx(p),
        sp.gamma(p),
        1 / p,
        p**7,
        p**20,
        p ** sp.Rational(3, 2),
        p ** sp.Rational(-5, 2),
    ),
    *(sp.exp(x) - 1, sp.log(1 + p), 1 - sp.exp(-p), p / 3, sp.Rational(22, 7) * p, sp.pi * p, sp.log(2 * sp.pi) / 2 + p, p / (3 * q)),
    *(sp.Abs(x), sp.sign(x), sp.floor(x), sp.ceiling(x), sp.Max(x, y), sp.Min(x, y, 0), sp.Heaviside(x), sp.atan2(x, q), p**q),
    *(sp.Piecewise((p, x < y), (sp.sqrt(q), sp.Eq(x, y)), (2 * q, True)), (x / q) ** 2, 2 * x**2 / (3 * q**2), sp.sec(x), sp.factorial(p)),
    *(sp.Piecewise((p, (x > 0) & (y > 0)), (q, (x < -1) | sp.Not(y < 1)), (p + q, True)), sp.Mod(x, q)),
]
points = st.tuples(
    *(st.floats(-20, 20) | st.sampled_from([0.0, 1.0, -1.0]) for _ in range(2)),
    *(st.floats(0.015625, 20) | st.sampled_from([1.0, 2.0]) for _ in range(2)),
)


@pytest.mark.parametrize("formula", WELL_CONDITIONED, ids=str)
def test_python_numpy_and_ball_agree(formula: Any) -> None:
    """Every operation on its own: Python and NumPy within 2 ulp of one another, and both within 4 of the truth (24 for gamma)."""
    functions = {name: compile(formula, (x, y, p, q), backend=name) for name in ("python", "numpy", "ball")}
    width = 24 if formula.has(sp.gamma, sp.factorial) else 4

    @settings(laws, max_examples=60)
    @given(points)
    def law(point: tuple[float, ...]) -> None:
        python, numpy, ball = (functions[name](*point) for name in ("python", "numpy", "ball"))
        if math.isnan(ball):
            assert math.isnan(python)
            assert math.isnan(numpy)
            return
        assert ulps(python, Fraction(ball)) <= width
        assert ulps(numpy, Fraction(ball)) <= width
        assert abs(python - numpy) <= 2 * math.ulp(ball)

    law()


def without_cancellation(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Larger positive terms in which no step loses digits."""
    pairs = (lambda a, b: a + b, lambda a, b: a * b, lambda a, b: a / b, sp.Max, sp.Min, lambda a, b: sp.Piecewise((a, p < q), (b, True)))
    singles = (sp.sqrt, sp.atan, log1p, lambda a: a**2, lambda a: a**-3, lambda a: sp.log(1 + a), lambda a: a / 3, lambda a: sp.pi * a)
    return st.one_of(*(st.builds(f, inner, inner) for f in pairs), *(st.builds(f, inner) for f in singles))


positive_terms = st.recursive(st.sampled_from([p, q, sp.Rational(1, 3), sp.Integer(2)]), without_cancellation, max_leaves=6)


@laws
@given(positive_terms, st.floats(0.1, 10), st.floats(0.1, 10))
def test_random_formulas_lie_in_their_enclosure(formula: Any, a: float, b: float) -> None:
    """Within the few ulp that a dozen steps without cancellation can lose."""
    python, numpy, ball = (compile(formula, (p, q), backend=name)(a, b) for name in ("python", "numpy", "ball"))
    if 1e-290 < ball < math.inf:
        assert ulps(python, Fraction(ball)) <= 200
        assert ulps(numpy, Fraction(ball)) <= 200


OUTSIDE = [
    (sp.log(x), -1.0), (sp.sqrt(x), -1.0), (x ** sp.Rational(1, 3), -8.0), (sp.asin(x), 2.0), (sp.acos(x), -2.0), (sp.acosh(x), 0.0),
    (sp.atanh(x), 3.0), (log1p(x), -2.0), (log1pmx(x), -2.0), (sp.gamma(x), -2.0), (sp.loggamma(x), -0.5), (sp.digamma(x), -3.0),
    (sp.Piecewise((1, x < 0)), 1.0), (sp.Piecewise((1, sp.log(x) < 0), (2, True)), -1.0), (sp.Mod(x, 0, evaluate=False), 1.0),
    (sp.Max(sp.sqrt(x), 1), -4.0), (sp.Min(sp.log(x), 1), -4.0), (sp.Max(sp.log(x), sp.sin(x)), -1.0), (sp.Min(sp.log(x), sp.sin(x)), -1.0),
    (sp.Max(sp.cos(x), sp.sqrt(x)), -1.0), (sp.Min(sp.cos(x), sp.sqrt(x)), -1.0),
]  # fmt: skip
INFINITE = [
    (1 / x, 0.0, math.inf), (sp.log(x), 0.0, -math.inf), (sp.exp(x), 1e4, math.inf), (sp.exp(-x), 1e4, 0.0), (x**2, 1e200, math.inf),
    (expm1(x), 1e4, math.inf), (sp.cosh(x), -1e4, math.inf), (sp.sinh(x), -1e4, -math.inf), (log1p(x), -1.0, -math.inf),
    (log1pmx(x), -1.0, -math.inf), (x**21, -1e100, -math.inf), (x**-21, 0.0, math.inf), (sp.gamma(x), 200.0, math.inf),
    (-1 / x**2, 0.0, -math.inf), (sp.atanh(x), 1.0, math.inf), (sp.loggamma(x), 0.0, math.inf),
    (sp.exp(sp.exp(x)), 10.0, math.inf), (sp.loggamma(x), 1e306, math.inf),
]  # fmt: skip


@pytest.mark.parametrize("backend", ["python", "numpy"])
@pytest.mark.parametrize(("formula", "value"), OUTSIDE, ids=str)
def test_no_value_outside_the_natural_domain(formula: Any, value: float, backend: str) -> None:
    function = compile(formula, (x,), backend=backend)
    assert math.isnan(function(value))
    assert np.isnan(function(np.array([value, value]))).all()


@pytest.mark.parametrize("backend", ["python", "numpy"])
@pytest.mark.parametrize(("formula", "value", "expected"), INFINITE, ids=str)
def test_infinities_are_the_ieee_ones(formula: Any, value: float, expected: float, backend: str) -> None:
    function = compile(formula, (x,), backend=backend)
    assert function(value) == expected
    np.testing.assert_array_equal(function(np.array([value, value])), [expected, expected])


@pytest.mark.parametrize("backend", ["python", "numpy"])
def test_powers_at_zero_and_beyond_the_largest_number(backend: str) -> None:
    power = compile(x**y, (x, y), backend=backend)
    points = [(-0.0, -3.0), (0.0, -3.0), (-0.0, -2.0), (0.0, -2.0), (-1e200, 3.0), (-1e200, 2.0), (0.0, 0.0), (0.0, 2.0)]
    assert [power(*point) for point in points] == [-math.inf, math.inf, math.inf, math.inf, -math.inf, math.inf, 1.0, 0.0]
    assert math.isnan(power(-2.0, 0.5))


@pytest.mark.parametrize("backend", ["python", "numpy", "ball"])
def test_one_is_not_true(backend: str) -> None:
    value = compile(sp.Piecewise((1, x < 0), (2, True)), (x,), backend=backend)(-1.0)
    assert type(value) is float
    assert value == 1.0


@pytest.mark.parametrize("backend", ["python", "numpy", "ball"])
def test_a_branch_not_taken_is_never_seen(backend: str) -> None:
    entropy = sp.Piecewise((0, sp.Eq(x, 0)), (x * sp.log(x), True))
    relative = sp.Piecewise((sp.exp(x), x < 1), (1 / (x - 1), x > 1), (sp.sqrt(-x), True))
    assert compile(entropy, (x,), backend=backend)(0.0) == 0.0
    assert compile(relative, (x,), backend=backend)(2.0) == 1.0
    np.testing.assert_array_equal(compile(entropy, (x,), backend=backend)(np.array([0.0, 1.0])), [0.0, 0.0])
    assert math.isnan(compile(relative, (x,), backend=backend)(1.0))
    assert compile(sp.Max(x, sp.log(p)), (x, p), backend=backend)(3.0, 1.0) == 3.0


def test_an_undecided_condition_is_not_the_last_case() -> None:
    """At x = -1, log x < 0 neither holds nor fails; where an earlier case applies, it is not asked."""
    guarded = compile(sp.Piecewise((5, x < 0), (1, sp.log(x) < 0), (2, True)), (x,))
    np.testing.assert_array_equal(guarded([-1.0, 0.5, 3.0]), [5.0, 1.0, 2.0])
    combined = compile(sp.Piecewise((1, (sp.log(x) < 0) & (x > 0)), (2, True)), (x,))
    np.testing.assert_array_equal(combined([-1.0, 0.5, 3.0]), [2.0, 1.0, 2.0])
    unequal = compile(sp.Piecewise((1, sp.Ne(sp.log(x), 0)), (2, True)), (x,))
    np.testing.assert_array_equal(unequal([-1.0, 0.5, 1.0]), [math.nan, 1.0, 2.0])


def test_squares_of_quotients_do_not_overflow() -> None:
    function = compile((x - y) ** 2 / (2 * p**2), (x, y, p))
    assert function(3e-200, 1e-200, 1e-200) == 2.0
    assert function(3e200, 1e200, 1e200) == 2.0


def test_small_arguments_keep_their_digits() -> None:
    for formula, expected in ((sp.log(1 + x), 1e-20), (sp.exp(x) - 1, 1e-20), (1 - sp.exp(-x), 1e-20), (sp.exp(x) - 1 + y, 1e-20)):
        assert compile(formula, (x, y))(1e-20, 0.0) == expected


def test_a_rational_factor_is_rounded_once() -> None:
    function = compile(x / 3, (x,))
    assert [function(float(k)) for k in range(200)] == [k / 3 for k in range(200)]


@laws
@given(st.lists(points, min_size=1, max_size=5))
def test_results_in_one_block_do_not_overwrite_one_another(rows: list[tuple[float, ...]]) -> None:
    """The partial by x is a factor of the partial by y and done before it; a condition is used after the first value is."""
    function = compile(x * sp.exp(y) + sp.sin(p) * sp.exp(q) + sp.cos(p * q), (x, y, p, q), Domain(sp.exp(y) > q - p, p < 3 * q))
    for form in (function, function.gradient()):
        found = form(*np.array(rows).T)
        for index, row in enumerate(rows):
            np.testing.assert_allclose(found[..., index], form(*row), rtol=1e-14, atol=1e-6)


def test_constants_are_correctly_rounded() -> None:
    for formula in (
        sp.log(2 * sp.pi) / 2,
        sp.sqrt(2) * sp.pi**3,
        sp.exp(-sp.Rational(1, 3)),
        sp.EulerGamma / 7,
        sp.gamma(sp.Rational(1, 3)),
    ):
        assert Fraction(compile(formula, ())()) == Fraction(float(formula.n(40)))


def test_gradients_of_kinks_are_one_sided_or_half_way() -> None:
    gradient = compile(sp.Max(x, 0), (x,)).gradient()
    np.testing.assert_array_equal(gradient([-1.0, 0.0, 1.0]), [[0.0, 0.5, 1.0]])
    np.testing.assert_array_equal(compile(sp.Abs(x), (x,)).gradient()([-2.0, 3.0]), [[-1.0, 1.0]])
    piecewise = sp.Piecewise((x**2, x < 1), (sp.log(x), True))
    np.testing.assert_array_equal(compile(piecewise, (x,)).gradient()([-3.0, 2.0]), [[-6.0, 0.5]])
    np.testing.assert_array_equal(compile(x * sp.floor(x), (x,)).gradient()([2.5, -0.5]), [[2.0, -1.0]])
    plain = sp.Symbol("z")
    np.testing.assert_array_equal(compile(sp.Abs(plain), (plain,)).gradient()([-2.0, 3.0]), [[-1.0, 1.0]])


@pytest.mark.parametrize(
    "formula", [sp.exp(x) / p, sp.log(1 + p) * sp.sin(x), sp.gamma(p), log1pmx(p) + expm1(x), p**x, sp.erf(x * p)], ids=str
)
def test_gradient_agrees_with_differences(formula: Any) -> None:
    function, gradient = compile(formula, (x, p)), compile(formula, (x, p)).gradient()
    for a, b in [(0.3, 1.7), (-1.2, 0.4), (2.0, 3.0)]:
        h = 1e-6
        numeric = [(function(a + h, b) - function(a - h, b)) / (2 * h), (function(a, b + h) - function(a, b - h)) / (2 * h)]
        np.testing.assert_allclose(gradient(a, b), numeric, rtol=1e-7, atol=1e-8)


REFUSED: list[tuple[Callable[[], Any], str]] = [
    (lambda: compile(x, (x,), backend="numpi"), "`numpi` is not a backend: did you mean `numpy`"),
    (lambda: compile(x + y, (x,)), "`y` in `x \\+ y` is not an argument"),
    (lambda: compile(sp.Function("f")(x), (x,)), "uninterpreted function `f`"),
    (lambda: compile(x, (x, x)), "`x` names two arguments"),
    (lambda: compile(sp.Symbol("x"), (x,)), "`x` stands for two different things"),
    (lambda: compile(sp.zeta(x), (x,)), "`zeta` has no numeric routine"),
    (lambda: compile(sp.Integral(sp.exp(-(x**2)), (x, 0, y)), (y,)), "find its closed form first"),
    (lambda: compile(x * sp.I, (x,)), "not a real number"),
    (lambda: compile(x, (x + y,)), "arguments are SymPy symbols"),
    (lambda: compile(x, (x,), positive_definite=("x",)), "not a square matrix"),
    (lambda: compile(sp.zeta(x, 2), (x,)).gradient(), "no numeric routine"),
    (lambda: compile(sp.Symbol("i", imaginary=True), (sp.Symbol("i", imaginary=True),)), "not real"),
    (lambda: compile(x, (x,)).gradient().gradient(), "no compiled gradient"),
]


@pytest.mark.parametrize(("attempt", "message"), REFUSED, ids=[message for _, message in REFUSED])
def test_what_cannot_be_compiled_says_why(attempt: Callable[[], Any], message: str) -> None:
    with pytest.raises(LanguageError, match=message):
        attempt()


def test_relations_of_other_symbols_are_left_out_and_the_rest_hold() -> None:
    k, m = sp.symbols("k m", positive=True)
    function = compile(m - k, (k, m), Domain(k < m, m < p))
    assert function(1.0, 2.0) == 1.0
    assert math.isnan(function(2.0, 1.0))
    assert function.conditions == ("k > 0", "k is finite", "m > 0", "m is finite", "k < m")


def test_backends_are_found_in_their_package() -> None:
    assert {"python", "numpy", "ball"} <= set(backend_names())
