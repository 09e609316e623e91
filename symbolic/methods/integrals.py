"""The value of an integral or limit in a goal, and whether it is finite: the first step that knows one.

Every step is replayed by the kernel.
"""

from __future__ import annotations

from typing import Any

from sympy import Integral, Limit, Product, Sum

from symbolic.language.domain import symbols_of
from symbolic.language.statements import Comparison, Finite
from symbolic.language.terms import free_symbols
from symbolic.methods import signs
from symbolic.methods.calculus_terms import calculus_in
from symbolic.methods.endless_products import product_step
from symbolic.methods.interval_facts import ordered_ends, prove_conditions
from symbolic.methods.kinks import at_kink
from symbolic.methods.limits import limit_step
from symbolic.methods.linearity import constants_out
from symbolic.methods.primitives import by_primitive
from symbolic.methods.series import series_step
from symbolic.methods.special import families
from symbolic.methods.state import State
from symbolic.trusted import proofs as rules
from symbolic.trusted.conditions import continuous, interval_conditions
from symbolic.trusted.context import Context
from symbolic.trusted.kernel import Rejected


def evaluate_calculus(state: Any, budget: Any) -> Any:
    """The state with one integral or limit of the goal or facts replaced by what it equals; None when nothing gives way."""
    for term in _calculus_terms(state):
        following = calculus_step(state, term, budget)
        if following is not None:
            return following
    return None


def _calculus_terms(state: Any) -> list[Any]:
    found: list[Any] = []
    for statement in [state.goal, *(f for f in state.context.facts if isinstance(f, Comparison))]:
        for side in (statement.left, statement.right):
            found += calculus_in(side)
    return [t for t in dict.fromkeys(found) if free_symbols(t) <= set(symbols_of(state.goal, state.context.facts))]


def calculus_step(state: Any, term: Any, budget: Any) -> Any:
    """The state with one integral, limit, endless sum or product replaced by its value; None when no rule gives it."""
    if isinstance(term, Limit):
        return limit_step(state, term, budget)
    if isinstance(term, Sum):
        return series_step(state, term, budget)
    if isinstance(term, Product):
        return product_step(state, term, budget)
    return _integral_step(state, term, budget)


def _integral_step(state: Any, integral: Any, budget: Any) -> Any:
    if len(integral.limits) != 1 or len(integral.limits[0]) != 3:
        return None
    from symbolic.methods.named_integrals import by_name
    from symbolic.methods.orientation import oriented, unordered

    if unordered(state, integral, budget):
        return oriented(state, integral, budget)
    for attempt in (by_name, *families("integral_step"), constants_out, by_primitive, at_kink):
        following = attempt(state, integral, budget)
        if following is not None:
            return following
    return None


def prove_finite(context: Context, goal: Finite, budget: Any) -> Any:
    """A proof that an integral is finite or that a limit exists, or None."""
    term = goal.expression
    state = State(context, goal)
    if isinstance(term, Limit | Sum | Product):
        following = calculus_step(state, term, budget)
        return None if following is None else following.finish(rules.Known())
    if not isinstance(term, Integral) or len(term.limits) != 1:
        return None
    for attempt in (_proper, _part, _evaluated):
        proof = attempt(state, term, budget)
        if proof is not None:
            return proof
    return None


def _proper(state: Any, integral: Any, budget: Any) -> Any:
    variable, lower, upper = integral.limits[0]
    if lower.is_infinite or upper.is_infinite or not continuous(integral.function, variable, state.context.domain):
        return None
    ordered = ordered_ends(state, integral, budget)
    if ordered is None:
        return None
    proofs = prove_conditions(ordered.context, interval_conditions(ordered.context, integral, integral.function, closed=True), budget)
    return None if proofs is None else ordered.finish(rules.Proper(proofs))


def _part(state: Any, integral: Any, budget: Any) -> Any:
    from symbolic.trusted.kernel import Kernel

    for fact in state.context.facts:
        if not (isinstance(fact, Finite) and isinstance(fact.expression, Integral)):
            continue
        whole = fact.expression
        if integral.function.has(whole.function.func) or integral.function == whole.function:
            ordered = state
            (_, a, b), (_, c, d) = whole.limits[0], integral.limits[0]
            for low, high in ((a, c), (d, b), (c, d)):
                if low != high and not (low.is_infinite or high.is_infinite):
                    _, ordered = signs.sign(ordered, high - low, budget)
            proof = rules.PartOfFinite(whole)
            try:
                Kernel().check(ordered.context, Finite(integral), proof)
            except Rejected:
                continue
            return ordered.finish(proof)
    return None


def _evaluated(state: Any, integral: Any, budget: Any) -> Any:
    from symbolic.methods.named_integrals import by_name

    for attempt in (by_name, *families("integral_step"), constants_out, by_primitive, at_kink):
        following = attempt(state, integral, budget)
        if following is not None:
            return following.finish(rules.Known())
    return None
