"""The sign of a term on an interval: proofs that fit are taken, and those that only look alike are refused."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from sympy import Abs, E, Integer, Rational, Symbol, cos, exp, oo, pi, sin, sqrt, tanh

from symbolic import Claim, Domain, at_least, at_most, check, concave, convex, decreasing, equal, greater, increasing, less, unequal
from symbolic.language.domain import symbols_of
from symbolic.language.statements import Comparison
from symbolic.methods.sign_on_interval import sign_on_interval
from symbolic.render.explain import explain
from symbolic.trusted.context import Context
from symbolic.trusted.intervals import interval_of
from symbolic.trusted.kernel import Kernel, Rejected
from symbolic.trusted.proofs import Known
from symbolic.trusted.rules.naming import Named
from symbolic.trusted.rules.sign_on_interval import Node, SignOnInterval

x, y = Symbol("x", real=True), Symbol("y", real=True)
w = Symbol("w", positive=True)
n = Symbol("n", integer=True, positive=True)


def context(*assumptions: Any, symbol: Any = x) -> Context:
    return Context.of(Domain(*assumptions), [symbol])


def accepted(place: Context, goal: Any, proof: Any) -> bool:
    try:
        Kernel().check(place, goal, proof)
    except Rejected:
        return False
    return True


TRUE: list[tuple[tuple[Any, ...], Any]] = [
    ((), greater(sin(w), w - w**3 / 6)),
    ((), greater((1 + 1 / w) ** (w + 1), E)),
    ((at_least(x, 0), at_most(x, pi)), at_most(sin(x), 4 * x * (pi - x) / pi**2)),
    ((unequal(x, 0),), greater(cos(x), 1 - x**2 / 2)),
    ((at_most(x, 100),), less(tanh(x), 1)),
    ((), at_most(sin(x) * cos(x), Rational(1, 2))),
    ((unequal(x, 0),), unequal(exp(x), 1 + x)),
    ((), greater(exp(n), n**2)),
]


@pytest.mark.parametrize(("assumptions", "goal"), TRUE, ids=str)
def test_true_inequalities_are_proved(assumptions: Any, goal: Any) -> None:
    place = context(*assumptions, symbol=symbols_of(goal)[0])
    proof = sign_on_interval(place, goal)
    assert proof is not None
    assert accepted(place, goal, proof)


@pytest.mark.parametrize(
    ("assumptions", "goal"),
    [
        ((), greater(sin(w), w - w**3 / 7)),
        ((), less((1 + 1 / w) ** w, Rational(27182, 10000))),
        ((), greater(cos(x), 1 - x**2 / 2)),  # equal at 0
        ((at_least(x, 0), at_most(x, pi)), less(sin(x), 4 * x * (pi - x) / pi**2)),
        ((), less(sin(x) * cos(x), Rational(1, 2))),
        ((), greater(exp(x), 1 + x)),
        ((), greater(x * sin(1 / w), x)),
    ],
    ids=str,
)
def test_false_inequalities_are_not(assumptions: Any, goal: Any) -> None:
    place = context(*assumptions, symbol=symbols_of(goal)[0])
    assert sign_on_interval(place, goal) is None


def test_near_misses_of_a_proof_are_refused() -> None:
    goal = at_least(exp(x), 1 + x)
    place = context()
    proof = sign_on_interval(place, goal)
    assert proof is not None
    assert accepted(place, goal, proof)
    touching = next(index for index, node in enumerate(proof.nodes) if node.place == 0)
    for wrong in (
        replace(proof, nodes=proof.nodes[1:]),
        replace(proof, nodes=proof.nodes[:touching] + proof.nodes[touching + 1 :]),
        replace(proof, nodes=tuple(replace(node, right=Fraction(3)) if node.place == 0 else node for node in proof.nodes)),
        replace(proof, nodes=tuple(replace(node, left=None, right=None) for node in proof.nodes)),
        replace(proof, variable=y),
        replace(proof, form=7),
        replace(proof, period=1),
    ):
        assert not accepted(place, goal, wrong)
    assert not accepted(place, greater(exp(x), 1 + x), proof)
    assert not accepted(place, at_least(exp(x), 1 + x + x**2 / 100), proof)
    assert not accepted(place, equal(exp(x), 1 + x), proof)
    assert not accepted(context(symbol=x), at_least(exp(x) + y, 1 + x + y**2), proof)


def test_nodes_must_cover_the_interval() -> None:
    place = context(at_least(x, 0), at_most(x, 2))
    goal = greater(exp(x), x)
    whole = SignOnInterval(x, (Node(Integer(0)), Node(Integer(2))))
    assert accepted(place, goal, whole)
    assert not accepted(place, goal, SignOnInterval(x, (Node(Integer(0)), Node(Integer(1)))))
    assert not accepted(context(), goal, whole)
    assert not accepted(context(at_least(x, 0)), goal, whole)
    assert not accepted(place, goal, SignOnInterval(x, (Node(Integer(0)), Node(Integer(3)), Node(Integer(2)))))


def test_open_and_closed_ends() -> None:
    proof = SignOnInterval(x, (Node(Integer(0), right=Fraction(1, 4)), Node(Integer(1))))
    assert accepted(context(greater(x, 0), at_most(x, 1)), Comparison(x + x**2, ">", Integer(0)), proof)
    assert not accepted(context(at_least(x, 0), at_most(x, 1)), Comparison(x + x**2, ">", Integer(0)), proof)
    assert accepted(context(at_least(x, 0), at_most(x, 1)), Comparison(x + x**2, ">=", Integer(0)), proof)


def test_a_period_is_only_for_sums_of_waves_on_the_whole_line() -> None:
    goal = at_most(sin(x), 1)
    proof = sign_on_interval(context(), goal)
    assert proof is not None
    assert proof.period == 1
    growing = greater(sin(x) + 20, x)
    assert not accepted(context(), growing, SignOnInterval(x, (Node(-pi), Node(pi)), period=1))
    assert not accepted(context(), at_least(sin(x / 2), Rational(-9, 10)), SignOnInterval(x, (Node(-pi / 3), Node(pi / 3)), period=1))
    assert not accepted(context(), greater(cos(x / 2), Rational(-1, 10)), SignOnInterval(x, (Node(-pi), Node(pi)), period=1))


@pytest.mark.parametrize(
    ("assumptions", "lower", "upper", "closed"),
    [
        ((greater(x, 1), at_most(x, 3)), 1, 3, (False, True)),
        ((greater(x, 1), at_least(x, 1)), 1, oo, (False, False)),
        ((less(Abs(x), 2),), -2, 2, (False, False)),
        ((less(2 * x + 1, pi),), -oo, pi / 2 - Rational(1, 2), (False, False)),
        ((greater(-x, sqrt(2)),), -oo, -sqrt(2), (False, False)),
        ((greater(x, y), greater(x * x, 4)), -oo, oo, (False, False)),
    ],
)
def test_intervals_from_facts(assumptions: Any, lower: Any, upper: Any, closed: tuple[bool, bool]) -> None:
    found = interval_of(context(*assumptions), x)
    assert (found.lower, found.upper) == (lower, upper)
    assert found.closed == closed


def test_intervals_of_integers_end_at_integers() -> None:
    found = interval_of(context(symbol=n), n)
    assert (found.lower, found.closed[0]) == (1, True)
    found = interval_of(context(unequal(n, 1), less(n, 5), symbol=n), n)
    assert (found.lower, found.upper, found.closed) == (2, 4, (True, True))


@pytest.mark.parametrize(
    ("statement", "verdict"),
    [
        (increasing(x - sin(x), x), "proved"),
        (decreasing(cos(x) - 1 - x, x), "proved"),
        (convex(cos(x) + x**2 / 2, x), "proved"),
        (increasing(x**3 + Abs(x) - x, x), "refuted"),
        (increasing(sin(x), x), "refuted"),
        (concave(x + sin(x), x), "refuted"),
    ],
    ids=str,
)
def test_strict_shapes_with_isolated_zeros_of_the_derivative(statement: Any, verdict: str) -> None:
    assert check(Claim("x", states=statement)).verdict == verdict


def test_a_name_is_new_and_stands_for_a_defined_term() -> None:
    place = context(greater(x, 0))
    name = Symbol("u", real=True)
    goal = greater(x, 0)
    assert accepted(place, goal, Named(name, 1 / x, Known()))
    assert not accepted(place, goal, Named(x, Integer(1), Known()))
    assert not accepted(place, goal, Named(Symbol("u", positive=True), x - 1, Known()))
    assert not accepted(place, goal, Named(name, 1 / (x - 1), Known()))
    assert not accepted(place, goal, Named(name, Symbol("v", real=True), Known()))


def told(statement: Any) -> str:
    claim = Claim("x", states=statement)
    return explain("claim", claim, check(claim))


def test_proofs_are_told() -> None:
    assert "bounded remainder" in told(greater(sin(w), w - w**3 / 6))
    assert "isolated" in told(increasing(x - sin(x), x))
