"""Formulas of vectors and matrices of any dimension."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from symbolic.language.errors import LanguageError
from symbolic.language.special import log1pmx
from symbolic.numeric.accuracy import measure, true_values, ulps
from symbolic.numeric.compile import compile, program_of
from symbolic.numeric.errors import ArgumentError, DomainError
from symbolic.numeric.matrix_terms import BuresSquared, LogDetDivergence, MatrixSqrt, unfold_matrix_terms

laws = settings(deadline=None, derandomize=True, database=None, max_examples=100)

d = sp.Symbol("d", integer=True, positive=True)
mean1, mean2, t = (sp.MatrixSymbol(name, d, 1) for name in ("mean1", "mean2", "t"))
covariance1, covariance2 = (sp.MatrixSymbol(name, d, d) for name in ("covariance1", "covariance2"))
ARGUMENTS = (mean1, covariance1, mean2, covariance2)
DEFINITE = ("covariance1", "covariance2")
shift = mean1 - mean2
distance = sp.Trace(shift.T * covariance2.I * shift)
KL = (sp.Trace(covariance2.I * covariance1) + distance - d + sp.log(sp.Determinant(covariance2)) - sp.log(sp.Determinant(covariance1))) / 2
KL_STABLE = distance / 2 + LogDetDivergence(covariance1, covariance2) / 2
root = MatrixSqrt(covariance2)
W2 = sp.sqrt(sp.Trace(shift.T * shift) + sp.Trace(covariance1 + covariance2 - 2 * MatrixSqrt(root * covariance1 * root)))
W2_STABLE = sp.sqrt(sp.Trace(shift.T * shift) + BuresSquared(covariance1, covariance2))

kl = compile(KL, ARGUMENTS, stable=KL_STABLE, positive_definite=DEFINITE)
w2 = compile(W2, ARGUMENTS, stable=W2_STABLE, positive_definite=DEFINITE)
tilted_mean = compile(mean1 + covariance1 * t, (mean1, covariance1, t), positive_definite=("covariance1",))
tilted_kl = compile(sp.Trace(t.T * covariance1 * t) / 2, (covariance1, t), positive_definite=("covariance1",))


def definite(rng: Any, *shape: int) -> Any:
    """Symmetric positive definite matrices of moderate condition, shape (..., n, n)."""
    factor = rng.normal(size=(*shape, shape[-1]))
    product = factor @ factor.swapaxes(-1, -2) + 0.5 * np.eye(shape[-1])
    return (product + product.swapaxes(-1, -2)) / 2


def gaussians(seed: int, size: int, closeness: float = 0.0) -> tuple[Any, Any, Any, Any]:
    """Two Gaussians; with `closeness`, the second differs from the first by about that much."""
    rng = np.random.default_rng(seed)
    mean, covariance = rng.normal(size=size), definite(rng, size)
    if not closeness:
        return mean, covariance, rng.normal(size=size), definite(rng, size)
    change = rng.normal(size=(size, size)) * closeness
    return mean, covariance, mean + closeness * rng.normal(size=size), covariance + (change + change.T)


seeds, sizes = st.integers(0, 2**32 - 1), st.integers(1, 6)


@laws
@given(seeds, sizes, st.sampled_from([0.0, 1e-3, 1e-6, 1e-9, 1e-12]))
def test_divergence_and_distance_keep_their_precision(seed: int, size: int, closeness: float) -> None:
    """1e-12 apart, the textbook formula has no correct digit left."""
    point = gaussians(seed, size, closeness)
    assert measure(kl, [point]).ulps <= 64
    truth = true_values(program_of((W2_STABLE,), ARGUMENTS, None, DEFINITE), point)[0]
    assert ulps(w2(*point), truth) <= 64


def test_the_textbook_formula_loses_what_the_stable_one_keeps() -> None:
    point = gaussians(1, 3, 1e-9)
    assert measure(compile(KL, ARGUMENTS, positive_definite=DEFINITE), [point]).ulps > 1e6
    assert measure(kl, [point]).ulps <= 64


@laws
@given(seeds, sizes)
def test_stable_terms_are_their_definitions(seed: int, size: int) -> None:
    point = gaussians(seed, size)
    for form, stable in ((KL, KL_STABLE), (W2, W2_STABLE)):
        values = [compile(e, ARGUMENTS, positive_definite=DEFINITE)(*point) for e in (form, stable, unfold_matrix_terms(stable))]
        np.testing.assert_allclose(values, values[0], rtol=1e-10, atol=1e-10)


@laws
@given(seeds, sizes)
def test_zero_only_at_equality_and_symmetry_of_the_distance(seed: int, size: int) -> None:
    m1, s1, m2, s2 = gaussians(seed, size)
    assert kl(m1, s1, m1, s1) == w2(m1, s1, m1, s1) == 0
    assert kl(m1, s1, m2, s2) > 0
    assert w2(m1, s1, m2, s2) == pytest.approx(w2(m2, s2, m1, s1), rel=1e-12)


@laws
@given(seeds, st.integers(2, 5))
def test_an_invertible_map_does_not_change_the_divergence(seed: int, size: int) -> None:
    m1, s1, m2, s2 = gaussians(seed, size)
    change = np.random.default_rng(seed).normal(size=(size, size)) + 3 * np.eye(size)
    moved = kl(change @ m1, change @ s1 @ change.T, change @ m2, change @ s2 @ change.T)
    assert moved == pytest.approx(kl(m1, s1, m2, s2), rel=1e-7)


@laws
@given(seeds, st.integers(1, 5))
def test_diagonal_matrices_are_independent_coordinates(seed: int, size: int) -> None:
    rng = np.random.default_rng(seed)
    m1, m2, s1, s2 = rng.normal(size=size), rng.normal(size=size), rng.uniform(0.1, 3, size), rng.uniform(0.1, 3, size)
    expected = np.sum(np.log(s2 / s1) + (s1**2 + (m1 - m2) ** 2) / (2 * s2**2) - 0.5)
    assert kl(m1, np.diag(s1**2), m2, np.diag(s2**2)) == pytest.approx(expected, rel=1e-10, abs=1e-13)
    assert w2(m1, np.diag(s1**2), m2, np.diag(s2**2)) == pytest.approx(np.sqrt(np.sum((m1 - m2) ** 2 + (s1 - s2) ** 2)), rel=1e-12)


@laws
@given(st.floats(0.1, 3), st.floats(-1, 1), st.floats(-12, 0))
def test_one_dimension_is_the_scalar_form(variance: float, mean: float, power: float) -> None:
    u, v = sp.symbols("u v", positive=True)
    m = sp.Symbol("m", real=True)
    scalar = compile(m**2 / (2 * v) - log1pmx((u - v) / v) / 2, (m, u, v))
    other = variance * (1 + 10.0**power)
    assert kl([mean], [[variance]], [0.0], [[other]]) == pytest.approx(scalar(mean, variance, other), rel=1e-14)
    expected = np.sqrt(mean**2 + ((variance - other) / (np.sqrt(variance) + np.sqrt(other))) ** 2)
    assert w2([mean], [[variance]], [0.0], [[other]]) == pytest.approx(expected, rel=1e-14)


def test_leading_axes_broadcast() -> None:
    rng = np.random.default_rng(5)
    m1, s1, m2, s2 = rng.normal(size=(5, 3)), definite(rng, 5, 3), rng.normal(size=3), definite(rng, 4, 1, 3)
    found = kl(m1, s1, m2, s2)
    assert found.shape == (4, 5)
    for i in range(4):
        for j in range(5):
            assert found[i, j] == pytest.approx(kl(m1[j], s1[j], m2, s2[i, 0]), rel=1e-12)
    assert tilted_mean(m1, s1, np.ones((4, 1, 3))).shape == (4, 5, 3)
    np.testing.assert_allclose(tilted_mean(m1, s1, m2), m1 + s1 @ m2, rtol=1e-13)
    np.testing.assert_allclose(tilted_kl(s1, m2), 0.5 * np.einsum("i,nij,j->n", m2, s1, m2), rtol=1e-13)
    out = np.empty((5, 3))
    assert tilted_mean(m1, s1, m2, out=out) is out
    assert tilted_mean(m1[:0], s1[0], m2).shape == (0, 3)
    assert tilted_kl([[2]], [3]) == 9.0


def test_outside_the_domain() -> None:
    rng = np.random.default_rng(6)
    m, good = rng.normal(size=3), definite(rng, 4, 3)
    bad = good.copy()
    bad[0], bad[1, 0, 1], bad[2, 0, 0] = -np.eye(3), bad[1, 0, 1] + 1, np.nan
    np.testing.assert_array_equal(np.isnan(kl(m, bad, m, good)), [True, True, True, False])
    np.testing.assert_array_equal(np.isnan(w2(m, good, m, bad)), [True, True, True, False])
    np.testing.assert_array_equal(np.isnan(tilted_mean(m, bad, m)), [[True] * 3] * 3 + [[False] * 3])
    assert np.isnan(kl(m, np.zeros((3, 3)), m, good[0]))
    assert np.isnan(kl([np.inf, 0, 0], good[0], m, good[0]))
    for index, text in ((0, "positive definite"), (1, "symmetric"), (2, "finite")):
        with pytest.raises(DomainError, match=f"`covariance1` = .* outside the domain: it must hold that covariance1 .*{text}"):
            kl(m, bad[index], m, good[0], check=True)


def test_a_covariance_that_is_symmetric_up_to_rounding_is_taken() -> None:
    covariance = definite(np.random.default_rng(7), 3)
    skewed = covariance.copy()
    skewed[0, 1] *= 1 + 2e-16
    assert kl(np.zeros(3), skewed, np.ones(3), covariance) == pytest.approx(kl(np.zeros(3), covariance, np.ones(3), covariance))


m, one, two = np.zeros(2), np.eye(2), np.zeros(3)
REFUSED: list[tuple[Callable[[], Any], Any, str]] = [
    (
        lambda: kl(m, one, two, one),
        ArgumentError,
        r"`mean2` has shape \(3,\): it needs shape \(..., d\) with d = 2 from `mean1` of shape \(2,\)",
    ),
    (lambda: kl(m, np.ones((2, 3)), m, one), ArgumentError, r"`covariance1` has shape \(2, 3\)"),
    (lambda: kl(m[:0], one[:0, :0], m[:0], one[:0, :0]), ArgumentError, r"`mean1` has shape \(0,\): a dimension of size 0"),
    (lambda: kl(0.0, one, m, one), ArgumentError, r"`mean1` has shape \(\)"),
    (lambda: kl(np.ones((2, 2)), one, np.ones((3, 2)), one), ArgumentError, "do not broadcast"),
    (lambda: kl(m, one * 1j, m, one), ArgumentError, "`covariance1` is an array of complex128"),
    (lambda: kl.gradient(), LanguageError, "no compiled gradient"),
    (lambda: compile(KL, ARGUMENTS, backend="python"), LanguageError, "takes no matrices"),
    (lambda: LogDetDivergence(covariance1, mean1), LanguageError, "square matrices of one size"),
    (lambda: compile(sp.Trace(covariance1), (covariance2,)), LanguageError, "`covariance1` in .* is not an argument"),
]


@pytest.mark.parametrize(("attempt", "error", "message"), REFUSED, ids=[message for *_, message in REFUSED])
def test_refusals_name_the_argument_and_the_shapes(attempt: Callable[[], Any], error: Any, message: str) -> None:
    with pytest.raises(error, match=message):
        attempt()


def test_plain_matrix_algebra() -> None:
    a, b = sp.MatrixSymbol("a", 2, 2), sp.MatrixSymbol("b", 2, 2)
    u, v = np.array([[1.0, 2.0], [3.0, 5.0]]), np.array([[0.0, 1.0], [-1.0, 2.0]])
    cases = {
        a * b.T - 2 * b: u @ v.T - 2 * v,
        a.I * b: np.linalg.solve(u, v),
        b * a.I + sp.Identity(2): v @ np.linalg.inv(u) + np.eye(2),
        a**2 + a**-2: u @ u + np.linalg.inv(u) @ np.linalg.inv(u),
        sp.Determinant(a) * a: np.linalg.det(u) * u,
        a - sp.ZeroMatrix(2, 2): u,
    }
    for formula, expected in cases.items():
        np.testing.assert_allclose(compile(formula, (a, b))(u, v), expected, rtol=1e-12)
    assert compile(a[0, 1] + b[1, 0], (a, b))(u, v) == 1.0
    singular = compile(a.I, (a,))(np.array([u, np.zeros((2, 2))]))
    np.testing.assert_array_equal(np.isnan(singular), [[[False] * 2] * 2, [[True] * 2] * 2])


def test_pickling() -> None:
    point = gaussians(3, 4)
    for function in (kl, w2):
        assert pickle.loads(pickle.dumps(function))(*point) == function(*point)
