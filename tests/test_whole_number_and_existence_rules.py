"""Witnesses, names for what there is, floors, whole numbers, signs as arms, powers that vanish: what follows and what does not."""

from __future__ import annotations

from typing import Any

import pytest
from sympy import E, Integer, Integral, Limit, Pow, Rational, Symbol, exp, floor, log, oo, sign, symbols

from symbolic.language.domain import Domain, symbols_of
from symbolic.language.statements import Comparison, conjunction, equal, exists, forall, greater, less
from symbolic.trusted.axioms import NotApplicable, axiom
from symbolic.trusted.context import Context
from symbolic.trusted.kernel import Kernel, Rejected
from symbolic.trusted.normal_form import is_zero
from symbolic.trusted.proofs import Combination, Known, LimitValue, Linearity, Product, Proper, Resolve, Split, SumOfLimits
from symbolic.trusted.rules.existence import Choose, Witness
from symbolic.trusted.rules.power_decay import PowerDecay, power_decay

x, y, k = symbols("x y k", real=True)
p = Symbol("p", positive=True)
s = Symbol("s", positive=True)
m = Symbol("m", integer=True)
v = Symbol("v", real=True)


def context(*facts: Any, about: tuple[Any, ...] = ()) -> Context:
    given = Domain(*facts)
    return Context.of(given, symbols_of(given, *about))


def accepted(where: Context, goal: Any, proof: Any) -> bool:
    try:
        Kernel().check(where, goal, proof)
    except Rejected:
        return False
    return True


def test_a_witness_shows_that_there_is_something() -> None:
    goal = exists(y, greater(y, x))
    assert accepted(context(about=(x,)), goal, Witness((x + 1,), Combination((Product(Integer(1)),))))
    assert not accepted(context(about=(x,)), goal, Witness((x,), Known()))


def test_a_witness_is_of_the_kind_asked_for() -> None:
    assert accepted(context(about=(p,)), exists(s, equal(s, p)), Witness((p,), Combination(())))
    assert not accepted(context(about=(x,)), exists(s, equal(s, x)), Witness((x,), Combination(())))
    assert not accepted(context(about=(x,)), exists(m, equal(m, x)), Witness((x,), Combination(())))


def test_a_witness_is_defined_and_not_new() -> None:
    assert not accepted(context(about=(x,)), exists(y, equal(y, 1 / x)), Witness((1 / x,), Combination(())))
    assert not accepted(context(), exists(y, equal(y, v + 1)), Witness((Symbol("other", real=True),), Known()))
    assert not accepted(context(about=(x,)), forall(y, greater(y, x)), Witness((x + 1,), Combination((Product(Integer(1)),))))


def test_what_there_is_gets_a_new_name() -> None:
    fact = exists(y, conjunction(greater(y, x), less(y, 1)))
    chosen = Symbol("y_prime", real=True)
    inside = Combination((Product(Integer(1), ((1 - chosen, 1),)), Product(Integer(1), ((chosen - x, 1),))))
    assert accepted(context(fact), less(x, 1), Choose(fact, inside))
    assert not accepted(context(about=(x,)), less(x, 1), Choose(fact, inside))


def test_a_chosen_name_is_not_one_in_use() -> None:
    taken = Symbol("y_prime", real=True)
    fact = exists(y, greater(y, 0))
    assert not accepted(context(fact, about=(taken,)).with_symbols([taken]), greater(taken, 0), Choose(fact, Known()))


def test_names_are_for_what_there_is_only() -> None:
    fact = forall(y, greater(y**2 + 1, 0))
    assert not accepted(context(fact), greater(x, 0), Choose(fact, Known()))


def test_floor_lies_in_the_unit_below_its_argument() -> None:
    where = context(about=(x,))
    assert axiom("floor_below")(where, floor, (x,)) == Comparison(floor(x), "<=", x)
    assert axiom("floor_above")(where, floor, (x,)) == Comparison(x, "<", floor(x) + 1)
    with pytest.raises(NotApplicable):
        axiom("floor_below")(where, exp, (x,))


def test_whole_numbers_are_one_apart() -> None:
    assert axiom("whole_gap")(context(less(floor(x), m)), floor, (floor(x), m)).relation == "<="
    for facts, pair in (((x < m,), (x, m)), ((), (floor(x), m)), ((less(floor(x), m),), (m, floor(x)))):
        with pytest.raises(NotApplicable):
            axiom("whole_gap")(context(*facts, about=(x, m)), floor, pair)


@pytest.mark.parametrize(("fact", "value", "holds"), [(x > 0, 1, True), (x < 0, -1, True), (x > 0, -1, False), (x >= 0, 1, False)])
def test_the_sign_in_force(fact: Any, value: int, holds: bool) -> None:
    assert accepted(context(fact), equal(sign(x) + y, value + y), Resolve(sign(x), Integer(value), Combination(()))) is holds


def test_the_sign_of_zero() -> None:
    zero, other = Resolve(sign(x), Integer(0), Combination(())), Resolve(sign(x), Integer(1), Combination(()))
    assert accepted(context(equal(x, 0)), equal(sign(x), 0), zero)
    assert not accepted(context(equal(x, 0)), equal(sign(x), 1), other)
    assert not accepted(context(about=(x,)), equal(sign(x), 0), Split(x, zero, zero, zero))


def decays(expression: Any, proof: PowerDecay, *facts: Any, point: Any = oo) -> bool:
    where = context(*facts, about=(expression, k))
    try:
        return bool(power_decay(Kernel(), where, expression, v, point, "-", proof) == 0)
    except Rejected:
        return False


def test_powers_times_decaying_exponentials_vanish() -> None:
    assert decays(3 * v**k * exp(-p * v), PowerDecay(Integer(3), k, p, Known()))
    assert decays(v ** (-k) * exp(-2 * v), PowerDecay(Integer(1), -k, Integer(2), Combination((Product(Integer(2)),))))


def test_nothing_else_vanishes() -> None:
    growing = v**k * exp(p * v)
    assert not decays(growing, PowerDecay(Integer(1), k, p, Known()))
    assert not decays(growing, PowerDecay(Integer(1), k, -p, Known()))
    assert not decays(v**k * exp(-p * v), PowerDecay(Integer(1), k + 1, p, Known()))
    assert not decays(v**k * exp(-x * v), PowerDecay(Integer(1), k, x, Known()))
    assert not decays(v**k * exp(-p * v), PowerDecay(Integer(1), k, p, Known()), point=Integer(0))
    assert not decays(v**k * exp(-p * v) + 1, PowerDecay(Integer(1), k, p, Known()))
    assert not decays(v**k * exp(-p * v), PowerDecay(v, k - 1, p, Known()))


def test_a_limit_uses_nothing_that_is_known_of_a_free_variable_of_its_name() -> None:
    """sqrt((1 - v)^2) is 1 - v for v < 1, and v - 1 on the way to infinity."""
    target = Limit(Pow((1 - v) ** 2, Rational(1, 2), evaluate=False) - (1 - v), v, oo, "-")
    assert not accepted(context(v < 1), equal(target, 0), LimitValue(target, (), SumOfLimits((), ()), Known()))


def test_an_integral_uses_nothing_that_is_known_of_a_free_variable_of_its_name() -> None:
    """From 0 to 2, sqrt((1 - v)^2) has the integral 1, and 1 - v has 0."""
    root = Integral(Pow((1 - v) ** 2, Rational(1, 2), evaluate=False), (v, 0, 2))
    line = Integral(1 - v, (v, 0, 2))
    assert not accepted(context(v < 1), equal(root, line), Linearity(root, ((Integer(1), line),), (Proper(()),), Known()))


def test_exponentials_to_the_base_that_their_exponent_divides_by() -> None:
    positive = frozenset({1 - p})
    assert is_zero((1 - p) ** (x / log(1 - p) + y) - exp(x) * (1 - p) ** y, positive)
    assert not is_zero((1 - p) ** (x / log(p)) - exp(x), positive)
    assert is_zero(E**k * exp(-k) - 1)
    assert is_zero((p * E) ** k - p**k * exp(k))


def test_signs_of_products_at_sight() -> None:
    where = context(log(p) < 0, x < y)
    assert where.relation(-p / log(p)) == ">"
    assert where.relation(p * log(p)) == "<"
    assert where.relation(p * log(p) ** 2) == ">"
    assert where.relation(1 / (x - y)) == "<"
    assert where.relation(p * x) is None
    assert where.relation(Rational(-1, 2) / (y - x)) == "<"
