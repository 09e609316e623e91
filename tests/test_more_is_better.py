"""The essay's claims come out as they should, altered copies do not, and its closed forms compute to a few ulp."""

from __future__ import annotations

import math
import random
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from sympy import Rational, log, oo

from proofs import more_is_better as essay
from symbolic import PROVED, Claim, ClosedForm, DomainError, at_least, at_most, check, equal, greater, iff, less, limit, maximum
from symbolic.numeric.accuracy import measure

CLAIMS = {name: found for name, found in vars(essay).items() if isinstance(found, Claim)}
FORMS = {name: found for name, found in vars(essay).items() if isinstance(found, ClosedForm)}


@pytest.mark.parametrize("name", CLAIMS)
def test_claims(name: str) -> None:
    assert check(CLAIMS[name]).verdict == CLAIMS[name].expect


@pytest.mark.parametrize("name", FORMS)
def test_derivations(name: str) -> None:
    assert all(verdict.verdict == PROVED for verdict in FORMS[name].check())


ALTERED: list[tuple[str, Any]] = [
    ("one_best_scale", maximum(essay.value(essay.n), essay.n, essay.best_scale() * 2)),
    ("best_scale_proportional_to_exponent", maximum(essay.value(essay.n, essay.a * essay.k), essay.n, essay.best_scale())),
    ("best_whole_number", at_least(essay.value(essay.whole, 1), essay.value(essay.reciprocal, 1))),
    ("best_whole_number", at_most(essay.value(essay.whole, 1), essay.value(essay.reciprocal + 1, 1))),
    ("large_scale_worthless", equal(limit(essay.value(essay.n), essay.n, oo), 1)),
    ("a_little_is_good", less(essay.value_with_loss(essay.n), 0)),
    ("nothing_is_good", greater(essay.value_with_loss(essay.n), 0)),
    ("some_scale_is_good", iff(essay.some_scale_is_good.states.left, less(essay.marginal_value, 0))),
    ("break_even_balances", equal(essay.value_with_loss(essay.break_even), essay.b)),
    ("break_even_separates", iff(greater(essay.value_with_loss(essay.n), 0), greater(essay.n, essay.break_even))),
    ("validity_needs_proportionality", iff(essay.signs_agree, greater(essay.benefits(essay.x), essay.costs(essay.x)))),
    ("essay_best_scale", equal(-1 / log(1 - Rational(1, 10000)), Rational("9999.4999916662499736"))),
]


@pytest.mark.parametrize(("name", "states"), ALTERED)
def test_altered_copies_are_not_proved(name: str, states: Any) -> None:
    assert check(replace(CLAIMS[name], states=states)).verdict != PROVED


@pytest.mark.parametrize("name", ["value_rises_up_to_the_best_scale", "a_little_is_good", "nothing_is_good", "break_even_balances"])
def test_assumptions_are_needed(name: str) -> None:
    assert check(replace(CLAIMS[name], given=essay.risky)).verdict != PROVED


def draws(count: int) -> list[tuple[float, float]]:
    """Probabilities from 1e-300 to nearly 1, with a scale of the order of the reciprocal of the rate."""
    draw = random.Random(11)
    found = []
    while len(found) < count:
        p = draw.choice([10 ** draw.uniform(-299, -1), 1 - 10 ** draw.uniform(-15, -0.1), draw.random()])
        if 0 < p < 1:
            found.append((p, min(10 ** draw.uniform(-2, 2) / -math.log1p(-p), 1e300)))
    return found


def test_catastrophe_probability_is_accurate() -> None:
    assert measure(essay.catastrophe_probability.compile(), [(n, p) for p, n in draws(80)]).ulps < 4


def test_expected_value_is_accurate() -> None:
    assert measure(essay.expected_value.compile(), [(n, 3.0, 2.0, p) for p, n in draws(80) if n < 1e140]).ulps < 4


def test_optimal_scale_is_accurate() -> None:
    assert measure(essay.optimal_scale.compile(), [(2.0, p) for p, _ in draws(80)]).ulps < 4


def test_break_even_is_accurate_up_to_the_edge() -> None:
    """1 - r = 1 + loss log(1 - p)/b runs down to 1e-13, and r down to 1e-250."""
    points = []
    for index, (p, _) in enumerate(draws(60)):
        part = 1 - 10.0 ** -(index % 13 + 1) if index % 2 else 10.0 ** -(4 * index + 1)
        loss = part / -math.log1p(-p)
        if 1e-290 < loss < 1e290:
            points.append((1.0, p, loss))
    assert len(points) > 30
    assert measure(essay.break_even_scale.compile(), points).ulps < 8


def test_break_even_vanishes_at_the_edge() -> None:
    b, p = 1.0, 0.5
    loss = b / math.log(2)
    assert 0 <= essay.break_even_scale.compile()(b, p, math.nextafter(loss, 0)) < 1e-15


def test_value_with_loss_vanishes_at_break_even() -> None:
    scale, value = essay.break_even_scale.compile(), essay.expected_value_with_loss.compile()
    for b, p, loss in ((1.0, 1e-4, 100.0), (2.0, 0.3, 1.0), (1.0, 1e-12, 5e11)):
        n0 = float(scale(b, p, loss))
        assert abs(value(n0, b, p, loss)) < 1e-13 * b * n0
        assert value(0.9 * n0, b, p, loss) > 0 > value(1.1 * n0, b, p, loss)


def test_arrays_and_numbers_agree() -> None:
    p = np.array([1e-300, 1e-4, 0.5])
    n = np.array([1e300, 1e4, 2.0])
    function = essay.catastrophe_probability.compile()
    np.testing.assert_allclose(function(n, p), [function(float(a), float(b)) for a, b in zip(n, p, strict=True)], rtol=1e-15)


def test_limits_at_the_edges() -> None:
    assert essay.catastrophe_probability.compile()(0, 0.5) == 0
    assert essay.expected_value.compile()(3.0, 2.0, 0.0, 0.5) == 0.25
    assert essay.optimal_scale.compile()(0.0, 0.5) == 0
    assert essay.expected_value_with_loss.compile()(3.0, 2.0, 0.5, 0.0) == 0.75


@pytest.mark.parametrize(
    ("form", "values"),
    [
        (essay.catastrophe_probability, (10, 1.5)),
        (essay.catastrophe_probability, (10, 0.0)),
        (essay.catastrophe_probability, (-1, 0.5)),
        (essay.expected_value, (0.0, 1.0, 1.0, 0.5)),
        (essay.optimal_scale, (1.0, 0.0)),
        (essay.break_even_scale, (1.0, 0.5, 2.0)),
        (essay.break_even_scale, (1.0, 0.5, 0.0)),
    ],
)
def test_bad_input_is_an_error(form: ClosedForm, values: tuple[float, ...]) -> None:
    with pytest.raises(DomainError):
        form.compile()(*values, check=True)
