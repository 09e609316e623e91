"""Limits of exponentials: of the exponent first."""

from __future__ import annotations

from typing import Any

from sympy import Symbol, exp

from symbolic.language.domain import symbols_of
from symbolic.language.terms import free_symbols, fresh_symbol
from symbolic.trusted import limits as limit_rules
from symbolic.trusted.context import Context
from symbolic.trusted.rules.limit_composition import LimitInside


def limit_at(context: Context, e: Any, v: Any, point: Any, direction: str, budget: Any, depth: int) -> Any:
    """exp of the limit with its proof; None for anything but an exponential whose exponent has a limit at a finite point."""
    from symbolic.methods.interval_facts import prove_conditions
    from symbolic.methods.limits import DEEPEST, limit_with_proof

    if not isinstance(e, exp) or v not in free_symbols(e) or point.is_infinite or depth > DEEPEST:
        return None
    inner = e.args[0]
    found = limit_with_proof(context, inner, v, point, direction, budget, depth + 1)
    if found is None:
        return None
    u = fresh_symbol(Symbol("u", real=True), symbols_of(context.facts, e))
    proofs = prove_conditions(context, limit_rules.conditions_at(context, exp(u), u, found[0]), budget)
    return None if proofs is None else (exp(found[0]), LimitInside(exp(u), u, inner, proofs, found[1]))
