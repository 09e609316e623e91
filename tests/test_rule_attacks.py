"""False statements with proofs by the rules on intervals, names and generalisation: each must be refused."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from sympy import I, Integer, Limit, Mul, Pow, Rational, Symbol, cos, exp, floor, log, nan, oo, pi, sin, sqrt, zoo

from symbolic import PROVED, Claim, at_least, check, equal, greater, increasing, less, unequal
from symbolic.language.domain import Domain
from symbolic.trusted.context import Context
from symbolic.trusted.kernel import Kernel, Rejected
from symbolic.trusted.proofs import Absurd, Known, Split, Unsat
from symbolic.trusted.rules.analytic_shapes import ByAnalyticDerivative
from symbolic.trusted.rules.logic import Abstract
from symbolic.trusted.rules.naming import Named
from symbolic.trusted.rules.sign_on_interval import Node, SignOnInterval

x = Symbol("x", real=True)
s = Symbol("s", real=True)


def refused(goal: Any, proof: Any) -> None:
    with pytest.raises(Rejected):
        Kernel().check(Context.of(Domain(), [x]), goal, proof)


EIGHTH = Fraction(1, 8)


@pytest.mark.parametrize(
    ("goal", "nodes"),
    [
        (greater(x**2, 0), (Node(-oo, None, EIGHTH), Node(Integer(0), EIGHTH, EIGHTH), Node(oo, EIGHTH, None))),
        (greater(x**-2, 0), (Node(-oo, None, EIGHTH), Node(Integer(0), EIGHTH, EIGHTH), Node(oo, EIGHTH, None))),
        (at_least((x - 1) ** 2, Rational(1, 10**6)), (Node(-oo, None, EIGHTH), Node(oo, EIGHTH, None))),
        (at_least(x**2, 1), (Node(-oo, None, Fraction(5)), Node(oo, Fraction(5), None))),
        (at_least(x**2, 1), (Node(-oo, None, Fraction(-5)), Node(oo, Fraction(-5), None))),
        (at_least((x - 2) ** 2, 1), (Node(-oo, None, EIGHTH), Node(Integer(5), EIGHTH, EIGHTH), Node(Integer(-3)), Node(oo, EIGHTH, None))),
        (at_least(floor(x) - x, Rational(-1, 2)), (Node(-oo, None, EIGHTH), Node(oo, EIGHTH, None))),
    ],
    ids=str,
)
def test_a_sign_on_an_interval_leaves_no_gap(goal: Any, nodes: tuple[Node, ...]) -> None:
    refused(goal, SignOnInterval(x, nodes))


@pytest.mark.parametrize("term", [sin(sqrt(2) * x) + sin(x) + 2, cos(x / 2) + 1, sin(x) - x + 10])
def test_one_period_is_enough_only_for_what_has_it(term: Any) -> None:
    refused(greater(term, 0), SignOnInterval(x, (Node(-pi), Node(pi)), period=1))


@pytest.mark.parametrize("proof", [Known(), Unsat(), Split(s, Absurd(()), Absurd(()), Absurd(()))], ids=lambda proof: type(proof).__name__)
@pytest.mark.parametrize("pair", [(1 / x, s), (x**-2, s)], ids=str)
def test_a_reciprocal_that_may_be_undefined_is_not_made_a_variable(pair: Any, proof: Any) -> None:
    """At x = 0 the goals fail; as statements about 1/s and s^-2 they would hold wherever these are defined."""
    refused(unequal(x, 0), Abstract((pair,), proof))
    refused(greater(x**2, 0), Abstract((pair,), proof))


@pytest.mark.parametrize("kind", ["rational", "integer", "positive", "nonnegative", "nonzero", "irrational", "algebraic"])
def test_a_name_for_a_term_has_no_kind_that_the_term_may_lack(kind: str) -> None:
    name = Symbol("name", real=True, **{kind: True})
    with pytest.raises(Rejected, match="not a new symbol"):
        Kernel().check(Context.of(Domain(), [x]), less(x, x + 1), Named(name, pi * x, Known()))


@pytest.mark.parametrize("place", [oo, -oo, zoo, nan, I, Integer(1)], ids=str)
def test_a_constant_does_not_rise_by_an_analytic_derivative(place: Any) -> None:
    """The derivative is 0 everywhere, but in a form that may look otherwise at a place that is no number."""
    constant = (x + 1) ** 3 / 3 - x**3 / 3 - x**2 - x
    for inside in ((), (Known(),)):
        proof = ByAnalyticDerivative((), Known(), place, inside, Known())
        refused(increasing(constant, x), proof)


UNDEFINED = {
    "a power of a negative number": Limit(Pow(Rational(-4, 3), x), x, 0, "+-"),
    "a vanishing one": Limit(Mul(x, Pow(Integer(-3), x)), x, 0, "+-"),
    "a logarithm that tidying loses": Limit(exp(log(x), evaluate=False), x, -3, "+-"),
    "a root that tidying loses": Limit(Pow(sqrt(x), 2, evaluate=False), x, -2, "+-"),
    "one side only": Limit(exp(log(x), evaluate=False), x, 0, "+-"),
}
VALUES = dict(zip(UNDEFINED, (1, 0, -3, -2, 0), strict=True))


@pytest.mark.parametrize("name", UNDEFINED)
def test_a_limit_of_what_is_undefined_near_the_point_is_not_proved(name: str) -> None:
    claim = Claim("", equal(UNDEFINED[name], VALUES[name]))
    assert check(claim).verdict in ("error", "undecided")


def test_a_limit_of_what_is_defined_near_the_point_is_proved() -> None:
    for limit, value in (
        (Limit(exp(log(x), evaluate=False), x, 3, "+-"), 3),
        (Limit(Pow(sqrt(x), 2, evaluate=False), x, 2, "+-"), 2),
        (Limit(Mul(x, Pow(x, -1), evaluate=False), x, 0, "+-"), 1),
        (Limit(Pow(Integer(2), x), x, 0, "+-"), 1),
    ):
        assert check(Claim("", equal(limit, value))).verdict == PROVED, limit


def test_the_attacks_attack() -> None:
    """The same proofs of true neighbours are accepted."""
    nodes = (Node(-oo, None, EIGHTH), Node(Integer(0), EIGHTH, EIGHTH), Node(oo, EIGHTH, None))
    for goal, proof in (
        (at_least(x**2, 0), SignOnInterval(x, nodes)),
        (greater(x**2, -1), SignOnInterval(x, nodes)),
        (greater(cos(x) + sin(x) + 2, 0), SignOnInterval(x, (Node(-pi), Node(pi)), period=1)),
        (less(x, x + 1), Named(Symbol("name", real=True), pi * x, Known())),
        (less(1 / (x**2 + 1), 1 / (x**2 + 1) + 1), Abstract(((1 / (x**2 + 1), s),), Known())),
    ):
        Kernel().check(Context.of(Domain(), [x]), goal, proof)
