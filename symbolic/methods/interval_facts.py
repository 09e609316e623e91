"""What the steps about integrals share: conditions on an interval proved, its ends in order, a value put in place of the integral."""

from __future__ import annotations

from typing import Any

import sympy

from symbolic.language.domain import symbols_of
from symbolic.language.statements import Finite
from symbolic.methods import search, signs
from symbolic.trusted import proofs as rules
from symbolic.trusted.conditions import Condition
from symbolic.trusted.context import Context, implied


def rewritten(state: Any, integral: Any, value: Any) -> Any:
    if isinstance(state.goal, Finite):
        return state
    return state.replace(integral, value, lambda then: rules.Rewrite(integral, value, then))


def prove_conditions(context: Context, conditions: tuple[Condition, ...], budget: Any) -> tuple[Any, ...] | None:
    """A proof for each condition of well-posedness, or None when one is missing."""
    found = []
    for condition in conditions:
        inner = context.with_symbols(symbols_of(condition.guards, condition.holds)).adding(*condition.guards)
        proof = search.prove(inner, condition.holds, budget)
        if proof is None:
            return None
        found.append(proof)
    return tuple(found)


def ordered_ends(state: Any, integral: Any, budget: Any) -> Any:
    """The state in which the order of the integral's ends is a fact; None when it is not found."""
    _, lower, upper = integral.limits[0]
    if lower == -sympy.oo or upper == sympy.oo:
        return state
    relation, following = signs.sign(state, upper - lower, budget)
    return following if implied(relation, ">=") else None
