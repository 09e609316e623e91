"""The step that ends a proof by a sum of products: right sums are accepted, near misses are not."""

from typing import Any

import pytest
from sympy import Rational, log, symbols

from symbolic import PROVED, Claim, Domain, at_least, at_most, check, equal, greater
from symbolic.methods.guided import BySum, Guided, Property

x, y = symbols("x y", real=True)
a, b = symbols("a b", positive=True)
tangent = at_most(log(1 / a), 1 / a - 1)
RIGHT: list[tuple[Any, Any, Any]] = [
    (Domain(), at_least(x**4, 2 * x**2 - 1), (BySum((x**2 - 1) ** 2),)),
    (Domain(), at_least(x**4 + 2 * y**2, 2 * x**2 - 1), (BySum((x**2 - 1) ** 2, (2, y**2)),)),
    (Domain(equal(x, 2)), equal(x**2, 4), (BySum((x + 2, equal(x, 2))),)),
    (Domain(x < y), greater(a * y / b, a * x / b), (BySum((a, 1 / b, x < y)),)),
    (Domain(), at_least(a * log(a), a - 1), (Property("tangent", log, (1 / a,)), BySum((a, tangent)))),
]
WRONG: list[tuple[Any, Any, Any]] = [
    (Domain(), at_least(x**4, 2 * x**2 - 1), (BySum((x**2 - 2) ** 2),)),  # another sum
    (Domain(), at_least(x**3, x**2), (BySum((x - 1, x**2)),)),  # a factor of unknown sign
    (Domain(), equal(x**2, 4), (BySum((x + 2, equal(x, 2))),)),  # an equation that is no fact
    (Domain(), greater(a * y / b, a * x / b), (BySum((a, 1 / b, x < y)),)),  # a comparison that is no fact
    (Domain(x <= y), greater(a * y, a * x), (BySum((a, y - x)),)),  # zero is possible
    (Domain(), at_least(a * log(a), a - Rational(1, 2)), (Property("tangent", log, (1 / a,)), BySum((a, tangent)))),
]


@pytest.mark.parametrize(("given", "states", "steps"), RIGHT)
def test_right_sums_prove(given: Domain, states: Any, steps: Any) -> None:
    assert check(Claim("True.", states, given, by=Guided(*steps))).verdict == PROVED


@pytest.mark.parametrize(("given", "states", "steps"), WRONG)
def test_wrong_sums_do_not(given: Domain, states: Any, steps: Any) -> None:
    assert check(Claim("Not by this sum.", states, given, by=Guided(*steps))).verdict != PROVED
