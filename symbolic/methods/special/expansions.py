"""Limits by asymptotic expansion, with as many terms of each power series as it takes."""

from __future__ import annotations

from typing import Any

from sympy import Limit
from sympy.core.function import AppliedUndef

from symbolic.language.statements import Comparison, Finite
from symbolic.trusted.asymptotic_functions import NoExpansion
from symbolic.trusted.context import Context
from symbolic.trusted.rules.expansion_limit import Expanded, LimitByExpansion, expansion_value, fixed_conditions

DEPTHS = (2, 4, 7, 11)


def value_and_depth(context: Context, limit: Any) -> tuple[Any, int] | None:
    """The value of a limit and the number of terms that shows it; None where expansions do not give it."""
    if limit.args[0].has(AppliedUndef):
        return None
    for depth in DEPTHS:
        try:
            return expansion_value(context, limit, depth)[0], depth
        except NoExpansion:
            continue
    return None


def limit_at(context: Context, e: Any, v: Any, point: Any, direction: str, budget: Any, depth: int) -> Any:
    """The limit of an expression on the way to another proof, such as that of a primitive at infinity."""
    found = value_and_depth(context, Limit(e, v, point, direction))
    return None if found is None else (found[0], Expanded(found[1]))


def expansion_step(state: Any, limit: Any, budget: Any) -> Any:
    """The state with a limit of its own replaced by its value; None where expansions do not give it."""
    from symbolic.methods.interval_facts import prove_conditions

    found = value_and_depth(state.context, limit)
    if found is None:
        return None
    value, depth = found
    conditions = prove_conditions(state.context, fixed_conditions(state.context, limit), budget)
    if conditions is None:
        return None
    facts = (Comparison(limit, "==", value), Finite(limit))
    learned = state.learn(facts, lambda then: LimitByExpansion(limit, depth, conditions, then))
    if isinstance(state.goal, Finite):
        return learned
    from symbolic.trusted import proofs as rules

    return learned.replace(limit, value, lambda then: rules.Rewrite(limit, value, then))


__all__ = ["expansion_step", "limit_at", "value_and_depth"]
