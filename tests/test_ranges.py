"""Sums and products over finite ranges: what induction proves of them, what stays unproved, and which steps the kernel refuses."""

from __future__ import annotations

from typing import Any

import pytest
from sympy import Integer, Product, Rational, Sum, Symbol

from symbolic import Claim, Domain, at_least, equal, function, greater, less
from symbolic.language.errors import LanguageError
from symbolic.language.meaning import Undefined, value
from symbolic.language.point import Point
from symbolic.language.statements import Comparison
from symbolic.language.terms import as_term
from symbolic.methods.portfolio import check
from symbolic.trusted.context import Context
from symbolic.trusted.kernel import Kernel, Rejected
from symbolic.trusted.proofs import Known
from symbolic.trusted.rules.ranges import EmptyRange, FirstPart, LastPart, SignOfParts

n = Symbol("n", integer=True, nonnegative=True)
m = Symbol("m", integer=True)
i = Symbol("i", integer=True)
x = Symbol("x", positive=True)
r = Symbol("r", real=True)
f = function("f")

TRUE = [
    equal(Sum(i, (i, 0, n)), n * (n + 1) / 2),
    equal(Sum(i**2, (i, 1, n)), n * (n + 1) * (2 * n + 1) / 6),
    equal(Sum(1 / (i * (i + 1)), (i, 1, n)), n / (n + 1)),
    equal(Product(1 - 1 / (i + 1), (i, 1, n)), 1 / (n + 1)),
    equal(Sum(f(i + 1) - f(i), (i, 0, n)), f(n + 1) - f(0)),
    equal(Sum(r * i, (i, 0, n)), r * Sum(i, (i, 0, n))),
    at_least(Product(1 + x, (i, 1, n)), 1 + n * x),
    equal(Sum(i, (i, 3, 2)), 0),
]
FALSE = [
    equal(Sum(i, (i, 0, n)), n * (n - 1) / 2),
    equal(Sum(i**2, (i, 0, n)), Sum(i, (i, 0, n)) ** 2),
    less(Product(1 - 1 / (i + 2), (i, 0, n)), Rational(1, 2)),
    greater(Sum(x**i, (i, 0, n)), n),
]


@pytest.mark.parametrize("statement", TRUE, ids=str)
def test_what_holds_by_induction_is_proved(statement: Any) -> None:
    assert check(Claim(says="A sum.", states=statement)).verdict == "proved"


@pytest.mark.parametrize("statement", FALSE, ids=str)
def test_what_fails_somewhere_is_refuted(statement: Any) -> None:
    assert check(Claim(says="A sum.", states=statement)).verdict == "refuted"


def test_a_range_that_may_end_before_it_begins_is_ill_posed() -> None:
    assert check(Claim(says="A sum.", states=equal(Sum(i, (i, 0, m)), m * (m + 1) / 2))).verdict == "error"


def test_a_part_that_may_be_undefined_is_ill_posed() -> None:
    assert check(Claim(says="A sum.", states=greater(Sum(1 / i, (i, 0, n)), -1))).verdict == "error"


def test_the_variable_of_a_range_is_an_integer() -> None:
    with pytest.raises(LanguageError, match="integer"):
        as_term(Sum(x, (x, 0, n)))


@pytest.mark.parametrize(("last", "expected"), [(4, 10), (0, 0), (-1, 0)])
def test_the_value_of_a_sum(last: int, expected: int) -> None:
    assert value(Sum(i, (i, 0, last)), Point()) == expected
    assert value(Product(1 + i, (i, 0, -1)), Point()) == 1


def test_a_range_that_ends_too_early_has_no_value() -> None:
    with pytest.raises(Undefined):
        value(Sum(i, (i, 0, -2)), Point())


def refused(goal: Comparison, proof: Any, *facts: Comparison) -> None:
    context = Context.of(Domain(), [n, m, x, r]).adding(*facts)
    with pytest.raises(Rejected):
        Kernel().check(context, goal, proof)


def test_no_part_is_split_off_a_range_that_may_be_empty() -> None:
    total = Sum(i, (i, 1, n))
    goal = equal(total, Sum(i, (i, 1, n - 1)) + n)
    refused(goal, LastPart(total, Known()))
    refused(equal(total, Sum(i, (i, 2, n)) + 1), FirstPart(total, Known()))
    Kernel().check(Context.of(Domain(), [n]).adding(at_least(n, 1)), goal, LastPart(total, Known()))


def test_a_range_is_called_empty_only_where_it_is() -> None:
    total = Sum(i, (i, 1, n))
    refused(equal(total, 0), EmptyRange(total, Known()))
    refused(equal(Product(i, (i, 1, 0)), 0), EmptyRange(Product(i, (i, 1, 0)), Known()))
    Kernel().check(Context.of(Domain(), [n]).adding(equal(n, 0)), equal(total, 0), EmptyRange(total, Known()))


def test_the_sign_of_a_sum_is_not_stricter_than_that_of_its_parts_allows() -> None:
    total = Sum(x * i, (i, 1, n))
    Kernel().check(Context.of(Domain(), [n, x]), at_least(total, 0), SignOfParts(total, ">=", Known(), Known()))
    refused(greater(total, 0), SignOfParts(total, ">", Known(), Known()))
    negative = Product(r, (i, 1, n))
    refused(Comparison(negative, "<=", Integer(0)), SignOfParts(negative, "<=", Known(), Known()), Comparison(r, "<=", Integer(0)))
    refused(at_least(Sum(r * i, (i, 1, n)), 0), SignOfParts(Sum(r * i, (i, 1, n)), ">=", Known(), Known()))
