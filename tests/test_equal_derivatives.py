"""Equal derivatives on an interval and equal values at one point; what lacks one of the premises is refused."""

from __future__ import annotations

from typing import Any

import pytest
import sympy
from sympy import Integer, Rational, atan, floor, pi, sign, symbols

from symbolic.language.domain import Domain
from symbolic.language.statements import Comparison
from symbolic.methods.equal_derivatives import constant
from symbolic.methods.state import Budget
from symbolic.trusted import proofs as rules
from symbolic.trusted.context import Context
from symbolic.trusted.kernel import Kernel, Rejected
from symbolic.trusted.rules.equal_derivatives import EqualDerivatives
from symbolic.trusted.rules.identities import Identity

x, y = symbols("x y", real=True)
k = sympy.Symbol("k", integer=True)
ZERO, ONE = Integer(0), Integer(1)
POSITIVE = Comparison(x, ">", ZERO)
RECIPROCAL = Comparison(atan(x) + atan(1 / x), "==", pi / 2)


def given(*facts: Comparison, symbol: Any = x) -> Context:
    return Context.of(Domain(*facts), [symbol])


def proof(goal: Comparison, here: Context) -> Any:
    return constant(here, goal, Budget())


def test_reciprocal_on_the_positive_axis() -> None:
    found = proof(RECIPROCAL, given(POSITIVE))
    assert isinstance(found, EqualDerivatives)
    Kernel().check(given(POSITIVE), RECIPROCAL, found)


def test_both_sides_of_an_excluded_value() -> None:
    here = given(Comparison(x, "!=", ZERO))
    squared = Comparison((atan(x) + atan(1 / x)) ** 2, "==", pi**2 / 4)
    found = proof(squared, here)
    assert isinstance(found, rules.Split)
    Kernel().check(here, squared, found)


def test_the_interval_is_needed() -> None:
    found = proof(RECIPROCAL, given(POSITIVE))
    with pytest.raises(Rejected):
        Kernel().check(given(), RECIPROCAL, found)
    with pytest.raises(Rejected):
        Kernel().check(given(Comparison(x, "!=", ZERO)), RECIPROCAL, found)


@pytest.mark.parametrize("anchor", [Integer(-1), x, y, ZERO])
def test_the_anchor_lies_in_the_interval(anchor: Any) -> None:
    found = proof(RECIPROCAL, given(POSITIVE))
    moved = EqualDerivatives(x, found.facts, anchor, found.conditions, found.slope_conditions, found.slopes, found.inside, found.value)
    with pytest.raises(Rejected):
        Kernel().check(given(POSITIVE), RECIPROCAL, moved)


def test_agreement_outside_the_interval_says_nothing() -> None:
    negative = Comparison(x, "<", ZERO)
    there = proof(Comparison(atan(x) + atan(1 / x), "==", -pi / 2), given(negative))
    elsewhere = proof(RECIPROCAL, given(POSITIVE))  # the sides agree at 1
    premises = (there.conditions, there.slope_conditions, there.slopes)
    node = EqualDerivatives(x, (negative,), ONE, *premises, (rules.Evaluate(),), elsewhere.value)
    with pytest.raises(Rejected):
        Kernel().check(given(negative), RECIPROCAL, node)


def test_the_value_is_needed() -> None:
    wrong = Comparison(atan(x) + atan(1 / x), "==", pi / 3)
    found = proof(RECIPROCAL, given(POSITIVE))
    assert proof(wrong, given(POSITIVE)) is None
    with pytest.raises(Rejected):
        Kernel().check(given(POSITIVE), wrong, found)


def test_the_slopes_are_needed() -> None:
    wrong = Comparison(atan(x) + 2 * atan(1 / x), "==", 3 * pi / 4)  # true at 1
    assert proof(wrong, given(POSITIVE)) is None
    found = proof(RECIPROCAL, given(POSITIVE))
    with pytest.raises(Rejected):
        Kernel().check(given(POSITIVE), wrong, found)


def test_jumps_are_refused() -> None:
    jump = Comparison(floor(x) - x + x, "==", ZERO)
    node = EqualDerivatives(x, (), Rational(1, 2), (), (), Identity(), (), Identity())
    with pytest.raises(Rejected):
        Kernel().check(given(), jump, node)
    with pytest.raises(Rejected):
        Kernel().check(given(), Comparison(sign(x), "==", ONE), EqualDerivatives(x, (), ONE, (), (), Identity(), (), Identity()))


def test_integers_do_not_run_through_intervals() -> None:
    goal = Comparison(atan(k) + atan(1 / k), "==", pi / 2)
    facts = (Comparison(k, ">", ZERO),)
    node = EqualDerivatives(k, facts, ONE, (), (), Identity(), (rules.Known(),), Identity())
    with pytest.raises(Rejected, match="interval"):
        Kernel().check(given(*facts, symbol=k), goal, node)


def test_curved_bounds_are_refused() -> None:
    facts = (Comparison(x**2, ">", ONE),)
    node = EqualDerivatives(x, facts, Integer(2), (), (), Identity(), (rules.Evaluate(),), Identity())
    with pytest.raises(Rejected, match="affine"):
        Kernel().check(given(*facts), Comparison(sign(x), "==", ONE), node)
