"""Steps of guided proofs that bring in facts: each helps to prove what is true, and nothing that is false."""

from typing import Any

import pytest
from sympy import Integer, Symbol, exp, log, oo, symbols

from symbolic import PROVED, Claim, Domain, Using, at_least, at_most, check, equal, finite, forall, function, greater, integral, less
from symbolic.methods.guided import BySum, Guided, Lemma, Property, Prove, Specialised
from symbolic.methods.state import Budget, State
from symbolic.trusted.context import Context

x, y = symbols("x y", real=True)
a = Symbol("a", positive=True)
p = Symbol("p", positive=True)
m = Symbol("m", integer=True, nonnegative=True)
h = function("h")
above = forall(y, at_least(h(y), y))
power_below_one = Claim("Powers of a number below 1.", at_most((1 - p) ** m, 1), Domain(p < 1))
square = Claim("A square.", at_least((x - y) ** 2, 0))

CASES: list[tuple[Any, Any, Any, Any]] = [
    (Domain(), greater(exp(x), x), less(exp(x), x), Property("tangent", exp, (x,))),
    (Domain(), at_least(p, 1 + log(p)), at_least(p, 2 + log(p)), Property("tangent", log, (p,))),
    (Domain(above), at_least(h(3), 3), at_least(h(3), 4), Specialised(above, (Integer(3),))),
    (Domain(p < 1), at_most((1 - p) ** (m + 1), 1), at_most((1 - p) ** (m + 1), p), Lemma(power_below_one, {m: m + 1})),
    (Domain(), at_least(x**2 + y**2, 2 * x * y), at_least(x**2 + y**2, 3 * x * y), Lemma(square)),
    (Domain(a > 1), greater(a**2 - a, 0), greater(a**2 - a, a), Prove(greater(a - 1, 0))),
    (Domain(a > 1), greater(a**3 - a, 0), greater(a**3 - a, a**2), Prove(greater(a**2, 1), BySum((a - 1, a + 1)))),
]


@pytest.mark.parametrize(("given", "true", "false", "step"), CASES)
def test_steps_prove_what_is_true_only(given: Domain, true: Any, false: Any, step: Any) -> None:
    assert check(Claim("True.", true, given, by=Guided(step))).verdict == PROVED
    assert check(Claim("False.", false, given, by=Guided(step))).verdict != PROVED


def test_what_is_false_ends_the_proof() -> None:
    state = State(Context.of(Domain(), [a]), greater(a + 1, 0))
    assert Prove(greater(a, 1)).apply(state, Budget()) is None
    assert Prove(greater(a, 0), Prove(greater(a, 1))).apply(state, Budget()) is None
    assert Property("monotone", exp, (a, x)).apply(state, Budget()) is None
    assert Specialised(forall(p, at_least(h(p), p)), (-a,)).apply(state, Budget()) is None


def test_a_lemma_that_fails_proves_nothing() -> None:
    wrong = Claim("Powers of any number.", at_most((1 + p) ** m, 1))
    assert check(Claim("From it.", at_most((1 + p) ** (m + 1), 1), by=Guided(Lemma(wrong, {m: m + 1})))).verdict != PROVED
    assert Guided(Lemma(wrong)).attempt(_problem(at_most((1 + p) ** m, 2))) is None


def test_a_lemma_has_to_hold_where_it_is_used() -> None:
    small = Claim("Small powers.", less(a**2, a), Domain(a < 1))
    assert check(Claim("There.", less(a**3, a), Domain(2 * a < 1), by=Using(small))).verdict == PROVED
    assert Using(small).attempt(_problem(less(a, a + 1))) is None


def test_a_lemma_is_proved_as_the_claim_says() -> None:
    led = Claim("A gap.", greater(exp(x) - x, 0), by=Guided(Property("tangent", exp, (x,))))
    assert check(Claim("From it.", greater(2 * exp(x), 2 * x), by=Using(led))).verdict == PROVED


def test_a_lemma_about_integrals_needs_finite_ones() -> None:
    density = function("q", "positive")
    mass = integral(density(y), (y, -oo, oo))
    expanded = Claim("A square.", equal((mass + 1) ** 2, mass**2 + 2 * mass + 1))
    assert Guided(Lemma(expanded)).attempt(_problem(greater(a + 1, a))) is None
    assert Guided(Lemma(expanded)).attempt(_problem(greater(a + 1, a), Domain(finite(mass)))) is not None


def _problem(states: Any, given: Any = None) -> Any:
    from symbolic.methods.problem import Problem

    return Problem(given or Domain(), states)
