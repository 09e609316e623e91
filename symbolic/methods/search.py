"""The search for proofs of quantifier-free goals: split connectives, put arms of max and min in force, instantiate what is known of
functions, close.

What it returns is only a proposal; `trusted.kernel` replays it. The search is deterministic: it counts its work instead of looking at a
clock.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sympy import Integral, Product, Sum

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
from symbolic.methods import instances, oracle, ranges
from symbolic.methods.abstraction import places
from symbolic.methods.calculus_terms import calculus_in
from symbolic.methods.cases import refute_negation, refute_with_instances, trichotomy
from symbolic.methods.closing import close, close_generously, oriented
from symbolic.methods.evaluation import evaluated
from symbolic.methods.rewriting import comparisons, eliminate, without_derivatives
from symbolic.methods.signs import SATURATION_ROUNDS, plain_signs, saturate
from symbolic.methods.state import Budget, State
from symbolic.methods.supporting_lines import with_lines
from symbolic.methods.witnesses import named, witness
from symbolic.trusted import proofs as rules
from symbolic.trusted.conditions import negate
from symbolic.trusted.context import Context

Proof = Any
DEEPEST_SPLIT = 5
MOST_ORDERS = 3
SOLVER_ROUNDS = 3


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


def _on_interval(state: State, budget: Budget) -> Proof | None:
    """By the sign of the difference on the whole interval that the facts give to the only variable."""
    from symbolic.methods.sign_on_interval import algebraic, sign_on_interval

    goal = state.goal
    if budget.intervals <= 0 or not isinstance(goal, Comparison) or goal.relation == "==" or len(symbols_of(goal)) != 1 or algebraic(goal):
        return None
    budget.intervals -= 1
    found = sign_on_interval(state.context, goal)
    return None if found is None else state.finish(found)


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
        return witness(context, goal, budget, depth) if depth < DEEPEST_SPLIT else None
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
    if budget.solver and depth == 0:
        found = _by_solver(state, budget)
        if found is not None:
            return found
    budget.places -= 1
    if depth > DEEPEST_SPLIT or budget.spent:
        return None
    from symbolic.methods import arms, equal_derivatives, identities, logarithms

    found = identities.by_signs(state) or identities.by_equation(state)
    if found is not None:
        return found
    rewritten = named(state) or without_derivatives(state) or ranges.without_one_part(state) or eliminate(state)
    if rewritten is not None:
        return prove_comparison(rewritten, budget, depth)
    if not symbols_of(state.goal):
        at_once = evaluated(state.goal)
        if at_once is not None:
            return state.finish(at_once)
    if depth == 0 and any(term.has(Sum, Product) for term in terms_of(state.goal) if not isinstance(term, type)):
        from symbolic.methods.finite_sums import with_values

        valued = with_values(state, budget)
        if valued is not None:
            return prove_comparison(valued, budget, depth)
    of_processes = any(calculus_in(term) for term in terms_of(state.goal))
    arm = arms.first_arm(state.goal) or (None if of_processes else arms.first_arm(*comparisons(state.context)))
    if arm is not None:
        return arms.resolve(state, arm, budget, depth)
    if of_processes:
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
    arm = arms.first_arm(*comparisons(state.context)) if of_processes else None
    if arm is not None:
        return arms.resolve(state, arm, budget, depth)
    for fact in state.context.facts:
        if isinstance(fact, Disjunction):
            return _cases(state, fact, budget, depth)
    found = (logarithms.compare(state) if depth == 0 else None) or equal_derivatives.in_case(state)
    return found or _on_interval(state, budget) or _with_functions(state, budget, depth)


def _by_solver(state: State, budget: Budget) -> Proof | None:
    """Where the word of solvers counts they are asked first: they see arms and cases at once."""
    state = plain_signs(state, budget)
    for _ in range(SOLVER_ROUNDS):
        before = len(state.wraps)
        found = _told_by_solvers(state)
        if found is not None:
            return found
        state = saturate(state, budget, rounds=1)
        if len(state.wraps) == before:
            break
    lined = with_lines(state)
    return _told_by_solvers(lined) if lined is not state else None


def _told_by_solvers(state: State) -> Proof | None:
    for place in places(state):
        answer = oracle.ask(place.context, place.goal)
        for shown in (oracle.narrowed(place, answer.core), place) if answer.provable else ():
            if oracle.convinced(shown.context, shown.goal):
                return shown.finish(rules.Unsat())
    return None


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
    """Instantiate, close; failing that, by contradiction, then by cases on an undecided order."""
    state = ranges.with_signs(plain_signs(state, budget))
    for rounds in (1, SATURATION_ROUNDS):
        before = len(state.wraps)
        state = saturate(state, budget, rounds=rounds)
        if state.context.contradictory:
            return state.finish(rules.Absurd(()))
        if rounds > 1 and len(state.wraps) == before:
            break
        found = _decided_here(state, budget, depth)
        if found is not None:
            return found
    lined = with_lines(state) if depth == 0 else state
    if lined is not state and (answer := oracle.ask(lined.context, lined.goal)).provable:
        found = _with_core(lined, answer.core, budget, depth)
        if found is not None:
            return found
    found = refute_with_instances(state, budget) if depth == 0 else None
    if found is not None:
        return found
    for difference in instances.undecided_orders(state)[:MOST_ORDERS]:
        if depth >= DEEPEST_SPLIT:
            break
        again = [lambda c: prove_comparison(State(c, state.goal), budget, depth + 1) for _ in range(3)]
        found = trichotomy(state, difference, *again)
        if found is not None:
            return found
    return None


def _decided_here(state: State, budget: Budget, depth: int) -> Proof | None:
    for place in places(state):
        answer = oracle.ask(place.context, place.goal)
        if answer.provable is not False:
            found = _close_here(place, answer, budget, depth)
            if found is not None:
                return found
    return None


def _close_here(state: State, answer: oracle.Answer, budget: Budget, depth: int) -> Proof | None:
    """From the facts: those that z3 has used first, then all; by contradiction; by the word of solvers where it may count."""
    if answer.provable:
        found = _with_core(state, answer.core, budget, depth)
        if found is not None or budget.solver:
            return found
    found = close(state, budget) or (close_generously(state, budget) if depth == 0 else None)
    if found is not None:
        return state.finish(found)
    found = refute_negation(state, budget, depth)
    if found is not None or not budget.solver:
        return found
    return state.finish(rules.Unsat()) if oracle.convinced(state.context, state.goal) else None


def _with_core(state: State, core: tuple[Statement, ...], budget: Budget, depth: int) -> Proof | None:
    """By exact algebra among the facts that z3 has used; where that fails, by its word if it may count."""
    few = oracle.narrowed(state, core)
    alone = State(few.context, few.goal, few.wraps[len(state.wraps) :])
    found = close(alone, budget) or (close_generously(alone, budget) if depth == 0 else None)
    whole = alone.finish(found) if found is not None else refute_negation(alone, budget, depth)
    if whole is not None and oracle.accepted(state, whole):
        return state.finish(whole)
    if not budget.solver:
        return None
    return next((place.finish(rules.Unsat()) for place in (few, state) if oracle.convinced(place.context, place.goal)), None)
