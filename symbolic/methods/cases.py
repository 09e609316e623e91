"""Three cases by the sign of a term: those in which the goal holds need nothing, the others must contradict the facts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sympy import Function, Integral, Limit

from symbolic.language.statements import Comparison
from symbolic.methods import oracle
from symbolic.methods.closing import has_arm, oriented
from symbolic.methods.combinations import contradiction
from symbolic.methods.rewriting import comparisons, eliminate
from symbolic.methods.signs import saturate
from symbolic.methods.state import Budget, State
from symbolic.trusted import proofs as rules
from symbolic.trusted.context import ZERO, Context, implied

Proof = Any
MOST_SUSPECTS = 6
NEVER = Comparison(ZERO, "!=", ZERO)


def trichotomy(state: State, term: Any, *branches: Callable[[Context], Proof | None]) -> Proof | None:
    proofs = []
    for relation, branch in zip(("<", "==", ">"), branches, strict=True):
        context = state.context.adding(Comparison(term, relation, ZERO))
        found = rules.Absurd(()) if context.contradictory else branch(context)
        if found is None:
            return None
        proofs.append(found)
    return state.finish(rules.Split(term, *proofs))


def refute_negation(state: State, budget: Budget, depth: int) -> Proof | None:
    """Trichotomy on the goal's difference: where the goal holds there is nothing to do, elsewhere the facts must contradict each other."""
    assert isinstance(state.goal, Comparison)
    target, wanted = oriented(state.goal)
    if has_arm(target) or target.has(Integral, Limit):
        return None

    def branch(relation: str) -> Callable[[Context], Proof | None]:
        if implied(relation, wanted):
            return lambda context: rules.Known()
        return lambda context: _contradict(State(context, state.goal), target, budget)

    return trichotomy(state, target, branch("<"), branch("=="), branch(">"))


def refute_with_instances(state: State, budget: Budget) -> Proof | None:
    """The same where the facts at hand do not suffice: in the case in which the goal fails, its failure places arguments of functions,
    and their instances there contradict the facts."""
    assert isinstance(state.goal, Comparison)
    target, wanted = oriented(state.goal)
    if has_arm(target) or target.has(Integral, Limit):
        return None

    def branch(relation: str) -> Callable[[Context], Proof | None]:
        if implied(relation, wanted):
            return lambda context: rules.Known()
        return lambda context: _contradict_by_instances(State(context, NEVER), target, budget)

    return trichotomy(state, target, branch("<"), branch("=="), branch(">"))


def _contradict_by_instances(state: State, target: Any, budget: Budget) -> Proof | None:
    """Only if the case brings instances that were not there without it, and z3 sees that they help."""
    begin = state
    state = saturate(state, budget, [target])
    if state.context.contradictory:
        return state.finish(rules.Absurd(()))
    if len(state.wraps) == len(begin.wraps):
        return None
    answer = oracle.ask(state.context, state.goal)
    if not answer.provable:
        return None
    few = oracle.narrowed(state, answer.core)
    alone = State(few.context, few.goal, few.wraps[len(state.wraps) :])
    proof = _contradict(alone, target, budget)
    if proof is not None and oracle.accepted(state, proof):
        return state.finish(proof)
    return _contradict(state, target, budget)


def _contradict(state: State, target: Any, budget: Budget) -> Proof | None:
    state = saturate(state, budget, [target])
    rewritten = eliminate(state)
    while rewritten is not None and not rewritten.context.contradictory:
        state, rewritten = rewritten, eliminate(rewritten)
    state = rewritten or state
    if state.context.contradictory:
        return state.finish(rules.Absurd(()))
    if not budget.spend():
        return None
    about = _suspects(state, target)
    budget.combinations -= 2 * len(about)
    products = contradiction(state.context, about)
    return None if products is None else state.finish(rules.Absurd(products))


def _suspects(state: State, target: Any) -> list[Any]:
    """The facts of which the opposite might follow: the negated goal, then equations, then the other facts about functions."""
    differences = [fact.left - fact.right for fact in reversed(comparisons(state.context)) if fact.relation != "!="]
    oriented_differences = [-d if state.context.relation(d) in ("<", "<=") else d for d in differences if not d.is_infinite]
    equations = sorted((d for d in oriented_differences if state.context.relation(d) == "=="), key=_functions_in)
    compound = sorted((d for d in oriented_differences if d not in equations and not d.is_Symbol), key=_functions_in, reverse=True)
    ordered = [-target if state.context.relation(target) in ("<", "<=") else target, *equations, *compound]
    return list(dict.fromkeys(ordered))[:MOST_SUSPECTS]


def _functions_in(term: Any) -> int:
    return sum(1 for _ in term.atoms(Function)) * 10 + len(term.args)
