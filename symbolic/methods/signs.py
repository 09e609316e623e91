"""The sign of a term, and what is known of the functions that occur as far as signs decide it."""

from __future__ import annotations

from typing import Any

from sympy import Abs, Max, Min, Piecewise

from symbolic.language.domain import symbols_of
from symbolic.language.statements import Comparison
from symbolic.methods import instances, oracle, universal
from symbolic.methods.combinations import combine, factored
from symbolic.methods.state import Budget, State
from symbolic.trusted import proofs as rules
from symbolic.trusted.context import ZERO, Context

Proof = Any
SATURATION_ROUNDS = 3
MOST_ATTEMPTS = 6
MOST_SYMBOLS = 8
RELATED = {">": {">"}, "<": {"<"}, ">=": {">", "=="}, "<=": {"<", "=="}}


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
    excluded = _excluded(context, term, budget) if combine is not factored else None
    if excluded is not None and not excluded:
        return None, None
    for relation, target, wanted in ((">", term, ">"), ("<", -term, ">"), (">=", term, ">="), ("<=", -term, ">=")):
        if excluded is not None and not {"<", "==", ">"} - excluded <= RELATED[relation]:
            continue
        if not budget.spend():
            break
        products = combine(context, target, wanted)
        if products is not None:
            return relation, rules.Combination(products)
    products = factored(context, term, "!=")
    return (None, None) if products is None else ("!=", rules.Combination(products))


def _excluded(context: Context, term: Any, budget: Budget) -> frozenset[str] | None:
    """What z3 says of the sign of `term`; None where it says nothing."""
    key = frozenset(context.signs.items())
    if key not in budget.probes:
        budget.probes[key] = oracle.Probe(context)
    return budget.probes[key].excluded(term)


def plain_signs(state: State, budget: Budget) -> State:
    """The signs of the symbols that have none yet, where the facts give them: x > 1 gives x > 0."""
    mentioned = {s for fact in state.context.facts if isinstance(fact, Comparison) for s in symbols_of(fact)}
    for symbol in symbols_of(state.goal)[:MOST_SYMBOLS]:
        if symbol in mentioned and state.context.relation(symbol) is None:
            _, state = sign(state, symbol, budget)
    return state


def saturate(state: State, budget: Budget, about: list[Any] | None = None, rounds: int = SATURATION_ROUNDS) -> State:
    """Add what is known of the functions that occur, as far as the order of their arguments is known."""
    for _ in range(rounds):
        before = len(state.wraps)
        state = _saturate_once(universal.specialise(state, budget), budget, about)
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
