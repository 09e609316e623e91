"""The change of variable: the kernel accepts what is right and rejects near misses."""

from dataclasses import replace

import pytest
from sympy import Integer, Symbol, exp, log, oo, sqrt

from symbolic import Domain, integral
from symbolic.language.domain import symbols_of
from symbolic.language.statements import Finite
from symbolic.methods.guided import ChangeOfVariable
from symbolic.methods.state import Budget, State
from symbolic.trusted import proofs as rules
from symbolic.trusted.context import Context
from symbolic.trusted.kernel import Kernel, Rejected

x, u, w = (Symbol(name, real=True) for name in "xuw")
ANYWHERE = Domain()


def change(step, given=ANYWHERE):
    """The context and goal of a change of variable, and its node as the search proposes it."""
    goal = Finite(step.integral)
    context = Context.of(given, symbols_of(step.integral, given))
    state = step.apply(State(context, goal), Budget())
    assert state is not None
    proof = state.finish(rules.Known())
    while not hasattr(proof, "rising"):
        context = context.adding(proof.statement)
        proof = proof.then
    return context, goal, proof


SQUARE = ChangeOfVariable(integral(sqrt(x), (x, 0, 1)), u, u**2, 0, 1)
TAIL = ChangeOfVariable(integral(-log(1 - x), (x, 0, 1)), u, 1 - exp(-u), 0, oo)


@pytest.mark.parametrize("step", [SQUARE, TAIL, ChangeOfVariable(integral(sqrt(-x), (x, -1, 0)), u, -u, 0, 1)])
def test_a_monotone_change_of_variable_is_accepted(step):
    context, goal, node = change(step)
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
    context, goal, node = change(ChangeOfVariable(bell, u, 1 + 2 * u, -oo, oo))
    Kernel().check(context, goal, node)
    for broken in ({"place": u**3 + u}, {"rising": False}, {"upper": Integer(1)}):
        with pytest.raises(Rejected):
            Kernel().check(context, goal, replace(node, **broken))
