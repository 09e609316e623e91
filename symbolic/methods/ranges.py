"""Sums and products in a goal: short ones written out, empty ones dropped, the last part split off where the rest is known from a fact."""

from __future__ import annotations

from functools import partial
from typing import Any

from sympy import Integer, Product, Sum

from symbolic.language.domain import symbols_of, terms_of
from symbolic.language.statements import Comparison
from symbolic.language.terms import substitute
from symbolic.methods.state import State
from symbolic.trusted import proofs as rules
from symbolic.trusted.conditions import within_range
from symbolic.trusted.context import ZERO, Context, implied
from symbolic.trusted.rules.ranges import EmptyRange, FirstPart, LastPart, SignOfParts, without_first, without_last

LONGEST = 12  # parts of a sum or product that is written out


def without_one_part(state: State) -> State | None:
    """The state in which one sum or product of the goal has fewer parts; None where there is nothing to do."""
    ranged = _ranged(state.goal)
    if not ranged:
        return None
    others = {term for fact in (state.goal, *state.context.facts) if isinstance(fact, Comparison) for term in _ranged(fact)}
    for term in ranged:
        step = _step(state.context, term, others)
        if step is not None:
            value, rule = step
            learned = state.learn((Comparison(term, "==", value),), partial(rule, term))
            return learned.replace(term, value, partial(rules.Rewrite, term, value))
    return None


def with_signs(state: State) -> State:
    """The state that knows the sign of each sum and product in the goal whose parts have one at sight."""
    for term in _ranged(state.goal):
        ((variable, _, _),) = term.limits
        fresh, facts = within_range(term, symbols_of(state.context.facts, state.goal))
        inner = state.context.with_symbols([fresh]).adding(*facts)
        known = inner.relation(substitute(term.function, {variable: fresh}))
        for relation in (">=", "<=") if isinstance(term, Sum) else (">", ">="):
            fact = Comparison(term, relation, ZERO)
            if implied(known, relation) and not state.context.holds(fact):
                state = state.learn((fact,), partial(SignOfParts, term, relation, rules.Known()))
                break
    return state


def _ranged(statement: Any) -> list[Any]:
    found = {r for term in terms_of(statement) if not isinstance(term, type) for r in term.atoms(Sum, Product)}
    finite = [r for r in found if len(r.limits[0]) == 3 and r.limits[0][1].is_integer and r.limits[0][2].is_integer]
    return sorted(finite, key=str)


def _step(context: Context, term: Any, others: set[Any]) -> tuple[Any, Any] | None:
    """The value of `term` with a part less, and the rule that gives it."""
    ((variable, lower, upper),) = term.limits
    if context.relation(lower - 1 - upper) == "==":
        return (ZERO if isinstance(term, Sum) else Integer(1)), EmptyRange
    if not implied(context.relation(upper - lower), ">="):
        return None
    short = (upper - lower).is_Integer and upper - lower < LONGEST
    if short or term.func(term.function, (variable, lower, upper - 1)) in others:
        return without_last(term), LastPart
    if term.func(term.function, (variable, lower + 1, upper)) in others:
        return without_first(term), FirstPart
    return None
