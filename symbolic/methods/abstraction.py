"""High powers as variables of their own: what is known of them stands among the facts, and nothing is multiplied out."""

from __future__ import annotations

from functools import partial
from itertools import combinations
from typing import Any

from sympy import Integer, Symbol

from symbolic.language.domain import symbols_of
from symbolic.language.statements import Comparison
from symbolic.language.terms import fresh_symbol
from symbolic.methods.instances import relevant_terms
from symbolic.methods.special.integer_powers import high_powers
from symbolic.methods.state import State
from symbolic.trusted import proofs as rules
from symbolic.trusted.context import ZERO, Context
from symbolic.trusted.normal_form import TooLarge
from symbolic.trusted.rules.logic import Abstract, abstracted

MULTIPLIED_OUT = 12
ONE = Integer(1)


def places(state: State) -> tuple[State, ...]:
    """Where to look for the end of a proof: with high powers as variables, and as they are unless they are too high to multiply out."""
    plain = without_high_powers(state)
    if plain is None:
        return (state,)
    highest = max(abs(int(power.exp)) for power in high_powers(relevant_terms(state)))
    return (plain, state) if highest <= MULTIPLIED_OUT else (plain,)


def without_high_powers(state: State) -> State | None:
    """The state with a variable for each high power; None where there is none, or where the goal is no comparison."""
    if not isinstance(state.goal, Comparison):
        return None
    powers = sorted(high_powers(relevant_terms(state)), key=lambda power: (-power.count_ops(), str(power)))
    if not powers:
        return None
    taken = list(symbols_of(state.context.facts, state.goal))
    pairs = []
    for power in powers:
        symbol = fresh_symbol(Symbol("power", real=True), taken)
        taken.append(symbol)
        pairs.append((power, symbol))
    fixed = tuple(pairs)
    for one, other in [*((power, end) for power in powers for end in (ZERO, ONE)), *combinations(powers, 2)]:
        state = _at_sight(state, one, other)
    facts = [abstracted(fact, fixed) for fact in state.context.facts]
    context = Context(state.context.domain).adding(*facts)
    return State(context, abstracted(state.goal, fixed), (*state.wraps, partial(Abstract, fixed)))


def _at_sight(state: State, one: Any, other: Any) -> State:
    """With the order of two powers as a fact that can be seen while they are powers."""
    try:
        relation = state.context.relation(one - other)
    except TooLarge:
        return state
    fact = Comparison(one, relation or "", other)
    return state if relation is None or fact in state.context.facts else state.have(fact, rules.Known())
