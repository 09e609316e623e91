"""Where a search ends: by sight, by the normal form, by a positive combination of facts, or by a contradiction among them."""

from __future__ import annotations

from typing import Any

from sympy import Abs, Max, Min, Piecewise

from symbolic.language.domain import symbols_of
from symbolic.language.statements import Comparison, Statement
from symbolic.methods import identities
from symbolic.methods.combinations import combine, factored
from symbolic.methods.rewriting import comparisons
from symbolic.methods.state import Budget, State
from symbolic.trusted import proofs as rules
from symbolic.trusted.conditions import term_conditions
from symbolic.trusted.context import MIRROR, ZERO, Context
from symbolic.trusted.normal_form import TooLarge, is_zero, normalised
from symbolic.trusted.rules.identities import Identity

Proof = Any
FEW_FACTS = 12  # among which products of a higher degree are tried
GENEROUS = 5  # what that costs


def close(state: State, budget: Budget, *, cheap: bool = False) -> Proof | None:
    """End the proof here: by sight, by the normal form, by a positive combination of facts, or by a contradiction among them."""
    context, goal = state.context, state.goal
    if context.contradictory:
        return rules.Absurd(())
    if context.holds(goal):
        return rules.Known()
    absurd = _evidently_false(context)
    if absurd is not None:
        return absurd
    assert isinstance(goal, Comparison)
    target, relation = oriented(goal)
    if target.is_infinite:
        return None
    if relation == "==" and identities.seen(context, target, thorough=not cheap):
        return Identity()
    if has_arm(target):
        return None
    if relation in ("==", ">=") and is_zero(target, context.positive):
        return rules.Combination(())
    if relation == "==" and not cheap:
        found = _multiple_of_equation(state, target, budget)
        if found is not None:
            return found
    if relation == "!=":
        products = factored(context, target, "!=")
        if products is not None:
            return rules.Combination(products)
        if cheap:
            return None
    if not budget.spend():
        return None
    if relation == "!=":
        return _unequal(context, target)
    products = combine(context, target, relation)
    return None if products is None else rules.Combination(products)


def _evidently_false(context: Context) -> Proof | None:
    """By a fact that says of a sum of positive terms that it is not positive: what is seen at a glance goes before what is noted."""
    for term, noted in context.signs.items():
        if noted in ("<", "<=", "==") and not term.is_Symbol and context.relation(term) == ">":
            return rules.Have(Comparison(term, ">", ZERO), rules.Known(), rules.Absurd(()))
    return None


def close_generously(state: State, budget: Budget) -> Proof | None:
    """By a combination whose products may have a higher degree than the target: they cancel."""
    assert isinstance(state.goal, Comparison)
    target, relation = oriented(state.goal)
    if relation == "!=" or target.is_infinite or target.has(Max, Min, Abs, Piecewise) or len(state.context.signs) > FEW_FACTS:
        return None
    budget.combinations -= GENEROUS
    products = combine(state.context, target, relation, slack=1)
    return None if products is None else rules.Combination(products)


def has_arm(term: Any) -> bool:
    """Whether an arm has yet to be put in force; under a sum or an integral it is part of one term."""
    from symbolic.methods import arms

    return bool(term.has(Max, Min, Abs, Piecewise)) and arms.first_arm(Comparison(term, "==", ZERO)) is not None


def _multiple_of_equation(state: State, target: Any, budget: Budget) -> Proof | None:
    """The target as an equation among the facts, times a term whose denominators are known not to vanish."""
    for fact in reversed(comparisons(state.context)):
        if fact.relation != "==" or fact.left.is_infinite or fact.right.is_infinite:
            continue
        equation = fact.left - fact.right
        if is_zero(equation, state.context.positive):
            continue
        try:
            ratio = normalised(target / equation, state.context.positive)
        except (TooLarge, ZeroDivisionError):
            continue
        following: State | None = state
        for condition in term_conditions(ratio):
            following = _established(following, condition.holds, budget) if following is not None else None
        if following is not None:
            steps = following.wraps[len(state.wraps) :]
            return State(state.context, state.goal, steps).finish(rules.Combination((rules.Product(ratio, ((equation, 1),)),)))
    return None


def _established(state: State, statement: Statement, budget: Budget) -> State | None:
    from symbolic.methods.search import DEEPEST_SPLIT, prove

    if state.context.holds(statement):
        return state
    proof = prove(state.context, statement, budget, DEEPEST_SPLIT) if symbols_of(statement) else None
    return None if proof is None else state.have(statement, proof)


def _unequal(context: Context, target: Any) -> Proof | None:
    for side in (target, -target):
        products = combine(context, side, ">")
        if products is not None:
            return rules.Combination(products)
    return None


def oriented(goal: Comparison) -> tuple[Any, str]:
    """The goal as a term and its relation to 0, one of == != > >=."""
    if goal.relation in ("<", "<="):
        return goal.right - goal.left, MIRROR[goal.relation]
    return goal.left - goal.right, goal.relation
