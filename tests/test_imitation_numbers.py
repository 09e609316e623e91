"""Numbers about imitation by the minimum over models: the chance of asking, and of all models being bad at once."""

from __future__ import annotations

import math
import pickle
from fractions import Fraction
from itertools import permutations
from typing import Any

import numpy as np
import pytest
import sympy as sp
from flint import ctx
from hypothesis import given, settings
from hypothesis import strategies as st

import symbolic
from symbolic.language.distributions import Distributions, QueryProbability
from symbolic.language.errors import LanguageError
from symbolic.language.special.polya import enclose, polya_run
from symbolic.numeric.compile import compile
from symbolic.numeric.digits import evaluate
from symbolic.numeric.errors import ArgumentError, DomainError
from symbolic.numeric.special.polya import polya_run as polya_float
from symbolic.numeric.special.polya import polya_run_array

laws = settings(deadline=None, derandomize=True, database=None, max_examples=80)
MODELS = Distributions("models", sp.Symbol("k", integer=True, positive=True), sp.Symbol("actions", integer=True, positive=True))
asking = compile(QueryProbability(MODELS), (MODELS,))
seeds = st.integers(0, 2**32 - 1)


def distributions(seed: int, *shape: int) -> Any:
    """Random distributions in the rows of arrays of that shape."""
    return np.random.default_rng(seed).dirichlet(np.ones(shape[-1]), size=shape[:-1])


@laws
@given(seeds, st.integers(1, 5), st.integers(1, 6))
def test_asking_is_what_the_minimum_leaves(seed: int, k: int, actions: int) -> None:
    models = distributions(seed, 7, k, actions)
    np.testing.assert_allclose(asking(models), 1 - models.min(axis=-2).sum(axis=-1), atol=1e-14)


@laws
@given(seeds)
def test_asking_with_two_models_is_half_the_distance(seed: int) -> None:
    one, other = models = distributions(seed, 2, 5)
    assert asking(models) == pytest.approx(np.abs(one - other).sum() / 2, abs=1e-15)


@laws
@given(seeds)
def test_asking_does_not_depend_on_the_order_of_models(seed: int) -> None:
    models = distributions(seed, 3, 4)
    np.testing.assert_allclose([asking(models[list(order)]) for order in permutations(range(3))], asking(models), rtol=1e-14)


def test_asking_near_agreement_keeps_its_digits() -> None:
    assert asking(np.tile(np.full(10, 0.1), (3, 1))) == 0
    tiny = 2.0**-50
    assert asking([[0.5, 0.5], [0.5 + tiny, 0.5 - tiny]]) == tiny


def test_asking_exactly() -> None:
    exact = [[Fraction(1, 3), Fraction(2, 3)], [Fraction(1, 4), Fraction(3, 4)]]
    assert evaluate(QueryProbability(MODELS), (MODELS,), [exact], 20) == "0.083333333333333333333"
    uneven = [[Fraction(1, 3), Fraction(1, 3)], [Fraction(1, 4), Fraction(3, 4)]]
    with pytest.raises(DomainError, match="sum to 1"):
        evaluate(QueryProbability(MODELS), (MODELS,), [uneven], 20)


@pytest.mark.parametrize("broken", [[[0.5, 0.6], [0.5, 0.5]], [[1.5, -0.5], [0.5, 0.5]], [[math.nan, 0.5], [0.5, 0.5]]])
def test_asking_outside_the_domain(broken: Any) -> None:
    both = np.array([broken, [[0.5, 0.5], [0.25, 0.75]]])
    found = asking(both)
    assert math.isnan(found[0])
    assert found[1] == 0.25
    with pytest.raises(DomainError, match="models"):
        asking(np.array(broken), check=True)


def test_asking_needs_models_and_actions() -> None:
    with pytest.raises(ArgumentError, match="k, actions"):
        asking([0.5, 0.5])
    with pytest.raises(LanguageError, match="Distributions"):
        QueryProbability(sp.MatrixSymbol("m", 2, 2))


def test_asking_pickles_and_is_written_out_for_known_sizes() -> None:
    again = pickle.loads(pickle.dumps(asking))
    assert again([[1, 0], [0, 1]]) == 1
    two = Distributions("two", 2, 2)
    assert QueryProbability(two).definition == 1 - sp.Min(two[0, 0], two[1, 0]) - sp.Min(two[0, 1], two[1, 1])
    with pytest.raises(LanguageError, match="known sizes"):
        _ = QueryProbability(MODELS).definition


def test_expected_asking_agrees_with_simulation() -> None:
    expected = symbolic.closed_form("min_distribution.expected_query_probability").compile()
    models = distributions(1, 20000, 4, 3)
    assert asking(models).mean() == pytest.approx(expected(4, 3), abs=0.003)


probabilities = st.floats(0, 1) | st.floats(0, 1e-9) | st.floats(0, 1e-9).map(lambda x: 1 - x)


@laws
@given(st.integers(1, 400), probabilities, probabilities)
def test_polya_run_lies_in_its_enclosure(k: int, mean: float, correlation: float) -> None:
    before = ctx.prec
    try:
        ctx.prec = 256
        truth = enclose(Fraction(k), Fraction(mean), Fraction(correlation))
        exact = truth if isinstance(truth, Fraction) else Fraction(*(int(part) for part in (truth.mid().fmpq().p, truth.mid().fmpq().q)))
    finally:
        ctx.prec = before
    found = polya_float(float(k), mean, correlation)
    assert abs(Fraction(found) - exact) <= Fraction(math.ulp(float(exact))) * Fraction(101, 100)


@pytest.mark.parametrize(
    ("k", "mean", "correlation"), [(0, 0.5, 0.5), (2.5, 0.5, 0.5), (3, -0.1, 0.5), (3, 0.5, 1.1), (math.nan, 0.5, 0.5)]
)
def test_polya_run_outside_its_domain(k: float, mean: float, correlation: float) -> None:
    assert math.isnan(polya_float(k, mean, correlation))


def test_polya_run_at_the_ends_of_correlation() -> None:
    assert polya_float(10.0, 0.1, 0.0) == pytest.approx(0.1**10, rel=3e-16)
    assert polya_float(10.0, 0.1, 1.0) == 0.1
    k, mean = sp.Integer(4), sp.Symbol("mean", positive=True)
    assert polya_run(k, mean, sp.Integer(0)).definition.doit() == mean**4


def test_polya_run_agrees_with_beta_functions() -> None:
    a, b = Fraction(3, 2), Fraction(5, 2)
    mean, correlation = a / (a + b), 1 / (a + b + 1)
    beta = sp.beta(sp.Rational(3, 2) + 6, sp.Rational(5, 2)) / sp.beta(sp.Rational(3, 2), sp.Rational(5, 2))
    assert sp.gammasimp(beta.rewrite(sp.gamma)) == sp.Rational(*enclose(Fraction(6), mean, correlation).as_integer_ratio())


def test_polya_run_of_very_many_models_meets_the_product() -> None:
    assert polya_float(20001.0, 0.3, 0.2) == pytest.approx(polya_float(20000.0, 0.3, 0.2), rel=1e-3)


@laws
@given(seeds)
def test_polya_run_is_the_same_on_arrays(seed: int) -> None:
    rng = np.random.default_rng(seed)
    k = rng.choice([0, 1, 2, 2.5, 7, 40, 300, 30000], size=(6, 1))
    mean, correlation = rng.uniform(-0.1, 1.1, size=8), 10.0 ** rng.uniform(-12, 0.05, size=8)
    with np.errstate(all="raise"):
        found = polya_run_array(k, mean, correlation)
    expected = [[polya_float(float(n), float(m), float(c)) for m, c in zip(mean, correlation, strict=True)] for n in k[:, 0]]
    np.testing.assert_array_equal(found, expected)
    out = np.empty((6, 8))
    assert polya_run_array(k, mean, correlation, out=out) is out
    np.testing.assert_array_equal(out, found)
