"""Statements freed of integrals, limits and infinite sums by equations that the kernel has checked."""

from __future__ import annotations

from typing import Any

from sympy import Integral, Limit

from symbolic.language.domain import symbols_of, terms_of
from symbolic.language.predicates import Obligation, substitute_statement
from symbolic.language.statements import Comparison, Finite, Quantified
from symbolic.methods import calculus_terms, search
from symbolic.methods.state import Budget, State
from symbolic.trusted.context import Context
from symbolic.trusted.kernel import Kernel, Rejected

CALCULUS = (Integral, Limit)


def calculus_in(statement: Any) -> list[Any]:
    """The integrals, limits and infinite sums that stand in a statement, the shortest first."""
    terms = [t for t in terms_of(statement) if not isinstance(t, type)]
    found = {c for t in terms for c in calculus_terms.calculus_in(t)}
    return sorted(found, key=lambda t: (len(str(t)), str(t)))


def without_calculus(obligation: Obligation, budget: Budget) -> Obligation | None:
    """The obligation with these terms replaced by their values, each checked by the kernel; None when one does not give way."""
    if any(isinstance(a, Quantified | Finite) for a in obligation.given.relations):
        return None
    context = Context.of(obligation.given, symbols_of(obligation.given, obligation.goal))
    goal = obligation.goal
    for term in calculus_in(goal):
        found = value_of(context, term, budget)
        if found is None:
            return None
        goal = substitute_statement(goal, {term: found})
    return Obligation(obligation.given, goal)


def value_of(context: Context, term: Any, budget: Budget) -> Any:
    """What an integral or limit equals by the kernel's word; None when the search finds no value."""
    from symbolic.methods.integrals import evaluate_calculus

    state = State(context, Comparison(term, "==", term + 1))
    for _ in range(8):
        following = evaluate_calculus(state, budget)
        if following is None:
            return None
        state = following
        assert isinstance(state.goal, Comparison)
        if not calculus_terms.calculus_in(state.goal.left):
            break
    assert isinstance(state.goal, Comparison)
    found = state.goal.left
    claim = Comparison(term, "==", found)
    proof = search.prove(context, claim, budget)
    if proof is None:
        return None
    try:
        Kernel().check(context, claim, proof)
    except Rejected:
        return None
    return found


__all__ = ["calculus_in", "value_of", "without_calculus"]
