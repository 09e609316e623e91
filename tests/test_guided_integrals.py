"""Steps of guided proofs about integrals: each helps to prove what is true, and nothing that is false."""

from typing import Any

import pytest
from sympy import Integer, Rational, Symbol, exp, log, oo, sqrt

from symbolic import PROVED, Claim, Domain, at_least, check, equal, greater, integral
from symbolic.language.special.bessel import hyp0f1
from symbolic.language.statements import Comparison
from symbolic.methods.guided import (
    Additivity,
    ChangeOfVariable,
    Guided,
    IntegralSign,
    Linearity,
    PoissonIntegral,
    Primitive,
    Property,
    Prove,
    SameIntegrand,
)
from symbolic.methods.state import Budget, State
from symbolic.trusted.context import Context
from symbolic.trusted.rules.poisson_integral import poisson_value

x, u, c = (Symbol(name, real=True) for name in "xuc")
a, q = Symbol("a", positive=True), Symbol("q", positive=True)
NOWHERE = Context.of(Domain(), [a])
ONE = Integer(1)

growing = integral(x * exp(x), (x, 0, 1))
squares = integral(x**2, (x, 0, a))
logarithms = integral(-log(1 - x), (x, 0, 1))
apart = integral(-log(1 - x) - log(1 + x), (x, 0, 1))
together = integral(-log(1 - x**2), (x, 0, 1))
by_parts = (
    ChangeOfVariable(logarithms, u, 1 - exp(-u), 0, oo),
    Linearity(apart, ((1, -log(1 - x)), (-1, log(1 + x)))),
    SameIntegrand(together, -log(1 - x) - log(1 + x)),
)
above_tangent = integral(x - 1 - log(x), (x, 1, a))
tilted = integral((1 - c**2) ** (q - 1) * exp(2 * c), (c, -1, 1))

CASES: list[tuple[Any, Any, Any]] = [
    (equal(growing, 1), equal(growing, 2), (Primitive(growing, (x - 1) * exp(x)),)),
    (equal(squares, a**3 / 3), equal(squares, a**3 / 4), (Additivity(squares, a / 2),)),
    (equal(together, 2 - 2 * log(2)), equal(together, 1 - 2 * log(2)), by_parts),
    (equal(tilted, poisson_value(ONE, q, 2 * ONE)), equal(tilted, poisson_value(ONE, q, 3 * ONE)), (PoissonIntegral(tilted, 1, q, 2),)),
]


@pytest.mark.parametrize(("true", "false", "steps"), CASES)
def test_steps_prove_what_is_true_only(true: Any, false: Any, steps: Any) -> None:
    assert check(Claim("True.", true, by=Guided(*steps))).verdict == PROVED
    assert check(Claim("False.", false, by=Guided(*steps))).verdict != PROVED


def test_the_sign_of_an_integrand_is_shown_at_a_place() -> None:
    sign = IntegralSign(above_tangent, lambda place: (Prove(greater(place, 0)), Property("tangent", log, (place,))))
    given = Domain(a > 1)
    assert check(Claim("True.", at_least(above_tangent, 0), given, by=Guided(sign))).verdict == PROVED
    assert check(Claim("False.", at_least(above_tangent, 1), given, by=Guided(sign))).verdict != PROVED
    assert check(Claim("Strict is more than the step says.", greater(above_tangent, 0), given, by=Guided(sign))).verdict != "refuted"


def test_what_cannot_be_taken_leads_nowhere() -> None:
    wave = integral(x - Rational(1, 2), (x, 0, 1))
    missing = integral(sqrt(x), (x, 0, 1))
    for integral_, step in (
        (growing, Primitive(growing, x * exp(x) + 1)),  # its derivative is another
        (squares, Additivity(squares, 2 * a)),  # outside the interval
        (wave, IntegralSign(wave)),  # changes its sign
        (squares, SameIntegrand(squares, x**3)),
        (apart, Linearity(apart, ((1, 1 / x), (1, -1 / x)))),  # parts that are not finite
        (missing, ChangeOfVariable(missing, u, 4 * u**2 - 3 * u, 0, 1)),  # turns back
        (tilted, PoissonIntegral(tilted, 1, q - 1, 2)),  # q - 1 may be negative
    ):
        assert step.apply(State(NOWHERE, Comparison(integral_, ">=", Integer(0))), Budget()) is None


def test_poisson_needs_its_own_integrand() -> None:
    wrong = Guided(PoissonIntegral(tilted, 1, q + 1, 2))
    assert check(Claim("Another weight.", equal(tilted, hyp0f1(q + 1, 1)), by=wrong)).verdict != PROVED
