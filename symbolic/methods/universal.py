"""Using what is assumed for all values: instances at the values that match (`matching`), and what follows at once.

An instance that is an implication is used where its premise can be shown, or its conclusion refuted; an unsettled one is left to the
solver.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from symbolic.language.domain import symbols_of
from symbolic.language.predicates import substitute_statement
from symbolic.language.statements import Comparison, Conjunction, Disjunction, Equivalence, Implication, Negation, Quantified, Statement
from symbolic.methods.instances import kind_fits, values_for
from symbolic.methods.matching import applications, applications_in, matches
from symbolic.methods.state import Budget, State
from symbolic.trusted import proofs as rules
from symbolic.trusted.conditions import negate
from symbolic.trusted.normal_form import TooLarge
from symbolic.trusted.rules.logic import Detach, consequence

MOST_OTHERS = 5
MOST_INSTANCES = 40  # in one proof


def specialise(state: State, budget: Budget) -> State:
    """Add instances of the facts "for all", and detach what the facts decide."""
    universal = [fact for fact in state.context.facts if isinstance(fact, Quantified) and fact.quantifier == "forall"]
    if not universal:
        return detach(state)
    used = sum(1 for fact in state.context.facts if isinstance(fact, Comparison | Implication))
    for fact in universal:
        for values in _values(state, fact):
            if not set(symbols_of(*values)) <= set(symbols_of(state.context.facts, state.goal)):
                continue  # a variable bound somewhere else
            if used > 10 * MOST_INSTANCES:
                return detach(state)
            following = _instance(state, fact, values, budget)
            used += following is not state
            state = following
    return detach(state)


def _values(state: State, fact: Quantified) -> list[tuple[Any, ...]]:
    captured = fact.variables[0] in symbols_of(state.goal, state.context.facts)  # a free symbol of the same name
    if len(fact.variables) == 1 and not captured and any(a.args == fact.variables for a in applications_in(fact.body)):
        return [(value,) for value in values_for(state, fact, fact.variables[0])]
    usable = (Comparison, Implication, Disjunction, Equivalence, Negation)
    occurring = applications([state.goal, *(f for f in state.context.facts if isinstance(f, usable))])
    others = [s for s in symbols_of(state.goal) if not s.is_integer][:MOST_OTHERS]
    found = matches(fact, occurring, others)
    return [v for v in found if all(kind_fits(state.context, x, value) for x, value in zip(fact.variables, v, strict=True))]


def _instance(state: State, fact: Quantified, values: tuple[Any, ...], budget: Budget) -> State:
    instance = substitute_statement(fact.body, dict(zip(fact.variables, values, strict=True)))
    if instance in state.context.facts:
        return state
    wrap = partial(_specialised, fact, values)
    try:
        if isinstance(instance, Implication):
            state = _established(state, instance.premise, budget)
            if state.context.holds(instance.premise):
                instance = instance.conclusion
            elif not budget.solver and not state.context.holds(negate(instance.conclusion)):
                return state
        if isinstance(instance, Comparison) and state.context.holds(instance):
            return state
        return state if instance in state.context.facts else state.learn((instance,), wrap)
    except (TooLarge, ZeroDivisionError):
        return state


def _specialised(fact: Quantified, values: tuple[Any, ...], then: Any) -> Any:
    return rules.Specialise(fact, values, then)


def _established(state: State, premise: Statement, budget: Budget) -> State:
    """The state in which the premise is a fact, if its sign is found."""
    from symbolic.methods.signs import sign

    for part in premise.parts if isinstance(premise, Conjunction) else (premise,):
        if isinstance(part, Comparison) and not state.context.holds(part) and part.left != part.right:
            _, state = sign(state, part.left - part.right, budget)
    return state


def detach(state: State) -> State:
    """Add what implications, equivalences and negations among the facts give at sight."""
    for fact in state.context.facts:
        if not isinstance(fact, Implication | Equivalence | Negation) or (isinstance(fact, Negation) and negate(fact.part) == fact):
            continue
        said = consequence(state.context, fact)
        new = said not in state.context.facts and not (isinstance(said, Comparison) and state.context.holds(said))
        if new and not isinstance(said, Disjunction):
            state = state.learn((said,), partial(Detach, fact))
    return state


def undecided(state: State) -> Any:
    """An implication or equivalence among the facts of which neither side is decided, for a proof by cases; None if there is none."""
    for fact in state.context.facts:
        if isinstance(fact, Implication | Equivalence):
            said = consequence(state.context, fact)
            if isinstance(said, Disjunction) and said not in state.context.facts:
                return fact
    return None
