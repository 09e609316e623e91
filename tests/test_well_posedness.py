"""Well-posedness: what is asked for before anything is proved, how it is shown, and where it fails."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from sympy import Abs, Add, Derivative, Integer, Integral, Limit, Piecewise, Pow, Sum, Symbol, cos, exp, floor, gamma, log, oo, sin, sqrt

from symbolic.claims.claim import Claim
from symbolic.claims.verdict import ERROR, PROVED, REFUTED
from symbolic.language.domain import Domain
from symbolic.language.point import Point
from symbolic.language.statements import Comparison, Disjunction, Finite
from symbolic.methods.contradictions import contradictory
from symbolic.methods.difference_quotients import no_derivative_at, two_limits
from symbolic.methods.portfolio import check
from symbolic.methods.problem import Problem
from symbolic.methods.satisfiability import satisfied
from symbolic.methods.sign_changes import vanishes_between, zeros
from symbolic.trusted import proofs as rules
from symbolic.trusted.conditions import term_conditions
from symbolic.trusted.context import Context
from symbolic.trusted.kernel import Kernel, Rejected
from symbolic.trusted.rules.either import Either
from symbolic.trusted.rules.finite_enclosure import EnclosedFinite

x, y, t = (Symbol(name, real=True) for name in "xyt")
u = Symbol("u", positive=True)
i, j = (Symbol(name, integer=True) for name in "ij")
n = Symbol("n", integer=True, nonnegative=True)
k = Symbol("k", integer=True, positive=True)
ZERO, ONE = Integer(0), Integer(1)
POSITIVE = Comparison(x, ">", ZERO)
NEGATIVE = Comparison(x, "<", ZERO)


def holds(*facts: Any) -> Context:
    return Context.of(Domain(*facts), [x, y, u])


def test_a_disjunction_follows_from_any_of_its_parts() -> None:
    goal = Disjunction((NEGATIVE, POSITIVE))
    Kernel().check(holds(POSITIVE), goal, Either(1, rules.Known()))
    Kernel().check(holds(NEGATIVE), goal, Either(0, rules.Known()))


@pytest.mark.parametrize("proof", [Either(0, rules.Known()), Either(2, rules.Known()), Either(-1, rules.Known())])
def test_but_not_from_a_part_that_is_not_shown(proof: Any) -> None:
    with pytest.raises(Rejected):
        Kernel().check(holds(POSITIVE), Disjunction((NEGATIVE, POSITIVE)), proof)


def test_either_is_for_disjunctions_only() -> None:
    with pytest.raises(Rejected):
        Kernel().check(holds(POSITIVE), POSITIVE, Either(0, rules.Known()))


CONVERGENT = [
    Integral(exp(-(t**2)), (t, -oo, oo)),
    Integral(log(t), (t, 0, 1)),
    Integral(sin(t), (t, 0, 1)),
    Sum(1 / j**2, (j, 1, oo)),
    Sum((-1) ** j / 2**j, (j, 0, oo)),
]
NOT_SHOWN = [
    Integral(1 / t, (t, 0, 1)),
    Integral(exp(-x * t), (t, 0, oo)),
    Integral(t, (t, -oo, oo)),
    Sum(1 / j, (j, 1, oo)),
    Sum((-1) ** j / j, (j, 1, oo)),
    Sum(1 / (j - 3), (j, 1, oo)),
    Sum(1 / (j - 3) ** 2, (j, 1, oo)),
]


@pytest.mark.parametrize("term", CONVERGENT, ids=str)
def test_an_enclosure_shows_convergence(term: Any) -> None:
    kernel = Kernel()
    kernel.check(holds(), Finite(term), EnclosedFinite())
    assert "enclosure" in kernel.grades


@pytest.mark.parametrize("term", NOT_SHOWN, ids=str)
def test_what_diverges_has_a_symbol_or_converges_only_conditionally_is_not_shown(term: Any) -> None:
    with pytest.raises(Rejected):
        Kernel().check(holds(), Finite(term), EnclosedFinite())


@pytest.mark.parametrize(
    ("power", "asked"),
    [
        (Pow(x, n), []),
        (Pow(x, Add(n, 1, evaluate=False), evaluate=False), []),
        (Pow(x, Add(k, -1, evaluate=False), evaluate=False), []),
        (Pow(x, i), ["i >= 0 or x != 0"]),
        (Pow(x, i + 1), ["x != 0"]),
        (Pow(x, -n), ["x != 0"]),
        (Pow(-2, i + 1), []),
        (Pow(x, y), ["x > 0 or (x >= 0 and y > 0)"]),
        (Pow(x, u), ["x >= 0"]),
        (Pow(x, -u), ["x > 0"]),
        (sqrt(x), ["x >= 0"]),
        (1 / sqrt(x), ["x > 0"]),
    ],
    ids=str,
)
def test_what_powers_ask_for(power: Any, asked: list[str]) -> None:
    assert [str(condition.holds) for condition in term_conditions(power)] == asked


def test_a_power_of_0_with_an_exponent_that_may_be_0_is_never_proved_to_be_0() -> None:
    claim = Claim(says="", given=Domain(Comparison(i, ">=", Integer(-1))), states=Comparison(Pow(ZERO, i + 1, evaluate=False), "==", ZERO))
    assert check(claim).verdict != PROVED


def test_a_denominator_that_vanishes_at_no_simple_number_is_found() -> None:
    found = vanishes_between(Domain(), Comparison(x**3 - x - 1, "!=", ZERO))
    assert found is not None
    assert "1.32472" in found


@pytest.mark.parametrize("term", [x**2 + 1, exp(x), floor(x) + sqrt(Integer(2)), 2 + cos(x)], ids=str)
def test_but_not_where_there_is_none_or_the_term_jumps(term: Any) -> None:
    assert vanishes_between(Domain(), Comparison(term, "!=", ZERO)) is None


def test_a_zero_counts_only_where_the_assumptions_hold() -> None:
    assert list(zeros(Domain(Comparison(x, "<", ZERO)), x**3 - 2)) == []
    assert next(zeros(Domain(Comparison(x, ">", ONE)), x**3 - 2))[0] == x


def test_an_equation_with_an_irrational_solution_is_satisfiable() -> None:
    assert satisfied(Domain(Comparison(x**2, "==", Integer(2))), POSITIVE) is not None
    assert satisfied(Domain(Comparison(exp(x), "==", Integer(2))), POSITIVE) is not None


CONTRADICTIONS = [
    (Comparison(x, "<", y), Comparison(y, "<", x)),
    (Comparison(exp(x), "<", ZERO),),
    (Comparison(n**2, "==", Integer(2)),),
    (Comparison(2 * i, "==", Integer(7)),),
    (Comparison(Abs(x), "<", ONE), Comparison(x**2, ">", ONE)),
]


@pytest.mark.parametrize("assumptions", CONTRADICTIONS, ids=str)
def test_contradictions_are_seen(assumptions: tuple[Any, ...]) -> None:
    assert contradictory(Problem(Domain(*assumptions), POSITIVE))


@pytest.mark.parametrize("assumptions", [(POSITIVE,), (Comparison(x**2, "==", Integer(2)),), (Comparison(sin(x), "==", ONE),)], ids=str)
def test_and_not_seen_where_there_is_none(assumptions: tuple[Any, ...]) -> None:
    assert not contradictory(Problem(Domain(*assumptions), POSITIVE))


def test_kinks_and_smooth_places() -> None:
    at_zero = Point({x: Fraction(0)})
    assert no_derivative_at(Derivative(Abs(x), x), at_zero)
    assert no_derivative_at(Derivative(sqrt(Abs(x)), x), at_zero)
    assert not no_derivative_at(Derivative(x * Abs(x), x), at_zero)
    assert not no_derivative_at(Derivative(Piecewise((x**2, x > 0), (-(x**2), True)), x), at_zero)


def test_limits_from_two_sides() -> None:
    assert two_limits(Limit(Abs(x) / x, x, 0, "+-")) is not None
    assert two_limits(Limit(floor(x), x, 1, "+-")) is not None
    assert two_limits(Limit(sin(x) / x, x, 0, "+-")) is None
    assert two_limits(Limit(Abs(x) / x, x, 0, "+")) is None


def test_a_counterexample_at_which_all_is_defined_refutes_although_a_condition_is_not_shown() -> None:
    denominator = gamma(x**2 + 1) + x**2 - x + Integer(1) / 3 + sin(x) / 100
    verdict = check(Claim(says="", given=Domain(), states=Comparison(1 / denominator, ">", Integer(5))))
    assert verdict.verdict in (REFUTED, ERROR)
    assert verdict.verdict == REFUTED or verdict.message


@pytest.mark.parametrize(
    "states",
    [
        Comparison(gamma(x), "!=", Integer(7)),
        Comparison(1 / (x**3 - x - 1), "!=", ZERO),
        Comparison(Sum(1 / j, (j, 1, oo)), ">", ZERO),
        Comparison(Integral(1 / t, (t, 0, 1)), ">", ZERO),
        Comparison(Derivative(Abs(x), x), "<=", ONE),
    ],
    ids=str,
)
def test_an_error_names_the_term(states: Any) -> None:
    verdict = check(Claim(says="", given=Domain(), states=states))
    assert verdict.verdict == ERROR
    assert verdict.message is not None
    assert "`" in verdict.message
