"""Led proofs and the change of variable: the kernel accepts what is right and rejects near misses."""

from dataclasses import replace

import pytest
from sympy import Integer, Rational, Symbol, exp, log, oo, sqrt

from symbolic import Claim, Domain, at_least, at_most, check, equal, greater, increasing, integral
from symbolic.language.domain import symbols_of
from symbolic.language.statements import Comparison, Finite
from symbolic.methods.led import Cut, Fact, Led, Linear, NewVariable, Primitive, Property, Same, Sign, Total
from symbolic.methods.state import Budget, State
from symbolic.trusted import proofs as rules
from symbolic.trusted.context import Context
from symbolic.trusted.kernel import Kernel, Rejected

x, u, w = (Symbol(name, real=True) for name in "xuw")
a = Symbol("a", positive=True)
p = Symbol("p", positive=True)
ANYWHERE = Domain()


def change(move, given=ANYWHERE):
    """The context and goal of a change of variable, and its node as the search proposes it."""
    goal = Finite(move.integral)
    context = Context.of(given, symbols_of(move.integral, given))
    state = move.apply(State(context, goal), Budget())
    assert state is not None
    proof = state.finish(rules.Known())
    while not hasattr(proof, "rising"):
        context = context.adding(proof.statement)
        proof = proof.then
    return context, goal, proof


SQUARE = NewVariable(integral(sqrt(x), (x, 0, 1)), u, u**2, 0, 1)
TAIL = NewVariable(integral(-log(1 - x), (x, 0, 1)), u, 1 - exp(-u), 0, oo)


@pytest.mark.parametrize("move", [SQUARE, TAIL, NewVariable(integral(sqrt(-x), (x, -1, 0)), u, -u, 0, 1)])
def test_a_monotone_change_of_variable_is_accepted(move):
    context, goal, node = change(move)
    Kernel().check(context, goal, node)


@pytest.mark.parametrize(
    "broken",
    [
        {"place": u**3 / 2},  # ends at 1/2
        {"place": u},  # another integrand than the one that is known to be finite
        {"rising": False},  # the wrong direction
        {"lower": Integer(-1)},  # u^2 falls before 0
        {"upper": Integer(2)},  # leaves the interval
        {"conditions": ()},
        {"variable": w},  # the place does not move with it
        {"place": u**2 + w},  # a symbol that is new
        {"slope": rules.Absurd(())},
        {"at_upper": None},
    ],
)
def test_near_misses_of_a_change_of_variable_are_rejected(broken):
    context, goal, node = change(SQUARE)
    with pytest.raises(Rejected):
        Kernel().check(context, goal, replace(node, **broken))


def test_a_change_of_variable_needs_one_finite_integral():
    context, goal, node = change(SQUARE)
    bare = Context.of(Domain(), ())
    with pytest.raises(Rejected, match="known to be finite"):
        Kernel().check(bare, goal, node)
    Kernel().check(context, goal, node)


def test_a_place_that_turns_back_is_rejected():
    context, goal, node = change(SQUARE)
    with pytest.raises(Rejected):
        Kernel().check(context, goal, replace(node, place=4 * u**2 - 3 * u))


def test_infinite_ends_stay_with_affine_places():
    bell = integral(exp(-(x**2)), (x, -oo, oo))
    context, goal, node = change(NewVariable(bell, u, 1 + 2 * u, -oo, oo))
    Kernel().check(context, goal, node)
    for broken in ({"place": u**3 + u}, {"rising": False}, {"upper": Integer(1)}):
        with pytest.raises(Rejected):
            Kernel().check(context, goal, replace(node, **broken))


def verdict(states, by, given=ANYWHERE):
    return check(Claim("a test", states, given, by=by)).verdict


root_integral = integral(-log(1 - x), (x, 0, 1))
split = integral(-log(1 - x**2), (x, 0, 1))


def test_moves_prove_what_is_true_and_not_what_is_false():
    apart = (
        NewVariable(root_integral, u, 1 - exp(-u), 0, oo),
        Linear(integral(-log(1 - x) - log(1 + x), (x, 0, 1)), ((1, -log(1 - x)), (-1, log(1 + x)))),
        Same(split, -log(1 - x) - log(1 + x)),
    )
    assert verdict(equal(split, 2 - 2 * log(2)), Led(*apart)) == "proved"
    assert verdict(equal(split, 1 - 2 * log(2)), Led(*apart)) != "proved"


def test_a_wrong_primitive_proves_nothing():
    whole = integral(x * exp(x), (x, 0, 1))
    assert verdict(equal(whole, 1), Led(Primitive(whole, (x - 1) * exp(x)))) == "proved"
    assert verdict(equal(whole, 2), Led(Primitive(whole, x * exp(x) + 1))) != "proved"


def test_a_cut_needs_its_place_inside():
    whole = integral(x**2, (x, 0, a))
    assert verdict(equal(whole, a**3 / 3), Led(Cut(whole, a / 2))) == "proved"
    assert Cut(whole, 2 * a).apply(State(Context.of(Domain(), [a]), equal(whole, a**3 / 3)), Budget()) is None


def test_totals_and_properties():
    mixed = at_least(a * log(a), a - 1)
    by = Led(Property("tangent", log, (1 / a,)), Total(((a,), at_most(log(1 / a), 1 / a - 1))))
    assert verdict(mixed, by) == "proved"
    assert verdict(at_least(a * log(a), a - Rational(1, 2)), by) == "refuted"


def test_sign_of_an_integrand_that_changes_is_not_shown():
    wave = integral(x - Rational(1, 2), (x, 0, 1))
    assert Sign(wave).apply(State(Context.of(Domain(), []), Comparison(wave, ">=", Integer(0))), Budget()) is None


def test_a_fact_that_is_false_ends_the_proof():
    assert verdict(greater(a + 1, 0), Led(Fact(greater(a, 1)))) != "refuted"
    assert Led(Fact(greater(a, 1))).proof(State(Context.of(Domain(), [a]), greater(a + 1, 0)), Budget()) is None


def test_shapes_are_led_by_the_sign_of_a_derivative():
    by = Led(Property("monotone", sqrt, (1, p)))
    assert verdict(increasing(log(sqrt(p) - 1), p), by, Domain(p > 1)) == "proved"
    assert verdict(increasing(p - 3 * log(sqrt(p) - 1), p), by, Domain(p > 1)) != "proved"
