"""Rules about order: logic, weakening, generalised powers, supporting lines, integer powers, and what solvers are told."""

from __future__ import annotations

from typing import Any

import pytest
from sympy import Integer, Max, Piecewise, Pow, Rational, Symbol, exp

from symbolic import Claim, Domain, equal, function, greater, less
from symbolic.language.statements import (
    Comparison,
    Conjunction,
    Disjunction,
    Equivalence,
    Implication,
    Negation,
    Quantified,
    Statement,
)
from symbolic.methods.matching import applications, matches
from symbolic.methods.oracle import ask
from symbolic.methods.portfolio import check
from symbolic.trusted import proofs as rules
from symbolic.trusted.context import Context
from symbolic.trusted.kernel import Kernel, Rejected
from symbolic.trusted.rules.logic import Abstract, Detach, Only
from symbolic.trusted.rules.supporting_line import SupportingLine
from symbolic.trusted.solver import agreeing_solvers

x, y, z, w = (Symbol(name, real=True) for name in "xyzw")
p, q = Symbol("p", real=True), Symbol("q", real=True)
new, other = Symbol("new", real=True), Symbol("other", real=True)
n = Symbol("n", integer=True)
f = function("f")
bowl, hill = function("bowl", "convex"), function("hill", "concave", "increasing")
P = function("P", "concave", "increasing", on="positive")
ZERO, ONE = Integer(0), Integer(1)


def lt(a: Any, b: Any) -> Comparison:
    return Comparison(a, "<", b)


def context(*facts: Statement) -> Context:
    return Context.of(Domain(), [x, y, z, w]).adding(*facts)


def accepted(facts: tuple[Statement, ...], goal: Statement, proof: Any) -> bool:
    try:
        Kernel().check(context(*facts), goal, proof)
    except Rejected:
        return False
    return True


IMPLIES = Implication(lt(x, y), lt(f(x), f(y)))


@pytest.mark.parametrize(
    ("facts", "goal", "fact", "holds"),
    [
        ((IMPLIES, lt(x, y)), lt(f(x), f(y)), IMPLIES, True),
        ((IMPLIES, Comparison(f(x), ">=", f(y))), Comparison(x, ">=", y), IMPLIES, True),
        ((IMPLIES,), lt(f(x), f(y)), IMPLIES, False),
        ((IMPLIES, Comparison(x, "<=", y)), lt(f(x), f(y)), IMPLIES, False),
        ((IMPLIES, lt(f(x), f(y))), lt(x, y), IMPLIES, False),  # the converse
        ((lt(x, y),), lt(f(x), f(y)), IMPLIES, False),  # not among the facts
        ((Equivalence(lt(x, y), lt(z, w)), lt(z, w)), lt(x, y), Equivalence(lt(x, y), lt(z, w)), True),
        ((Equivalence(lt(x, y), lt(z, w)), Comparison(x, ">=", y)), Comparison(z, ">=", w), Equivalence(lt(x, y), lt(z, w)), True),
        ((Negation(lt(x, y)),), Comparison(x, ">=", y), Negation(lt(x, y)), True),
        ((Negation(lt(x, y)),), Comparison(x, ">", y), Negation(lt(x, y)), False),
    ],
)
def test_what_follows_is_detached(facts: Any, goal: Any, fact: Any, holds: bool) -> None:
    assert accepted(facts, goal, Detach(fact, rules.Known())) is holds


def test_an_undecided_implication_gives_two_cases() -> None:
    either = Disjunction((Comparison(x, ">=", y), lt(f(x), f(y))))
    assert accepted((IMPLIES,), either, Detach(IMPLIES, rules.Known()))


def test_weakening_keeps_facts_and_adds_none() -> None:
    facts = (lt(ZERO, x), lt(x, y))
    assert accepted(facts, lt(x, y), Only((lt(x, y),), rules.Known()))
    assert not accepted(facts, lt(ZERO, x), Only((lt(x, y),), rules.Known()))
    assert not accepted(facts, lt(y, z), Only((lt(y, z),), rules.Known()))


def test_a_predicate_is_not_proved_from_fewer_facts() -> None:
    from symbolic.language.statements import Shape

    proof = Only((), rules.Unfold((rules.Known(),)))
    assert not accepted((), Shape("increasing", x, x), proof)


POWER = Pow(x + 1, 90)


@pytest.mark.parametrize(
    ("pairs", "holds"),
    [
        (((POWER, new),), True),
        (((POWER, y),), False),  # not new
        (((POWER, new), (Pow(y, 90), new)), False),  # one name for two terms
        (((POWER, Symbol("new", positive=True)),), False),  # brings a sign with it
        (((POWER, Symbol("new", integer=True)),), False),
        (((Pow(new, 2), other),), False),  # speaks of a new symbol
    ],
)
def test_terms_are_generalised_to_new_real_variables(pairs: Any, holds: bool) -> None:
    facts = (lt(ZERO, POWER), lt(POWER, y))
    assert (
        accepted(
            facts, lt(POWER, 1 + y), Abstract(pairs, rules.Combination((rules.Product(ONE, ((y - pairs[0][1], 1),)), rules.Product(ONE))))
        )
        is holds
    )


def test_a_reciprocal_power_is_generalised_with_its_power() -> None:
    facts = (lt(ONE, POWER),)
    products = (rules.Product(ONE, ((new - 1, 1), (new, -1))),)
    proof = Abstract(
        ((POWER, new),),
        rules.Have(
            lt(ZERO, new), rules.Combination((rules.Product(ONE, ((new - 1, 1),)), rules.Product(ONE))), rules.Combination(products)
        ),
    )
    assert accepted(facts, lt(1 / POWER, ONE), proof)
    assert not accepted(facts, lt(ONE, 1 / POWER), proof)


def line(function: Any, place: Any, *points: Any, slope: Any = new) -> Any:
    return lambda then: SupportingLine(function, place, slope, points, then)


MIDDLE = (x + y) / 2


def test_jensen_by_a_supporting_line() -> None:
    half = Rational(1, 2)
    goal = lt(bowl(MIDDLE), (bowl(x) + bowl(y)) / 2)
    above = tuple(rules.Product(half, ((bowl(t) - bowl(MIDDLE) - new * (t - MIDDLE), 1),)) for t in (x, y))
    proof = line(bowl, MIDDLE, x, y)(rules.Combination(above))
    assert accepted((lt(x, y),), goal, proof)
    assert not accepted((), goal, proof), "without x < y it is an equality at x = y"
    assert accepted((), Comparison(goal.left, "<=", goal.right), proof)
    assert not accepted((lt(x, y),), Comparison(goal.left, ">", goal.right), proof)


def test_supporting_lines_need_a_curved_function_and_a_new_slope() -> None:
    assert not accepted((), lt(f(x), f(x) + 1), line(f, x, y)(rules.Known()))
    assert not accepted((lt(x, z),), lt(x, z), line(bowl, x, y, slope=z)(rules.Known()))
    assert not accepted((), lt(ZERO, ONE), line(bowl, x, y, slope=Symbol("s", positive=True))(rules.Known()))
    assert not accepted((), lt(ZERO, ONE), line(bowl, x, 1 / y)(rules.Known())), "1/y may be undefined"
    assert not accepted((), lt(ZERO, ONE), line(P, x, y)(rules.Known())), "x may not be positive"
    assert accepted((lt(ZERO, x), lt(ZERO, y)), lt(ZERO, new), rules.Known()) is False


def test_the_slope_has_the_direction_of_the_function() -> None:
    goal = Comparison(hill(y) - hill(x), "<=", (y - x) * 0 + hill(y) - hill(x))
    assert accepted((), goal, line(hill, x, y)(rules.Combination(())))
    rises = rules.Have(lt(ZERO, new), rules.Known(), rules.Combination(()))
    assert accepted((), goal, line(hill, x, y)(rises))
    falls = rules.Have(lt(new, ZERO), rules.Known(), rules.Combination(()))
    assert not accepted((), goal, line(hill, x, y)(falls))
    assert not accepted((), goal, line(bowl, x, y)(rises)), "a convex function need not rise"


def power_rule(rule: str, *arguments: Any) -> Any:
    return rules.Instance(rule, Pow, arguments, rules.Known())


@pytest.mark.parametrize(
    ("facts", "goal", "proof", "holds"),
    [
        ((lt(ZERO, x), lt(x, y)), lt(x**50, y**50), power_rule("base_order", x, y, Integer(50)), True),
        ((lt(x, y),), lt(x**51, y**51), power_rule("base_order", x, y, Integer(51)), True),
        ((lt(x, y),), lt(x**50, y**50), power_rule("base_order", x, y, Integer(50)), False),
        ((lt(ZERO, y), lt(x, y)), lt(x**50, y**50), power_rule("base_order", x, y, Integer(50)), False),
        ((lt(ZERO, x), Comparison(x, "<=", y)), lt(x**50, y**50), power_rule("base_order", x, y, Integer(50)), False),
        ((lt(ONE, x),), lt(x**50, x**51), power_rule("exponent_order", x, Integer(50), Integer(51)), True),
        ((lt(ZERO, x), lt(x, ONE)), lt(x**51, x**50), power_rule("exponent_order", x, Integer(50), Integer(51)), True),
        ((lt(ZERO, x), lt(x, ONE)), lt(x**50, x**51), power_rule("exponent_order", x, Integer(50), Integer(51)), False),
        (
            (lt(ZERO, x), Comparison(x, "<=", ONE)),
            Comparison(x**51, "<=", x**50),
            power_rule("exponent_order", x, Integer(50), Integer(51)),
            True,
        ),
        ((lt(ZERO, x), Comparison(x, "<=", ONE)), lt(x**51, x**50), power_rule("exponent_order", x, Integer(50), Integer(51)), False),
        ((lt(x, ONE),), lt(x**51, x**50), power_rule("exponent_order", x, Integer(50), Integer(51)), False),
        ((lt(x**51, y**51),), lt(x, y), power_rule("base_reflected", x, y, Integer(51)), True),
        ((lt(x**50, y**50),), lt(x, y), power_rule("base_reflected", x, y, Integer(50)), False),
        ((lt(x, ZERO),), lt(x**51, ZERO), power_rule("power_sign", x, Integer(51)), True),
        ((), lt(ZERO, x**50), power_rule("power_sign", x, Integer(50)), False),
    ],
)
def test_integer_powers_keep_the_order(facts: Any, goal: Any, proof: Any, holds: bool) -> None:
    assert accepted(facts, goal, proof) is holds


@pytest.mark.parametrize(
    ("facts", "goal", "known"),
    [
        ((lt(ZERO, x), lt(x, y)), lt(1 / y, 1 / x), True),
        ((lt(x, y),), lt(1 / y, 1 / x), False),
        ((), Comparison((x - y) / (x - y) + z, "==", z + 1), True),  # by its normal form, where it is defined
        ((), Comparison(1 / x, "==", 1 / x + ZERO * y), True),
        ((), Comparison(1 / (x - y), ">", ZERO), False),
        ((), Negation(Comparison(1 / x, "==", ONE / 2)), False),
        ((Comparison(Piecewise((ONE, x <= 0), (1 / x, True)), ">", ZERO),), Comparison(x, "!=", ZERO), False),
        ((), Comparison(Max(x, y) * 2, ">=", x + y), True),
        ((), Comparison(x**30, ">=", ZERO), True),
        ((), Comparison(x**30, ">=", x), False),
        ((), Comparison(x**31, ">=", ZERO), False),
        ((), lt(ZERO, exp(x)), True),
        ((Conjunction((lt(ZERO, n), lt(n, ONE))),), lt(x, x), True),  # no whole number lies there
    ],
)
def test_solvers_are_told_what_is_true_and_no_more(facts: Any, goal: Any, known: bool) -> None:
    assert bool(agreeing_solvers(context(*facts), goal)) is known


def test_the_core_is_what_was_needed() -> None:
    answer = ask(context(lt(ZERO, x), lt(x, y), lt(z, w), lt(f(z), ONE)), lt(x**2, y**2))
    assert answer.provable
    assert set(answer.core) == {lt(ZERO, x), lt(x, y)}
    assert ask(context(lt(x, y)), lt(x**2, y**2)).provable is False


def test_patterns_are_matched_up_to_sums_and_products() -> None:
    additive = Quantified("forall", (p, q), Comparison(f(p + q), "==", f(p) + f(q)))
    occurring = applications([Comparison(f(x + y + z), "==", f(x) + f(y) + f(z))])
    assert {(x, y + z), (y + z, x)} & set(matches(additive, occurring, []))
    halves = Quantified("forall", (p, q), Comparison(f(p * q / 2), "<=", f(p) * f(q)))
    assert (x, y) in matches(halves, applications([lt(f(x * y / 2), f(x) + f(y))]), [])


def test_claims_with_assumptions_for_all_values() -> None:
    monotone = Quantified("forall", (p, q), Implication(lt(p, q), lt(f(p), f(q))))
    given = Domain(monotone, less(x, y))
    assert check(Claim("f rises", states=less(f(x), f(y)), given=given)).verdict == "proved"
    assert check(Claim("f falls", states=greater(f(x), f(y)), given=given)).verdict != "proved"
    assert check(Claim("f is constant", states=equal(f(x), f(y)), given=given)).verdict != "proved"
