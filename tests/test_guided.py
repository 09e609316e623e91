"""Guided proofs: the steps carry a proof that the search alone does not find, and carry nothing that is false."""

from __future__ import annotations

from typing import Any

import pytest
from sympy import Integer, Symbol, exp, log, symbols

from symbolic import PROVED, Claim, Domain, at_least, at_most, check, equal, exists, forall, function, greater, iff, implies, less, unequal
from symbolic.methods.guided import (
    Arbitrary,
    BySum,
    Exhibit,
    Guided,
    Induct,
    Lemma,
    Property,
    Prove,
    Separately,
    Specialised,
    Suppose,
    TakeLogarithms,
    Trichotomy,
    multiple,
)

x, y = symbols("x y", real=True)
p = Symbol("p", positive=True)
m = Symbol("m", integer=True, nonnegative=True)
h = function("h")
above = forall(y, at_least(h(y), y))
power_below_one = Claim("Powers of a number below 1.", at_most((1 - p) ** m, 1), Domain(p < 1))

CASES: list[tuple[Any, Any, Any, Any]] = [
    (Domain(), at_least(x**4, 2 * x**2 - 1), at_least(x**4, 2 * x**2), (BySum(((x**2 - 1) ** 2,)),)),
    (Domain(), greater(exp(x), x), less(exp(x), x), (Property("tangent", exp, (x,)),)),
    (Domain(), at_least(p, 1 + log(p)), at_least(p, 2 + log(p)), (Property("tangent", log, (p,)),)),
    (
        Domain(p < 1),
        less(p ** Integer(3), exp(p - 1)),
        less(p ** Integer(3), exp(4 * p - 4)),
        (TakeLogarithms((Property("tangent", log, (p,)),)),),
    ),
    (Domain(above), at_least(h(3), 3), at_least(h(3), 4), (Specialised(above, (Integer(3),)),)),
    (Domain(), exists(y, greater(y, x)), exists(y, greater(y - y, 0 * x + 1)), (Exhibit((x + 1,)),)),
    (Domain(), forall(y, at_least(y**2, 0)), forall(y, greater(y**2, 0)), (Arbitrary(lambda one: (Trichotomy(one),)),)),
    (Domain(p < 1), at_most((1 - p) ** (m + 1), 1), at_most((1 - p) ** (m + 1), p), (Lemma(power_below_one, {m: m + 1}),)),
    (Domain(), at_least((1 + p) ** m, 1 + m * p), at_most((1 + p) ** m, 1 + m * p), (Induct(m),)),
    (Domain(equal(x, 2)), equal(x**2, 4), equal(x**2, 5), (BySum(multiple(x + 2, x - 2)),)),
    (Domain(), implies(greater(x, 1), greater(x**2, 1)), implies(less(x, 1), less(x**2, 1)), (Suppose(), Prove(greater(x + 1, 2)))),
    (Domain(), iff(equal(x**2, 0), equal(x, 0)), iff(equal(x**2, 1), equal(x, 1)), (Separately(((), ())),)),
]


@pytest.mark.parametrize(("given", "true", "false", "steps"), CASES)
def test_steps_prove_what_is_true_only(given: Domain, true: Any, false: Any, steps: Any) -> None:
    assert check(Claim("True.", true, given, by=Guided(*steps))).verdict == PROVED
    assert check(Claim("False.", false, given, by=Guided(*steps))).verdict != PROVED


def test_a_step_that_does_not_apply_proves_nothing() -> None:
    for step in (Suppose(), Exhibit((x,)), Arbitrary(lambda one: ()), Separately(()), TakeLogarithms(), Prove(less(x, 0))):
        assert check(Claim("Not of that form.", unequal(x**2, -1), by=Guided(step))).verdict != PROVED


def test_a_lemma_that_fails_proves_nothing() -> None:
    wrong = Claim("Powers of any number.", at_most((1 + p) ** m, 1))
    assert check(Claim("From it.", at_most((1 + p) ** (m + 1), 1), by=Guided(Lemma(wrong, {m: m + 1})))).verdict != PROVED
