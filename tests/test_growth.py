"""Two values of a term compared by its slope between them: the rule takes proofs that fit and refuses those that only look alike."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sympy import Abs, Integer, Symbol, exp, log

from symbolic import Claim, Domain, at_least, at_most, check, greater, unequal
from symbolic.methods.guided import ByGrowth, Guided
from symbolic.methods.problem import Problem
from symbolic.models import cosine_divergence_bounds as bounds
from symbolic.render.explain import explain
from symbolic.trusted.kernel import Kernel, Rejected
from symbolic.trusted.rules.growth import Growth

x = Symbol("x", positive=True)
t = Symbol("t", real=True)
ZERO = Integer(0)
CLAIM = Claim("x", greater(x**3 + 3 * x**2 + 3 * x, 0), by=Guided(ByGrowth((t + 1) ** 3 + 3 * t, t, ZERO, x, ">")))


def found(**changes: Any) -> Growth:
    proof = CLAIM.by.attempt(Problem(CLAIM.given, CLAIM.states)).proof
    assert isinstance(proof, Growth)
    return replace(proof, **changes)


def accept(proof: Any) -> None:
    Kernel().check(Problem(CLAIM.given, CLAIM.states).context, CLAIM.states, proof)


def test_the_rule_takes_a_proof_by_the_slope() -> None:
    accept(found())


@pytest.mark.parametrize(
    "changes",
    [
        {"relation": "<"},
        {"relation": "=="},
        {"start": x + 1},
        {"end": -x},
        {"variable": x},
        {"variable": Symbol("t", integer=True)},
        {"variable": Symbol("t", positive=True)},
        {"term": -((t + 1) ** 3)},
        {"term": Abs(t)},
        {"term": -1 / t},
        {"term": log(t)},
        {"term": (t + Symbol("new", positive=True)) ** 3},
        {"conditions": (None,)},
    ],
    ids=str,
)
def test_the_rule_refuses_near_misses(changes: dict[str, Any]) -> None:
    with pytest.raises(Rejected):
        accept(found(**changes))


def test_a_strict_order_of_values_needs_a_strict_order_of_places() -> None:
    y = Symbol("y", nonnegative=True)
    claim = Claim("x", greater(exp(y), 1), by=Guided(ByGrowth(exp(t), t, ZERO, y, ">")))
    assert check(claim).verdict != "proved"
    assert check(Claim("x", at_least(exp(y), 1), by=Guided(ByGrowth(exp(t), t, ZERO, y, ">=")))).verdict == "proved"


def test_a_pole_between_the_places_is_seen() -> None:
    claim = Claim("x", at_most(1 / (x - 1), -1), Domain(unequal(x, 1)), by=Guided(ByGrowth(1 / (t - 1), t, ZERO, x, "<=")))
    assert claim.by.attempt(Problem(claim.given, claim.states)) is None
    assert check(claim).verdict == "refuted"


@pytest.mark.parametrize("claim", [bounds.divergence_at_most, bounds.divergence_at_least])
def test_the_divergence_lies_between_its_bounds(claim: Claim) -> None:
    verdict = check(claim)
    assert (verdict.verdict, verdict.grade) == ("proved", "exact")


def test_a_tighter_bound_is_not_proved() -> None:
    tighter = replace(
        bounds.divergence_at_most, states=at_most(bounds.divergence_at_most.states.left, bounds.divergence_at_least.states.right)
    )
    assert check(tighter).verdict != "proved"


def test_explanations_name_the_slope_and_the_series() -> None:
    text = explain("bounds.divergence_at_most", bounds.divergence_at_most, check(bounds.divergence_at_most))
    assert "by the slope in between:" in text
    assert "coefficient by coefficient of its power series:" in text
