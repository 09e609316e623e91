"""Integrals whose ends are in no known order: one primitive for both orders; ends known to be in reverse order are exchanged."""

from __future__ import annotations

from functools import partial
from typing import Any

from symbolic.language.statements import Comparison, Finite
from symbolic.methods.interval_facts import ordered_ends, rewritten
from symbolic.methods.primitives import primitive_of, with_primitive
from symbolic.methods.state import State
from symbolic.trusted import proofs as rules
from symbolic.trusted.context import implied
from symbolic.trusted.definedness import undefined
from symbolic.trusted.normal_form import is_zero
from symbolic.trusted.rules.orientation import EitherOrder, Reversed, order_goals, reversed_integral


def unordered(state: Any, integral: Any, budget: Any) -> bool:
    """Whether the ends are finite and not known to be in order."""
    _, lower, upper = integral.limits[0]
    return not (lower.is_infinite or upper.is_infinite) and ordered_ends(state, integral, budget) is None


def oriented(state: Any, integral: Any, budget: Any) -> Any:
    """The state with such an integral replaced by its value, or by minus the one in order; None where neither is found."""
    _, lower, upper = integral.limits[0]
    if lower.is_infinite or upper.is_infinite:
        return None
    if implied(state.context.relation(lower - upper), ">"):
        value = -reversed_integral(integral)
        known = (Finite(integral), Finite(-value)) if {Finite(integral), Finite(-value)} & set(state.context.facts) else ()
        learned = state.learn((Comparison(integral, "==", value), *known), partial(Reversed, integral))
        return rewritten(learned, integral, value)
    primitive = primitive_of(integral.function, integral.limits[0][0])
    if primitive is None:
        return None
    proofs, values = [], []
    for part, (order, _) in zip((integral, reversed_integral(integral)), order_goals(integral, lower), strict=True):
        following = with_primitive(State(state.context.adding(order), Finite(part)), part, primitive, budget)
        if following is None:
            return None
        proofs.append(following.finish(rules.Known()))
        values.append(next(f.right for f in following.context.facts if isinstance(f, Comparison) and f.left == part and f.relation == "=="))
    forward, backward = values
    if not is_zero(forward + backward, state.context.positive) or undefined(state.context, forward) is not None:
        return None
    facts = (Comparison(integral, "==", forward), Finite(integral))
    learned = state.learn(facts, lambda then: EitherOrder(integral, forward, proofs[0], proofs[1], then))
    return rewritten(learned, integral, forward)


__all__ = ["oriented", "unordered"]
