"""The sign of a term, and what is known of the functions that occur as far as signs decide it."""

from __future__ import annotations

from typing import Any

from sympy import Abs, Max, Min, Piecewise

from symbolic.language.statements import Comparison
from symbolic.methods import instances
from symbolic.methods.combinations import combine, factored
from symbolic.methods.state import Budget, State
from symbolic.trusted import proofs as rules
from symbolic.trusted.context import ZERO, Context

Proof = Any
SATURATION_ROUNDS = 3
MOST_ATTEMPTS = 6


def sign(state: State, term: Any, budget: Budget, *, thorough: bool = True) -> tuple[str | None, State]:
    """How `term` stands to 0, with the state in which that is a fact; None when it is not found."""
    context = state.context
    known = context.relation(term)
    if known in ("<", "==", ">") or (known is not None and term.has(Max, Min, Abs, Piecewise)):
        return known, state
    key = (frozenset(context.signs.items()), term, thorough)
    if key not in budget.signs and budget.attempts.get(term, 0) >= MOST_ATTEMPTS:
        return known, state
    if key not in budget.signs:
        budget.attempts[term] = budget.attempts.get(term, 0) + 1
        budget.signs[key] = _search_sign(context, term, budget, combine if thorough else factored)
    found, proof = budget.signs[key]
    if found is None or (known not in (None, "!=") and found in (">=", "<=")):
        return known, state
    following = state.have(Comparison(term, found, ZERO), proof)
    return following.context.relation(term) or found, following


def _search_sign(context: Context, term: Any, budget: Budget, combine: Any) -> tuple[str | None, Proof | None]:
    for relation, target, wanted in ((">", term, ">"), ("<", -term, ">"), (">=", term, ">="), ("<=", -term, ">=")):
        if not budget.spend():
            break
        products = combine(context, target, wanted)
        if products is not None:
            return relation, rules.Combination(products)
    products = factored(context, term, "!=")
    return (None, None) if products is None else ("!=", rules.Combination(products))


def saturate(state: State, budget: Budget, about: list[Any] | None = None) -> State:
    """Add what is known of the functions that occur, as far as the order of their arguments is known."""
    for _ in range(SATURATION_ROUNDS):
        before = len(state.wraps)
        state = _saturate_once(instances.specialise_all(state), budget, about)
        if len(state.wraps) == before:
            break
    return state


def _saturate_once(state: State, budget: Budget, about: list[Any] | None) -> State:
    terms = [*instances.relevant_terms(state), *(about or ())]
    for proposal in instances.proposals(state, terms):
        following = state
        for difference in proposal.differences:
            _, following = sign(following, difference, budget, thorough=proposal.thorough)
        learned = following.instance(proposal.rule, proposal.function, proposal.arguments) if proposal.rule else following
        if learned is not None:
            state = learned
    return state
