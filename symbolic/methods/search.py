"""The search for proofs of quantifier-free goals: split connectives, put arms of max and min in force, instantiate what is known of
functions, close.

What it returns is only a proposal; `trusted.kernel` replays it. The search is deterministic: it counts its work instead of looking at a
clock.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sympy import Integral, Limit

from symbolic.language.domain import symbols_of, terms_of
from symbolic.language.predicates import substitute_statement
from symbolic.language.statements import (
    Comparison,
    Conjunction,
    Disjunction,
    Equivalence,
    Finite,
    FunctionProperty,
    Implication,
    Negation,
    Quantified,
    Statement,
)
from symbolic.language.terms import fresh_symbol
from symbolic.methods import instances, ranges
from symbolic.methods.cases import refute_negation, trichotomy
from symbolic.methods.closing import close, close_generously, oriented
from symbolic.methods.rewriting import comparisons, eliminate, without_derivatives
from symbolic.methods.signs import saturate
from symbolic.methods.state import Budget, State
from symbolic.trusted import proofs as rules
from symbolic.trusted.conditions import negate
from symbolic.trusted.context import Context

Proof = Any
DEEPEST_SPLIT = 5
MOST_ORDERS = 3


def prove(context: Context, goal: Statement, budget: Budget, depth: int = 0) -> Proof | None:
    """A proof of a goal without predicates, or None."""
    if isinstance(goal, FunctionProperty):
        return rules.Known() if goal.name in context.domain.properties(goal.function) else None
    if context.contradictory:
        return rules.Absurd(())
    if context.holds(goal):
        return rules.Known()
    if isinstance(goal, Conjunction):
        return _each(context, goal.parts, budget, depth)
    if isinstance(goal, Equivalence):
        return _each(context, (Implication(goal.left, goal.right), Implication(goal.right, goal.left)), budget, depth)
    if isinstance(goal, Implication):
        inner = prove(context.adding(goal.premise), goal.conclusion, budget, depth)
        return None if inner is None else rules.Assume(inner)
    if isinstance(goal, Disjunction):
        failed = tuple(negate(part) for part in goal.parts[:-1])
        inner = prove(context.adding(*failed), goal.parts[-1], budget, depth)
        return None if inner is None else rules.Assume(inner)
    if isinstance(goal, Negation):
        inner = prove(context, negate(goal.part), budget, depth) if negate(goal.part) != goal else None
        return None if inner is None else rules.Assume(inner)
    if isinstance(goal, Quantified):
        return _generalise(context, goal, budget, depth)
    if isinstance(goal, Finite):
        from symbolic.methods.integrals import prove_finite

        return prove_finite(context, goal, budget)
    if isinstance(goal, Comparison):
        return prove_comparison(State(context, goal), budget, depth)
    return None


def _each(context: Context, parts: tuple[Statement, ...], budget: Budget, depth: int) -> Proof | None:
    found = []
    for part in parts:
        inner = prove(context, part, budget, depth)
        if inner is None:
            return None
        found.append(inner)
        context = context.adding(part)
    return rules.Each(tuple(found))


def _generalise(context: Context, goal: Quantified, budget: Budget, depth: int) -> Proof | None:
    if goal.quantifier != "forall":
        return None
    taken = symbols_of(context.facts, goal)
    renamed: dict[Any, Any] = {}
    for variable in goal.variables:
        renamed[variable] = fresh_symbol(variable, [*taken, *renamed.values()])
    inner = prove(context.with_symbols(renamed.values()), substitute_statement(goal.body, renamed), budget, depth)
    return None if inner is None else rules.Generalise(inner)


def prove_comparison(state: State, budget: Budget, depth: int) -> Proof | None:
    """Close at once if possible; else deal with one obstacle (an arm, an integral, a disjunction, unknown order) and go on."""
    found = close(state, budget, cheap=True)
    if found is not None:
        return state.finish(found)
    budget.places -= 1
    if depth > DEEPEST_SPLIT or budget.spent:
        return None
    from symbolic.methods import arms, logarithms

    rewritten = without_derivatives(state) or ranges.without_one_part(state) or eliminate(state)
    if rewritten is not None:
        return prove_comparison(rewritten, budget, depth)
    arm = arms.first_arm(state.goal) or arms.first_arm(*comparisons(state.context))
    if arm is not None:
        return arms.resolve(state, arm, budget, depth)
    if any(term.has(Integral, Limit) for term in terms_of(state.goal)):
        from symbolic.methods.integral_inequalities import compare_integrals
        from symbolic.methods.integrals import evaluate_calculus

        assert isinstance(state.goal, Comparison)
        if isinstance(oriented(state.goal)[0], Integral):
            found = compare_integrals(state, budget)
            if found is not None:
                return found
        following = evaluate_calculus(state, budget)
        if following is not None:
            return prove_comparison(following, budget, depth)
        found = compare_integrals(state, budget)
        if found is not None:
            return found
    for fact in state.context.facts:
        if isinstance(fact, Disjunction):
            return _cases(state, fact, budget, depth)
    found = logarithms.compare(state) if depth == 0 else None
    return found if found is not None else _with_functions(state, budget, depth)


def prove_after(state: State, budget: Budget, depth: int) -> Proof | None:
    """Go on from a state whose goal may be of any kind."""
    if isinstance(state.goal, Comparison):
        return prove_comparison(state, budget, depth)
    found = prove(state.context, state.goal, budget, depth)
    return None if found is None else state.finish(found)


def _cases(state: State, fact: Disjunction, budget: Budget, depth: int) -> Proof | None:
    proofs = []
    for part in fact.parts:
        context = state.context.adding(part)
        context = replace(context, facts=tuple(f for f in context.facts if f != fact))
        found = prove(context, state.goal, budget, depth + 1)
        if found is None:
            return None
        proofs.append(found)
    return state.finish(rules.Cases(fact, tuple(proofs)))


def _with_functions(state: State, budget: Budget, depth: int) -> Proof | None:
    """Instantiate, close; failing that, go by cases on an undecided order, then by contradiction."""
    saturated = saturate(ranges.with_signs(state), budget)
    found = close(saturated, budget) or (close_generously(saturated, budget) if depth == 0 else None)
    if found is not None:
        return saturated.finish(found)
    found = refute_negation(saturated, budget, depth)
    if found is not None:
        return found
    for difference in instances.undecided_orders(saturated)[:MOST_ORDERS]:
        if depth >= DEEPEST_SPLIT:
            break
        again = [lambda c: prove_comparison(State(c, state.goal), budget, depth + 1) for _ in range(3)]
        found = trichotomy(saturated, difference, *again)
        if found is not None:
            return found
    return _ask_solver(saturated, budget)


def _ask_solver(state: State, budget: Budget) -> Proof | None:
    if not budget.solver:
        return None
    import z3

    from symbolic.trusted.solver import NotEncodable, problem

    try:
        solver = problem(state.context, state.goal)
    except NotEncodable:
        return None
    return state.finish(rules.Unsat()) if solver.check() == z3.unsat else None
