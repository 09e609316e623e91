"""Steps of guided proofs by the form of the goal: each helps to prove what is true, and nothing that is false."""

from typing import Any

import pytest
from sympy import Symbol, log, symbols

from symbolic import PROVED, Claim, Domain, at_least, at_most, check, equal, exists, forall, function, greater, iff, implies, less, unequal
from symbolic.methods.guided import (
    Arbitrary,
    Exhibit,
    Guided,
    Induct,
    Property,
    Prove,
    Separately,
    Specialised,
    Suppose,
    TakeLogarithms,
    Trichotomy,
)

x, y = symbols("x y", real=True)
p = Symbol("p", positive=True)
m = Symbol("m", integer=True, nonnegative=True)
h = function("h")
tangent = Property("tangent", log, (p,))
above = forall(y, at_least(h(y), y))
hit = exists(y, equal(h(y), 3))

CASES: list[tuple[Any, Any, Any, Any]] = [
    (Domain(), forall(y, at_least(y**2, 0)), forall(y, greater(y**2, 0)), Arbitrary(lambda one: Trichotomy(one))),
    (Domain(), at_least((1 + p) ** m, 1 + m * p), at_most((1 + p) ** m, 1 + m * p), Induct(m)),
    (Domain(), implies(greater(x, 1), greater(x**2, 1)), implies(less(x, 1), less(x**2, 1)), (Suppose(), Prove(greater(x + 1, 2)))),
    (Domain(), implies(above, at_least(h(3), 3)), implies(above, at_least(h(3), 4)), Suppose(lambda it: Specialised(it, (x - x + 3,)))),
    (
        Domain(),
        implies(hit, exists(y, equal(h(y) + 1, 4))),
        implies(hit, exists(y, equal(h(y) + 1, 5))),
        Suppose(lambda there: Exhibit(there)),
    ),
    (Domain(), exists(y, greater(y, x)), exists(y, greater(y - y, 0 * x + 1)), Exhibit(x + 1)),
    (Domain(), iff(equal(x**2, 0), equal(x, 0)), iff(equal(x**2, 1), equal(x, 1)), Separately((), ())),
    (Domain(p < 1), less(p**3, (1 / p) ** 2), less(p**3, (1 / p) ** -4), (TakeLogarithms(), Prove(less(log(p), 0)))),
]


@pytest.mark.parametrize(("given", "true", "false", "steps"), CASES)
def test_steps_prove_what_is_true_only(given: Domain, true: Any, false: Any, steps: Any) -> None:
    by = Guided(*(steps if isinstance(steps, tuple) else (steps,)))
    assert check(Claim("True.", true, given, by=by)).verdict == PROVED
    assert check(Claim("False.", false, given, by=by)).verdict != PROVED


def test_a_step_for_another_form_proves_nothing() -> None:
    for step in (Suppose(), Exhibit(x), Arbitrary(()), Separately(), TakeLogarithms()):
        assert Guided(step).attempt(_problem(unequal(x**2, -1))) is None


def test_cases_need_their_steps() -> None:
    goal = at_least(p - 1, log(p))
    assert Guided(Trichotomy(p - 1, below=tangent, above=tangent)).attempt(_problem(goal)) is not None
    assert Guided(Trichotomy(p - 1, below=tangent, above=Prove(less(p, 1)))).attempt(_problem(goal)) is None


def test_logarithms_are_taken_of_what_is_positive() -> None:
    assert Guided(TakeLogarithms()).attempt(_problem(less(-p, p))) is None


def _problem(states: Any) -> Any:
    from symbolic.methods.problem import Problem

    return Problem(Domain(), states)
