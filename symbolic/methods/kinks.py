"""Integrals over maxima and minima: cut where two arms cross, with one arm in force on each side."""

from __future__ import annotations

from typing import Any

import sympy
from sympy import Abs, Integral, Max, Min
from sympy.core.function import AppliedUndef

from symbolic.language.statements import Comparison, Finite
from symbolic.language.terms import free_symbols, substitute
from symbolic.methods import search
from symbolic.methods.interval_facts import ordered_ends, rewritten
from symbolic.trusted import proofs as rules
from symbolic.trusted.conditions import inside
from symbolic.trusted.normal_form import normalised


def first_kink(integral: Any) -> tuple[Any, Any, Any] | None:
    """A `Max` or `Min` of two arms, or an absolute value, whose arms cross at one place: the term, the place, and the arms
    before and after it.
    """
    variable = integral.limits[0][0]
    for term in sorted(integral.function.atoms(Max, Min, Abs), key=str):
        if variable not in free_symbols(term) or (len(term.args) != 2 and not isinstance(term, Abs)):
            continue
        first, second = (term.args[0], -term.args[0]) if isinstance(term, Abs) else term.args
        slope = normalised(sympy.diff(first - second, variable)) if not (first - second).has(AppliedUndef) else None
        if slope is None or variable in free_symbols(slope) or slope == 0:
            continue
        place = normalised(-(first - second).subs(variable, 0) / slope)
        rising = bool(slope.is_positive)
        before, after = (second, first) if rising == isinstance(term, Max | Abs) else (first, second)
        if rising or slope.is_negative:
            return term, place, (before, after)
    return None


def at_kink(state: Any, integral: Any, budget: Any) -> Any:
    """Cut the interval where two arms cross, and put the arm in force on each side."""
    kink = first_kink(integral)
    if kink is None:
        return None
    term, place, arms = kink
    variable, lower, upper = integral.limits[0]
    for low, high in ((lower, place), (place, upper)):
        ordered = ordered_ends(state, Integral(integral.function, (variable, low, high)), budget)
        if ordered is None:
            return None
        state = ordered
    ends = ((lower, place), (place, upper))
    parts = [Integral(integral.function, (variable, *end)) for end in ends]
    simple = [Integral(substitute(integral.function, {term: arm}), (variable, *end)) for arm, end in zip(arms, ends, strict=True)]
    finite = []
    for part, other in zip(parts, simple, strict=True):
        following = _without_kink(state, part, other, budget)
        if following is None:
            return None
        finite.append(following.finish(rules.Known()))
    base = len(state.wraps)
    finite = [_strip(proof, base) for proof in finite]
    whole = (Comparison(integral, "==", parts[0] + parts[1]), Finite(integral), Finite(parts[0]), Finite(parts[1]))
    proofs = tuple(finite)
    state = state.learn(whole, lambda then: rules.Additivity(integral, place, proofs, then))
    for part, other in zip(parts, simple, strict=True):
        following = _without_kink(state, part, other, budget)
        if following is None:
            return None
        state = following
    value = simple[0] + simple[1]
    fact = Comparison(integral, "==", value)
    state = state.have(fact, rules.Combination(_equations((integral, parts[0] + parts[1]), *zip(parts, simple, strict=True))))
    return rewritten(state, integral, value)


def _equations(*pairs: tuple[Any, Any]) -> tuple[Any, ...]:
    return tuple(rules.Product(sympy.Integer(1), ((left - right, 1),)) for left, right in pairs)


def _strip(proof: Any, base: int) -> Any:
    """A proof without the outer steps that the surrounding state has taken already."""
    for _ in range(base):
        proof = proof.then
    return proof


def _without_kink(state: Any, part: Any, other: Any, budget: Any) -> Any:
    """The state in which `part` is finite and equals `other`, the same integral with the arm in force."""
    finite = search.prove(state.context, Finite(other), budget)
    if finite is None:
        return None
    state = state.have(Finite(other), finite)
    fresh, facts = inside(part, state.context, other.function, closed=False)
    place = {part.limits[0][0]: fresh}
    same = Comparison(substitute(part.function, place), "==", substitute(other.function, place))
    proof = search.prove(state.context.adding(*facts), same, budget)
    if proof is None:
        return None
    learned = (Comparison(part, "==", other), Finite(part))
    return state.learn(learned, lambda then: rules.SameIntegrand(part, other.function, proof, then))
